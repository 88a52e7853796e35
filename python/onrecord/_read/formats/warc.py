"""Web archives (WARC, and the texts of WET) → the articles of their pages."""

from __future__ import annotations

import gzip
import io
import zlib
from collections.abc import Iterator
from typing import BinaryIO

from onrecord._days import day_of
from onrecord._read.articles import Article
from onrecord._read.characters import decoded, is_binary
from onrecord._read.limits import Limits, in_words
from onrecord._read.sources import Piece
from onrecord._read.streams import decompressed, reading
from onrecord.exceptions import ReadError

__all__ = ["articles", "records"]


def articles(piece: Piece) -> Iterator[Article]:
    """The pages of a web archive, in order; what is no page (images, requests, failures) is passed over."""
    with reading(piece.label), piece.open() as stream:
        yield from records(stream, piece.label, piece.limits)


def records(stream: BinaryIO, label: str, limits: Limits) -> Iterator[Article]:
    """The pages in a stream of records."""
    number = -1
    while True:
        line = stream.readline(4096)
        while line in (b"\r\n", b"\n"):
            line = stream.readline(4096)
        if not line:
            return
        if not line.startswith(b"WARC/"):
            raise ReadError(f"{label} is no web archive: a record begins with {line[:20]!r}")
        headers = _headers(stream)
        try:
            length = int(headers["content-length"])
        except (KeyError, ValueError):
            raise ReadError(f"{label} is no web archive: a record does not say how long it is") from None
        kind = headers.get("warc-type", "")
        # A conversion is a page's text, as WET files have it.
        if kind in ("response", "resource", "conversion"):
            number += 1
            address = headers.get("warc-target-uri", "").strip("<>")
            saved = day_of(headers.get("warc-date", ""))
            record = Article(str(number), url=address or None, saved=saved)
            if length <= limits.article:
                content = stream.read(length)
                if len(content) < length:
                    raise ReadError(f"{label} breaks off in record {number}: the file is not whole")
                if _fill(record, content, kind, headers.get("content-type", ""), limits):
                    yield record
                continue
            record.error = f"the record is longer than {in_words(limits.article)} (Limits.article)"
            yield record
        _skip(stream, length)


def _skip(stream: BinaryIO, length: int) -> None:
    while length > 0 and (part := stream.read(min(length, 1 << 20))):
        length -= len(part)


def _headers(stream: BinaryIO) -> dict[str, str]:
    """Header lines, up to an empty one."""
    headers: dict[str, str] = {}
    for _ in range(200):
        line = stream.readline(64 << 10)
        if line in (b"\r\n", b"\n", b""):
            break
        name, _, value = line.decode("utf-8", "replace").partition(":")
        headers.setdefault(name.strip().lower(), value.strip())
    return headers


def _fill(record: Article, content: bytes, kind: str, content_type: str, limits: Limits) -> bool:
    """Takes the page out of an HTTP response; whether it is a page or a text."""
    if kind == "response":
        stream = io.BytesIO(content)
        status = stream.readline(4096).split(b" ")
        if len(status) < 2 or status[1][:1] != b"2":
            return False
        headers = _headers(stream)
        content_type = headers.get("content-type", "")
        content = stream.read()
        if "chunked" in headers.get("transfer-encoding", "").lower():
            content = _unchunked(content)
        try:
            content = _decompressed(content, headers.get("content-encoding", "").lower(), limits.article)
        except (OSError, EOFError, zlib.error, ReadError) as error:
            record.error = f"the page cannot be decompressed: {error}"
            return "html" in content_type
    media, _, options = content_type.lower().partition(";")
    if media.strip() == "text/plain" and not is_binary(content[:2048]):
        record.text = decoded(content)
        return True
    record.page = content
    record.encoding = options.partition("charset=")[2].strip(" \"'") or None
    return "html" in media or (not media and content.lstrip()[:1] == b"<")


def _unchunked(content: bytes) -> bytes:
    """The content of HTTP chunks; as it is where it is none."""
    parts: list[bytes] = []
    at = 0
    while (end := content.find(b"\r\n", at)) >= 0:
        try:
            length = int(content[at:end].split(b";")[0] or b"x", 16)
        except ValueError:
            return content if not parts else b"".join(parts)
        if length == 0:
            break
        parts.append(content[end + 2 : end + 2 + length])
        at = end + 2 + length + 2
    return b"".join(parts) or content


def _decompressed(content: bytes, encoding: str, most: int) -> bytes:
    if encoding in ("gzip", "x-gzip") and content[:2] == b"\x1f\x8b":
        page = gzip.GzipFile(fileobj=io.BytesIO(content)).read(most + 1)
    elif encoding == "deflate":
        wrapped = content[:1] == b"\x78"
        page = zlib.decompressobj(zlib.MAX_WBITS if wrapped else -zlib.MAX_WBITS).decompress(
            content, most + 1
        )
    elif encoding in ("br", "zstd"):
        page = decompressed(io.BytesIO(content), encoding == "br").read(most + 1)
    else:
        return content
    if len(page) > most:
        raise ReadError(f"it holds more than {in_words(most)} (Limits.article)")
    return page
