"""What the pictures show, as frames: statements with their day, counts of speakers, links, days talked about."""

from __future__ import annotations

from typing import TYPE_CHECKING

import polars as pl

from onrecord._record import rows

if TYPE_CHECKING:
    from onrecord._record import AnyRecord

__all__ = ["LINK", "dated", "days", "links", "loudest", "quoted", "timeline", "voiced"]

LINK = pl.Enum(["to", "about"])
"""How a statement leads from its speaker to another actor: it is addressed to them, or its content names them."""

_ROWS = 4_000
"""How many marks a picture may have before days are put together in weeks or months; Altair stops at 5,000."""


def dated(record: AnyRecord) -> pl.DataFrame:
    """Statements with their outlet and their day: those of the text, else that of publication (`told` says which)."""
    documents = rows(record, "documents", columns=["doc_id", "outlet", "published"])
    statements = rows(record, "statements").join(documents, on="doc_id", how="left", maintain_order="left")
    return statements.with_columns(
        day=pl.coalesce("said_from", "published"),
        until=pl.coalesce("said_to", "said_from", "published"),
        told=pl.when(pl.col("said_from").is_not_null())
        .then(pl.lit("in the text"))
        .otherwise(pl.lit("publication")),
        outlet=pl.coalesce("outlet", pl.lit("no outlet")),
    )


def voiced(statements: pl.DataFrame) -> pl.DataFrame:
    """A row for each who makes a statement: a joint one counts for all of its speakers."""
    joint = statements.drop("speaker_id", "speaker").explode("speaker_ids", "speakers")
    return joint.rename({"speaker_ids": "speaker_id", "speakers": "speaker"}).drop_nulls("speaker_id")


def loudest(record: AnyRecord, top: int) -> list[str]:
    """The ids of the actors with most statements."""
    speakers = rows(record, "statements", columns=["speaker_ids"])["speaker_ids"].explode().drop_nulls()
    ranked = speakers.value_counts().sort("count", "speaker_ids", descending=[True, False])
    return ranked["speaker_ids"].head(top).to_list()


def timeline(record: AnyRecord, top: int) -> pl.DataFrame:
    """How many statements each of the loudest speakers made on which day, by act, with one of them."""
    found = voiced(dated(record)).filter(pl.col("speaker_id").is_in(loudest(record, top))).drop_nulls("day")
    told = pl.when("negated").then(pl.format("({}) {}", "cue", "content")).otherwise("content")
    for every in ("1d", "1w", "1mo"):
        kept = found if every == "1d" else found.with_columns(pl.col("day", "until").dt.truncate(every))
        counted = kept.group_by("speaker", "day", "until", "told", "act", maintain_order=True).agg(
            statements=pl.len(),
            outlets=pl.col("outlet").n_unique(),
            content=told.first().str.slice(0, 160),
        )
        if counted.height <= _ROWS:
            break
    return counted.with_columns(pl.col("act").cast(pl.String)).sort("day", "speaker", "act").head(_ROWS)


def quoted(record: AnyRecord, top: int) -> pl.DataFrame:
    """How often each of the loudest speakers is quoted, by outlet, kind and act."""
    found = voiced(dated(record)).filter(pl.col("speaker_id").is_in(loudest(record, top)))
    counted = found.group_by("speaker", "outlet", "kind", "act").agg(statements=pl.len())
    texts = counted.with_columns(pl.col("kind", "act").cast(pl.String))
    return texts.sort(
        "statements", "speaker", "outlet", "kind", "act", descending=[True, False, False, False, False]
    ).head(_ROWS)


def links(record: AnyRecord, top: int) -> pl.DataFrame:
    """From whom to whom: how many statements of one actor are addressed to, or about, another; the strongest links."""
    named = voiced(rows(record, "statements"))
    key = ["doc_id", "statement_id"]
    to = named.drop_nulls("addressee_id").select(
        *key, "speaker_id", other=pl.col("addressee_id"), link=pl.lit("to", LINK)
    )
    places = (
        named.select(*key, "speaker_id", "content_spans").explode("content_spans").unnest("content_spans")
    )
    mentions = rows(record, "mentions", pl.col("actor_id").is_not_null()).select(
        in_doc="doc_id", other="actor_id", at=pl.col("start"), to=pl.col("end")
    )
    about = places.join_where(
        mentions,
        pl.col("doc_id") == pl.col("in_doc"),
        pl.col("at") >= pl.col("start"),
        pl.col("to") <= pl.col("end"),
    ).select(*key, "speaker_id", "other", link=pl.lit("about", LINK))
    both = pl.concat([to, about]).filter(pl.col("speaker_id") != pl.col("other")).unique()
    counted = both.group_by("speaker_id", "other", "link").agg(statements=pl.len())
    names = rows(record, "actors", columns=["actor_id", "name"])
    named_links = counted.join(
        names.rename({"actor_id": "speaker_id", "name": "speaker"}), on="speaker_id"
    ).join(names.rename({"actor_id": "other", "name": "other_name"}), on="other")
    ordered = named_links.sort(
        "statements", "speaker_id", "other", "link", descending=[True, False, False, False]
    )
    return ordered.head(top).select("speaker_id", "speaker", "other", "other_name", "link", "statements")


def days(record: AnyRecord) -> pl.DataFrame:
    """Which days articles talk about, and when they appeared; expressions of up to a month count by their middle."""
    published = rows(record, "documents", columns=["doc_id", "published"]).drop_nulls()
    found = rows(record, "dates", pl.col("earliest").is_not_null()).join(published, on="doc_id")
    length = (pl.col("latest") - pl.col("earliest")).dt.total_days()
    found = found.filter(length <= 31).with_columns(
        day=pl.col("earliest") + pl.duration(days=length // 2),
        precision=pl.when(length == 0).then(pl.lit("a day")).otherwise(pl.lit("some days")),
    )
    for every in ("1d", "1w", "1mo"):
        kept = found if every == "1d" else found.with_columns(pl.col("day", "published").dt.truncate(every))
        counted = kept.group_by("day", "published", "precision").agg(
            articles=pl.col("doc_id").n_unique(),
            expressions=pl.col("text").unique().sort().head(5).str.join(", "),
        )
        if counted.height <= _ROWS:
            break
    return counted.sort("published", "day", "precision").head(_ROWS)
