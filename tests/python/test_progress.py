"""Bars: in a terminal and in a notebook for what takes long, and nowhere else."""

from __future__ import annotations

import gzip
import io
import random
import re
import zipfile
from pathlib import Path

import pytest

import onrecord
from onrecord import _progress
from onrecord._read import expected as _expected
from onrecord._read.expected import expected

DOCUMENTS = ["Talks are over."] * 600


class Screen(io.StringIO):
    """A standard error that somebody looks at, or not."""

    def __init__(self, *, is_terminal: bool) -> None:
        super().__init__()
        self._is_terminal = is_terminal

    def isatty(self) -> bool:
        return self._is_terminal


@pytest.mark.parametrize(
    ("is_terminal", "moment", "progress", "is_drawn"),
    [
        (True, -1.0, None, True),
        (True, 1e9, None, False),
        (True, -1.0, False, False),
        (False, -1.0, None, False),
        (False, 1e9, True, True),
    ],
    ids=["terminal", "done at once", "unwanted", "piped", "wanted all the same"],
)
def test_a_bar_is_drawn_where_somebody_looks_on(
    monkeypatch: pytest.MonkeyPatch, is_terminal: bool, moment: float, progress: bool | None, is_drawn: bool
) -> None:
    screen = Screen(is_terminal=is_terminal)
    monkeypatch.setattr("sys.stderr", screen)
    monkeypatch.setattr(_progress, "_MOMENT", moment)
    record = onrecord.extract(DOCUMENTS, progress=progress)
    assert screen.getvalue().endswith("\n") == is_drawn == bool(screen.getvalue())
    assert screen.getvalue().rstrip().endswith("600 of 600 documents") == is_drawn
    assert record.documents.height == 600


def test_a_bar_says_how_long_it_takes_and_fits_a_narrow_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    screen = Screen(is_terminal=True)
    monkeypatch.setattr("sys.stderr", screen)
    monkeypatch.setenv("COLUMNS", "40")
    clock = iter(range(0, 40_000, 10))
    monkeypatch.setattr("time.monotonic", lambda: next(clock))
    for total, step, what in ((120_000, 40_000, "documents"), (9, 3, "files"), (None, 500, "articles")):
        reporter = _progress.Reporter(None, total, what)
        for _ in range(3):
            reporter.add(step)
        reporter.finish()
    drawn = re.split("[\r\n]+", screen.getvalue().strip())
    assert max(map(len, drawn)) < 40
    # Where there is no space for all of it, the noun goes, and then the bar.
    assert drawn[0].rstrip() == "40,000 of 120,000 documents, 20 s left"
    assert drawn[3].rstrip() == "█" * 10 + " 120,000 of 120,000 documents"
    assert drawn[4].rstrip() == "█" * 5 + "░" * 10 + " 3 of 9 files, 20 s left"
    assert drawn[-1].rstrip() == "1,500 articles"


def test_texts_that_are_weighed_have_a_speed(monkeypatch: pytest.MonkeyPatch) -> None:
    screen = Screen(is_terminal=True)
    monkeypatch.setattr("sys.stderr", screen)
    clock = iter(range(0, 40_000, 10))
    monkeypatch.setattr("time.monotonic", lambda: next(clock))
    reporter = _progress.Reporter(None, 4_000, "documents")
    reporter.weigh(15_000_000)
    reporter.add(1_000)
    assert screen.getvalue().endswith(" 1,000 of 4,000 documents, 1.5 MB/s, 30 s left")


def test_the_pages_of_a_web_archive_are_reckoned_from_its_beginning(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(_expected, "_BEGINNING", 1_000_000)
    monkeypatch.setattr(_expected, "_STEP", 10_000)
    page = b"<p>Talks are over.</p>" + random.Random(1).randbytes(2_000).hex().encode()
    response = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n" + page
    head = b"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: https://a.org/\r\nContent-Length: %d\r\n\r\n"
    with open(tmp_path / "pages.warc.gz", "wb") as file:
        for _ in range(2_000):
            file.write(gzip.compress(head % len(response) + response + b"\r\n\r\n"))
    assert 1_850 <= expected(tmp_path / "pages.warc.gz") <= 2_150


@pytest.mark.parametrize(
    ("seconds", "words"),
    [(0.2, "1 s"), (59, "59 s"), (59.6, "1 min"), (3599, "1 h 0 min"), (90_061, "25 h 1 min")],
)
def test_time_left_is_told_in_the_unit_that_fits(seconds: float, words: str) -> None:
    assert _progress._duration(seconds) == words


def test_what_was_done_before_tells_nothing_of_the_speed(monkeypatch: pytest.MonkeyPatch) -> None:
    screen = Screen(is_terminal=True)
    monkeypatch.setattr("sys.stderr", screen)
    clock = iter(range(0, 1_000, 10))
    monkeypatch.setattr("time.monotonic", lambda: next(clock))
    reporter = _progress.Reporter(None, 1_000, "documents")
    reporter.skip(800)
    reporter.add(100)
    assert "left" not in screen.getvalue().split("\r")[1]
    assert "900 of 1,000 documents, 20 s left" in screen.getvalue()


@pytest.mark.parametrize(
    ("files", "total"),
    [
        ({"a.txt": "Talks.", "b.html": "<p>Talks."}, 2),
        ({"a.jsonl": '{"text": "a"}\n{"text": "b"}'}, 2),
        ({"a.csv": 'text,id\n"one\ntwo ""three""\n",1\nfour,2\n'}, 2),
        ({"a.csv": "text\n"}, 0),
        ({"a.jsonl": '{"text": "a"}\n', "b.txt": "Talks."}, 2),
        ({"a.txt": "Talks.", "b.mbox": "From a"}, None),
    ],
    ids=str,
)
def test_articles_are_counted_before_they_are_read(
    tmp_path: Path, files: dict[str, str], total: int | None
) -> None:
    for name, content in files.items():
        (tmp_path / name).write_text(content, encoding="utf-8")
    assert expected(tmp_path) == total


def test_packed_tables_and_parquet_are_counted_as_well(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl.gz").write_bytes(gzip.compress(b'{"text": "a"}\n' * 3))
    onrecord.sample().write_parquet(tmp_path / "b.parquet")
    with zipfile.ZipFile(tmp_path / "c.zip", "w") as archive:
        archive.writestr("d.txt", "Talks.")
        archive.writestr("e.csv", "text\nTalks.\n")
    assert expected(tmp_path) == 3 + 16 + 2


def test_a_folder_is_extracted_with_a_total(tmp_path: Path) -> None:
    articles = tmp_path / "articles"
    articles.mkdir()
    for name in range(5):
        (articles / f"{name}.txt").write_text("Talks are over.", encoding="utf-8")
    told: list[tuple[int, int]] = []
    onrecord.extract_to(articles, tmp_path / "out", batch_size=2, progress=lambda *state: told.append(state))
    assert told[-1] == (5, 5)
    assert {total for _, total in told} == {5}
    assert [done for done, _ in told] == sorted(done for done, _ in told)


def test_no_standard_error_is_no_error(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stderr", None)
    assert onrecord.extract(DOCUMENTS[:1]).documents.height == 1


@pytest.mark.filterwarnings("ignore")
def test_a_notebook_shows_a_bar_of_its_own() -> None:
    nbformat = pytest.importorskip("nbformat")
    nbclient = pytest.importorskip("nbclient")
    code = (
        "import onrecord\nfrom onrecord import _progress\n_progress._MOMENT = -1.0\n"
        "text = 'The talks were over, Sergey Lavrov said on Monday. ' * 100\n"
        "record = onrecord.extract([text] * 600)\nquiet = onrecord.extract([text] * 600, progress=False)"
    )
    notebook = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(code)])
    nbclient.NotebookClient(notebook, timeout=120, kernel_name="python3").execute()
    [shown] = notebook.cells[0].outputs
    assert "600 of 600 documents" in shown["data"]["text/html"]
    assert shown["data"]["text/plain"] == "600 of 600 documents"
