"""Downloads of Europresse as web pages: many articles a file, each an element of its own."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator

from onrecord._read.articles import Article
from onrecord._read.characters import decoded
from onrecord._read.formats.fields import day_within, names_of
from onrecord._read.formats.markup import Element, parsed
from onrecord._read.formats.paragraphs import content_of
from onrecord._read.sources import Piece
from onrecord.exceptions import ReadError

__all__ = ["articles"]

_ID = re.compile(r"[\w-]+·(\d{4})(\d{2})(\d{2})·[\w-]+·[\w-]+")


def articles(piece: Piece) -> Iterator[Article]:
    """The articles of a download."""
    found = 0
    for element in parsed(decoded(content_of(piece))).all("article"):
        if _one(element, "DocPublicationName", "titreArticle") is None:
            continue
        found += 1
        yield _article(element, str(found))
    if not found:
        raise ReadError(f"{piece.label} is no download of Europresse: it holds no article")


def _one(element: Element, *names: str) -> Element | None:
    """The first element that has one of these names, also with the prefix that Europresse gives them."""
    return next(
        (part for name in names for part in element.all() if {name, f"rdp__{name}"} & set(part.classes)), None
    )


def _words(element: Element, *names: str) -> str | None:
    part = _one(element, *names)
    return part.words() or None if part else None


def _article(element: Element, name: str) -> Article:
    body = _one(element, "docOcurrContainer", "DocText")
    told = _ID.search(element.words())
    outlet = _words(element, "DocPublicationName")
    authors = _words(element, "docAuthors")
    return Article(
        name,
        doc_id=told[0] if told else None,
        text="\n\n".join(body.paragraphs()) or None if body else None,
        title=_words(element, "titreArticleVisu", "articletitle", "titreArticle"),
        outlet=re.split(r",| {2,}|\(", outlet)[0].strip() if outlet else None,
        authors=names_of(authors) if authors else None,
        published=_day(told) or day_within(_words(element, "DocHeader") or ""),
    )


def _day(told: re.Match[str] | None) -> dt.date | None:
    """The day in an article's id, which is written one way in every language."""
    try:
        return dt.date(*map(int, told.groups())) if told else None
    except ValueError:
        return None
