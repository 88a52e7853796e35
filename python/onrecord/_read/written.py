"""Texts and documents by their formats: `read_text` and its sisters."""

from __future__ import annotations

from collections.abc import Sequence

import polars as pl

from onrecord._fork import needs_polars
from onrecord._read.batches import read_as
from onrecord._read.kinds import Kind
from onrecord._read.sources import Source
from onrecord._read.tables import Columns, OnError

__all__ = ["read_docx", "read_epub", "read_odt", "read_pdf", "read_rtf", "read_text"]


@needs_polars
def read_text(paths: Source | Sequence[Source], *, on_error: OnError = "flag") -> pl.DataFrame:
    """Reads text files, one article each.

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
    ...     _ = Path(folder, "talks.txt").write_text("Talks are over.")
    ...     read_text(f"{folder}/talks.txt")["text"].item()
    'Talks are over.'
    """
    return read_as(Kind.TEXT, paths, Columns(), on_error)


@needs_polars
def read_docx(paths: Source | Sequence[Source], *, on_error: OnError = "flag") -> pl.DataFrame:
    """Reads Word documents (.docx): one article each, or those of a press archive's download.

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
        If it is no Word document, or anything cannot be read, and `on_error` is "raise".

    Examples
    --------
    >>> from tempfile import TemporaryDirectory
    >>> from zipfile import ZipFile
    >>> with TemporaryDirectory() as folder:
    ...     namespace = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    ...     body = "<w:body><w:p><w:r><w:t>Talks are over.</w:t></w:r></w:p></w:body>"
    ...     with ZipFile(f"{folder}/talks.docx", "w") as archive:
    ...         xml = f"<w:document xmlns:w='{namespace}'>{body}</w:document>"
    ...         archive.writestr("word/document.xml", xml)
    ...     read_docx(f"{folder}/talks.docx")["text"].item()
    'Talks are over.'
    """
    return read_as(Kind.DOCX, paths, Columns(), on_error)


@needs_polars
def read_odt(paths: Source | Sequence[Source], *, on_error: OnError = "flag") -> pl.DataFrame:
    """Reads OpenDocument texts (.odt): one article each.

    Parameters
    ----------
    paths : str, os.PathLike, or a list of them
        Files, whatever their names, folders with all below them, or glob patterns.
    on_error : {"flag", "raise"}
        Whether what cannot be read gets a row with its `error`, or is raised.

    Returns
    -------
    polars.DataFrame
        One row a file, with the columns of `onrecord.schemas.READ`.

    Raises
    ------
    PathNotFoundError
        If there is nothing at a path.
    ReadError
        If it is no OpenDocument text, or anything cannot be read, and `on_error` is "raise".

    Examples
    --------
    >>> from tempfile import TemporaryDirectory
    >>> from zipfile import ZipFile
    >>> with TemporaryDirectory() as folder:
    ...     namespace = "urn:oasis:names:tc:opendocument:xmlns:text:1.0"
    ...     with ZipFile(f"{folder}/talks.odt", "w") as archive:
    ...         xml = f"<body xmlns:text='{namespace}'><text:p>Talks are over.</text:p></body>"
    ...         archive.writestr("content.xml", xml)
    ...     read_odt(f"{folder}/talks.odt")["text"].item()
    'Talks are over.'
    """
    return read_as(Kind.ODT, paths, Columns(), on_error)


@needs_polars
def read_epub(paths: Source | Sequence[Source], *, on_error: OnError = "flag") -> pl.DataFrame:
    """Reads e-books and magazines (.epub): every part with running text is an article.

    Parameters
    ----------
    paths : str, os.PathLike, or a list of them
        Files, whatever their names, folders with all below them, or glob patterns.
    on_error : {"flag", "raise"}
        Whether what cannot be read gets a row with its `error`, or is raised.

    Returns
    -------
    polars.DataFrame
        One row a part, with the columns of `onrecord.schemas.READ`.

    Raises
    ------
    PathNotFoundError
        If there is nothing at a path.
    ReadError
        If it is no EPUB, or anything cannot be read, and `on_error` is "raise".

    Examples
    --------
    >>> from tempfile import TemporaryDirectory
    >>> from zipfile import ZipFile
    >>> with TemporaryDirectory() as folder:
    ...     with ZipFile(f"{folder}/issue.epub", "w") as archive:
    ...         archive.writestr("META-INF/container.xml", '<a><rootfile full-path="list.opf"/></a>')
    ...         listed = '<a><item id="1" href="1.html" media-type="text/html"/><itemref idref="1"/></a>'
    ...         archive.writestr("list.opf", listed)
    ...         archive.writestr("1.html", "<p>" + "Talks are over, the envoy said. " * 4)
    ...     read_epub(f"{folder}/issue.epub").select("doc_id", pl.col("text").str.head(15)).row(0)
    ('issue.epub#0', 'Talks are over,')
    """
    return read_as(Kind.EPUB, paths, Columns(), on_error)


@needs_polars
def read_rtf(paths: Source | Sequence[Source], *, on_error: OnError = "flag") -> pl.DataFrame:
    r"""Reads RTF files: one article each, or those of a press archive's download.

    It needs the extra `onrecord[rtf]`.

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
        If it is no RTF, or anything cannot be read, and `on_error` is "raise".
    MissingExtraError
        If striprtf is not installed.

    Examples
    --------
    >>> from pathlib import Path
    >>> from tempfile import TemporaryDirectory
    >>> with TemporaryDirectory() as folder:
    ...     _ = Path(folder, "talks.rtf").write_text(r"{\rtf1 Talks are \b over.\par}")
    ...     read_rtf(f"{folder}/talks.rtf")["text"].item()
    'Talks are over.'
    """
    return read_as(Kind.RTF, paths, Columns(), on_error)


@needs_polars
def read_pdf(paths: Source | Sequence[Source], *, on_error: OnError = "flag") -> pl.DataFrame:
    """Reads PDF files: one article each.

    It needs the extra `onrecord[pdf]`. A file that holds pictures of text gets an `error`.

    Parameters
    ----------
    paths : str, os.PathLike, or a list of them
        Files, whatever their names, folders with all below them, or glob patterns.
    on_error : {"flag", "raise"}
        Whether what cannot be read gets a row with its `error`, or is raised.

    Returns
    -------
    polars.DataFrame
        One row a file, with the columns of `onrecord.schemas.READ`.

    Raises
    ------
    PathNotFoundError
        If there is nothing at a path.
    ReadError
        If it is no PDF, or anything cannot be read, and `on_error` is "raise".
    MissingExtraError
        If pypdfium2 is not installed.

    Examples
    --------
    >>> from pathlib import Path
    >>> from tempfile import TemporaryDirectory
    >>> with TemporaryDirectory() as folder:
    ...     for name in ("a.pdf", "b.pdf"):
    ...         _ = Path(folder, name).write_bytes(b"%PDF-1.4, broken")
    ...     read_pdf([f"{folder}/a.pdf", f"{folder}/b.pdf"])["error"].null_count()
    0
    """
    return read_as(Kind.PDF, paths, Columns(), on_error)
