"""Statements as events: a row for each who makes one, with codes, and whom it is done to."""

from __future__ import annotations

from typing import TYPE_CHECKING

import polars as pl

from onrecord._events.coding import CAMEO_CODE, PLOVER_MODE, PLOVER_TYPE, codes
from onrecord._events.sectors import SECTOR, sector_of, sectors
from onrecord._record import rows
from onrecord._search.asked import Asked, fitting
from onrecord._sources import source_countries, source_groups
from onrecord.schemas import ACT, ACTOR_TYPE

if TYPE_CHECKING:
    from onrecord._record import AnyRecord

__all__ = ["SCHEMA", "events"]

_FACTS: dict[str, pl.DataType | type[pl.DataType]] = {
    "country": pl.String,
    "type": ACTOR_TYPE,
    "role": pl.String,
    "sector": SECTOR,
}
"""What is told of either side, beside its id and name."""

_COLUMNS: dict[str, pl.DataType | type[pl.DataType]] = {
    "event_id": pl.String,
    "day": pl.Date,
    "source_id": pl.String,
    "source": pl.String,
    "source_group": pl.String,
    **{f"source_{fact}": dtype for fact, dtype in _FACTS.items()},
    "act": ACT,
    "plover_type": PLOVER_TYPE,
    "plover_mode": PLOVER_MODE,
    "quad_class": pl.UInt8,
    "plover_intensity": pl.Float32,
    "cameo_code": CAMEO_CODE,
    "cameo_text": pl.String,
    "goldstein": pl.Float32,
    "target_id": pl.String,
    "target": pl.String,
    **{f"target_{fact}": dtype for fact, dtype in _FACTS.items()},
    "outlet": pl.String,
    "sentence": pl.String,
    "doc_id": pl.String,
    "statement_id": pl.UInt32,
    "sentence_id": pl.UInt32,
    "confidence": pl.Float32,
}
SCHEMA = pl.Schema(_COLUMNS)
"""The columns of `Record.events`."""


def events(record: AnyRecord, asked: Asked) -> pl.DataFrame:
    """`Record.events`, whose docstring says what it holds."""
    record = fitting(record, asked)
    statements = rows(record, "statements", ~pl.col("negated"))
    actors = rows(
        record, "actors", columns=["actor_id", "name", *(fact for fact in _FACTS if fact != "sector")]
    )
    actors = actors.with_columns(sectors(actors))
    documents = rows(record, "documents", columns=["doc_id", "outlet", "published"])
    sentences = rows(record, "sentences", columns=["doc_id", "sentence_id", "text"])
    is_named = pl.col("speaker_ids").list.len() > 0
    coded = (
        statements.with_columns(source_groups(statements), country_named=source_countries(statements))
        .join(codes(), on="act", how="left", maintain_order="left")
        .join(documents, on="doc_id", how="left", maintain_order="left")
        .join(sentences, on=["doc_id", "sentence_id"], how="left", maintain_order="left")
        .with_columns(
            day=pl.coalesce("said_from", "said_to", "published"),
            target_id=pl.coalesce("target_id", pl.when("is_addressed").then("addressee_id")),
            sentence="text",
            source_id=pl.when(is_named).then("speaker_ids").otherwise(pl.lit([None], pl.List(pl.String))),
        )
        .explode("source_id")
    )
    number = pl.int_range(pl.len()).over("doc_id", "statement_id")
    return (
        _with_source(_with_side(_with_side(coded, actors, "source"), actors, "target"))
        .with_columns(event_id=pl.format("{}#{}.{}", "doc_id", "statement_id", number))
        .select(pl.col(column).cast(dtype) for column, dtype in SCHEMA.items())
    )


def _with_side(events: pl.DataFrame, actors: pl.DataFrame, side: str) -> pl.DataFrame:
    """The events with what is told of one side's actor."""
    names = {"actor_id": f"{side}_id", "name": side, **{fact: f"{side}_{fact}" for fact in _FACTS}}
    known = events.drop(side, strict=False)
    return known.join(actors.rename(names), on=f"{side}_id", how="left", maintain_order="left")


def _with_source(events: pl.DataFrame) -> pl.DataFrame:
    """The events with what the words for their source tell beside its actor: "Rwandan rebels", "the Turkish envoy"."""
    unnamed = [sector_of("unnamed", group) for group in events["source_group"]]
    is_told = pl.col("source_id").is_null() | (pl.col("source_type") == "person")
    return events.with_columns(
        source_country=pl.coalesce("source_country", pl.when(is_told).then("country_named")),
        source_sector=pl.coalesce("source_sector", pl.Series(unnamed, dtype=SECTOR)),
    )
