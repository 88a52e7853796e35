"""Books and magazines (.epub): one article a part, in the order of reading."""

from __future__ import annotations

import posixpath
import zipfile
from collections.abc import Iterator
from urllib.parse import unquote

from onrecord._days import day_of
from onrecord._read.articles import Article
from onrecord._read.characters import decoded
from onrecord._read.formats.containers import member, unpacked
from onrecord._read.formats.markup import parsed
from onrecord._read.formats.xml import local, parsed_xml, value_of
from onrecord._read.sources import Piece
from onrecord.exceptions import ReadError

__all__ = ["articles"]

#: A part with fewer words is a cover, a title or a list of contents.
_FEWEST_WORDS = 20


def articles(piece: Piece) -> Iterator[Article]:
    """The parts with running text."""
    with unpacked(piece) as archive:
        package = _package(archive, piece)
        root = parsed_xml(member(archive, package, piece), piece)
        facts = {local(element): value_of(element) for element in reversed(list(root.iter()))}
        items = {element.get("id"): element for element in root.iter() if local(element) == "item"}
        order = [element.get("idref") for element in root.iter() if local(element) == "itemref"]
        number = 0
        for item in (items[name] for name in order if name in items):
            if "html" not in item.get("media-type", "") or "nav" in item.get("properties", "").split():
                continue
            content = member(
                archive, posixpath.join(posixpath.dirname(package), unquote(item.get("href", ""))), piece
            )
            part = parsed(decoded(content))
            text = "\n\n".join(part.paragraphs())
            if len(text.split()) < _FEWEST_WORDS:
                continue
            day = facts.get("date")
            yield Article(
                str(number),
                page=content,
                text=text,
                outlet=facts.get("title"),
                published=day_of(day) if day else None,
                language=(facts.get("language") or "")[:2].lower() or None,
            )
            number += 1
    if not number:
        raise ReadError(f"{piece.label} has no part with running text")


def _package(archive: zipfile.ZipFile, piece: Piece) -> str:
    """The name of the member that lists the parts."""
    root = parsed_xml(member(archive, "META-INF/container.xml", piece), piece)
    found = next((element.get("full-path") for element in root.iter() if local(element) == "rootfile"), None)
    if not found:
        raise ReadError(f"{piece.label} does not say where its parts are listed")
    return found
