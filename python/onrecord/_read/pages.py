"""Saved web pages and archives of them (WARC) → articles."""

from __future__ import annotations

import datetime as dt
import gzip
import io
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import BinaryIO

import polars as pl

from onrecord import _onrecord
from onrecord._fork import needs_polars
from onrecord._read.sources import Piece
from onrecord._read.streams import LONGEST_ARTICLE, decoded, decompressed, is_binary, reading
from onrecord._read.tables import OnError
from onrecord.exceptions import DtypeError, InputError, ReadError
from onrecord.schemas import READ

__all__ = ["articles_of", "read_html", "warc"]

#: How many pages of an archive, and of how many bytes, are read together.
_PAGES, _BYTES = 256, 32 << 20


@needs_polars
def read_html(pages: Sequence[bytes | str], *, urls: Sequence[str | None] | None = None) -> pl.DataFrame:
    """Reads web pages that are in memory: the article of each, with title, outlet, authors, day and language.

    Offsets in everything that is extracted refer to the `text` that is made here: the article's paragraphs, parted by
    blank lines. A page without an article gets its row with an `error`.

    Parameters
    ----------
    pages : list of bytes or str
        The pages; bytes are decoded as their page declares, or as they look.
    urls : list of str or None, optional
        The addresses that the pages came from, one for each.

    Returns
    -------
    polars.DataFrame
        One row an article, with the columns of `onrecord.schemas.READ`.

    Raises
    ------
    DtypeError
        If a page is neither bytes nor text.
    InputError
        If there are not as many addresses as pages.

    Examples
    --------
    >>> page = "<title>Talks end</title><h1>Talks end</h1><p>The envoy left on Monday, the ministry said.</p>"
    >>> read_html([page], urls=["https://example.org/2020/03/02/talks"]).select("title", "text", "published").row(0)
    ('Talks end', 'The envoy left on Monday, the ministry said.', datetime.date(2020, 3, 2))
    """
    if isinstance(pages, (bytes, bytearray, str)):
        raise DtypeError(
            "read_html takes a list of pages: put the page into a list, or read a file with onrecord.read(path)"
        )
    contents: list[bytes] = []
    encodings: list[str | None] = []
    for row, page in enumerate(pages):
        if isinstance(page, str):
            contents.append(page.encode("utf-8", "replace"))
            encodings.append("utf-8")
        elif isinstance(page, (bytes, bytearray, memoryview)):
            contents.append(bytes(page))
            encodings.append(None)
        else:
            raise DtypeError(f"page {row} is {type(page).__name__}: pages are bytes or text")
    if urls is not None and len(urls) != len(contents):
        raise InputError(
            f"there are {len(contents)} pages, but {len(urls)} urls: give one for each, None where it is not known"
        )
    ids = [str(row) for row in range(len(contents))]
    return articles_of(
        contents, ids, [None] * len(ids), urls=list(urls) if urls is not None else None, encodings=encodings
    )


def articles_of(
    pages: list[bytes],
    ids: list[str],
    labels: Sequence[str | None],
    *,
    urls: list[str | None] | None = None,
    encodings: list[str | None] | None = None,
) -> pl.DataFrame:
    """The articles of pages as rows of every reader."""
    # Nothing is published after tomorrow, which may have begun elsewhere.
    latest = (dt.date.today() - dt.date(1970, 1, 1)).days + 1
    unknown = [None] * len(pages)
    given = {"content": pages, "url": urls or unknown, "encoding": encodings or unknown}
    known = pl.DataFrame(given, schema={"content": pl.Binary, "url": pl.String, "encoding": pl.String})
    frame = pl.DataFrame(_onrecord.read_pages(known, latest)).with_columns(
        doc_id=pl.Series(ids, dtype=pl.String),
        path=pl.Series(labels, dtype=pl.String),
        published_basis=pl.col("published_basis").fill_null("none").cast(READ["published_basis"]),
    )
    return frame.select(READ.names())


@dataclass
class _Record:
    """A page in an archive."""

    name: str
    url: str | None
    content: bytes = b""
    encoding: str | None = None
    error: str | None = None
    is_plain: bool = False


def warc(piece: Piece, on_error: OnError) -> Iterator[pl.DataFrame]:
    """The pages of a web archive, in order; what is no page (images, requests, failures) is passed over."""
    with reading(piece.label), piece.open() as stream:
        taken: list[_Record] = []
        size = 0
        for record in _records(stream, piece):
            if record.error and on_error == "raise":
                raise ReadError(f"{piece.label}, {record.name}: {record.error}")
            taken.append(record)
            size += len(record.content)
            if len(taken) >= _PAGES or size >= _BYTES:
                yield _frame(taken, piece)
                taken, size = [], 0
        if taken:
            yield _frame(taken, piece)


def _frame(records: list[_Record], piece: Piece) -> pl.DataFrame:
    frame = articles_of(
        [b"" if record.is_plain else record.content for record in records],
        [f"{piece.name}#{record.name}" for record in records],
        [piece.label] * len(records),
        urls=[record.url for record in records],
        encodings=[record.encoding for record in records],
    )
    errors = pl.Series([record.error for record in records], dtype=pl.String)
    plain = pl.Series(
        [decoded(record.content) if record.is_plain else None for record in records], dtype=pl.String
    )
    is_plain = plain.is_not_null()
    return frame.with_columns(
        text=pl.when(is_plain).then(plain).otherwise(pl.col("text")),
        error=pl.when(is_plain).then(errors).otherwise(pl.coalesce(errors, pl.col("error"))),
        url=pl.when(is_plain)
        .then(pl.Series([record.url for record in records], dtype=pl.String))
        .otherwise(pl.col("url")),
    )


def _records(stream: BinaryIO, piece: Piece) -> Iterator[_Record]:
    number = -1
    while True:
        line = stream.readline(4096)
        while line in (b"\r\n", b"\n"):
            line = stream.readline(4096)
        if not line:
            return
        if not line.startswith(b"WARC/"):
            raise ReadError(f"{piece.label} is no web archive: a record begins with {line[:20]!r}")
        headers = _headers(stream)
        try:
            length = int(headers["content-length"])
        except (KeyError, ValueError):
            raise ReadError(
                f"{piece.label} is no web archive: a record does not say how long it is"
            ) from None
        kind = headers.get("warc-type", "")
        if kind in ("response", "resource"):
            number += 1
            record = _Record(str(number), headers.get("warc-target-uri", "").strip("<>") or None)
            if length <= LONGEST_ARTICLE:
                content = stream.read(length)
                if len(content) < length:
                    raise ReadError(f"{piece.label} breaks off in record {number}")
                if _fill(record, content, kind, headers.get("content-type", "")):
                    yield record
                continue
            record.error = f"the record is longer than {LONGEST_ARTICLE >> 20} MB"
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


def _fill(record: _Record, content: bytes, kind: str, content_type: str) -> bool:
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
            content = _decompressed(content, headers.get("content-encoding", "").lower())
        except (OSError, EOFError, zlib.error, ReadError) as error:
            record.error = f"the page cannot be decompressed: {error}"
            return "html" in content_type
    media, _, options = content_type.lower().partition(";")
    record.content = content
    record.encoding = options.partition("charset=")[2].strip(" \"'") or None
    record.is_plain = media.strip() == "text/plain" and not is_binary(content[:2048])
    return record.is_plain or "html" in media or (not media and content.lstrip()[:1] == b"<")


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


def _decompressed(content: bytes, encoding: str) -> bytes:
    if encoding in ("gzip", "x-gzip") and content[:2] == b"\x1f\x8b":
        page = gzip.GzipFile(fileobj=io.BytesIO(content)).read(LONGEST_ARTICLE + 1)
    elif encoding == "deflate":
        wrapped = content[:1] == b"\x78"
        page = zlib.decompressobj(zlib.MAX_WBITS if wrapped else -zlib.MAX_WBITS).decompress(
            content, LONGEST_ARTICLE + 1
        )
    elif encoding in ("br", "zstd"):
        page = decompressed(io.BytesIO(content), encoding == "br").read(LONGEST_ARTICLE + 1)
    else:
        return content
    if len(page) > LONGEST_ARTICLE:
        raise ReadError(f"it holds more than {LONGEST_ARTICLE >> 20} MB")
    return page
