"""Web archives that are packed with an index (.wacz)."""

from __future__ import annotations

from collections.abc import Iterator

from onrecord._read.articles import Article
from onrecord._read.formats import warc
from onrecord._read.formats.containers import unpacked
from onrecord._read.sources import Piece
from onrecord._read.streams import opened, reading
from onrecord.exceptions import ReadError

__all__ = ["articles"]


def articles(piece: Piece) -> Iterator[Article]:
    """The pages of all archives in it."""
    with unpacked(piece) as archive:
        names = sorted(name for name in archive.namelist() if name.startswith("archive/") and ".warc" in name)
        if not names:
            raise ReadError(f"{piece.label} holds no web archive in its folder 'archive'")
        for name in names:
            label, size = f"{piece.label}/{name}", archive.getinfo(name).compress_size
            with (
                reading(label),
                archive.open(name) as packed,
                opened(packed, name, piece.limits, size) as stream,  # type: ignore[arg-type]
            ):
                for article in warc.records(stream, label, piece.limits):
                    article.name = article.name if len(names) == 1 else f"{name}/{article.name}"
                    yield article
