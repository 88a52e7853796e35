"""Tables of articles by their formats: `read_jsonl`, `read_csv`, `read_parquet`."""

from __future__ import annotations

from collections.abc import Sequence

import polars as pl

from onrecord._fork import needs_polars
from onrecord._read.batches import read_as
from onrecord._read.kinds import Kind
from onrecord._read.sources import Source
from onrecord._read.tables import Columns, OnError

__all__ = ["read_csv", "read_jsonl", "read_parquet"]


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
    paths : str, os.PathLike, or a list of them
        Files, whatever their names, folders with all below them, or glob patterns.
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
    return read_as(Kind.JSONL, paths, Columns(text, doc_id, published, url), on_error)


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
    paths : str, os.PathLike, or a list of them
        Files, whatever their names, folders with all below them, or glob patterns.
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
    return read_as(Kind.CSV, paths, Columns(text, doc_id, published, url), on_error)


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
    paths : str, os.PathLike, or a list of them
        Files, whatever their names, folders with all below them, or glob patterns.
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
    return read_as(Kind.PARQUET, paths, Columns(text, doc_id, published, url), on_error)
