"""The web as files, by their formats: `read_warc` and its sisters."""

from __future__ import annotations

from collections.abc import Sequence

import polars as pl

from onrecord._fork import needs_polars
from onrecord._read.batches import read_as
from onrecord._read.kinds import Kind
from onrecord._read.sources import Source
from onrecord._read.tables import Columns, OnError

__all__ = ["read_feed", "read_mhtml", "read_wacz", "read_warc"]


@needs_polars
def read_warc(paths: Source | Sequence[Source], *, on_error: OnError = "flag") -> pl.DataFrame:
    r"""Reads web archives (WARC, WET): the article of every page in them, with the page's address as its `url`.

    Parameters
    ----------
    paths : str, os.PathLike, or a list of them
        Files, whatever their names, folders with all below them, or glob patterns.
    on_error : {"flag", "raise"}
        Whether what cannot be read gets a row with its `error`, or is raised.

    Returns
    -------
    polars.DataFrame
        One row an article, with the columns of `onrecord.schemas.READ`.

    Raises
    ------
    PathNotFoundError
        If there is nothing at a path.
    ReadError
        If something cannot be read, and `on_error` is "raise".

    Examples
    --------
    >>> from pathlib import Path
    >>> from tempfile import TemporaryDirectory
    >>> with TemporaryDirectory() as folder:
    ...     page = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n<p>The envoy left on Monday, they said.</p>"
    ...     head = b"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: https://example.org/talks\r\n"
    ...     record = head + b"Content-Length: %d\r\n\r\n" % len(page) + page + b"\r\n\r\n"
    ...     _ = Path(folder, "crawl.warc").write_bytes(record)
    ...     read_warc(f"{folder}/crawl.warc").select("text", "url").row(0)
    ('The envoy left on Monday, they said.', 'https://example.org/talks')
    """
    return read_as(Kind.WARC, paths, Columns(), on_error)


@needs_polars
def read_wacz(paths: Source | Sequence[Source], *, on_error: OnError = "flag") -> pl.DataFrame:
    r"""Reads web archives that are packed with an index (.wacz): the article of every page in them.

    Parameters
    ----------
    paths : str, os.PathLike, or a list of them
        Files, whatever their names, folders with all below them, or glob patterns.
    on_error : {"flag", "raise"}
        Whether what cannot be read gets a row with its `error`, or is raised.

    Returns
    -------
    polars.DataFrame
        One row an article, with the columns of `onrecord.schemas.READ`.

    Raises
    ------
    PathNotFoundError
        If there is nothing at a path.
    ReadError
        If it holds no web archive, or anything cannot be read, and `on_error` is "raise".

    Examples
    --------
    >>> from tempfile import TemporaryDirectory
    >>> from zipfile import ZipFile
    >>> with TemporaryDirectory() as folder:
    ...     page = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n<p>The envoy left on Monday, they said.</p>"
    ...     head = b"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: https://example.org/talks\r\n"
    ...     with ZipFile(f"{folder}/crawl.wacz", "w") as archive:
    ...         archive.writestr("archive/data.warc", head + b"Content-Length: %d\r\n\r\n" % len(page) + page)
    ...     read_wacz(f"{folder}/crawl.wacz").select("text", "url").row(0)
    ('The envoy left on Monday, they said.', 'https://example.org/talks')
    """
    return read_as(Kind.WACZ, paths, Columns(), on_error)


@needs_polars
def read_mhtml(paths: Source | Sequence[Source], *, on_error: OnError = "flag") -> pl.DataFrame:
    r"""Reads pages that a browser saved as one file (.mhtml): the article of each, with the page's address.

    Parameters
    ----------
    paths : str, os.PathLike, or a list of them
        Files, whatever their names, folders with all below them, or glob patterns.
    on_error : {"flag", "raise"}
        Whether what cannot be read gets a row with its `error`, or is raised.

    Returns
    -------
    polars.DataFrame
        One row a file, with the columns of `onrecord.schemas.READ`;
        `saved` is the day on which the browser did so.

    Raises
    ------
    PathNotFoundError
        If there is nothing at a path.
    ReadError
        If it holds no page, or anything cannot be read, and `on_error` is "raise".

    Examples
    --------
    >>> from pathlib import Path
    >>> from tempfile import TemporaryDirectory
    >>> with TemporaryDirectory() as folder:
    ...     head = "Snapshot-Content-Location: https://example.org/talks\nContent-Type: text/html\n"
    ...     _ = Path(folder, "talks.mhtml").write_text(f"{head}\n<p>The envoy left on Monday, they said.</p>")
    ...     read_mhtml(f"{folder}/talks.mhtml").select("text", "url").row(0)
    ('The envoy left on Monday, they said.', 'https://example.org/talks')
    """
    return read_as(Kind.MHTML, paths, Columns(), on_error)


@needs_polars
def read_feed(paths: Source | Sequence[Source], *, on_error: OnError = "flag") -> pl.DataFrame:
    """Reads feeds (RSS, Atom) that were saved: the text that they give of each article.

    Many feeds give the first sentences alone: fetch the pages at their `url` for the rest.

    Parameters
    ----------
    paths : str, os.PathLike, or a list of them
        Files, whatever their names, folders with all below them, or glob patterns.
    on_error : {"flag", "raise"}
        Whether what cannot be read gets a row with its `error`, or is raised.

    Returns
    -------
    polars.DataFrame
        One row an entry, with the columns of `onrecord.schemas.READ`.

    Raises
    ------
    PathNotFoundError
        If there is nothing at a path.
    ReadError
        If it is no well-formed XML, or anything cannot be read, and `on_error` is "raise".

    Examples
    --------
    >>> from pathlib import Path
    >>> from tempfile import TemporaryDirectory
    >>> with TemporaryDirectory() as folder:
    ...     item = "<item><title>Talks end</title><description>Talks are over.</description></item>"
    ...     title = "<title>The Carmel Post</title>"
    ...     _ = Path(folder, "feed.xml").write_text(f"<rss><channel>{title}{item}</channel></rss>")
    ...     read_feed(f"{folder}/feed.xml").select("outlet", "title", "text").row(0)
    ('The Carmel Post', 'Talks end', 'Talks are over.')
    """
    return read_as(Kind.FEED, paths, Columns(), on_error)
