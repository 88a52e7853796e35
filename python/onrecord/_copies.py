"""Which articles repeat which, and the days of those without one that repeat one of which it is known."""

from __future__ import annotations

import polars as pl

from onrecord import _onrecord

__all__ = ["SIGNATURE", "copies_of", "dated_by_copies", "places_of", "signatures_of"]

SIGNATURE = "signature"

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


def signatures_of(documents: pl.DataFrame) -> pl.Series:
    """What is kept of each text to know its copies: nothing of those that were not extracted."""
    texts = documents.select(pl.when(pl.col("error").is_null()).then(pl.col("text")).alias("text"))
    return pl.DataFrame(_onrecord.signatures(texts))[SIGNATURE]


def copies_of(doc_ids: pl.Series, signatures: pl.Series) -> pl.Series:
    """For each document the first before it that it repeats: the column `duplicate_of`."""
    rows = pl.DataFrame(_onrecord.copies(signatures.to_frame(SIGNATURE)))["duplicate_of"]
    return doc_ids.gather(rows).rename("duplicate_of")


def places_of(signatures: pl.Series) -> pl.Series:
    """For each document where its near copies are, as a list of numbers.

    Documents that share a place with no other neither repeat one nor tell anything of the copies of others, so that
    the others alone have to be compared.
    """
    return pl.DataFrame(_onrecord.places(signatures.to_frame(SIGNATURE)))["places"]
