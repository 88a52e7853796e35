"""The questions of docs/howto/finding.md, asked of any articles: `ask_questions.py FOLDER`.

Prints each question with its answer, and at the end how many had one. Names and days are those of the page, so that
articles on something else answer fewer; a question that fails is an error.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import polars as pl

import onrecord

PAGE = Path(__file__).parents[2] / "docs" / "howto" / "finding.md"
_SECTION = re.compile(r"^## (.+?)\n(.*?)(?=^## |\Z)", re.MULTILINE | re.DOTALL)
_CODE = re.compile(r"^```python\n(.*?)^```", re.MULTILINE | re.DOTALL)


def questions() -> Iterator[tuple[str, str]]:
    """Each question of the page, and the code that answers it."""
    for title, section in _SECTION.findall(PAGE.read_text(encoding="utf-8")):
        yield title, _CODE.findall(section)[0]


def answer(code: str, record: onrecord.Extraction) -> pl.DataFrame:
    """The rows that answer a question, of this record."""
    names: dict[str, Any] = {"record": record, "table": record.table(), "pl": pl, "onrecord": onrecord}
    *lines, last = code.rstrip().splitlines()
    exec("\n".join(lines), names)
    rows: pl.DataFrame = eval(last, names)
    return rows


def main(folder: Path) -> int:
    """Asks all questions of the articles in a folder."""
    if not folder.exists():
        print(f"there is no folder {folder}: nothing is asked", file=sys.stderr)
        return 2
    record = onrecord.extract(onrecord.read(folder))
    print(record)
    answered = 0
    asked = list(questions())
    for title, code in asked:
        rows = answer(code, record)
        answered += not rows.is_empty()
        print(f"\n{title}\n{rows}")
    print(f"\n{answered} of {len(asked)} questions have an answer")
    return 0


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit("usage: ask_questions.py FOLDER")
    with pl.Config(tbl_rows=8, tbl_width_chars=140, fmt_str_lengths=60, tbl_hide_column_data_types=True):
        sys.exit(main(Path(sys.argv[1])))
