"""What was extracted, in memory: eight linked frames, written and read together."""

from __future__ import annotations

import copy
import json
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Any

import polars as pl

from onrecord._fork import may_query, methods_need_polars
from onrecord._frame_files import writing
from onrecord._provenance import parquet_metadata
from onrecord._record.notes import notes
from onrecord._record.record import Record
from onrecord._record.selection import chosen, narrowed
from onrecord.exceptions import ExtractionReadError, InputError, PathNotFoundError
from onrecord.schemas import FRAMES, STORED

__all__ = ["Extraction", "check_columns", "read_provenance", "stored_frames"]


@methods_need_polars(but=("provenance",))
class Extraction(Record[pl.DataFrame]):
    """Eight linked frames; `onrecord.schemas` says what they hold.

    `extract`, `merge` and `read_parquet` make one. It never changes: `filter`, `for_documents` and
    `replace` make another. Two are equal if all their rows are, in the same order; where the rows come from
    (`provenance`) does not count.

    Examples
    --------
    >>> import onrecord
    >>> record = onrecord.extract(["Talks are over."])
    >>> record.documents.height
    1
    >>> record == onrecord.extract(["Talks are over."])
    True
    """

    __slots__ = ("_frames", "_provenance")

    _frames: Mapping[str, pl.DataFrame]
    _provenance: dict[str, Any]

    def __init__(
        self,
        *,
        documents: pl.DataFrame,
        blocks: pl.DataFrame,
        sentences: pl.DataFrame,
        statements: pl.DataFrame,
        actors: pl.DataFrame,
        mentions: pl.DataFrame,
        dates: pl.DataFrame,
        spans: pl.DataFrame,
        local_actors: pl.DataFrame,
        links: pl.DataFrame,
        provenance: dict[str, Any],
    ) -> None:
        frames = {
            "documents": documents, "blocks": blocks, "sentences": sentences, "statements": statements,
            "actors": actors, "mentions": mentions, "dates": dates, "spans": spans,
            "local_actors": local_actors, "links": links,
        }  # fmt: skip
        object.__setattr__(self, "_frames", frames)
        object.__setattr__(self, "_provenance", copy.deepcopy(provenance))

    def _frame(self, name: str) -> pl.DataFrame:
        return self._frames[name]

    @property
    def provenance(self) -> dict[str, Any]:
        """Versions, options, and hashes of the tables and models that decided the rows."""
        return copy.deepcopy(self._provenance)

    def for_documents(self, ids: Iterable[str | int]) -> Extraction:
        """A smaller record: these documents alone.

        Who is who stays as it was resolved over all documents: actors keep their ids, names, aliases,
        countries and roles. What `actors` counts is counted anew, and actors that nothing is left of are left
        out. A copy whose original is not among the documents becomes the original of the other copies.

        Parameters
        ----------
        ids : iterable of str or int
            Values of `documents["doc_id"]`, for example a column of a frame that was filtered. The documents
            stay in their order.

        Returns
        -------
        Extraction
            Every frame narrowed to these documents.

        Raises
        ------
        InputError
            If there is no document of an id.
        DtypeError
            If one id is given, and not a list.

        Examples
        --------
        >>> import onrecord
        >>> record = onrecord.extract(["Sergey Lavrov spoke.", "Sergey Lavrov left.", "Talks are over."])
        >>> record.for_documents(["1"]).actors.select("name", "documents").row(0)
        ('Sergey Lavrov', 1)
        """
        kept = chosen(ids, self.documents["doc_id"].to_list())
        frames = {
            name: narrowed(name, lambda whole: self._frame(whole).lazy(), kept).collect()
            for name in self._frames
        }
        return Extraction(**frames, provenance=self._provenance)

    def replace(self, **frames: pl.DataFrame) -> Extraction:
        """Another record with these frames in the place of its own; nothing else changes.

        Parameters
        ----------
        **frames : polars.DataFrame
            Any of the eight frames, by name.

        Returns
        -------
        Extraction
            The other frames and the provenance are those of this one.

        Raises
        ------
        InputError
            If a name is none of a frame, or a frame lacks a column.

        Examples
        --------
        >>> import onrecord
        >>> record = onrecord.extract(onrecord.sample())
        >>> record.replace(statements=record.statements.filter(act="deny")).statements["act"].unique().to_list()
        ['deny']
        """
        for name, frame in frames.items():
            if name not in FRAMES:
                raise InputError(f"there is no frame {name!r}: give some of {', '.join(FRAMES)}")
            differing = [
                column for column, dtype in FRAMES[name].items() if frame.schema.get(column) != dtype
            ]
            if differing:
                raise InputError(
                    f"{name} has no column {differing[0]!r} of the type {FRAMES[name][differing[0]]}"
                )
        return Extraction(**{**self._frames, **frames}, provenance=self._provenance)

    def write_parquet(self, directory: str | Path) -> None:
        """Writes each frame to a Parquet file of its name, and `provenance.json` beside them.

        The files' own metadata tell the versions of onrecord and of the columns, and hashes of the options and tables.

        Parameters
        ----------
        directory : str or pathlib.Path
            The folder; made if need be.

        Raises
        ------
        WriteError
            If the folder cannot be written to, or no space is left.
        """
        folder = Path(directory)
        with writing(folder, "what is there is no whole extraction: mend that, and write it again"):
            folder.mkdir(parents=True, exist_ok=True)
            for name, frame in stored_frames(self).items():
                frame.write_parquet(folder / f"{name}.parquet", metadata=parquet_metadata(self._provenance))
            text = json.dumps(self._provenance, indent=2, ensure_ascii=False)
            (folder / "provenance.json").write_text(text + "\n", encoding="utf-8")

    @classmethod
    def read_parquet(cls, directory: str | Path) -> Extraction:
        """Reads what `write_parquet` or `extract_to` wrote.

        Parameters
        ----------
        directory : str or pathlib.Path
            The folder.

        Returns
        -------
        Extraction
            The frames, in memory; `StoredExtraction(directory)` leaves them in the folder.

        Raises
        ------
        PathNotFoundError
            If there is no such folder.
        ExtractionReadError
            If a file is missing, cannot be read, or was written by another version.
        """
        folder = Path(directory)
        if not folder.is_dir():
            raise PathNotFoundError(f"there is no folder {folder} with an extraction")
        frames: dict[str, pl.DataFrame] = {}
        for name, schema in STORED.items():
            path = folder / f"{name}.parquet"
            if not path.is_file():
                raise ExtractionReadError(f"{folder} holds no extraction: {path.name} is missing")
            try:
                frame = pl.read_parquet(path)
            except (pl.exceptions.PolarsError, OSError) as error:
                raise ExtractionReadError(f"{path} cannot be read: {error}") from error
            check_columns(path, frame.schema, schema)
            frames[name] = frame
        return cls(**frames, provenance=read_provenance(folder))

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Extraction):
            return NotImplemented
        return all(
            frame.schema == other._frames[name].schema and frame.equals(other._frames[name])
            for name, frame in self._frames.items()
        )

    __hash__ = None  # type: ignore[assignment]  # as that of the frames in it

    def __reduce__(
        self,
    ) -> tuple[Callable[..., Extraction], tuple[Mapping[str, pl.DataFrame], dict[str, Any]]]:
        return _restored, (self._frames, self._provenance)

    def __repr__(self) -> str:
        counts = ", ".join(f"{self._frame(name).height:,} {name}" for name in FRAMES)
        # Where queries would hang, what needs none is told.
        told = notes(self) if may_query() else []
        return f"Extraction({'; '.join([counts, *told])})"


def _restored(frames: Mapping[str, pl.DataFrame], provenance: dict[str, Any]) -> Extraction:
    return Extraction(**frames, provenance=provenance)


def read_provenance(folder: Path) -> dict[str, Any]:
    """What `provenance.json` in a folder says."""
    path = folder / "provenance.json"
    try:
        provenance: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise ExtractionReadError(f"{path} cannot be read: {error}") from error
    return provenance


def check_columns(path: Path, found: Mapping[str, pl.DataType], wanted: Mapping[str, pl.DataType]) -> None:
    """An error if a file lacks the columns that this version writes; those of the caller follow them."""
    if list(found.items())[: len(wanted)] != list(wanted.items()):
        raise ExtractionReadError(f"{path} has the columns of another version: extract the documents anew")


def stored_frames(record: Extraction) -> dict[str, pl.DataFrame]:
    """The frames that are written to files: those of the record, and what each document alone tells of its actors."""
    return {name: getattr(record, name) for name in STORED}
