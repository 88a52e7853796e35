"""How many articles a source has, told without reading them: for bars that say how long it will take."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import polars as pl

from onrecord._read.sources import Piece, Source, pieces
from onrecord._read.streams import opened
from onrecord.exceptions import OnrecordError

__all__ = ["expected"]

_STEP = 1 << 20
#: So much of a web archive tells how many pages the whole has.
_BEGINNING = 16 << 20
_RESPONSE = b"\r\nWARC-Type: response\r\n"


def expected(source: Source | Sequence[Source]) -> int | None:
    """How many articles are to be read, by the endings of the files and the lines of tables.

    None where a file holds nobody knows how many: mailboxes, downloads of press archives. It is an estimate: files of
    several articles may have the ending of one, and of web archives only the beginning is looked at.
    """
    total = 0
    for piece in pieces(source):
        count = 1 if piece.ending in _ONE and not piece.is_stream else _counted(piece)
        if count is None:
            return None
        total += count
    return total


def _counted(piece: Piece) -> int | None:
    count = _TABLES.get(piece.ending)
    if count is None or piece.is_stream:
        return None
    try:
        return count(piece)
    except (OnrecordError, OSError, pl.exceptions.PolarsError):
        # It is told of when it is read.
        return 1


def _lines(piece: Piece) -> int:
    """How many lines there are, the last one with or without its end."""
    count, last = 0, b"\n"
    with piece.open() as stream:
        while part := stream.read(_STEP):
            count += part.count(b"\n")
            last = part[-1:]
    return count + (last != b"\n")


def _rows(piece: Piece) -> int:
    """How many rows a table has below its header: a line break between quotation marks begins none."""
    count, is_quoted, last = 0, False, b"\n"
    with piece.open() as stream:
        while part := stream.read(_STEP):
            runs = part.split(b'"')
            count += sum(run.count(b"\n") for run in runs[is_quoted::2])
            is_quoted ^= len(runs) % 2 == 0
            last = part[-1:]
    return max(count + (last != b"\n") - 1, 0)


def _pages(piece: Piece) -> int | None:
    """How many pages a web archive has, reckoned from those at its beginning."""
    if piece.path is None:
        return None
    size = piece.path.stat().st_size
    count, rest = 0, b""
    with open(piece.path, "rb") as file:
        stream = opened(file)
        while file.tell() < _BEGINNING and (part := stream.read(_STEP)):
            part = rest + part
            count += part.count(_RESPONSE)
            # One may begin in this part and end in the next.
            rest = part[len(part) - len(_RESPONSE) + 1 :]
        return round(count * size / file.tell()) if count else 0


def _of_parquet(piece: Piece) -> int | None:
    if piece.path is None:
        return None
    return int(pl.scan_parquet(piece.path, glob=False).select(pl.len()).collect().item())


#: Endings of files that are one article each.
_ONE = (
    ".txt",
    ".md",
    ".html",
    ".htm",
    ".xhtml",
    ".mhtml",
    ".mht",
    ".eml",
    ".srt",
    ".vtt",
    ".odt",
    ".pdf",
    "",
)
_TABLES: dict[str, Callable[[Piece], int | None]] = {
    ".jsonl": _lines,
    ".ndjson": _lines,
    ".csv": _rows,
    ".tsv": _rows,
    ".parquet": _of_parquet,
    ".warc": _pages,
}
