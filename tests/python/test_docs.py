"""The documentation says what is so: outputs are those of its code, tables have every column, and it builds without a warning."""

from __future__ import annotations

import dataclasses
import inspect
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

import onrecord

ROOT = Path(__file__).parents[2]
DOCS = ROOT / "docs"
PAGES = [ROOT / "README.md", *sorted(DOCS.rglob("*.md"))]
sys.path.insert(0, str(DOCS))

from outputs import desk, filled  # noqa: E402


@pytest.fixture
def folder(tmp_path: Path) -> Iterator[Path]:
    """A folder with the files that the pages speak of."""
    with desk(tmp_path):
        yield tmp_path


@pytest.mark.filterwarnings("default")  # of the packages that the pages hand rows to
@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_a_page_shows_what_its_code_gives(page: Path, folder: Path) -> None:
    text = page.read_text(encoding="utf-8")
    assert filled(text, str(page)) == text, "run docs/outputs.py"


@pytest.mark.parametrize(
    ("page", "shown"),
    [
        ("```python\n1 + 1\n```\n", "2"),
        ("```python\nprint('a')\nvalue = 2\nvalue\n```\n", "a\n2"),
        ('```python\n1 + 1\n```\n\n```text title="Output"\n3\n```\n', "2"),
        ("```console\n$ echo a\nb\n```\n", "$ echo a\na"),
        ("```console\n$ onrecord --version\n```\n", f"$ onrecord --version\nonrecord {onrecord.__version__}"),
    ],
)
def test_what_is_out_of_date_is_seen(page: str, shown: str, folder: Path) -> None:
    after = filled(page, "a page")
    assert after != page
    assert f"\n{shown}\n```\n" in after
    assert filled(after, "a page") == after


def test_what_gives_nothing_has_no_output(folder: Path) -> None:
    page = "```python\nvalue = 1\n```\n\nWords.\n"
    assert filled(page, "a page") == page


def test_commands_that_the_pages_name_exist(folder: Path) -> None:
    fences = re.compile(r"^```(\w*)[^\n]*\n(.*?)^```$", re.MULTILINE | re.DOTALL)
    text = "\n".join(
        block
        for page in PAGES
        for language, block in fences.findall(page.read_text(encoding="utf-8"))
        if language in ("", "console")
    )
    commands = set(re.findall(r"^(?:\$ )?onrecord (\w+)", text, re.MULTILINE))
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


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The documentation as it is built, with warnings as errors."""
    pytest.importorskip("mkdocs")
    folder = tmp_path_factory.mktemp("site")
    done = subprocess.run(
        [sys.executable, "-m", "mkdocs", "build", "--strict", "--quiet", "--site-dir", str(folder)],
        cwd=ROOT, capture_output=True, text=True, env={**os.environ, "NO_MKDOCS_2_WARNING": "1"},
    )  # fmt: skip
    assert done.returncode == 0, done.stdout + done.stderr
    return folder


def test_frames_are_filled_in(site: Path) -> None:
    statements = (site / "frames" / "statements" / "index.html").read_text(encoding="utf-8")
    assert "said_from" in statements and "Enum: direct" in statements
    assert "<!-- frame" not in statements


def test_outputs_are_shown_as_such(site: Path) -> None:
    search = (site / "howto" / "search" / "index.html").read_text(encoding="utf-8")
    assert search.count('<span class="filename">Output</span>') >= 4


def public_names() -> Iterator[str]:
    """Every public name, and every public method and property of what calls give."""
    from onrecord import review

    for module in (onrecord, review):
        for name in module.__all__:
            value = getattr(module, name)
            if inspect.ismodule(value) or name == "__version__":
                continue
            # The base of all exceptions is explained where they are.
            place = "onrecord.exceptions" if name == "OnrecordError" else module.__name__
            yield f"{place}.{name}"
            if inspect.isclass(value) and not issubclass(value, Exception):
                # The fields of a dataclass are the parameters of what makes it, and explained as such.
                fields = (
                    {field.name for field in dataclasses.fields(value)}
                    if dataclasses.is_dataclass(value)
                    else set()
                )
                members = [
                    member for member in dir(value) if not member.startswith("_") and member not in fields
                ]
                yield from (f"{place}.{name}.{member}" for member in members)


def test_the_api_page_has_every_public_name(site: Path) -> None:
    page = (site / "api" / "index.html").read_text(encoding="utf-8")
    anchors = set(re.findall(r'\bid="(onrecord[\w.]*)"', page))
    names = set(public_names())
    assert {
        "onrecord.Extraction.filter",
        "onrecord.StoredExtraction.load",
        "onrecord.review.evaluate",
    } <= names
    assert names - anchors == set()
