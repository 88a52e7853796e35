"""`model="accurate"`: what a second reader changes, and what it must not."""

from __future__ import annotations

import json
import random
import signal
import subprocess
import sys
import textwrap
from pathlib import Path

import polars as pl
import pytest
from polars.testing import assert_frame_equal

import onrecord
from onrecord.schemas import STORED


@pytest.fixture(scope="module")
def few(articles: pl.DataFrame) -> pl.DataFrame:
    return articles.head(4)


@pytest.fixture(scope="module")
def accurate(few: pl.DataFrame) -> onrecord.Extraction:
    return onrecord.extract(few, model="accurate")


def test_it_says_more_than_the_fast_one_and_leaves_the_fast_one_as_it_is(
    few: pl.DataFrame, accurate: onrecord.Extraction
) -> None:
    fast = onrecord.extract(few)
    assert onrecord.extract(few, model="fast") == fast
    assert not accurate.statements.equals(fast.statements)
    found = {name: set(zip(*rows.statements["doc_id", "content"], strict=True)) for name, rows in
             (("fast", fast), ("accurate", accurate))}  # fmt: skip
    assert len(found["fast"] & found["accurate"]) > 0.7 * len(found["fast"])


def test_what_it_gives_depends_on_the_document_alone(
    few: pl.DataFrame, accurate: onrecord.Extraction
) -> None:
    order = list(range(few.height))
    random.Random(5).shuffle(order)
    for given in (
        onrecord.extract(few, model="accurate", threads=1),
        onrecord.extract(few, model="accurate", threads=3),
        onrecord.extract(few[order], model="accurate"),
        onrecord.merge([onrecord.extract(few[at : at + 1], model="accurate") for at in range(few.height)]),
    ):
        for name in ("statements", "mentions"):
            columns = ["doc_id", "confidence"] + (
                ["speaker_id", "content", "act"] if name == "statements" else ["actor_id", "start"]
            )
            expected, found = (
                getattr(rows, name).select(columns).sort("doc_id", maintain_order=True)
                for rows in (accurate, given)
            )
            assert_frame_equal(found, expected, categorical_as_str=True, check_exact=True)


def test_every_way_in_reads_with_it(few: pl.DataFrame, accurate: onrecord.Extraction, tmp_path: Path) -> None:
    stored = onrecord.extract_to(few, tmp_path / "stored", model="accurate", batch_size=2)
    assert stored.load() == accurate
    for number in range(2):
        onrecord.write_part(few[2 * number : 2 * number + 2], tmp_path / "parts", number, model="accurate")
    joined = onrecord.join_parts(tmp_path / "parts", model="accurate").load()
    assert joined.statements["content"].to_list() == accurate.statements["content"].to_list()
    for expression, frame in (
        (onrecord.statements("text", published="published", model="accurate"), "statements"),
        (pl.col("text").onrecord.statements(published="published", model="accurate"), "statements"),  # type: ignore[attr-defined]
        (onrecord.mentions("text", published="published", model="accurate"), "mentions"),
        (pl.col("text").onrecord.mentions(published="published", model="accurate"), "mentions"),  # type: ignore[attr-defined]
    ):
        rows = few.select(expression).to_series().explode().struct.unnest()
        assert rows["confidence"].to_list() == getattr(accurate, frame)["confidence"].to_list()


def test_the_command_reads_with_it(few: pl.DataFrame, accurate: onrecord.Extraction, tmp_path: Path) -> None:
    given = tmp_path / "articles.jsonl"
    rows = few.select("doc_id", "text", pl.col("published").cast(pl.String)).to_dicts()
    given.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")

    def run(*arguments: object) -> subprocess.CompletedProcess[str]:
        command = [sys.executable, "-m", "onrecord", *map(str, arguments)]
        return subprocess.run(command, capture_output=True, text=True, check=False)

    done = run("extract", given, "--out", tmp_path / "out", "--model", "accurate", "--quiet")
    assert done.returncode == 0, done.stderr
    record = onrecord.Extraction.read_parquet(tmp_path / "out")
    assert record.statements["content"].to_list() == accurate.statements["content"].to_list()
    assert record.provenance["options"]["model"] == "accurate"
    done = run("extract", given, "--out", tmp_path / "out", "--model", "slow")
    assert (done.returncode, "invalid choice: 'slow'" in done.stderr) == (2, True)
    assert "the accurate reader" in run("cite", tmp_path / "out").stdout


def test_which_it_was_is_told_with_the_rows(few: pl.DataFrame, accurate: onrecord.Extraction) -> None:
    assert accurate.provenance["options"]["model"] == "accurate"
    fast, slow = onrecord.Extractor(), onrecord.Extractor(model="accurate")
    assert fast != slow and fast.fingerprint != slow.fingerprint
    assert fast == onrecord.Extractor(model="fast")
    assert repr(slow) == "Extractor(model='accurate')"
    assert ", the accurate reader (" in accurate.cite() and "accurate" not in onrecord.extract(few[:0]).cite()
    assert "models/reader/encoder.onnx" in onrecord._onrecord.data_hashes()


@pytest.mark.parametrize("model", ["slow", "Fast", "", None, True])
def test_other_models_are_refused(model: object) -> None:
    with pytest.raises(onrecord.exceptions.InputError, match="give 'fast' or 'accurate'"):
        onrecord.extract("Talks are over.", model=model)  # type: ignore[arg-type]
    with pytest.raises(onrecord.exceptions.InputError, match="give 'fast' or 'accurate'"):
        onrecord.mentions("text", model=model)  # type: ignore[arg-type]


def test_a_run_does_not_go_on_with_another_model(few: pl.DataFrame, tmp_path: Path) -> None:
    onrecord.write_part(few[:1], tmp_path, 0)
    with pytest.raises(onrecord.exceptions.InputError, match="another model"):
        onrecord.write_part(few[1:2], tmp_path, 1, model="accurate")


@pytest.mark.parametrize(
    "text",
    [None, "", " \n\n ", "“", "said", "a" * 3_000, "“" * 700, "…\u200b\ufffd😀" * 90, "Ni hao. 你好" * 50],
)
def test_odd_texts_are_read(text: str | None) -> None:
    record = onrecord.extract([text, "Taxes rose, the mayor said."], model="accurate")
    assert record.documents.height == 2 and record.statements.filter(doc_id="1").height == 1
    for name in STORED:
        for start, end in getattr(record, name).select("^start$|^end$").rows():
            assert start <= end


def test_it_tells_how_far_it_is(few: pl.DataFrame) -> None:
    told: list[tuple[int, int]] = []
    given = pl.concat([few.with_columns(doc_id=pl.col("doc_id") + f" {number}") for number in range(4)])
    onrecord.extract(given, model="accurate", threads=1, progress=lambda *done: told.append(done))
    assert len(told) >= 3 and told[-1] == (16, 16)
    assert [done for done, _ in told] == sorted(done for done, _ in told)


@pytest.mark.skipif(sys.platform == "win32", reason="signals are sent otherwise there")
def test_ctrl_c_is_heard_within_a_text() -> None:
    program = """
        import sys, onrecord
        text = "“We will not wait,” Sergei Lavrov told reporters in Moscow on Monday. " * 20_000
        onrecord.extract("Taxes rose, the mayor said.", model="accurate")
        try:
            print("begun", flush=True)
            onrecord.extract(text, model="accurate", progress=False)
        except KeyboardInterrupt:
            sys.exit(9)
    """
    with subprocess.Popen(
        [sys.executable, "-c", textwrap.dedent(program)], stdout=subprocess.PIPE, text=True
    ) as process:
        assert process.stdout is not None and process.stdout.readline() == "begun\n"
        process.send_signal(signal.SIGINT)
        process.communicate(timeout=60)
    assert process.returncode == 9
