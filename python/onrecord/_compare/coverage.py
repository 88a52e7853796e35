"""Statements by outlets: who carries each, whole, cut or changed, and who leaves it out.

An outlet that has an item counts by its fullest version. One that lacks it leaves it out if it could have had it: if
it published, in the days in which the others had it, an article in which its speaker is mentioned.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import polars as pl

from onrecord._compare.items import CARRIED, KEY, items
from onrecord._record import rows
from onrecord._search.asked import Asked, fitting, outlets_of
from onrecord.exceptions import InputError
from onrecord.schemas import ACT, STATEMENT_KIND

if TYPE_CHECKING:
    from onrecord._progress import Progress
    from onrecord._record import AnyRecord

__all__ = ["SCHEMA", "coverage"]

_COLUMNS: dict[str, pl.DataType | type[pl.DataType]] = {
    "item_id": pl.UInt32,
    "outlet": pl.String,
    "carried": CARRIED,
    "kept": pl.Float32,
    "outlets": pl.UInt32,
    "day": pl.Date,
    "speaker_id": pl.String,
    "speaker": pl.String,
    "source_group": pl.String,
    "act": ACT,
    "negated": pl.Boolean,
    "kind": STATEMENT_KIND,
    "fullest": pl.String,
    "content": pl.String,
    "articles": pl.UInt32,
    "published": pl.Date,
    "doc_id": pl.String,
    "statement_id": pl.UInt32,
}
SCHEMA = pl.Schema(_COLUMNS)
"""The columns of `Record.coverage`."""


def coverage(record: AnyRecord, days: int, progress: Progress, asked: Asked) -> pl.DataFrame:
    """`Record.coverage`, whose docstring says what it holds."""
    if days < 0:
        raise InputError(f"days={days}: give a number from 0")
    # What is asked chooses items; a version that does not fit it, by its act or confidence, is carried all the same.
    among = fitting(record, outlets_of(asked))
    chosen = rows(fitting(among, asked), "statements", columns=KEY)
    versions = items(among, days, progress)
    wanted = versions.join(chosen, on=KEY, how="semi").select("item_id").unique()
    versions = versions.join(wanted, on="item_id", how="semi", maintain_order="left")
    carried = _carried(versions)
    both = pl.concat([carried, _left_out(among, versions, carried, days)], how="diagonal")
    first = pl.col("first").min().over("item_id")
    numbered = both.sort(first, "item_id", "carried", "published", "outlet", nulls_last=True)
    return numbered.with_columns(item_id=pl.col("item_id").rle_id()).select(
        pl.col(column).cast(dtype) for column, dtype in SCHEMA.items()
    )


def _carried(versions: pl.DataFrame) -> pl.DataFrame:
    """One row an item and outlet that has it: the outlet's fullest version, and how many of its articles have one."""
    of_item = versions.group_by("item_id").agg(
        first=pl.col("published").min(),
        fullest=pl.col("content").get(pl.col("carried").arg_min()),
        outlets=pl.col("outlet").drop_nulls().n_unique(),
    )
    return (
        versions.sort("kept", "carried", "row", descending=[True, False, False])
        .group_by("item_id", "outlet", maintain_order=True)
        .agg(pl.exclude("doc_id").first(), pl.col("doc_id").first(), articles=pl.col("doc_id").n_unique())
        .join(of_item, on="item_id")
    )


def _left_out(record: AnyRecord, versions: pl.DataFrame, carried: pl.DataFrame, days: int) -> pl.DataFrame:
    """One row an item and outlet that could have had it, with the first of its articles that mentions the speaker."""
    window = (
        versions.group_by("item_id", maintain_order=True)
        .agg(
            pl.col("speaker_ids").first(), first=pl.col("published").min(), last=pl.col("published").max(),
        )
        .drop_nulls("first")
        .with_columns(last=pl.max_horizontal("last", pl.col("first") + pl.duration(days=days)))
        .explode("speaker_ids")
        .rename({"speaker_ids": "mentioned"})
        .drop_nulls("mentioned")
    )  # fmt: skip
    columns = ["doc_id", "outlet", "published"]
    documents = rows(record, "documents", columns=columns).drop_nulls(["outlet", "published"])
    mentions = rows(record, "mentions", pl.col("actor_id").is_not_null(), columns=["doc_id", "actor_id"])
    articles = mentions.unique().rename({"actor_id": "mentioned"}).join(documents, on="doc_id")
    next_article = (
        window.join(articles.select("mentioned", "outlet").unique(), on="mentioned")
        .sort("first", "item_id", "outlet", "mentioned")
        .join_asof(
            articles.sort("published", "doc_id"), left_on="first", right_on="published",
            by=["mentioned", "outlet"], strategy="forward", check_sortedness=False,
        )
    )  # fmt: skip
    could = (
        next_article.filter(pl.col("published") <= pl.col("last"))
        .sort("published", "doc_id")
        .unique(["item_id", "outlet"], keep="first", maintain_order=True)
        .join(carried, on=["item_id", "outlet"], how="anti", maintain_order="left")
    )
    # The fullest version, which comes first, tells what an item is.
    told = carried.unique("item_id", keep="first", maintain_order=True).select(
        "item_id",
        "outlets",
        "day",
        "speaker_id",
        "speaker",
        "source_group",
        "act",
        "negated",
        "kind",
        "fullest",
    )
    return could.select("item_id", "outlet", "published", "doc_id", "first").join(
        told.with_columns(carried=pl.lit("left_out", CARRIED)), on="item_id"
    )
