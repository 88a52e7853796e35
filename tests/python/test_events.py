"""Statements as event data: codes, both sides, what is no event, and what is said that somebody will do."""

from __future__ import annotations

import datetime as dt
from typing import Any

import polars as pl
import pytest

import onrecord
from onrecord._events.coding import codes
from onrecord._events.events import SCHEMA
from onrecord._events.intentions import intention
from onrecord._events.sectors import sector_of
from onrecord.schemas import ACT


def coded(text: str, *columns: str) -> list[tuple[Any, ...]]:
    """Some columns of the events of one article."""
    article = {"doc_id": "a", "text": text, "published": "2020-03-02", "outlet": "Post"}
    return onrecord.extract([article]).events().select(columns).rows()


def test_every_act_has_its_codes() -> None:
    table = codes()
    assert table["act"].to_list() == ACT.categories.to_list()
    # PLOVER's types lie in one half of conflict and cooperation each, as its manual lists them.
    quads = {"AGREE": 1, "SUPPORT": 1, "REQUEST": 3, "ACCUSE": 3, "REJECT": 3, "THREATEN": 3, None: None}
    assert dict(table.select(pl.col("plover_type").cast(pl.String), "quad_class").iter_rows()) == quads
    assert table["plover_intensity"].is_null().to_list() == table["plover_type"].is_null().to_list()
    assert table["cameo_code"].null_count() == table["goldstein"].null_count() == 0
    assert (
        table["plover_intensity"].is_between(-10, 10).all() and table["goldstein"].is_between(-10, 10).all()
    )


def test_an_event_has_all_that_is_told() -> None:
    text = "Russian Foreign Minister Sergey Lavrov accused Turkey of breaking the truce."
    row = onrecord.extract(
        [{"doc_id": "a", "text": text, "published": "2020-03-02", "outlet": "Post"}]
    ).events()
    assert row.schema == SCHEMA
    assert row.row(0, named=True) == {
        "event_id": "a#0.0", "day": dt.date(2020, 3, 2),
        "source_id": "sergey-lavrov", "source": "Sergey Lavrov", "source_group": None, "source_country": "RUS",
        "source_type": "person", "source_role": "Foreign Minister", "source_sector": "GOV",
        "act": "accuse", "coded_by": "act", "plover_type": "ACCUSE", "plover_mode": "allege", "quad_class": 3,
        "plover_intensity": -3.5, "cameo_code": "112", "cameo_text": "Accuse", "goldstein": -2.0,
        "target_id": "turkey", "target": "Turkey", "target_country": "TUR", "target_type": "country",
        "target_role": None, "target_sector": None,
        "outlet": "Post", "sentence": text, "doc_id": "a", "statement_id": 0, "sentence_id": 0,
        "confidence": pytest.approx(row["confidence"].item()),
    }  # fmt: skip


def test_an_event_is_of_the_day_of_the_saying() -> None:
    assert coded("Iran said on Sunday that the harbour was closed.", "day") == [(dt.date(2020, 3, 1),)]


@pytest.mark.parametrize(
    ("text", "events"),
    [
        # a joint statement is an event of each who makes it
        ("Russia and Turkey condemned Iran.", [("Russia", "111", "Iran"), ("Turkey", "111", "Iran")]),
        # what is denied or withheld is none
        ("Iran did not accuse Turkey of lying.", []),
        ("Iran refused to say whether Turkey had lied.", []),
        # an act that is done to whom it is told has them as its target
        ("Iran told Turkey that the harbour was closed.", [("Iran", "010", "Turkey")]),
        # what is denied or condemned before somebody is not done to those
        ("Iran denied to Turkey that it had shelled the harbour.", [("Iran", "016", None)]),
        ("Iran complained to Turkey that Israel was lying.", [("Iran", "111", "Israel")]),
        ("Iran threatened Turkey with sanctions.", [("Iran", "130", "Turkey")]),
        ("Iran denied that it had shelled the harbour.", [("Iran", "016", None)]),
    ],
)
def test_who_does_what_to_whom(text: str, events: list[tuple[str, str, str | None]]) -> None:
    assert coded(text, "source", "cameo_code", "target") == events


@pytest.mark.parametrize(
    ("text", "source"),
    [
        ("Rwandan rebels demanded talks with Uganda.", (None, "Rwandan fighters", "RWA", "REB")),
        ("Two senior Turkish officials accused Iran of lying.", (None, "Turkish officials", "TUR", "GOV")),
        ("Witnesses accused Iran of shelling a market.", (None, "witnesses", None, "CVL")),
        ("The United Nations condemned Iran.", ("United Nations", None, None, None)),
    ],
)
def test_sources_that_nobody_names_have_country_and_sector(text: str, source: tuple[str | None, ...]) -> None:
    assert coded(text, "source", "source_group", "source_country", "source_sector") == [source]


@pytest.mark.parametrize(
    ("text", "event"),
    [
        ("Hungary said it will support the resolution.", ("promise", "content", "AGREE", "030", None)),
        ("Iran said that it would not allow inspectors.", ("refuse", "content", "REJECT", "120", None)),
        (
            "Russia said that Sudan must return the helicopter.",
            ("demand", "content", "REQUEST", "100", "SDN"),
        ),
        (
            "Russia said that Sudanese troops must leave the town.",
            ("demand", "content", "REQUEST", "100", "SDN"),
        ),
        (
            "Russia said that Sudanese troops must leave Egypt.",
            ("demand", "content", "REQUEST", "100", "SDN"),
        ),
        ("Iran said that Iran and Turkey must talk.", ("say", "act", None, "010", None)),
        ("Russia said that somebody must return the helicopter.", ("demand", "act", "REQUEST", "100", None)),
        ("Iran announced that it will expel diplomats.", ("announce", "content", "THREATEN", "130", None)),
        ("Iran said that it had expelled diplomats.", ("say", "act", None, "010", None)),
    ],
)
def test_what_is_said_to_be_done_is_coded_by_the_content(text: str, event: tuple[str | None, ...]) -> None:
    columns = ("act", "coded_by", "plover_type", "cameo_code", "target_country")
    assert coded(text, *columns) == [event]


@pytest.mark.parametrize(
    ("content", "act"),
    [
        ("that it will still support the plan", "promise"),
        ("it’s ready to withdraw its troops", "promise"),
        ("it was not willing to share the data", "refuse"),
        ("“We won’t negotiate,”", "refuse"),
        ("“It will attack,”", None),  # in the speaker's own words it is somebody else
        ("it is going to impose a curfew", "threaten"),
        ("it will not impose a curfew", None),
        ("Syria will support the plan", None),
        ("Iran will support the plan", "promise"),
        ("Araghchi will visit Baku", "promise"),
        ("it would be dark", None),
        ("if Turkey leaves it will support the plan", None),
        # behind what opens the clause
        ("that, under the accord, it will support the plan", "promise"),
        ("“If the talks fail, we will impose a blockade,”", "threaten"),
        ("In return, Iran will not support the plan", "refuse"),
        ("In Syria, Turkey will support the plan", None),
        ("After the vote, the ships left", None),
        ("Sudan may have to return it", None),
        ("it must support the plan", None),
        ("they should go", None),
        ("China must drop its barriers", "demand"),
        ("to support the plan", None),
        ("that", None),
        ("", None),
    ],
)
def test_intentions(content: str, act: str | None) -> None:
    found = intention(content, "Abbas Araghchi", "IRN")
    assert (found and found.act) == act


def test_a_wish_may_begin_with_its_verb() -> None:
    found = intention("to impose restrictions", "Greece", "GRC", is_wish=True)
    assert found is not None and found.act == "threaten"


@pytest.mark.parametrize(
    ("kind", "words", "sector"),
    [
        ("person", "Foreign Minister", "GOV"),
        ("person", "Former Foreign Minister", "ELI"),
        ("person", "Secretary-General", None),
        ("person", "Lt. Gen.", "MIL"),
        ("person", "Sen.", "LEG"),
        ("person", "Attorney General", "JUD"),
        ("person", None, None),
        ("government", "Government of Syria", "GOV"),
        ("government", "Syrian Army", "MIL"),
        ("government", "Bundestag", "LEG"),
        ("armed_group", "Hezbollah", "REB"),
        ("media", "TASS", "JRN"),
        ("organization", "Republican People's Party", "PTY"),
        ("organization", "United Nations", None),
        ("country", "Turkey", None),
    ],
)
def test_sectors(kind: str, words: str | None, sector: str | None) -> None:
    assert sector_of(kind, words) == sector


def test_events_of_what_is_asked() -> None:
    record = onrecord.extract(onrecord.sample())
    whole = record.events()
    assert whole["event_id"].is_unique().all()
    asked = record.events(speaker="Erdogan", act=["accuse", "warn"])
    assert set(asked["source"]) == {"Recep Tayyip Erdoğan"}
    assert set(asked["event_id"]) < set(whole["event_id"])


def test_no_statement_is_left_out_unsaid() -> None:
    record = onrecord.extract(onrecord.sample())
    key = ["doc_id", "statement_id"]
    missing = record.statements.join(record.events(), on=key, how="anti")
    assert missing["negated"].all() and missing.height == record.statements["negated"].sum()
