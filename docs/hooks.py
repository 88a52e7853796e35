"""What the documentation is filled with: each frame's columns with an example row, and the commands' help.

`<!-- frame: statements -->` becomes a table from `columns.tsv`, the published schema, and a row of the
bundled corpus, so that no example can be out of date. `<!-- help: extract -->` becomes what the command says
of itself.
"""

from __future__ import annotations

import html
import os
import re
import subprocess
import sys
from functools import cache
from pathlib import Path
from typing import Any

import polars as pl

import onrecord

COLUMNS = Path(__file__).with_name("columns.tsv")


@cache
def meanings() -> dict[tuple[str, str], str]:
    """What each column of each frame holds."""
    lines = COLUMNS.read_text(encoding="utf-8").splitlines()
    rows = [line.split("\t") for line in lines if line and not line.startswith("#")]
    return {(frame, column): meaning for frame, column, meaning in rows}


@cache
def record() -> onrecord.Extraction:
    """The bundled corpus, extracted, and a sentence with a range."""
    more = {
        "doc_id": "a-range",
        "text": "The talks ran from 31 January to 2 February 2020.",
        "published": "2020-02-03",
    }
    return onrecord.merge([onrecord.extract(onrecord.sample()), onrecord.extract([more])])


def example(name: str) -> dict[str, Any]:
    """A row with as few nulls as there is, the surest and then the first of them."""
    frame = record().frames[name]
    fullness = pl.sum_horizontal(pl.all().is_not_null().cast(pl.UInt32))
    short = pl.col("content").str.len_chars().fill_null(999) < 120 if name == "statements" else pl.lit(True)
    sure = pl.col("confidence") if "confidence" in frame.columns else pl.lit(1.0)
    ranked = frame.with_columns(_full=fullness, _short=short, _sure=sure).sort(
        "_short", "_full", "_sure", descending=True, maintain_order=True
    )
    rows = ranked.drop("_full", "_short", "_sure").head(1).rows(named=True)
    return rows[0] if rows else dict.fromkeys(frame.columns)


def table(name: str) -> str:
    """A frame's columns, each with its type, what it holds, and its value in one row."""
    row = example(name)
    lines = ["| column | type | what it holds | for example |", "| --- | --- | --- | --- |"]
    for column, dtype in onrecord.schema(name).items():
        lines.append(
            f"| `{column}` | {kind(dtype)} | {meanings()[name, column]} | {shown(row.get(column))} |"
        )
    return "\n".join(lines)


def kind(dtype: pl.DataType) -> str:
    """A type in a word."""
    if isinstance(dtype, pl.Enum):
        return "Enum: " + ", ".join(dtype.categories)
    if isinstance(dtype, pl.List):
        return "List(Struct{start, end})" if isinstance(dtype.inner, pl.Struct) else f"List({dtype.inner})"
    return str(dtype)


def shown(value: Any) -> str:
    """A value as it may stand in a table."""
    text = " ".join(("null" if value is None else str(value)).split())
    text = text if len(text) <= 90 else text[:89] + "…"
    return f"<code>{html.escape(text).replace('|', '&#124;')}</code>"


def helped(command: str) -> str:
    """What a command says of itself."""
    words = [sys.executable, "-m", "onrecord", *command.split(), "--help"]
    environment = {
        **os.environ,
        "COLUMNS": "100",
        "PYTHONPATH": os.pathsep.join(path for path in sys.path if path),
    }
    done = subprocess.run(words, capture_output=True, text=True, check=True, env=environment)
    return f"```text\n{done.stdout.strip()}\n```"


def on_page_markdown(markdown: str, **_: Any) -> str:
    """Fills a page."""
    markdown = re.sub(r"<!-- frame: (\w+) -->", lambda match: table(match[1]), markdown)
    return re.sub(r"<!-- help:([\w -]*?) -->", lambda match: helped(match[1].strip()), markdown)
