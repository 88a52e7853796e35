"""An extraction in a folder, as `extract_to` leaves it: queried without being loaded."""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

import polars as pl

from onrecord._fork import check, methods_need_polars
from onrecord._frame_files import is_whole
from onrecord._record.extraction import Extraction, read_provenance
from onrecord._record.notes import notes
from onrecord._record.record import Record
from onrecord._record.selection import chosen, narrowed
from onrecord.exceptions import ExtractionReadError
from onrecord.schemas import FRAMES

__all__ = ["MANIFEST", "StoredExtraction"]

#: What `extract_to` notes in a folder: with which options, and how many parts are joined.
MANIFEST = "manifest.json"


@methods_need_polars(but=("directory", "provenance"), also=("__repr__",))
class StoredExtraction(Record[pl.LazyFrame]):
    """An extraction in a folder: each frame a Parquet file, queried without being loaded.

    Its frames are lazy: `collect()` gives their rows. Whatever an `Extraction` can do with itself, this one
    does as well (`show`, `echoes`, `plot`, `report` and what hands rows on), and reads no more of the folder
    than that needs. It never changes; two are equal if they are the same documents of one folder.

    Parameters
    ----------
    directory : str or os.PathLike
        The folder, as `extract_to` or `Extraction.write_parquet` wrote it.

    Raises
    ------
    ExtractionReadError
        If the folder holds no finished extraction, or a file of it was cut short.

    Examples
    --------
    >>> import onrecord
    >>> from pathlib import Path
    >>> from tempfile import TemporaryDirectory
    >>> with TemporaryDirectory() as folder:
    ...     _ = Path(folder, "talks.txt").write_text("“Talks are over,” said Sergey Lavrov.")
    ...     record = onrecord.extract_to(Path(folder, "talks.txt"), Path(folder, "record"))
    ...     record.statements.select("speaker").collect().item()
    'Sergey Lavrov'
    """

    __slots__ = ("_directory", "_ids")

    _directory: Path
    _ids: list[str] | None

    def __init__(self, directory: str | os.PathLike[str]) -> None:
        folder = Path(directory)
        missing = [name for name in FRAMES if not (folder / f"{name}.parquet").is_file()]
        if missing:
            raise ExtractionReadError(
                f"{folder} holds no finished extraction: {missing[0]}.parquet is missing"
            )
        remedy = "call `extract_to` again, with the same arguments"
        broken = next((name for name in FRAMES if not is_whole(folder / f"{name}.parquet")), None)
        if broken:
            raise ExtractionReadError(f"{folder / broken}.parquet is cut short or damaged: {remedy}")
        if _is_between(folder):
            raise ExtractionReadError(
                f"{folder} is being written to, or was left in the middle of it: if no run is at work, {remedy}"
            )
        object.__setattr__(self, "_directory", folder)
        object.__setattr__(self, "_ids", None)

    @property
    def directory(self) -> Path:
        """The folder."""
        return self._directory

    @property
    def provenance(self) -> dict[str, Any]:
        """Versions, options, and hashes of the tables and models that decided the rows."""
        return read_provenance(self._directory)

    def _scan(self, name: str) -> pl.LazyFrame:
        return pl.scan_parquet(self._directory / f"{name}.parquet", glob=False)

    def _frame(self, name: str) -> pl.LazyFrame:
        check(f"onrecord.StoredExtraction.{name}")
        return self._scan(name) if self._ids is None else narrowed(name, self._scan, self._ids)

    def for_documents(self, ids: Iterable[str | int]) -> StoredExtraction:
        """A smaller record: these documents alone, still unread.

        Who is who stays as it was resolved over all documents; what `actors` counts is counted anew, and
        actors that nothing is left of are left out.

        Parameters
        ----------
        ids : iterable of str or int
            Values of `documents.doc_id`, for example a column of a frame that was filtered.

        Returns
        -------
        StoredExtraction
            The same folder, with every frame narrowed.

        Raises
        ------
        InputError
            If there is no document of an id.
        """
        smaller = StoredExtraction(self._directory)
        known = self._frame("documents").select("doc_id").collect()["doc_id"].to_list()
        object.__setattr__(smaller, "_ids", chosen(ids, known))
        return smaller

    def load(self) -> Extraction:
        """All of it, in memory.

        Returns
        -------
        Extraction
            The same rows as frames that are collected.

        Raises
        ------
        ExtractionReadError
            If a file cannot be read, or was written by another version.
        """
        whole = Extraction.read_parquet(self._directory)
        return whole if self._ids is None else whole.for_documents(self._ids)

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, StoredExtraction):
            return NotImplemented
        return self._directory.absolute() == other._directory.absolute() and self._ids == other._ids

    def __hash__(self) -> int:
        return hash(self._directory.absolute())

    def __reduce__(self) -> tuple[object, tuple[Path, Sequence[str] | None]]:
        return _restored, (self._directory, self._ids)

    def __repr__(self) -> str:
        counts = ", ".join(
            f"{self._frame(name).select(pl.len()).collect().item():,} {name}" for name in FRAMES
        )
        return f"StoredExtraction({str(self._directory)!r}: {'; '.join([counts, *notes(self)])})"


def _is_between(folder: Path) -> bool:
    """Whether some files may be those of the parts that are joined now, and some those of before."""
    manifest = folder / MANIFEST
    return manifest.is_file() and json.loads(manifest.read_text(encoding="utf-8"))["finished_parts"] is None


def _restored(directory: Path, ids: Sequence[str] | None) -> StoredExtraction:
    stored = StoredExtraction(directory)
    return stored if ids is None else stored.for_documents(ids)
