"""How much of what an outlet reports is whose: statements counted by outlet and speaker, country, role or act."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

import polars as pl

from onrecord._record import rows
from onrecord._search.asked import Asked, fitting, outlets_of
from onrecord._sources import source_groups
from onrecord.exceptions import InputError

if TYPE_CHECKING:
    from onrecord._record import AnyRecord

__all__ = ["SCHEMA", "Whose", "shares"]

Whose = Literal["speaker", "country", "role", "act", "kind"]
"""What statements are counted by, beside the outlet."""

_WHOSE = ("speaker", "country", "role", "act", "kind")

_COLUMNS: dict[str, pl.DataType | type[pl.DataType]] = {
    "outlet": pl.String,
    "speaker_id": pl.String,
    "value": pl.String,
    "statements": pl.UInt32,
    "of_outlet": pl.UInt32,
    "share": pl.Float64,
    "share_of_all": pl.Float64,
}
SCHEMA = pl.Schema(_COLUMNS)
"""The columns of `Record.shares`."""


def shares(record: AnyRecord, whose: Whose, asked: Asked) -> pl.DataFrame:
    """`Record.shares`, whose docstring says what it holds."""
    if whose not in _WHOSE:
        raise InputError(f"shares are not counted by {whose!r}: use one of {', '.join(_WHOSE)}")
    every = _by_value(fitting(record, outlets_of(asked)), whose)
    told = _by_value(fitting(record, asked), whose) if asked else every
    key = ["doc_id", "statement_id"]
    of_outlet = every.unique(key).group_by("outlet").agg(of_outlet=pl.len())
    counted = told.group_by("outlet", "speaker_id", "value").agg(statements=pl.len())
    of_all = told.group_by("speaker_id", "value").agg(in_all=pl.len())
    return (
        counted.join(of_outlet, on="outlet", nulls_equal=True)
        .join(of_all, on=["speaker_id", "value"], nulls_equal=True)
        .with_columns(
            share=pl.col("statements") / pl.col("of_outlet"),
            share_of_all=pl.col("in_all") / of_outlet["of_outlet"].sum(),
        )
        .sort(
            "outlet",
            "statements",
            "value",
            "speaker_id",
            descending=[False, True, False, False],
            nulls_last=True,
        )
        .select(pl.col(column).cast(dtype) for column, dtype in SCHEMA.items())
    )


def _by_value(record: AnyRecord, whose: Whose) -> pl.DataFrame:
    """A row for each who makes a statement, or for the statement, with its outlet and what it is counted by."""
    documents = rows(record, "documents", columns=["doc_id", "outlet"])
    statements = rows(record, "statements").join(documents, on="doc_id", how="left", maintain_order="left")
    if whose in ("act", "kind"):
        return statements.select(
            "doc_id",
            "statement_id",
            "outlet",
            speaker_id=pl.lit(None, pl.String),
            value=pl.col(whose).cast(pl.String),
        )
    actors = rows(record, "actors", columns=["actor_id", "name", "country", "role"])
    named = (
        statements.select("doc_id", "statement_id", "outlet", actor_id="speaker_ids")
        .filter(pl.col("actor_id").list.len() > 0)
        .explode("actor_id")
        .join(actors, on="actor_id", how="left", maintain_order="left")
    )
    unnamed = statements.with_columns(source_groups(statements)).filter(pl.col("speaker_ids").list.len() == 0)
    if whose == "speaker":
        told = named.select("doc_id", "statement_id", "outlet", speaker_id="actor_id", value="name")
        groups = unnamed.select(
            "doc_id",
            "statement_id",
            "outlet",
            pl.lit(None, pl.String).alias("speaker_id"),
            value="source_group",
        )
    else:
        told = named.select(
            "doc_id", "statement_id", "outlet", pl.lit(None, pl.String).alias("speaker_id"), value=whose
        )
        groups = unnamed.select(
            "doc_id",
            "statement_id",
            "outlet",
            speaker_id=pl.lit(None, pl.String),
            value=pl.lit(None, pl.String),
        )
    # Of a joint statement two speakers of one country count once.
    return pl.concat([told, groups]).unique(maintain_order=True)
