"""RTF: one article, or a download of a press archive."""

from __future__ import annotations

from collections.abc import Iterator

from onrecord._read.articles import Article
from onrecord._read.formats.paragraphs import content_of
from onrecord._read.formats.press import download_in
from onrecord._read.formats.rich_text import rtf_lines
from onrecord._read.sources import Piece

__all__ = ["articles"]


def articles(piece: Piece) -> Iterator[Article]:
    """The one article of a file, or those of a download."""
    lines = [line.strip() for line in rtf_lines(content_of(piece), piece.label) if line.strip()]
    yield from download_in(lines, piece.label) or [Article(text="\n\n".join(lines) or None)]
