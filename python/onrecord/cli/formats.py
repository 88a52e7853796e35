"""The files of an extraction in a folder: each frame one, in the format that was asked for."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import polars as pl

    from onrecord._record import StoredExtraction

__all__ = ["FORMATS", "WORK", "finished", "is_unfinished", "write"]

#: The formats of `--format`.
FORMATS = ("parquet", "jsonl", "csv")
_PROVENANCE = "provenance.json"
#: Where `extract` works, within the folder, before it is done.
WORK = ".extracting"


def finished(folder: Path) -> str | None:
    """The format of the extraction that a folder holds; none where a file of it is missing."""
    return next((kind for kind in FORMATS if _holds(folder, kind)), None)


def is_unfinished(folder: Path) -> bool:
    """Whether a folder holds an extraction that was interrupted, and none that is finished."""
    return (folder / WORK).is_dir() and finished(folder) is None


def _holds(folder: Path, kind: str) -> bool:
    files = [folder / _PROVENANCE, *_files(folder, kind)]
    return all(file.is_file() for file in files)


def _files(folder: Path, kind: str) -> list[Path]:
    from onrecord.schemas import FRAMES, STORED

    return [folder / f"{name}.{kind}" for name in (STORED if kind == "parquet" else FRAMES)]


def write(record: StoredExtraction, folder: Path, kind: str) -> None:
    """Moves or writes the frames of a finished extraction to a folder, in the place of one that it holds."""
    # One of another format goes, or whoever reads the folder would find the rows of then. What is not an
    # extraction as a whole is somebody else's, as is a lone "documents.csv".
    former = [other for other in FORMATS if other != kind and _holds(folder, other)]
    if kind == "parquet":
        for file in sorted(record.directory.glob("*.parquet")):
            os.replace(file, folder / file.name)
    else:
        for name, frame in record.frames.items():
            _write(frame, folder / f"{name}.{kind}", kind)
    os.replace(record.directory / _PROVENANCE, folder / _PROVENANCE)
    for file in (file for other in former for file in _files(folder, other)):
        file.unlink()


def _write(frame: pl.LazyFrame, path: Path, kind: str) -> None:
    """A frame as JSON lines or CSV, some rows at a time; CSV holds lists as JSON."""
    from onrecord._interchange.flat import parts, write_csv

    if kind == "csv":
        write_csv(frame, path)
        return
    with open(path, "wb") as file:
        for part in parts(frame):
            part.write_ndjson(file)
