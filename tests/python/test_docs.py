"""The documentation says what is so: its code runs, its tables have every column, and it builds without a warning."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

import onrecord

ROOT = Path(__file__).parents[2]
DOCS = ROOT / "docs"
PAGES = [ROOT / "README.md", *sorted(DOCS.rglob("*.md"))]
CODE = re.compile(r"^```python\n(.*?)^```", re.MULTILINE | re.DOTALL)


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with the files that the pages speak of."""
    monkeypatch.chdir(tmp_path)
    for folder in ("articles", "texts"):
        (tmp_path / folder).mkdir()
        for name, text in onrecord.sample().select("doc_id", "text").head(3).iter_rows():
            (tmp_path / folder / f"{name}.txt").write_text(text, encoding="utf-8")
    return tmp_path


@pytest.mark.filterwarnings("default")  # of the packages that the pages hand rows to
@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_the_code_of_a_page_runs(page: Path, desk: Path) -> None:
    namespace: dict[str, Any] = {"frame": onrecord.sample().rename({"text": "body", "published": "date"})}
    for block in CODE.findall(page.read_text(encoding="utf-8")):
        exec(compile(block, str(page), "exec"), namespace)


def test_commands_that_the_pages_name_exist(desk: Path) -> None:
    fences = re.compile(r"^```(\w*)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
    text = "\n".join(
        block
        for page in PAGES
        for language, block in fences.findall(page.read_text(encoding="utf-8"))
        if not language
    )
    commands = set(re.findall(r"^onrecord (\w+)", text, re.MULTILINE))
    assert {"extract", "show", "evaluate"} <= commands
    for command in sorted(commands):
        done = subprocess.run(
            [sys.executable, "-m", "onrecord", command, "--help"], capture_output=True, text=True
        )
        assert done.returncode == 0, command


def test_every_column_has_its_meaning() -> None:
    lines = (DOCS / "columns.tsv").read_text(encoding="utf-8").splitlines()
    told = [tuple(line.split("\t")[:2]) for line in lines if not line.startswith("#")]
    assert told == [(name, column) for name, schema in onrecord.schemas.FRAMES.items() for column in schema]


def test_it_builds_without_a_warning(tmp_path: Path) -> None:
    pytest.importorskip("mkdocs")
    environment = {**os.environ, "NO_MKDOCS_2_WARNING": "1"}
    command = [
        sys.executable,
        "-m",
        "mkdocs",
        "build",
        "--strict",
        "--quiet",
        "--site-dir",
        str(tmp_path / "site"),
    ]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, env=environment)
    assert done.returncode == 0, done.stdout + done.stderr
    statements = (tmp_path / "site" / "frames" / "statements" / "index.html").read_text(encoding="utf-8")
    assert "said_from" in statements and "Enum: direct" in statements
    assert "<!-- frame" not in statements
