"""What several tests need."""

from __future__ import annotations

import polars as pl
import pytest

import onrecord


@pytest.fixture(scope="session")
def articles() -> pl.DataFrame:
    return onrecord.sample()


@pytest.fixture(scope="session")
def record(articles: pl.DataFrame) -> onrecord.Extraction:
    return onrecord.extract(articles)
