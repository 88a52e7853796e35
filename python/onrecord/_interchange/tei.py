"""TEI P5: a `teiCorpus` with an element for each article, in which `<said who="…">` holds what was said.

Who speaks points to a `<person>` or `<org>` in the corpus's header; act, kind and negation point to the categories
declared there. Mentions are `<persName>`, `<orgName>`, `<placeName>`, or `<rs>` where they are no names; time
expressions are `<date>`. A block is a `<p>`, or an `<ab>` of its role. What crosses an element or a block stands in
pieces, those of a content point to each other by `next` and `prev`. The text within a `<body>` is the article's, letter
by letter, but for characters that XML cannot hold.
"""

from __future__ import annotations

import heapq
import re
from collections.abc import Generator, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from io import TextIOWrapper
from pathlib import Path
from typing import TYPE_CHECKING
from xml.sax.saxutils import XMLGenerator
from xml.sax.xmlreader import AttributesImpl

from onrecord._interchange.articles import Article, Row, articles
from onrecord._interchange.markup import writable
from onrecord._record import rows
from onrecord.schemas import ACT, STATEMENT_KIND

if TYPE_CHECKING:
    from onrecord._record import AnyRecord

__all__ = ["write_tei"]

_NAMESPACE = "http://www.tei-c.org/ns/1.0"
_DIRECT = {"direct": "true", "indirect": "false", "mixed": "unknown"}
_NAMES = {"person": "persName", "place": "placeName"}
"""What a name is in TEI, by what it stands for; all others are names of organizations."""
_NOT_IN_AN_ID = re.compile(r"[^\w.-]+", re.ASCII)


def write_tei(record: AnyRecord, path: str | Path) -> Path:
    """Writes the corpus and gives the file's path."""
    target = Path(path)
    actors = rows(record, "actors").rows(named=True)
    people = {
        actor["actor_id"]: f"a{number}.{_NOT_IN_AN_ID.sub('-', actor['actor_id'])}"
        for number, actor in enumerate(actors)
    }
    with open(target, "w", encoding="utf-8", newline="\n") as file:
        page = _Page(file)
        page.begin()
        with page.element("teiCorpus", xmlns=_NAMESPACE):
            _header(page, str(record.provenance.get("onrecord", "")), actors, people)
            for article in articles(record):
                page.line()
                with page.element("TEI"):
                    _of_article(page, article)
                    with page.element("text"), page.element("body"):
                        _body(page, article, people)
        page.line()
    return target


class _Page:
    """XML, written from the beginning to the end."""

    def __init__(self, file: TextIOWrapper) -> None:
        self._file = file
        self._xml = XMLGenerator(file, encoding="utf-8", short_empty_elements=True)

    def begin(self) -> None:
        self._xml.startDocument()

    def line(self) -> None:
        self._xml.ignorableWhitespace("\n")

    @contextmanager
    def element(self, name: str, **attributes: str | None) -> Generator[None]:
        self.open(name, attributes)
        yield
        self.close(name)

    def open(self, name: str, attributes: Mapping[str, str | None]) -> None:
        told = {key.replace("xml_", "xml:"): writable(value) for key, value in attributes.items() if value}
        self._xml.startElement(name, AttributesImpl(told))

    def close(self, name: str) -> None:
        self._xml.endElement(name)

    def text(self, text: str) -> None:
        # Parsers make one line break of a carriage return that is not written as a reference.
        first, *others = writable(text).split("\r")
        self._xml.characters(first)
        for other in others:
            self._xml.ignorableWhitespace("&#13;")
            self._xml.characters(other)

    def whole(self, name: str, text: str | None, **attributes: str | None) -> None:
        """An element with a text, if there is one."""
        if text is not None:
            with self.element(name, **attributes):
                self.text(text)


def _header(page: _Page, version: str, actors: Iterable[Row], people: Mapping[str, str]) -> None:
    page.line()
    with page.element("teiHeader"):
        with page.element("fileDesc"):
            with page.element("titleStmt"):
                page.whole("title", "Statements in news articles")
            with page.element("publicationStmt"):
                page.whole("p", f"Extracted by onrecord {version}".rstrip())
            with page.element("sourceDesc"):
                page.whole("p", "The articles that follow.")
        with page.element("encodingDesc"), page.element("classDecl"):
            for name, values in (
                ("act", ACT.categories),
                ("kind", STATEMENT_KIND.categories),
                ("saying", ["negated"]),
            ):
                with page.element("taxonomy", xml_id=name):
                    for value in values:
                        with page.element("category", xml_id=f"{name}.{value}"):
                            page.whole("catDesc", value)
        with page.element("profileDesc"), page.element("particDesc"):
            some = list(actors)
            for kind, several in (("person", "listPerson"), ("org", "listOrg")):
                mine = [actor for actor in some if (actor["type"] == "person") == (kind == "person")]
                if mine:
                    with page.element(several):
                        for actor in mine:
                            _actor(page, kind, actor, people[actor["actor_id"]])
            if not some:
                page.whole("p", "Nobody is named.")


def _actor(page: _Page, kind: str, actor: Row, name: str) -> None:
    is_person = kind == "person"
    called = "persName" if is_person else "orgName"
    page.line()
    with page.element(kind, xml_id=name, type=None if is_person else actor["type"]):
        page.whole(called, actor["name"])
        for alias in actor["aliases"] or ():
            if alias != actor["name"]:
                page.whole(called, alias, type="alias")
        if actor["country"] is not None:
            if is_person:
                page.whole("nationality", actor["country"], key=actor["country"])
            else:
                page.whole("country", actor["country"], key=actor["country"])
        page.whole("occupation" if is_person else "desc", actor["role"])
        page.whole("idno", actor["actor_id"], type="onrecord")


def _of_article(page: _Page, article: Article) -> None:
    document = article.document
    with page.element("teiHeader"), page.element("fileDesc"):
        with page.element("titleStmt"):
            page.whole("title", document["title"] or document["doc_id"])
            for author in document["authors"] or ():
                page.whole("author", author)
        with page.element("publicationStmt"):
            page.whole("publisher", document["outlet"] or "unknown")
            day = None if document["published"] is None else str(document["published"])
            page.whole("date", day, when=day)
            page.whole("idno", document["doc_id"], type="doc_id")
        with page.element("sourceDesc"):
            url = document.get("url")
            page.whole("bibl", url if isinstance(url, str) and url else document["doc_id"])


@dataclass(order=True)
class _Mark:
    """A stretch of the text and the element that it is to become."""

    start: int
    below: int
    order: int
    end: int = field(compare=False)
    name: str = field(compare=False)
    attributes: dict[str, str | None] = field(compare=False)
    chain: _Chain | None = field(compare=False, default=None)

    def cut(self, at: int) -> tuple[_Mark, _Mark]:
        """The same in two pieces."""
        return self.stretch(self.start, at), self.stretch(at, self.end)

    def stretch(self, start: int, end: int) -> _Mark:
        """A part of it."""
        return _Mark(start, -end, self.order, end, self.name, self.attributes, self.chain)


@dataclass
class _Chain:
    """The pieces of one statement: what they are called, and how many are written so far and in all."""

    name: str
    total: int = 0
    written: int = 0

    def following(self) -> dict[str, str | None]:
        number = self.written
        self.written += 1
        return {
            "xml_id": self._id(number),
            "next": f"#{self._id(number + 1)}" if number + 1 < self.total else None,
            "prev": f"#{self._id(number - 1)}" if number else None,
        }

    def _id(self, number: int) -> str:
        return self.name if number == 0 else f"{self.name}.{number + 1}"


def _body(page: _Page, article: Article, people: Mapping[str, str]) -> None:
    marks = _nested(_marks(article, people), article.blocks)
    for mark in marks:
        if mark.chain is not None:
            mark.chain.total += 1
    text, at = article.text, 0
    open_ones: list[_Mark] = []

    def close_until(place: int) -> None:
        nonlocal at
        while open_ones and open_ones[-1].end <= place:
            mark = open_ones.pop()
            page.text(text[at : mark.end])
            at = max(at, mark.end)
            page.close(mark.name)

    if not marks:
        page.whole("p", text)
        return
    for mark in marks:
        close_until(mark.start)
        page.text(text[at : mark.start])
        at = mark.start
        page.open(mark.name, {**mark.attributes, **(mark.chain.following() if mark.chain else {})})
        open_ones.append(mark)
    close_until(len(text))
    page.text(text[at:])


def _marks(article: Article, people: Mapping[str, str]) -> Iterator[_Mark]:
    def mark(
        order: int, place: Row, name: str, told: dict[str, str | None], chain: _Chain | None = None
    ) -> _Mark:
        return _Mark(place["start"], -place["end"], order, place["end"], name, told, chain)

    def pointers(ids: Iterable[str | None]) -> str | None:
        return " ".join(f"#{people[one]}" for one in ids if one is not None) or None

    for block in article.blocks:
        is_text = block["role"] == "body"
        yield mark(0, block, "p" if is_text else "ab", {"type": None if is_text else block["role"]})
    for row in article.statements:
        chain = _Chain(f"d{article.number}.s{row['statement_id']}")
        told: dict[str, str | None] = {
            "who": pointers(row["speaker_ids"]),
            "toWhom": pointers([row["addressee_id"]]),
            "direct": _DIRECT.get(row["kind"] or ""),
            "ana": " ".join(
                f"#{pointer}"
                for pointer in (
                    f"act.{row['act']}" if row["act"] else "",
                    f"kind.{row['kind']}" if row["kind"] else "",
                    "saying.negated" if row["negated"] else "",
                )
                if pointer
            ),
            "cert": None if row["confidence"] is None else f"{row['confidence']:.2f}",
        }
        for span in row["content_spans"] or ():
            yield mark(1, span, "said", told, chain)
    for row in article.mentions:
        name = _NAMES.get(row["type"], "orgName") if row["kind"] == "name" else "rs"
        yield mark(2, row, name, {"type": row["type"], "ref": pointers([row["actor_id"]])})
    for row in article.dates:
        yield mark(3, row, "date", {"type": row["type"].lower(), **_days(row)})


def _days(row: Row) -> dict[str, str | None]:
    first, last = (None if row[key] is None else str(row[key]) for key in ("earliest", "latest"))
    return {"when": first} if first == last else {"notBefore": first, "notAfter": last}


def _nested(marks: Iterable[_Mark], blocks: list[Row]) -> list[_Mark]:
    """The marks in the order in which their elements begin, cut wherever one would end after the one around it."""
    queue = [piece for mark in marks for piece in (_within(mark, blocks) if mark.order else [mark])]
    heapq.heapify(queue)
    found: list[_Mark] = []
    around: list[_Mark] = []
    while queue:
        mark = heapq.heappop(queue)
        while around and around[-1].end <= mark.start:
            around.pop()
        if around and around[-1].end < mark.end:
            mark, rest = mark.cut(around[-1].end)
            heapq.heappush(queue, rest)
            heapq.heappush(queue, mark)
            continue
        found.append(mark)
        around.append(mark)
    return found


def _within(mark: _Mark, blocks: list[Row]) -> Iterator[_Mark]:
    """The pieces of a mark that stand in blocks; what lies between two is no text."""
    for block in blocks:
        start, end = max(mark.start, block["start"]), min(mark.end, block["end"])
        if start < end:
            yield mark.stretch(start, end)
