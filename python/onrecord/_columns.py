"""One type for the columns that frames of several sources share: text, where their values are of no common one."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping

import polars as pl

__all__ = ["types_of_all", "with_types"]


def types_of_all(frames: Iterable[pl.DataFrame]) -> dict[str, pl.DataType]:
    """The type that each column has, or can be given, in all of these frames; one without a value says nothing."""
    found: dict[str, set[pl.DataType]] = {}
    for frame in frames:
        for column in frame:
            types = found.setdefault(column.name, set())
            if column.null_count() < column.len():
                types.add(column.dtype)
    return {name: _common(types) for name, types in found.items() if types}


def _common(types: set[pl.DataType]) -> pl.DataType:
    if pl.Object() in types:
        return pl.String()
    if len(types) == 1:
        return next(iter(types))
    try:
        empty = [pl.DataFrame(schema={"column": dtype}) for dtype in types]
        common = pl.concat(empty, how="vertical_relaxed")["column"].dtype
    except pl.exceptions.PolarsError:
        return pl.String()
    # Polars would also make lists of single values, which then are no longer told from them.
    return common if common.is_nested() == all(dtype.is_nested() for dtype in types) else pl.String()


def with_types(frame: pl.DataFrame, types: Mapping[str, pl.DataType]) -> pl.DataFrame:
    """A frame whose columns have these types, where they are named."""
    return frame.with_columns(
        _as_type(frame[name], dtype) for name, dtype in types.items() if name in frame.columns
    )


def _as_type(column: pl.Series, dtype: pl.DataType) -> pl.Series:
    if column.dtype == dtype:
        return column
    if column.null_count() == column.len():
        return pl.Series(column.name, [None] * column.len(), dtype=dtype)
    if dtype == pl.String and (column.dtype.is_nested() or column.dtype == pl.Object):
        words = [value if value is None or isinstance(value, str) else _json(value) for value in column]
        return pl.Series(column.name, words, dtype=pl.String)
    return column.cast(dtype)


def _json(value: object) -> str:
    return json.dumps(
        value.to_list() if isinstance(value, pl.Series) else value, ensure_ascii=False, default=str
    )
