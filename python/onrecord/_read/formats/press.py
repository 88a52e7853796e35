"""Whose download a document is, by its paragraphs."""

from __future__ import annotations

from collections.abc import Iterator

from onrecord._read.articles import Article
from onrecord._read.formats import factiva, nexis, proquest
from onrecord._read.kinds import Kind, kind_of_words

__all__ = ["download_in"]

_DOWNLOADS = {
    Kind.NEXIS: nexis.from_paragraphs,
    Kind.FACTIVA: factiva.from_paragraphs,
    Kind.PROQUEST: proquest.from_paragraphs,
}


def download_in(paragraphs: list[str], label: str) -> Iterator[Article] | None:
    """The articles of a download; `None` for a document that is none."""
    kind = kind_of_words("\n".join(paragraphs))
    return _DOWNLOADS[kind](paragraphs, label) if kind in _DOWNLOADS else None
