"""Tables of articles, piece by piece: JSON lines, JSON, CSV and Parquet.

A reader gives frames with the columns of every reader. With `rows`, no frame has more rows than that, and no
more is in memory at once than they need; without, a table is one frame.
"""

from __future__ import annotations

import io
import json
import re
import zlib
from collections.abc import Callable, Iterator
from typing import Any

import polars as pl

from onrecord._documents import frame_from_columns
from onrecord._read.characters import decoded, mark_of
from onrecord._read.kinds import Kind
from onrecord._read.limits import in_words
from onrecord._read.rows import Rows, is_regular, separator_of
from onrecord._read.sources import Piece
from onrecord._read.streams import PACKED, head_of, lines, reading, whole
from onrecord._read.tables import Columns, OnError, as_documents, together
from onrecord._type_guards import is_list, is_mapping
from onrecord.exceptions import ReadError
from onrecord.schemas import READ

__all__ = ["TABLES", "TableReader"]

TableReader = Callable[[Piece, Columns, OnError, int | None], Iterator[pl.DataFrame]]

#: How many bytes of JSON lines make a frame at most, where frames are bounded.
_CHUNK = 32 << 20
#: How many bytes of JSON lines are in memory as Python objects, which take many times their size.
_OBJECTS = 1 << 20
#: A JSON array takes many times its size in memory: it may be as long as this part of a table.
_JSON = 4
#: Where a quotation mark opens a cell.
_OPENING = re.compile(rb'[,;\t|]"')
#: Larger CSV files are read in pieces of this size.
_LARGE_CSV = 64 << 20


def _jsonl(piece: Piece, columns: Columns, on_error: OnError, rows: int | None) -> Iterator[pl.DataFrame]:
    with reading(piece.label), piece.open() as stream:
        head = head_of(stream, 64)
        if mark_of(head) not in (None, "utf-8-sig"):
            stream = io.BytesIO(
                decoded(whole(stream, piece.label, piece.limits.table // _JSON, "table")).encode()
            )
            head = stream.getvalue()[:64]
        if piece.ending == ".json" or head.removeprefix(b"\xef\xbb\xbf").lstrip().startswith(b"["):
            yield from _chunks(_array(stream, piece, on_error), piece, columns, on_error, rows)
        else:
            yield from _chunks(_lines(stream, piece, on_error), piece, columns, on_error, rows)


def _array(stream: Any, piece: Piece, on_error: OnError) -> Iterator[tuple[dict[str, Any], int]]:
    try:
        parsed = json.loads(decoded(whole(stream, piece.label, piece.limits.table // _JSON, "table")))
    except (ValueError, RecursionError) as error:
        raise ReadError(f"{piece.label} is no JSON: {_reason(error)}") from error
    for number, entry in enumerate(parsed if is_list(parsed) else [parsed], start=1):
        yield _row(entry, f"{piece.label}, entry {number}", on_error), 0


def _lines(stream: Any, piece: Piece, on_error: OnError) -> Iterator[tuple[dict[str, Any], int]]:
    for number, line in enumerate(_until_broken(lines(stream, piece.limits.line), piece, on_error), start=1):
        where = f"{piece.label}, line {number}"
        if isinstance(line, ReadError):
            yield _failed(f"{piece.label} breaks off behind line {number - 1}: {line}", on_error), 0
        elif line is None:
            yield _failed(f"{where} is longer than {in_words(piece.limits.line)} (Limits.line)", on_error), 0
        elif line.strip():
            try:
                entry = json.loads(decoded(line))
            except (ValueError, RecursionError) as error:
                entry = _failed(f"{where} is no JSON: {_reason(error)}", on_error)
            yield _row(entry, where, on_error), len(line)


def _until_broken(
    found: Iterator[bytes | None], piece: Piece, on_error: OnError
) -> Iterator[bytes | ReadError | None]:
    """Lines, and at the end why there are no more: what was read before stays."""
    is_first = True
    try:
        for line in found:
            yield line
            is_first = False
    except (OSError, EOFError, zlib.error) as error:
        if is_first or on_error == "raise":
            raise
        yield ReadError(str(error))


def _reason(error: Exception) -> str:
    return "it is nested too deeply" if isinstance(error, RecursionError) else str(error)


def _failed(reason: str, on_error: OnError) -> dict[str, Any]:
    if on_error == "raise":
        raise ReadError(reason)
    return {"error": reason}


def _row(entry: object, where: str, on_error: OnError) -> dict[str, Any]:
    if is_mapping(entry) and entry:
        return dict(entry)
    return _failed(f"{where} is no object with the fields of an article", on_error)


def _chunks(
    entries: Iterator[tuple[dict[str, Any], int]],
    piece: Piece,
    columns: Columns,
    on_error: OnError,
    rows: int | None,
) -> Iterator[pl.DataFrame]:
    table = _Table()
    size = first = 0
    for row, length in entries:
        table.add(row, length)
        size += length
        if rows is not None and (table.height >= rows or size >= _CHUNK):
            yield as_documents(table.frame(), piece.label, piece.name, columns, on_error, first)
            first += table.height
            table, size = _Table(), 0
    if table.height or not first:
        yield as_documents(table.frame(), piece.label, piece.name, columns, on_error, first)


class _Table:
    """Rows on their way into a frame: texts become columns soon, as Python objects are many times their size."""

    def __init__(self) -> None:
        self.height = 0
        self._columns: dict[str, list[pl.Series | list[Any]]] = {}
        self._rows: list[dict[str, Any]] = []
        self._size = 0

    def add(self, row: dict[str, Any], size: int) -> None:
        """Adds a row that took so many bytes."""
        self.height += 1
        self._rows.append(row)
        self._size += size
        if self._size >= _OBJECTS:
            self._pack()

    def _pack(self) -> None:
        rows, before = self._rows, self.height - len(self._rows)
        for name in dict.fromkeys([*self._columns, *(name for row in rows for name in row)]):
            parts = self._columns.setdefault(
                name, [pl.Series(name, [None] * before, dtype=pl.String)] if before else []
            )
            values = [row.get(name) for row in rows]
            # What other values are is told by all of them together.
            is_text = all(value is None or isinstance(value, str) for value in values)
            parts.append(frame_from_columns({name: values})[name] if is_text else values)
        self._rows, self._size = [], 0

    def frame(self) -> pl.DataFrame:
        """The frame of all rows."""
        self._pack()
        return frame_from_columns({name: _column(parts) for name, parts in self._columns.items()})


def _column(parts: list[pl.Series | list[Any]]) -> pl.Series | list[Any]:
    """A column of its parts: of texts alone, or of whatever values there are."""
    texts = [part for part in parts if isinstance(part, pl.Series)]
    return pl.concat(texts) if len(texts) == len(parts) else [value for part in parts for value in part]


def _csv(piece: Piece, columns: Columns, on_error: OnError, rows: int | None) -> Iterator[pl.DataFrame]:
    # What onrecord knows is text, even where it looks like numbers; the types of other columns are inferred.
    known = [*READ, columns.text, columns.doc_id, columns.published, columns.url, "id"]
    first = 0
    schema: dict[str, Any] = {}
    try:
        for content, lines_before in _csv_chunks(piece):
            frame = _csv_frame(content, lines_before, piece, columns, known, schema)
            schema = {name: dtype for name, dtype in frame.schema.items() if name != "error"}
            yield from _slices(frame, piece, columns, on_error, rows, first)
            first += frame.height
    except pl.exceptions.NoDataError:
        yield together([])
    except (pl.exceptions.PolarsError, pl.exceptions.PanicException) as error:
        # What polars advises are options of its own.
        reason = str(error).partition("\n")[0].partition(". ")[0]
        raise ReadError(
            f"{piece.label} cannot be read as CSV: {reason[:300]}; is a quotation mark not closed, or not doubled?"
        ) from error


def _csv_frame(
    content: bytes,
    lines_before: int,
    piece: Piece,
    columns: Columns,
    known: list[str | None],
    schema: dict[str, Any],
) -> pl.DataFrame:
    """The frame of a table, or of a part of it behind the header, of which the columns had these types so far."""
    text = content.decode("utf-8", "replace").removeprefix("\ufeff")
    separator = "\t" if piece.ending == ".tsv" else separator_of(text.partition("\n")[0], columns.text)
    if is_regular(text, separator):
        try:
            return _typed(content, separator, known, schema)
        except pl.exceptions.NoDataError:
            raise
        except pl.exceptions.PolarsError:
            pass  # Rows are of several lengths, which polars does not forgive.
    rows = Rows(text, separator, lines_before)
    frame = _typed(rows.as_regular().encode(), ",", known, schema)
    if not rows.errors:
        return frame
    errors = pl.Series("error", [rows.errors.get(row) for row in range(frame.height)], dtype=pl.String)
    given = frame["error"].cast(pl.String) if "error" in frame.columns else pl.lit(None, pl.String)
    return frame.with_columns(
        error=pl.coalesce(
            pl.when(errors.is_not_null()).then(pl.format("{}, {}", pl.lit(piece.label), errors)), given
        )
    )


def _typed(content: bytes, separator: str, known: list[str | None], schema: dict[str, Any]) -> pl.DataFrame:
    header = pl.read_csv(content, separator=separator, n_rows=0, infer_schema=False).columns
    text = {column: pl.String for column in header if column in known}
    try:
        return pl.read_csv(
            content, separator=separator, infer_schema_length=None, schema_overrides={**schema, **text}
        )
    except pl.exceptions.ComputeError:
        if not schema:
            raise
        # A column that held numbers so far holds something else.
        return pl.read_csv(content, separator=separator, infer_schema_length=None, schema_overrides=text)


def _csv_chunks(piece: Piece) -> Iterator[tuple[bytes, int]]:
    """A CSV file in UTF-8: as one, or, if it is large, in pieces that end where a row does, each with the header.

    With each comes how many lines of the file stand before it, but for those of the header.
    """
    with reading(piece.label), piece.open() as stream:
        if mark_of(head_of(stream, 64)) not in (None, "utf-8-sig"):
            yield decoded(whole(stream, piece.label, piece.limits.table, "table")).encode(), 0
            return
        taken: list[bytes] = []
        header = b""
        size = row = before = header_lines = 0
        is_open = is_split = False
        for number, line in enumerate(lines(stream, piece.limits.line), start=1):
            row += len(line or b"")
            if line is None or row > piece.limits.line:
                raise ReadError(
                    f"{piece.label} cannot be read as CSV: a row is longer than {in_words(piece.limits.line)} "
                    "(Limits.line); is a quotation mark not closed?"
                )
            # Only a mark that opens a cell can hold lines together.
            if is_open or line.startswith(b'"') or _OPENING.search(line):
                is_open ^= line.count(b'"') % 2 == 1
            taken.append(line)
            size += len(line)
            if is_open:
                continue
            row = 0
            if not header:
                header, header_lines = b"".join(taken), number
            if size >= _LARGE_CSV and taken != [header]:
                yield decoded(b"".join(taken)).encode(), before
                taken, size, before, is_split = [header], len(header), number - header_lines, True
        if taken != [header] or not is_split:
            yield decoded(b"".join(taken)).encode(), before


def _parquet(piece: Piece, columns: Columns, on_error: OnError, rows: int | None) -> Iterator[pl.DataFrame]:
    if piece.path is None or piece.path.suffix.lower() in PACKED:
        with reading(piece.label), piece.open() as stream:
            content = io.BytesIO(whole(stream, piece.label, piece.limits.table, "table"))
        yield from _in_batches(lambda: pl.read_parquet(content).lazy(), piece, columns, on_error, rows)
    else:
        path = piece.path
        yield from _in_batches(lambda: pl.scan_parquet(path, glob=False), piece, columns, on_error, rows)


def _in_batches(
    query: Callable[[], pl.LazyFrame], piece: Piece, columns: Columns, on_error: OnError, rows: int | None
) -> Iterator[pl.DataFrame]:
    """What a query gives, in frames of so many rows, or as one."""
    first = 0
    try:
        lazy = query()
        if rows is None:
            batches: Iterator[pl.DataFrame] = iter([lazy.collect()])
        else:
            # Row groups that lie before a slice are not read.
            height = lazy.select(pl.len()).collect().item()
            batches = (lazy.slice(start, rows).collect() for start in range(0, max(height, 1), rows))
        for batch in batches:
            yield from _slices(batch, piece, columns, on_error, rows, first)
            first += batch.height
    except (pl.exceptions.PolarsError, pl.exceptions.PanicException, OSError) as error:
        if isinstance(error, ReadError):
            raise
        raise ReadError(f"{piece.label} cannot be read as Parquet: {error}") from error


def _slices(
    frame: pl.DataFrame, piece: Piece, columns: Columns, on_error: OnError, rows: int | None, first: int = 0
) -> Iterator[pl.DataFrame]:
    for start in range(0, max(frame.height, 1), rows or max(frame.height, 1)):
        part = frame.slice(start, rows) if rows else frame
        yield as_documents(part, piece.label, piece.name, columns, on_error, first + start)


TABLES: dict[Kind, TableReader] = {Kind.JSONL: _jsonl, Kind.CSV: _csv, Kind.PARQUET: _parquet}
