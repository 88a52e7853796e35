"""PDF: one article a file, its lines in the order in which they are drawn, by pypdfium2."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from onrecord._extras import require
from onrecord._read.articles import Article
from onrecord._read.formats.paragraphs import content_of
from onrecord._read.sources import Piece
from onrecord.exceptions import ReadError

__all__ = ["articles"]

#: A gap between lines that parts paragraphs, in heights of a line.
_GAP = 0.8


def articles(piece: Piece) -> Iterator[Article]:
    """The text of a file; a blank line stands where lines are further apart."""
    require("pdf", "pypdfium2")
    import pypdfium2

    pdfium: Any = pypdfium2
    content = content_of(piece)
    try:
        document = pdfium.PdfDocument(content)
    except pdfium.PdfiumError as error:
        raise ReadError(f"{piece.label} cannot be read as PDF: {error}") from error
    try:
        text = "\n\n".join(filter(None, (_text(document[number]) for number in range(len(document)))))
    except pdfium.PdfiumError as error:
        raise ReadError(f"{piece.label} cannot be read as PDF: {error}") from error
    finally:
        document.close()
    missing = (
        None
        if text.strip()
        else "the PDF has no text, only pictures of it: recognise it first, for example with OCRmyPDF"
    )
    yield Article(text=text or None, error=missing)


def _text(page: Any) -> str:
    """The lines of a page."""
    drawn = page.get_textpage()
    try:
        boxes = [drawn.get_rect(number) for number in range(drawn.count_rects())]
        lines: list[list[Any]] = []
        for box in boxes:
            words = drawn.get_text_bounded(*box)
            if not words.strip():
                continue
            left, bottom, right, top = box
            if lines and abs(lines[-1][1] - bottom) < (top - bottom) / 2 and left >= lines[-1][2] - 1:
                gap = (
                    " " if left - lines[-1][2] > (top - bottom) / 8 and not lines[-1][0].endswith(" ") else ""
                )
                lines[-1] = [
                    lines[-1][0] + gap + words,
                    min(bottom, lines[-1][1]),
                    right,
                    max(top, lines[-1][3]),
                ]
            else:
                lines.append([words, bottom, right, top])
    finally:
        drawn.close()
    parts: list[str] = []
    for number, (words, _, _, top) in enumerate(lines):
        if number:
            _, above, _, above_top = lines[number - 1]
            is_far = above - top > _GAP * (above_top - above) or top > above_top
            parts.append("\n\n" if is_far else "\n")
        parts.append(re.sub(r"\s*\r?\n\s*", " ", words.strip()))
    # A hyphen that only breaks a word at the end of its line is marked.
    return re.sub("[\x02\ufffe]\n?", "", "".join(parts))
