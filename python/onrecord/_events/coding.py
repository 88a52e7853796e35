"""The codes of each act in PLOVER and CAMEO, from the table `data/events.tsv`, which names their sources."""

from __future__ import annotations

import polars as pl

from onrecord._tables import table_rows
from onrecord.schemas import ACT

__all__ = ["CAMEO_CODE", "PLOVER_MODE", "PLOVER_TYPE", "codes"]

_ROWS = [[value or None for value in row] for row in table_rows("events")]


def _vocabulary(column: int) -> pl.Enum:
    return pl.Enum(list(dict.fromkeys(value for row in _ROWS if (value := row[column]))))


PLOVER_TYPE = _vocabulary(1)
"""Event types of PLOVER that an act can be."""
PLOVER_MODE = _vocabulary(2)
"""How an event of a type is done."""
CAMEO_CODE = _vocabulary(5)
"""Codes of CAMEO; text, as they begin with a nought."""

_COLUMNS: dict[str, pl.DataType | type[pl.DataType]] = {
    "act": ACT,
    "plover_type": PLOVER_TYPE,
    "plover_mode": PLOVER_MODE,
    "quad_class": pl.UInt8,
    "plover_intensity": pl.Float32,
    "cameo_code": CAMEO_CODE,
    "cameo_text": pl.String,
    "goldstein": pl.Float32,
    "is_addressed": pl.String,
}


def codes() -> pl.DataFrame:
    """One row an act; `is_addressed` tells whether it is done to whom it is told, where nobody else is its target."""
    frame = pl.DataFrame(_ROWS, schema=list(_COLUMNS), orient="row", infer_schema_length=None)
    typed = frame.select(pl.col(name).cast(dtype) for name, dtype in _COLUMNS.items())
    return typed.with_columns(pl.col("is_addressed") == "yes")
