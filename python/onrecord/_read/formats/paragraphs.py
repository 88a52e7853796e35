"""Any file with paragraphs → its paragraphs, for downloads that come in several kinds of file."""

from __future__ import annotations

from onrecord._read.characters import decoded
from onrecord._read.formats.containers import kind_of_document
from onrecord._read.formats.fields import paragraphs_of
from onrecord._read.formats.markup import Element, parsed
from onrecord._read.formats.rich_text import rtf_lines
from onrecord._read.formats.word import docx_paragraphs, odt_paragraphs
from onrecord._read.kinds import HEAD, Kind, kind_of_head
from onrecord._read.sources import Piece
from onrecord._read.streams import head_of, reading, whole
from onrecord.exceptions import UnsupportedFormatError

__all__ = ["content_of", "page_in", "paragraphs_in"]


def content_of(piece: Piece) -> bytes:
    """All bytes of a file."""
    with reading(piece.label), piece.open() as stream:
        return whole(stream, piece.label, piece.limits.table, "table")


def page_in(piece: Piece) -> Element | None:
    """The elements of a web page; `None` for another file."""
    content = content_of(piece)
    return parsed(decoded(content)) if kind_of_head(content[:HEAD], piece.ending) is Kind.HTML else None


def paragraphs_in(piece: Piece) -> list[str]:
    """The paragraphs of a text, a web page, or a document of Word or in RTF."""
    with reading(piece.label), piece.open() as stream:
        kind = kind_of_head(head_of(stream, HEAD), piece.ending)
    if kind is Kind.CONTAINER:
        kind = kind_of_document(piece)
    if kind is Kind.DOCX:
        return [paragraph.text for paragraph in docx_paragraphs(piece)]
    if kind is Kind.ODT:
        return [paragraph.text for paragraph in odt_paragraphs(piece)]
    if kind is Kind.RTF:
        return [line for line in rtf_lines(content_of(piece), piece.label) if line.strip()]
    if kind is Kind.HTML:
        return parsed(decoded(content_of(piece))).paragraphs()
    if kind is Kind.TEXT:
        return paragraphs_of(decoded(content_of(piece)))
    raise UnsupportedFormatError(
        f"{piece.label} is {kind.value if kind else 'of an unknown format'}: no such download comes so"
    )
