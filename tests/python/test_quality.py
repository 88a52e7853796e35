"""The sample corpus is sound, its scores are counted as they say, and onrecord holds its floors."""

from __future__ import annotations

import copy
import importlib.util
import json
import sys
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

QUALITY = Path(__file__).parents[1] / "quality"


def load(name: str) -> ModuleType:
    spec = importlib.util.spec_from_file_location(name, QUALITY / f"{name}.py")
    module = importlib.util.module_from_spec(spec)
    sys.modules[name] = module
    spec.loader.exec_module(module)
    return module


score_sample = load("score_sample")
build_sample = load("build_sample")
score_plover = load("score_plover")


def as_found(gold: list[dict]) -> tuple[list[dict], dict[str, dict]]:
    """The gold in the shape of rows that onrecord finds."""
    found = [
        {
            "blocks": copy.deepcopy(document["blocks"]),
            "statements": copy.deepcopy(document["statements"]),
            "mentions": [
                {**mention, "type": actor["type"], "actor": actor["id"]}
                for actor in document["actors"]
                for mention in actor["mentions"]
            ],
            "dates": copy.deepcopy(document["dates"]),
            "published": document["published"]["value"],
        }
        for document in gold
    ]
    return found, {actor["id"]: dict(actor) for document in gold for actor in document["actors"]}


@pytest.fixture(scope="module")
def sample() -> tuple[list[dict], list[dict]]:
    return score_sample.read_sample()


@pytest.fixture
def found(sample):
    return as_found(sample[1])


def test_sample_is_what_the_annotations_say():
    files, _ = build_sample.build()
    stale = [path.name for path, content in files.items() if path.read_text(encoding="utf-8") != content]
    assert stale == []
    assert {*build_sample.SAMPLE.glob("gold/*.json")} == {path for path in files if path.suffix == ".json"}


def test_every_line_of_the_sample_has_a_block(sample):
    for article, gold in zip(*sample, strict=True):
        covered = {i for block in gold["blocks"] for i in range(block["start"], block["end"])}
        bare = [char for i, char in enumerate(article["text"]) if i not in covered and not char.isspace()]
        assert bare == [], article["doc_id"]


def test_gold_against_itself_is_perfect(sample, found):
    scores = score_sample.score(*sample, *found)
    assert {name: value for name, value in scores.items() if round(value, 9) != 1.0} == {}


def test_nothing_found_scores_nothing(sample):
    nothing = [
        {"blocks": [], "statements": [], "mentions": [], "dates": [], "published": None} for _ in sample[0]
    ]
    scores = score_sample.score(*sample, nothing, {})
    undated = sum(gold["published"]["value"] is None for gold in sample[1]) / len(sample[1])
    assert scores["published"] == pytest.approx(undated)
    for name in (
        "statement_attribution",
        "date_value",
        "actor_typed",
        "actor_b3",
        "speaker",
        "blocks",
        "roles",
    ):
        assert scores[name] == 0.0, name


def spoil_source(found, actors):
    found[0]["statements"][2]["source"] = []


def spoil_kind(found, actors):
    found[0]["statements"][2]["kind"] = "unheard of"


def spoil_speaker(found, actors):
    found[0]["statements"][2]["speaker"] = None


def statement_of(found, holds):
    return next(row for document in found for row in document["statements"] if holds(row))


def spoil_joint_speaker(found, actors):
    statement_of(found, lambda row: len(row["speakers"]) > 1)["speakers"].pop()


def spoil_target(found, actors):
    statement_of(found, lambda row: row["target"])["target"] = None


def spoil_negation(found, actors):
    statement_of(found, lambda row: row["negated"])["negated"] = False


def spoil_date_value(found, actors):
    found[0]["dates"][0]["value"] = "1812"


def spoil_mention(found, actors):
    found[0]["mentions"][0]["end"] += 1


def spoil_identity(found, actors):
    found[0]["mentions"][0]["actor"] = "somebody-else"


def spoil_country(found, actors):
    actors["russia"]["country"] = "XXX"


def spoil_blocks(found, actors):
    found[0]["blocks"][0]["role"] = "body"


@pytest.mark.parametrize(
    ("spoil", "lowered"),
    [
        (spoil_source, {"statement_attribution", "statement_strict", "statement_source_span"}),
        (spoil_kind, {"statement_kind"}),
        (spoil_speaker, {"speaker"}),
        (spoil_joint_speaker, {"speakers"}),
        (spoil_target, {"target"}),
        (spoil_negation, {"negated"}),
        (spoil_date_value, {"date_value"}),
        (spoil_mention, {"actor_span", "actor_typed"}),
        (spoil_identity, {"actor_b3"}),
        (spoil_country, {"actor_attributes"}),
        (spoil_blocks, {"blocks", "roles"}),
    ],
)
def test_each_slip_lowers_its_figures_and_no_other(sample, found, spoil, lowered):
    spoil(*found)
    scores = score_sample.score(*sample, *found)
    assert {name for name, value in scores.items() if round(value, 9) < 1.0} == lowered


def test_optional_statements_neither_count_nor_cost(sample, found):
    rows, actors = found
    for gold, document in zip(sample[1], rows, strict=True):
        optional = [
            {**row, "kind": "direct", "act": "say", "speaker": None} for row in gold["optional_statements"]
        ]
        document["statements"] += optional
    scores = score_sample.score(*sample, rows, actors)
    assert scores["statement_content"] == 1.0


def test_an_invented_statement_costs(sample, found):
    rows, actors = found
    start = next(b["start"] for b in sample[1][0]["blocks"] if b["role"] == "boilerplate")
    rows[0]["statements"].append({**rows[0]["statements"][0], "content": [[start, start + 4]]})
    assert score_sample.score(*sample, rows, actors)["statement_content"] < 1.0


def test_a_pin_raises_floors_and_never_lowers_one_by_itself():
    old = {"corpus": "a", "floors": {"speaker": 0.5, "blocks": 0.9}}
    better = score_sample.pinned({"speaker": 0.8, "blocks": 0.9004}, old, "b")
    assert better == {"corpus": "b", "floors": {"blocks": 0.9, "speaker": 0.795}}
    with pytest.raises(ValueError, match=r"speaker is 0\.4000, below its floor 0\.5000"):
        score_sample.pinned({"speaker": 0.4, "blocks": 0.95}, old, "b")
    with pytest.raises(ValueError, match="blocks is no longer scored"):
        score_sample.pinned({"speaker": 0.6}, old, "b")
    worse = score_sample.pinned({"speaker": 0.4, "blocks": 0.95}, old, "b", allow_regression=True)
    assert worse["floors"] == {"blocks": 0.945, "speaker": 0.395}


def test_a_changed_corpus_breaks_the_floors(tmp_path):
    for path in [score_sample.SAMPLE / "articles.jsonl", *score_sample.SAMPLE.glob("gold/*.json")]:
        copy_of = tmp_path / path.relative_to(score_sample.SAMPLE)
        copy_of.parent.mkdir(exist_ok=True)
        copy_of.write_bytes(path.read_bytes())
    assert score_sample.corpus_hash(tmp_path) == score_sample.corpus_hash()
    with (tmp_path / "articles.jsonl").open("a", encoding="utf-8") as file:
        file.write("{}\n")
    changed = score_sample.corpus_hash(tmp_path)
    floors = {"corpus": score_sample.corpus_hash(), "floors": {}}
    assert len(score_sample.breaches({}, floors, changed)) == 1


def test_onrecord_holds_its_floors(sample):
    articles, gold = sample
    scores = score_sample.score(articles, gold, *score_sample.extract(articles))
    assert score_sample.breaches(scores, score_sample.read_floors(), score_sample.corpus_hash()) == []


def test_the_scores_against_plover_count_as_they_say(tmp_path: Path) -> None:
    """Sentences of this project's own, in the shape of PLOVER's file."""

    def gold(number: int, event: str, text: str, *codes: str) -> dict[str, Any]:
        return {"id": str(number), "event": event, "text": text, "source": [{"code": code} for code in codes]}

    path = tmp_path / "gold.json"
    records = [
        {"id": "0", "event": "DOCUMENT"},
        gold(1, "DISAPPROVE", "Iran accused Turkey of lying.", "IRN"),
        gold(2, "DEMAND", "Iran demanded that Turkey open the harbour.", "ISR"),
        gold(3, "DISAPPROVE", "The United Nations condemned Iran.", "IGO"),
        gold(4, "THREATEN", "The harbour is cold in winter.", "IRN"),
        gold(5, "FIGHT", "Iran shelled a harbour.", "IRN"),
    ]
    path.write_text(json.dumps(records), encoding="utf-8")
    result = score_plover.scored(score_plover.gold(path))
    assert result.select("doc_id", "act", "country").rows() == [
        ("1", True, True), ("2", True, False), ("3", True, True), ("4", False, False)
    ]  # fmt: skip
    assert score_plover.kinds_of_errors(result) == {"THREATEN: no statement": 1}
