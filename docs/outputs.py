"""What the code of the documentation gives, written below it: `python docs/outputs.py` brings every page up to date.

A block of Python is followed by the values of its expressions and by what it prints, in a block of text with the title
"Output". In a block of the language `console`, what stands below a line that begins with `$` is what that command
says. The tests run the same and compare, so that no page shows what is not so.

What differs from machine to machine or with every change of a table is left open: hashes are written as `…`. Charts are
shown by pictures, and have no output.
"""

from __future__ import annotations

import ast
import contextlib
import io
import os
import pprint
import re
import subprocess
import sys
import tempfile
import textwrap
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import polars as pl

import onrecord

__all__ = ["PAGES", "desk", "filled"]

ROOT = Path(__file__).parents[1]
PAGES = [ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md"))]

_TITLE = '```text title="Output"\n'
#: A block with its language, and an output that may follow it.
_BLOCK = re.compile(
    rf"^```(python|console)\n(.*?)^```\n(?:\n{re.escape(_TITLE)}.*?^```\n)?", re.MULTILINE | re.DOTALL
)
_HASH = re.compile(r"\b[0-9a-f]{12,}\b")
#: A line of an output, and of the texts in a frame, from what is wished to what will do; then columns are left out.
_WIDTH = 100
_TEXTS = range(64, 12, -2)
_COLUMNS = 8


@contextlib.contextmanager
def desk(folder: Path) -> Iterator[None]:
    """The folder as the current one, with the files that the pages speak of."""
    for name in ("articles", "texts"):
        (folder / name).mkdir()
        for doc_id, text in onrecord.sample().select("doc_id", "text").head(3).iter_rows():
            (folder / name / f"{doc_id}.txt").write_text(text, encoding="utf-8")
    before = Path.cwd()
    os.chdir(folder)
    try:
        yield
    finally:
        os.chdir(before)


def filled(page: str, name: str) -> str:
    """A page with the outputs of its blocks; the current folder is the desk."""
    namespace: dict[str, Any] = {"frame": onrecord.sample().rename({"text": "body", "published": "date"})}

    def block(found: re.Match[str]) -> str:
        language, code = found.groups()
        if language == "console":
            return f"```console\n{_said(code)}```\n"
        output = _given(code, name, namespace)
        return f"```python\n{code}```\n" + (f"\n{_TITLE}{output}```\n" if output else "")

    return _BLOCK.sub(block, page)


def _given(code: str, name: str, namespace: dict[str, Any]) -> str:
    """What a block prints, and the values of its expressions."""
    lines: list[str] = []
    for statement in ast.parse(code).body:
        printed = io.StringIO()
        with contextlib.redirect_stdout(printed):
            if isinstance(statement, ast.Expr):
                value = eval(compile(ast.Expression(statement.value), name, "eval"), namespace)
            else:
                exec(compile(ast.Module([statement], []), name, "exec"), namespace)
                value = None
        lines += [part for part in (printed.getvalue().rstrip(), _shown(value)) if part]
    return "".join(f"{_open(part)}\n" for part in lines)


def _shown(value: object) -> str:
    """A value as text; nothing for what is shown otherwise."""
    if value is None or type(value).__module__.startswith("altair."):
        return ""
    if isinstance(value, Path):  # what was written, in the same words everywhere
        return f"PosixPath({value.as_posix()!r})"
    if isinstance(value, pl.DataFrame):
        return _table(value)
    if isinstance(value, (list, tuple, dict, set)):
        return pprint.pformat(value, width=_WIDTH, sort_dicts=False)
    lines = repr(value).splitlines()
    return "\n".join(textwrap.fill(line, _WIDTH, subsequent_indent="  ") for line in lines)


def _table(frame: pl.DataFrame) -> str:
    """A frame with its texts cut so that each row is one line of the page."""
    plain = frame.with_columns(pl.col(pl.String).str.replace_all(r"\s+", " "))
    drawn = ""
    for columns, length in [*((-1, length) for length in _TEXTS), (_COLUMNS, _TEXTS[-1])]:
        with pl.Config(
            tbl_rows=6, tbl_cols=columns, tbl_width_chars=10_000, fmt_str_lengths=length, fmt_table_cell_list_len=2,
            tbl_hide_column_data_types=True,
        ):  # fmt: skip
            drawn = str(plain)
        if max(map(len, drawn.splitlines())) <= _WIDTH:
            break
    return drawn


def _said(block: str) -> str:
    """The commands of a block, each with what it says."""
    lines: list[str] = []
    here = os.pathsep.join(path for path in sys.path if path)
    environment = {**os.environ, "PYTHONPATH": here, "PYTHONIOENCODING": "utf-8"}
    for command in re.findall(r"^\$ (.*(?:\\\n.*)*)", block, re.MULTILINE):
        done = subprocess.run(
            ["bash", "-c", f'onrecord() {{ "{sys.executable}" -m onrecord "$@"; }}\n{command}'],
            stdout=subprocess.PIPE, stderr=subprocess.STDOUT, encoding="utf-8",
            env=environment,
        )  # fmt: skip
        lines.append(f"$ {command}\n{_open(done.stdout.rstrip())}".rstrip() + "\n")
    return "".join(lines)


def _open(text: str) -> str:
    """A text without what differs each time."""
    return "\n".join(line.rstrip() for line in _HASH.sub("…", text).splitlines())


def main() -> None:
    """Writes every page anew that shows something else than what its code gives."""
    for page in PAGES:
        with tempfile.TemporaryDirectory() as folder, desk(Path(folder)):
            before = page.read_text(encoding="utf-8")
            after = filled(before, str(page))
        if after != before:
            page.write_text(after, encoding="utf-8")
            print(page.relative_to(ROOT))


if __name__ == "__main__":
    main()
