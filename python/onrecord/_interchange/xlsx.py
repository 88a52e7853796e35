"""One Excel workbook: the flat table, each frame, and the provenance as sheets.

No cell is a formula: texts are written as texts, and those that begin like a formula say so of themselves, so that
they stay texts when somebody edits them. What a sheet cannot hold goes on elsewhere, and is told: the rows behind
the 1,048,576th on a sheet of their own, what is behind the 32,767th character of a text on the sheet `continued`.
Days before 1900, which Excel does not know, and numbers of more than 15 digits, which it rounds, are texts.
"""

from __future__ import annotations

import datetime as dt
import math
import warnings
from collections.abc import Callable, Iterator
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol, cast

import polars as pl

from onrecord._extras import require
from onrecord._interchange.flat import as_json, flat, parts
from onrecord._interchange.spreadsheets import FORMULA_STARTS
from onrecord._interchange.utf16 import Utf16

if TYPE_CHECKING:
    from onrecord._record import AnyRecord

__all__ = ["Book", "pieces", "write_xlsx"]

ROWS = 1_048_576
"""How many rows a sheet has, that with the names of the columns included."""
CHARACTERS = 32_767
"""How many characters a cell holds, counted as Excel counts them: in UTF-16 units."""
_DIGITS = 15
_FIRST_YEAR = 1900
_WIDEST, _NARROWEST = 60, 8
_LOOKED_AT = 200
"""Of how many rows the width of a column is told."""


def write_xlsx(record: AnyRecord, path: str | Path) -> Path:
    """Writes the workbook and gives its path."""
    with Book(path) as book:
        book.add("table", record.table())
        for name, frame in record.frames.items():
            book.add(name, frame)
        made = record.provenance
        book.add("provenance", pl.DataFrame(
            {"key": list(made), "value": [one if isinstance(one, str) else as_json(one) for one in made.values()]},
            schema={"key": pl.String, "value": pl.String},
        ))  # fmt: skip
    return Path(path)


class _Sheet(Protocol):
    """XlsxWriter's sheet, as far as it is used here: the package has no types."""

    def get_name(self) -> str: ...

    def freeze_panes(self, row: int, column: int) -> object: ...

    def set_column(self, first: int, last: int, width: float) -> object: ...

    def autofilter(self, row: int, column: int, last_row: int, last_column: int) -> object: ...

    def data_validation(
        self, row: int, column: int, last_row: int, last_column: int, options: dict[str, Any]
    ) -> object: ...

    def write_string(self, row: int, column: int, text: str, style: object = ...) -> int: ...

    def write_number(self, row: int, column: int, number: float) -> int: ...

    def write_boolean(self, row: int, column: int, value: bool) -> int: ...

    def write_datetime(self, row: int, column: int, moment: dt.date, style: object) -> int: ...


class _Workbook(Protocol):
    """XlsxWriter's workbook, as far as it is used here."""

    def add_format(self, properties: dict[str, Any]) -> object: ...

    def add_worksheet(self, name: str) -> _Sheet: ...

    def close(self) -> None: ...


class Book:
    """A workbook that is being written, sheet by sheet."""

    def __init__(self, path: str | Path) -> None:
        require("xlsx", "xlsxwriter")
        from xlsxwriter import Workbook

        # Row by row, so that no more than one is in memory.
        self._book = cast("_Workbook", Workbook(str(path), {"constant_memory": True}))
        self._path = path
        self._bold = self._book.add_format({"bold": True})
        self._text = self._book.add_format({"quote_prefix": True})
        self._day = self._book.add_format({"num_format": "yyyy-mm-dd"})
        self._moment = self._book.add_format({"num_format": "yyyy-mm-dd hh:mm:ss"})
        self._continued: list[tuple[str, int, str, int, str]] = []
        self._told: list[str] = []

    def __enter__(self) -> Book:
        return self

    def __exit__(self, kind: object, *_: object) -> None:
        if kind is None and self._continued:
            long = len({place[:3] for place in self._continued})
            self._told.append(
                f"{long:,} texts are longer than the {CHARACTERS:,} characters that a cell holds: they go on in "
                "the sheet 'continued'"
            )
            columns = ["sheet", "row", "column", "part", "text"]
            self.add("continued", pl.DataFrame(self._continued, schema=columns, orient="row"))
        self._close()
        if kind is None and self._told:
            warnings.warn(f"{self._path}: {'; '.join(self._told)}", UserWarning, stacklevel=4)

    def _close(self) -> None:
        from xlsxwriter.exceptions import FileCreateError

        try:
            self._book.close()
        except FileCreateError as error:
            raise OSError(f"{self._path} cannot be written: {error}") from error

    def add(
        self,
        name: str,
        frame: pl.DataFrame | pl.LazyFrame,
        *,
        choices: dict[str, list[str]] | None = None,
    ) -> None:
        """A sheet with a frame: names of columns in sight, filters, widths; `choices` are offered in cells."""
        sheet: _Sheet | None = None
        title, row = name, 0
        numbers = count(2)
        columns: list[str] = []
        for part in map(flat, parts(frame)):
            columns = part.columns
            writers = [self._writer(dtype) for dtype in part.dtypes]
            for values in part.iter_rows():
                if sheet is not None and row == ROWS:
                    self._finish(sheet, row, columns, choices)
                    sheet, title = None, f"{name} ({next(numbers)})"
                    self._told.append(
                        f"{name} has more rows than the {ROWS:,} of a sheet: it goes on in '{title}'"
                    )
                if sheet is None:
                    sheet, row = self._begin(title, part), 1
                for column, value in enumerate(values):
                    if value is not None:
                        writers[column](sheet, row, column, value, columns[column])
                row += 1
            if sheet is None:
                sheet, row = self._begin(title, part), 1
        if sheet is not None:
            self._finish(sheet, row, columns, choices)

    def _begin(self, title: str, part: pl.DataFrame) -> _Sheet:
        sheet = self._book.add_worksheet(title)
        sheet.freeze_panes(1, 0)
        for place, column in enumerate(part.get_columns()):
            sheet.set_column(place, place, _width(column))
        for place, column_name in enumerate(part.columns):
            sheet.write_string(0, place, column_name[:CHARACTERS], self._bold)
        return sheet

    @staticmethod
    def _finish(sheet: _Sheet, rows: int, columns: list[str], choices: dict[str, list[str]] | None) -> None:
        sheet.autofilter(0, 0, max(rows - 1, 1), max(len(columns) - 1, 0))
        for column, values in (choices or {}).items():
            place = columns.index(column)
            sheet.data_validation(1, place, max(rows - 1, 1), place, {"validate": "list", "source": values})

    def _writer(self, dtype: pl.DataType) -> Callable[[_Sheet, int, int, Any, str], None]:
        if dtype.is_numeric():
            return self._number
        if dtype == pl.Boolean:
            return lambda sheet, row, column, value, _: _checked(sheet.write_boolean(row, column, value))
        if dtype == pl.Date or isinstance(dtype, pl.Datetime):
            return self._date
        return self._string

    def _number(self, sheet: _Sheet, row: int, column: int, value: Any, name: str) -> None:
        if not math.isfinite(value) or (isinstance(value, int) and abs(value) >= 10**_DIGITS):
            self._string(sheet, row, column, value, name)
        else:
            _checked(sheet.write_number(row, column, float(value)))

    def _date(self, sheet: _Sheet, row: int, column: int, value: dt.date, name: str) -> None:
        moment = value if isinstance(value, dt.datetime) else None
        if value.year <= _FIRST_YEAR or (moment is not None and moment.tzinfo is not None):
            self._string(sheet, row, column, value.isoformat(), name)
        else:
            _checked(sheet.write_datetime(row, column, value, self._moment if moment else self._day))

    def _string(self, sheet: _Sheet, row: int, column: int, value: object, name: str) -> None:
        first, *rest = pieces(str(value))
        style = self._text if first.startswith(FORMULA_STARTS) else None
        _checked(sheet.write_string(row, column, first, style))
        self._continued += [
            (sheet.get_name(), row + 1, name, number, piece) for number, piece in enumerate(rest, start=2)
        ]


def pieces(text: str) -> Iterator[str]:
    """A text in as many cells as it takes.

    >>> [len(piece) for piece in pieces("a" * 32_768)], [len(piece) for piece in pieces("😀" * 16_384)]
    ([32767, 1], [16383, 1])
    """
    if len(text) * 2 <= CHARACTERS:
        yield text
        return
    offsets = Utf16(text)
    start = 0
    while start == 0 or start < len(text):
        end = offsets.points(offsets.units(start) + CHARACTERS)
        yield text[start:end]
        start = end


def _checked(code: int) -> None:
    """XlsxWriter tells by a number, and not by an error, that it has written nothing."""
    assert code == 0, f"XlsxWriter left a cell out ({code})"


def _width(column: pl.Series) -> int:
    """How many letters wide a column is shown: as its longest value among the first ones, within bounds."""
    shown = (str(value) for value in column.head(_LOOKED_AT).drop_nulls().to_list())
    return max(_NARROWEST, min(_WIDEST, 2 + max(map(len, [column.name, *shown]))))
