"""The eight frames of an engine, under their names."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any, Generic, TypeVar

import polars as pl

from onrecord.schemas import FRAMES, STORED

if TYPE_CHECKING:
    from onrecord._record import Extraction

__all__ = ["Linked"]

T = TypeVar("T")


class Linked(Generic[T]):
    """The linked frames of an extraction as an engine's own; `T` is `pyspark.sql.DataFrame` or `ray.data.Dataset`."""

    __slots__ = ("_collect", "_frames", "_provenance")

    def __init__(
        self, frames: Mapping[str, T], provenance: dict[str, Any], collect: Callable[[T], pl.DataFrame]
    ) -> None:
        self._frames = dict(frames)
        self._provenance = provenance
        self._collect = collect

    def __getattr__(self, name: str) -> T:
        if name.startswith("_") or name not in self._frames:
            raise AttributeError(f"there is no frame {name!r}: there are {', '.join(FRAMES)}")
        return self._frames[name]

    def __dir__(self) -> list[str]:
        return [*super().__dir__(), *FRAMES]

    @property
    def frames(self) -> dict[str, T]:
        """The eight frames by name, in plain types (`onrecord.arrow_schema`)."""
        return {name: self._frames[name] for name in FRAMES}

    @property
    def provenance(self) -> dict[str, Any]:
        """Versions, options, and hashes of the tables and models that decided the rows."""
        return self._provenance

    def to_extraction(self) -> Extraction:
        """All rows on this machine, as one `Extraction`; documents are in the order of their ids.

        Returns
        -------
        Extraction
            Equal to what `extract` gives for the same documents in that order.
        """
        from onrecord._record import Extraction

        frames: dict[str, pl.DataFrame] = {}
        for name, schema in STORED.items():
            frame = self._collect(self._frames[name])
            if not frame.width:  # what is empty may have lost its columns on the way
                frame = pl.DataFrame(schema=schema)
            types = pl.Schema({key: dtype for key, dtype in schema.items() if key in frame.columns})
            # The rows of a document lie together, in their order.
            key = "actor_id" if name == "actors" else "doc_id"
            frames[name] = frame.cast(types).sort(key, maintain_order=True)
        return Extraction(**frames, provenance=self._provenance)

    def __repr__(self) -> str:
        return f"{type(self).__name__}({', '.join(FRAMES)})"
