"""The parts of a folder: each holds the rows of some documents, and is there as a whole or not at all."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterable, Mapping, Sequence
from itertools import count
from pathlib import Path

import polars as pl

from onrecord._copies import signatures_of
from onrecord._store.folder import PARTS, sync, unfinished_in
from onrecord.exceptions import ExtractionReadError
from onrecord.schemas import STORED

__all__ = ["FILES", "SIGNATURES", "Places", "done_in", "ids_of", "parts_of", "read_part", "write_part"]

SIGNATURES = "signatures.parquet"
#: What a part consists of.
FILES = (*(f"{name}.parquet" for name in STORED if name != "actors"), SIGNATURES)


def parts_of(folder: Path) -> list[Path]:
    """The parts, in order."""
    return sorted(path for path in (folder / PARTS).iterdir() if path.name.isdigit())


def done_in(folder: Path) -> dict[str, int]:
    """In which part the documents are that are done."""
    return {name: int(part.name) for part in parts_of(folder) for name in ids_of(part)}


def ids_of(part: Path) -> pl.Series:
    """The ids of its documents."""
    return read_part(part, "documents.parquet", ["doc_id"])["doc_id"].cast(pl.String)


def read_part(part: Path, file: str, columns: Sequence[str] | None = None) -> pl.DataFrame:
    """A file of a part, or some columns of it."""
    try:
        return pl.read_parquet(part / file, columns=list(columns) if columns else None, glob=False)
    except (pl.exceptions.PolarsError, OSError) as error:
        raise ExtractionReadError(
            f"{part / file} cannot be read ({error}): delete {part}, and have its documents extracted again"
        ) from error


class Places:
    """Numbers for new parts: behind the parts of what stands before them in the source, as far as there is a gap."""

    def __init__(self, taken: Iterable[int]) -> None:
        self._taken = set(taken)
        self._last = -1

    def pass_by(self, parts: Iterable[int | None]) -> None:
        """Documents of these parts stand before those that come now."""
        self._last = max([self._last, *(part for part in parts if part is not None)])

    def take(self) -> int:
        """A number that no part has."""
        self._last = next(number for number in count(self._last + 1) if number not in self._taken)
        self._taken.add(self._last)
        return self._last


def write_part(folder: Path, number: int, frames: Mapping[str, pl.DataFrame]) -> Path:
    """Writes what was extracted from some documents."""
    part = folder / PARTS / f"{number:06}"
    with unfinished_in(folder) as unfinished:
        for name, frame in frames.items():
            if name != "actors":
                frame.write_parquet(unfinished / f"{name}.parquet", compression_level=1)
        signatures_of(frames["documents"]).to_frame().write_parquet(unfinished / SIGNATURES)
        for file in unfinished.iterdir():
            sync(file)
        sync(unfinished)
        former = unfinished.with_name(f"{unfinished.name}-former")
        if part.exists():
            # Whoever looks meanwhile finds the former, or none.
            os.replace(part, former)
        os.replace(unfinished, part)
    shutil.rmtree(former, ignore_errors=True)
    sync(folder / PARTS)
    return part
