"""GDELT's Global Quotation Graph: JSON lines, each with the quotations of one article and the words around them."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any

from onrecord._days import day_of
from onrecord._read.articles import Article
from onrecord._read.characters import decoded
from onrecord._read.formats.fields import code_of_language
from onrecord._read.limits import in_words
from onrecord._read.sources import Piece
from onrecord._read.streams import lines, reading
from onrecord._type_guards import is_list, is_mapping

__all__ = ["articles"]


def articles(piece: Piece) -> Iterator[Article]:
    """The quotations of each article, a paragraph each, with the words before and behind."""
    with reading(piece.label), piece.open() as stream:
        for number, line in enumerate(lines(stream, piece.limits.line)):
            if line is None:
                yield Article(
                    str(number),
                    error=f"line {number + 1} is longer than {in_words(piece.limits.line)} (Limits.line)",
                )
            elif line.strip():
                yield _article(line, number)


def _article(line: bytes, number: int) -> Article:
    try:
        entry = json.loads(decoded(line))
    except (ValueError, RecursionError) as error:
        return Article(str(number), error=f"line {number + 1} is no JSON: {error}")
    if not is_mapping(entry):
        return Article(str(number), error=f"line {number + 1} is no object with quotations")
    quotes = entry.get("quotes")
    paragraphs = [_paragraph(quote) for quote in quotes if is_mapping(quote)] if is_list(quotes) else []
    return Article(
        str(number),
        text="\n\n".join(filter(None, paragraphs)) or None,
        title=entry.get("title") or None,
        published=day_of(str(entry.get("date", ""))),
        language=code_of_language(str(entry.get("lang", ""))),
        url=entry.get("url") or None,
    )


def _paragraph(quote: Mapping[str, Any]) -> str:
    """A quotation in its marks, within the words around it."""
    said = str(quote.get("quote") or "").strip().strip('"“”').strip()
    before, behind = (" ".join(str(quote.get(part) or "").split()).strip('"“”') for part in ("pre", "post"))
    return f"{before.rstrip()} “{said}” {behind.lstrip()}".strip() if said else ""
