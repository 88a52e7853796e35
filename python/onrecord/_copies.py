"""Articles without a day that repeat one of which it is known."""

from __future__ import annotations

import polars as pl

__all__ = ["dated_by_copies"]

#: An agency's report is printed within so many days of its writing: "on Monday" must still be right.
_NEAR = pl.duration(days=3)


def dated_by_copies(documents: pl.DataFrame, days: pl.DataFrame | None = None) -> pl.DataFrame:
    """The documents, those without a day within some days of the article that they repeat.

    `days` has the columns `doc_id` and `published` of all articles; without it, `documents` are all.
    """
    undated = documents.filter(pl.col("published").is_null() & pl.col("duplicate_of").is_not_null())
    if not undated.height:
        return documents
    known = (
        (documents if days is None else days).select(duplicate_of="doc_id", first="published").drop_nulls()
    )
    first, last = pl.col("first") - _NEAR, pl.col("first") + _NEAR
    found = documents.join(
        known.join(undated, on="duplicate_of", how="semi").unique("duplicate_of"),
        on="duplicate_of",
        how="left",
        maintain_order="left",
    ).with_columns(first=pl.when(pl.col("published").is_null()).then("first"))
    # What the text tells is believed first: a report may be printed anew.
    fits = pl.col("published_from").le(last).fill_null(True) & pl.col("published_to").ge(first).fill_null(
        True
    )
    takes = fits & pl.col("first").is_not_null()
    evidence = pl.format("copy of “{}”", pl.col("duplicate_of"))
    return found.with_columns(
        published_from=pl.when(takes)
        .then(pl.max_horizontal("published_from", first))
        .otherwise("published_from"),
        published_to=pl.when(takes).then(pl.min_horizontal("published_to", last)).otherwise("published_to"),
        published_evidence=pl.when(takes).then(evidence).otherwise("published_evidence"),
    ).drop("first")
