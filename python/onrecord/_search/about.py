"""Whom a statement tells of: the actors that are mentioned within its content, and its target."""

from __future__ import annotations

import polars as pl

__all__ = ["told_of"]

_PLACE = 1 << 32
"""More than any text has code points, so that an article's number and a place in it are one number."""


def told_of(statements: pl.DataFrame, mentions: pl.DataFrame) -> pl.DataFrame:
    """One row an actor that a statement tells of: `doc_id`, `statement_id`, `actor_id`, in the order of the text.

    Who makes the statement is left out: "I", "his country" are no second party. The target comes last where
    the content does not name it.
    """
    articles = statements.select("doc_id").unique(maintain_order=True).with_row_index("article")
    # The mentions within a piece follow each other in the text: two looks into a sorted column find them all.
    sorted_mentions = (
        mentions.drop_nulls("actor_id")
        .join(articles, on="doc_id")
        .select("actor_id", "end", place=_place("start"))
        .sort("place")
    )
    pieces = (
        statements.select("doc_id", "statement_id", pl.col("content_spans").alias("piece"))
        .explode("piece")
        .drop_nulls("piece")
        .join(articles, on="doc_id", maintain_order="left")
        .unnest("piece")
    )
    starts = sorted_mentions["place"]
    within = pieces.with_columns(
        starts.search_sorted(pieces.select(_place("start")).to_series(), side="left").alias("first"),
        starts.search_sorted(pieces.select(_place("end")).to_series(), side="left").alias("behind"),
    )
    named = (
        within.select(
            "doc_id", "statement_id", "end", mention=pl.int_ranges("first", "behind", dtype=pl.UInt32)
        )
        .explode("mention")
        .drop_nulls("mention")
        .join(
            sorted_mentions.with_row_index("mention").select("mention", "actor_id", mentioned="end"),
            on="mention", how="left", maintain_order="left",
        )
        .filter(pl.col("mentioned") <= pl.col("end"))
        .select("doc_id", "statement_id", "actor_id")
    )  # fmt: skip
    targets = statements.select("doc_id", "statement_id", actor_id="target_id").drop_nulls("actor_id")
    own = statements.select("doc_id", "statement_id", actor_id="speaker_ids").explode("actor_id")
    return (
        pl.concat([named, targets])
        .unique(maintain_order=True)
        .join(own, on=["doc_id", "statement_id", "actor_id"], how="anti", maintain_order="left")
    )


def _place(column: str) -> pl.Expr:
    return pl.col("article").cast(pl.UInt64) * _PLACE + pl.col(column).cast(pl.UInt64)
