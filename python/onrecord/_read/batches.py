"""Everything a source names → frames of documents, batch by batch or as one.

Text files and pages are read by several threads, ahead of what is made of them, and always in their order.
"""

from __future__ import annotations

import os
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, replace
from itertools import chain

import polars as pl

from onrecord import _onrecord
from onrecord._fork import each_needs_polars, needs_polars
from onrecord._progress import Progress, Reporter
from onrecord._read.articles import articles_of, frames_of
from onrecord._read.characters import decoded, is_binary
from onrecord._read.formats import FORMATS
from onrecord._read.formats.containers import kind_of_document
from onrecord._read.kinds import BEGINNING, HEAD, SUPPORTED, Kind, kind_of_head, kind_of_text, what_it_is
from onrecord._read.limits import DEFAULT, Limits
from onrecord._read.readers import TABLES
from onrecord._read.seen import Seen
from onrecord._read.sources import Piece, Source, expanded, pieces, single
from onrecord._read.streams import head_of, reading, whole
from onrecord._read.tables import Columns, OnError, as_documents, flagged, together
from onrecord.exceptions import (
    ColumnError,
    InputError,
    OnrecordError,
    ReadError,
    UnsupportedFormatError,
)

__all__ = ["read", "read_as", "scan"]

#: Kinds of which a file is one article, and those that are read without the whole of a file in memory.
_SINGLE = (Kind.TEXT, Kind.HTML)
_STREAMED = (Kind.JSONL, Kind.CSV, Kind.PARQUET, Kind.WARC)
#: How many files are read ahead, how many make a frame, and of how many bytes.
_AHEAD, _FILES, _BYTES = 8, 256, 32 << 20


@needs_polars
def read(
    source: Source | Sequence[Source],
    *,
    text: str = "text",
    doc_id: str | None = None,
    published: str = "published",
    url: str = "url",
    on_error: OnError = "flag",
    languages: Sequence[str] | None = None,
    progress: Progress = None,
    limits: Limits = DEFAULT,
) -> pl.DataFrame:
    """Reads articles: from a file, a folder with all below it, a glob pattern, `-` for standard input, or a list.

    What a file is, is told by its first bytes. Text files, web pages and documents are one article each; tables, web
    archives, mailboxes, feeds and the downloads of press archives hold many. All may be compressed (.gz, .zst, .br) or
    members of a .zip archive. What cannot be read is a row with its `error`, and the rest is read.

    Parameters
    ----------
    source : str, os.PathLike, or a list of them
        A file, a folder with all below it, a glob pattern, or `-` for standard input; `~` is the user's own folder.
    text : str
        A table's column with the texts.
    doc_id : str, optional
        A table's column with the ids; without it, an article's id is the file's path relative to the root, and its row.
    published : str
        A table's column with the days of publication.
    url : str
        A table's column with the addresses.
    on_error : {"flag", "raise"}
        Whether what cannot be read gets a row with its `error`, or is raised.
    languages : list of str, optional
        Codes of the languages to keep (ISO 639-1); articles in others are left out. Without it, an article in another
        language than English gets a row with its `error`, as nothing can be extracted from it.
    progress : bool or callable, optional
        A bar where somebody looks on, if it takes long; `False` for none, `True` for one in any case, or a function of
        the numbers of files done and to do.
    limits : Limits
        How much a file may hold before it is refused.

    Returns
    -------
    polars.DataFrame
        One row an article, with the columns of `onrecord.schemas.READ`;
        the other columns of tables follow.

    Raises
    ------
    InputError
        If the source is an empty text.
    PathNotFoundError
        If there is nothing at a path.
    ReadError
        If a file that is named cannot be read, or anything, where `on_error` is "raise".
    UnsupportedFormatError
        If a file that is named is of a kind that onrecord does not read.
    ColumnError
        If a table that is named lacks the column with the texts, or several articles have one id.

    Examples
    --------
    >>> from pathlib import Path
    >>> from tempfile import TemporaryDirectory
    >>> with TemporaryDirectory() as folder:
    ...     _ = Path(folder, "talks.txt").write_text("Talks are over.")
    ...     read(folder).select("doc_id", "text", "error").rows()
    [('talks.txt', 'Talks are over.', None)]
    """
    columns = Columns(text, doc_id, published, url)
    frames = _frames(pieces(source, limits), columns, on_error, None, progress)
    return together([_in_languages(frame, languages) for frame in frames])


@needs_polars
def scan(
    source: Source | Sequence[Source],
    *,
    batch_size: int = 1000,
    text: str = "text",
    doc_id: str | None = None,
    published: str = "published",
    url: str = "url",
    on_error: OnError = "flag",
    languages: Sequence[str] | None = None,
    progress: Progress = None,
    limits: Limits = DEFAULT,
) -> Iterator[pl.DataFrame]:
    """Reads what `read` reads, in frames of `batch_size` articles: only a few batches are in memory at once.

    Parameters
    ----------
    source : str, os.PathLike, or a list of them
        A file, a folder with all below it, a glob pattern, or `-` for standard input; `~` is the user's own folder.
    batch_size : int
        How many articles a frame has; the last has fewer.
    text : str
        A table's column with the texts.
    doc_id : str, optional
        A table's column with the ids; without it, an article's id is the file's path relative to the root, and its row.
    published : str
        A table's column with the days of publication.
    url : str
        A table's column with the addresses.
    on_error : {"flag", "raise"}
        Whether what cannot be read gets a row with its `error`, or is raised.
    languages : list of str, optional
        Codes of the languages to keep (ISO 639-1); articles in others are left out. Without it, an article in another
        language than English gets a row with its `error`, as nothing can be extracted from it.
    progress : bool or callable, optional
        A bar where somebody looks on, if it takes long; `False` for none, `True` for one in any case, or a function of
        the numbers of files done and to do.
    limits : Limits
        How much a file may hold before it is refused.

    Yields
    ------
    polars.DataFrame
        Rows as `read` gives them, in the same order.

    Raises
    ------
    InputError
        If `batch_size` is no whole number from 1.
    ColumnError
        If a table lacks a column that is named, or gives several articles one id.

    Examples
    --------
    >>> from pathlib import Path
    >>> from tempfile import TemporaryDirectory
    >>> with TemporaryDirectory() as folder:
    ...     for name in "abc":
    ...         _ = Path(folder, f"{name}.txt").write_text("Talks are over.")
    ...     [batch["doc_id"].to_list() for batch in scan(folder, batch_size=2)]
    [['a.txt', 'b.txt'], ['c.txt']]
    """
    if not isinstance(batch_size, int) or batch_size < 1:
        raise InputError(f"batch_size={batch_size!r}: give a whole number from 1")
    columns = Columns(text, doc_id, published, url)
    _check(on_error)
    frames = _frames(pieces(source, limits), columns, on_error, batch_size, progress)
    batches = _batches((_in_languages(frame, languages) for frame in frames), batch_size)
    return each_needs_polars(batches, "scan()")


def read_as(
    kind: Kind, paths: Source | Sequence[Source], columns: Columns, on_error: OnError
) -> pl.DataFrame:
    """Reads files of one format, whatever their names."""
    named: list[Source] = [paths] if isinstance(paths, (str, os.PathLike)) else list(paths)
    given = [expanded(path) for path in named]
    files: Iterator[Piece]
    if all(map(os.path.isfile, given)):
        names = [os.path.basename(path) if len(given) == 1 else path.replace(os.sep, "/") for path in given]
        files = (piece for path, name in zip(given, names, strict=True) for piece in single(path, name))
    else:
        files = pieces(given)
    if len(given) > 1:
        files = map(_unchosen, files)
    return together(list(_frames(files, columns, on_error, None, False, kind)))


def _unchosen(piece: Piece) -> Piece:
    return replace(piece, is_chosen=False)


def _check(on_error: str) -> None:
    if on_error not in ("flag", "raise"):
        raise InputError(f"on_error={on_error!r}: use 'flag' or 'raise'")


# --- frames of batches ---------------------------------------------------------------------------


def _batches(frames: Iterable[pl.DataFrame], size: int) -> Iterator[pl.DataFrame]:
    """The rows of frames in batches of one size; no id twice."""
    waiting: list[pl.DataFrame] = []
    height = 0
    seen = Seen()
    for frame in frames:
        if (name := seen.first_of(frame["doc_id"])) is not None:
            raise ColumnError(
                f"several articles have one doc_id ({name!r}): make ids unique, or name no "
                "id column and have them made from paths"
            )
        waiting.append(frame)
        height += frame.height
        while height >= size:
            rows = together(waiting)
            yield rows.head(size)
            waiting = [rows.slice(size)]
            height -= size
    if height:
        yield together(waiting)


def _in_languages(frame: pl.DataFrame, languages: Sequence[str] | None) -> pl.DataFrame:
    """The articles with their languages; those in others than are wanted with an error, or left out."""
    if frame.is_empty():
        return frame
    readable = pl.when(pl.col("error").is_null()).then(pl.col("text"))
    told = pl.DataFrame(_onrecord.languages(frame.select(readable, pl.col("language"))))
    code, is_other = told["code"], told["is_other"]
    frame = frame.with_columns(language=pl.coalesce(pl.col("language"), code))
    if languages is not None:
        return frame.filter(code.is_null() | code.is_in(list(languages)))
    reason = pl.format(_onrecord.OTHER_LANGUAGE + "; languages=['en'] leaves such articles out", code)
    return frame.with_columns(error=pl.coalesce(pl.col("error"), pl.when(is_other).then(reason)))


# --- files → frames ------------------------------------------------------------------------------


def _frames(
    files: Iterator[Piece],
    columns: Columns,
    on_error: OnError,
    rows: int | None,
    progress: Progress,
    kind: Kind | None = None,
) -> Iterator[pl.DataFrame]:
    """One frame after the other, each with at most so many rows, if `rows` says so."""
    _check(on_error)
    found = files if rows else list(files)
    report = Reporter(progress, len(found) if isinstance(found, list) else None, "files")
    most = min(rows or _FILES, _FILES)
    taken_ids: set[str] = set()
    with ThreadPoolExecutor(max_workers=_AHEAD, thread_name_prefix="onrecord") as pool:
        ahead: deque[tuple[Piece, Future[_Looked]]] = deque()
        group = _Group()
        for piece in chain(found, [None]):
            if piece is not None:
                ahead.append((piece, pool.submit(_looked_at, piece, kind)))
            while ahead and (piece is None or len(ahead) > _AHEAD):
                first, future = ahead.popleft()
                looked = future.result()
                report.add(1)
                if looked.content is not None:
                    group.add(first, looked, on_error)
                    if len(group.pieces) >= most or group.size >= _BYTES:
                        yield group.taken(columns, on_error)
                    continue
                if group.pieces:
                    yield group.taken(columns, on_error)
                yield from _many(looked.held or first, looked, columns, on_error, rows, taken_ids)
        if group.pieces:
            yield group.taken(columns, on_error)
    report.finish()


@dataclass(frozen=True)
class _Looked:
    """What a file is, and what it holds if that is a single article."""

    kind: Kind | None = None
    content: bytes | None = None
    error: OnrecordError | None = None
    held: Piece | None = None
    """The file with what was read of it, if it is read further."""


def _looked_at(piece: Piece, given: Kind | None) -> _Looked:
    """What a file is, if it is not given; a text or a page is read."""
    try:
        with reading(piece.label):
            stream = piece.open()
            try:
                head = head_of(stream, HEAD)
                kind = given or kind_of_head(head, piece.ending)
                if kind is None:
                    return _Looked(error=UnsupportedFormatError(_unknown(piece, head)))
                beginning = b""
                if kind in _SINGLE and given is None:
                    beginning = stream.read(BEGINNING)
                    kind = kind_of_text(kind, beginning)
                if kind in _SINGLE:
                    return _Looked(
                        kind, whole(stream, piece.label, piece.limits.article, "article", beginning)
                    )
                held = piece
                if piece.is_stream and kind not in _STREAMED:
                    held = piece.holding(whole(stream, piece.label, piece.limits.table, "table", beginning))
            finally:
                # Standard input is read on by whoever reads tables.
                if not piece.is_stream:
                    stream.close()
        return _Looked(kind if kind is not Kind.CONTAINER else kind_of_document(held), held=held)
    except OnrecordError as error:
        return _Looked(error=error)


def _unknown(piece: Piece, head: bytes) -> str:
    """Why a file is not read, and what can be done."""
    what = what_it_is(head)
    if what is None and head.lstrip()[:1] == b"<":
        what = "XML of another kind than feeds and Factiva's"
    return f"{piece.label}: the format is unknown{f', as it is {what}' if what else ''}. {SUPPORTED}"


def _many(
    piece: Piece,
    looked: _Looked,
    columns: Columns,
    on_error: OnError,
    rows: int | None,
    taken_ids: set[str],
) -> Iterator[pl.DataFrame]:
    """The rows of a file with many; a row with an error where it cannot be read, or not to its end."""
    count = 0
    try:
        if looked.error is not None:
            raise looked.error
        kind = looked.kind
        if kind in TABLES:
            frames = TABLES[kind](piece, columns, on_error, rows)
        elif kind in FORMATS:
            frames = frames_of(FORMATS[kind](piece), piece, on_error, taken_ids)
        else:
            raise UnsupportedFormatError(_unknown(piece, b""))
        while True:
            with reading(piece.label):
                frame = next(frames, None)
            if frame is None:
                break
            yield frame
            count += frame.height
    except OnrecordError as error:
        if on_error == "raise" or (piece.is_chosen and not count):
            raise
        name = f"{piece.name}#{count}" if count else piece.name
        yield flagged(name, piece.label, str(error))


class _Group:
    """Single articles that become one frame."""

    def __init__(self) -> None:
        self.pieces: list[Piece] = []
        self.size = 0
        self._kinds: list[Kind] = []
        self._contents: list[bytes] = []
        self._errors: list[str | None] = []

    def add(self, piece: Piece, looked: _Looked, on_error: OnError) -> None:
        """Adds a file that has been read."""
        data, error = looked.content or b"", None
        if looked.kind is Kind.TEXT and is_binary(data[:2048]):
            error = f"{piece.label} is no text file: it holds control characters"
            if on_error == "raise" or piece.is_chosen:
                raise ReadError(error)
            data = b""
        self.pieces.append(piece)
        self._kinds.append(looked.kind or Kind.TEXT)
        self._contents.append(data)
        self._errors.append(error)
        self.size += len(data)

    def taken(self, columns: Columns, on_error: OnError) -> pl.DataFrame:
        """The frame; the group is empty then."""
        # Runs of one kind, in their order.
        frames: list[pl.DataFrame] = []
        start = 0
        for end in range(1, len(self.pieces) + 1):
            if end == len(self.pieces) or self._kinds[end] != self._kinds[start]:
                frames.append(self._frame(start, end, on_error))
                start = end
        self.__init__()  # type: ignore[misc]
        return together(frames)

    def _frame(self, start: int, end: int, on_error: OnError) -> pl.DataFrame:
        pieces, contents = self.pieces[start:end], self._contents[start:end]
        errors = pl.Series("error", self._errors[start:end], dtype=pl.String)
        ids, labels = [piece.name for piece in pieces], [piece.label for piece in pieces]
        if self._kinds[start] is Kind.HTML:
            frame = articles_of(contents, ids, labels).with_columns(
                error=pl.coalesce(errors, pl.col("error"))
            )
            failed = frame.with_row_index("row").filter(pl.col("error").is_not_null())
            if failed.height and (
                on_error == "raise" or (pieces[int(failed["row"][0])].is_chosen and len(pieces) == 1)
            ):
                raise ReadError(f"{failed['path'][0]}: {failed['error'][0]}")
            return frame
        texts = [None if error else decoded(content) for content, error in zip(contents, errors, strict=True)]
        frame = pl.DataFrame({"doc_id": ids, "text": pl.Series(texts, dtype=pl.String), "error": errors})
        frame = as_documents(frame, "", "", Columns(doc_id="doc_id"), "flag")
        return frame.with_columns(path=pl.Series(labels, dtype=pl.String))
