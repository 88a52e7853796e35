"""Decisions: what a reader has decided on a record, one a line, so that it holds for the next extraction as well.

A file has a line a decision, with tabs between the columns, and is as good in an editor as in a spreadsheet. A
statement is told by its article and its words, never by its number, which another extraction may give to another one.
"""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path

import polars as pl

from onrecord._fork import needs_polars
from onrecord._interchange.spreadsheets import harmless, plain
from onrecord.exceptions import ColumnError, InputError, PathNotFoundError, ReadError

__all__ = ["COLUMNS", "Decision", "checked", "decisions", "on_a_line", "read_decisions", "write_decisions"]


class Decision(StrEnum):
    """What can be decided."""

    KEEP = "keep"
    """The statement is right."""
    DROP = "drop"
    """The statement is none."""
    SPEAKER = "speaker"
    """Its speakers are those of `value`."""
    ACT = "act"
    """Its act is that of `value`."""
    MERGE = "merge"
    """The actors of `value` are one, the first."""
    SPLIT = "split"
    """The first actor of `value` is another one, the second, in an article or where it is called so."""


_COLUMNS: dict[str, pl.DataType | type[pl.DataType]] = {
    "decision": pl.Enum([one.value for one in Decision]),
    "value": pl.String,
    "doc_id": pl.String,
    "start": pl.UInt32,
    "words": pl.String,
    "source": pl.String,
    "note": pl.String,
    "line": pl.UInt32,
}
COLUMNS = pl.Schema(_COLUMNS)
"""The columns of decisions; `line` is where one stands in its file."""

_WRITTEN = [name for name in COLUMNS if name != "line"]
_QUOTING = ("words", "source", "note")
"""Columns whose texts have quotation marks of their own."""
_HEAD = (
    "# What was decided on this corpus, one a line: keep, drop, speaker, act (of a statement, told by article\n"
    "# and words), merge, split (of actors, told by id or name, with ; between them).\n"
)


@needs_polars
def decisions(statements: pl.DataFrame, decision: str, value: str | None = None) -> pl.DataFrame:
    """The same decision on some statements, as rows for `write_decisions` and `Extraction.decided`.

    Parameters
    ----------
    statements : polars.DataFrame
        Rows of `record.statements`.
    decision : {"keep", "drop", "speaker", "act"}
        What is decided.
    value : str, optional
        The speakers (ids or names, with ";" between them), or the act.

    Returns
    -------
    polars.DataFrame
        One row a statement: `decision`, `value`, `doc_id`, `start`, `words` (its content), `source`, `note`, `line`.

    Raises
    ------
    InputError
        If there is no such decision on a statement.

    Examples
    --------
    >>> import onrecord
    >>> record = onrecord.extract(["“Talks are over,” Sergey Lavrov said."])
    >>> decisions(record.statements, "drop").select("decision", "doc_id", "words").row(0)
    ('drop', '0', '“Talks are over,”')
    """
    if decision not in tuple(Decision) or decision in (Decision.MERGE, Decision.SPLIT):
        raise InputError(f"there is no decision {decision!r} on a statement: use keep, drop, speaker or act")
    told = statements.select(
        decision=pl.lit(decision),
        value=pl.lit(value, pl.String),
        doc_id="doc_id",
        start=pl.col("content_spans").list.first().struct.field("start"),
        words=on_a_line("content"),
        source=on_a_line("source"),
        note=pl.lit(None, pl.String),
        line=pl.lit(None, pl.UInt32),
    )
    return told.cast(COLUMNS)


def on_a_line(column: str) -> pl.Expr:
    """A text without its breaks of lines."""
    return pl.col(column).str.replace_all(r"\s+", " ").str.strip_chars()


def checked(given: pl.DataFrame | str | Path) -> pl.DataFrame:
    """Decisions as a frame with all columns, from a file or a frame that has some."""
    if not isinstance(given, pl.DataFrame):
        return read_decisions(given)
    unknown = [name for name in given.columns if name not in COLUMNS]
    if unknown or "decision" not in given.columns:
        raise ColumnError(
            f"decisions have the columns {', '.join(COLUMNS)}, of which `decision` is needed, not {', '.join(unknown)}"
        )
    try:
        return given.select(
            (pl.col(name) if name in given.columns else pl.lit(None).alias(name)).cast(dtype)
            for name, dtype in COLUMNS.items()
        )
    except pl.exceptions.InvalidOperationError as error:
        raise InputError(f"these are no decisions: {error}") from error


@needs_polars
def write_decisions(given: pl.DataFrame, path: str | Path) -> Path:
    """Writes decisions as a file that people read and go on with, one a line, with tabs between the columns.

    Parameters
    ----------
    given : polars.DataFrame
        Decisions, as `decisions`, `read_decisions` and `read_sheet` give them; several joined by `polars.concat`.
    path : str or pathlib.Path
        The file; one that is there is replaced.

    Returns
    -------
    pathlib.Path
        The file.

    Raises
    ------
    ColumnError
        If a column is none of decisions.
    """
    target = Path(path)
    lines = ["\t".join(_WRITTEN)]
    for row in checked(given).select(_WRITTEN).iter_rows():
        lines.append("\t".join(_cell(value) for value in row).rstrip("\t"))
    target.write_text(_HEAD + "".join(f"{line}\n" for line in lines), encoding="utf-8")
    return target


def _cell(value: object) -> str:
    return "" if value is None else harmless(" ".join(str(value).split()))


@needs_polars
def read_decisions(path: str | Path) -> pl.DataFrame:
    """Reads a file of decisions: tabs between the columns, whose names stand in the first line; `#` begins a comment.

    Parameters
    ----------
    path : str or pathlib.Path
        The file, UTF-8.

    Returns
    -------
    polars.DataFrame
        One row a decision: `decision`, `value`, `doc_id`, `start`, `words`, `source`, `note`, `line`.

    Raises
    ------
    PathNotFoundError
        If there is no such file.
    ReadError
        If it is no file of decisions, or has a line that is none; the message names the line.
    """
    source = Path(path)
    try:
        text = source.read_text(encoding="utf-8-sig")
    except FileNotFoundError as error:
        raise PathNotFoundError(f"there is no file {source}") from error
    except (OSError, ValueError) as error:
        raise ReadError(f"{source} cannot be read: {error}") from error
    names: list[str] | None = None
    rows: list[dict[str, object]] = []
    for number, line in enumerate(text.split("\n"), start=1):
        cells = [cell.strip() for cell in line.split("\t")]
        if not any(cells) or line.startswith(("#", '"#')):
            continue
        if names is None:
            names = _names(cells, source, number)
        else:
            told = {name: _read(name, cell) for name, cell in zip(names, cells, strict=False)}
            rows.append(_row(told, source, number))
    if names is None:
        raise ReadError(
            f"{source} holds no decisions: its first line names the columns, {', '.join(_WRITTEN)}"
        )
    return pl.DataFrame(rows, schema=COLUMNS)


def _read(name: str, cell: str) -> str:
    """A cell as it was meant: spreadsheets put some in quotation marks, and double those that are in them."""
    is_quoted = len(cell) > 1 and cell[0] == cell[-1] == '"' and '"' not in cell[1:-1].replace('""', "")
    if is_quoted and (name not in _QUOTING or '""' in cell):
        return plain(cell[1:-1].replace('""', '"'))
    return plain(cell)


def _names(cells: list[str], source: Path, number: int) -> list[str]:
    names = [cell.strip('"').lower() for cell in cells if cell]
    unknown = [name for name in names if name not in _WRITTEN]
    if unknown or "decision" not in names:
        raise ReadError(
            f"{source}, line {number}: the first line names the columns, some of {', '.join(_WRITTEN)} with tabs "
            f"between them, not {', '.join(unknown) or names[0]}"
        )
    return names


def _row(told: dict[str, str], source: Path, number: int) -> dict[str, object]:
    where = f"{source}, line {number}"
    kind, start = told["decision"].lower(), told.get("start", "")
    if kind not in tuple(Decision):
        raise ReadError(
            f"{where}: there is no decision {told['decision']!r}: use one of {', '.join(Decision)}"
        )
    if start and not start.isdigit():
        raise ReadError(f"{where}: start = {start!r} is no place in a text, which is a whole number")
    known: dict[str, object] = {name: value or None for name, value in told.items()}
    return {
        **dict.fromkeys(COLUMNS),
        **known,
        "decision": kind,
        "start": int(start) if start else None,
        "line": number,
    }
