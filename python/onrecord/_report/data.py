"""An extraction packed for the report: names once, rows as lists, offsets in UTF-16 units.

documents   [id, title, outlet, day, address, text, blocks [[role, start, end]…], mentions [[start, end,
actor]…], dates [[start, end, label]…]] statements  [document, id, parent, speakers, source, addressee, act,
negated, kind, from, to, content, sources, cues, confidence] where content, sources and cues are offsets in pairs, and
speakers are numbers of `actors` actors      [name, what is known of it]
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import polars as pl

from onrecord._interchange.utf16 import Utf16
from onrecord._progress import Progress, Reporter
from onrecord._record import rows
from onrecord._show.document import date_label

if TYPE_CHECKING:
    from onrecord._record import AnyRecord

__all__ = ["packed"]


def packed(record: AnyRecord, title: str, progress: Progress = None) -> dict[str, Any]:
    """All that the report shows, as plain data for JSON."""
    known = rows(record, "actors").rows(named=True)
    actors = {row["actor_id"]: number for number, row in enumerate(known)}
    blocks, mentions = (
        _by_document(rows(record, "blocks")),
        _by_document(rows(record, "mentions", pl.col("actor_id").is_not_null())),
    )
    dates, statements = _by_document(rows(record, "dates")), _by_document(rows(record, "statements"))
    documents: list[list[Any]] = []
    packed_rows: list[list[Any]] = []
    articles = rows(record, "documents")
    reporter = Reporter(progress, articles.height, "articles")
    for number, document in enumerate(articles.iter_rows(named=True)):
        name, text = document["doc_id"], document["text"] or ""
        at = Utf16(text).units
        documents.append(
            [
                name, document["title"], document["outlet"], _day(document["published"]), _address(document), text,
                [[row["role"], at(row["start"]), at(row["end"])] for row in blocks.get(name, ())],
                [[at(row["start"]), at(row["end"]), actors[row["actor_id"]]] for row in mentions.get(name, ())],
                [[at(row["start"]), at(row["end"]), date_label(row)] for row in dates.get(name, ())],
            ]
        )  # fmt: skip
        for row in statements.get(name, ()):
            places = [[at(edge) for span in row[f"{role}_spans"] or () for edge in (span["start"], span["end"])]
                      for role in ("content", "source", "cue")]  # fmt: skip
            packed_rows.append(
                [
                    number, row["statement_id"], row["parent_id"], [actors[name] for name in row["speaker_ids"] or ()],
                    row["source"], row["addressee"], row["act"], int(row["negated"] or 0), row["kind"],
                    _day(row["said_from"]), _day(row["said_to"]), *places,
                    None if row["confidence"] is None else round(row["confidence"], 2),
                ]
            )  # fmt: skip
        reporter.add(1)
    reporter.finish()
    return {
        "title": title,
        "made": f"onrecord {record.provenance.get('onrecord', '')}".strip(),
        "documents": documents,
        "statements": packed_rows,
        "actors": [
            [
                row["name"],
                ", ".join(
                    fact for fact in (row["type"].replace("_", " "), row["country"], row["role"]) if fact
                ),
            ]
            for row in known
        ],
    }


def _by_document(frame: pl.DataFrame) -> dict[str, list[dict[str, Any]]]:
    found: dict[str, list[dict[str, Any]]] = {}
    for row in frame.iter_rows(named=True):
        found.setdefault(row["doc_id"], []).append(row)
    return found


def _day(day: object) -> str | None:
    return None if day is None else str(day)


def _address(document: dict[str, Any]) -> str | None:
    """The article's address, if it is one of the web: no other kind becomes a link."""
    address = document.get("url")
    return address if isinstance(address, str) and address.startswith(("https://", "http://")) else None
