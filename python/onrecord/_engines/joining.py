"""What only all documents together decide, taken apart for engines: what of it each batch does, and what is decided.

Who is who: each batch gives keys of its local actors (`batch_keys`), the engine groups them, the driver joins them
(`onrecord.join_actors`), and each batch names its rows by what came of it. Copies: each batch tells where near copies
of its documents may be (`batch_places`), and only those that are there with another are compared (`copies_among`).
"""

from __future__ import annotations

import polars as pl

from onrecord._copies import SIGNATURE, copies_of, dated_by_copies, places_of
from onrecord._engines.nested import rows_of
from onrecord._who import appearances, combined, keys_of

__all__ = [
    "DECIDED",
    "PLACES",
    "SEEN",
    "TOLD",
    "batch_keys",
    "batch_places",
    "batch_seen",
    "copies_among",
    "local_actors_of",
]

TOLD = ("doc_id", "published", "local_actors")
"""What of a nested row tells who is who."""

DECIDED = ("duplicate_of", "published_from", "published_to", "published_evidence")
"""The columns of documents that depend on other documents."""

PLACES = pl.Schema({"doc_id": pl.String, "place": pl.Int64})
"""Where near copies of documents may be."""

SEEN = pl.Schema(
    {
        "actor_id": pl.String,
        **dict.fromkeys(("documents", "mentions", "statements"), pl.UInt32),
        **dict.fromkeys(("first_seen", "last_seen"), pl.Date),
    }
)
"""How often actors appear."""


def local_actors_of(nested: pl.DataFrame) -> pl.DataFrame:
    """The local actors of nested rows, with the day on which their document was `published`."""
    return rows_of(nested, "local_actors").join(
        nested.select("doc_id", "published"), on="doc_id", how="left", maintain_order="left"
    )


def batch_keys(nested: pl.DataFrame) -> pl.DataFrame:
    """The keys of the local actors of a batch, each once, with its weight."""
    return combined([keys_of(local_actors_of(nested))])


def batch_places(nested: pl.DataFrame) -> pl.DataFrame:
    """Where near copies of the documents of a batch may be, a row for each document and place."""
    rows = nested.select("doc_id", place=places_of(nested[SIGNATURE])).drop_nulls()
    return rows.explode("place").cast(PLACES)


def batch_seen(nested: pl.DataFrame) -> pl.DataFrame:
    """How often the actors of a batch appear in it; its rows were named anew."""
    return appearances(local_actors_of(nested)).select(SEEN.names()).cast(SEEN)


def copies_among(documents: pl.DataFrame) -> pl.DataFrame:
    """Those of some documents that repeat another of them, `doc_id` and the columns of `DECIDED`.

    Which is the first is told by their ids, in order.
    """
    documents = documents.sort("doc_id")
    copies = documents.with_columns(copies_of(documents["doc_id"], documents[SIGNATURE]))
    return dated_by_copies(copies).filter(pl.col("duplicate_of").is_not_null()).select("doc_id", *DECIDED)
