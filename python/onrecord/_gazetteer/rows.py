"""A user's own actors: a frame or file → rows for the core."""

from __future__ import annotations

import csv
import datetime as dt
import io
import json
import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import polars as pl

from onrecord._fork import check
from onrecord._gazetteer.dictionaries import dictionary_rows
from onrecord._type_guards import is_list, is_mapping
from onrecord.exceptions import DtypeError, GazetteerError, PathNotFoundError, UnsupportedFormatError
from onrecord.schemas import ACTOR_TYPE

__all__ = ["COLUMNS", "Gazetteer", "gazetteer_rows", "read_gazetteer"]

Gazetteer = Any
"""A frame, a list of dicts, or the path of a file that `read_gazetteer` reads; `None` for no actors of one's own."""

COLUMNS = ("id", "name", "aliases", "type", "country", "role", "from", "to")

_NEEDED = ("name", "type")

_DAY = re.compile(r"\d{4}(-\d{2}(-\d{2})?)?")


def read_gazetteer(path: str | Path) -> pl.DataFrame:
    r"""Reads your own actors from a file: a frame for `gazetteer=`, where its rows win over the built-in ones.

    Two kinds of file are read. A table (`.csv`, `.tsv`, `.jsonl`, `.ndjson`) has the columns `name` and
    `type`, and may have `id`, `aliases` (a list, or parted by ";"), `country` (ISO alpha-3), `role`, `from`
    and `to` (days, months or years); several rows with one id give an actor's offices over time. An actor
    dictionary of political event data, as PETRARCH, CAMEO and TABARI use them (`.txt`, `.actors`), has a name
    with its codes on a line, synonyms below it.

    Parameters
    ----------
    path : str or pathlib.Path
        The file.

    Returns
    -------
    polars.DataFrame
        The columns `id`, `name`, `aliases`, `type`, `country`, `role`, `from`, `to`, all String.

    Raises
    ------
    PathNotFoundError
        If there is no such file.
    UnsupportedFormatError
        If its ending is none of these.
    GazetteerError
        If a row cannot be read; the message gives file and line.

    Examples
    --------
    >>> import onrecord, pathlib, tempfile
    >>> path = pathlib.Path(tempfile.mkdtemp(), "my.actors.txt")
    >>> _ = path.write_text("MIRA_SOLBERG_ [NORGOV 20130901-20170630][NORELI >20170630]\n+SOLBERG_\n")
    >>> actors = onrecord.read_gazetteer(path)
    >>> for row in actors.select("name", "aliases", "country", "role", "from", "to").iter_rows():
    ...     print(*row)
    Mira Solberg Solberg NOR Government 2013-09-01 2017-06-30
    Mira Solberg Solberg NOR Former official 2017-06-30 None
    >>> record = onrecord.extract("Mira Solberg said no.", gazetteer=actors)
    >>> record.statements["speaker_country"].to_list()
    ['NOR']
    """
    path = Path(path)
    if not path.is_file():
        raise PathNotFoundError(f"there is no gazetteer at {path}")
    try:
        text = path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        raise GazetteerError(f"{path}: no UTF-8 text: {error}") from error
    match path.suffix.lower():
        case ".csv":
            rows = list(_checked(_table(text, ",", path), path))
        case ".tsv":
            rows = list(_checked(_table(text, "\t", path), path))
        case ".jsonl" | ".ndjson":
            rows = list(_checked(_lines(text, path), path))
        case ".txt" | ".actors":
            rows = dictionary_rows(text.split("\n"), str(path))
        case _:
            raise UnsupportedFormatError(
                f"{path}: a gazetteer is a .csv, .tsv or .jsonl file, an actor dictionary (.txt, .actors), or a frame"
            )
    return pl.DataFrame(
        [{column: row.get(column) or None for column in COLUMNS} for row in rows],
        schema=dict.fromkeys(COLUMNS, pl.String),
    )


def gazetteer_rows(source: Gazetteer) -> list[dict[str, str]]:
    """The rows as text, cell by cell, without the empty ones; aliases are joined by ";"."""
    if source is None:
        return []
    frame = _frame(source)
    _check_columns(frame.columns, "the gazetteer")
    rows = frame.to_dicts()
    return [{name: text for name, value in row.items() if (text := _text(value))} for row in rows]


def _frame(source: Gazetteer) -> pl.DataFrame:
    if isinstance(source, pl.DataFrame):
        return source
    if isinstance(source, pl.LazyFrame):
        check("a gazetteer that is a LazyFrame")
        return source.collect()
    if isinstance(source, (str, Path)):
        return read_gazetteer(source)
    if is_list(source):
        return (
            pl.DataFrame(source, infer_schema_length=None, strict=False)
            if source
            else pl.DataFrame(schema=_NEEDED)
        )
    if hasattr(source, "__arrow_c_stream__"):
        return pl.DataFrame(source)
    raise DtypeError(
        f"the gazetteer is given as {type(source).__name__}: give a frame, a list of dicts or a path"
    )


def _check_columns(columns: Iterable[str], where: str) -> None:
    columns = list(columns)
    missing = [name for name in _NEEDED if name not in columns]
    if missing:
        raise GazetteerError(
            f"{where} has no column {missing[0]!r}: it needs name and type, and may have {', '.join(COLUMNS)}"
        )
    unknown = [name for name in columns if name not in COLUMNS]
    if unknown:
        raise GazetteerError(
            f"{where} has a column {unknown[0]!r} that means nothing here: use {', '.join(COLUMNS)}"
        )


def _table(text: str, separator: str, path: Path) -> Iterator[tuple[int, dict[str, str]]]:
    """The rows of a table with their lines."""
    # Not splitlines: U+2028, U+0085 and the like in a cell are data.
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    try:
        header = [cell.strip() for cell in next(reader, list[str]())]
        _check_columns(header, str(path))
        for cells in reader:
            if not any(cell.strip() for cell in cells):
                continue
            if len(cells) != len(header):
                raise GazetteerError(
                    f"{path}, line {reader.line_num}: {len(cells)} cells where {len(header)} are due"
                )
            yield reader.line_num, dict(zip(header, (cell.strip() for cell in cells), strict=True))
    except csv.Error as error:
        raise GazetteerError(f"{path}, line {reader.line_num}: {error}") from error


def _lines(text: str, path: Path) -> Iterator[tuple[int, dict[str, str]]]:
    """The rows of JSON lines with their lines."""
    for number, line in enumerate(text.split("\n"), 1):
        if not line.strip():
            continue
        try:
            row = json.loads(line)
        except ValueError as error:
            raise GazetteerError(f"{path}, line {number}: {error}") from error
        if not is_mapping(row):
            raise GazetteerError(f"{path}, line {number}: no JSON object")
        _check_columns(row, f"{path}, line {number}")
        yield number, {name: _text(value) for name, value in row.items()}


def _checked(rows: Iterable[tuple[int, dict[str, str]]], path: Path) -> Iterator[dict[str, str]]:
    """The rows, each looked at: what is wrong with one is told with its line."""
    types = ACTOR_TYPE.categories.to_list()
    for line, row in rows:
        wrong = ""
        kind, country = row.get("type", ""), row.get("country", "")
        days = [(name, row.get(name, "")) for name in ("from", "to")]
        if not row.get("name"):
            wrong = "the name is missing"
        elif kind not in types:
            wrong = f"{kind!r} is no type: use {', '.join(types)}" if kind else "the type is missing"
        elif country and not re.fullmatch("[A-Z]{3}", country):
            wrong = f"country {country!r} is no ISO 3166-1 alpha-3 code"
        elif bad := [f"{name} {day!r}" for name, day in days if day and not _DAY.fullmatch(day)]:
            wrong = f"{bad[0]} is no day, month or year"
        elif (
            all(day for _, day in days) and days[0][1] > days[1][1] and not days[0][1].startswith(days[1][1])
        ):
            wrong = f"it ends on {days[1][1]}, before it begins on {days[0][1]}"
        if wrong:
            raise GazetteerError(f"{path}, line {line}: {wrong}")
        yield row


def _text(value: object) -> str:
    if value is None:
        return ""
    if is_list(value):
        return ";".join(_text(item) for item in value)
    if isinstance(value, dt.datetime):
        return value.date().isoformat()
    return str(value).strip()
