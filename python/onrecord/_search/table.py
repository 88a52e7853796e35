"""One flat row a statement, with what its article and its actors tell: what people plot, and hand on."""

from __future__ import annotations

from typing import TYPE_CHECKING

import polars as pl

from onrecord._record import rows
from onrecord._search.about import told_of
from onrecord._sources import source_groups
from onrecord.schemas import ACT, STATEMENT_KIND

if TYPE_CHECKING:
    from onrecord._record import AnyRecord

__all__ = ["SCHEMA", "table"]

_COLUMNS: dict[str, pl.DataType | type[pl.DataType]] = {
    "outlet": pl.String,
    "day": pl.Date,
    "published": pl.Date,
    "speaker": pl.String,
    "speakers": pl.List(pl.String),
    "source": pl.String,
    "source_group": pl.String,
    "role": pl.String,
    "country": pl.String,
    "cue": pl.String,
    "act": ACT,
    "negated": pl.Boolean,
    "kind": STATEMENT_KIND,
    "content": pl.String,
    "target": pl.String,
    "about": pl.List(pl.String),
    "confidence": pl.Float32,
    "doc_id": pl.String,
    "statement_id": pl.UInt32,
    "title": pl.String,
    "url": pl.String,
}
SCHEMA = pl.Schema(_COLUMNS)
"""The columns of `Record.table`."""


def table(record: AnyRecord) -> pl.DataFrame:
    """`Record.table`, whose docstring says what it holds."""
    statements = rows(record, "statements")
    mentions = rows(record, "mentions", pl.col("actor_id").is_not_null())
    names = rows(record, "actors", columns=["actor_id", "name"])
    about = (
        told_of(statements, mentions)
        .join(names, on="actor_id", maintain_order="left")
        .group_by("doc_id", "statement_id", maintain_order=True)
        .agg(about=pl.col("name"))
    )
    return (
        statements.join(_documents(record), on="doc_id", how="left", maintain_order="left")
        .join(about, on=["doc_id", "statement_id"], how="left", maintain_order="left")
        .with_columns(
            day=pl.coalesce("said_from", "said_to", "published"),
            role="speaker_role",
            country="speaker_country",
            about=pl.col("about").fill_null([]),
        )
        .with_columns(source_groups(statements))
        .select(pl.col(column).cast(dtype) for column, dtype in SCHEMA.items())
    )


def _documents(record: AnyRecord) -> pl.DataFrame:
    """What is told of the articles; the address is a column of the caller's, or of those who read pages."""
    has_url = "url" in record.documents.lazy().collect_schema()
    columns = ["doc_id", "outlet", "published", "title", *(["url"] if has_url else [])]
    found = rows(record, "documents", columns=columns)
    return found if has_url else found.with_columns(url=pl.lit(None, pl.String))
