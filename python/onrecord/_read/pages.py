"""Web pages in memory → articles."""

from __future__ import annotations

from collections.abc import Sequence

import polars as pl

from onrecord._fork import needs_polars
from onrecord._read.articles import articles_of
from onrecord.exceptions import DtypeError, InputError

__all__ = ["read_html"]


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
