"""The published schemas are those of the core, and of every extraction."""

from __future__ import annotations

import polars as pl
import pytest

import onrecord
from onrecord import _onrecord, schemas

PUBLISHED = schemas.STORED


def test_frames_are_named_alike() -> None:
    assert sorted(_onrecord.FRAMES) == sorted(PUBLISHED)


@pytest.mark.parametrize("name", sorted(PUBLISHED))
def test_the_core_has_the_published_schema(name: str) -> None:
    assert list(pl.DataFrame(_onrecord.schema(name)).schema.items()) == list(PUBLISHED[name].items())


@pytest.mark.parametrize("documents", [[], [""], ["Lavrov said on Friday that talks with Turkey were over."]])
def test_any_extraction_has_the_full_schema(documents: list[str]) -> None:
    record = onrecord.extract(documents)
    for name, schema in schemas.STORED.items():
        assert list(getattr(record, name).schema.items()) == list(schema.items()), name


def test_an_unknown_frame_is_named_with_the_known_ones() -> None:
    with pytest.raises(ValueError, match="no frame 'quotes': use one of documents, blocks, sentences"):
        onrecord.schema("quotes")
    with pytest.raises(onrecord.OnrecordError):
        _onrecord.schema("quotes")
