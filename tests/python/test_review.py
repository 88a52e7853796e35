"""The review loop: out to the tools, back as gold, and scored; nothing is lost on the way."""

from __future__ import annotations

import copy
import itertools
import json
from pathlib import Path
from typing import Any

import pytest

import onrecord
from onrecord import review

NESTED = "😀 “Erdogan said that 🇹🇷 Turkey would stay,” Sergey Lavrov told reporters on 3 March 2020. 😀 He left in late May."


@pytest.fixture(scope="module")
def astral() -> onrecord.Extraction:
    return onrecord.extract(
        [{"doc_id": "a/<b>", "text": NESTED, "outlet": None}, {"doc_id": "empty", "text": ""}]
    )


@pytest.mark.parametrize("which", ["sample", "astral"])
def test_there_and_back_keeps_every_row(
    which: str, record: onrecord.Extraction, astral: onrecord.Extraction, tmp_path: Path
) -> None:
    mine = record if which == "sample" else astral
    expected = review.gold(mine)
    assert sum(len(document["statements"]) for document in expected) == mine.statements.height
    assert sum(len(document["dates"]) for document in expected) == mine.dates.height
    mentions = [
        place
        for document in expected
        for actor in [*document["actors"], {"mentions": document["places"]}]
        for place in actor["mentions"]
    ]
    assert len(mentions) == mine.mentions.height
    tasks = review.write_label_studio(mine, tmp_path / "tasks.json")
    assert review.read_annotations(tasks, predictions=True) == expected
    examples = review.write_prodigy(mine, tmp_path / "examples.jsonl")
    assert review.read_annotations(examples, predictions=True) == expected
    assert review.read_gold(review.write_gold(expected, tmp_path / "gold")) == expected


def test_offsets_are_those_of_a_browser(astral: onrecord.Extraction) -> None:
    task = review.label_studio_tasks(astral)[0]
    units = task["data"]["text"].encode("utf-16-le")
    labels = [item for item in task["predictions"][0]["result"] if item["type"] == "labels"]
    assert labels
    for item in labels:
        value = item["value"]
        assert units[2 * value["start"] : 2 * value["end"]].decode("utf-16-le") == value["text"]


def test_label_studio_takes_interface_and_tasks(
    record: onrecord.Extraction, astral: onrecord.Extraction
) -> None:
    sdk = pytest.importorskip("label_studio_sdk.label_interface")
    interface = sdk.LabelInterface(review.label_studio_config())
    interface.validate()
    for task in [*review.label_studio_tasks(record), *review.label_studio_tasks(astral)]:
        assert interface.validate_task({"data": task["data"]})
        for prediction in task["predictions"]:
            assert interface.validate_prediction(prediction, return_errors=True) == []


def test_prodigy_examples_are_consistent(record: onrecord.Extraction, astral: onrecord.Extraction) -> None:
    for example in [*review.prodigy_tasks(record), *review.prodigy_tasks(astral)]:
        text, tokens = example["text"], example["tokens"]
        assert [token["id"] for token in tokens] == list(range(len(tokens)))
        assert all(text[token["start"] : token["end"]] == token["text"] for token in tokens)
        assert all(one["end"] <= other["start"] for one, other in itertools.pairwise(tokens))
        for span in example["spans"]:
            assert tokens[span["token_start"]]["start"] == span["start"]
            assert tokens[span["token_end"]]["end"] == span["end"]
        places = {(span["start"], span["end"], span["label"], span["token_end"]) for span in example["spans"]}
        for relation in example["relations"]:
            for side in ("head", "child"):
                span = relation[f"{side}_span"]
                assert (span["start"], span["end"], span["label"], relation[side]) in places


def test_spacy_reads_prodigy_examples(record: onrecord.Extraction, astral: onrecord.Extraction) -> None:
    """As spaCy's projects read what Prodigy saves: a Doc of the tokens, and a span of it for each span and each end of a relation."""
    tokens_of = pytest.importorskip("spacy.tokens")
    vocab = pytest.importorskip("spacy.vocab").Vocab()
    for example in [*review.prodigy_tasks(record), *review.prodigy_tasks(astral)]:
        words, spaces = ([token[key] for token in example["tokens"]] for key in ("text", "ws"))
        doc = tokens_of.Doc(vocab, words=words, spaces=spaces)
        assert doc.text == example["text"]
        for span in example["spans"]:
            found = doc.char_span(span["start"], span["end"], label=span["label"])
            assert found is not None and (found.start, found.end - 1) == (
                span["token_start"],
                span["token_end"],
            )
        starts = {span["token_end"]: span["token_start"] for span in example["spans"]}
        assert all(
            relation["head"] in starts and relation["child"] in starts for relation in example["relations"]
        )


def test_relations_of_prodigy_are_told_by_their_last_tokens(astral: onrecord.Extraction) -> None:
    [example, _] = review.prodigy_tasks(astral)
    assert example["relations"]
    bare = [{key: relation[key] for key in ("head", "child", "label")} for relation in example["relations"]]
    assert [
        one["statements"] for one in review.from_prodigy([{**example, "relations": bare}], predictions=True)
    ] == [review.gold(astral)[0]["statements"]]


def corrected(task: dict[str, Any]) -> dict[str, Any]:
    """The task as a person leaves it: one statement's source moved, another statement deleted, one added."""
    done = copy.deepcopy(task)
    result = done["predictions"][0]["result"]
    kept = [
        item
        for item in result
        if not str(item.get("id", item.get("from_id"))).startswith("S1-")
        and not str(item.get("to_id", "")).startswith("S1-")
    ]
    for item in kept:
        if item["type"] == "choices" and item["from_name"] == "act" and item["id"] == "S0-0":
            item["value"]["choices"] = ["warn"]
    place = {"start": 0, "end": 4, "text": "Home"}
    kept += [
        {
            "id": "aX9",
            "type": "labels",
            "from_name": "label",
            "to_name": "text",
            "value": {**place, "labels": ["content"]},
        },
        {
            "id": "bY7",
            "type": "labels",
            "from_name": "label",
            "to_name": "text",
            "value": {"start": 5, "end": 6, "labels": ["cue"]},
        },
        {"type": "relation", "from_id": "bY7", "to_id": "aX9", "direction": "left", "labels": ["part"]},
    ]
    old = {"result": [], "updated_at": "2020-01-01T00:00:00Z"}
    done["annotations"] = [
        {"result": kept, "updated_at": "2020-01-02T00:00:00Z"},
        old,
        {"result": [], "was_cancelled": True},
    ]
    return done


def test_what_people_change_comes_back(record: onrecord.Extraction) -> None:
    tasks = review.label_studio_tasks(record)
    [document] = review.from_label_studio([corrected(tasks[0]), tasks[1]])
    before = review.gold(record)[0]
    ids = [statement["id"] for statement in document["statements"]]
    assert "S1" not in ids and len(ids) == len(before["statements"])
    assert document["statements"][0]["act"] == "warn"
    added = document["statements"][-1]
    assert (added["content"], added["cue"], added["source"], added["parent"]) == (
        [[0, 4]],
        [[5, 6]],
        [],
        None,
    )
    evaluation = review.evaluate([document], record)
    sides = evaluation.differences.filter(layer="statements")["side"].to_list()
    assert sorted(sides) == ["invented", "missed"]
    assert evaluation.scores.filter(layer="statements", figure="content")["score"].item() < 1
    assert evaluation.scores.filter(layer="dates")["score"].min() == 1
    assert "statements" in str(evaluation)


def test_the_gold_of_the_sample_is_read_as_it_is(record: onrecord.Extraction) -> None:
    folder = Path(onrecord.__file__).parent / "data" / "sample" / "gold"
    evaluation = review.evaluate(review.read_gold(folder), record)
    scores = {(row["layer"], row["figure"]): row["score"] for row in evaluation.scores.iter_rows(named=True)}
    assert 0.3 < scores["statements", "content"] < 1
    assert scores["statements", "content"] >= scores["statements", "content and source"]
    assert scores["dates", "found"] >= scores["dates", "value"]
    assert {"missed", "invented"} == set(evaluation.differences["side"])


def test_what_is_no_gold(record: onrecord.Extraction, tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError, match="no folder"):
        review.read_gold(tmp_path / "nowhere")
    with pytest.raises(OSError, match="holds no gold"):
        review.read_gold(tmp_path)
    (tmp_path / "a.json").write_text("{}")
    with pytest.raises(OSError, match="is no gold"):
        review.read_gold(tmp_path)
    with pytest.raises(ValueError, match="does not have"):
        review.evaluate([{"doc_id": "x", "statements": []}], record)
    other = {**review.gold(record)[0], "text": "another"}
    with pytest.raises(ValueError, match="not the one that the gold was made on"):
        review.evaluate([other], record)
    (tmp_path / "a.json").write_text("[{]")
    with pytest.raises(OSError, match="no export of Label Studio or Prodigy"):
        review.read_annotations(tmp_path / "a.json")
    with pytest.raises(FileNotFoundError):
        review.read_annotations(tmp_path / "b.json")
    (tmp_path / "a.json").write_text(json.dumps([{"data": {}}]))
    with pytest.raises(ValueError, match="no task of Label Studio"):
        review.read_annotations(tmp_path / "a.json")


def without(task: dict[str, Any], *names: str) -> dict[str, Any]:
    """The task as Label Studio exports it after these regions were deleted, with the relations that end in them."""
    done = copy.deepcopy(task)
    kept = [
        item
        for item in done.pop("predictions")[0]["result"]
        if item.get("id") not in names and not {item.get("from_id"), item.get("to_id")} & set(names)
    ]
    done["annotations"] = [{"result": kept}]
    return done


@pytest.fixture(scope="module")
def told() -> onrecord.Extraction:
    """A content of two pieces, and a statement within another."""
    return onrecord.extract(
        "“The talks are over,” Sergey Lavrov said, “and nothing came of them.” "
        "Hulusi Akar said that Lavrov had denied that the bridge was shut."
    )


def test_a_deleted_content_takes_its_statement_along(told: onrecord.Extraction) -> None:
    [task], [gold] = review.label_studio_tasks(told), review.gold(told)
    before = gold["statements"]
    assert [len(statement["content"]) for statement in before] == [2, 1, 1]
    assert all(statement["source"] and statement["cue"] for statement in before)
    assert before[2]["parent"] == "S1"
    for names, deleted in ((["S0-0", "S0-1"], "S0"), (["S1-0"], "S1"), (["S2-0"], "S2")):
        [document] = review.from_label_studio([without(task, *names)])
        assert document["statements"] == [
            {**statement, "parent": None if statement["parent"] == deleted else statement["parent"]}
            for statement in before
            if statement["id"] != deleted
        ]


def test_what_is_tied_to_another_content_is_of_its_statement(told: onrecord.Extraction) -> None:
    [task], [gold] = review.label_studio_tasks(told), review.gold(told)
    before = gold["statements"][1]
    done = without(task, "S1-0")
    drawn = {"id": "aX9", "type": "labels", "from_name": "label", "to_name": "text"}
    tie = {"type": "relation", "from_id": "aX9", "direction": "right", "labels": ["part"]}
    done["annotations"][0]["result"] += [
        {**drawn, "value": {"start": 100, "end": 120, "labels": ["content"]}},
        {**tie, "to_id": "S1-1"},
        {**tie, "to_id": "S1-2"},
    ]
    [document] = review.from_label_studio([done])
    assert len(document["statements"]) == 3
    [after] = [one for one in document["statements"] if one["content"] == [[100, 120]]]
    assert (after["source"], after["cue"]) == (before["source"], before["cue"])


def test_pieces_of_a_content_stay_one_statement_without_the_first(told: onrecord.Extraction) -> None:
    [task], [gold] = review.label_studio_tasks(told), review.gold(told)
    [document] = review.from_label_studio([without(task, "S0-0")])
    before, after = gold["statements"][0], document["statements"][0]
    assert after["content"] == before["content"][1:]
    assert (after["source"], after["cue"]) == (before["source"], before["cue"])
    assert len(document["statements"]) == len(gold["statements"])


def test_what_nobody_has_reviewed_is_no_gold(astral: onrecord.Extraction) -> None:
    tasks, examples = review.label_studio_tasks(astral), review.prodigy_tasks(astral)
    assert review.from_label_studio(tasks) == review.from_prodigy(examples) == []
    answered = [{**examples[0], "answer": "accept"}, {**examples[1], "answer": "reject"}]
    assert len(review.from_prodigy(answered, predictions=True)) == len(review.from_prodigy(answered)) == 1
