"""Downloads of press archives by their names: `read_nexis` and its sisters."""

from __future__ import annotations

from collections.abc import Sequence

import polars as pl

from onrecord._fork import needs_polars
from onrecord._read.batches import read_as
from onrecord._read.kinds import Kind
from onrecord._read.sources import Source
from onrecord._read.tables import Columns, OnError

__all__ = ["read_europresse", "read_factiva", "read_gqg", "read_nexis", "read_proquest"]


@needs_polars
def read_nexis(paths: Source | Sequence[Source], *, on_error: OnError = "flag") -> pl.DataFrame:
    r"""Reads downloads of Nexis Uni, Lexis+ and the old LexisNexis, as .docx, .rtf, .txt or .html.

    Where a file does not hold as many articles as it says ("3 of 20 DOCUMENTS", "Documents (20)"), a last row says so
    in its `error`. An article whose text is left out has its row, with an `error`.

    Parameters
    ----------
    paths : str, os.PathLike, or a list of them
        Files, whatever their names, folders with all below them, or glob patterns.
    on_error : {"flag", "raise"}
        Whether what cannot be read gets a row with its `error`, or is raised.

    Returns
    -------
    polars.DataFrame
        One row an article, with the columns of `onrecord.schemas.READ`;
        `section`, `length` and `dateline` follow where a file has them.

    Raises
    ------
    PathNotFoundError
        If there is nothing at a path.
    ReadError
        If it is no download of Nexis, or anything cannot be read, and `on_error` is "raise".

    Examples
    --------
    >>> from pathlib import Path
    >>> from tempfile import TemporaryDirectory
    >>> with TemporaryDirectory() as folder:
    ...     head = ["1 of 1 DOCUMENTS", "The Carmel Post", "March 3, 2020 Tuesday", "Talks end", "LENGTH: 3 words"]
    ...     _ = Path(folder, "nexis.txt").write_text("\n\n".join([*head, "Talks are over."]))
    ...     read_nexis(f"{folder}/nexis.txt").select("outlet", "published", "title", "text").row(0)
    ('The Carmel Post', datetime.date(2020, 3, 3), 'Talks end', 'Talks are over.')
    """
    return read_as(Kind.NEXIS, paths, Columns(), on_error)


@needs_polars
def read_factiva(paths: Source | Sequence[Source], *, on_error: OnError = "flag") -> pl.DataFrame:
    r"""Reads downloads of Factiva, with indexing or without, as .html, .docx, .rtf or .xml.

    An article's id is its accession number; where two files hold the same article, the second is named by its place.

    Parameters
    ----------
    paths : str, os.PathLike, or a list of them
        Files, whatever their names, folders with all below them, or glob patterns.
    on_error : {"flag", "raise"}
        Whether what cannot be read gets a row with its `error`, or is raised.

    Returns
    -------
    polars.DataFrame
        One row an article, with the columns of `onrecord.schemas.READ`;
        `section` and `length` follow where a file has them.

    Raises
    ------
    PathNotFoundError
        If there is nothing at a path.
    ReadError
        If it is no download of Factiva, or anything cannot be read, and `on_error` is "raise".

    Examples
    --------
    >>> from pathlib import Path
    >>> from tempfile import TemporaryDirectory
    >>> with TemporaryDirectory() as folder:
    ...     facts = ["HD  Talks end", "PD  3 March 2020", "SN  The Carmel Post", "LP  Talks are over."]
    ...     _ = Path(folder, "factiva.txt").write_text("\n\n".join([*facts, f"Document {'CARM' * 5}"]))
    ...     read_factiva(f"{folder}/factiva.txt").select("doc_id", "outlet", "published", "text").row(0)
    ('CARMCARMCARMCARMCARM', 'The Carmel Post', datetime.date(2020, 3, 3), 'Talks are over.')
    """
    return read_as(Kind.FACTIVA, paths, Columns(), on_error)


@needs_polars
def read_proquest(paths: Source | Sequence[Source], *, on_error: OnError = "flag") -> pl.DataFrame:
    r"""Reads downloads of ProQuest that were saved as text.

    Where a file does not hold as many articles as it says ("Document 3 of 20"), a last row says so in its `error`.

    Parameters
    ----------
    paths : str, os.PathLike, or a list of them
        Files, whatever their names, folders with all below them, or glob patterns.
    on_error : {"flag", "raise"}
        Whether what cannot be read gets a row with its `error`, or is raised.

    Returns
    -------
    polars.DataFrame
        One row an article, with the columns of `onrecord.schemas.READ`;
        `section` and `dateline` follow where a file has them.

    Raises
    ------
    PathNotFoundError
        If there is nothing at a path.
    ReadError
        If it is no download of ProQuest, or anything cannot be read, and `on_error` is "raise".

    Examples
    --------
    >>> from pathlib import Path
    >>> from tempfile import TemporaryDirectory
    >>> with TemporaryDirectory() as folder:
    ...     facts = ["Publication date: Mar 3, 2020", "ProQuest document ID: 23"]
    ...     lines = ["_" * 60, "Talks end", "Full text: Talks are over.", *facts, "_" * 60]
    ...     _ = Path(folder, "proquest.txt").write_text("\n\n".join(lines))
    ...     read_proquest(f"{folder}/proquest.txt").select("doc_id", "title", "published", "text").row(0)
    ('23', 'Talks end', datetime.date(2020, 3, 3), 'Talks are over.')
    """
    return read_as(Kind.PROQUEST, paths, Columns(), on_error)


@needs_polars
def read_europresse(paths: Source | Sequence[Source], *, on_error: OnError = "flag") -> pl.DataFrame:
    """Reads downloads of Europresse that were saved as web pages.

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
        If it is no download of Europresse, or anything cannot be read, and `on_error` is "raise".

    Examples
    --------
    >>> from pathlib import Path
    >>> from tempfile import TemporaryDirectory
    >>> with TemporaryDirectory() as folder:
    ...     title, text = '<p class="titreArticle">Talks end</p>', '<p class="docOcurrContainer">Talks are over.</p>'
    ...     _ = Path(folder, "europresse.html").write_text(f"<article>{title}{text}</article>")
    ...     read_europresse(f"{folder}/europresse.html").select("title", "text").row(0)
    ('Talks end', 'Talks are over.')
    """
    return read_as(Kind.EUROPRESSE, paths, Columns(), on_error)


@needs_polars
def read_gqg(paths: Source | Sequence[Source], *, on_error: OnError = "flag") -> pl.DataFrame:
    """Reads files of GDELT's Global Quotation Graph: the quotations of each article, with the words around them.

    Each quotation is a paragraph of the `text`, in its marks and within the words before and behind it.

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
        If it is no JSON lines, or anything cannot be read, and `on_error` is "raise".

    Examples
    --------
    >>> from pathlib import Path
    >>> from tempfile import TemporaryDirectory
    >>> with TemporaryDirectory() as folder:
    ...     quotes = '[{"pre": "He said", "quote": "Talks are over", "post": "and left."}]'
    ...     _ = Path(folder, "gqg.json").write_text('{"url": "https://example.org", "quotes": %s}' % quotes)
    ...     read_gqg(f"{folder}/gqg.json").select("url", "text").row(0)
    ('https://example.org', 'He said “Talks are over” and left.')
    """
    return read_as(Kind.GQG, paths, Columns(), on_error)
