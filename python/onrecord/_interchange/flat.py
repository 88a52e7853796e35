"""Rows of plain values, for formats that know no others: lists and structs become JSON, some rows at a time."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import polars as pl

from onrecord._fork import needs_polars

if TYPE_CHECKING:
    from onrecord._record import AnyRecord

__all__ = ["as_json", "flat", "parts", "write_csv", "write_csvs"]

_ROWS = 10_000


def parts(frame: pl.DataFrame | pl.LazyFrame, rows: int = _ROWS) -> Iterator[pl.DataFrame]:
    """A frame some rows at a time, so that no more of a stored one is in memory; of an empty one its columns."""
    whole = frame.lazy()
    height: int = whole.select(pl.len()).collect().item()
    for start in range(0, max(height, 1), rows):
        yield whole.slice(start, rows).collect()


def flat(frame: pl.DataFrame) -> pl.DataFrame:
    """The frame with lists, structs and arrays as JSON, bytes as base64, lengths of time and objects as text.

    >>> flat(pl.DataFrame({"spans": [[{"start": 0, "end": 4}], None]}))["spans"].to_list()
    ['[{"start": 0, "end": 4}]', None]
    """
    return frame.with_columns(_plain(column) for column in frame.get_columns())


def _plain(column: pl.Series) -> pl.Series:
    if column.dtype.is_nested():
        values = [None if value is None else as_json(value) for value in column.to_list()]
        return pl.Series(column.name, values, dtype=pl.String)
    if column.dtype == pl.Binary:
        return column.bin.encode("base64")
    if isinstance(column.dtype, pl.Duration):
        return column.dt.to_string("iso")
    if column.dtype == pl.Object:
        values = [None if value is None else str(value) for value in column.to_list()]
        return pl.Series(column.name, values, dtype=pl.String)
    return column


def as_json(value: Any) -> str:
    """A value as JSON, in the letters that it is written in; days as text."""
    return json.dumps(value, ensure_ascii=False, default=str)


@needs_polars
def write_csv(frame: pl.DataFrame | pl.LazyFrame, path: str | Path) -> Path:
    """Writes any frame as CSV, also one with lists, which polars' own method refuses: they become JSON.

    What is written is what is in the frame, for programs. A spreadsheet takes a text such as "=1+1" for a formula:
    for spreadsheets there are `Extraction.write_xlsx` and `Extraction.write_excel_csv`.

    Parameters
    ----------
    frame : polars.DataFrame or polars.LazyFrame
        The rows; of a lazy frame some at a time.
    path : str or pathlib.Path
        The file (UTF-8); one that is there is replaced.

    Returns
    -------
    pathlib.Path
        The file.

    Examples
    --------
    >>> import onrecord, tempfile
    >>> record = onrecord.extract(["Iran and Turkey said that talks were over."])
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     path = onrecord.write_csv(record.table().select("act", "speakers"), f"{folder}/table.csv")
    ...     print(path.read_text().splitlines()[1])
    say,"[""Iran"", ""Turkey""]"
    """
    target = Path(path)
    with open(target, "wb") as file:
        for number, part in enumerate(parts(frame)):
            flat(part).write_csv(file, include_header=number == 0)
    return target


def write_csvs(record: AnyRecord, directory: str | Path) -> Path:
    """Writes a CSV file for each frame and gives the folder."""
    folder = Path(directory)
    folder.mkdir(parents=True, exist_ok=True)
    for name, frame in record.frames.items():
        write_csv(frame, folder / f"{name}.csv")
    return folder
