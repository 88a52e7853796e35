"""Whatever a caller has → the one frame of documents that the core reads."""

from __future__ import annotations

import datetime as dt
import inspect
import warnings
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import polars as pl

from onrecord._days import days_of
from onrecord._outlets import outlets_at
from onrecord._type_guards import is_iterable, is_mapping, is_sequence
from onrecord.exceptions import ColumnError, DtypeError
from onrecord.schemas import BLOCKS
from onrecord.schemas import documents as DOCUMENTS

__all__ = [
    "CORE_COLUMNS",
    "Documents",
    "blocks_of",
    "documents_from",
    "empty_blocks",
    "errors_of",
    "frame_from_columns",
    "ids_of",
    "strings_of",
    "texts_of",
]

_CORE: dict[str, pl.DataType | type[pl.DataType]] = {
    "doc_id": pl.String,
    "text": pl.String,
    "title": pl.String,
    "outlet": pl.String,
    "published": pl.Date,
    "published_basis": pl.String,
    "language": pl.String,
    "url": pl.String,
    "error": pl.String,
    "blocks": BLOCKS,
}

#: What the core reads; all text but the day and the blocks.
CORE_COLUMNS = pl.Schema(_CORE)


#: No system has longer paths.
_LONGEST_PATH = 4096


@dataclass(frozen=True)
class Documents:
    """Documents, ready for the core."""

    core: pl.DataFrame
    """The columns of `CORE_COLUMNS`."""
    authors: pl.Series
    """Who wrote each, as the caller says; null where the caller does not."""
    extra: pl.DataFrame
    """The caller's other columns, row by row beside them."""


def documents_from(source: object, *, text: str, doc_id: str | None, published: str | None) -> Documents:
    """Documents from any kind of input; the three names are those of the columns that hold them."""
    return _from_frame(_frame_from(source, text=text), text=text, doc_id=doc_id, published=published)


# --- any input → a frame with the caller's columns -----------------------------------------------


def _frame_from(source: object, *, text: str) -> pl.DataFrame:
    if isinstance(source, pl.DataFrame):
        return source
    if isinstance(source, pl.LazyFrame):
        return source.collect()
    if isinstance(source, pl.Series):
        return pl.DataFrame({text: source})
    if isinstance(source, str):
        _warn_of_path(source)
        return pl.DataFrame({text: [source]}, schema={text: pl.String})
    if isinstance(source, (bytes, bytearray, memoryview)):
        raise DtypeError(
            "documents are given as bytes: decode them first, or read files with onrecord.read(path)"
        )
    if isinstance(source, Path):
        raise DtypeError(
            f"documents are given as a path: read it first, onrecord.extract(onrecord.read({str(source)!r}))"
        )
    module = type(source).__module__.partition(".")[0]
    if module == "pandas":
        return _frame_from_pandas(source, text=text)
    if hasattr(source, "__arrow_c_stream__") or hasattr(source, "__arrow_c_array__"):
        return _frame_from_arrow(source, text=text)
    if is_mapping(source):
        columnar = bool(source) and all(_is_column(value) for value in source.values())
        return frame_from_columns(dict(source)) if columnar else _frame_from_rows([source], text=text)
    if is_iterable(source):
        return _frame_from_rows(list(source), text=text)
    raise DtypeError(
        f"documents are given as {type(source).__name__}: give a text, a list of texts or of dicts, or a frame "
        "(polars, pandas, or anything with the Arrow PyCapsule interface)"
    )


def _warn_of_path(text: str) -> None:
    """A text that names a file is most likely meant to be read."""
    if not text or len(text) > _LONGEST_PATH or any(character.isspace() for character in text):
        return
    try:
        is_there = Path(text).exists()
    except (OSError, ValueError):
        return
    if is_there:
        warnings.warn(
            f"{text!r} is taken as the text of an article, but there is a file or folder of this name: to have "
            f"it read, onrecord.extract(onrecord.read({text!r}))",
            UserWarning,
            stacklevel=_depth(),
        )


def _depth() -> int:
    """How many calls of this package lie between its caller and the function that asks."""
    frame, depth = inspect.currentframe(), 0
    while frame is not None and str(frame.f_globals.get("__name__")).partition(".")[0] == "onrecord":
        frame, depth = frame.f_back, depth + 1
    return depth


def _is_column(value: object) -> bool:
    return isinstance(value, (list, tuple, pl.Series)) or type(value).__module__.partition(".")[0] in (
        "numpy",
        "pandas",
    )


def _frame_from_rows(rows: list[Any], *, text: str) -> pl.DataFrame:
    if rows and all(isinstance(row, Mapping) for row in rows):
        names = dict.fromkeys(name for row in rows for name in row)
        return frame_from_columns({str(name): [row.get(name) for row in rows] for name in names})
    if any(isinstance(row, Mapping) for row in rows):
        raise DtypeError(
            "documents are given as a list that mixes dicts with other things: use dicts alone, or texts alone"
        )
    return frame_from_columns({text: rows})


def frame_from_columns(columns: Mapping[str, Any]) -> pl.DataFrame:
    """A frame of columns of any Python values."""
    return pl.DataFrame([_series(name, values) for name, values in columns.items()])


def _series(name: str, values: Any) -> pl.Series:
    """A column of these values; of Python objects where they are of several types."""
    if isinstance(values, pl.Series):
        return values.alias(name)
    if not is_sequence(values):
        return pl.Series(name, values)
    if not values or all(value is None for value in values):
        return pl.Series(name, values, dtype=pl.String)
    if all(value is None or isinstance(value, str) for value in values):
        return pl.Series(name, [_encodable(value) for value in values], dtype=pl.String)
    if any(isinstance(value, dt.datetime) and value.tzinfo is not None for value in values):
        # A column has one zone, and the day of a moment is that of its own.
        return pl.Series(name, values, dtype=pl.Object)
    try:
        return pl.Series(name, values, strict=True)
    except (TypeError, ValueError, OverflowError, pl.exceptions.PolarsError):
        return pl.Series(name, values, dtype=pl.Object)


def _encodable(value: str | None) -> str | None:
    """A text that UTF-8 can hold: lone surrogates, as a lenient decoder leaves them, become U+FFFD."""
    if value is None or value.isascii():
        return value
    try:
        value.encode()
    except UnicodeEncodeError:
        return value.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    return value


def _frame_from_pandas(source: Any, *, text: str) -> pl.DataFrame:
    """A frame or column of pandas, without pyarrow."""
    if not hasattr(source, "columns"):
        return pl.DataFrame([_column_from_pandas(text, source)])
    index = [name for name in source.index.names if name is not None and name not in source.columns]
    frame = source.reset_index(level=index) if index else source
    return pl.DataFrame([_column_from_pandas(str(name), frame[name]) for name in frame.columns])


def _column_from_pandas(name: str, column: Any) -> pl.Series:
    if column.dtype.kind in "iufbM" and not hasattr(column.dtype, "na_value"):
        return pl.Series(name, column.to_numpy())
    missing = column.isna().tolist()
    return _series(
        name, [None if gone else value for value, gone in zip(column.tolist(), missing, strict=True)]
    )


def _frame_from_arrow(source: Any, *, text: str) -> pl.DataFrame:
    series = (
        pl.Series(source) if hasattr(source, "__arrow_c_array__") and not hasattr(source, "schema") else None
    )
    if series is None:
        try:
            return pl.DataFrame(source)
        except (TypeError, ValueError, pl.exceptions.PolarsError):
            series = pl.Series(source)
    return series.struct.unnest() if series.dtype == pl.Struct else pl.DataFrame({text: series})


# --- a frame with the caller's columns → documents -----------------------------------------------


def _from_frame(frame: pl.DataFrame, *, text: str, doc_id: str | None, published: str | None) -> Documents:
    if text not in frame.columns:
        if frame.width == 0:
            frame = frame.with_columns(pl.Series(text, [], dtype=pl.String))
        else:
            raise ColumnError(
                f"there is no column {text!r} with the texts, but {_names(frame.columns)}: say which, text=NAME"
            )
    errors: list[pl.Series] = []
    texts, wrong = texts_of(frame[text], text)
    errors.append(wrong)
    days, wrong = _published(frame, published, texts)
    errors.append(wrong)
    given = {
        "doc_id": ids_of(frame, doc_id),
        "text": texts,
        "published": days,
        "published_basis": _basis(frame, days),
        **{name: strings_of(frame, name) for name in ("title", "language", "url")},
        "outlet": _outlets(frame),
    }
    blocks = blocks_of(frame)
    given["blocks"] = empty_blocks(frame.height) if blocks is None else blocks
    given["error"] = pl.select(pl.coalesce(errors_of(frame), *errors)).to_series()
    core = pl.DataFrame([given[name].alias(name) for name in CORE_COLUMNS])
    used = {text, doc_id, published, *([] if blocks is None else ["blocks"])}
    taken = (set(frame.columns) & set(DOCUMENTS)) - used
    moved = sorted(taken & {"text", "doc_id", "published"})
    if moved:
        raise ColumnError(
            f"{_names(moved)} would be there twice, as the frame has it beside the column named for it: "
            "drop or rename one of the two"
        )
    extra = frame.select(name for name in frame.columns if name not in used and name not in DOCUMENTS)
    objects = [_of_one_type(extra[name]) for name, dtype in extra.schema.items() if dtype == pl.Object]
    extra = extra.with_columns(*objects, pl.col(pl.Null).cast(pl.String))
    return Documents(core, _authors(frame), extra)


def _basis(frame: pl.DataFrame, days: pl.Series) -> pl.Series:
    """How the days are known; a day that was added later is given, whatever was said when there was none."""
    told = strings_of(frame, "published_basis")
    return told.set(days.is_null() | (told == "none").fill_null(False), None)


def _outlets(frame: pl.DataFrame) -> pl.Series:
    """Who published each: as the caller or the page says, else as its address tells."""
    told = strings_of(frame, "outlet")
    is_told = (told.str.strip_chars() != "").fill_null(False)
    return told.zip_with(is_told, outlets_at(strings_of(frame, "url")).alias("outlet"))


def errors_of(frame: pl.DataFrame) -> pl.Series:
    """Why a row is not to be extracted: only words say so, while flags and numbers are about something else."""
    column = frame["error"] if "error" in frame.columns else pl.Series("error", [], dtype=pl.Null)
    if column.dtype == pl.Object:
        values = [value if isinstance(value, str) else None for value in column.to_list()]
        column = _series("error", values)
    elif (
        column.dtype.is_numeric()
        or column.dtype.is_temporal()
        or isinstance(column.dtype, (pl.Boolean, pl.Null))
    ):
        column = pl.Series("error", [None] * frame.height, dtype=pl.String)
    words = strings_of(pl.DataFrame([column]), "error")
    return words.set((words.str.strip_chars() == "").fill_null(False), None)


def _authors(frame: pl.DataFrame) -> pl.Series:
    """A column of lists of names, or of names; an empty list says as little as a null."""
    if "authors" not in frame.columns:
        return pl.Series("authors", [None] * frame.height, dtype=pl.List(pl.String))
    column = frame["authors"]
    if column.dtype == pl.String:
        column = (
            pl.select(pl.when(column.str.strip_chars() != "").then(pl.concat_list(column)))
            .to_series()
            .alias("authors")
        )
    if column.dtype == pl.Null or column.dtype == pl.List(pl.Null):
        column = column.cast(pl.List(pl.String))
    if column.dtype != pl.List(pl.String):
        raise DtypeError(
            f"column 'authors' is {column.dtype}, but onrecord keeps lists of names there: rename or drop it"
        )
    return column.set(column.list.len() == 0, None)


def blocks_of(frame: pl.DataFrame) -> pl.Series | None:
    """What the lines of each text are, where its reader told; `None` if the frame has no such column.

    A column of this name that holds something else is the caller's own.
    """
    column = frame["blocks"] if "blocks" in frame.columns else None
    if column is None or column.dtype == BLOCKS:
        return column
    if column.null_count() == column.len() or column.dtype == pl.List(pl.Null):
        return empty_blocks(frame.height)
    inner = column.dtype.inner if isinstance(column.dtype, pl.List) else None
    if not isinstance(inner, pl.Struct) or not {"start", "end", "role"} <= {
        field.name for field in inner.fields
    }:
        return None
    element = pl.element().struct
    block = pl.struct(
        element.field("start").cast(pl.UInt32, strict=False),
        element.field("end").cast(pl.UInt32, strict=False),
        element.field("role").cast(pl.String, strict=False),
    )
    return column.list.eval(block)


def empty_blocks(height: int) -> pl.Series:
    """A column of blocks where nobody told any."""
    return pl.Series("blocks", [None] * height, dtype=BLOCKS)


def _names(columns: Iterable[str]) -> str:
    return ", ".join(repr(name) for name in columns)


def texts_of(column: pl.Series, name: str) -> tuple[pl.Series, pl.Series]:
    """The texts, and why a row has none."""
    if column.dtype == pl.Object:
        values = column.to_list()
        texts = pl.Series(
            name, [_encodable(v) if isinstance(v, str) else None for v in values], dtype=pl.String
        )
        reasons = [
            None if isinstance(value, str) else "the text is missing" if value is None
            else f"the text is no string but {type(value).__name__}"
            for value in values
        ]  # fmt: skip
        return texts, pl.Series("error", reasons, dtype=pl.String)
    if column.dtype == pl.String:
        texts = column
    elif column.dtype == pl.Null or isinstance(column.dtype, (pl.Categorical, pl.Enum)):
        texts = column.cast(pl.String)
    elif column.dtype == pl.Binary:
        raise DtypeError(f"column {name!r} holds bytes: decode it first, .cast(pl.String)")
    else:
        raise DtypeError(
            f"column {name!r} is {column.dtype}, not text: say which column has the texts, text=NAME"
        )
    missing = pl.DataFrame({"text": texts}).select(
        error=pl.when(pl.col("text").is_null()).then(pl.lit("the text is missing"))
    )
    return texts, missing["error"]


def ids_of(frame: pl.DataFrame, name: str | None) -> pl.Series:
    """The ids in a column, as text; numbers where there is none."""
    if name is None or (name == "doc_id" and name not in frame.columns):
        return pl.Series("doc_id", range(frame.height), dtype=pl.UInt32).cast(pl.String)
    if name not in frame.columns:
        raise ColumnError(
            f"there is no column {name!r} with the ids, but {_names(frame.columns)}: say which, doc_id=NAME, "
            "or have the documents numbered, doc_id=None"
        )
    ids = frame[name]
    if ids.dtype == pl.Object or not (
        ids.dtype == pl.String
        or ids.dtype == pl.Null
        or ids.dtype.is_integer()
        or isinstance(ids.dtype, (pl.Categorical, pl.Enum))
    ):
        raise DtypeError(
            f"column {name!r} is {ids.dtype}: ids are text or whole numbers; cast it, or number "
            "the documents, doc_id=None"
        )
    ids = ids.cast(pl.String)
    if ids.null_count():
        raise ColumnError(
            f"column {name!r} has {ids.null_count()} nulls: fill them, or number the documents, doc_id=None"
        )
    if not ids.is_unique().all():
        twice = ids.filter(ids.is_duplicated()).unique(maintain_order=True).head(3)
        raise ColumnError(
            f"column {name!r} gives several documents one id ({_names(twice)}): make ids unique, "
            "or number the documents, doc_id=None"
        )
    return ids


def _published(frame: pl.DataFrame, name: str | None, texts: pl.Series) -> tuple[pl.Series, pl.Series]:
    """The days of publication, and why a row's cannot be read."""
    nothing = pl.Series("error", [None] * texts.len(), dtype=pl.String)
    if name is None or (name == "published" and name not in frame.columns):
        return pl.Series("published", [None] * texts.len(), dtype=pl.Date), nothing
    if name not in frame.columns:
        raise ColumnError(
            f"there is no column {name!r} with the days of publication, but {_names(frame.columns)}: "
            "say which, published=NAME, or none, published=None"
        )
    return days_of(frame[name])


def strings_of(frame: pl.DataFrame, name: str) -> pl.Series:
    """A column as text, where the caller has it; else nulls."""
    if name not in frame.columns:
        return pl.Series(name, [None] * frame.height, dtype=pl.String)
    column = frame[name]
    if column.dtype == pl.Object:
        return _words(column)
    if column.dtype.is_nested() or column.dtype == pl.Binary:
        raise DtypeError(
            f"column {name!r} is {column.dtype}, but onrecord keeps text there: rename or drop it"
        )
    return column.cast(pl.String)


def _of_one_type(column: pl.Series) -> pl.Series:
    """A column of Python objects as moments, if they all are, else as text."""
    values = column.to_list()
    if all(value is None or isinstance(value, dt.datetime) for value in values):
        try:
            return pl.Series(column.name, values)
        except (TypeError, ValueError, pl.exceptions.PolarsError):  # some with a zone and some without
            pass
    return _words(column)


def _words(column: pl.Series) -> pl.Series:
    """A column of Python objects as text."""
    values = [None if value is None else _encodable(str(value)) for value in column.to_list()]
    return pl.Series(column.name, values, dtype=pl.String)
