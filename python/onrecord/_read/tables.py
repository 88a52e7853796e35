"""Rows of any table → rows with the columns of every reader."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal, TypeAlias

import polars as pl
from polars.exceptions import ColumnNotFoundError

from onrecord._columns import types_of_all, with_types
from onrecord._days import days_of
from onrecord._documents import blocks_of, empty_blocks, errors_of, ids_of, strings_of, texts_of
from onrecord._type_guards import is_sequence
from onrecord.exceptions import ColumnError, DtypeError, ReadError
from onrecord.schemas import READ

__all__ = ["Columns", "OnError", "as_documents", "flagged", "together"]

OnError: TypeAlias = Literal["flag", "raise"]
"""What to do with what cannot be read: give it a row with its `error`, or stop there."""


@dataclass(frozen=True)
class Columns:
    """Where a table has what."""

    text: str = "text"
    doc_id: str | None = None
    published: str = "published"
    url: str = "url"


def as_documents(
    frame: pl.DataFrame, label: str, name: str, columns: Columns, on_error: OnError, first_row: int = 0
) -> pl.DataFrame:
    """The rows of one table, or of a piece of it that begins at `first_row`."""
    if frame.is_empty() and frame.width == 0:
        return together([])
    if columns.text not in frame.columns and frame.columns != ["error"]:
        raise ColumnError(_no_texts(frame.columns, label, columns))
    if columns.text not in frame.columns:
        frame = frame.with_columns(pl.lit(None, pl.String).alias(columns.text))
    texts, no_text = texts_of(frame[columns.text], columns.text)
    id_column = columns.doc_id or next((known for known in ("doc_id", "id") if known in frame.columns), None)
    if id_column is None or (columns.doc_id is None and frame[id_column].null_count() == frame.height):
        ids = pl.Series(
            "doc_id", [f"{name}#{first_row + row}" for row in range(frame.height)], dtype=pl.String
        )
    else:
        ids = ids_of(_with_ids_for_failures(frame, id_column, name, first_row), id_column)
    nothing = pl.Series("error", [None] * frame.height, dtype=pl.String)
    if columns.published in frame.columns:
        days, no_day = days_of(_in_words(frame[columns.published]))
    else:
        days, no_day = pl.Series("published", [None] * frame.height, dtype=pl.Date), nothing
    error = pl.select(pl.coalesce(errors_of(frame), no_text, no_day)).to_series()
    if on_error == "raise" and error.drop_nulls().len():
        row = error.is_not_null().arg_true()[0]
        raise ReadError(f"{label}, article {ids[row]!r}: {error[row]}")
    blocks = blocks_of(frame)
    basis = strings_of(frame, "published_basis").fill_null("given").set(days.is_null(), "none")
    known = {
        "doc_id": ids,
        "text": texts,
        "title": strings_of(frame, "title"),
        "outlet": strings_of(frame, "outlet"),
        "authors": _authors(frame),
        "published": days,
        "published_basis": basis.cast(READ["published_basis"], strict=False).fill_null("given"),
        "language": strings_of(frame, "language"),
        "url": strings_of(
            frame.rename({columns.url: "url"}) if columns.url in frame.columns else frame, "url"
        ),
        "saved": _saved(frame),
        "path": pl.Series([label] * frame.height, dtype=pl.String),
        "error": error,
        "blocks": empty_blocks(frame.height) if blocks is None else blocks,
    }
    used = {columns.text, id_column, columns.published, columns.url, *READ}
    others = [frame[column] for column in frame.columns if column not in used]
    return pl.DataFrame([known[column].alias(column) for column in READ] + others)


def _no_texts(names: list[str], label: str, columns: Columns) -> str:
    """Why nothing can be read of a table with these columns, and what can be done."""
    if columns.text == "text" and columns.url in names:
        return (
            f"{label} has no column 'text' with the texts, but a column {columns.url!r} with addresses, as lists of "
            "Media Cloud have: fetch those pages, for example with wget --input-file, and read them with "
            "onrecord.read, or as onrecord.read_html(pages, urls=addresses); if another column has the texts, say "
            "which, text=NAME"
        )
    shown = [*map(repr, names[:20]), *(["…"] if len(names) > 20 else [])]
    return (
        f"{label} has no column {columns.text!r} with the texts, but {', '.join(shown)}: say which, text=NAME"
    )


def _in_words(days: pl.Series) -> pl.Series:
    """Numbers that say a day as text: files have no other type for moments, or lost it."""
    if days.dtype.is_float():
        days = days.cast(pl.Int64, strict=False)
    return days.cast(pl.String) if days.dtype.is_integer() else days


def _with_ids_for_failures(frame: pl.DataFrame, id_column: str, name: str, first_row: int) -> pl.DataFrame:
    """Lines that could not be read have no id in the table: they are named by their place in it."""
    if "error" not in frame.columns or frame[id_column].dtype == pl.Object:
        return frame
    failed = pl.col("error").is_not_null() & pl.col(id_column).is_null()
    place = pl.format("{}#{}", pl.lit(name), pl.int_range(pl.len()) + first_row)
    return frame.with_columns(
        pl.when(failed).then(place).otherwise(pl.col(id_column).cast(pl.String)).alias(id_column)
    )


def _saved(frame: pl.DataFrame) -> pl.Series:
    """Days on which copies were made; what is no day says nothing of that."""
    try:
        return days_of(frame["saved"])[0].alias("saved")
    except (ColumnNotFoundError, DtypeError):
        return pl.Series("saved", [None] * frame.height, dtype=pl.Date)


def _authors(frame: pl.DataFrame) -> pl.Series:
    """Lists of authors; a text with one or several, parted by ";", is a list too."""
    dtype = READ["authors"]
    if "authors" not in frame.columns:
        return pl.Series("authors", [None] * frame.height, dtype=dtype)
    column = frame["authors"]
    if column.dtype == pl.String:
        split = pl.col("authors").str.split(";").list.eval(pl.element().str.strip_chars())
        return frame.select(split)["authors"]
    if column.dtype == pl.Object:
        values = [[str(item) for item in value] if is_sequence(value) else None if value is None else [str(value)]
                  for value in column.to_list()]  # fmt: skip
        return pl.Series("authors", values, dtype=dtype)
    return column.cast(dtype, strict=False)


def flagged(name: str, label: str, reason: str) -> pl.DataFrame:
    row = {"doc_id": [name], "published_basis": ["none"], "path": [label], "error": [reason]}
    return pl.DataFrame({column: row.get(column, [None]) for column in READ}, schema=READ)


def together(frames: Iterable[pl.DataFrame]) -> pl.DataFrame:
    """Frames as one; a column that is of several types in them becomes text."""
    every = [pl.DataFrame(schema=READ), *frames]
    types = {name: dtype for name, dtype in types_of_all(every).items() if name not in READ}
    together = pl.concat([with_types(frame, types) for frame in every], how="diagonal_relaxed")
    twice = together.filter(pl.col("doc_id").is_duplicated())["doc_id"].unique(maintain_order=True).head(3)
    if twice.len():
        names = ", ".join(repr(name) for name in twice)
        raise ColumnError(
            f"several articles have one doc_id ({names}): make ids unique, or name no id column "
            "and have them made from paths"
        )
    return together
