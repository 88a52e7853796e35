"""SQLite: a table for each frame with its keys, and full-text search over articles and statements; Datasette opens it.

Lists are JSON, days are text, and what joins tables is a key: `doc_id`, `speaker_id`, and the table `speakers` with a
row for each who makes a statement. `documents_fts` and `statements_fts` are FTS5 indices that fold case and
diacritics; Datasette finds them by itself. `provenance` has one row with the provenance as JSON.
"""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

import polars as pl

from onrecord._interchange.flat import as_json, flat, parts
from onrecord.exceptions import ColumnError

if TYPE_CHECKING:
    from onrecord._record import AnyRecord

__all__ = ["write_sqlite"]

_IN_DOCUMENT = {
    "blocks": "block_id", "sentences": "sentence_id", "statements": "statement_id", "mentions": "mention_id",
    "dates": "date_id", "spans": "span_id",
}  # fmt: skip
"""By what the rows of a frame are told within their document."""

_SPEAKERS = pl.Schema(
    {"doc_id": pl.String, "statement_id": pl.UInt32, "position": pl.UInt32, "actor_id": pl.String}
)

_KEYS = {
    "documents": ("doc_id",),
    "actors": ("actor_id",),
    **{name: ("doc_id", key) for name, key in _IN_DOCUMENT.items()},
    "speakers": ("doc_id", "statement_id", "position"),
}

_ACTORS = ("speaker_id", "addressee_id", "target_id", "actor_id")
"""Columns with ids of actors."""

_REFERENCES: dict[str, dict[tuple[str, ...], str]] = {
    "documents": {("duplicate_of",): "documents"},
    "sentences": {("doc_id", "block_id"): "blocks"},
    "statements": {("doc_id", "parent_id"): "statements", ("doc_id", "sentence_id"): "sentences"},
    "mentions": {("doc_id", "sentence_id"): "sentences"},
    "dates": {("doc_id", "sentence_id"): "sentences"},
    "spans": {("doc_id", "from_date_id"): "dates", ("doc_id", "to_date_id"): "dates"},
    "speakers": {("doc_id", "statement_id"): "statements"},
}
"""What a row names beside its document and its actors."""

_INDEXED = {"statements": ("speaker_id", "act", "said_from"), "mentions": ("actor_id",), "speakers": ("actor_id",),
            "dates": ("earliest",), "documents": ("outlet", "published")}  # fmt: skip

_SEARCHED = {"documents": ("title", "text"), "statements": ("content", "source", "cue")}
_FOLDING = "unicode61 remove_diacritics 2"


def write_sqlite(record: AnyRecord, path: str | Path) -> Path:
    """Writes the database; tables of these names that it has are replaced, others stay."""
    tables: dict[str, pl.DataFrame | pl.LazyFrame] = {**record.frames, "speakers": _speakers(record)}
    try:
        with closing(sqlite3.connect(path, isolation_level=None)) as connection:
            # Other programs see all of it or nothing.
            connection.execute("BEGIN IMMEDIATE")
            _drop(connection, [*(f"{name}_fts" for name in _SEARCHED), *tables, "provenance"])
            for name, frame in tables.items():
                _add(connection, name, frame)
            for name, columns in _SEARCHED.items():
                _add_search(connection, name, columns)
            connection.execute("CREATE TABLE provenance (provenance TEXT NOT NULL)")
            connection.execute("INSERT INTO provenance VALUES (?)", [as_json(record.provenance)])
            connection.execute("COMMIT")
    except sqlite3.DatabaseError as error:
        raise OSError(f"{path} cannot be written as a database: {error}") from error
    return Path(path)


def _speakers(record: AnyRecord) -> pl.LazyFrame:
    """A row for each who makes a statement, in the order that they are named in."""
    said = record.statements.lazy().select("doc_id", "statement_id", actor_id="speaker_ids")
    position = pl.int_range(pl.len(), dtype=pl.UInt32).over("doc_id", "statement_id")
    return (
        said.explode("actor_id")
        .drop_nulls("actor_id")
        .with_columns(position=position)
        .select(_SPEAKERS.names())
    )


def _drop(connection: sqlite3.Connection, names: list[str]) -> None:
    for name in names:
        connection.execute(f"DROP TABLE IF EXISTS {_quoted(name)}")


def _add(connection: sqlite3.Connection, name: str, frame: pl.DataFrame | pl.LazyFrame) -> None:
    schema = frame.lazy().collect_schema()
    _check(name, schema)
    columns = [f"{_quoted(column)} {_type(dtype)}" for column, dtype in schema.items()]
    keys = ", ".join(map(_quoted, _KEYS[name]))
    connection.execute(
        f"CREATE TABLE {_quoted(name)} ({', '.join([*columns, f'PRIMARY KEY ({keys})', *_foreign(name, schema)])})"
    )
    places = ", ".join("?" * len(columns))
    for part in parts(frame):
        plain = flat(part)
        rows = plain.select(_bindable(plain.schema)).iter_rows()
        connection.executemany(f"INSERT INTO {_quoted(name)} VALUES ({places})", rows)
    for column in _INDEXED.get(name, ()):
        connection.execute(
            f"CREATE INDEX {_quoted(f'{name}_{column}')} ON {_quoted(name)} ({_quoted(column)})"
        )


def _check(name: str, schema: pl.Schema) -> None:
    """Names of columns are one name in SQLite where they differ in case alone."""
    known: dict[str, str] = {}
    for column in schema:
        other = known.setdefault(column.lower(), column)
        if other != column:
            raise ColumnError(
                f"{name} has the columns {other!r} and {column!r}, which are one name in SQLite: rename one"
            )


def _foreign(name: str, schema: pl.Schema) -> list[str]:
    found = dict(_REFERENCES.get(name, {}))
    if name not in ("documents", "actors"):
        found[("doc_id",)] = "documents"
        found |= {(column,): "actors" for column in _ACTORS if column in schema}
    return [
        f"FOREIGN KEY ({', '.join(map(_quoted, columns))}) REFERENCES {_quoted(other)} "
        f"({', '.join(map(_quoted, _KEYS[other]))})"
        for columns, other in found.items()
    ]


def _type(dtype: pl.DataType) -> str:
    if _is_whole(dtype):
        return "INTEGER"
    return "REAL" if dtype.is_float() else "TEXT"


def _is_whole(dtype: pl.DataType) -> bool:
    """Whether SQLite's whole numbers hold all of these: those that they do not are text."""
    return dtype == pl.Boolean or (dtype.is_integer() and dtype != pl.UInt64 and dtype != pl.Int128)


def _bindable(schema: pl.Schema) -> list[pl.Expr]:
    """Columns as Python's sqlite3 takes them: days and moments as text."""
    return [
        pl.col(column)
        if _is_whole(dtype) or dtype.is_float() or dtype == pl.String
        else _as_text(column, dtype)
        for column, dtype in schema.items()
    ]


def _as_text(column: str, dtype: pl.DataType) -> pl.Expr:
    return pl.col(column).dt.to_string("iso") if dtype.is_temporal() else pl.col(column).cast(pl.String)


def _add_search(connection: sqlite3.Connection, name: str, columns: tuple[str, ...]) -> None:
    index = _quoted(f"{name}_fts")
    listed = ", ".join(map(_quoted, columns))
    connection.execute(
        f"CREATE VIRTUAL TABLE {index} USING fts5({listed}, content={_quoted(name)}, tokenize='{_FOLDING}')"
    )
    connection.execute(f"INSERT INTO {index}({index}) VALUES ('rebuild')")


def _quoted(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'
