"""What only all documents together decide: who is who, which is a copy of which, and the days of copies."""

from __future__ import annotations

from dataclasses import dataclass

import polars as pl

from onrecord._copies import dated_by_copies
from onrecord._engines.nested import SIGNATURE, rows_of
from onrecord._extract import Extractor
from onrecord._merge import corpus_of

__all__ = ["DECIDED", "Decided", "decide"]

DECIDED = ("duplicate_of", "published_from", "published_to", "published_evidence")
"""The columns of documents that depend on other documents."""


@dataclass(frozen=True)
class Decided:
    """What was decided over all documents."""

    actors: pl.DataFrame
    """The actors frame."""
    documents: pl.DataFrame
    """`doc_id`, the columns of `DECIDED`, and `cast`: who each local actor is, as a list."""


def decide(extractor: Extractor, told: pl.DataFrame) -> Decided:
    """Joins documents by what nested rows tell of them (`TOLD`), in the order of their ids."""
    told = told.sort("doc_id")
    local_actors = rows_of(told, "local_actors").drop("actor_id")
    days = told.drop("local_actors")
    corpus = corpus_of(extractor, days.select("doc_id", "published", SIGNATURE), local_actors)
    documents = dated_by_copies(days.drop(SIGNATURE).with_columns(corpus.duplicate_of)).select(
        "doc_id", *DECIDED
    )
    casts = corpus.cast.group_by("doc_id", maintain_order=True).agg(cast=pl.struct(pl.exclude("doc_id")))
    documents = documents.join(casts, on="doc_id", how="left", maintain_order="left")
    return Decided(
        corpus.actors, documents.with_columns(pl.col("cast").fill_null(pl.lit([], casts["cast"].dtype)))
    )
