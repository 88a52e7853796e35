"""Everything a source names → frames of documents, batch by batch or as one.

Text files and pages are read by several threads, ahead of what is made of them, and always in their order.
"""

from __future__ import annotations

import os
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from typing import Any

import polars as pl

from onrecord import _onrecord
from onrecord._fork import each_needs_polars, needs_polars
from onrecord._progress import Progress, Reporter
from onrecord._read.pages import articles_of, warc
from onrecord._read.readers import TABLES
from onrecord._read.sources import Piece, Source, pieces, single
from onrecord._read.streams import LONGEST_ARTICLE, decoded, is_binary, reading, whole
from onrecord._read.tables import Columns, OnError, as_documents, flagged, together
from onrecord.exceptions import ColumnError, InputError, PathNotFoundError, ReadError, UnsupportedFormatError

__all__ = ["read", "read_as", "scan"]

_FORMATS = {
    ".txt": "text", ".text": "text", ".md": "text",
    ".jsonl": "jsonl", ".ndjson": "jsonl", ".json": "jsonl",
    ".csv": "csv", ".tsv": "csv",
    ".parquet": "parquet", ".pq": "parquet",
    ".html": "html", ".htm": "html", ".xhtml": "html",
    ".warc": "warc",
}  # fmt: skip
_SUPPORTED = (
    "onrecord reads text (.txt, .md), web pages (.html, .htm), web archives (.warc), JSON lines "
    "(.jsonl, .ndjson), JSON, "
    "CSV (.csv, .tsv) and Parquet, also compressed (.gz, .zst, .br) or in a .zip archive"
)
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
) -> pl.DataFrame:
    """Reads articles: from a file, a folder with all below it, a glob pattern, `-` for standard input, or a list.

    Text files and web pages are one article each; JSON lines, JSON, CSV, Parquet and web archives hold many. All may be
    compressed (.gz, .zst, .br) or members of a .zip archive.

    Parameters
    ----------
    source : str, os.PathLike, binary stream, or a list of them
        A file, a folder with all below it, a glob pattern, or `-` for standard input.
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

    Returns
    -------
    polars.DataFrame
        One row an article, with the columns of `onrecord.schemas.READ`;
        the other columns of tables follow.

    Raises
    ------
    PathNotFoundError
        If there is nothing at a path.
    UnsupportedFormatError
        If a file that is named is of a kind that onrecord does not read.
    ColumnError
        If a table lacks a column that is named, or gives several articles one id.

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
    frames = _frames(pieces(source), columns, on_error, None, progress)
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
) -> Iterator[pl.DataFrame]:
    """Reads what `read` reads, in frames of `batch_size` articles: only a few batches are in memory at once.

    Parameters
    ----------
    source : str, os.PathLike, binary stream, or a list of them
        A file, a folder with all below it, a glob pattern, or `-` for standard input.
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
    frames = _frames(pieces(source), columns, on_error, batch_size, progress)
    batches = _batches((_in_languages(frame, languages) for frame in frames), batch_size)
    return each_needs_polars(batches, "scan()")


def read_as(kind: str, paths: Source | Sequence[Source], columns: Columns, on_error: OnError) -> pl.DataFrame:
    """Reads files of one format, whatever their names."""
    given: list[Source] = [paths] if isinstance(paths, (str, os.PathLike)) else list(paths)
    for path in given:
        if not os.path.isfile(path):
            raise PathNotFoundError(f"there is no file {os.fspath(path)!r}")
    names = [
        os.path.basename(path) if len(given) == 1 else os.fspath(path).replace(os.sep, "/") for path in given
    ]
    files: Iterator[Piece] = (
        piece for path, name in zip(given, names, strict=True) for piece in single(path, name)
    )
    if len(given) > 1:
        files = (_unchosen(piece) for piece in files)
    return together(list(_frames(files, columns, on_error, None, False, kind)))


def _unchosen(piece: Piece) -> Piece:
    return Piece(piece.name, piece.label, piece.ending, piece.path, piece.open)


def _check(on_error: str) -> None:
    if on_error not in ("flag", "raise"):
        raise InputError(f"on_error={on_error!r}: use 'flag' or 'raise'")


# --- frames of batches ---------------------------------------------------------------------------


def _batches(frames: Iterable[pl.DataFrame], size: int) -> Iterator[pl.DataFrame]:
    """The rows of frames in batches of one size; no id twice."""
    waiting: list[pl.DataFrame] = []
    height = 0
    seen: set[int] = set()
    for frame in frames:
        for name in frame["doc_id"]:
            key = hash(name)
            if key in seen:
                raise ColumnError(
                    f"several articles have one doc_id ({name!r}): make ids unique, or name no "
                    "id column and have them made from paths"
                )
            seen.add(key)
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
    kind: str | None = None,
) -> Iterator[pl.DataFrame]:
    """One frame after the other, each with at most so many rows, if `rows` says so."""
    _check(on_error)
    found = files if rows else list(files)
    report = Reporter(progress, len(found) if isinstance(found, list) else None, "files")
    most = min(rows or _FILES, _FILES)
    with ThreadPoolExecutor(max_workers=_AHEAD, thread_name_prefix="onrecord") as pool:
        ahead: deque[tuple[Piece, str | None, Future[bytes] | Exception]] = deque()
        group = _Group()
        for piece in [*found, None] if isinstance(found, list) else _with_end(found):
            if piece is not None:
                ahead.append(_started(piece, kind, pool))
            while ahead and (piece is None or len(ahead) > _AHEAD or not isinstance(ahead[0][2], Future)):
                first, its_kind, content = ahead.popleft()
                report.add(1)
                if its_kind in ("text", "html") and isinstance(content, Future):
                    group.add(first, its_kind, content, on_error)
                    if len(group.pieces) >= most or group.size >= _BYTES:
                        yield group.taken(columns, on_error)
                    continue
                if group.pieces:
                    yield group.taken(columns, on_error)
                yield from _table(first, its_kind, content, columns, on_error, rows)
        if group.pieces:
            yield group.taken(columns, on_error)
    report.finish()


def _with_end(files: Iterator[Piece]) -> Iterator[Piece | None]:
    yield from files
    yield None


_NOT_READ_AHEAD = ReadError("this is read when its turn comes")


def _started(
    piece: Piece, kind: str | None, pool: ThreadPoolExecutor
) -> tuple[Piece, str | None, Future[bytes] | Exception]:
    """What a file is; single articles are being read from now on."""
    try:
        kind = kind or _FORMATS.get(piece.ending) or _sniffed(piece)
    except ReadError as error:
        return piece, None, error
    if kind in ("text", "html"):
        return piece, kind, pool.submit(_content, piece)
    return piece, kind, _NOT_READ_AHEAD


def _content(piece: Piece) -> bytes:
    with reading(piece.label), piece.open() as stream:
        return whole(stream, piece.label, LONGEST_ARTICLE)


def _table(
    piece: Piece,
    kind: str | None,
    content: Future[bytes] | Exception,
    columns: Columns,
    on_error: OnError,
    rows: int | None,
) -> Iterator[pl.DataFrame]:
    """The rows of a file with many; a row with an error where it cannot be read."""
    try:
        if isinstance(content, Exception) and content is not _NOT_READ_AHEAD:
            raise content
        if kind == "warc":
            yield from warc(piece, on_error)
        elif kind in TABLES:
            yield from TABLES[kind](piece, columns, on_error, rows)
        else:
            raise UnsupportedFormatError(f"{piece.label}: the format is unknown. {_SUPPORTED}")
    except (UnsupportedFormatError, ReadError) as error:
        if on_error == "raise" or piece.is_chosen:
            raise
        yield flagged(piece.name, piece.label, str(error))


class _Group:
    """Single articles that become one frame."""

    def __init__(self) -> None:
        self.pieces: list[Piece] = []
        self.size = 0
        self._kinds: list[str] = []
        self._contents: list[bytes] = []
        self._errors: list[str | None] = []

    def add(self, piece: Piece, kind: str, content: Future[bytes], on_error: OnError) -> None:
        """Adds a file when it has been read."""
        error = None
        try:
            data = content.result()
            if kind == "text" and is_binary(data[:2048]):
                raise ReadError(f"{piece.label} is no text file: it holds control characters")
        except ReadError as failure:
            if on_error == "raise" or piece.is_chosen:
                raise
            data, error = b"", str(failure)
        self.pieces.append(piece)
        self._kinds.append(kind)
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
        if self._kinds[start] == "html":
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


def _sniffed(piece: Piece) -> str | None:
    """What a file seems to be by its first bytes; `None` for what is no text."""
    with reading(piece.label):
        stream: Any = piece.open()
        # Standard input cannot be read twice.
        head = stream.peek(2048)[:2048] if piece.label == "standard input" else stream.read(2048)
        if piece.label != "standard input":
            stream.close()
    if head.startswith(b"PAR1"):
        return "parquet"
    if head.startswith(b"WARC/"):
        return "warc"
    start = head.lstrip(b"\xef\xbb\xbf \t\r\n")[:64].lower()
    if start.startswith((b"<!doctype html", b"<html")):
        return "html"
    if start.startswith((b'{"', b'[{"')):
        return "jsonl"
    return None if is_binary(head) else "text"
