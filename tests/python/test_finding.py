"""The ten questions of "From a folder to a finding": each has an answer in three lines at most."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

import onrecord

QUALITY = Path(__file__).parents[1] / "quality"
sys.path.insert(0, str(QUALITY))

from ask_questions import answer, main, questions  # noqa: E402

ASKED = list(questions())


def test_there_are_ten() -> None:
    assert len({title for title, _ in ASKED}) == len(ASKED) == 10


@pytest.mark.parametrize(("title", "code"), ASKED)
def test_three_lines_answer_a_question(record: onrecord.Extraction, title: str, code: str) -> None:
    lines = code.strip().splitlines()
    assert len(lines) <= 3 and max(map(len, lines)) <= 110
    assert not answer(code, record).is_empty()


def test_they_are_asked_of_any_folder(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for name, text in onrecord.sample().select("doc_id", "text").head(8).iter_rows():
        (tmp_path / f"{name}.txt").write_text(text, encoding="utf-8")
    assert main(tmp_path) == 0
    shown = capsys.readouterr().out
    assert all(title in shown for title, _ in ASKED)
    assert shown.endswith(" of 10 questions have an answer\n")


def test_a_folder_that_is_missing_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(tmp_path / "nowhere") == 2
    assert "there is no folder" in capsys.readouterr().err
