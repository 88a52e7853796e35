"""Who speaks about whom, and to whom, in which act: statements counted by pairs of actors."""

from __future__ import annotations

from typing import TYPE_CHECKING

import polars as pl

from onrecord._record import rows
from onrecord._search.about import told_of
from onrecord._search.asked import Asked, fitting
from onrecord.schemas import ACT

if TYPE_CHECKING:
    from onrecord._record import AnyRecord

__all__ = ["RELATION", "SCHEMA", "relations"]

RELATION = pl.Enum(["target", "addressee", "mentioned"])
"""How a statement leads to somebody: aimed at them, told to them, or mentioning them in what it says."""

_COLUMNS: dict[str, pl.DataType | type[pl.DataType]] = {
    "speaker_id": pl.String,
    "speaker": pl.String,
    "speaker_country": pl.String,
    "act": ACT,
    "negated": pl.Boolean,
    "relation": RELATION,
    "other_id": pl.String,
    "other": pl.String,
    "other_country": pl.String,
    "statements": pl.UInt32,
    "articles": pl.UInt32,
    "outlets": pl.UInt32,
    "first_day": pl.Date,
    "last_day": pl.Date,
}
SCHEMA = pl.Schema(_COLUMNS)
"""The columns of `Record.relations`."""

_KEY = ["doc_id", "statement_id"]


def relations(record: AnyRecord, asked: Asked) -> pl.DataFrame:
    """`Record.relations`, whose docstring says what it holds."""
    record = fitting(record, asked)
    documents = rows(record, "documents", columns=["doc_id", "outlet", "published"])
    statements = rows(record, "statements").join(documents, on="doc_id", how="left", maintain_order="left")
    mentions = rows(
        record, "mentions", pl.col("actor_id").is_not_null(), columns=["doc_id", "start", "end", "actor_id"]
    )
    others = [
        statements.select(*_KEY, relation=pl.lit("target", RELATION), other_id="target_id"),
        statements.select(*_KEY, relation=pl.lit("addressee", RELATION), other_id="addressee_id"),
        told_of(statements, mentions).select(
            *_KEY, relation=pl.lit("mentioned", RELATION), other_id="actor_id"
        ),
    ]
    # Whom a statement is aimed at, it most often mentions too: the strongest relation counts.
    strongest = pl.concat(others).drop_nulls("other_id").sort(*_KEY, "other_id", "relation")
    pairs = (
        statements.select(
            *_KEY, "act", "negated", "outlet", speaker_id="speaker_ids",
            day=pl.coalesce("said_from", "said_to", "published"),
        )
        .explode("speaker_id")
        .drop_nulls("speaker_id")
        .join(strongest.unique([*_KEY, "other_id"], keep="first", maintain_order=True), on=_KEY)
    )  # fmt: skip
    key = ["speaker_id", "act", "negated", "relation", "other_id"]
    counted = pairs.group_by(key).agg(
        statements=pl.len(), articles=pl.col("doc_id").n_unique(), outlets=pl.col("outlet").drop_nulls().n_unique(),
        first_day=pl.col("day").min(), last_day=pl.col("day").max(),
    )  # fmt: skip
    actors = rows(record, "actors", columns=["actor_id", "name", "country"])
    of_speaker = actors.select(speaker_id="actor_id", speaker="name", speaker_country="country")
    of_other = actors.select(other_id="actor_id", other="name", other_country="country")
    return (
        counted.join(of_speaker, on="speaker_id", how="left")
        .join(of_other, on="other_id", how="left")
        .sort("statements", *key, descending=[True, *(False for _ in key)])
        .select(pl.col(column).cast(dtype) for column, dtype in SCHEMA.items())
    )
