"""CSV files that Excel opens: UTF-8 with a mark, lists as JSON, and no cell that Excel would take for a formula.

A text cell that begins like a formula gets an apostrophe before it, which Excel does not show where it is
typed, and shows where it is read from a file; `plain` takes it away again. Excel holds 32,767 characters a
cell: longer texts are cut, with an ellipsis.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import polars as pl

from onrecord._interchange.flat import flat
from onrecord._record import rows

if TYPE_CHECKING:
    from onrecord._record import AnyRecord

__all__ = ["FORMULA_STARTS", "harmless", "plain", "write_excel_csv", "write_harmless"]

FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n", "'")
"""What a spreadsheet takes the beginning of a formula by, and the mark that says that it is none."""
_LONGEST = 32_000


def write_excel_csv(record: AnyRecord, directory: str | Path) -> Path:
    """Writes a CSV file for each frame and gives the folder."""
    folder = Path(directory)
    folder.mkdir(parents=True, exist_ok=True)
    for name in record.frames:
        write_harmless(rows(record, name), folder / f"{name}.csv")
    return folder


def write_harmless(frame: pl.DataFrame, path: Path) -> None:
    """Writes one frame as such a file."""
    frame.select(_cells(frame)).write_csv(path, include_bom=True, line_terminator="\r\n")


def _cells(frame: pl.DataFrame) -> list[pl.Series]:
    return [
        pl.Series(
            column.name,
            [None if text is None else harmless(text) for text in column.to_list()],
            dtype=pl.String,
        )
        if column.dtype == pl.String
        else column
        for column in flat(frame).get_columns()
    ]


def harmless(text: str) -> str:
    """A text as a cell that is no formula.

    >>> harmless("=HYPERLINK(A1)"), harmless("Talks")
    ("'=HYPERLINK(A1)", 'Talks')
    """
    kept = text if len(text) <= _LONGEST else text[: _LONGEST - 1] + "…"
    return f"'{kept}" if kept.startswith(FORMULA_STARTS) else kept


def plain(cell: str) -> str:
    """The text of a cell.

    >>> plain("'=A1"), plain("Talks")
    ('=A1', 'Talks')
    """
    return cell[1:] if cell.startswith("'") else cell
