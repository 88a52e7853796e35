"""The commands that find, lay out and draw statements: the rows of `record.filter`, from folders and from articles."""

from __future__ import annotations

import json
import sys
from contextlib import redirect_stderr, redirect_stdout
from dataclasses import dataclass
from io import StringIO
from pathlib import Path
from typing import Any

import polars as pl
import pytest
from polars.testing import assert_frame_equal

import onrecord
from onrecord.cli import main
from terminal import on_terminal


@dataclass
class Done:
    """What a command says, and its exit code."""

    returncode: int
    stdout: str
    stderr: str


def run(*arguments: str | Path) -> Done:
    """The command in this process, as starting another takes longer than most commands."""
    with redirect_stdout(StringIO()) as out, redirect_stderr(StringIO()) as words:
        try:
            code = main([str(argument) for argument in arguments])
        except SystemExit as end:  # of argparse
            code = int(end.code or 0)
    return Done(code, out.getvalue(), words.getvalue())


@pytest.fixture(scope="module")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The bundled articles as a table."""
    file = tmp_path_factory.mktemp("corpus") / "articles.jsonl"
    onrecord.sample().drop("url").write_ndjson(file)
    return file


@pytest.fixture(scope="module")
def folder(corpus: Path) -> Path:
    """What the command makes of them."""
    out = corpus.parent / "record"
    assert run("extract", corpus, "--id", "doc_id", "--out", out, "--quiet").returncode == 0
    return out


FILTERS: list[tuple[list[str], dict[str, Any]]] = [
    (["--speaker", "ERDOGAN"], {"speaker": "Erdoğan"}),
    (["--speaker", "Erdogan", "--speaker", "Putin"], {"speaker": ["Erdogan", "Putin"]}),
    (["--act", "accuse", "--act", "condemn"], {"act": ["accuse", "condemn"]}),
    (["--outlet", "Aegean Courier"], {"outlet": "Aegean Courier"}),
    (["--between", "2020-03-01", "-"], {"between": ("2020-03-01", None)}),
    (["--between", "-", "2019-12-31"], {"between": (None, "2019-12-31")}),
    (["--about", "Turkey", "--confidence", "0.5"], {"about": "Turkey", "confidence": 0.5}),
    ([], {}),
]


@pytest.mark.parametrize(("options", "asked"), FILTERS, ids=str)
def test_a_filter_is_that_of_python(folder: Path, options: list[str], asked: dict[str, Any]) -> None:
    done = run("table", folder, "--format", "jsonl", *options)
    assert (done.returncode, done.stderr) == (0, "")
    expected = onrecord.Extraction.read_parquet(folder).filter(**asked).table()
    assert expected.height
    expected = expected.sort("confidence", descending=True, nulls_last=True, maintain_order=True)
    assert_frame_equal(pl.read_ndjson(StringIO(done.stdout), schema=expected.schema), expected)


@pytest.mark.parametrize("command", [("table",), ("search", "syria"), ("search", "syria", "--in", "text")])
def test_articles_give_what_their_folder_gives(corpus: Path, folder: Path, command: tuple[str, ...]) -> None:
    words, options = command[:2] if command[0] == "search" else command, command[2:]
    filters = ("--between", "2020-01-01", "-", "--format", "csv")
    stored = run(*words, folder, *options, *filters)
    direct = run(*words, corpus, "--id", "doc_id", *options, *filters)
    assert stored.returncode == direct.returncode == 0
    assert stored.stdout.count("\n") > 2
    assert stored.stdout == direct.stdout


def test_a_search_shows_words_between_their_neighbours(folder: Path) -> None:
    done = run("search", "ceasefire", folder, "--window", "4")
    assert (done.returncode, done.stderr) == (0, "")
    record = onrecord.Extraction.read_parquet(folder)
    found = record.search("ceasefire", window=4)
    lines = done.stdout.splitlines()
    headings = [line.split()[1] for line in lines if line.startswith("──")]
    assert headings == found["doc_id"].unique(maintain_order=True).to_list()
    matches = [line for line in lines if not line.startswith("──")]
    for line, row in zip(matches, found.iter_rows(named=True), strict=True):
        assert "".join(line.split()).endswith("".join(f"{row['left']}{row['match']}{row['right']}".split()))
        assert line.startswith((row["speaker"] or "?")[:20])


def test_marks_stand_at_their_word(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(
        "“The talks, the ‘talks’ (talks) are over,” Mara Quist said.", encoding="utf-8"
    )
    lines = run("search", "talks", tmp_path, "--window", "2").stdout.splitlines()[1:]
    for line, words in zip(lines, ("“The talks, the", "the ‘talks’ (talks)", "(talks) are"), strict=True):
        assert words in line


def test_rows_go_into_files(folder: Path, tmp_path: Path) -> None:
    table = onrecord.Extraction.read_parquet(folder).filter(act="deny").table()
    for ending in ("csv", "tsv", "jsonl", "parquet"):
        file = tmp_path / f"denied.{ending}"
        done = run("table", folder, "--act", "deny", "--out", file)
        assert (done.returncode, done.stdout) == (0, "")
        assert f"{table.height} rows" in done.stderr
    ids = sorted(table.select("doc_id", "statement_id").rows())
    read = [
        pl.read_csv(tmp_path / "denied.csv"),
        pl.read_csv(tmp_path / "denied.tsv", separator="\t"),
        pl.read_ndjson(tmp_path / "denied.jsonl"),
        pl.read_parquet(tmp_path / "denied.parquet"),
    ]
    for frame in read:
        assert frame.columns == table.columns
        assert sorted(frame.select("doc_id", "statement_id").rows()) == ids
    assert read[3].schema == table.schema
    speakers = {"; ".join(names) or None for names in table["speakers"].fill_null([]).to_list()}
    assert set(read[0]["speakers"]) <= speakers


def test_the_surest_statement_comes_first(folder: Path) -> None:
    done = run("table", folder, "--format", "csv")
    sure = pl.read_csv(StringIO(done.stdout))["confidence"]
    assert sure.to_list() == sure.sort(descending=True).to_list()


def test_a_report_and_a_picture_have_the_statements_that_are_asked_for(folder: Path, tmp_path: Path) -> None:
    for name, options in (("all", ()), ("some", ("--speaker", "Turkey", "--about", "Russia"))):
        done = run("report", folder, "--out", tmp_path / f"{name}.html", *options)
        assert (done.returncode, done.stderr) == (0, f"{tmp_path / name}.html\n")
    smaller = onrecord.Extraction.read_parquet(folder).filter(speaker="Turkey", about="Russia")
    smaller.report(tmp_path / "expected.html")
    pages = {
        name: (tmp_path / f"{name}.html").read_text(encoding="utf-8") for name in ("all", "some", "expected")
    }
    assert pages["some"] == pages["expected"] != pages["all"]


@pytest.mark.parametrize("ending", ["svg", "png", "html", "json"])
def test_a_picture_is_written_as_its_ending_says(folder: Path, tmp_path: Path, ending: str) -> None:
    pytest.importorskip("altair")
    file = tmp_path / f"speakers.{ending}"
    done = run("plot", "speakers", folder, "--by", "act", "--top", "3", "--out", file)
    assert (done.returncode, done.stderr) == (0, f"{file}\n"), done.stderr
    beginnings = {"svg": b"<svg", "png": b"\x89PNG", "html": b"<!DOCTYPE html>", "json": b"{"}
    content = file.read_bytes()
    assert content.lstrip().startswith(beginnings[ending])
    if ending == "html":
        assert b"<script src=" not in content, "a page that is opened offline loads nothing"
    if ending == "json":
        chart = onrecord.Extraction.read_parquet(folder).plot.speakers(by="act", top=3)
        assert {row["speaker"] for rows in json.loads(content)["datasets"].values() for row in rows} == set(
            chart.data["speaker"]
        )


def test_every_picture_can_be_drawn(folder: Path, tmp_path: Path) -> None:
    pytest.importorskip("altair")
    from onrecord._plot.charts import Plots

    names = [name for name in vars(Plots) if not name.startswith("_")]
    assert {"timeline", "speakers", "network", "dates"} <= set(names)
    for name in names:
        done = run("plot", name, folder, "--speaker", "Putin", "--out", tmp_path / f"{name}.json")
        assert done.returncode == 0, done.stderr


@pytest.mark.parametrize(
    ("arguments", "code", "words"),
    [
        (("table", "FOLDER", "--act", "shout"), 2, "invalid choice: 'shout'"),
        (("table", "FOLDER", "--between", "soon", "-"), 2, "'soon' is no day such as 2020-03-05"),
        (("table", "FOLDER", "--confidence", "70"), 2, "'70' is no number from 0 to 1"),
        (("table", "FOLDER", "--between", "2020-03-02", "2020-03-01"), 1, "give the earlier day first"),
        (("table", "FOLDER", "--out", "rows.xls"), 2, "'rows.xls' does not end in .csv, .tsv, .jsonl or .parquet"),
        (("plot", "speakers", "FOLDER", "--out", "a.gif"), 2, "does not end in .svg, .png, .html or .json"),
        (("plot", "pie", "FOLDER", "--out", "a.svg"), 2, "invalid choice: 'pie'"),
        (("plot", "dates", "FOLDER", "--out", "a.svg", "--by", "act"), 1, "dates takes no --by"),
        (("plot", "speakers", "FOLDER", "--out", "a.svg", "--by", "age"), 1, "--by age: give 'outlet', 'kind' or 'act'"),
        (("search", "…", "FOLDER"), 1, "no word to search for"),
        (("search", "truce", "FOLDER", "--window", "few"), 2, "'few' is no whole number from 0"),
        (("table", "nowhere"), 1, "there is no file or folder 'nowhere'"),
    ],
)  # fmt: skip
def test_wrong_usage_is_told(folder: Path, arguments: tuple[str, ...], code: int, words: str) -> None:
    done = run(*(str(folder) if argument == "FOLDER" else argument for argument in arguments))
    assert (done.returncode, done.stdout) == (code, "")
    assert words in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("table", "--speaker", "Nobody At All"), "no statement fits --speaker 'Nobody At All'"),
        (
            ("table", "--outlet", "Aegean Courier", "--between", "1990-01-01", "1990-02-01"),
            "no statement fits --between 1990-01-01 1990-02-01",
        ),
        (
            ("table", "--outlet", "Aegean Courier", "--between", "-", "2019-01-01"),
            "no statement fits --outlet 'Aegean Courier', --between - 2019-01-01 together",
        ),
        (("search", "zebra"), "'zebra' is in no content; --in text looks anywhere in the articles"),
        (("search", "zebra", "--in", "text"), "'zebra' is in no text\n"),
    ],
)
def test_nothing_found_is_no_error_but_told(folder: Path, arguments: tuple[str, ...], words: str) -> None:
    at = 2 if arguments[0] == "search" else 1
    done = run(*arguments[:at], folder, *arguments[at:], "--format", "text")
    assert (done.returncode, done.stdout) == (0, "")
    assert words in done.stderr


def test_what_could_not_be_extracted_is_told(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("“The talks are over,” Sergey Lavrov said.", encoding="utf-8")
    (tmp_path / "b.html").write_text("<html>", encoding="utf-8")
    for command in (("table",), ("search", "talks"), ("show",)):
        done = run(*command, tmp_path)
        assert done.returncode == 1
        assert "Lavrov" in done.stdout
        assert "b.html" in done.stderr + done.stdout


def test_other_languages_are_told_of_or_left_out(tmp_path: Path) -> None:
    spanish = (
        "El ministro de Asuntos Exteriores dijo el lunes que las conversaciones habían terminado sin acuerdo. "
        * 5
    )
    (tmp_path / "a.txt").write_text("“The talks are over,” Sergey Lavrov said.", encoding="utf-8")
    (tmp_path / "b.txt").write_text(spanish, encoding="utf-8")
    done = run("table", tmp_path)
    assert done.returncode == 1
    assert "b.txt: " in done.stderr and "; --language en leaves such articles out" in done.stderr
    done = run("table", tmp_path, "--language", "en")
    assert (done.returncode, done.stderr) == (0, "")
    assert "Lavrov" in done.stdout


def test_articles_of_a_folder_of_frames_are_shown(folder: Path) -> None:
    done = run("show", folder, "--act", "deny")
    assert (done.returncode, done.stderr) == (0, "")
    denied = onrecord.Extraction.read_parquet(folder).filter(act="deny")
    headings = [line.split(",")[0].strip("─ ") for line in done.stdout.splitlines() if line.startswith("──")]
    assert headings == denied.documents["doc_id"].to_list()


def test_folders_that_are_no_finished_extraction(corpus: Path, tmp_path: Path) -> None:
    assert run("extract", corpus, "--out", tmp_path, "--format", "csv", "--quiet").returncode == 0
    done = run("table", tmp_path)
    assert (done.returncode, done.stdout) == (1, "")
    assert "holds an extraction as csv" in done.stderr and "without --format" in done.stderr
    unfinished = tmp_path / "unfinished"
    (unfinished / ".extracting").mkdir(parents=True)
    assert "was interrupted: go on with the same command and --resume" in run("table", unfinished).stderr


def test_a_folder_of_another_version_is_refused(folder: Path, tmp_path: Path) -> None:
    record = onrecord.Extraction.read_parquet(folder)
    record.write_parquet(tmp_path)
    record.statements.drop("negated").write_parquet(tmp_path / "statements.parquet")
    done = run("table", tmp_path)
    assert (done.returncode, done.stdout) == (1, "")
    assert "the columns of another version: extract the documents anew" in done.stderr


@pytest.mark.skipif(sys.platform == "win32", reason="there are no such terminals")
@pytest.mark.parametrize("columns", [40, 100])
@pytest.mark.parametrize("command", [("table",), ("search", "syria")])
def test_lines_fit_the_terminal(folder: Path, command: tuple[str, ...], columns: int) -> None:
    shown, _ = on_terminal(*command, folder, "--between", "2020-01-01", "-", columns=columns)
    assert max(map(len, shown)) <= columns
    assert len(shown) > 3


@pytest.mark.skipif(sys.platform == "win32", reason="there are no such terminals")
def test_who_speaks_has_another_look_than_days(folder: Path) -> None:
    _, raw = on_terminal("table", folder, "--speaker", "Putin", columns=120)
    assert "\x1b[32m2020-" in raw
    assert "\x1b[1mVladimir Putin" in raw
    _, plain = on_terminal("table", folder, "--speaker", "Putin", columns=120, NO_COLOR="1")
    assert "\x1b" not in plain and "Vladimir Putin" in plain
