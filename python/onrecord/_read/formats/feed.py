"""Feeds (RSS, Atom): one article an entry, with the text that the feed gives of it."""

from __future__ import annotations

from collections.abc import Iterator
from xml.etree.ElementTree import Element, tostring

from onrecord._days import day_of
from onrecord._read.articles import Article
from onrecord._read.formats.markup import text_of
from onrecord._read.formats.paragraphs import content_of
from onrecord._read.formats.xml import local, parsed_xml, value_of
from onrecord._read.sources import Piece

__all__ = ["articles"]

_ENTRIES = frozenset({"item", "entry"})
_NO_TEXT = "the feed gives no text of it: fetch the page at its url, and read that"


def articles(piece: Piece) -> Iterator[Article]:
    """The entries of a feed, in its order."""
    root = parsed_xml(content_of(piece), piece)
    channel = next((element for element in root.iter() if local(element) == "channel"), root)
    outlet = value_of(next((element for element in channel if local(element) == "title"), None))
    language = value_of(next((element for element in channel if local(element) == "language"), None))
    entries = (element for element in root.iter() if local(element) in _ENTRIES)
    for number, entry in enumerate(entries):
        yield _article(entry, str(number), outlet, (language or "")[:2].lower() or None)


def _article(entry: Element, name: str, outlet: str | None, language: str | None) -> Article:
    parts: dict[str, list[Element]] = {}
    for child in entry:
        parts.setdefault(_name(child), []).append(child)

    def told(*names: str) -> str | None:
        values = (value_of(element) for name in names for element in parts.get(name, []))
        return next((value for value in values if value), None)

    day = told("pubdate", "published", "date", "issued", "updated")
    text = next(filter(None, (_text(element) for name in ("encoded", "content", "description", "summary")
                              for element in parts.get(name, []))), None)  # fmt: skip
    people = [_person(element) for name in ("creator", "author") for element in parts.get(name, [])]
    return Article(
        name,
        text=text,
        title=text_of(told("title") or "").replace("\n\n", " ") or None,
        outlet=outlet,
        authors=list(dict.fromkeys(filter(None, people))) or None,
        published=day_of(day) if day else None,
        language=language,
        url=_address(parts),
        error=None if text else _NO_TEXT,
    )


def _name(element: Element) -> str:
    """An element's name; pictures and the like have names of their own that are no text."""
    return f"media:{local(element)}" if "search.yahoo.com/mrss" in element.tag else local(element)


def _text(element: Element) -> str | None:
    """The text that an element holds: as text, as HTML in it, or as elements."""
    if element.get("type") in (None, "text", "html") or not len(element):
        return text_of("".join(element.itertext())) or None
    for inner in element.iter():
        inner.tag = local(inner)
    return text_of(tostring(element, encoding="unicode", method="html")) or None


def _person(element: Element) -> str | None:
    name = next((child for child in element if local(child) == "name"), element)
    told = value_of(name)
    # RSS asks for an address with the name in brackets behind it.
    return told.partition("(")[2].rstrip(")") if told and "@" in told and "(" in told else told


def _address(parts: dict[str, list[Element]]) -> str | None:
    links = parts.get("link", [])
    chosen = [link for link in links if link.get("rel") in (None, "alternate")] or links
    found = next((link.get("href") or value_of(link) for link in chosen), None)
    guid = next((element for element in parts.get("guid", []) if element.get("isPermaLink") != "false"), None)
    told = found or value_of(guid)
    return told if told and told.startswith("http") else None
