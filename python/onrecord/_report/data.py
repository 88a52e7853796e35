"""An extraction packed for the report: an index of all statements, and the articles in bundles.

The index has what the list is filtered, sorted and counted by, and is opened with the page. A bundle has some
articles in full, and is opened when one of them is looked at or searched. Every text is there once: contents,
sources, cues and addressees are places in it, in UTF-16 units. Numbers are kept as differences from those before
them, which are small and pack well; `page/data.js` reads what is written here.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import polars as pl

from onrecord._folding import LETTERS
from onrecord._interchange.utf16 import Utf16
from onrecord._progress import Progress, Reporter
from onrecord._record import rows
from onrecord._show.colours import PALETTE, UNNAMED
from onrecord._show.document import date_label, telling
from onrecord.schemas import ACT, ROLE, STATEMENT_KIND

if TYPE_CHECKING:
    from onrecord._record import AnyRecord

__all__ = ["BUNDLE", "Packed", "packed"]

BUNDLE = 16
"""So many articles are opened together: few enough to be quick, and enough to pack well."""

_EPOCH = dt.date(1970, 1, 1)
_ACTS, _KINDS, _ROLES = (
    {name: number for number, name in enumerate(words.categories)} for words in (ACT, STATEMENT_KIND, ROLE)
)
_PLACES = ("content", "source", "cue", "addressee")
_STATEMENT = [
    "statement_id", "parent_id", "act", "negated", "kind", "said_from", "said_to", "confidence", "speaker_ids",
    "speaker", "speakers", "speaker_role", "speaker_country", "target_id", *_PLACES,
    *(f"{part}_spans" for part in _PLACES),
]  # fmt: skip
_COLUMNS = (
    "id", "act", "negated", "kind", "from", "length", "sure", "speakers", "role", "country", "target", "form",
)  # fmt: skip

Row = dict[str, Any]
Units = Callable[[int], int]


@dataclass(frozen=True, slots=True)
class Packed:
    """What the page holds, as plain data for JSON."""

    index: dict[str, Any]
    bundles: list[list[Any]]


def packed(record: AnyRecord, title: str, *, asked: str = "", progress: Progress = None) -> Packed:
    """All that the report shows; `asked` says what its statements were chosen by."""
    actors = rows(record, "actors").sort("statements", "mentions", descending=True, maintain_order=True)
    number_of = {name: number for number, name in enumerate(actors["actor_id"])}
    articles = rows(record, "documents")
    of_article = _Frames(record)
    outlets = articles["outlet"].drop_nulls().unique(maintain_order=True).to_list()
    index_of = {name: number for number, name in enumerate(outlets)}
    documents: dict[str, list[Any]] = {
        name: [] for name in ("id", "title", "outlet", "day", "url", "statements")
    }
    statements = _Columns(number_of)
    bundles: list[list[Any]] = []
    reporter = Reporter(progress, articles.height, "articles")
    for number, document in enumerate(articles.iter_rows(named=True)):
        name, text = document["doc_id"], document["text"] or ""
        told = of_article.statements.get(name, [])
        documents["id"].append(name)
        documents["title"].append(document["title"])
        documents["outlet"].append(index_of.get(document["outlet"]))
        documents["day"].append(_day(document["published"]))
        documents["url"].append(_address(document))
        documents["statements"].append(len(told))
        statements.add(told, document["published"])
        if number % BUNDLE == 0:
            bundles.append([])
        bundles[-1].append(_article(text, name, of_article, number_of))
        reporter.add(1)
    reporter.finish()
    index = {
        "title": title, "asked": asked, "made": f"onrecord {record.provenance.get('onrecord', '')}".strip(),
        "bundle": BUNDLE, "acts": list(_ACTS), "kinds": list(_KINDS), "roles": list(_ROLES),
        "letters": LETTERS, "palette": PALETTE, "unnamed": UNNAMED,
        "outlets": outlets, "documents": documents, "statements": statements.columns, **statements.named,
        "actors": {
            "id": actors["actor_id"].to_list(), "name": actors["name"].to_list(),
            "type": actors["type"].cast(pl.String).str.replace_all("_", " ").to_list(),
            "country": actors["country"].to_list(), "role": actors["role"].to_list(),
        },
    }  # fmt: skip
    return Packed(index, bundles)


class _Frames:
    """What is known of each article, by its id."""

    def __init__(self, record: AnyRecord) -> None:
        mentions = rows(record, "mentions", pl.col("actor_id").is_not_null())
        self.statements = _by_document(rows(record, "statements"), ["doc_id", *_STATEMENT])
        self.blocks = _by_document(rows(record, "blocks"), ["doc_id", "role", "start", "end"])
        self.mentions = _by_document(mentions, ["doc_id", "actor_id", "start", "end"])
        self.dates = _by_document(rows(record, "dates"))


def _by_document(frame: pl.DataFrame, columns: Sequence[str] | None = None) -> dict[str, list[Row]]:
    found: dict[str, list[Row]] = {}
    for row in frame.select(columns or frame.columns).iter_rows(named=True):
        found.setdefault(row["doc_id"], []).append(row)
    return found


class _Columns:
    """The statements of all articles, a list a column."""

    def __init__(self, number_of: dict[str, int]) -> None:
        self._number_of = number_of
        self._named: dict[str, dict[Any, int]] = {"forms": {}, "offices": {}, "countries": {}}
        self.columns: dict[str, list[Any]] = {name: [] for name in _COLUMNS}

    @property
    def named(self) -> dict[str, list[Any]]:
        """What columns have numbers of: the speakers' offices and countries, and `forms`.

        A form is a way in which statements are told as sentences: their parts, and the words that join them.
        """
        return {name: list(values) for name, values in self._named.items()}

    def add(self, told: Iterable[Row], published: dt.date | None) -> None:
        """The statements of one more article; days are counted from its own."""
        origin, following = _day(published) or 0, 0
        for row in told:
            first, last = _day(row["said_from"]), _day(row["said_to"])
            start, end = first if first is not None else last, last if last is not None else first
            speakers = [self._number_of[name] for name in row["speaker_ids"] or ()]
            values = (
                row["statement_id"] - following,
                _ACTS.get(row["act"]),
                int(row["negated"] or 0),
                _KINDS.get(row["kind"]),
                None if start is None else start - origin,
                0 if start is None or end is None else end - start,
                None if row["confidence"] is None else round(1000 * row["confidence"]),
                speakers[0] if len(speakers) == 1 else speakers,
                self._number("offices", row["speaker_role"]),
                self._number("countries", row["speaker_country"]),
                self._number_of.get(row["target_id"]),
                self._number("forms", tuple((part, "" if part else joint) for part, joint in telling(row))),
            )
            for column, value in zip(self.columns.values(), values, strict=True):
                column.append(value)
            following = row["statement_id"] + 1

    def _number(self, name: str, value: object) -> int | None:
        known = self._named[name]
        return None if value is None else known.setdefault(value, len(known))


def _article(text: str, name: str, frames: _Frames, number_of: dict[str, int]) -> list[Any]:
    """Text, blocks, mentions, dates, and the places and outer statements of its statements."""
    at = Utf16(text).units
    blocks, mentions, dates = (each.get(name, []) for each in (frames.blocks, frames.mentions, frames.dates))
    cast = list(dict.fromkeys(number_of[row["actor_id"]] for row in mentions))
    seat = {actor: place for place, actor in enumerate(cast)}
    labels = [date_label(row) for row in dates]
    told = frames.statements.get(name, [])
    return [
        text,
        [[_ROLES[row["role"]] for row in blocks], *_edges(blocks, at)],
        [cast, [seat[number_of[row["actor_id"]]] for row in mentions], *_edges(mentions, at)],
        [labels, *_edges(dates, at)],
        [row["parent_id"] for row in told],
        _said(told, at),
    ]


def _edges(places: Sequence[Row], at: Units) -> tuple[list[int], list[int]]:
    """How far each begins behind the beginning of the one before, and how long it is."""
    starts = [at(row["start"]) for row in places]
    ends = [at(row["end"]) for row in places]
    return (
        [start - before for before, start in zip([0, *starts], starts, strict=False)],
        [end - start for start, end in zip(starts, ends, strict=True)],
    )


def _said(told: Iterable[Row], at: Units) -> list[list[int]]:
    """The places of each statement in one list: how many of each part, and then the gap before each and its length.

    The first gap of a content is counted from the content before, those of the other parts from the content.
    """
    found: list[list[int]] = []
    origin = 0
    for row in told:
        counts: list[int] = []
        edges: list[int] = []
        for part in _PLACES:
            spans: list[dict[str, int]] = row[f"{part}_spans"] or []
            counts.append(len(spans))
            behind = origin
            for span in spans:
                start, end = at(span["start"]), at(span["end"])
                edges += [start - behind, end - start]
                behind = end
            if part == "content" and spans:
                origin = at(spans[0]["start"])
        found.append([*counts, *edges])
    return found


def _day(day: dt.date | None) -> int | None:
    """Days since 1970."""
    return None if day is None else (day - _EPOCH).days


def _address(document: Row) -> str | None:
    """The article's address, if it is one of the web: no other kind becomes a link."""
    address = document.get("url")
    return address if isinstance(address, str) and address.startswith(("https://", "http://")) else None
