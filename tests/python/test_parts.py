"""What engines are built of: rows of record batches, and parts that are written anywhere and joined."""

from __future__ import annotations

import random
import subprocess
import sys
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path

import polars as pl
import pyarrow
import pytest
from polars.testing import assert_frame_equal

import onrecord
from onrecord._record import stored_frames
from onrecord.schemas import FRAMES


def batches_of(documents: pl.DataFrame, sizes: list[int]) -> list[pyarrow.RecordBatch]:
    found, start = [], 0
    for size in sizes:
        found += documents.slice(start, size).to_arrow(compat_level=pl.CompatLevel.oldest()).to_batches()
        start += size
    return found


@pytest.mark.parametrize("frame", [name for name in FRAMES if name != "actors"])
def test_batches_of_any_size_give_the_same_rows_in_the_types_that_were_promised(
    articles: pl.DataFrame, frame: str
) -> None:
    given = articles.drop("path")
    promised = onrecord.arrow_schema(frame)
    one = pyarrow.Table.from_batches(onrecord.extract_batches(batches_of(given, [16]), frame), promised)
    many = pyarrow.Table.from_batches(
        onrecord.extract_batches(batches_of(given, [1, 5, 3, 7]), frame), promised
    )
    assert one.combine_chunks() == many.combine_chunks()
    whole = onrecord.extract(given)
    compared = [
        name for name in FRAMES[frame] if not ("speaker" in name or name.endswith("_id") or name == "target")
    ]
    compared = [name for name in compared if name != "duplicate_of"]
    rows = pl.DataFrame(one).cast({name: FRAMES[frame][name] for name in compared}).select(compared)
    assert_frame_equal(rows, getattr(whole, frame).select(compared))


def test_batches_are_given_as_polars_has_them_when_asked(articles: pl.DataFrame) -> None:
    [found] = onrecord.extract_batches(batches_of(articles, [16]), "dates", plain=False)
    assert pl.DataFrame(found).schema == onrecord.schema("dates")
    assert found.schema == onrecord.arrow_schema("dates", plain=False)


def test_without_a_frame_there_is_one_row_a_document_with_all_that_was_found_in_it(
    articles: pl.DataFrame,
) -> None:
    [found] = onrecord.extract_batches(batches_of(articles, [16]))
    rows = pl.DataFrame(found)
    record = onrecord.extract(articles)
    assert rows["doc_id"].to_list() == articles["doc_id"].to_list()
    assert rows.select(pl.col("statements").list.len().sum()).item() == record.statements.height
    assert rows["outlet"].to_list() == record.documents["outlet"].to_list()


@pytest.mark.parametrize("frame", ["actors", "rows"])
def test_a_frame_that_no_batch_alone_can_tell_is_refused(frame: str) -> None:
    with pytest.raises(onrecord.exceptions.InputError, match="give one of documents, blocks"):
        onrecord.extract_batches([], frame)


def test_columns_that_rows_have_are_refused(articles: pl.DataFrame) -> None:
    given = batches_of(articles.with_columns(statements=1), [16])
    with pytest.raises(onrecord.exceptions.ColumnError, match="columns statements, as the rows"):
        list(onrecord.extract_batches(given))


def write(documents: pl.DataFrame, folder: str, number: int) -> None:
    onrecord.write_part(documents, folder, number, threads=1)


def test_parts_written_at_once_by_several_processes_are_the_rows_of_one_extraction(
    articles: pl.DataFrame, tmp_path: Path
) -> None:
    given = pl.concat([articles, articles.head(2).with_columns(doc_id="copy of " + pl.col("doc_id"))])
    folder = str(tmp_path / "record")
    starts = [0, 5, 6, 13]
    ends = [*starts[1:], given.height]
    tasks = [
        (given.slice(a, b - a), folder, number)
        for number, (a, b) in enumerate(zip(starts, ends, strict=True))
    ]
    # A scheduler that repeats a task.
    tasks.append(tasks[1])
    random.Random(3).shuffle(tasks)
    with ProcessPoolExecutor(2, mp_context=get_context("spawn")) as pool:
        list(pool.map(write, *zip(*tasks, strict=True)))
    joined = onrecord.join_parts(folder)
    whole = onrecord.extract(given)
    for name, frame in stored_frames(whole).items():
        assert_frame_equal(getattr(joined.load(), name), frame, categorical_as_str=True)
    assert joined.documents.filter(pl.col("duplicate_of").is_not_null()).collect().height >= 2
    assert not [*Path(folder).glob(".*")]


def test_a_copy_has_its_day_from_the_first_of_all_parts(tmp_path: Path) -> None:
    text = (
        "The envoy left Ankara after two days of talks about the truce in the north, which both sides said would hold "
        "until the end of the month at least, and the delegates of the third party said that they agreed."
    )
    days = ["2020-03-01", "2020-03-05", None]
    given = pl.DataFrame({"doc_id": ["a", "b", "c"], "text": text, "published": days})
    for number, part in enumerate([given[:1], given[1:]]):
        onrecord.write_part(part, tmp_path / "record", number)
    whole = onrecord.extract(given).documents
    assert whole["published_to"].to_list()[2].isoformat() == "2020-03-04"
    assert_frame_equal(
        onrecord.join_parts(tmp_path / "record").load().documents, whole, categorical_as_str=True
    )


def test_parts_with_one_document_twice_or_other_options_are_refused(tmp_path: Path) -> None:
    documents = [{"doc_id": "a", "text": "Ankara said the talks were over.", "published": None}]
    onrecord.write_part(documents, tmp_path / "record", 0)
    with pytest.raises(onrecord.exceptions.InputError, match="made with another gazetteer"):
        onrecord.write_part(documents, tmp_path / "record", 1, doubtful=True)
    onrecord.write_part(documents, tmp_path / "record", 1)
    with pytest.raises(onrecord.exceptions.ColumnError, match="one doc_id \\('a'\\)"):
        onrecord.join_parts(tmp_path / "record")


def test_a_shell_loop_over_shards_is_an_engine_too(tmp_path: Path) -> None:
    folder = tmp_path / "record"
    code = (
        "import sys, onrecord; number = int(sys.argv[1]); "
        f"onrecord.write_part(onrecord.sample().gather_every(4, number), {str(folder)!r}, number)"
    )
    for number in range(4):
        subprocess.run([sys.executable, "-c", code, str(number)], check=True)
    ids = [onrecord.sample().gather_every(4, number)["doc_id"].to_list() for number in range(4)]
    assert onrecord.join_parts(folder).documents.collect()["doc_id"].to_list() == [
        name for part in ids for name in part
    ]
