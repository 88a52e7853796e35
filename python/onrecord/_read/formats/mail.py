"""Mail: a letter (.eml), or a mailbox of many (.mbox)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from email import message_from_bytes, policy
from email.message import EmailMessage
from email.utils import parseaddr

from onrecord._days import day_of
from onrecord._read.articles import Article
from onrecord._read.formats.paragraphs import content_of
from onrecord._read.sources import Piece
from onrecord._read.streams import lines, reading

__all__ = ["header_of", "letter", "mailbox", "parts_of"]

#: Fewer words than that in the plain version of a letter only say where the other one is.
_FEWEST_WORDS = 40
_FROM = re.compile(rb"From \S.*\d{4}\s*$")


def letter(piece: Piece) -> Iterator[Article]:
    """The one letter of a file."""
    yield _article(content_of(piece), "")


def mailbox(piece: Piece) -> Iterator[Article]:
    """The letters of a mailbox, one in memory at a time."""
    number = size = 0
    taken: list[bytes] = []
    is_edge = True
    with reading(piece.label), piece.open() as stream:
        for line in lines(stream, piece.limits.article):
            if line is not None and is_edge and _FROM.match(line):
                if taken:
                    yield _article(b"".join(taken), str(number))
                    number += 1
                taken, size = [], 0
            elif line is not None and size + len(line) <= piece.limits.article:
                # Where a line of a letter begins as the line between letters does, it is written with a mark. What
                # is left out of an endless letter is attached to it: its words stand first.
                taken.append(line[1:] if line.startswith(b">From ") else line)
                size += len(line)
            is_edge = line is not None and not line.strip()
    if taken:
        yield _article(b"".join(taken), str(number))


def _article(content: bytes, name: str) -> Article:
    message = message_from_bytes(content, policy=policy.default)
    sender, address = parseaddr(header_of(message, "from") or "")
    day = header_of(message, "date")
    article = Article(
        name,
        title=header_of(message, "subject"),
        outlet=sender or address or None,
        published=day_of(day) if day else None,
        more={"sender": address or None},
    )
    plain, page = parts_of(message)
    if page is not None and len((plain or "").split()) < _FEWEST_WORDS:
        article.page, article.encoding = page.encode("utf-8", "replace"), "utf-8"
    article.text = plain
    if not (plain or "").strip() and page is None:
        article.error = "the mail has no text, only attachments or pictures"
    return article


def header_of(message: EmailMessage, name: str) -> str | None:
    """A line of a letter's head; `None` where there is none, or none that can be read."""
    try:
        value = message[name]
    except Exception:  # a broken header leads email's parser to many of them
        return None
    return " ".join(str(value).split()) or None if value is not None else None


def parts_of(message: EmailMessage) -> tuple[str | None, str | None]:
    """The plain text and the page of a letter, as far as it has them."""
    found: dict[str, str] = {}
    for part in message.walk():
        kind = part.get_content_type()
        if (
            kind not in ("text/plain", "text/html")
            or part.get_content_disposition() == "attachment"
            or kind in found
        ):
            continue
        try:
            found[kind] = str(part.get_content())
        except (LookupError, ValueError, KeyError):
            payload = part.get_payload(decode=True)
            found[kind] = payload.decode("utf-8", "replace") if isinstance(payload, bytes) else ""
    plain = found.get("text/plain", "").replace("\r\n", "\n").strip("\n")
    return plain or None, found.get("text/html")
