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


def test_what_cannot_be_merged(record: onrecord.Extraction) -> None:
    with pytest.raises(ValueError, match="documents with the same doc_id"):
        onrecord.merge([record, record])
    with pytest.raises(ValueError, match="at least one"):
        onrecord.merge([])
    with pytest.raises(TypeError, match="not DataFrame"):
        onrecord.merge([record.documents])  # type: ignore[list-item]
