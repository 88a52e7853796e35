"""Word documents (.docx): one article, or a download of a press archive."""

from __future__ import annotations

from collections.abc import Iterator

from onrecord._read.articles import Article
from onrecord._read.formats.press import download_in
from onrecord._read.formats.word import Paragraph, docx_paragraphs
from onrecord._read.sources import Piece

__all__ = ["article_of", "articles"]


def articles(piece: Piece) -> Iterator[Article]:
    """The one article of a document, or those of a download."""
    paragraphs = docx_paragraphs(piece)
    yield from download_in([paragraph.text for paragraph in paragraphs], piece.label) or [
        article_of(paragraphs)
    ]


def article_of(paragraphs: list[Paragraph]) -> Article:
    """A document as one article: a title at its beginning, by its style, is the article's."""
    title = paragraphs[0].text if paragraphs and paragraphs[0].is_title else None
    body = paragraphs[1:] if title else paragraphs
    return Article(title=title, text="\n\n".join(paragraph.text for paragraph in body) or None)
