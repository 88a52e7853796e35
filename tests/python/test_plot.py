"""Pictures: charts that draw, that hold every row they should, and that the user can change."""

from __future__ import annotations

import json
import sys
from typing import Any

import polars as pl
import pytest

import onrecord

alt = pytest.importorskip("altair")
vl_convert = pytest.importorskip("vl_convert")

from onrecord._plot import tables  # noqa: E402

NAMES = ("timeline", "speakers", "network", "dates")


@pytest.mark.parametrize("name", NAMES)
def test_a_chart_draws_and_changes(record: onrecord.Extraction, name: str) -> None:
    chart = getattr(record.plot, name)()
    drawn = vl_convert.vegalite_to_svg(chart.properties(title="Mine").to_json())
    assert "Mine" in drawn and drawn.count("<path") > 10


@pytest.mark.parametrize("name", NAMES)
def test_a_chart_is_the_same_in_every_run(record: onrecord.Extraction, name: str) -> None:
    def specification() -> dict[str, Any]:
        found: dict[str, Any] = json.loads(getattr(record.plot, name)().to_json())
        return {key: value for key, value in found.items() if key != "datasets"} | {
            "rows": list(found["datasets"].values())
        }

    assert specification() == specification()


@pytest.mark.parametrize("name", NAMES)
def test_nothing_found_is_an_empty_chart(name: str) -> None:
    chart = getattr(onrecord.extract([]).plot, name)()
    assert "<svg" in vl_convert.vegalite_to_svg(chart.to_json())


def test_the_timeline_counts_every_dated_statement_of_its_speakers(record: onrecord.Extraction) -> None:
    rows = tables.timeline(record, 5)
    ids = tables.loudest(record, 5)
    dated = tables.voiced(tables.dated(record)).filter(
        pl.col("speaker_id").is_in(ids) & pl.col("day").is_not_null()
    )
    assert rows["statements"].sum() == dated.height
    assert rows["speaker"].n_unique() <= 5


@pytest.mark.parametrize("by", ["outlet", "kind", "act"])
def test_speakers_count_every_statement(record: onrecord.Extraction, by: Any) -> None:
    rows = record.plot.speakers(top=1_000, by=by).data
    assert rows["statements"].sum() == record.statements["speaker_ids"].list.len().sum()


def test_a_joint_statement_counts_once_for_each_who_makes_it() -> None:
    record = onrecord.extract(["Sergey Lavrov and Hulusi Akar told Iran that it rained."])
    rows = record.plot.speakers().data
    assert rows.select("speaker", "statements").sort("speaker").rows() == [
        ("Hulusi Akar", 1),
        ("Sergey Lavrov", 1),
    ]
    assert set(tables.links(record, 10)["speaker_id"]) == {"sergey-lavrov", "hulusi-akar"}


def test_links_lead_to_those_who_are_named_in_the_content() -> None:
    record = onrecord.extract(["Sergey Lavrov told Mevlut Cavusoglu that Iran was ready."])
    links = {
        (row["speaker_id"], row["other"], row["link"])
        for row in tables.links(record, 10).iter_rows(named=True)
    }
    assert ("sergey-lavrov", "iran", "about") in links
    assert ("sergey-lavrov", "mevlut-cavusoglu", "to") in links


def test_a_long_time_is_put_together(record: onrecord.Extraction, monkeypatch: pytest.MonkeyPatch) -> None:
    whole = tables.timeline(record, 50)
    monkeypatch.setattr(tables, "_ROWS", whole.height - 1)
    fewer = tables.timeline(record, 50)
    assert fewer.height < whole.height and fewer["statements"].sum() == whole["statements"].sum()


def test_wrong_options(record: onrecord.Extraction) -> None:
    with pytest.raises(ValueError, match="top=0"):
        record.plot.timeline(top=0)
    with pytest.raises(ValueError, match="by='day'"):
        record.plot.speakers(by="day")  # type: ignore[arg-type]


def test_what_is_missing_is_named(record: onrecord.Extraction, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "altair", None)
    with pytest.raises(ImportError, match=r"this needs altair: pip install 'onrecord\[plot\]'"):
        record.plot.dates()
