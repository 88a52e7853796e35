"""Every case of tests/cases/field_files.md: folders and tables as people have them."""

from __future__ import annotations

import datetime as dt
import itertools
import re
from dataclasses import dataclass
from pathlib import Path

import polars as pl
import pytest

import onrecord

CASES = Path(__file__).parents[1] / "cases" / "field_files.md"
#: Cases that no line of text can hold; each has a test of its own.
DESCRIBED = ("FC28", "FC33")


@dataclass(frozen=True)
class Case:
    """Files with what is to come of them."""

    id: str
    files: dict[str, str]
    clauses: list[str]


def read_cases() -> list[Case]:
    cases = []
    lines = CASES.read_text(encoding="utf-8").split("\n")
    for line, expected in itertools.pairwise(lines):
        head = re.match(r"(FC\d\d) \| (?:folder|file) (.*)", line)
        if not head or head[1] in DESCRIBED:
            continue
        given = head[2].split(" ## ")[0].replace("⏎", "\n").replace("⇥", "\t")
        files = {name: content.strip(" ") for name, content in re.findall(r"‹([^›]+)›([^‹]*)", given)}
        cases.append(Case(head[1], files, expected.removeprefix("= ").split("; ")))
    return cases


@pytest.mark.parametrize("case", read_cases(), ids=lambda case: case.id)
def test_files(case: Case, tmp_path: Path) -> None:
    for name, content in case.files.items():
        (tmp_path / name).write_text(content, encoding="utf-8", newline="")
    frame = onrecord.read(tmp_path)
    texts = frame["text"].drop_nulls().to_list()
    for clause in case.clauses:
        if counts := re.fullmatch(r"(\d+) rows?(?:, (\d+) errors?)?", clause):
            assert frame.height == int(counts[1]), clause
            assert counts[2] is None or frame.height - frame["error"].null_count() == int(counts[2]), clause
        elif words := re.fullmatch(r"text ⟦(.+)⟧", clause):
            assert any(words[1] in text for text in texts), (clause, texts)
        else:
            raise AssertionError(f"{case.id}: the runner does not understand {clause!r}")


def test_every_case_of_the_file_is_run() -> None:
    assert {case.id for case in read_cases()} | set(DESCRIBED) == {f"FC{number}" for number in range(24, 35)}


def test_fc28_an_archive_that_breaks_off_in_its_second_record(tmp_path: Path) -> None:
    page = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n<p>The dam will hold, Ines Duarte said on Monday.</p>"
    record = b"WARC/1.0\r\nWARC-Type: response\r\nContent-Length: %d\r\n\r\n%s\r\n\r\n" % (len(page), page)
    (tmp_path / "crawl.warc").write_bytes(record + record[:-40])
    frame = onrecord.read(tmp_path)
    assert frame["text"].to_list() == ["The dam will hold, Ines Duarte said on Monday.", None]
    assert [error is None for error in frame["error"]] == [True, False]


@pytest.mark.parametrize("way", ["text", "datetime", "column", "read", "expression"])
def test_fc33_one_instant_is_one_day(way: str, tmp_path: Path) -> None:
    text, told, day = "He resigned today.", "2020-02-15T23:30:00-05:00", dt.date(2020, 2, 15)
    column = pl.Series("published", [dt.datetime.fromisoformat(told)]).dt.convert_time_zone("US/Eastern")
    if way == "expression":
        frame = pl.DataFrame({"text": [text], "published": column})
        [[row]] = frame.select(onrecord.dates("text", published="published")).to_series().to_list()
        assert row["earliest"] == day
        return
    if way == "read":
        (tmp_path / "a.jsonl").write_text(f'{{"text": "{text}", "published": "{told}"}}')
    documents = {
        "text": lambda: [{"text": text, "published": told}],
        "datetime": lambda: [{"text": text, "published": dt.datetime.fromisoformat(told)}],
        "column": lambda: pl.DataFrame({"text": [text], "published": column}),
        "read": lambda: onrecord.read(tmp_path),
    }[way]()
    record = onrecord.extract(documents)
    assert record.documents["published"].to_list() == [day]
    assert record.dates["earliest"].to_list() == [day]
