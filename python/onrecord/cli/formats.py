"""The files of an extraction in a folder: each frame one, in the format that was asked for."""

from __future__ import annotations

import os
import shutil
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import polars as pl

    from onrecord._record import StoredExtraction

__all__ = ["FORMATS", "WORK", "finished", "is_unfinished", "write"]

#: The formats of `--format`.
FORMATS = ("parquet", "jsonl", "csv")
#: What `--partition-by` makes of Parquet.
_FOLDERS = "folders of Parquet files"
_PROVENANCE = "provenance.json"
#: Where `extract` works, within the folder, before it is done.
WORK = ".extracting"


def finished(folder: Path) -> str | None:
    """The format of the extraction that a folder holds; none where a file of it is missing."""
    return next((kind for kind in (*FORMATS, _FOLDERS) if _holds(folder, kind)), None)


def is_unfinished(folder: Path) -> bool:
    """Whether a folder holds an extraction that was interrupted, and none that is finished."""
    return (folder / WORK).is_dir() and finished(folder) is None


def _holds(folder: Path, kind: str) -> bool:
    is_there = Path.is_dir if kind == _FOLDERS else Path.is_file
    return (folder / _PROVENANCE).is_file() and all(map(is_there, _files(folder, kind)))


def _files(folder: Path, kind: str) -> list[Path]:
    from onrecord.schemas import FRAMES, STORED

    if kind == _FOLDERS:
        return [folder / name for name in FRAMES]
    return [folder / f"{name}.{kind}" for name in (STORED if kind == "parquet" else FRAMES)]


def write(record: StoredExtraction, folder: Path, kind: str, partition_by: Sequence[str] = ()) -> None:
    """Moves or writes the frames of a finished extraction to a folder, in the place of one that it holds."""
    kind = _FOLDERS if partition_by else kind
    # One of another format goes, or whoever reads the folder would find the rows of then. What is not an
    # extraction as a whole is somebody else's, as is a lone "documents.csv".
    former = [other for other in (*FORMATS, _FOLDERS) if other != kind and _holds(folder, other)]
    if kind == _FOLDERS:
        unfinished = record.directory / ".folders"
        shutil.rmtree(unfinished, ignore_errors=True)
        made = record.write_dataset(unfinished, partition_by=partition_by)
        for path in _files(folder, kind):
            # Folders that other keys were written to are left by no file of these.
            shutil.rmtree(path, ignore_errors=True)
            os.replace(made / path.name, path)
    elif kind == "parquet":
        for file in sorted(record.directory.glob("*.parquet")):
            os.replace(file, folder / file.name)
    else:
        for name, frame in record.frames.items():
            _write(frame, folder / f"{name}.{kind}", kind)
    os.replace(record.directory / _PROVENANCE, folder / _PROVENANCE)
    for path in (path for other in former for path in _files(folder, other)):
        shutil.rmtree(path) if path.is_dir() else path.unlink()


def _write(frame: pl.LazyFrame, path: Path, kind: str) -> None:
    """A frame as JSON lines or CSV, some rows at a time; CSV holds lists as JSON."""
    from onrecord._interchange.flat import parts, write_csv

    if kind == "csv":
        write_csv(frame, path)
        return
    with open(path, "wb") as file:
        for part in parts(frame):
            part.write_ndjson(file)
