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
    """Reads text files, one article each."""
    return read_as("text", paths, Columns(), on_error)


@needs_polars
def read_warc(paths: Source | Sequence[Source], *, on_error: OnError = "flag") -> pl.DataFrame:
    """Reads web archives: the article of every page in them, with the page's address as its `url`."""
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
    """Reads JSON lines, one article a line, or a JSON array of articles."""
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
    """Reads CSV files (or, by their ending, .tsv), one article a row."""
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
    """Reads Parquet files, one article a row."""
    return read_as("parquet", paths, Columns(text, doc_id, published, url), on_error)
