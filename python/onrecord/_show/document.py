"""One article as rows: the document, its blocks, and the places in it that are marked.

In: an extraction and a document's id. Out: `DocumentRows`, and pieces of text with the marks that lie on
them, which the views for notebooks, pages and terminals draw. Statements that overlap lie on different lines
(`Mark.line`), the outer below the inner.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, Any, Literal

import polars as pl

from onrecord._record import rows
from onrecord._record.selection import id_of
from onrecord._show.colours import coloured
from onrecord.exceptions import InputError

if TYPE_CHECKING:
    from onrecord._record import AnyRecord

__all__ = [
    "DocumentRows",
    "Layer",
    "Mark",
    "Part",
    "Piece",
    "actor_label",
    "counted",
    "date_label",
    "document_rows",
    "doing",
    "in_one_line",
    "marks",
    "noted",
    "pieces",
    "said",
    "sentence",
    "surest",
    "telling",
    "who",
]

Part = Literal["who", "cue", "addressee", "content", ""]
"""A part of a statement that is told as a sentence; what joins them has no name."""

_PARTICIPLE = re.compile(r"\w+ing\b")
_NEAR = 12
"""A source within so many characters behind a cue belongs to its phrase: "by", "among"."""

Layer = Literal["content", "source", "cue", "addressee", "actor", "date"]
Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Mark:
    """A place in the text, what it is, and the row that it belongs to."""

    start: int
    end: int
    layer: Layer
    row: Row
    line: int = 0


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of text on which the same marks lie all along."""

    start: int
    end: int
    marks: tuple[Mark, ...]


@dataclass(frozen=True, slots=True)
class DocumentRows:
    """All that was found in one document."""

    document: Row
    blocks: list[Row]
    statements: list[Row]
    mentions: list[Row]
    dates: list[Row]
    names: dict[str, Row]

    @property
    def text(self) -> str:
        """The text as it was given."""
        return self.document["text"] or ""

    @property
    def colours(self) -> dict[str | None, str]:
        """A colour for each speaker."""
        return coloured(speaker(row) for row in self.statements)


def document_rows(record: AnyRecord, given: str | int) -> DocumentRows:
    """The rows of one document; an error that names some ids if there is none of this id."""
    doc_id = id_of(given)
    here = pl.col("doc_id") == doc_id
    found = rows(record, "documents", here)
    if found.is_empty():
        some = ", ".join(
            repr(name) for name in rows(record, "documents", columns=["doc_id"])["doc_id"].head(3)
        )
        raise InputError(
            f"there is no document {doc_id!r}: give a doc_id of record.documents{f', such as {some}' if some else ''}"
        )

    mentions = rows(record, "mentions", here, pl.col("actor_id").is_not_null()).rows(named=True)
    names = rows(record, "actors", pl.col("actor_id").is_in(list({row["actor_id"] for row in mentions})))
    return DocumentRows(
        document=found.row(0, named=True),
        blocks=rows(record, "blocks", here).rows(named=True),
        statements=rows(record, "statements", here).rows(named=True),
        mentions=mentions,
        dates=rows(record, "dates", here).rows(named=True),
        names={row["actor_id"]: row for row in names.iter_rows(named=True)},
    )


def speaker(statement: Row) -> str | None:
    """What a statement is coloured by: the actor, else the words that name the source."""
    named = statement["speaker_id"] or statement["source"]
    return None if named is None else str(named)


def who(statement: Row) -> str:
    """The names of all who say it, else the words of the text, else a question mark.

    >>> who({"speakers": ["Iran", "Russia", "Turkey"], "speaker": "Iran", "source": "they"})
    'Iran, Russia and Turkey'
    """
    *others, last = statement["speakers"] or [statement["speaker"] or statement["source"] or "?"]
    return f"{', '.join(others)} and {last}" if others else " ".join(str(last).split())


def telling(statement: Row) -> list[tuple[Part, str]]:
    """A statement as a sentence, in parts, with the words that signal it in their place, so that a denial reads as one.

    The speaker comes first, but behind the cue where the text has it so ("According to", "was rejected by"): else
    who is asked would seem to ask. Whom the cue's own words name ("told reporters") is told with them.

    >>> row = {"speakers": ["Turkey"], "cue": "denying", "content": "that Idlib is filled with militants"}
    >>> sentence(telling(row))
    'Turkey, denying that Idlib is filled with militants'
    >>> telling({"speakers": ["Ann"], "cue": "said", "content": "“Talks are over,”"})
    [('who', 'Ann'), ('', ' '), ('cue', 'said'), ('', ': '), ('content', '“Talks are over,”')]
    """
    cue, content = (" ".join((statement[part] or "").split()) for part in ("cue", "content"))
    name = who(statement)
    if not any(map(str.isalpha, cue)):
        return [("who", name), ("", ": "), ("content", content)]
    places = {part: _reach(statement, part) for part in ("content", "source", "cue", "addressee")}
    to_source, to_addressee = (_gap(places["cue"], places[part]) for part in ("source", "addressee"))
    is_fronted = places["content"] is None or _gap(places["source"], places["content"]) > 0
    is_passive = to_source == len(" by ") or cue.endswith(" by")
    # What goes on in small letters is the rest of the cue's own clause.
    behind = " " if content[:1].islower() else ": "
    told: list[tuple[Part, str]]
    if 0 < to_source <= _NEAR and (is_fronted or is_passive):
        joint = {1: " ", len(" by "): " by "}.get(to_source, " … ")
        told = [("cue", cue), ("", joint), ("who", name)]
        if not is_fronted:
            opening: list[tuple[Part, str]] = [("content", content), ("", " ")]
            return opening + told
        if behind == " " and not is_passive:
            behind = ", "
    else:
        # A participle is set off by a comma.
        told = [("who", name), ("", ", " if _PARTICIPLE.match(cue) else " "), ("cue", cue)]
    if to_addressee in (1, len(" to ")) and not _is_told_in(places["addressee"], statement):
        whom = " ".join((statement["addressee"] or "").split())
        to: list[tuple[Part, str]] = [("", " " if to_addressee == 1 else " to "), ("addressee", whom)]
        told += to
    closing: list[tuple[Part, str]] = [("", behind), ("content", content)]
    return told + closing


def sentence(told: Iterable[tuple[Part, str]]) -> str:
    """The parts of `telling` as plain text."""
    return "".join(words for _, words in told)


def in_one_line(statement: Row, length: int = 180) -> str:
    """A statement as a sentence, its content cut at so many characters.

    >>> row = {"speakers": ["Turkey"], "cue": "denied", "content": "that it rained in Idlib"}
    >>> in_one_line(row), in_one_line(row, length=16)
    ('Turkey denied that it rained in Idlib', 'Turkey denied that it rained …')
    """
    words = " ".join((statement["content"] or "").split())
    content = words if len(words) <= length else f"{words[:length].rsplit(' ', 1)[0]} …"
    return sentence(telling({**statement, "content": content}))


def noted(statement: Row, told: Iterable[tuple[Part, str]]) -> list[str]:
    """What else is known of a statement: its act, whether it is denied, at and to whom, when, and how surely."""
    to = statement["addressee"] if all(part != "addressee" for part, _ in told) else None
    facts = [
        str(statement["act"]),
        "negated" if statement["negated"] else "",
        str(statement["kind"] or ""),
        f"at {statement['target']}" if statement["target"] else "",
        f"to {' '.join(to.split())}" if to else "",
        said(statement),
        f"in statement {statement['parent_id']}" if statement["parent_id"] is not None else "",
        ""
        if statement["confidence"] is None
        else f"confidence {math.floor(100 * statement['confidence']) / 100:.2f}",
    ]
    return [fact for fact in facts if fact]


def _reach(statement: Row, part: str) -> tuple[int, int] | None:
    spans = statement.get(f"{part}_spans")
    return (spans[0]["start"], spans[-1]["end"]) if spans else None


def _gap(one: tuple[int, int] | None, other: tuple[int, int] | None) -> int:
    """How many characters stand between two places; 0 or less where the second does not follow the first."""
    return other[0] - one[1] if one and other else 0


def _is_told_in(place: tuple[int, int] | None, statement: Row) -> bool:
    """Whether a place is a part of the content."""
    return place is not None and any(
        span["start"] <= place[0] < span["end"] for span in statement["content_spans"] or ()
    )


def surest(statements: Iterable[Row]) -> list[Row]:
    """The statements of an article, the surest first, each followed by those that are reported in it.

    >>> rows = [{"statement_id": 0, "parent_id": None, "confidence": 0.4}, {"statement_id": 1, "parent_id": None,
    ...         "confidence": 0.9}, {"statement_id": 2, "parent_id": 1, "confidence": 0.3}]
    >>> [row["statement_id"] for row in surest(rows)]
    [1, 2, 0]
    """
    given = list(statements)
    numbers = {row["statement_id"] for row in given}
    of_outer: dict[int | None, list[Row]] = {}
    for row in given:
        outer = row["parent_id"] if row["parent_id"] in numbers else None
        of_outer.setdefault(outer, []).append(row)
    for inner in of_outer.values():
        inner.sort(key=lambda row: -1.0 if row["confidence"] is None else row["confidence"], reverse=True)
    ordered: list[Row] = []
    waiting = of_outer.get(None, [])[::-1]
    while waiting:
        row = waiting.pop()
        ordered.append(row)
        waiting += of_outer.get(row["statement_id"], [])[::-1]
    return ordered


def doing(statement: Row) -> str:
    """The act; of a saying that is denied, with the words that deny it.

    >>> doing({"act": "say", "negated": True, "cue": "did not specify"})
    'say, negated: “did not specify”'
    """
    if not statement["negated"]:
        return str(statement["act"])
    return f"{statement['act']}, negated: “{' '.join((statement['cue'] or '').split())}”"


def said(statement: Row) -> str:
    """When it was said, as far as the text tells: a day, or two with a dash, or nothing."""
    first, last = statement["said_from"], statement["said_to"]
    if first is None:
        return ""
    return f"{first}" if first == last or last is None else f"{first} – {last}"


def actor_label(mention: Row, names: dict[str, Row]) -> str:
    """Who is meant: name, type, country, role."""
    actor = names.get(mention["actor_id"])
    if actor is None:
        return str(mention["actor_id"])
    facts = [actor["name"], actor["type"].replace("_", " "), actor["country"], actor["role"]]
    return ", ".join(fact for fact in facts if fact)


def date_label(date: Row) -> str:
    """What a time expression denotes: its value, its days, and what it was resolved against."""
    value = " ".join(str(part) for part in (date["value"], date["mod"]) if part is not None)
    if date["earliest"] is None:
        days = ""
    elif date["earliest"] == date["latest"]:
        days = f", {date['earliest']}" if str(date["earliest"]) != date["value"] else ""
    else:
        days = f", {date['earliest']} to {date['latest']}"
    return f"{value}{days} ({str(date['type']).lower()}, {date['basis']})"


def counted(count: int, things: str) -> str:
    """How many there are, in words that fit one as well.

    >>> counted(1, "statements"), counted(2_000, "statements")
    ('1 statement', '2,000 statements')
    """
    return f"{count:,} {things.removesuffix('s') if count == 1 else things}"


def marks(rows: DocumentRows) -> list[Mark]:
    """Every place to be marked; contents that overlap are on different lines, the longer ones below."""
    found: list[Mark] = []
    free: list[int] = []  # where each line is free again
    reach = [(min(s["start"] for s in row["content_spans"]), max(s["end"] for s in row["content_spans"]), row)
             for row in rows.statements if row["content_spans"]]  # fmt: skip
    for start, end, row in sorted(reach, key=lambda place: (place[0], -place[1], place[2]["statement_id"])):
        line = next((number for number, until in enumerate(free) if until <= start), len(free))
        free[line : line + 1] = [end]
        found.extend(Mark(span["start"], span["end"], "content", row, line) for span in row["content_spans"])
    layers: tuple[Layer, ...] = ("source", "cue", "addressee")
    for row in rows.statements:
        for layer in layers:
            found.extend(Mark(span["start"], span["end"], layer, row) for span in row[f"{layer}_spans"] or ())
    found.extend(Mark(row["start"], row["end"], "actor", row) for row in rows.mentions)
    found.extend(Mark(row["start"], row["end"], "date", row) for row in rows.dates)
    return found


_ORDER: dict[Layer, int] = {"content": 0, "source": 1, "cue": 2, "addressee": 3, "date": 4, "actor": 5}


def pieces(length: int, given: list[Mark], borders: Iterable[int]) -> Iterator[Piece]:
    """A text of this length, cut wherever a mark begins or ends and at the borders; the outermost mark comes first.

    >>> row = {"statement_id": 0}
    >>> [(p.start, p.end, len(p.marks)) for p in pieces(9, [Mark(2, 5, "cue", row)], [4])]
    [(0, 2, 0), (2, 4, 1), (4, 5, 1), (5, 9, 0)]
    """
    opening: dict[int, list[Mark]] = {}
    cuts = {0, length, *(border for border in borders if 0 < border < length)}
    for mark in given:
        if mark.start < mark.end <= length:
            opening.setdefault(mark.start, []).append(mark)
            cuts.update((mark.start, mark.end))
    live: list[Mark] = []
    ordered = sorted(cuts)
    for cut, following in pairwise(ordered):
        live = [mark for mark in live if mark.end > cut] + opening.get(cut, [])
        live.sort(key=lambda mark: (_ORDER[mark.layer], mark.line, mark.start, -mark.end))
        yield Piece(cut, following, tuple(live))
