"""Extraction into a folder: the rows of one extraction, however often it is interrupted."""

from __future__ import annotations

import json
import os
from pathlib import Path

import polars as pl
import pytest
from polars.testing import assert_frame_equal

import onrecord
from onrecord._record import dataset, stored_frames
from onrecord._store import PARTS

#: Not with the oldest polars that is promised.
parted = pytest.mark.skipif(not hasattr(pl, "PartitionBy"), reason="polars is too old to part rows")
NAMES = ["Sergey Lavrov", "Hulusi Akar", "Josep Borrell", "Mevlut Cavusoglu"]


def article(number: int) -> str:
    name = NAMES[number % 4]
    return (
        f"Report {number} on the truce\n\n{name} said on Monday that the truce would hold for {number} days. “We agreed,” "
        f"{name.split()[-1]} told reporters in Ankara after talks number {number * 31}.\n\nHe left on 3 March 2020."
    )


@pytest.fixture
def articles(tmp_path: Path) -> Path:
    path = tmp_path / "articles.jsonl"
    rows = [
        {"id": f"a{number}", "text": article(number), "published": "2020-03-02", "page": number}
        for number in range(60)
    ]
    rows.insert(7, {"id": "copy", "text": article(3), "published": None, "page": 0})
    rows.insert(9, {"id": "empty", "text": None, "published": None, "page": 0})
    path.write_text("".join(json.dumps(row) + "\n" for row in rows))
    return path


def assert_same(stored: onrecord.StoredExtraction, whole: onrecord.Extraction) -> None:
    loaded = stored.load()
    for name, frame in stored_frames(whole).items():
        assert_frame_equal(getattr(loaded, name), frame, check_row_order=True, categorical_as_str=True)


def test_the_rows_are_those_of_one_extraction(articles: Path, tmp_path: Path) -> None:
    stored = onrecord.extract_to(articles, tmp_path / "record", batch_size=7)
    assert_same(stored, onrecord.extract(onrecord.read(articles)))
    assert stored.documents.filter(pl.col("doc_id") == "copy").select("duplicate_of").collect().item() == "a3"
    assert stored.statements.filter(pl.col("speaker") == "Sergey Lavrov").collect().height > 10
    assert len(list((tmp_path / "record" / PARTS).iterdir())) == 9
    assert "62 documents" in repr(stored)


def test_a_frame_of_documents_is_a_source(tmp_path: Path) -> None:
    sample = onrecord.sample()
    assert_same(onrecord.extract_to(sample, tmp_path / "record", batch_size=5), onrecord.extract(sample))
    assert len(list((tmp_path / "record" / PARTS).iterdir())) == -(-sample.height // 5)


def test_an_interruption_anywhere_loses_and_doubles_nothing(
    articles: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "record"
    moments = iter([*range(3, 40, 4), 10**9])
    write, replace = pl.DataFrame.write_parquet, os.replace
    left = 0

    def counted(original: object) -> object:
        def call(*arguments: object, **options: object) -> object:
            nonlocal left
            left -= 1
            if left < 0:
                raise KeyboardInterrupt
            return original(*arguments, **options)  # type: ignore[operator]

        return call

    monkeypatch.setattr(pl.DataFrame, "write_parquet", counted(write))
    monkeypatch.setattr("os.replace", counted(replace))
    stored = None
    interruptions = 0
    for left in moments:  # noqa: B007  `counted` counts it down
        try:
            stored = onrecord.extract_to(articles, folder, batch_size=9)
            break
        except KeyboardInterrupt:
            interruptions += 1
    assert stored is not None and interruptions >= 4
    monkeypatch.undo()
    assert_same(stored, onrecord.extract(onrecord.read(articles)))
    assert not [*folder.glob(".*")]


def test_a_folder_that_was_left_before_it_had_a_manifest_is_taken_up(articles: Path, tmp_path: Path) -> None:
    (tmp_path / "record").mkdir()
    (tmp_path / "record" / ".manifest.json.0.new").write_text('{"options"')
    assert onrecord.extract_to(articles, tmp_path / "record").documents.collect().height > 0


def test_new_documents_extend_a_folder_that_was_finished(articles: Path, tmp_path: Path) -> None:
    frame = onrecord.read(articles)
    onrecord.extract_to([frame.head(20)], tmp_path / "record")
    assert_same(
        onrecord.extract_to([frame.head(20), frame.slice(20)], tmp_path / "record"), onrecord.extract(frame)
    )


def test_folders_that_hold_something_else_are_left_alone(articles: Path, tmp_path: Path) -> None:
    (tmp_path / "full").mkdir()
    (tmp_path / "full" / "thesis.txt").write_text("mine")
    with pytest.raises(ValueError, match="holds other files: choose an empty folder"):
        onrecord.extract_to(articles, tmp_path / "full")
    onrecord.extract_to(articles, tmp_path / "record")
    with pytest.raises(
        ValueError, match="made with another gazetteer, other verbs or another model: choose another folder"
    ):
        onrecord.extract_to(articles, tmp_path / "record", gazetteer=[{"name": "Ana Ruiz", "type": "person"}])
    manifest = tmp_path / "record" / "manifest.json"
    manifest.write_text(
        manifest.read_text().replace(json.loads(manifest.read_text())["options"]["columns"], "others")
    )
    with pytest.raises(ValueError, match="made with another version of onrecord: choose another folder"):
        onrecord.extract_to(articles, tmp_path / "record")
    manifest.write_text("{")
    with pytest.raises(OSError, match="cannot be read"):
        onrecord.extract_to(articles, tmp_path / "record")
    with pytest.raises(OSError, match="no finished extraction"):
        onrecord.StoredExtraction(tmp_path)


def test_nothing_gives_empty_frames(tmp_path: Path) -> None:
    (tmp_path / "none").mkdir()
    stored = onrecord.extract_to(tmp_path / "none", tmp_path / "record")
    assert all(frame.collect().is_empty() for frame in stored.frames.values())


@parted
def test_each_file_tells_by_itself_what_made_it(tmp_path: Path) -> None:
    made = onrecord.extract_to(onrecord.sample(), tmp_path / "record", doubtful=True)
    made.load().write_parquet(tmp_path / "again")
    made.write_dataset(tmp_path / "folders", partition_by=["outlet"])
    files = [
        *tmp_path.glob("record/*.parquet"),
        *tmp_path.glob("again/*.parquet"),
        *tmp_path.glob("folders/**/*.parquet"),
    ]
    told = [pl.read_parquet_metadata(file) for file in files]
    assert len(files) > 28
    for metadata in told:
        assert metadata["onrecord.version"] == onrecord.__version__
        assert metadata["onrecord.fingerprint"] == onrecord.Extractor(doubtful=True).fingerprint
        assert metadata["onrecord.data"] == made.provenance["data_sha256"]
    assert len({metadata["onrecord.schema"] for metadata in told}) == 1


@pytest.mark.parametrize("keys", [["colour"], [], ["year", "year"]])
def test_keys_that_no_folders_can_be_made_by_are_refused(tmp_path: Path, keys: list[str]) -> None:
    record = onrecord.extract(["Talks are over."])
    with pytest.raises(onrecord.exceptions.InputError, match="give some of outlet, language, year"):
        record.write_dataset(tmp_path / "folders", partition_by=keys)


def test_a_polars_that_cannot_part_rows_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delattr(pl, "PartitionBy", raising=False)
    with pytest.raises(onrecord.exceptions.MissingExtraError, match="need a newer polars"):
        onrecord.extract(["Talks are over."]).write_dataset(tmp_path / "folders", partition_by=["outlet"])


@parted
def test_rows_that_are_parted_some_at_a_time_are_all_there_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(dataset, "_DOCUMENTS", 5)
    monkeypatch.setattr(dataset, "_ROWS", 30)
    record = onrecord.extract(onrecord.sample())
    folder = record.write_dataset(tmp_path / "folders", partition_by=["year"])
    for name, frame in record.frames.items():
        found = pl.scan_parquet(folder / name, hive_partitioning=True).select(frame.columns).collect()
        order = [column for column in ("doc_id", "actor_id", *frame.columns[1:2]) if column in frame.columns]
        assert_frame_equal(found.sort(order), frame.sort(order), check_dtypes=False)
    assert not [*folder.glob(".*")]
    with pytest.raises(onrecord.exceptions.InputError, match="holds a folder documents already"):
        record.write_dataset(folder, partition_by=["outlet"])
