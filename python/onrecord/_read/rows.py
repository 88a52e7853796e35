"""Tables of separated values as people have them: marks that are not doubled, marks that are no quotation of a cell.

Every row has as many cells as the header: of the ways to part a row, the first is taken that gives so many. A cell is
what it is if all marks are as they should be; else it is told by its second mark whether the first opens the cell or
a quotation in it.
"""

from __future__ import annotations

import csv
import io
import re
from bisect import bisect_right
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

__all__ = ["Rows", "is_regular", "separator_of"]

#: In how many ways a row is tried to be parted, and over how many lines an open mark is followed.
_MOST_TRIES, _MOST_LINES = 1000, 10_000
#: Rows of more cells are parted in one way alone.
_MOST_CELLS = 200

_LINE = re.compile(r"[^\r\n]*(?:\r\n|\r|\n)|[^\r\n]+\Z")
_STRICT = re.compile(r'"(?:[^"]|"")*+"')


@lru_cache(maxsize=8)
def _regular(separator: str) -> re.Pattern[str]:
    cell = rf'(?:"(?:[^"]|"")*+"|[^"{re.escape(separator)}\r\n]*+)'
    return re.compile(rf"(?:{cell}(?:{re.escape(separator)}|\r\n|\r|\n|\Z))*+")


def is_regular(text: str, separator: str) -> bool:
    """Whether all cells are quoted as they should be, or not at all."""
    return '"' not in text or _regular(separator).fullmatch(text) is not None


def separator_of(header: str, wanted: str) -> str:
    """What parts the cells of a header: what finds the wanted column, else what parts it most often."""
    outside = re.sub(r'"[^"]*"', lambda found: found[0] if wanted in found[0] else '""', header)
    counts = {mark: outside.count(mark) for mark in ",;\t|"}
    marks = sorted(counts, key=lambda mark: -counts[mark])
    finds = (mark for mark in marks if wanted in [cell.strip(' "\r\n\ufeff') for cell in outside.split(mark)])
    return next(finds, marks[0])


class Rows:
    """A table that is not regular: its rows, and why some of them cannot be parted."""

    def __init__(self, text: str, separator: str, lines_before: int = 0) -> None:
        self._separator = separator
        self._before = lines_before
        self._lines = _LINE.findall(text)
        self.errors: dict[int, str] = {}
        """Why a row has no cells, by its number."""

    def as_regular(self) -> str:
        """The same table with commas, its cells quoted as they should be; rows that cannot be parted are empty."""
        out = io.StringIO()
        writer = csv.writer(out, lineterminator="\n")
        for cells in self._rows():
            writer.writerow(cells)
        return out.getvalue()

    def _rows(self) -> Iterator[list[str]]:
        at = width = 0
        row = -1
        while at < len(self._lines):
            if not self._lines[at].strip("\r\n"):
                at += 1
                continue
            cells, end = self._row(at, width)
            width = width or len(cells)
            if len(cells) > width:
                self.errors[row] = (
                    f"line {self._before + at + 1} has more cells than the header, which has {width}: "
                    "is a quotation mark missing, or one within a text not doubled?"
                )
                cells = []
            yield cells + [""] * (width - len(cells))
            row += 1
            at = end

    def _row(self, start: int, width: int) -> tuple[list[str], int]:
        """The cells of the row that begins in this line, and the line behind it."""
        text = self._lines[start].rstrip("\r\n")
        if '"' not in text:
            return text.split(self._separator), start + 1
        text = ""
        for end in range(start, min(len(self._lines), start + _MOST_LINES)):
            text += self._lines[end]
            # Only a mark that opens a cell can hold lines together.
            if text.count('"') % 2 and (text.startswith('"') or f'{self._separator}"' in text):
                continue
            if cells := _Row(text.rstrip("\r\n"), self._separator).parted(width):
                return cells, end + 1
            break
        alone = _Row(self._lines[start].rstrip("\r\n"), self._separator)
        return alone.parted(width) or alone.in_any_number(width), start + 1


class _Cell(NamedTuple):
    """Where a cell is in its row."""

    start: int
    end: int
    is_quoted: bool = False


class _Row:
    """One row on its way to cells."""

    def __init__(self, row: str, separator: str) -> None:
        self._row, self._separator = row, separator
        self._marks = [found.start() for found in re.finditer('"', row)]
        # What may close a cell: a separator or the end of the row is behind it, and no backslash before.
        self._closing = [
            at for at in self._marks
            if (at + 1 == len(row) or row.startswith(separator, at + 1)) and row[at - 1 : at] != "\\"
        ]  # fmt: skip
        self._next = re.compile(rf'"|{re.escape(separator)}')
        self._tries = 0
        self._dead: set[tuple[int, int]] = set()

    def parted(self, width: int) -> list[str] | None:
        """So many cells, or as they come where it is not known how many; `None` if no way gives so many."""
        first = self._first()
        if first is None or (width and len(first) != width):
            first = next(self._ways(0, width), None) if 0 < width <= _MOST_CELLS else None
        return None if first is None else [self._text(cell) for cell in first]

    def in_any_number(self, width: int) -> list[str]:
        """Cells in another number."""
        first = self._first()
        if first is not None and len(first) <= width:
            return [self._text(cell) for cell in first]
        return self._row.split(self._separator)

    def _first(self) -> list[_Cell] | None:
        """The cells, each the first that it may be."""
        cells: list[_Cell] = []
        at = 0
        while (cell := next(self._cells(at), None)) is not None:
            cells.append(cell)
            if cell.end >= len(self._row):
                return cells
            at = cell.end + 1
        return None

    def _ways(self, at: int, left: int) -> Iterator[list[_Cell]]:
        """The ways to part the row from here on, into so many cells."""
        if (at, left) in self._dead:
            return
        self._tries += 1
        is_found = False
        for cell in self._cells(at):
            if self._tries > _MOST_TRIES:
                return
            if cell.end >= len(self._row):
                if left == 1:
                    is_found = True
                    yield [cell]
            elif left > 1:
                for rest in self._ways(cell.end + 1, left - 1):
                    is_found = True
                    yield [cell, *rest]
        if not is_found:
            self._dead.add((at, left))

    def _text(self, cell: _Cell) -> str:
        if not cell.is_quoted:
            return self._row[cell.start : cell.end]
        return self._row[cell.start + 1 : cell.end - 1].replace('\\"', '"').replace('""', '"')

    def _cells(self, at: int) -> Iterator[_Cell]:
        """What the cell may be that begins here."""
        row = self._row
        if not row.startswith('"', at):
            end = row.find(self._separator, at)
            yield _Cell(at, len(row) if end < 0 else end)
            return
        strict = _STRICT.match(row, at)
        if strict and (strict.end() == len(row) or row.startswith(self._separator, strict.end())):
            yield _Cell(at, strict.end(), is_quoted=True)
        if self._opens_the_cell(at):
            yield from self._quoted(at)
            yield from self._literal(at)
        else:
            yield from self._literal(at)
            yield from self._quoted(at)

    def _opens_the_cell(self, at: int) -> bool:
        """Whether the next mark opens a quotation too: then this one is no quotation's."""
        place = bisect_right(self._marks, at)
        if place == len(self._marks):
            return False
        second = self._marks[place]
        return self._row[second - 1] in " (\\\t\u00a0" and self._row[second + 1 : second + 2].strip() != ""

    def _quoted(self, at: int) -> Iterator[_Cell]:
        """A quoted cell with marks of its own: an even number of them, if it may be."""
        first = bisect_right(self._marks, at)
        for is_odd in (False, True):
            for place in range(bisect_right(self._closing, at), len(self._closing)):
                end = self._closing[place]
                if (bisect_right(self._marks, end) - 1 - first) % 2 == is_odd:
                    yield _Cell(at, end + 1, is_quoted=True)

    def _literal(self, at: int) -> Iterator[_Cell]:
        """A cell whose marks are words of it: separators between two of them are too, and any, if there have to be."""
        is_quoted = False
        for found in self._next.finditer(self._row, at):
            if found[0] == '"':
                is_quoted = not is_quoted
            elif not is_quoted:
                yield _Cell(at, found.start())
        if not is_quoted:
            yield _Cell(at, len(self._row))
