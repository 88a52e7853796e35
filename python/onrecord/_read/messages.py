"""Mail, messages and broadcasts by their formats: `read_mail` and its sisters."""

from __future__ import annotations

from collections.abc import Sequence

import polars as pl

from onrecord._fork import needs_polars
from onrecord._read.batches import read_as
from onrecord._read.kinds import Kind
from onrecord._read.sources import Source
from onrecord._read.tables import Columns, OnError

__all__ = ["read_mail", "read_mbox", "read_subtitles", "read_telegram"]


@needs_polars
def read_mail(paths: Source | Sequence[Source], *, on_error: OnError = "flag") -> pl.DataFrame:
    r"""Reads mail (.eml): newsletters and letters, one article each.

    The text is the plain version of a letter, or the article of its page, where there is hardly a plain version.

    Parameters
    ----------
    paths : str, os.PathLike, or a list of them
        Files, whatever their names, folders with all below them, or glob patterns.
    on_error : {"flag", "raise"}
        Whether what cannot be read gets a row with its `error`, or is raised.

    Returns
    -------
    polars.DataFrame
        One row a letter, with the columns of `onrecord.schemas.READ`;
        `sender` is the address that it came from.

    Raises
    ------
    PathNotFoundError
        If there is nothing at a path.
    ReadError
        If it is no mail, or anything cannot be read, and `on_error` is "raise".

    Examples
    --------
    >>> from pathlib import Path
    >>> from tempfile import TemporaryDirectory
    >>> with TemporaryDirectory() as folder:
    ...     head = "From: The Carmel Post <post@example.org>\nSubject: Talks end\nDate: 3 Mar 2020 23:30:00 -0500\n"
    ...     _ = Path(folder, "talks.eml").write_text(f"{head}\nTalks are over.")
    ...     read_mail(f"{folder}/talks.eml").select("outlet", "title", "published", "text").row(0)
    ('The Carmel Post', 'Talks end', datetime.date(2020, 3, 3), 'Talks are over.')
    """
    return read_as(Kind.MAIL, paths, Columns(), on_error)


@needs_polars
def read_mbox(paths: Source | Sequence[Source], *, on_error: OnError = "flag") -> pl.DataFrame:
    r"""Reads mailboxes (.mbox): every letter in them is an article, as `read_mail` reads it.

    Parameters
    ----------
    paths : str, os.PathLike, or a list of them
        Files, whatever their names, folders with all below them, or glob patterns.
    on_error : {"flag", "raise"}
        Whether what cannot be read gets a row with its `error`, or is raised.

    Returns
    -------
    polars.DataFrame
        One row a letter, with the columns of `onrecord.schemas.READ`;
        `sender` is the address that it came from.

    Raises
    ------
    PathNotFoundError
        If there is nothing at a path.
    ReadError
        If it is no mailbox, or anything cannot be read, and `on_error` is "raise".

    Examples
    --------
    >>> from pathlib import Path
    >>> from tempfile import TemporaryDirectory
    >>> with TemporaryDirectory() as folder:
    ...     head = "From post@example.org Tue Mar  3 23:30:00 2020\nFrom: post@example.org\n"
    ...     _ = Path(folder, "news.mbox").write_text(f"{head}\nTalks are over.\n\n" * 2)
    ...     read_mbox(f"{folder}/news.mbox").select("doc_id", "text").rows()
    [('news.mbox#0', 'Talks are over.'), ('news.mbox#1', 'Talks are over.')]
    """
    return read_as(Kind.MBOX, paths, Columns(), on_error)


@needs_polars
def read_telegram(paths: Source | Sequence[Source], *, on_error: OnError = "flag") -> pl.DataFrame:
    """Reads what Telegram's desktop program exports as JSON (result.json): every message with text.

    Parameters
    ----------
    paths : str, os.PathLike, or a list of them
        Files, whatever their names, folders with all below them, or glob patterns.
    on_error : {"flag", "raise"}
        Whether what cannot be read gets a row with its `error`, or is raised.

    Returns
    -------
    polars.DataFrame
        One row a message, with the columns of `onrecord.schemas.READ`;
        `forwarded_from` is the channel that a message was first sent in.

    Raises
    ------
    PathNotFoundError
        If there is nothing at a path.
    ReadError
        If it is no export of Telegram, or anything cannot be read, and `on_error` is "raise".

    Examples
    --------
    >>> from pathlib import Path
    >>> from tempfile import TemporaryDirectory
    >>> with TemporaryDirectory() as folder:
    ...     message = '{"id": 7, "date": "2020-03-03T23:30:00", "text": ["Talks are ", {"text": "over."}]}'
    ...     _ = Path(folder, "result.json").write_text('{"name": "The Carmel Post", "messages": [%s]}' % message)
    ...     read_telegram(f"{folder}/result.json").select("doc_id", "outlet", "published", "text").row(0)
    ('result.json#7', 'The Carmel Post', datetime.date(2020, 3, 3), 'Talks are over.')
    """
    return read_as(Kind.TELEGRAM, paths, Columns(), on_error)


@needs_polars
def read_subtitles(paths: Source | Sequence[Source], *, on_error: OnError = "flag") -> pl.DataFrame:
    r"""Reads subtitles (.srt, .vtt): the words of a broadcast, with a paragraph for each turn.

    A name that a file gives to a voice (`<v Name>`), or that stands in capital letters before what it says, begins its
    turn: "NAME: …".

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
        If it holds no subtitles, or anything cannot be read, and `on_error` is "raise".

    Examples
    --------
    >>> from pathlib import Path
    >>> from tempfile import TemporaryDirectory
    >>> with TemporaryDirectory() as folder:
    ...     cues = ["00:01.000 --> 00:02.000\n<v Ana Ruiz>Talks", "00:02.000 --> 00:03.000\n<v Ana Ruiz>are over."]
    ...     _ = Path(folder, "news.vtt").write_text("\n\n".join(["WEBVTT", *cues]))
    ...     read_subtitles(f"{folder}/news.vtt")["text"].item()
    'Ana Ruiz: Talks are over.'
    """
    return read_as(Kind.SUBTITLES, paths, Columns(), on_error)
