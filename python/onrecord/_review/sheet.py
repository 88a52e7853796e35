"""A sheet to review statements in without an annotation tool: a row a statement, yes or no, and what is right instead.

It is a CSV file or an Excel workbook, whose cells are no formulas, and comes back as decisions.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

import polars as pl

from onrecord._extras import require
from onrecord._fork import needs_polars
from onrecord._interchange.spreadsheets import plain, write_harmless
from onrecord._interchange.xlsx import Book
from onrecord._read.characters import decoded
from onrecord._read.rows import separator_of
from onrecord._review.decisions import COLUMNS, Decision, on_a_line
from onrecord.exceptions import InputError, PathNotFoundError, ReadError
from onrecord.schemas import ACT

if TYPE_CHECKING:
    from onrecord._record import AnyRecord

__all__ = ["read_sheet", "write_sheet"]

_ENDINGS = (".csv", ".xlsx")
_ASKED = ("right", "speaker_is", "act_is", "note")
"""What a reviewer fills in."""
_YES = frozenset({"yes", "y", "true", "1", "x"})
_NO = frozenset({"no", "n", "false", "0"})
_TOLD = (
    "outlet",
    "day",
    "speaker",
    "act",
    "negated",
    "content",
    "source",
    "cue",
    "confidence",
    "title",
    "url",
)
_SHEET = "review"


@needs_polars
def write_sheet(record: AnyRecord, path: str | Path) -> Path:
    """Writes a sheet with a row a statement, to fill in by hand: `right` (yes or no), `speaker_is`, `act_is`, `note`.

    Parameters
    ----------
    record : Extraction or StoredExtraction
        What was extracted; `record.filter(…)` gives less to review.
    path : str or pathlib.Path
        The file: .csv, or .xlsx, in which `right` and `act_is` are chosen from a list.

    Returns
    -------
    pathlib.Path
        The file.

    Raises
    ------
    InputError
        If its name ends in neither.
    MissingExtraError
        For .xlsx without `pip install 'onrecord[xlsx]'`.
    """
    target = _checked(Path(path))
    start = pl.col("content_spans").list.first().struct.field("start")
    starts = record.statements.lazy().select("doc_id", "statement_id", start=start).collect()
    told = record.table().join(starts, on=["doc_id", "statement_id"], how="left", maintain_order="left")
    sheet = told.select(
        *(pl.lit(None, pl.String).alias(name) for name in _ASKED), *_TOLD, "doc_id", "start"
    ).with_columns(on_a_line(name) for name in ("title", "content", "source", "cue"))
    if target.suffix.lower() == ".csv":
        write_harmless(sheet, target)
        return target
    with Book(target) as book:
        book.add(_SHEET, sheet, choices={"right": ["yes", "no"], "act_is": ACT.categories.to_list()})
    return target


@needs_polars
def read_sheet(path: str | Path) -> pl.DataFrame:
    """Reads a sheet that somebody has filled in, as decisions.

    What is not right is dropped, unless it is told who the speaker is, or which act it is: then it is a statement, with
    these. What is right is kept. Rows in which nothing is filled in are left out.

    Parameters
    ----------
    path : str or pathlib.Path
        The sheet, .csv (as any spreadsheet saves it) or .xlsx.

    Returns
    -------
    polars.DataFrame
        Decisions, for `Extraction.decided` and `write_decisions`; `line` is the row of the sheet.

    Raises
    ------
    PathNotFoundError
        If there is no such file.
    ReadError
        If it is no such sheet, or a cell is neither yes nor no; the message names the row.
    MissingExtraError
        For .xlsx without `pip install 'onrecord[xlsx]'`.

    Examples
    --------
    >>> import onrecord, tempfile, polars as pl
    >>> record = onrecord.extract(["“Talks are over,” Sergey Lavrov said."])
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     path = write_sheet(record, f"{folder}/sheet.csv")
    ...     path = onrecord.write_csv(pl.read_csv(path).with_columns(right=pl.lit("no")), path)
    ...     read_sheet(path).select("decision", "doc_id", "words").row(0)
    ('drop', '0', '“Talks are over,”')
    """
    source = _checked(Path(path))
    if not source.is_file():
        raise PathNotFoundError(f"there is no file {source}")
    rows = _of_csv(source) if source.suffix.lower() == ".csv" else _of_workbook(source)
    header = [name.strip().lower() for name in next(rows, list[str]())]
    missing = [name for name in (*_ASKED[:3], "content", "doc_id", "start") if name not in header]
    if missing:
        raise ReadError(
            f"{source} is no sheet that review.write_sheet wrote: it has no column {missing[0]!r}"
        )
    found: list[dict[str, object]] = []
    for number, cells in enumerate(rows, start=2):
        told = dict(zip(header, cells, strict=False))
        found += _decisions(told, f"{source}, row {number}", number)
    return pl.DataFrame(found, schema=COLUMNS)


def _decisions(told: dict[str, str], where: str, number: int) -> list[dict[str, object]]:
    """What a row decides: nothing, that the statement is one or none, or what it is instead."""

    def cell(name: str) -> str:
        return " ".join(told.get(name, "").split())

    right = cell("right").lower()
    if right and right not in _YES | _NO:
        raise ReadError(f"{where}: right = {cell('right')!r} is neither yes nor no")
    made = [
        (decision, value)
        for decision, value in (
            (Decision.SPEAKER, cell("speaker_is")),
            (Decision.ACT, cell("act_is").lower()),
        )
        if value
    ]
    if right and not made:
        made = [(Decision.KEEP if right in _YES else Decision.DROP, "")]
    start = cell("start").removesuffix(".0")
    if made and not start.isdigit():
        raise ReadError(f"{where}: start = {start!r} is no place in a text, which is a whole number")
    return [
        {
            "decision": decision.value,
            "value": value or None,
            "doc_id": told["doc_id"],
            "start": int(start),
            "words": cell("content"),
            "source": cell("source") or None,
            "note": cell("note") or None,
            "line": number,
        }
        for decision, value in made
    ]


def _of_csv(path: Path) -> Iterator[list[str]]:
    """The rows as any spreadsheet saves them: with semicolons where the comma is the mark of decimals."""
    text = decoded(path.read_bytes()).removeprefix("\ufeff")
    separator = separator_of(text.partition("\n")[0], "doc_id")
    for cells in csv.reader(io.StringIO(text, newline=""), delimiter=separator):
        yield [plain(cell) for cell in cells]


def _of_workbook(path: Path) -> Iterator[list[str]]:
    require("xlsx", "openpyxl")
    import openpyxl
    from openpyxl.utils.escape import unescape

    try:
        book = openpyxl.load_workbook(path, read_only=True)
    except Exception as error:  # openpyxl has no error of its own for what is no workbook
        raise ReadError(f"{path} cannot be read as a workbook: {error}") from error
    with closing(book):
        if _SHEET not in book.sheetnames:
            raise ReadError(
                f"{path} is no workbook that review.write_sheet wrote: it has no sheet {_SHEET!r}"
            )
        for cells in book[_SHEET].iter_rows(values_only=True):
            yield ["" if cell is None else unescape(str(cell)) for cell in cells]


def _checked(path: Path) -> Path:
    if path.suffix.lower() not in _ENDINGS:
        raise InputError(f"{path} is no name of a sheet: let it end in {' or '.join(_ENDINGS)}")
    return path
