"""Pages that a browser saved as one file (.mhtml)."""

from __future__ import annotations

from collections.abc import Iterator
from email import message_from_bytes, policy

from onrecord._days import day_of
from onrecord._read.articles import Article
from onrecord._read.formats.mail import header_of
from onrecord._read.formats.paragraphs import content_of
from onrecord._read.sources import Piece
from onrecord.exceptions import ReadError

__all__ = ["articles"]


def articles(piece: Piece) -> Iterator[Article]:
    """The article of the page."""
    message = message_from_bytes(content_of(piece), policy=policy.default)
    root = next(
        (
            part
            for part in message.walk()
            if part.get_content_type() in ("text/html", "application/xhtml+xml")
        ),
        None,
    )
    content = root.get_payload(decode=True) if root is not None else None
    if root is None or not isinstance(content, bytes):
        raise ReadError(f"{piece.label} holds no page: no part of it is HTML")
    address = header_of(message, "snapshot-content-location") or header_of(root, "content-location")
    saved = header_of(message, "date")
    yield Article(
        page=content,
        encoding=root.get_content_charset(),
        url=address if address and address.startswith("http") else None,
        saved=day_of(saved) if saved else None,
    )
