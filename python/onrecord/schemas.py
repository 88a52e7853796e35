"""The columns of every frame, in order, with their types.

The same schemas are in the compiled core; a test holds the two together.

>>> import onrecord
>>> list(onrecord.schema("dates"))[:6]
['doc_id', 'date_id', 'sentence_id', 'start', 'end', 'text']
"""

from __future__ import annotations

import polars as pl

from onrecord.exceptions import InputError

__all__ = [
    "ACT",
    "ACTOR_TYPE",
    "BLOCKS",
    "DATE_BASIS",
    "FRAMES",
    "GENDER",
    "LINKS",
    "LINK_KIND",
    "LOCAL_ACTORS",
    "MENTION_KIND",
    "MENTION_TYPE",
    "MODIFIER",
    "PUBLISHED_BASIS",
    "READ",
    "ROLE",
    "SPANS",
    "STATEMENT_KIND",
    "STORED",
    "TIMEX_TYPE",
    "actors",
    "blocks",
    "dates",
    "documents",
    "mentions",
    "schema",
    "sentences",
    "spans",
    "statements",
]

ROLE = pl.Enum(["title", "byline", "dateline", "published", "caption", "body", "boilerplate"])
"""What a block is in its document."""

PUBLISHED_BASIS = pl.Enum(["given", "metadata", "dateline", "updated", "url", "text", "none"])
"""How the day of publication is known."""

STATEMENT_KIND = pl.Enum(["direct", "indirect", "mixed"])
"""How much of a statement's content is quoted."""

ACT = pl.Enum(
    [
        "say", "ask", "claim", "deny", "accuse", "warn", "threaten", "demand", "promise", "agree", "refuse", "praise",
        "condemn", "appeal", "announce", "think", "want",
    ]
)  # fmt: skip
"""What is done by saying it."""

ACTOR_TYPE = pl.Enum(["person", "country", "government", "organization", "armed_group", "media", "group"])
"""What an actor is."""

GENDER = pl.Enum(["female", "male"])
"""What a document tells of a person by a title, a first name or a pronoun."""

LINK_KIND = pl.Enum(["mention", "speaker", "co_speaker", "addressee", "target"])
"""What a row names an actor as."""

MENTION_KIND = pl.Enum(["name", "nominal", "pronoun"])
"""How a mention names its actor."""

MENTION_TYPE = pl.Enum([*ACTOR_TYPE.categories, "place"])
"""What a mention stands for: an actor, or a place that only locates."""

TIMEX_TYPE = pl.Enum(["DATE", "TIME", "DURATION", "SET"])
"""TIMEX3 types."""

MODIFIER = pl.Enum(
    [
        "BEFORE", "AFTER", "ON_OR_BEFORE", "ON_OR_AFTER", "LESS_THAN", "MORE_THAN", "EQUAL_OR_LESS", "EQUAL_OR_MORE",
        "START", "MID", "END", "APPROX",
    ]
)  # fmt: skip
"""TIMEX3 modifiers."""

DATE_BASIS = pl.Enum(["explicit", "published", "bounded", "previous", "ambiguous", "none"])
"""What a time expression was resolved against."""


def _schema(columns: dict[str, pl.DataType | type[pl.DataType]]) -> pl.Schema:
    return pl.Schema(columns)


SPANS = pl.List(pl.Struct({"start": pl.UInt32, "end": pl.UInt32}))
"""Places in a document's text, as half-open ranges of code points."""

BLOCKS = pl.List(pl.Struct({"start": pl.UInt32, "end": pl.UInt32, "role": pl.String}))
"""What the lines of a text are, as its reader tells: blocks that cover all of it but the white space between them."""

documents = _schema(
    {
        "doc_id": pl.String,
        "text": pl.String,
        "title": pl.String,
        "outlet": pl.String,
        "published": pl.Date,
        "published_basis": PUBLISHED_BASIS,
        "published_from": pl.Date,
        "published_to": pl.Date,
        "published_evidence": pl.String,
        "language": pl.String,
        "error": pl.String,
        "authors": pl.List(pl.String),
        "duplicate_of": pl.String,
    }
)
"""One row an article; `duplicate_of` is the first that it nearly repeats; the caller's other columns follow."""

blocks = _schema(
    {"doc_id": pl.String, "block_id": pl.UInt32, "role": ROLE, "start": pl.UInt32, "end": pl.UInt32}
)
"""One row a block of lines."""

sentences = _schema(
    {
        "doc_id": pl.String,
        "sentence_id": pl.UInt32,
        "block_id": pl.UInt32,
        "start": pl.UInt32,
        "end": pl.UInt32,
        "text": pl.String,
    }
)
"""One row a sentence of title, captions and body."""

statements = _schema(
    {
        "doc_id": pl.String,
        "statement_id": pl.UInt32,
        "parent_id": pl.UInt32,
        "sentence_id": pl.UInt32,
        "content": pl.String,
        "content_spans": SPANS,
        "source": pl.String,
        "source_spans": SPANS,
        "cue": pl.String,
        "cue_spans": SPANS,
        "addressee": pl.String,
        "addressee_spans": SPANS,
        "addressee_id": pl.String,
        "kind": STATEMENT_KIND,
        "act": ACT,
        "negated": pl.Boolean,
        "speaker_id": pl.String,
        "speaker": pl.String,
        "speaker_ids": pl.List(pl.String),
        "speakers": pl.List(pl.String),
        "speaker_country": pl.String,
        "speaker_role": pl.String,
        "target_id": pl.String,
        "target": pl.String,
        "said_from": pl.Date,
        "said_to": pl.Date,
        "confidence": pl.Float32,
    }
)
"""One row an attribution: who is reported to have said what, to whom, when."""

actors = _schema(
    {
        "actor_id": pl.String,
        "name": pl.String,
        "wikidata": pl.String,
        "type": ACTOR_TYPE,
        "country": pl.String,
        "role": pl.String,
        "aliases": pl.List(pl.String),
        "documents": pl.UInt32,
        "mentions": pl.UInt32,
        "statements": pl.UInt32,
        "first_seen": pl.Date,
        "last_seen": pl.Date,
    }
)
"""One row a real-world entity, over all documents."""

mentions = _schema(
    {
        "doc_id": pl.String,
        "mention_id": pl.UInt32,
        "sentence_id": pl.UInt32,
        "start": pl.UInt32,
        "end": pl.UInt32,
        "text": pl.String,
        "kind": MENTION_KIND,
        "type": MENTION_TYPE,
        "actor_id": pl.String,
        "confidence": pl.Float32,
    }
)
"""One row a place in the text that stands for an actor, or a place name that only locates."""

dates = _schema(
    {
        "doc_id": pl.String,
        "date_id": pl.UInt32,
        "sentence_id": pl.UInt32,
        "start": pl.UInt32,
        "end": pl.UInt32,
        "text": pl.String,
        "type": TIMEX_TYPE,
        "value": pl.String,
        "mod": MODIFIER,
        "earliest": pl.Date,
        "latest": pl.Date,
        "basis": DATE_BASIS,
        "rule": pl.String,
        "confidence": pl.Float32,
    }
)
"""One row a time expression."""

spans = _schema(
    {
        "doc_id": pl.String,
        "span_id": pl.UInt32,
        "from_date_id": pl.UInt32,
        "to_date_id": pl.UInt32,
        "start": pl.UInt32,
        "end": pl.UInt32,
        "earliest": pl.Date,
        "latest": pl.Date,
    }
)
"""One row a range of time; its ends are rows of the dates."""

LOCAL_ACTORS = _schema(
    {
        "doc_id": pl.String,
        "local_id": pl.UInt32,
        "actor_id": pl.String,
        "name": pl.String,
        "names": pl.List(pl.String),
        "type": ACTOR_TYPE,
        "country": pl.String,
        "role": pl.String,
        "known": pl.String,
        "gender": GENDER,
        "mentions": pl.UInt32,
        "statements": pl.UInt32,
    }
)
"""What each document alone tells of its actors: the ninth frame, from which extractions are merged."""

LINKS = _schema({"doc_id": pl.String, "kind": LINK_KIND, "row_id": pl.UInt32, "local_id": pl.UInt32})
"""Which local actor each mention, speaker, addressee and target is; `row_id` is the mention's or the statement's."""

FRAMES: dict[str, pl.Schema] = {
    "documents": documents,
    "blocks": blocks,
    "sentences": sentences,
    "statements": statements,
    "actors": actors,
    "mentions": mentions,
    "dates": dates,
    "spans": spans,
}
"""The eight frames of an extraction, by name."""

STORED: dict[str, pl.Schema] = {**FRAMES, "local_actors": LOCAL_ACTORS, "links": LINKS}
"""All that is written of an extraction: the eight frames, and what `merge` joins documents by."""

READ = _schema(
    {
        "doc_id": pl.String,
        "text": pl.String,
        "title": pl.String,
        "outlet": pl.String,
        "authors": pl.List(pl.String),
        "published": pl.Date,
        "published_basis": PUBLISHED_BASIS,
        "language": pl.String,
        "url": pl.String,
        "saved": pl.Date,
        "path": pl.String,
        "error": pl.String,
        "blocks": BLOCKS,
    }
)
"""The columns that every reader gives; the other columns of a table follow."""


def schema(name: str) -> pl.Schema:
    """The columns and types of a frame.

    Parameters
    ----------
    name : str
        One of the eight frames.

    Returns
    -------
    polars.Schema
        Names and dtypes, in order.

    Raises
    ------
    InputError
        If there is no such frame.

    Examples
    --------
    >>> schema("blocks")["role"] == ROLE
    True
    """
    try:
        return FRAMES[name]
    except KeyError:
        raise InputError(f"there is no frame {name!r}: use one of {', '.join(FRAMES)}") from None
