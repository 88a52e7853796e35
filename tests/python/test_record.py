"""A record is written, read, compared, made smaller and shown as a whole, in memory and in a folder."""

from __future__ import annotations

import copy
import datetime as dt
import pickle
from pathlib import Path

import polars as pl
import pytest
from polars.testing import assert_frame_equal

import onrecord
from onrecord._interchange.annotations import web_annotations
from onrecord.review import gold


def assert_same(left: onrecord.Extraction, right: onrecord.Extraction) -> None:
    for name, frame in left.frames.items():
        assert_frame_equal(frame, getattr(right, name))
    assert_frame_equal(left.local_actors, right.local_actors)
    assert_frame_equal(left.links, right.links)


def test_rows_lead_to_rows(record: onrecord.Extraction) -> None:
    for name in ("blocks", "sentences", "statements", "mentions", "dates", "spans"):
        frame = getattr(record, name)
        assert frame.join(record.documents, on="doc_id", how="anti").is_empty(), name
        ids = frame.group_by("doc_id", maintain_order=True).agg(frame.columns[1])
        assert all(list(range(len(numbers))) == numbers for numbers in ids[frame.columns[1]].to_list()), name
    known = set(record.actors["actor_id"])
    assert len(known) == record.actors.height
    assert set(record.statements["speaker_ids"].explode().drop_nulls()) <= known
    assert record.statements["speaker_ids"].list.first().equals(record.statements["speaker_id"])
    assert set(record.statements["target_id"].drop_nulls()) <= known
    assert set(record.statements["addressee_id"].drop_nulls()) <= known
    assert set(record.mentions["actor_id"].drop_nulls()) <= known
    for frame, row_id in (
        ("statements", "sentence_id"),
        ("mentions", "sentence_id"),
        ("dates", "sentence_id"),
    ):
        rows = getattr(record, frame).drop_nulls(row_id)
        assert rows.join(record.sentences, on=["doc_id", row_id], how="anti").is_empty(), frame


def test_actors_are_counted(record: onrecord.Extraction) -> None:
    mentions = (
        record.mentions.drop_nulls("actor_id")
        .group_by("actor_id")
        .agg(mentions=pl.len(), documents=pl.col("doc_id").n_unique())
    )
    counted = record.actors.join(
        mentions, on="actor_id", how="left", suffix="_counted", maintain_order="left"
    )
    assert counted["mentions"].to_list() == counted["mentions_counted"].fill_null(0).to_list()
    assert counted["documents"].to_list() == counted["documents_counted"].to_list()
    assert record.actors["statements"].sum() == record.statements["speaker_ids"].list.len().sum()


def test_parquet_there_and_back(record: onrecord.Extraction, tmp_path: Path) -> None:
    record.write_parquet(tmp_path / "record")
    again = onrecord.Extraction.read_parquet(tmp_path / "record")
    assert_same(record, again)
    assert again.provenance == record.provenance


@pytest.fixture(scope="module")
def stored(
    record: onrecord.Extraction, tmp_path_factory: pytest.TempPathFactory
) -> onrecord.StoredExtraction:
    folder = tmp_path_factory.mktemp("stored")
    record.write_parquet(folder)
    return onrecord.StoredExtraction(folder)


def test_no_record_changes(record: onrecord.Extraction, stored: onrecord.StoredExtraction) -> None:
    with pytest.raises(
        AttributeError, match=r"Extraction does not change: make another, record\.replace\(statements=…\)"
    ):
        record.statements = record.statements.head(0)  # type: ignore[misc]
    with pytest.raises(
        AttributeError, match=r"Extraction does not change: make another, record\.for_documents\(ids\)"
    ):
        record.notes = "mine"  # type: ignore[attr-defined]
    with pytest.raises(AttributeError, match="StoredExtraction does not change"):
        stored.documents = stored.documents.head(0)  # type: ignore[misc]
    with pytest.raises(AttributeError, match="does not change"):
        del record.documents  # type: ignore[misc]
    record.provenance["onrecord"] = "another"
    assert record.provenance["onrecord"] == onrecord.__version__


def test_another_record_has_some_frames_replaced(record: onrecord.Extraction) -> None:
    fewer = record.replace(statements=record.statements.head(3))
    assert fewer.statements.height == 3 and record.statements.height > 3
    assert fewer.mentions is record.mentions and fewer != record
    assert fewer.replace(statements=record.statements) == record
    with pytest.raises(ValueError, match="there is no frame 'quotes': give some of documents, blocks"):
        record.replace(quotes=record.statements)
    with pytest.raises(ValueError, match="statements has no column 'act' of the type Enum"):
        record.replace(statements=record.statements.drop("act"))


def test_records_are_equal_if_their_rows_are(
    record: onrecord.Extraction, articles: pl.DataFrame, tmp_path: Path
) -> None:
    assert record == onrecord.extract(articles) == onrecord.merge([record])
    assert record == pickle.loads(pickle.dumps(record)) == copy.deepcopy(record)
    assert record != onrecord.extract(articles.head(3))
    assert record != onrecord.extract(articles.reverse())
    assert record != record.replace(statements=record.statements.with_columns(negated_twice=pl.lit(True)))
    assert record != "a record"
    with pytest.raises(TypeError, match="unhashable"):
        hash(record)
    record.write_parquet(tmp_path)
    one, other = onrecord.StoredExtraction(tmp_path), onrecord.StoredExtraction(str(tmp_path))
    assert one == other == pickle.loads(pickle.dumps(one)) and hash(one) == hash(other)
    assert one != one.for_documents([]) and one != record
    assert one.load() == record
    assert one.provenance == record.provenance


def test_fewer_documents_make_a_smaller_record(
    record: onrecord.Extraction, stored: onrecord.StoredExtraction
) -> None:
    assert record.for_documents(record.documents["doc_id"]) == record
    assert stored.for_documents(record.documents["doc_id"]).load() == record
    some = record.documents["doc_id"].gather([5, 1, 8, 1]).to_list()
    smaller = record.for_documents(some)
    assert set(smaller.documents["doc_id"]) == set(some)
    assert smaller.documents["doc_id"].to_list() == [
        name for name in record.documents["doc_id"] if name in some
    ]
    for name in ("blocks", "sentences", "statements", "mentions", "dates", "spans", "local_actors", "links"):
        assert_frame_equal(getattr(smaller, name), getattr(record, name).filter(pl.col("doc_id").is_in(some)))
    test_rows_lead_to_rows(smaller)
    test_actors_are_counted(smaller)
    # Who is who is what was known over all documents.
    same = ["actor_id", "name", "wikidata", "type", "country", "role", "aliases"]
    kept = record.actors.filter(pl.col("actor_id").is_in(smaller.actors["actor_id"].to_list()))
    assert_frame_equal(smaller.actors.select(pl.col(same)), kept.select(pl.col(same)))
    assert 0 < smaller.actors.height < record.actors.height
    lazily = stored.for_documents(some)
    assert isinstance(lazily.statements, pl.LazyFrame)
    assert lazily.load() == smaller
    assert {name: frame.collect().height for name, frame in lazily.frames.items()} == {
        name: frame.height for name, frame in smaller.frames.items()
    }
    assert (
        lazily.for_documents(some[:1]).load()
        == smaller.for_documents(some[:1])
        == record.for_documents(some[:1])
    )
    assert record.for_documents([]).frames.keys() == record.frames.keys()
    assert all(frame.is_empty() for frame in record.for_documents([]).frames.values())


def test_what_was_seen_is_counted_anew() -> None:
    texts = [
        "Sergey Lavrov said the talks were over. Lavrov left.",
        "Lavrov said no.",
        "Ms. Ana Ruiz said yes.",
    ]
    rows = [
        {"doc_id": name, "text": text, "published": f"2020-03-0{day}"}
        for day, (name, text) in enumerate(zip("abc", texts, strict=True), 1)
    ]
    record = onrecord.extract(rows)
    counted = ["documents", "mentions", "statements", "first_seen", "last_seen"]
    smaller = record.for_documents(["b", "c"]).actors
    assert smaller["name"].to_list() == ["Sergey Lavrov", "Ana Ruiz"] or smaller["name"].to_list() == [
        "Ana Ruiz",
        "Sergey Lavrov",
    ]
    found = smaller.filter(pl.col("name") == "Sergey Lavrov").select(counted).row(0)
    assert found == (1, 1, 1, dt.date(2020, 3, 2), dt.date(2020, 3, 2))


def test_copies_without_their_original_are_copies_of_the_first_of_them() -> None:
    text = onrecord.sample()["text"][0]
    record = onrecord.extract([{"doc_id": name, "text": text} for name in "abcd"])
    assert record.documents["duplicate_of"].to_list() == [None, "a", "a", "a"]
    assert record.for_documents(["d", "b"]).documents["duplicate_of"].to_list() == [None, "b"]
    assert record.for_documents(["a", "d"]).documents["duplicate_of"].to_list() == [None, "a"]


def test_documents_that_are_not_there_are_named(
    record: onrecord.Extraction, stored: onrecord.StoredExtraction
) -> None:
    for one in (record, stored):
        with pytest.raises(ValueError, match=r"there is no document 'x', 'y': give ids of record\.documents"):
            one.for_documents(["y", "x"])
        with pytest.raises(TypeError, match=r"takes a list or column of ids, not str: give \['x'\]"):
            one.for_documents("x")


def test_whole_numbers_are_ids_as_they_were_given(tmp_path: Path) -> None:
    record = onrecord.extract(pl.DataFrame({"doc_id": [1003, 1004], "text": ["Talks are over."] * 2}))
    record.write_parquet(tmp_path)
    for one in (record, onrecord.StoredExtraction(tmp_path)):
        assert one.show(1003).html == one.show("1003").html
        smaller = one.for_documents(pl.Series([1004]))
        assert smaller.documents.lazy().select("doc_id").collect()["doc_id"].to_list() == ["1004"]
        for unknown in (7, True):
            with pytest.raises(onrecord.exceptions.InputError, match="there is no document"):
                one.show(unknown)
            with pytest.raises(onrecord.exceptions.InputError, match="there is no document"):
                one.for_documents([unknown])


@pytest.mark.filterwarnings("default")  # of the packages that rows are handed to
def test_whatever_is_in_a_folder_can_do_the_same(
    record: onrecord.Extraction, stored: onrecord.StoredExtraction, tmp_path: Path
) -> None:
    some = record.documents["doc_id"].head(4).to_list()
    for whole, lazily in ((record, stored), (record.for_documents(some), stored.for_documents(some))):
        assert lazily.show(some[1]).html == whole.show(some[1]).html
        assert lazily._repr_html_() == whole._repr_html_()
        assert_frame_equal(lazily.echoes().frame, whole.echoes().frame)
        assert lazily.plot.timeline().to_dict() == whole.plot.timeline().to_dict()
        one, other = lazily.report(tmp_path / "one.html"), whole.report(tmp_path / "other.html")
        assert one.read_bytes() == other.read_bytes()
        assert lazily.cite() == whole.cite()
        assert gold(lazily) == gold(whole)
        assert web_annotations(lazily) == web_annotations(whole)
        assert {name: table.num_rows for name, table in lazily.to_arrow().items()} == {
            name: frame.height for name, frame in whole.frames.items()
        }
        assert lazily.write_excel_csv(tmp_path / "csv").is_dir()
        assert len(lazily.to_duckdb().sql("FROM statements").fetchall()) == whole.statements.height


def test_showing_an_article_reads_no_other(
    stored: onrecord.StoredExtraction, monkeypatch: pytest.MonkeyPatch
) -> None:
    collected: list[int] = []
    collect = pl.LazyFrame.collect

    def counted(frame: pl.LazyFrame, **options: object) -> object:
        found = collect(frame, **options)  # type: ignore[call-overload]
        collected.append(found["doc_id"].n_unique() if "doc_id" in found.columns else 1)
        return found

    monkeypatch.setattr(pl.LazyFrame, "collect", counted)
    stored.show("carmel-post-2020-01-15")
    assert collected and max(collected) == 1


def test_reading_something_else_is_an_error(record: onrecord.Extraction, tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError, match="no folder"):
        onrecord.Extraction.read_parquet(tmp_path / "nowhere")
    with pytest.raises(OSError, match=r"holds no extraction: documents.parquet is missing"):
        onrecord.Extraction.read_parquet(tmp_path)
    record.write_parquet(tmp_path)
    record.blocks.drop("role").write_parquet(tmp_path / "blocks.parquet")
    with pytest.raises(OSError, match=r"blocks.parquet has the columns of another version"):
        onrecord.Extraction.read_parquet(tmp_path)


def test_provenance_names_everything_that_decides(record: onrecord.Extraction) -> None:
    assert record.provenance["onrecord"] == onrecord.__version__
    assert set(record.provenance) == {"onrecord", "polars", "options", "options_sha256", "data_sha256"}


def test_it_shows_itself(record: onrecord.Extraction) -> None:
    assert repr(record).startswith(f"Extraction({record.documents.height} documents, ")
    page = onrecord.extract(
        [{"doc_id": "<b>", "text": 'Lavrov said "<b>&\'" on Friday.'}, {"doc_id": "x", "text": None}]
    )._repr_html_()
    assert "<b>&" not in page
    assert "1 document could not be extracted" in page
