"""The columns of frames as Arrow types: as polars gives them, or in those that every engine takes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import polars as pl

from onrecord._extras import require
from onrecord.schemas import schema

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    import pyarrow

__all__ = ["arrow_schema", "arrow_type", "plain_schema", "plain_table"]


def arrow_schema(frame: str, *, plain: bool = True) -> pyarrow.Schema:
    """The columns of a frame as an Arrow schema, for engines that want to know them before anything is extracted.

    Needs `pip install 'onrecord[pandas]'`.

    Parameters
    ----------
    frame : str
        One of the eight frames.
    plain : bool
        Whether in the types that every engine takes: offsets and numbers of rows as int32, closed vocabularies as
        string, string and list with offsets of 32 bits; otherwise as polars gives them.

    Returns
    -------
    pyarrow.Schema
        Names and types, in order; `documents` without the caller's own columns.

    Raises
    ------
    InputError
        If there is no such frame.
    MissingExtraError
        Without pyarrow.

    Examples
    --------
    >>> print(arrow_schema("blocks"))
    doc_id: string
    block_id: int32
    role: string
    start: int32
    end: int32
    """
    require("pandas", "pyarrow")
    columns = schema(frame)
    return plain_schema(columns) if plain else pl.DataFrame(schema=columns).to_arrow().schema


def plain_schema(columns: Mapping[str, Any]) -> pyarrow.Schema:
    """Columns in the types that every engine takes."""
    import pyarrow

    return pyarrow.schema([(name, arrow_type(dtype, plain=True)) for name, dtype in columns.items()])


def arrow_type(dtype: Any, *, plain: bool) -> pyarrow.DataType:
    """The Arrow type of a column, without asking polars to convert anything."""
    import pyarrow

    if isinstance(dtype, pl.List):
        return pyarrow.list_(arrow_type(dtype.inner, plain=plain))
    if isinstance(dtype, pl.Struct):
        return pyarrow.struct([(field.name, arrow_type(field.dtype, plain=plain)) for field in dtype.fields])
    known: dict[Any, Callable[[], pyarrow.DataType]] = {
        pl.UInt32: pyarrow.int32 if plain else pyarrow.uint32,
        pl.Int64: pyarrow.int64,
        pl.Float32: pyarrow.float32,
        pl.Boolean: pyarrow.bool_,
        pl.Binary: pyarrow.binary,
        pl.Date: pyarrow.date32,
    }
    return known.get(dtype, pyarrow.string)()


def plain_table(frame: pl.DataFrame, wanted: pyarrow.Schema) -> pyarrow.Table:
    """A frame as a table with this schema, in whose types its values fit."""
    types = pl.Schema({name: _plain(dtype) for name, dtype in frame.schema.items()})
    table = frame.cast(types).select(wanted.names).to_arrow(compat_level=pl.CompatLevel.oldest())
    return table.cast(wanted)


def _plain(dtype: Any) -> Any:
    if isinstance(dtype, pl.List):
        return pl.List(_plain(dtype.inner))
    if isinstance(dtype, pl.Struct):
        return pl.Struct({field.name: _plain(field.dtype) for field in dtype.fields})
    if isinstance(dtype, (pl.Enum, pl.Categorical)):
        return pl.String()
    return pl.Int32() if dtype == pl.UInt32 else dtype
