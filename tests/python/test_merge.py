"""Several extractions as one: the rows of one extraction of all their documents."""

from __future__ import annotations

import polars as pl
import pytest

import onrecord


@pytest.mark.parametrize("size", [1, 2, 5])
def test_merged_parts_are_the_whole(record: onrecord.Extraction, articles: pl.DataFrame, size: int) -> None:
    parts = [onrecord.extract(part) for part in articles.iter_slices(size)]
    assert onrecord.merge(parts) == record


def test_merged_once_more_is_the_same(record: onrecord.Extraction) -> None:
    assert onrecord.merge([record]) == record


def test_a_name_in_one_part_and_its_full_form_in_another_are_one_actor() -> None:
    parts = [
        onrecord.extract([{"doc_id": "a", "text": "Sergey Lavrov said the talks were over."}]),
        onrecord.extract([{"doc_id": "b", "text": "Lavrov said the talks were over."}]),
    ]
    merged = onrecord.merge(parts)
    assert merged.actors.select("actor_id", "documents").rows() == [("sergey-lavrov", 2)]


def test_those_who_speak_together_are_merged_too() -> None:
    words = "Boris Johnson, Emmanuel Macron and Angela Merkel accused Iran of delay."
    parts = [onrecord.extract([{"doc_id": name, "text": words}]) for name in ("a", "b")]
    statements = onrecord.merge(parts).statements
    expected = (["boris-johnson", "emmanuel-macron", "angela-merkel"], "iran", False)
    assert statements.select("speaker_ids", "target_id", "negated").rows() == [expected] * 2
    assert statements["speakers"].to_list() == [["Boris Johnson", "Emmanuel Macron", "Angela Merkel"]] * 2


def test_what_cannot_be_merged(record: onrecord.Extraction) -> None:
    with pytest.raises(ValueError, match="documents with the same doc_id"):
        onrecord.merge([record, record])
    with pytest.raises(ValueError, match="at least one"):
        onrecord.merge([])
    with pytest.raises(TypeError, match="not DataFrame"):
        onrecord.merge([record.documents])  # type: ignore[list-item]


def test_links_lead_to_local_actors_that_are_the_rows_actors(record: onrecord.Extraction) -> None:
    told = record.links.join(record.local_actors, on=["doc_id", "local_id"], how="left")
    assert told["actor_id"].null_count() == 0
    for kind, frame, row_id, actor_id in (
        ("mention", record.mentions, "mention_id", "actor_id"),
        ("speaker", record.statements, "statement_id", "speaker_id"),
        ("addressee", record.statements, "statement_id", "addressee_id"),
        ("target", record.statements, "statement_id", "target_id"),
    ):
        rows = frame.drop_nulls(actor_id).select("doc_id", row_id, actor_id).rows()
        assert rows == told.filter(kind=kind).select("doc_id", "row_id", "actor_id").rows(), kind
