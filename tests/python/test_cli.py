"""The command: data to standard output, words to standard error, exit codes 0, 1, 2."""

from __future__ import annotations

import json
import os
import re
import signal
import subprocess
import sys
import time
from pathlib import Path

import polars as pl
import pytest
from polars.testing import assert_frame_equal

import onrecord
from onrecord.cli.wording import in_words_of_the_command
from terminal import on_terminal

ARTICLE = "ANKARA, March 3, 2020. “The talks are over,” Sergey Lavrov said on Monday.\n"


def run(
    *arguments: str | Path, stdin: str | None = None, **environment: str
) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "onrecord", *map(str, arguments)],
        input=stdin, capture_output=True, text=True, encoding="utf-8", timeout=120,
        env={**os.environ, "PYTHONIOENCODING": "utf-8", **environment},
    )  # fmt: skip


@pytest.fixture
def articles(tmp_path: Path) -> Path:
    folder = tmp_path / "articles"
    folder.mkdir()
    (folder / "one.txt").write_text(ARTICLE, encoding="utf-8")
    return folder


def test_extract_writes_every_frame(articles: Path, tmp_path: Path) -> None:
    done = run("extract", articles, "--out", tmp_path / "record")
    assert (done.returncode, done.stdout) == (0, "")
    assert "Extraction(1 documents" in done.stderr
    record = onrecord.Extraction.read_parquet(tmp_path / "record")
    assert record.documents["doc_id"].to_list() == ["one.txt"]


@pytest.mark.parametrize("kind", ["jsonl", "csv"])
def test_extract_writes_other_formats(articles: Path, tmp_path: Path, kind: str) -> None:
    done = run("extract", articles, "--out", tmp_path / "record", "--format", kind, "--quiet")
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
    read = {"jsonl": pl.read_ndjson, "csv": pl.read_csv}[kind]
    assert read(tmp_path / "record" / f"documents.{kind}")["doc_id"].to_list() == ["one.txt"]
    assert {file.stem for file in (tmp_path / "record").glob(f"*.{kind}")} == set(onrecord.schemas.FRAMES)
    assert (
        json.loads((tmp_path / "record" / "provenance.json").read_text())["onrecord"] == onrecord.__version__
    )


def test_extract_says_what_failed(articles: Path, tmp_path: Path) -> None:
    (articles / "two.html").write_text("<html>")
    done = run("extract", articles, "--out", tmp_path / "record")
    assert done.returncode == 1
    assert "two.html: " in done.stderr
    assert "Traceback" not in done.stderr


def test_show_marks_the_text(articles: Path) -> None:
    done = run("show", articles / "one.txt", "--published", "2020-03-03")
    assert done.returncode == 0, done.stderr
    assert "one.txt, 2020-03-03" in done.stdout
    assert "talks are over" in done.stdout
    assert "\x1b" not in done.stdout


def test_show_takes_several_files_and_filters(articles: Path) -> None:
    for name, text in (("two", "“The road is open,” Hulusi Akar said."), ("three", "Nobody spoke.")):
        (articles / f"{name}.txt").write_text(text, encoding="utf-8")
    files = [articles / f"{name}.txt" for name in ("two", "one")]
    done = run("show", *files, "--published", "2020-03-03")
    assert done.returncode == 0, done.stderr
    assert done.stdout.index("two.txt, 2020-03-03") < done.stdout.index("one.txt, 2020-03-03")
    done = run("show", articles, "--speaker", "Akar")
    assert done.returncode == 0, done.stderr
    assert "Hulusi Akar" in done.stdout and "one.txt" not in done.stdout and "three.txt" not in done.stdout
    done = run("show", articles, "--speaker", "Nobody At All")
    assert (done.returncode, done.stdout) == (0, "")
    assert "no statement fits --speaker 'Nobody At All'" in done.stderr


@pytest.mark.skipif(sys.platform == "win32", reason="there are no such terminals")
def test_a_terminal_is_shown_colours_unless_they_are_unwanted(articles: Path) -> None:
    pytest.importorskip("rich")
    shown, raw = on_terminal("show", articles / "one.txt", columns=60)
    assert "\x1b[" in raw and "“The talks are over,”" in " ".join(shown)
    _, plain = on_terminal("show", articles / "one.txt", columns=60, NO_COLOR="1")
    assert "\x1b" not in plain and "⟦0 " in plain


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("extract", "a.csv", "--out", "out"), "say which, --text NAME"),
        (("extract", "a.csv", "--text", "words", "--out", "out"), "say which, --text NAME"),
        (("table", "a.csv"), "say which, --text NAME"),
        (("table", "a.csv", "--text", "body", "--id", "number"), "say which, --id NAME"),
    ],
)
def test_messages_are_in_the_words_of_the_command(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, arguments: tuple[str, ...], words: str
) -> None:
    (tmp_path / "a.csv").write_text("body\nTalks are over.\n")
    monkeypatch.chdir(tmp_path)
    done = run(*arguments)
    assert (done.returncode, done.stdout) == (1, "")
    assert words in done.stderr
    assert not re.search(r"\w=\w", done.stderr)


@pytest.mark.parametrize(
    ("message", "told"),
    [
        ("say which, text=NAME", "say which, --text NAME"),
        ("say which, doc_id=NAME, or have the documents numbered, doc_id=None", "say which, --id NAME"),
        ("say which, published=NAME, or none, published=None", "say which, --published NAME"),
        ("cast it, or number the documents, doc_id=None", "cast it"),
        ("languages=['en'] leaves such articles out", "--language en leaves such articles out"),
        ("it holds (text='a b') words", "it holds (--text a b) words"),
        ("https://example.org/?text=abc is no page", "https://example.org/?text=abc is no page"),
        ("top=0: give a whole number", "top=0: give a whole number"),
    ],
)
def test_arguments_of_python_become_options(message: str, told: str) -> None:
    options = {"text": "--text", "doc_id": "--id", "published": "--published", "languages": "--language"}
    assert in_words_of_the_command(message, options) == told


def test_show_reads_standard_input_and_lets_no_text_command_the_terminal() -> None:
    done = run("show", "-", stdin="\x1b]0;owned\x07Talks are over.\r\n")
    assert done.returncode == 0, done.stderr
    assert "Talks are over." in done.stdout
    assert "\x1b" not in done.stdout
    assert "\x07" not in done.stdout


def test_colours_stand_where_they_should() -> None:
    from onrecord._show.plain import marked

    record = onrecord.extract([{"text": ARTICLE}])
    plain = marked(record, "0", color=True)
    for code in ("\x1b[0m", "\x1b[1m", "\x1b[4m", "\x1b[32m", "\x1b[34m", "\x1b[36m"):
        plain = plain.replace(code, "")
    assert ARTICLE in plain


def test_info_names_version_and_hashes() -> None:
    facts = json.loads(run("info").stdout)
    assert facts["onrecord"] == onrecord.__version__
    assert len(facts["data_sha256"]["src/actors/data/countries.tsv"]) == 64
    assert facts["data_as_of"]["src/actors/data/people.tsv"] == "November 2025"
    assert "src/dates/data/units.tsv" not in facts["data_as_of"]


@pytest.mark.parametrize(
    ("arguments", "code", "words"),
    [
        ((), 2, "examples:"),
        (("extract",), 2, "PATH"),
        (("extract", "x", "--out", "y", "--format", "xls"), 2, "parquet"),
        (("extract", "x", "--out", "y", "--threads", "0"), 2, "no whole number from 1"),
        (("show", "x", "--published", "soon"), 2, "no day such as"),
        (("show", "nowhere.txt"), 1, "onrecord: there is no file or folder 'nowhere.txt'"),
        (("extract", "nowhere", "--out", "y"), 1, "there is no file or folder"),
    ],
)
def test_wrong_usage(arguments: tuple[str, ...], code: int, words: str) -> None:
    done = run(*arguments)
    assert (done.returncode, done.stdout) == (code, "")
    assert words in done.stderr
    assert "Traceback" not in done.stderr


def test_help_shows_examples() -> None:
    done = run("--help")
    assert done.returncode == 0
    assert "onrecord extract articles/ --out record" in done.stdout
    assert run("--version").stdout == f"onrecord {onrecord.__version__}\n"


@pytest.mark.skipif(sys.platform == "win32", reason="signals are sent otherwise there")
@pytest.mark.parametrize(
    "call",
    [
        "extract(['The talks were over, Sergey Lavrov said on Monday. ' * 100] * 50_000, progress=tell)",
        # Batches of one document.
        "extract(['The talks were over, Sergey Lavrov said on Monday. ' * 8_000] * 50, progress=tell)",
        "read_html([tell(0, 0) or '<p>The talks were over, he said on Monday.' * 500] * 4_000)",
    ],
)
def test_ctrl_c_ends_a_long_run(call: str) -> None:
    code = f"import onrecord\ndef tell(done, total): print(done, flush=True)\nonrecord.{call}"
    with subprocess.Popen(
        [sys.executable, "-c", code], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    ) as process:
        assert process.stdout is not None and process.stderr is not None
        process.stdout.readline()
        process.send_signal(signal.SIGINT)
        sent = time.monotonic()
        _, words = process.communicate(timeout=60)
        assert time.monotonic() - sent < 5
    assert process.returncode != 0
    assert "KeyboardInterrupt" in words


def test_an_extraction_is_reviewed_reported_and_cited(articles: Path, tmp_path: Path) -> None:
    record = tmp_path / "record"
    assert run("extract", articles, "--out", record, "--quiet").returncode == 0
    assert run("report", record, "--out", tmp_path / "talks.html", "--title", "Talks").returncode == 0
    assert "<title>Talks</title>" in (tmp_path / "talks.html").read_text(encoding="utf-8")
    assert run("export", record, "--to", "prodigy", "--out", tmp_path / "examples.jsonl").returncode == 0
    done = run("gold", tmp_path / "examples.jsonl", "--out", tmp_path / "gold")
    assert (done.returncode, (tmp_path / "gold").exists()) == (1, False)
    assert "no finished annotation" in done.stderr and "--predictions" in done.stderr
    done = run("gold", tmp_path / "examples.jsonl", "--out", tmp_path / "gold", "--predictions")
    assert done.returncode == 0, done.stderr
    done = run("evaluate", tmp_path / "gold", record, "--differences", "5")
    assert done.returncode == 0, done.stderr
    assert "statements  content " in done.stdout and "1.000" in done.stdout
    scores = [
        json.loads(line) for line in run("evaluate", tmp_path / "gold", record, "--json").stdout.splitlines()
    ]
    assert {row["score"] for row in scores} == {1.0}
    names = {"label-studio": "tasks.json", "graph": "a.gexf", "sheet": "sheet.csv"}
    for kind, name in ((kind, names.get(kind, f"{kind}.out")) for kind in KINDS):
        assert run("export", record, "--to", kind, "--out", tmp_path / name).returncode == 0
        assert (tmp_path / name).exists()
    (tmp_path / "made.tsv").write_text("decision\tvalue\nmerge\tNobody; Nowhere\n", encoding="utf-8")
    done = run(
        "correct", record, "--gold", tmp_path / "gold", "--decisions", tmp_path / "made.tsv",
        "--decisions", tmp_path / "sheet.csv", "--out", tmp_path / "corrected",
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    assert "made.tsv, line 2: merge does not fit: there is no actor 'Nobody'" in done.stderr
    corrected = onrecord.Extraction.read_parquet(tmp_path / "corrected")
    assert (corrected.statements["confidence"] == 1).all() and "corrected" in corrected.provenance
    assert onrecord.__version__ in run("cite", record).stdout == run("cite").stdout
    assert run("cite", "--bibtex").stdout.startswith("@software")
    assert "is no gold" in run("evaluate", record, record).stderr


def test_an_interrupted_extraction_goes_on(tmp_path: Path) -> None:
    rows = [
        {"id": f"a{number}", "text": f"{ARTICLE}Report {number} was long. {'Nobody spoke. ' * 40}"}
        for number in range(3000)
    ]
    (tmp_path / "a.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    command = [
        sys.executable,
        "-m",
        "onrecord",
        "extract",
        str(tmp_path / "a.jsonl"),
        "--out",
        str(tmp_path / "record"),
        "--quiet",
    ]
    parts = tmp_path / "record" / ".extracting" / "parts"
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True) as process:
        while process.poll() is None and not (parts.is_dir() and any(parts.iterdir())):
            time.sleep(0.01)
        process.send_signal(signal.SIGKILL if sys.platform != "win32" else signal.SIGTERM)
    assert not (tmp_path / "record" / "documents.parquet").exists()
    assert run(*command[3:-1], "--resume", "--quiet").returncode == 0
    assert sorted(file.name for file in (tmp_path / "record").iterdir()) == sorted(
        [*(f"{name}.parquet" for name in onrecord.schemas.STORED), "provenance.json"]
    )
    record = onrecord.Extraction.read_parquet(tmp_path / "record")
    assert record.documents["doc_id"].to_list() == [row["id"] for row in rows]
    assert record.statements.height == 3000


def test_a_folder_holds_one_extraction(articles: Path, tmp_path: Path) -> None:
    out = tmp_path / "record"
    out.mkdir()
    (out / "documents.csv").write_text("mine\n")
    assert run("extract", articles, "--out", out, "--quiet").returncode == 0
    assert (out / "documents.csv").read_text() == "mine\n"
    (out / "notes.parquet").write_text("mine")
    (articles / "one.txt").write_text("The talks failed, Hulusi Akar said.", encoding="utf-8")
    assert run("extract", articles, "--out", out, "--quiet", "--format", "csv").returncode == 0
    assert {file.name for file in out.glob("*.parquet")} == {"notes.parquet"}
    done = run("report", out, "--out", tmp_path / "talks.html")
    assert (done.returncode, "documents.parquet is missing" in done.stderr) == (1, True)
    assert run("extract", articles, "--out", out, "--quiet").returncode == 0
    assert not list(out.glob("*.csv"))
    assert "Hulusi Akar" in str(onrecord.Extraction.read_parquet(out).statements["speaker"].to_list())


def test_a_finished_extraction_is_not_made_anew_to_resume_it(articles: Path, tmp_path: Path) -> None:
    out = tmp_path / "record"
    for kind in ("parquet", "csv"):
        assert run("extract", articles, "--out", out, "--format", kind, "--quiet").returncode == 0
        before = {file.name: file.stat().st_mtime_ns for file in out.iterdir()}
        done = run("extract", articles, "--out", out, "--resume")
        assert (done.returncode, done.stdout) == (0, "")
        assert f"holds a finished extraction ({kind})" in done.stderr and "nothing to resume" in done.stderr
        assert {file.name: file.stat().st_mtime_ns for file in out.iterdir()} == before
    assert run("extract", articles, "--out", tmp_path / "new", "--resume", "--quiet").returncode == 0


@pytest.mark.parametrize("command", ["extract", "report", "export", "gold"])
def test_nothing_is_written_to_a_dash(articles: Path, tmp_path: Path, command: str) -> None:
    more = ["--to", "excel"] if command == "export" else []
    done = run(command, articles, *more, "--out", "-")
    assert (done.returncode, done.stdout) == (2, "")
    assert "standard output" in done.stderr
    assert not Path("-").exists()


def test_what_cannot_be_written_to_is_named(articles: Path, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    record = tmp_path / "record"
    assert run("extract", articles, "--out", record, "--quiet").returncode == 0
    for out in (tmp_path / "file", tmp_path / "file" / "record"):
        done = run("extract", articles, "--out", out, "--quiet")
        assert done.returncode == 1
        assert done.stderr.startswith(f"onrecord: {tmp_path / 'file'}") and "Traceback" not in done.stderr
    commands = [
        ("report", record),
        ("gold", record / "x"),
        *(("export", record, "--to", kind) for kind in KINDS),
    ]
    for command in commands:
        done = run(*command, "--out", tmp_path / "file" / f"x{ENDINGS.get(command[-1], '')}")
        assert done.returncode == 1
        assert done.stderr.startswith("onrecord: ") and "Traceback" not in done.stderr


ENDINGS = {"graph": ".gexf", "sheet": ".csv"}
KINDS = (
    "label-studio", "prodigy", "sheet", "csv", "excel", "xlsx", "sqlite", "duckdb", "graph", "followthemoney", "tei", "brat",
    "cas", "web-annotations",
)  # fmt: skip


@pytest.fixture(scope="module")
def parted(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, onrecord.Extraction]:
    """The bundled articles as folders by outlet and year, by the command; and the record of them."""
    folder = tmp_path_factory.mktemp("parted")
    onrecord.sample().drop("path", "error", "blocks").write_parquet(folder / "articles.parquet")
    for keys in ("year", "outlet,year"):
        done = run(
            "extract", folder / "articles.parquet", "--id", "doc_id", "--out", folder / "record", "--partition-by", keys,
        )  # fmt: skip
        assert done.returncode == 0, done.stderr
    return folder / "record", onrecord.extract(onrecord.read(folder / "articles.parquet", doc_id="doc_id"))


@pytest.mark.parametrize("frame", [name for name in onrecord.schemas.FRAMES if name != "actors"])
def test_folders_by_outlet_and_year_hold_the_rows_of_the_record(
    parted: tuple[Path, onrecord.Extraction], frame: str
) -> None:
    folder, record = parted
    of_document = record.documents.select("doc_id", "outlet", year=pl.col("published").dt.year())
    rows = record.frames[frame]
    expected = rows.join(of_document, on="doc_id", suffix="_other").select(
        *rows.columns, "year", *(["outlet"] if "outlet" not in rows.columns else [])
    )
    found = pl.scan_parquet(folder / frame, hive_partitioning=True).collect()
    assert sorted(found.columns) == sorted(expected.columns)
    found = found.select(pl.col(name).cast(dtype) for name, dtype in expected.schema.items())
    order = [
        name
        for name in expected.columns
        if name == "doc_id" or (name.endswith("_id") and expected[name].dtype == pl.UInt32)
    ]
    assert_frame_equal(found.sort(order, maintain_order=True), expected.sort(order, maintain_order=True))


def test_duckdb_reads_the_folders_of_one_outlet(parted: tuple[Path, onrecord.Extraction]) -> None:
    duckdb = pytest.importorskip("duckdb")
    folder, record = parted
    outlet = record.documents["outlet"].drop_nulls()[0]
    query = f"SELECT count(*) FROM read_parquet('{folder}/statements/*/*/*.parquet', hive_partitioning = true) WHERE outlet = ?"
    [(count,)] = duckdb.execute(query, [outlet]).fetchall()
    assert count == record.statements.join(record.documents.filter(outlet=outlet), on="doc_id").height > 0


def test_an_extraction_of_another_form_takes_the_place_of_the_folders(articles: Path, tmp_path: Path) -> None:
    record = tmp_path / "record"
    for options, is_parted in (
        (["--partition-by", "year"], True),
        ([], False),
        (["--partition-by", "year"], True),
    ):
        assert run("extract", articles, "--out", record, *options).returncode == 0
        assert ((record / "documents").is_dir(), (record / "documents.parquet").is_file()) == (
            is_parted,
            not is_parted,
        )
    assert "holds a finished extraction" in run("extract", articles, "--out", record, "--resume").stderr


@pytest.mark.parametrize(
    ("options", "told"),
    [
        (["--partition-by", "colour"], "give some of outlet, language, year"),
        (["--partition-by", "year", "--format", "csv"], "--partition-by writes Parquet, not csv"),
        (["--part", "one"], "'one' is no whole number from 0"),
    ],
)
def test_what_parts_and_folders_cannot_be_made_by_is_refused(
    articles: Path, tmp_path: Path, options: list[str], told: str
) -> None:
    done = run("extract", articles, "--out", tmp_path / "record", *options)
    assert (done.returncode, told in done.stderr) == (2, True), done.stderr
