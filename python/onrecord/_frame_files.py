"""Parquet files of frames: whether one is whole, and what the system refuses while they are written."""

from __future__ import annotations

import re
import shutil
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path

import polars as pl

from onrecord.exceptions import OnrecordError, WriteError

__all__ = ["is_whole", "writing"]

#: What a Parquet file begins and ends with, and how long its end is at least: the length of the footer before it.
_MARK, _END = b"PAR1", 8
#: What the system says, somewhere in what polars says.
_REASON = re.compile(r"[^:]+ \(os error \d+\)")


def is_whole(path: Path) -> bool:
    """Whether there is a Parquet file with its beginning and its end; one that was cut short has lost the latter."""
    try:
        with open(path, "rb") as file:
            begins = file.read(len(_MARK)) == _MARK
            size = file.seek(0, 2)
            if not begins or size < len(_MARK) + _END:
                return False
            file.seek(-_END, 2)
            end = file.read(_END)
    except OSError:
        return False
    return end.endswith(_MARK) and int.from_bytes(end[:4], "little") <= size - len(_MARK) - _END


@contextmanager
def writing(place: Path, remedy: str) -> Generator[None, None, None]:
    """While files are written at a place: what the system refuses is an error with the place and a remedy."""
    try:
        yield
    except OnrecordError:
        raise
    except (pl.exceptions.ComputeError, OSError) as error:
        raise WriteError(f"{place} cannot be written to: {_reason(error, place)}; {remedy}") from error


def _reason(error: Exception, place: Path) -> str:
    """What the system said, if polars tells it, or else what polars said, and how much space is left."""
    said = _REASON.search(str(error))
    if said:
        return said.group().strip()
    if isinstance(error, OSError):
        return error.strerror or str(error)
    try:
        return f"{error} ({shutil.disk_usage(place).free // 1024:,} kB are free there)"
    except OSError:
        return str(error)
