"""Statements as events: a row for each who makes one, with codes, and whom it is done to."""

from __future__ import annotations

from typing import TYPE_CHECKING

import polars as pl

from onrecord._events.coding import CAMEO_CODE, PLOVER_MODE, PLOVER_TYPE, codes
from onrecord._events.intentions import intention
from onrecord._events.sectors import SECTOR, sector_of, sectors
from onrecord._record import rows
from onrecord._search.asked import Asked, fitting
from onrecord._sources import source_countries, source_groups
from onrecord.schemas import ACT, ACTOR_TYPE

if TYPE_CHECKING:
    from onrecord._record import AnyRecord

__all__ = ["CODED_BY", "SCHEMA", "events"]

_KEY = ["doc_id", "statement_id"]
_OPEN = ("say", "claim", "announce", "want", "demand", "promise", "refuse")
"""Acts that leave it to the content what is done by them."""

CODED_BY = pl.Enum(["act", "content"])
"""What the codes of an event are told by: its act, or what is said that its speaker will do, or others must."""

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
    "coded_by": CODED_BY,
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
    statements = _coded(record, rows(record, "statements", ~pl.col("negated")))
    actors = rows(
        record, "actors", columns=["actor_id", "name", *(fact for fact in _FACTS if fact != "sector")]
    )
    actors = actors.with_columns(sectors(actors))
    documents = rows(record, "documents", columns=["doc_id", "outlet", "published"])
    sentences = rows(record, "sentences", columns=["doc_id", "sentence_id", "text"])
    is_named = pl.col("speaker_ids").list.len() > 0
    told = (
        statements.join(documents, on="doc_id", how="left", maintain_order="left")
        .join(sentences, on=["doc_id", "sentence_id"], how="left", maintain_order="left")
        .with_columns(
            day=pl.coalesce("said_from", "said_to", "published"),
            target_id=pl.coalesce("target_id", "asked_id", pl.when("is_addressed").then("addressee_id")),
            sentence="text",
            source_id=pl.when(is_named).then("speaker_ids").otherwise(pl.lit([None], pl.List(pl.String))),
        )
        .explode("source_id")
    )
    number = pl.int_range(pl.len()).over(_KEY)
    return (
        _with_words(_with_side(_with_side(told, actors, "source"), actors, "target"))
        .with_columns(event_id=pl.format("{}#{}.{}", "doc_id", "statement_id", number))
        .select(pl.col(column).cast(dtype) for column, dtype in SCHEMA.items())
    )


def _coded(record: AnyRecord, statements: pl.DataFrame) -> pl.DataFrame:
    """The statements with their codes: those of the act, or of what the content tells to be done."""
    named = statements.with_columns(source_groups(statements), country_named=source_countries(statements))
    asks = named.select("act", "content", "speaker", country=pl.coalesce("speaker_country", "country_named"))
    found = [
        intention(content, speaker, country, is_wish=act == "want") if content and act in _OPEN else None
        for act, content, speaker, country in asks.iter_rows()
    ]
    intentions = named.with_columns(
        intended=pl.Series([one and one.act for one in found], dtype=ACT),
        subject_start=pl.Series([one and one.subject_start for one in found], dtype=pl.UInt32),
        subject_end=pl.Series([one and one.subject_end for one in found], dtype=pl.UInt32),
        asked_country=pl.Series([one and one.asked_country for one in found], dtype=pl.String),
    )
    asked = intentions.join(_asked(record, intentions), on=_KEY, how="left", maintain_order="left")
    # What nobody is asked is no request: "delegates should listen".
    is_asked = pl.any_horizontal(pl.col("asked_id", "asked_country").is_not_null())
    is_event = (pl.col("intended") != "demand") | is_asked
    told = asked.with_columns(
        coded_as=pl.when(is_event).then("intended").otherwise("act"),
        coded_by=pl.when(is_event).then(pl.lit("content")).otherwise(pl.lit("act")),
    )
    return told.join(codes().rename({"act": "coded_as"}), on="coded_as", how="left", maintain_order="left")


def _asked(record: AnyRecord, intentions: pl.DataFrame) -> pl.DataFrame:
    """Who is told in a content that they must do something: the first who is mentioned in the clause's subject."""
    start = pl.col("content_spans").list.first().struct.field("start")
    subjects = intentions.filter(pl.col("intended") == "demand").select(
        *_KEY, first=start + pl.col("subject_start"), last=start + pl.col("subject_end")
    )
    mentions = rows(
        record, "mentions", pl.col("actor_id").is_not_null(), columns=["doc_id", "start", "actor_id"]
    )
    return (
        subjects.join(mentions, on="doc_id")
        .filter(pl.col("start") >= pl.col("first"), pl.col("start") < pl.col("last"))
        .sort(*_KEY, "start")
        .unique(_KEY, keep="first", maintain_order=True)
        .select(*_KEY, asked_id="actor_id")
    )


def _with_side(events: pl.DataFrame, actors: pl.DataFrame, side: str) -> pl.DataFrame:
    """The events with what is told of one side's actor."""
    names = {"actor_id": f"{side}_id", "name": side, **{fact: f"{side}_{fact}" for fact in _FACTS}}
    known = events.drop(side, strict=False)
    return known.join(actors.rename(names), on=f"{side}_id", how="left", maintain_order="left")


def _with_words(events: pl.DataFrame) -> pl.DataFrame:
    """The events with what the words for their source tell beside its actor: "Rwandan rebels", "the Turkish envoy"."""
    groups = events["source_group"]
    told = {group: sector_of("unnamed", group) for group in groups.drop_nulls().unique()}
    of_group = groups.replace_strict(told, default=None, return_dtype=pl.String).cast(SECTOR)
    is_told = pl.col("source_id").is_null() | (pl.col("source_type") == "person")
    return events.with_columns(
        source_country=pl.coalesce("source_country", pl.when(is_told).then("country_named")),
        source_sector=pl.coalesce("source_sector", of_group),
        target_country=pl.coalesce("target_country", "asked_country"),
    )
