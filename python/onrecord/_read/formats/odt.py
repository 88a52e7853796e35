"""OpenDocument texts (.odt): one article each."""

from __future__ import annotations

from collections.abc import Iterator

from onrecord._read.articles import Article
from onrecord._read.formats.docx import article_of
from onrecord._read.formats.press import download_in
from onrecord._read.formats.word import odt_paragraphs
from onrecord._read.sources import Piece

__all__ = ["articles"]


def articles(piece: Piece) -> Iterator[Article]:
    """The one article of a document, or those of a download."""
    paragraphs = odt_paragraphs(piece)
    yield from download_in([paragraph.text for paragraph in paragraphs], piece.label) or [
        article_of(paragraphs)
    ]
