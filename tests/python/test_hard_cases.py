"""Every case of tests/cases/hard_cases.md, through the Python API and through the Rust core.

`tests/cases/expected_failures.txt` lists the cases that do not pass yet, one id a line with the reason behind
it. A listed case that passes is an error, so the list only shrinks.
"""

from __future__ import annotations

import os
import time

import polars as pl
import pytest

import onrecord
from field_cases import read_field_cases
from hard_cases import CASES, Case, check, read_cases, rows_from_core, rows_from_python

EXPECTED_FAILURES = CASES.with_name("expected_failures.txt")


def expected_failures() -> set[str]:
    lines = EXPECTED_FAILURES.read_text(encoding="utf-8").splitlines()
    return {line.split()[0] for line in lines if line.strip() and not line.startswith("#")}


def judge(case: Case, failures: list[str]) -> None:
    if case.id in expected_failures():
        assert failures, f"{case.id} passes: take it off {EXPECTED_FAILURES.name}"
        pytest.xfail("; ".join(failures))
    assert not failures, "\n".join([f"{case.id} | {case.texts} = {case.expected}", *failures])


@pytest.mark.parametrize("case", read_cases(), ids=lambda case: case.id)
def test_through_python(case: Case) -> None:
    judge(case, check(case, rows_from_python(case)))


@pytest.mark.skipif("ONRECORD_DATA" not in os.environ, reason="ONRECORD_DATA names no onrecord-data binary")
@pytest.mark.parametrize("case", read_cases(), ids=lambda case: case.id)
def test_through_the_core(case: Case) -> None:
    [rows] = rows_from_core(os.environ["ONRECORD_DATA"], [case])
    judge(case, check(case, rows))


def test_every_case_of_the_file_is_run() -> None:
    assert len(read_cases()) + 6 == 238
    assert expected_failures() <= {case.id for case in [*read_cases(), *read_field_cases("SAD")]}


def test_c26_an_empty_text_gives_a_row_of_documents_alone() -> None:
    record = onrecord.extract([""])
    assert record.documents["error"].to_list() == [None]
    for name in ("blocks", "sentences", "statements", "actors", "mentions", "dates", "spans"):
        assert getattr(record, name).is_empty(), name


def test_c27_a_null_text_does_not_stop_the_others() -> None:
    texts = ["Lavrov spoke on Friday.", None, "Akar spoke on Monday."]
    record = onrecord.extract(pl.DataFrame({"text": texts}))
    assert [error is None for error in record.documents["error"]] == [True, False, True]
    assert record.dates["doc_id"].n_unique() == 2


def test_c28_time_is_in_proportion_to_the_quotation_marks() -> None:
    def seconds(count: int) -> float:
        start = time.process_time()
        assert onrecord.extract(["“" * count]).documents["error"].to_list() == [None]
        return time.process_time() - start

    seconds(1_000)
    assert seconds(100_000) < 40 * max(seconds(10_000), 0.01)


def test_c29_a_text_without_a_full_stop() -> None:
    endless = "word " * 1_000_000
    record = onrecord.extract([endless, "Lavrov said the talks were over."])
    assert record.documents["error"].to_list()[1] is None
    assert record.statements.filter(pl.col("doc_id") == record.documents["doc_id"][1]).height == 1


def test_c31_the_same_article_twice() -> None:
    text = onrecord.sample()["text"][0]
    record = onrecord.extract([{"doc_id": "a", "text": text}, {"doc_id": "b", "text": text}])
    for name in ("blocks", "sentences", "statements", "mentions", "dates", "spans"):
        first, second = (getattr(record, name).filter(pl.col("doc_id") == doc).drop("doc_id") for doc in "ab")
        assert first.equals(second), name
    assert set(record.actors["documents"]) == {2}


def test_c32_threads_and_batches_change_nothing() -> None:
    articles = onrecord.sample()
    whole = onrecord.extract(articles, threads=1)
    assert whole.statements.equals(onrecord.extract(articles, threads=4).statements)
    parts = [onrecord.extract(part) for part in articles.iter_slices(-(-articles.height // 10))]
    merged = onrecord.merge(parts)
    for name in ("documents", "blocks", "sentences", "statements", "actors", "mentions", "dates", "spans"):
        assert getattr(whole, name).equals(getattr(merged, name)), name
