"""FollowTheMoney: articles, actors, statements and names as entities, a line of JSON each, for Aleph and its kin.

An actor is a Person, an Organization or a PublicBody, an article an Article. A statement is an Event: `organizer`
has who makes it, `involved` at whom it is aimed and whom its content mentions, `summary` the content, `keywords`
the act, the kind and whether it is negated, `proof` the article, `recordId` its row. A mention by name is a Mention.
Places and dates have no schema there.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypedDict

import polars as pl

from onrecord._record import rows
from onrecord._search.about import told_of

if TYPE_CHECKING:
    from onrecord._record import AnyRecord

__all__ = ["Entity", "entities", "write_followthemoney"]


class Entity(TypedDict):
    """One entity, as FollowTheMoney reads it."""

    id: str
    schema: str
    properties: dict[str, list[str]]


_SCHEMATA = {
    "person": "Person", "country": "PublicBody", "government": "PublicBody", "organization": "Organization",
    "armed_group": "Organization", "media": "Organization", "group": "LegalEntity",
}  # fmt: skip
_NOT_IN_AN_ID = re.compile(r"[^0-9A-Za-z.-]+")
_COUNTRIES = Path(__file__).parents[1] / "data" / "followthemoney_countries.tsv"
_READABLE = 60
_SHORT = 120
_LANGUAGES = {"en": "eng"}
"""ISO 639-1 to 639-3, of the languages that are extracted."""


def write_followthemoney(record: AnyRecord, path: str | Path) -> Path:
    """Writes the entities as JSON lines and gives the file's path."""
    target = Path(path)
    with open(target, "w", encoding="utf-8", newline="\n") as file:
        file.writelines(f"{json.dumps(entity, ensure_ascii=False)}\n" for entity in entities(record))
    return target


def entities(record: AnyRecord) -> Iterator[Entity]:
    """The entities: actors, then articles, statements and mentions."""
    actors = rows(record, "actors").rows_by_key("actor_id", named=True, unique=True, include_key=True)
    for name, actor in actors.items():
        yield _entity(_id("actor", name), _SCHEMATA.get(actor["type"], "LegalEntity"), _of_actor(actor))
    articles = _articles(record)
    for name, article in articles.items():
        yield _entity(_id("document", name), "Article", _of_article(article))
    yield from _statements(record, articles)
    named = (pl.col("kind").cast(pl.String) == "name", pl.col("actor_id").is_not_null())
    for mention in rows(record, "mentions", *named).iter_rows(named=True):
        actor = actors[mention["actor_id"]]
        told = {
            "document": [_id("document", mention["doc_id"])],
            "name": [mention["text"]],
            "resolved": [_id("actor", mention["actor_id"])],
            "detectedSchema": [_SCHEMATA.get(actor["type"], "LegalEntity")],
            "contextCountry": [_country(actor["country"])],
        }
        yield _entity(_id("mention", mention["doc_id"], mention["mention_id"]), "Mention", told)


def _articles(record: AnyRecord) -> dict[str, dict[str, Any]]:
    known = record.documents.lazy().collect_schema()
    wanted = ["doc_id", "title", "outlet", "published", "language", "authors", "text", "url"]
    documents = rows(record, "documents", columns=[name for name in wanted if name in known])
    return documents.rows_by_key("doc_id", named=True, unique=True, include_key=True)


def _of_actor(actor: dict[str, Any]) -> dict[str, list[str | None]]:
    office = "position" if actor["type"] == "person" else "summary"
    return {
        "name": [actor["name"]],
        "alias": [alias for alias in actor["aliases"] or () if alias != actor["name"]],
        "country": [_country(actor["country"])],
        office: [actor["role"]],
    }


def _of_article(article: dict[str, Any]) -> dict[str, list[str | None]]:
    return {
        "name": [article["title"]],
        "title": [article["title"]],
        "fileName": [_line(article["doc_id"])],
        "publisher": [article["outlet"]],
        "publishedAt": [_day(article["published"])],
        "author": list(article["authors"] or ()),
        "language": [_LANGUAGES.get(article["language"] or "")],
        "bodyText": [article["text"]],
        "sourceUrl": [_address(article)],
    }


def _statements(record: AnyRecord, articles: dict[str, dict[str, Any]]) -> Iterator[Entity]:
    statements = rows(record, "statements")
    mentions = rows(record, "mentions", pl.col("actor_id").is_not_null())
    involved: dict[tuple[str, int], list[str]] = {}
    for doc_id, number, actor in told_of(statements, mentions).iter_rows():
        involved.setdefault((doc_id, number), []).append(_id("actor", actor))
    for row in statements.iter_rows(named=True):
        article = articles[row["doc_id"]]
        place = row["doc_id"], row["statement_id"]
        denied = ["negated"] if row["negated"] else []
        said = [_day(row["said_from"]), _day(row["said_to"])]
        told = {
            "name": [_headline(row)],
            "summary": [row["content"]],
            "organizer": [_id("actor", name) for name in row["speaker_ids"]],
            "involved": involved.get(place, []),
            "keywords": [row["act"], row["kind"], *denied],
            "startDate": said[:1],
            "endDate": said[1:],
            "date": [_day(article["published"])] if said == [None, None] else [],
            "proof": [_id("document", row["doc_id"])],
            "publisher": [article["outlet"]],
            "sourceUrl": [_address(article)],
            "recordId": [_line(f"{place[0]}:{place[1]}")],
        }
        yield _entity(_id("statement", *place), "Event", told)


def _headline(row: dict[str, Any]) -> str:
    """A statement in a line, as a list of events shows it."""
    who = ", ".join(row["speakers"]) or row["source"] or "(not named)"
    text = _line(f"{who} ({row['cue'] or row['act']}): {row['content'] or ''}")
    return text if len(text) <= _SHORT else text[: _SHORT - 1].rstrip() + "…"


def _entity(name: str, schema: str, told: dict[str, list[Any]]) -> Entity:
    known = {key: [value for value in values if value not in (None, "")] for key, values in told.items()}
    return {
        "id": name,
        "schema": schema,
        "properties": {key: values for key, values in known.items() if values},
    }


def _id(kind: str, *parts: str | int) -> str:
    """An id as FollowTheMoney allows them: readable where the parts are, and never that of another."""
    whole = "-".join((kind, *map(str, parts)))
    bare = _NOT_IN_AN_ID.sub("-", whole)
    if bare == whole and len(whole) <= _READABLE and whole[-1] not in ".-" and len(parts) == 1:
        return whole
    digest = hashlib.sha1("\x1f".join((kind, *map(str, parts))).encode()).hexdigest()
    return f"{bare[:_READABLE]}-{digest}"


def _line(text: str) -> str:
    return " ".join(text.split())


def _day(day: object) -> str | None:
    return None if day is None else str(day)


def _address(article: dict[str, Any]) -> str | None:
    url = article.get("url")
    return url if isinstance(url, str) and url.startswith(("http://", "https://")) else None


def _country(code: str | None) -> str | None:
    return None if code is None else _countries().get(code)


@cache
def _countries() -> dict[str, str]:
    """FollowTheMoney's codes by those of ISO 3166-1 alpha-3."""
    lines = _COUNTRIES.read_text(encoding="utf-8").splitlines()
    return dict(line.split("\t")[:2] for line in lines if not line.startswith("#"))
