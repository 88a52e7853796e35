"""Outlets beside each other: who carries what, who contradicts whom, whose statements they have, who speaks about whom."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import polars as pl
import pytest
from polars.testing import assert_frame_equal

import onrecord
from onrecord._compare import contradictions, coverage, relations, shares

QUOTED = "“We will keep the harbour of Basra open for grain ships from Odessa,” Sergey Lavrov said on 3 March 2020."
ARTICLES = [
    {"doc_id": "wire", "outlet": "Wire", "published": "2020-03-03",
     "text": f"{QUOTED}\n\nIran accused Turkey of shelling the harbour of Basra at night. Officials said that nobody was hurt."},
    {"doc_id": "wire-2", "outlet": "Wire", "published": "2020-03-04", "text": QUOTED},
    {"doc_id": "post", "outlet": "Post", "published": "2020-03-04",
     "text": QUOTED.replace(" from Odessa", "") + "\n\nTurkey denied shelling Basra’s harbour at night."},
    {"doc_id": "star", "outlet": "Star", "published": "2020-03-05",
     "text": "Sergey Lavrov left for Cairo. Turkey and Egypt said that the ferry to Alexandria will sail again in spring."},
    {"doc_id": "late", "outlet": "Late", "published": "2020-03-20", "text": "Sergey Lavrov is back."},
    {"doc_id": "gazette", "outlet": "Gazette", "published": "2020-03-06",
     "text": "Greece said that the ferry to Alexandria will not sail again in spring.\n\nIt rained on Crete."},
    {"doc_id": "none", "text": "Iran accused Turkey of lying about Egypt."},
]  # fmt: skip


@pytest.fixture(scope="module")
def own() -> onrecord.Extraction:
    return onrecord.extract(ARTICLES)


@pytest.fixture(scope="module", params=["in memory", "stored"])
def either(
    request: pytest.FixtureRequest, own: onrecord.Extraction, tmp_path_factory: pytest.TempPathFactory
) -> onrecord.Extraction | onrecord.StoredExtraction:
    if request.param == "in memory":
        return own
    folder = tmp_path_factory.mktemp("stored")
    own.write_parquet(folder)
    return onrecord.StoredExtraction(folder)


Either = onrecord.Extraction | onrecord.StoredExtraction


def test_coverage_tells_who_carries_cuts_and_leaves_out(either: Either) -> None:
    found = either.coverage(speaker="Lavrov")
    assert found.schema == coverage.SCHEMA
    assert found.select("outlet", "carried", "articles", "doc_id", "outlets").rows() == [
        ("Wire", "fullest", 2, "wire", 2),
        ("Post", "cut", 1, "post", 2),
        ("Star", "left_out", None, "star", 2),  # and not Late, which appeared when the others were through
    ]
    cut = found.row(by_predicate=pl.col("carried") == "cut", named=True)
    assert 0.5 < cut["kept"] < 1
    assert "Odessa" in cut["fullest"] and "Odessa" not in cut["content"]
    left_out = found.row(by_predicate=pl.col("carried") == "left_out", named=True)
    assert left_out["statement_id"] is None and left_out["content"] is None
    assert left_out["speaker"] == "Sergey Lavrov" and "Odessa" in left_out["fullest"]


def test_coverage_has_every_statement_once(either: Either, own: onrecord.Extraction) -> None:
    found = either.coverage()
    assert found["item_id"].is_sorted()
    assert found["item_id"].unique().to_list() == list(range(found["item_id"].n_unique()))
    carried = found.filter(pl.col("carried") != "left_out")
    assert carried.select("item_id", "outlet").is_unique().all()
    assert carried.height == own.statements.height - 1  # Wire has one of them in two articles
    nobody_named = found.filter(source_group="officials")
    assert nobody_named.select("outlet", "carried").rows() == [("Wire", "fullest")]
    of_nobody = carried.filter(pl.col("outlet").is_null())
    assert of_nobody["outlets"].to_list() == [0]


def test_what_only_one_outlet_has(own: onrecord.Extraction) -> None:
    alone = own.coverage().filter(pl.col("outlets") == 1, pl.col("carried") != "left_out")
    assert "Sergey Lavrov" not in alone["speaker"]
    assert {"Iran", "Greece"} <= set(alone["speaker"])


@pytest.mark.parametrize(
    ("asked", "outlets"),
    [
        ({"outlet": ["Wire", "Post"], "speaker": "Lavrov"}, ["Wire", "Post"]),
        ({"outlet": "Post", "speaker": "Lavrov"}, ["Post"]),
        ({"act": "deny"}, ["Post"]),
        ({"between": ("2020-03-06", None)}, ["Gazette"]),
        ({"speaker": "Mara Quist"}, []),
        ({"confidence": 1.0}, []),
        ({"outlet": "nobody's"}, []),
    ],
    ids=str,
)
def test_coverage_of_what_is_asked(either: Either, asked: dict[str, Any], outlets: list[str]) -> None:
    assert either.coverage(**asked).filter(pl.col("carried") != "left_out")["outlet"].to_list() == outlets


def test_a_version_that_does_not_fit_what_is_asked_is_carried_all_the_same() -> None:
    articles = [{**ARTICLES[0], "text": QUOTED.replace(" said", " warned")}, {**ARTICLES[2], "text": QUOTED}]
    record = onrecord.extract(articles)
    assert record.coverage(act="warn").select("outlet", "act").rows() == [
        ("Wire", "warn"),
        ("Post", "promise"),
    ]


def test_contradictions_are_found_and_tell_why(either: Either) -> None:
    found = either.contradictions()
    assert found.schema == contradictions.SCHEMA
    assert found["score"].is_sorted(descending=True)
    denial = found.row(by_predicate=pl.col("kind") == "denial", named=True)
    assert (denial["claim_speaker"], denial["claim_outlet"]) == ("Iran", "Wire")
    assert (denial["against_speaker"], denial["against_act"]) == ("Turkey", "deny")
    assert denial["is_aimed"]
    assert {"basra", "harbour", "shell"} <= set(denial["shared"])
    opposite = found.row(by_predicate=pl.col("kind") == "opposite", named=True)
    assert (opposite["claim_doc_id"], opposite["against_doc_id"]) == ("star", "gazette")
    assert found.height == 2


@pytest.mark.parametrize(
    ("one", "other", "count"),
    [
        (
            "Iran accused Turkey of shelling the harbour of Basra.",
            "Turkey denied shelling Basra’s harbour.",
            1,
        ),
        # who refuses to do something disputes nothing
        (
            "Iran said that Turkey would open the harbour of Basra.",
            "Turkey refused to open the harbour of Basra.",
            0,
        ),
        # what is reported within another's words is part of those
        ("Iran said that Turkey denied shelling the harbour of Basra.", "It rained.", 0),
        # nobody contradicts himself by a denial
        ("Turkey said that it shelled the harbour of Basra.", "Turkey denied shelling Basra’s harbour.", 0),
        # what is not said is no claim
        (
            "Iran did not say that the harbour of Basra was shelled.",
            "Turkey denied shelling Basra’s harbour.",
            0,
        ),
        # of other words
        ("Iran accused Egypt of closing a market in Cairo.", "Turkey denied shelling Basra’s harbour.", 0),
    ],
)
def test_which_pairs_are_candidates(one: str, other: str, count: int) -> None:
    assert onrecord.extract([one, other]).contradictions().height == count


def test_words_that_many_use_tell_less() -> None:
    pair = [
        "Iran accused Israel of closing the market in Haifa.",
        "Israel denied closing the market of Jaffa.",
    ]
    others = [
        f"Egypt said that the {thing} market is closing."
        for thing in ("fish", "fruit", "corn", "gold", "rice")
    ]
    alone, among = (onrecord.extract(texts).contradictions() for texts in (pair, pair + others))
    is_pair = pl.col("claim_speaker") == "Iran"
    assert among.filter(is_pair)["score"].item() < alone.filter(is_pair)["score"].item()


def test_contradictions_lie_so_many_days_apart(own: onrecord.Extraction) -> None:
    assert own.contradictions(days=0).is_empty()
    assert own.contradictions(days=1)["kind"].to_list() == ["denial", "opposite"]


def test_one_side_of_a_contradiction_fits_what_is_asked(own: onrecord.Extraction) -> None:
    assert own.contradictions(speaker="Greece")["kind"].to_list() == ["opposite"]
    assert own.contradictions(act="deny")["kind"].to_list() == ["denial"]
    assert own.contradictions(outlet="Post").is_empty()


def test_repeated_statements_contradict_once() -> None:
    claim, denial = (
        "Iran accused Turkey of shelling the harbour of Basra.",
        "Turkey denied shelling Basra’s harbour.",
    )
    articles = [
        {"text": text, "outlet": outlet, "published": "2020-03-03"}
        for outlet, text in [("A", claim), ("B", claim), ("A", denial), ("C", denial)]
    ]
    found = onrecord.extract(articles).contradictions()
    assert found.select("claim_outlets", "against_outlets").rows() == [(2, 2)]


def test_shares_of_outlets(either: Either) -> None:
    found = either.shares()
    assert found.schema == shares.SCHEMA
    wire = found.filter(outlet="Wire").select("speaker_id", "value", "statements", "of_outlet", "share")
    assert wire.rows() == [
        ("sergey-lavrov", "Sergey Lavrov", 2, 4, 0.5),
        ("iran", "Iran", 1, 4, 0.25),
        (None, "officials", 1, 4, 0.25),
    ]
    joint = found.filter(outlet="Star")
    assert joint.select("value", "share").rows() == [("Egypt", 1.0), ("Turkey", 1.0)]
    assert found.filter(value="Iran")["share_of_all"].unique().to_list() == [2 / 9]
    assert found.filter(pl.col("outlet").is_null())["value"].to_list() == ["Iran"]


@pytest.mark.parametrize(
    ("whose", "expected"),
    [
        ("country", [("RUS", 2), ("IRN", 1), (None, 1)]),
        ("act", [("promise", 2), ("accuse", 1), ("say", 1)]),
        ("kind", [("direct", 2), ("indirect", 2)]),
    ],
)
def test_shares_by_something_else(
    own: onrecord.Extraction, whose: Any, expected: list[tuple[str, int]]
) -> None:
    found = own.shares(whose).filter(outlet="Wire")
    assert found.select("value", "statements").rows() == expected
    assert found["speaker_id"].null_count() == found.height


def test_two_speakers_of_one_country_are_one_share_of_it() -> None:
    text = (
        "Turkish President Recep Tayyip Erdogan and Turkish Defence Minister Hulusi Akar said that it rained."
    )
    record = onrecord.extract([text])
    assert record.shares("country").select("value", "statements").rows() == [("TUR", 1)]
    assert record.shares()["statements"].to_list() == [1, 1]


def test_shares_are_those_of_all_statements_of_an_outlet(own: onrecord.Extraction) -> None:
    found = own.shares(outlet="Wire", act="accuse")
    assert found.select("value", "statements", "of_outlet", "share", "share_of_all").rows() == [
        ("Iran", 1, 4, 0.25, 0.25)
    ]


def test_who_speaks_about_whom(either: Either) -> None:
    found = either.relations()
    assert found.schema == relations.SCHEMA
    about = found.filter(speaker="Iran").select(
        "act", "relation", "other", "statements", "articles", "outlets"
    )
    assert about.rows() == [
        ("accuse", "target", "Turkey", 2, 2, 1),
        ("accuse", "mentioned", "Egypt", 1, 1, 0),
    ]
    assert found.filter(pl.col("speaker_id") == pl.col("other_id")).is_empty()
    assert either.relations(about="Egypt")["other"].unique().sort().to_list() == ["Egypt", "Turkey"]


def test_a_relation_that_is_denied_is_counted_by_itself() -> None:
    record = onrecord.extract(["Iran did not accuse Turkey of lying.", "Iran accused Turkey of lying."])
    assert record.relations().select("negated", "statements").sort("negated").rows() == [
        (False, 1),
        (True, 1),
    ]


@pytest.mark.parametrize("name", ["coverage", "contradictions", "shares", "relations"])
def test_nothing_gives_a_frame_without_rows(name: str) -> None:
    schemas = {
        "coverage": coverage,
        "contradictions": contradictions,
        "shares": shares,
        "relations": relations,
    }
    for record in (onrecord.extract([]), onrecord.extract(["The harbour is cold in winter."])):
        found = getattr(record, name)()
        assert_frame_equal(found, pl.DataFrame(schema=schemas[name].SCHEMA))


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda record: record.coverage(days=-1), "days=-1"),
        (lambda record: record.contradictions(days=-1), "days=-1"),
        (lambda record: record.shares("mood"), "'mood'"),
        (lambda record: record.relations(act="sing"), "there is no act 'sing'"),
    ],
)
def test_what_cannot_be_asked_is_named(own: onrecord.Extraction, call: Any, message: str) -> None:
    with pytest.raises(onrecord.exceptions.InputError, match=message):
        call(own)


def test_an_unknown_argument_is_no_filter(own: onrecord.Extraction) -> None:
    with pytest.raises(TypeError, match="speakr"):
        own.coverage(speakr="Iran")  # type: ignore[call-arg]


def test_stored_articles_are_compared_like_those_in_memory(own: onrecord.Extraction, tmp_path: Path) -> None:
    own.write_parquet(tmp_path)
    stored = onrecord.StoredExtraction(tmp_path)
    for name in ("coverage", "contradictions", "shares", "relations", "events"):
        assert_frame_equal(getattr(stored, name)(), getattr(own, name)())
