"""brat standoff: for each article its text (.txt) and its annotations (.ann), and `annotation.conf` for the folder.

A statement is an event of the type of its act, triggered by its cue (by its content where it has none), with
`content`, `source` and `addressee` as arguments, and `within` for the one that it is reported in; `kind` and `negated`
are attributes, its speakers, target and days stand in a note. Mentions and dates are entities, with actor and value in
notes. Places count code points, as brat does; what crosses a line is in as many pieces as it has lines.
"""

from __future__ import annotations

import re
from collections.abc import Generator, Iterable, Iterator
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING

from onrecord._interchange.articles import Article, Row, articles
from onrecord._review.gold import ROLES, file_name
from onrecord.schemas import ACT, MENTION_KIND, MENTION_TYPE, STATEMENT_KIND, TIMEX_TYPE

if TYPE_CHECKING:
    from onrecord._record import AnyRecord

__all__ = ["write_brat"]

#: What an annotation has on one line of its file: brat's text ends at breaks of lines, its columns at tabs.
_ON_A_LINE = re.compile(r"[^\t\n\v\f\r\x1c-\x1e\x85\u2028\u2029]+")
_ARGUMENTS = ("content", "source", "addressee")


def write_brat(record: AnyRecord, directory: str | Path) -> Path:
    """Writes the files and gives the folder."""
    folder = Path(directory)
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "annotation.conf").write_text(_configuration(), encoding="utf-8")
    for article in articles(record):
        name = file_name(article.number, article.document["doc_id"])
        lines = "".join(f"{line}\n" for line in _Standoff(article).lines())
        # As bytes: brat counts both characters of a Windows line break.
        (folder / f"{name}.txt").write_bytes(article.text.encode())
        (folder / f"{name}.ann").write_bytes(lines.encode())
    return folder


def _configuration() -> str:
    """What brat lets annotators use: all that is written, and no more."""
    entities = [*(role for role in ROLES if role != "cue"), *MENTION_TYPE.categories, "date"]
    arguments = "content?:content, source?:source, addressee?:addressee, within?:<EVENT>"
    events = [f"{act}\t{arguments}" for act in ACT.categories]
    attributes = [
        "negated\tArg:<EVENT>",
        f"kind\tArg:<EVENT>, Value:{'|'.join(STATEMENT_KIND.categories)}",
        f"mention\tArg:{'|'.join(MENTION_TYPE.categories)}, Value:{'|'.join(MENTION_KIND.categories)}",
        f"timex\tArg:date, Value:{'|'.join(TIMEX_TYPE.categories)}",
    ]
    sections = {"entities": entities, "relations": [], "events": events, "attributes": attributes}
    return "\n".join(
        f"[{name}]\n" + "".join(f"{line}\n" for line in lines) for name, lines in sections.items()
    )


class _Standoff:
    """The lines of one article's annotations."""

    def __init__(self, article: Article) -> None:
        self._article = article
        self._text = article.text
        self._numbers = {kind: count(1) for kind in "TA#"}

    def lines(self) -> Iterator[str]:
        events = {
            row["statement_id"]: f"E{number}" for number, row in enumerate(self._article.statements, start=1)
        }
        for row in self._article.statements:
            yield from self._statement(row, events)
        for row in self._article.mentions:
            name = yield from self._place(row["type"], [row])
            yield from self._attribute("mention", name, row["kind"])
            yield from self._note(name, {"actor": row["actor_id"]})
        for row in self._article.dates:
            name = yield from self._place("date", [row])
            yield from self._attribute("timex", name, row["type"])
            days = (row["earliest"], row["latest"])
            yield from self._note(name, {"value": row["value"], "mod": row["mod"], "days": _days(*days)})

    def _statement(self, row: Row, events: dict[int, str]) -> Iterator[str]:
        act = row["act"] or "say"
        trigger = yield from self._place(act, row["cue_spans"] or row["content_spans"])
        arguments: list[str] = []
        for role in _ARGUMENTS:
            if row[f"{role}_spans"]:
                name = yield from self._place(role, row[f"{role}_spans"])
                arguments.append(f"{role}:{name}")
        if row["parent_id"] in events:
            arguments.append(f"within:{events[row['parent_id']]}")
        event = events[row["statement_id"]]
        yield f"{event}\t{' '.join([f'{act}:{trigger}', *arguments])}"
        if row["kind"] is not None:
            yield from self._attribute("kind", event, row["kind"])
        if row["negated"]:
            yield f"A{next(self._numbers['A'])}\tnegated {event}"
        told = {
            "speakers": ", ".join(row["speaker_ids"]),
            "addressee": row["addressee_id"],
            "target": row["target_id"],
            "said": _days(row["said_from"], row["said_to"]),
        }
        yield from self._note(event, told)

    def _place(self, label: str, spans: Iterable[Row]) -> Generator[str, None, str]:
        pieces = [
            (span["start"] + found.start(), span["start"] + found.end())
            for span in spans
            for found in _ON_A_LINE.finditer(self._text[span["start"] : span["end"]])
            if not found[0].isspace()
        ]
        name = f"T{next(self._numbers['T'])}"
        places = ";".join(f"{start} {end}" for start, end in pieces)
        yield f"{name}\t{label} {places}\t{' '.join(self._text[start:end] for start, end in pieces)}"
        return name

    def _attribute(self, key: str, of: str, value: str) -> Iterator[str]:
        yield f"A{next(self._numbers['A'])}\t{key} {of} {value}"

    def _note(self, of: str, told: dict[str, str | None]) -> Iterator[str]:
        known = "; ".join(f"{key}={_ON_A_LINE.findall(value)[0]}" for key, value in told.items() if value)
        if known:
            yield f"#{next(self._numbers['#'])}\tAnnotatorNotes {of}\t{known}"


def _days(first: object, last: object) -> str | None:
    """A range of days, as ISO 8601 writes it; one that is open at an end has two dots there."""
    return None if first is last is None else f"{first or '..'}/{last or '..'}"
