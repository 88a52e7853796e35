"""Files → documents, one row an article.

`read` gives one frame, `scan` gives it batch by batch. Which files there are is found in `_sources`; they are
opened and decompressed within bounds by `_streams`; `_readers` reads tables, `_pages` web pages and their
archives; `_tables` gives every reader the columns of `onrecord.schemas.READ`, and a table's other columns
behind them. Texts are kept as they are: no white space is touched, no line break changed.
"""

from __future__ import annotations

from collections.abc import Sequence

import polars as pl

from onrecord._fork import needs_polars
from onrecord._read.pages import read_html
from onrecord._read.scan import read, read_as, scan
from onrecord._read.sources import Source
from onrecord._read.streams import decoded
from onrecord._read.tables import Columns, OnError

__all__ = [
    "decoded",
    "read",
    "read_csv",
    "read_html",
    "read_jsonl",
    "read_parquet",
    "read_text",
    "read_warc",
    "scan",
]


@needs_polars
def read_text(paths: Source | Sequence[Source], *, on_error: OnError = "flag") -> pl.DataFrame:
    """Reads text files, one article each.

    Parameters
    ----------
    paths : str, os.PathLike, binary stream, or a list of them
        Files, folders, glob patterns, or `-` for standard input.
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
    ...     _ = Path(folder, "talks.txt").write_text("Talks are over.")
    ...     read_text(f"{folder}/talks.txt")["text"].item()
    'Talks are over.'
    """
    return read_as("text", paths, Columns(), on_error)


@needs_polars
def read_warc(paths: Source | Sequence[Source], *, on_error: OnError = "flag") -> pl.DataFrame:
    r"""Reads web archives: the article of every page in them, with the page's address as its `url`.

    Parameters
    ----------
    paths : str, os.PathLike, binary stream, or a list of them
        Files, folders, glob patterns, or `-` for standard input.
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
    return read_as("warc", paths, Columns(), on_error)


@needs_polars
def read_jsonl(
    paths: Source | Sequence[Source],
    *,
    text: str = "text",
    doc_id: str | None = None,
    published: str = "published",
    url: str = "url",
    on_error: OnError = "flag",
) -> pl.DataFrame:
    """Reads JSON lines, one article a line, or a JSON array of articles.

    Parameters
    ----------
    paths : str, os.PathLike, binary stream, or a list of them
        Files, folders, glob patterns, or `-` for standard input.
    text : str
        The column with the texts.
    doc_id : str, optional
        The column with the ids; without it they are made of paths and row numbers.
    published : str
        The column with the days of publication, if there is one.
    url : str
        The column with the addresses, if there is one.
    on_error : {"flag", "raise"}
        Whether what cannot be read gets a row with its `error`, or is raised.

    Returns
    -------
    polars.DataFrame
        One row an article, with the columns of `onrecord.schemas.READ`;
        the other keys follow as columns.

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
    ...     _ = Path(folder, "news.jsonl").write_text('{"id": "a", "body": "Talks are over."}')
    ...     read_jsonl(f"{folder}/news.jsonl", text="body", doc_id="id").select("doc_id", "text").row(0)
    ('a', 'Talks are over.')
    """
    return read_as("jsonl", paths, Columns(text, doc_id, published, url), on_error)


@needs_polars
def read_csv(
    paths: Source | Sequence[Source],
    *,
    text: str = "text",
    doc_id: str | None = None,
    published: str = "published",
    url: str = "url",
    on_error: OnError = "flag",
) -> pl.DataFrame:
    r"""Reads CSV files (or, by their ending, .tsv), one article a row.

    Parameters
    ----------
    paths : str, os.PathLike, binary stream, or a list of them
        Files, folders, glob patterns, or `-` for standard input.
    text : str
        The column with the texts.
    doc_id : str, optional
        The column with the ids; without it they are made of paths and row numbers.
    published : str
        The column with the days of publication, if there is one.
    url : str
        The column with the addresses, if there is one.
    on_error : {"flag", "raise"}
        Whether what cannot be read gets a row with its `error`, or is raised.

    Returns
    -------
    polars.DataFrame
        One row an article, with the columns of `onrecord.schemas.READ`;
        the other columns follow.

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
    ...     _ = Path(folder, "news.csv").write_text("text,page\nTalks are over.,3\n")
    ...     read_csv(f"{folder}/news.csv").select("text", "page").row(0)
    ('Talks are over.', 3)
    """
    return read_as("csv", paths, Columns(text, doc_id, published, url), on_error)


@needs_polars
def read_parquet(
    paths: Source | Sequence[Source],
    *,
    text: str = "text",
    doc_id: str | None = None,
    published: str = "published",
    url: str = "url",
    on_error: OnError = "flag",
) -> pl.DataFrame:
    """Reads Parquet files, one article a row.

    Parameters
    ----------
    paths : str, os.PathLike, binary stream, or a list of them
        Files, folders, glob patterns, or `-` for standard input.
    text : str
        The column with the texts.
    doc_id : str, optional
        The column with the ids; without it they are made of paths and row numbers.
    published : str
        The column with the days of publication, if there is one.
    url : str
        The column with the addresses, if there is one.
    on_error : {"flag", "raise"}
        Whether what cannot be read gets a row with its `error`, or is raised.

    Returns
    -------
    polars.DataFrame
        One row an article, with the columns of `onrecord.schemas.READ`;
        the other columns follow.

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
    ...     pl.DataFrame({"text": ["Talks are over."]}).write_parquet(f"{folder}/news.parquet")
    ...     read_parquet(f"{folder}/news.parquet")["text"].item()
    'Talks are over.'
    """
    return read_as("parquet", paths, Columns(text, doc_id, published, url), on_error)
