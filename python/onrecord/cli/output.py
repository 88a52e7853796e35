"""Rows that a command gives: as lines to read, or as data, to standard output or into a file."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from onrecord._show.document import counted
from onrecord.cli.paths import output
from onrecord.cli.screen import say

if TYPE_CHECKING:
    from collections.abc import Iterable

    import polars as pl

__all__ = ["DATA", "add_output", "write_rows"]

#: What rows are printed as when they are not lines to read.
DATA = ("csv", "jsonl")
_ENDINGS = (".csv", ".tsv", ".jsonl", ".parquet")


def add_output(parser: argparse.ArgumentParser, *, default: str) -> None:
    """Gives a command the choice of its form; `default` says in words what it is if nothing is chosen."""
    parser.add_argument("--format", choices=("text", *DATA), help=f"default: {default}")
    parser.add_argument(
        "--out",
        type=_table,
        metavar="FILE",
        help=f"write all columns to a file, in the form that its ending says: {', '.join(_ENDINGS)}",
    )


def _table(path: str) -> Path:
    file = Path(output(path))
    if file.suffix.lower() not in _ENDINGS:
        raise argparse.ArgumentTypeError(
            f"{path!r} does not end in {', '.join(_ENDINGS[:-1])} or {_ENDINGS[-1]}"
        )
    return file


def write_rows(
    frame: pl.DataFrame, lines: Iterable[str], options: argparse.Namespace, *, default: str
) -> None:
    """Writes a frame into the file or in the form that is asked for; `lines` are how it is read."""
    if options.out is not None:
        _write(frame, options.out)
        say(f"{options.out}: {counted(frame.height, 'rows')}")
        return
    form = options.format or default
    if form == "text":
        for line in lines:
            print(line)
    elif form == "jsonl":
        print(frame.write_ndjson(), end="")
    else:
        print(_flat(frame).write_csv(), end="")


def _write(frame: pl.DataFrame, file: Path) -> None:
    ending = file.suffix.lower()
    if ending == ".parquet":
        frame.write_parquet(file)
    elif ending == ".jsonl":
        frame.write_ndjson(file)
    else:
        _flat(frame).write_csv(file, separator="\t" if ending == ".tsv" else ",")


def _flat(frame: pl.DataFrame) -> pl.DataFrame:
    """Lists as texts, for forms that have none."""
    import polars as pl

    lists = [name for name, dtype in frame.schema.items() if isinstance(dtype, pl.List)]
    joined = pl.when(pl.col(lists).list.len() > 0).then(pl.col(lists).list.join("; "))
    return frame.with_columns(joined) if lists else frame
