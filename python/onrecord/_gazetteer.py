"""A user's own actors: a frame or file → rows for the core."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

import polars as pl

from onrecord.exceptions import DtypeError, GazetteerError, PathNotFoundError, UnsupportedFormatError

__all__ = ["COLUMNS", "Gazetteer", "gazetteer_rows"]

Gazetteer = Any
"""A frame, a list of dicts, or the path of a CSV or JSON lines file; `None` for no actors beyond the built-in ones."""

COLUMNS = ("id", "name", "aliases", "type", "country", "role", "from", "to")

_NEEDED = ("name", "type")


def gazetteer_rows(source: Gazetteer) -> list[dict[str, str]]:
    """The rows as text, cell by cell, without the empty ones; aliases are joined by ";"."""
    if source is None:
        return []
    frame = _frame(source)
    missing = [name for name in _NEEDED if name not in frame.columns]
    if missing:
        raise GazetteerError(f"the gazetteer has no column {missing[0]!r}: it needs name and type, and may have {', '.join(COLUMNS)}")
    unknown = [name for name in frame.columns if name not in COLUMNS]
    if unknown:
        raise GazetteerError(f"the gazetteer has a column {unknown[0]!r} that means nothing here: use {', '.join(COLUMNS)}")
    rows = frame.to_dicts()
    return [{name: text for name, value in row.items() if (text := _text(value))} for row in rows]


def _frame(source: Gazetteer) -> pl.DataFrame:
    if isinstance(source, pl.DataFrame):
        return source
    if isinstance(source, pl.LazyFrame):
        return source.collect()
    if isinstance(source, (str, Path)):
        return _read(Path(source))
    if isinstance(source, list):
        return pl.DataFrame(source, infer_schema_length=None, strict=False) if source else pl.DataFrame(schema=_NEEDED)
    if hasattr(source, "__arrow_c_stream__"):
        return pl.DataFrame(source)
    raise DtypeError(f"the gazetteer is given as {type(source).__name__}: give a frame, a list of dicts or a path")


def _read(path: Path) -> pl.DataFrame:
    if not path.is_file():
        raise PathNotFoundError(f"there is no gazetteer at {path}")
    try:
        match path.suffix.lower():
            case ".csv":
                return pl.read_csv(path, infer_schema=False)
            case ".tsv":
                return pl.read_csv(path, separator="\t", infer_schema=False)
            case ".jsonl" | ".ndjson":
                return pl.read_ndjson(path, infer_schema_length=None)
    except pl.exceptions.PolarsError as error:
        raise GazetteerError(f"{path}: {error}") from error
    raise UnsupportedFormatError(f"{path}: a gazetteer is a .csv, .tsv or .jsonl file, or a frame")


def _text(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, list):
        return ";".join(_text(item) for item in value)
    if isinstance(value, dt.datetime):
        return value.date().isoformat()
    return str(value).strip()
