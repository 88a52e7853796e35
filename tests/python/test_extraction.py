"""An extraction is written, read, merged and shown as a whole; an extractor travels."""

from __future__ import annotations

import pickle
import subprocess
import sys
from pathlib import Path

import onrecord
import polars as pl
import pytest
from polars.testing import assert_frame_equal


def assert_same(left: onrecord.Extraction, right: onrecord.Extraction) -> None:
    for name in onrecord.schemas.STORED:
        assert_frame_equal(getattr(left, name), getattr(right, name))


def test_rows_lead_to_rows(record: onrecord.Extraction) -> None:
    for name in ("blocks", "sentences", "statements", "mentions", "dates", "spans"):
        frame = getattr(record, name)
        assert frame.join(record.documents, on="doc_id", how="anti").is_empty(), name
        ids = frame.group_by("doc_id", maintain_order=True).agg(frame.columns[1])
        assert all(list(range(len(numbers))) == numbers for numbers in ids[frame.columns[1]].to_list()), name
    known = set(record.actors["actor_id"])
    assert len(known) == record.actors.height
    assert set(record.statements["speaker_id"].drop_nulls()) <= known
    assert set(record.statements["addressee_id"].drop_nulls()) <= known
    assert set(record.mentions["actor_id"].drop_nulls()) <= known
    for frame, row_id in (("statements", "sentence_id"), ("mentions", "sentence_id"), ("dates", "sentence_id")):
        rows = getattr(record, frame).drop_nulls(row_id)
        assert rows.join(record.sentences, on=["doc_id", row_id], how="anti").is_empty(), frame


def test_actors_are_counted(record: onrecord.Extraction) -> None:
    mentions = record.mentions.drop_nulls("actor_id").group_by("actor_id").agg(
        mentions=pl.len(), documents=pl.col("doc_id").n_unique()
    )
    counted = record.actors.join(mentions, on="actor_id", how="left", suffix="_counted", maintain_order="left")
    assert counted["mentions"].to_list() == counted["mentions_counted"].fill_null(0).to_list()
    assert counted["documents"].to_list() == counted["documents_counted"].to_list()
    statements = record.statements["speaker_id"].drop_nulls().value_counts(name="statements")
    assert record.actors["statements"].sum() == statements["statements"].sum()


def test_parquet_there_and_back(record: onrecord.Extraction, tmp_path: Path) -> None:
    record.write_parquet(tmp_path / "record")
    again = onrecord.Extraction.read_parquet(tmp_path / "record")
    assert_same(record, again)
    assert again.provenance == record.provenance


def test_reading_something_else_is_an_error(record: onrecord.Extraction, tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError, match="no folder"):
        onrecord.Extraction.read_parquet(tmp_path / "nowhere")
    with pytest.raises(OSError, match=r"holds no extraction: documents.parquet is missing"):
        onrecord.Extraction.read_parquet(tmp_path)
    record.write_parquet(tmp_path)
    record.blocks.drop("role").write_parquet(tmp_path / "blocks.parquet")
    with pytest.raises(OSError, match=r"blocks.parquet has the columns of another version"):
        onrecord.Extraction.read_parquet(tmp_path)


@pytest.mark.parametrize("size", [1, 2, 5])
def test_merged_parts_are_the_whole(record: onrecord.Extraction, articles: pl.DataFrame, size: int) -> None:
    parts = [onrecord.extract(part) for part in articles.iter_slices(size)]
    assert_same(onrecord.merge(parts), record)


def test_merged_once_more_is_the_same(record: onrecord.Extraction) -> None:
    assert_same(onrecord.merge([record]), record)


def test_links_lead_to_local_actors_that_are_the_rows_actors(record: onrecord.Extraction) -> None:
    told = record.links.join(record.local_actors, on=["doc_id", "local_id"], how="left")
    assert told["actor_id"].null_count() == 0
    for kind, frame, row_id, actor_id in (
        ("mention", record.mentions, "mention_id", "actor_id"),
        ("speaker", record.statements, "statement_id", "speaker_id"),
        ("addressee", record.statements, "statement_id", "addressee_id"),
    ):
        rows = frame.drop_nulls(actor_id).select("doc_id", row_id, actor_id).rows()
        assert rows == told.filter(kind=kind).select("doc_id", "row_id", "actor_id").rows(), kind


def test_a_name_in_one_part_and_its_full_form_in_another_are_one_actor() -> None:
    parts = [
        onrecord.extract([{"doc_id": "a", "text": "Sergey Lavrov said the talks were over."}]),
        onrecord.extract([{"doc_id": "b", "text": "Lavrov said the talks were over."}]),
    ]
    merged = onrecord.merge(parts)
    assert merged.actors.select("actor_id", "documents").rows() == [("sergey-lavrov", 2)]


def test_what_cannot_be_merged(record: onrecord.Extraction) -> None:
    with pytest.raises(ValueError, match="documents with the same doc_id"):
        onrecord.merge([record, record])
    with pytest.raises(ValueError, match="at least one"):
        onrecord.merge([])
    with pytest.raises(TypeError, match="not DataFrame"):
        onrecord.merge([record.documents])  # type: ignore[list-item]


def test_provenance_names_everything_that_decides(record: onrecord.Extraction) -> None:
    assert record.provenance["onrecord"] == onrecord.__version__
    assert set(record.provenance) == {"onrecord", "polars", "options", "options_sha256", "data_sha256"}


def test_it_shows_itself(record: onrecord.Extraction) -> None:
    assert repr(record).startswith(f"Extraction({record.documents.height} documents, ")
    page = onrecord.extract([{"doc_id": "<b>", "text": 'Lavrov said "<b>&\'" on Friday.'}, {"doc_id": "x", "text": None}])._repr_html_()
    assert "<b>&" not in page
    assert "1 document could not be extracted" in page


def test_an_extractor_travels() -> None:
    extractor = onrecord.Extractor(text="body", gazetteer=[{"name": "Quentin Zorblat", "type": "person"}], threads=2)
    again = pickle.loads(pickle.dumps(extractor))
    assert again == extractor
    assert hash(again) == hash(extractor)
    assert again.threads == 2
    assert extractor != onrecord.Extractor()
    assert repr(extractor) == "Extractor(text='body', gazetteer=<1 rows>, threads=2)"
    with pytest.raises(AttributeError, match="does not change"):
        extractor.text = "other"  # type: ignore[attr-defined]


def test_its_fingerprint_tells_what_decides_rows() -> None:
    plain = onrecord.Extractor().fingerprint
    assert onrecord.Extractor(text="body", doc_id=None, published="day", threads=1).fingerprint == plain
    assert onrecord.Extractor(gazetteer=[{"name": "Quentin Zorblat", "type": "person"}]).fingerprint != plain
    assert onrecord.Extractor(verbs={"kvetch": "condemn"}).fingerprint != plain


def test_its_hash_is_the_same_in_every_run() -> None:
    code = "import onrecord; print(hash(onrecord.Extractor(text='body')))"
    hashes = {
        subprocess.run([sys.executable, "-c", code], env={"PYTHONHASHSEED": seed}, capture_output=True, text=True, check=True).stdout
        for seed in ("1", "2")
    }
    assert hashes == {f"{hash(onrecord.Extractor(text='body'))}\n"}
