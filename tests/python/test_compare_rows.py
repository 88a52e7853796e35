"""The comparison of two builds counts the rows that differ, and says in which columns."""

from __future__ import annotations

import importlib.util
from pathlib import Path

import polars as pl
import pytest

import onrecord

SCRIPT = Path(__file__).parents[1] / "quality" / "compare_rows.py"
TEXT = "“Talks are over,” Sergey Lavrov said in Ankara on Monday. Turkey denied it."


def load():
    spec = importlib.util.spec_from_file_location("compare_rows", SCRIPT)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="module")
def record():
    return onrecord.extract([{"doc_id": "a", "text": TEXT}])


def written(record, folder, **changed):
    record.write_parquet(folder)
    for name, frame in changed.items():
        frame.write_parquet(folder / f"{name}.parquet")
    return folder


def test_the_same_rows_do_not_differ_whatever_their_numbers(record, tmp_path, capsys):
    renumbered = record.statements.with_columns(pl.col("statement_id") + 1)
    old, new = written(record, tmp_path / "old"), written(record, tmp_path / "new", statements=renumbered)
    assert load().compare(old, new, 0) == 0
    assert "    " not in [line[:4] for line in capsys.readouterr().out.splitlines()]


def test_a_changed_row_is_named_by_its_column_and_a_lost_one_by_its_absence(record, tmp_path, capsys):
    assert record.statements.height > 1
    lost = record.statements.head(-1).with_columns(confidence=pl.lit(0.5, pl.Float32))
    old, new = written(record, tmp_path / "old"), written(record, tmp_path / "new", statements=lost)
    assert load().compare(old, new, 1) == 2 * record.statements.height - 1
    out = capsys.readouterr().out
    assert f"confidence: {lost.height}" in out
    assert "(no such row): 1" in out
    assert out.count("    - {") == out.count("    + {") == 1
