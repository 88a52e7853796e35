"""What several tests need."""

from __future__ import annotations

import os

import polars as pl
import pytest

import onrecord


@pytest.fixture(scope="session")
def articles() -> pl.DataFrame:
    return onrecord.sample()


@pytest.fixture(scope="session")
def record(articles: pl.DataFrame) -> onrecord.Extraction:
    return onrecord.extract(articles)


def pytest_sessionfinish(session: pytest.Session) -> None:
    """Where ONRECORD_NO_SKIPS is set, as in `.ci/run`, a test that was skipped is one that failed."""
    reporter = session.config.pluginmanager.get_plugin("terminalreporter")
    skipped = reporter.stats.get("skipped", []) if reporter else []
    if skipped and "ONRECORD_NO_SKIPS" in os.environ:
        reporter.write_line(f"{len(skipped)} skipped, which ONRECORD_NO_SKIPS forbids", red=True)
        session.exitstatus = pytest.ExitCode.TESTS_FAILED
