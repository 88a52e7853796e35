"""Corrections that last: gold and decisions back in a record, in which all that counts them follows."""

from __future__ import annotations

import copy
import csv
import io
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

import polars as pl
import pytest

import onrecord
from onrecord import review
from onrecord.schemas import STORED

ARTICLES = [
    {"doc_id": "a", "outlet": "Post", "published": "2020-03-01", "text": (
        "Iran accused Turkey of lying. “The talks are over,” Sergey Lavrov said, “and nothing came of them.” "
        "Hulusi Akar said that Lavrov had denied that the bridge was shut."
    )},
    {"doc_id": "b", "outlet": "Wire", "published": "2020-03-02", "text": (
        "“The talks are over,” Sergey Lavrov said. Alan Reed promised to leave. Pavel Orlik agreed that "
        "Turkey had left on 1 March."
    )},
    {"doc_id": "c", "outlet": "Wire", "published": "2020-03-03", "text": "Alan Reed said he would stay. Reed refused to go."},
]  # fmt: skip


@pytest.fixture(scope="module")
def told() -> onrecord.Extraction:
    return onrecord.extract(ARTICLES)


def frames(record: onrecord.Extraction) -> dict[str, pl.DataFrame]:
    return {name: getattr(record, name) for name in STORED}


def rows_of(record: onrecord.Extraction, *doc_ids: str) -> dict[str, pl.DataFrame]:
    return {
        name: frame.filter(pl.col("doc_id").is_in(doc_ids))
        for name, frame in frames(record).items()
        if "doc_id" in frame.columns
    }


def holds_together(record: onrecord.Extraction, folder: Path) -> None:
    """Every row names rows that are there, and what is counted is what there is."""
    with closing(sqlite3.connect(record.write_sqlite(folder / "check.db"))) as connection:
        assert connection.execute("PRAGMA foreign_key_check").fetchall() == []
    assert record.for_documents(record.documents["doc_id"]).actors.equals(record.actors)
    said = record.statements.explode("speaker_ids").group_by("speaker_ids").len()
    counted = record.actors.join(said, left_on="actor_id", right_on="speaker_ids", how="left")
    assert (counted["statements"] == counted["len"].fill_null(0)).all()
    local = record.local_actors.group_by("actor_id").agg(pl.col("mentions", "statements").sum())
    both = record.actors.join(local, on="actor_id", how="left", suffix="_there")
    assert (both["mentions"] == both["mentions_there"]).all()
    assert (both["statements"] <= both["statements_there"]).all()
    names = dict(record.actors.select("actor_id", "name").iter_rows())
    for row in record.statements.iter_rows(named=True):
        assert row["speakers"] == [names[one] for one in row["speaker_ids"]]
        assert (row["speaker_id"], row["speaker"]) == (
            (row["speaker_ids"] or [None])[0], (row["speakers"] or [None])[0],
        )  # fmt: skip
        assert row["target"] == (names[row["target_id"]] if row["target_id"] else None)
    assert onrecord.merge([record]).documents.height == record.documents.height
    assert len(record.table()) == record.statements.height and repr(record)


# Gold


def test_what_nobody_changes_stays(record: onrecord.Extraction, tmp_path: Path) -> None:
    corrected = record.corrected(review.gold(record))
    for name, frame in frames(record).items():
        now = getattr(corrected, name)
        if "confidence" in frame.columns:
            assert (now["confidence"] == 1).all()
            frame, now = frame.drop("confidence"), now.drop("confidence")
        assert frame.equals(now), name
    assert corrected.provenance == {**record.provenance, "corrected": {"documents": record.documents.height}}
    holds_together(corrected, tmp_path)


def test_gold_by_hand_comes_back_whole(record: onrecord.Extraction, tmp_path: Path) -> None:
    gold = review.read_gold(Path(onrecord.__file__).parent / "data" / "sample" / "gold")
    corrected = record.corrected(gold)
    scores = review.evaluate(gold, corrected).scores.filter(
        pl.col("layer").is_in(["statements", "actors", "dates"])
    )
    assert set(scores["score"]) == {1.0} and scores.height > 12
    holds_together(corrected, tmp_path)


def test_documents_that_nobody_reviewed_keep_their_rows(record: onrecord.Extraction, tmp_path: Path) -> None:
    gold = review.read_gold(Path(onrecord.__file__).parent / "data" / "sample" / "gold")[:4]
    reviewed = [document["doc_id"] for document in gold]
    others = [name for name in record.documents["doc_id"] if name not in reviewed]
    record.write_parquet(tmp_path / "record")
    for mine in (record, onrecord.StoredExtraction(tmp_path / "record")):
        corrected = mine.corrected(gold)
        before, after = rows_of(record, *others), rows_of(corrected, *others)
        # What gold tells of an actor (here, of offices) holds for all of its statements.
        told = ["speaker_role", "speaker_country", "speaker", "speakers", "target"]
        for name, frame in before.items():
            now = after[name]
            if name == "statements":
                frame, now = frame.drop(told), now.drop(told)
            assert frame.equals(now), name
        assert not corrected.statements.equals(record.statements)


def edited(
    record: onrecord.Extraction, doc_id: str, edit: Callable[[dict[str, Any]], None]
) -> onrecord.Extraction:
    [document] = [copy.deepcopy(one) for one in review.gold(record) if one["doc_id"] == doc_id]
    edit(document)
    return record.corrected([document])


def test_another_speaker_counts_everywhere(told: onrecord.Extraction, tmp_path: Path) -> None:
    def edit(document: dict[str, Any]) -> None:
        assert document["statements"][0]["speakers"] == ["iran"]
        document["statements"][0]["speakers"] = ["turkey", "Hulusi Akar"]

    corrected = edited(told, "a", edit)
    row = corrected.statements.filter(doc_id="a", statement_id=0).row(0, named=True)
    assert (row["speaker"], row["speakers"], row["speaker_country"]) == (
        "Turkey",
        ["Turkey", "Hulusi Akar"],
        "TUR",
    )

    def counts(record: onrecord.Extraction) -> dict[str, int]:
        return dict(record.actors.select("actor_id", "statements").iter_rows())

    before, after = counts(told), counts(corrected)
    assert {name: after[name] - before[name] for name in before if after[name] != before[name]} == {
        "iran": -1, "turkey": 1, "hulusi-akar": 1,
    }  # fmt: skip
    assert corrected.filter(speaker="Hulusi Akar", act="accuse").statements.height == 1
    assert corrected.table().filter(pl.col("speakers").list.contains("Hulusi Akar"), act="accuse").height == 1
    holds_together(corrected, tmp_path)


def test_a_statement_that_is_deleted_leaves_its_inner_one(told: onrecord.Extraction, tmp_path: Path) -> None:
    inner = told.statements.filter(pl.col("parent_id").is_not_null()).row(0, named=True)

    def edit(document: dict[str, Any]) -> None:
        document["statements"] = [
            one for one in document["statements"] if one["id"] != f"S{inner['parent_id']}"
        ]

    corrected = edited(told, inner["doc_id"], edit)
    assert corrected.statements.height == told.statements.height - 1
    left = corrected.statements.filter(doc_id=inner["doc_id"], statement_id=inner["statement_id"]).row(
        0, named=True
    )
    assert (left["parent_id"], left["content"], left["confidence"]) == (None, inner["content"], 1.0)
    holds_together(corrected, tmp_path)


def test_what_is_added_has_all_columns(told: onrecord.Extraction, tmp_path: Path) -> None:
    text = ARTICLES[2]["text"]
    place = [text.index("refused"), len(text) - 1]

    def edit(document: dict[str, Any]) -> None:
        document["actors"].append(
            {
                "id": "unnamed-30",
                "name": "Rid",
                "type": "person",
                "mentions": [{"start": 30, "end": 34, "kind": "name"}],
            }
        )
        for actor in document["actors"][:-1]:
            actor["mentions"] = [one for one in actor["mentions"] if one["start"] != 30]
        document["statements"] = [
            {"id": "S9", "content": [place], "cue": [], "source": [[30, 34]], "speaker": "unnamed-30"},
            {
                "id": "S10",
                "content": [[0, 4], [5, 9]],
                "cue": [[10, 14]],
                "parent": "S9",
                "act": "ask",
                "target": "turkey",
            },
        ]
        document["dates"] = [
            {
                "start": 10,
                "end": 14,
                "type": "DATE",
                "value": "2020-03",
                "earliest": "2020-03-01",
                "latest": None,
            }
        ]

    corrected = edited(told, "c", edit)
    first, second = corrected.statements.filter(doc_id="c").rows(named=True)
    assert text[30:34] == first["source"] == "Reed"
    assert (first["speaker_id"], first["speaker"], first["act"], first["kind"]) == (
        "rid",
        "Rid",
        "say",
        "indirect",
    )
    assert (second["content"], second["parent_id"], second["sentence_id"]) == ("Alan … Reed", 9, 0)
    assert (second["speakers"], second["negated"], second["target"]) == ([], False, "Turkey")
    [date] = corrected.dates.filter(doc_id="c").rows(named=True)
    assert (date["text"], date["value"], str(date["earliest"]), date["latest"], date["basis"]) == (
        "said", "2020-03", "2020-03-01", None, None,
    )  # fmt: skip
    assert corrected.actors.filter(actor_id="rid").select("name", "type", "mentions", "statements").row(
        0
    ) == ("Rid", "person", 1, 1)
    holds_together(corrected, tmp_path)


def test_ranges_have_the_days_of_their_ends(tmp_path: Path) -> None:
    text = "Iran said the talks lasted from 3 March to 5 March 2020."
    record = onrecord.extract([{"doc_id": "a", "text": text, "published": "2020-03-06"}])
    assert record.spans.height == 1

    def later(document: dict[str, Any]) -> None:
        document["dates"][1].update(value="2020-03-07", earliest="2020-03-07", latest="2020-03-07")

    [span] = edited(record, "a", later).spans.select(pl.col("earliest", "latest").cast(pl.String)).rows()
    assert span == ("2020-03-03", "2020-03-07")
    before, after = record.dates.rows(named=True), edited(record, "a", later).dates.rows(named=True)
    assert (after[0]["basis"], after[0]["rule"]) == (before[0]["basis"], before[0]["rule"]) != (None, None)
    assert (after[1]["basis"], after[1]["rule"]) == (None, None)
    assert edited(record, "a", lambda document: document["dates"].pop()).spans.is_empty()


def test_an_actor_that_is_new_there_is_the_one_of_its_name(told: onrecord.Extraction) -> None:
    def edit(document: dict[str, Any]) -> None:
        document["actors"].append(
            {
                "id": "lavrov",
                "name": "SERGEY LAVROV",
                "type": "person",
                "mentions": [{"start": 0, "end": 4, "kind": "name"}],
            }
        )
        document["actors"][0]["mentions"] = [one for one in document["actors"][0]["mentions"] if one["start"]]

    corrected = edited(told, "c", edit)
    assert corrected.mentions.filter(doc_id="c", start=0)["actor_id"].to_list() == ["sergey-lavrov"]
    assert corrected.actors["actor_id"].is_unique().all() and "lavrov" not in corrected.actors["actor_id"]
    assert "Alan" in corrected.actors.filter(actor_id="sergey-lavrov")["aliases"].item()


def test_what_is_told_of_an_actor_holds_for_all_its_statements(
    told: onrecord.Extraction, tmp_path: Path
) -> None:
    def edit(document: dict[str, Any]) -> None:
        [lavrov] = [one for one in document["actors"] if one["id"] == "sergey-lavrov"]
        lavrov.update(name="Sergei Lavrov", country="BLR")

    corrected = edited(told, "a", edit)
    mine = corrected.statements.filter(speaker_id="sergey-lavrov")
    assert set(mine["doc_id"]) == {"a", "b"}
    assert set(mine["speaker"]) == {"Sergei Lavrov"} and set(mine["speaker_country"]) == {"BLR"}
    assert corrected.actors.filter(actor_id="sergey-lavrov").select("name", "country").row(0) == (
        "Sergei Lavrov",
        "BLR",
    )
    holds_together(corrected, tmp_path)


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"doc_id": "x"}, "has a document 'x' that the extraction does not have"),
        ({"text": "another"}, "the text of document 'a' is not the one"),
        ({"statements": [{"id": "S0", "content": [[0, 4]], "act": "sya"}]}, "document 'a': the statement S0 has act = 'sya': use one of say, ask"),
        ({"statements": [{"id": "S0", "content": [[0, 9999]]}]}, "document 'a': the content of the statement S0 stands at 0-9999"),
        ({"statements": [{"id": "S0", "content": [[0, 4]], "speaker": "Nobody Known"}]}, "document 'a': the statement S0 has 'Nobody Known', whom no actor is"),
        ({"statements": [{"id": "S0", "content": [[0, 4]], "said_from": "March"}]}, "the statement S0 has said_from = 'March', which is no day"),
        ({"statements": [{"id": "S0", "content": [[0, 4]]}] * 2}, "the statement S0 is there twice"),
        ({"actors": [{"id": "q", "type": None, "mentions": []}]}, "document 'a': the actor 'q' has the type None: use one of person"),
        ({"dates": [{"start": 0, "end": 4, "type": "DAY", "value": "x"}]}, "document 'a': the date at 0-4 has type = 'DAY': use one of DATE"),
    ],
)  # fmt: skip
def test_gold_that_no_row_can_hold_is_named(
    told: onrecord.Extraction, change: dict[str, Any], message: str
) -> None:
    [document, *_] = review.gold(told)
    with pytest.raises(ValueError, match=message):
        told.corrected([{**document, **change}])


def test_a_document_is_given_once(told: onrecord.Extraction) -> None:
    with pytest.raises(ValueError, match="has the document 'a' twice"):
        told.corrected([*review.gold(told), review.gold(told)[0]])


# Decisions


def made(*rows: tuple[str, ...]) -> pl.DataFrame:
    names = ("decision", "value", "doc_id", "words", "source", "start")
    return pl.DataFrame(
        [dict(zip(names, (*row, *[None] * 6), strict=False)) for row in rows],
        schema=dict.fromkeys(names, pl.String),
    ).with_columns(pl.col("start").cast(pl.UInt32))


def contents(record: onrecord.Extraction, **where: Any) -> list[str]:
    return record.statements.filter(**where)["content"].to_list()


def test_a_dropped_statement_is_gone(told: onrecord.Extraction, tmp_path: Path) -> None:
    decided = told.decided(made(("drop", None, "b", "The talks are over")))  # type: ignore[arg-type]
    assert "“The talks are over,”" not in contents(decided, doc_id="b")
    assert decided.statements.height == told.statements.height - 1
    kept = decided.statements.join(told.statements, on=["doc_id", "statement_id"], how="semi")
    assert kept["confidence"].equals(
        told.statements.join(decided.statements, on=["doc_id", "statement_id"], how="semi")["confidence"]
    )
    holds_together(decided, tmp_path)


def test_speaker_act_and_keep(told: onrecord.Extraction, tmp_path: Path) -> None:
    decided = told.decided(
        made(
            ("speaker", "Hulusi Akar; Turkey", "b", "The talks are over"),
            ("act", "deny", "b", "The talks are over"),
            ("keep", "", "a", "Turkey of lying"),
        )
    )
    row = decided.statements.filter(doc_id="b", content="“The talks are over,”").row(0, named=True)
    assert (row["speakers"], row["speaker_ids"], row["act"], row["confidence"]) == (
        ["Hulusi Akar", "Turkey"], ["hulusi-akar", "turkey"], "deny", 1.0,
    )  # fmt: skip
    sure = decided.statements.filter(pl.col("confidence") == 1)
    assert sure.select("doc_id", "act").sort("doc_id").rows() == [("a", "accuse"), ("b", "deny")]
    assert decided.provenance["decided"] == {"decisions": 3, "unmatched": 0}
    holds_together(decided, tmp_path)


def test_actors_that_are_one(told: onrecord.Extraction, tmp_path: Path) -> None:
    assert {"hulusi-akar", "pavel-orlik"} <= set(told.actors["actor_id"])
    decided = told.decided(made(("merge", "Hulusi Akar; pavel-orlik"), ("merge", "Hulusi Akar; Iran")))
    assert not {"pavel-orlik", "iran"} & {
        *decided.actors["actor_id"],
        *decided.mentions["actor_id"].drop_nulls(),
    }
    before = told.actors.filter(pl.col("actor_id").is_in(["hulusi-akar", "pavel-orlik", "iran"]))
    one = decided.actors.filter(actor_id="hulusi-akar").row(0, named=True)
    assert one["mentions"] == before["mentions"].sum() and one["statements"] == before["statements"].sum()
    assert {"Iran", "Pavel Orlik"} <= set(one["aliases"])
    assert decided.filter(speaker="Pavel Orlik").statements.height == one["statements"]
    holds_together(decided, tmp_path)


def test_one_is_called_and_known_as_either() -> None:
    record = onrecord.extract(["Alan Reed spoke.", "Iranian Foreign Minister Zarif left."])
    assert {"Alan Reed", "Mohammad Javad Zarif"} <= set(record.actors["name"])
    decided = record.decided(made(("merge", "Alan Reed; Mohammad Javad Zarif")))
    one = decided.actors.filter(name="Alan Reed").row(0, named=True)
    assert {"Mohammad Javad Zarif", "Zarif"} <= set(one["aliases"]) and one["country"] == "IRN"


@pytest.mark.parametrize("by", ["words", "article"])
def test_an_actor_that_is_two(told: onrecord.Extraction, by: str, tmp_path: Path) -> None:
    assert told.statements.filter(speaker_id="alan-reed")["doc_id"].unique().sort().to_list() == ["b", "c"]
    where = (None, "Alan Reed") if by == "words" else ("c", None)
    decided = told.decided(made(("split", "Alan Reed; Alan B. Reed", *where)))  # type: ignore[arg-type]
    speakers = (
        decided.statements.filter(pl.col("speaker").str.contains("Reed")).select("doc_id", "speaker").rows()
    )
    if by == "article":
        assert set(speakers) == {("b", "Alan Reed"), ("c", "Alan B. Reed")}
    else:  # in "c", what he is called by his surname stays his
        assert {("b", "Alan B. Reed"), ("c", "Alan B. Reed"), ("c", "Alan Reed")} == set(speakers)
    new = decided.actors.filter(name="Alan B. Reed").row(0, named=True)
    old = told.actors.filter(actor_id="alan-reed").row(0, named=True)
    assert (new["type"], new["country"]) == (old["type"], old["country"])
    assert new["mentions"] + decided.actors.filter(actor_id="alan-reed")["mentions"].item() == old["mentions"]
    holds_together(decided, tmp_path)
    back = decided.decided(made(("merge", "alan-reed; Alan B. Reed")))
    assert back.statements["speaker_id"].equals(told.statements["speaker_id"])


def test_decisions_outlast_an_extraction(told: onrecord.Extraction, tmp_path: Path) -> None:
    """The next text has a statement before the others, so that numbers and places move, and a word more in a content."""
    path = review.write_decisions(
        review.decisions(told.statements.filter(doc_id="b"), "drop"), tmp_path / "made.tsv"
    )
    longer = [dict(one) for one in ARTICLES]
    longer[1]["text"] = "“Nobody came,” Hulusi Akar said. " + longer[1]["text"].replace(
        "“The talks are", "“Now the talks are"
    )
    again = onrecord.extract(longer)
    assert contents(again, doc_id="b")[1] == "“Now the talks are over,”"
    assert contents(again.decided(path), doc_id="b") == ["“Nobody came,”"]


def test_of_the_same_words_the_nearest_is_meant() -> None:
    text = "“It is over,” Iran said. Nobody left. “It is over,” Turkey said. “It is over,” Iran said."
    record = onrecord.extract([{"doc_id": "a", "text": text}])
    assert contents(record) == ["“It is over,”"] * 3
    for place in range(3):
        drop = review.decisions(record.statements[place : place + 1], "drop")
        assert record.decided(drop).statements["statement_id"].to_list() == [
            one for one in range(3) if one != place
        ]
    by_source = made(("drop", None, "a", "It is over", "Turkey"))  # type: ignore[arg-type]
    assert record.decided(by_source).statements["speaker_id"].to_list() == ["iran", "iran"]


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        (("drop", None, "z", "Talks"), "there is no article 'z'"),
        (("drop", None, None, "Talks"), "it is not told in which article: give a doc_id"),
        (("drop", None, "a", None), "it is not told of which statement: give its words"),
        (
            ("drop", None, "a", "Nobody spoke of this at all"),
            "no statement of the article 'a' has these words",
        ),
        (("speaker", "Mara Quist", "b", "The talks are over"), "there is no actor 'Mara Quist'"),
        (("speaker", None, "b", "The talks are over"), "value names no speaker"),
        (("act", "sing", "b", "The talks are over"), "there is no act 'sing'"),
        (("merge", "Turkey; Atlantis"), "there is no actor 'Atlantis'"),
        (("merge", "Turkey"), "value names no two actors"),
        (("split", "Turkey", "a"), "value names no two actors"),
        (("split", "Turkey; Ankara"), "it is not told where it is the other"),
        (("split", "Turkey; Ankara", "c"), "'Turkey' is not mentioned there, or not so"),
        (("split", "Turkey; Turkey", "a"), "are one actor already"),
    ],
)
def test_what_does_not_fit_is_told_and_changes_nothing(
    told: onrecord.Extraction, row: tuple[str, ...], reason: str
) -> None:
    decisions = made(row, ("keep", "", "a", "Turkey of lying"))
    decided = review.decide(told, decisions)
    assert decided.unmatched.height == 1 and reason in decided.unmatched["reason"].item()
    assert decided.unmatched["decision"].item() == row[0]
    for name, frame in frames(told).items():
        now = getattr(decided.record, name)
        assert (
            frame.equals(now)
            if name != "statements"
            else frame.drop("confidence").equals(now.drop("confidence"))
        ), name
    with pytest.warns(UserWarning, match="1 decision does not fit: "):
        told.decided(decisions)


def test_nothing_is_decided_on_what_is_dropped(told: onrecord.Extraction) -> None:
    both = made(("act", "deny", "b", "The talks are over"), ("drop", "", "b", "The talks are over"))
    decided = review.decide(told, both)
    assert decided.unmatched["reason"].to_list() == ["the statement is dropped by another decision"]
    assert decided.record.statements.height == told.statements.height - 1


def test_a_name_of_several_is_told_with_their_ids() -> None:
    record = onrecord.extract(["Mara Quist spoke.", "Mara Quist left."], gazetteer=[
        {"name": "Mara Quist", "type": "person", "id": "quist-1"},
    ])  # fmt: skip
    two = record.replace(
        actors=pl.concat([record.actors, record.actors.with_columns(actor_id=pl.lit("quist-2"))])
    )
    decided = review.decide(two, made(("merge", "Mara Quist; quist-1")))
    assert "is what 2 actors are called: give one of the ids" in decided.unmatched["reason"].item()


# Files of decisions


def test_a_file_of_decisions_comes_back(record: onrecord.Extraction, tmp_path: Path) -> None:
    odd = made(
        ("merge", "=Iran; +Turkey"), ("drop", "", "a\tb", '"=1+1" \n and so\ton', '"It"', "3"),
        ("split", "A; B", "'c'", '"', None, None),
    )  # fmt: skip
    given = pl.concat([review.decisions(record.statements, "drop"), odd], how="diagonal_relaxed")
    path = review.write_decisions(
        given.with_columns(pl.col("decision").cast(pl.String)), tmp_path / "made.tsv"
    )
    text = path.read_text(encoding="utf-8")
    cells = [cell for line in text.splitlines() for cell in line.split("\t")]
    assert not [cell for cell in cells if cell.startswith(("=", "+", "-", "@"))]
    back = review.read_decisions(path)
    assert back.height == given.height
    for column in ("decision", "value", "doc_id", "words", "source", "start"):
        told = [
            " ".join(str(value).split()) if value not in (None, "") else None
            for value in given[column].to_list()
        ]
        assert [None if value is None else str(value) for value in back[column].to_list()] == told, column
    lines = text.split("\n")
    assert [lines[line - 1].split("\t")[0] for line in back["line"]] == back["decision"].to_list()


def test_a_file_by_hand_and_from_a_spreadsheet(told: onrecord.Extraction, tmp_path: Path) -> None:
    path = tmp_path / "mine.tsv"
    path.write_text(
        "\ufeff# mine\r\ndoc_id\tDecision\twords\tnote\r\n\r\n"
        'b\tDROP\t"""The talks are over,"""\twho knows\r\na\tkeep\tTurkey of lying\r\n',
        encoding="utf-8", newline="",
    )  # fmt: skip
    decided = told.decided(path)
    assert "“The talks are over,”" not in contents(decided, doc_id="b")


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (
            "decision\twords\nfall\tx\n",
            "mine.tsv, line 2: there is no decision 'fall': use one of keep, drop",
        ),
        ("decision\tstart\ndrop\tthree\n", "mine.tsv, line 2: start = 'three' is no place"),
        ("# x\ndecison\twords\n", "mine.tsv, line 2: the first line names the columns, .* not decison"),
        ("words\tstart\n", "mine.tsv, line 1: the first line names the columns"),
        ("# nothing\n", "mine.tsv holds no decisions"),
    ],
)
def test_a_line_that_is_no_decision_is_named(tmp_path: Path, text: str, message: str) -> None:
    (tmp_path / "mine.tsv").write_text(text, encoding="utf-8")
    with pytest.raises(OSError, match=message):
        review.read_decisions(tmp_path / "mine.tsv")
    with pytest.raises(FileNotFoundError):
        review.read_decisions(tmp_path / "none.tsv")


def test_a_frame_that_is_none_of_decisions(told: onrecord.Extraction) -> None:
    with pytest.raises(ValueError, match="of which `decision` is needed, not verdict"):
        told.decided(pl.DataFrame({"decision": ["drop"], "verdict": ["x"]}))
    with pytest.raises(ValueError, match="these are no decisions"):
        told.decided(pl.DataFrame({"decision": ["fall"]}))
    with pytest.raises(ValueError, match="there is no decision 'merge' on a statement"):
        review.decisions(told.statements, "merge")


# Sheets

HOSTILE = (
    "=HYPERLINK(1) said “+1, @all” - “it\x07 is over,” Iran said.\n\nTurkey denied that \tit was\r\nover."
)


def filled(
    path: Path, answers: dict[str, dict[str, str]], separator: str = ",", encoding: str = "utf-8-sig"
) -> None:
    """The sheet as a spreadsheet saves it after somebody has filled it in, by content."""
    if path.suffix == ".xlsx":
        openpyxl = pytest.importorskip("openpyxl")
        unescape = pytest.importorskip("openpyxl.utils.escape").unescape
        book = openpyxl.load_workbook(path)
        [sheet] = book.worksheets
        names = [cell.value for cell in sheet[1]]
        for row in sheet.iter_rows(min_row=2):
            for column, value in answers.get(unescape(row[names.index("content")].value), {}).items():
                row[names.index(column)].value = value
        book.save(path)
        return
    rows = list(csv.DictReader(io.StringIO(path.read_text(encoding="utf-8-sig"), newline="")))
    for row in rows:
        row.update(answers.get(row["content"].strip("'"), {}))
    out = io.StringIO(newline="")
    writer = csv.DictWriter(out, list(rows[0]), delimiter=separator)
    writer.writeheader()
    writer.writerows(rows)
    path.write_bytes(out.getvalue().encode(encoding))


@pytest.mark.parametrize(
    ("name", "separator", "encoding"),
    [("s.xlsx", ",", ""), ("s.csv", ",", "utf-8-sig"), ("s.csv", ";", "cp1252"), ("s.csv", "\t", "utf-16")],
)
def test_a_sheet_comes_back_as_decisions(
    told: onrecord.Extraction, name: str, separator: str, encoding: str, tmp_path: Path
) -> None:
    path = review.write_sheet(told, tmp_path / name)
    assert review.read_sheet(path).is_empty()
    answers = {
        "Turkey of lying": {"right": "Yes"},
        "“The talks are over,”": {"right": "no", "note": "a caption"},
        "that the bridge was shut": {"right": "no", "speaker_is": "Hulusi Akar; Turkey", "act_is": "Deny"},
    }
    filled(path, answers, separator, encoding)
    found = review.read_sheet(path)
    assert found.select("decision", "value", "doc_id", "note").sort("decision", "value").rows() == [
        ("keep", None, "a", None),
        ("drop", None, "b", "a caption"),
        ("speaker", "Hulusi Akar; Turkey", "a", None),
        ("act", "deny", "a", None),
    ]
    decided = told.decided(found)
    assert decided.statements.height == told.statements.height - 1
    row = decided.statements.filter(content="that the bridge was shut").row(0, named=True)
    assert (row["speakers"], row["act"]) == (["Hulusi Akar", "Turkey"], "deny")
    kept = review.read_decisions(review.write_decisions(found, tmp_path / "made.tsv"))
    assert kept.drop("line").equals(found.drop("line"))


@pytest.mark.parametrize("name", ["s.xlsx", "s.csv"])
def test_no_cell_of_a_sheet_is_a_formula(name: str, tmp_path: Path) -> None:
    record = onrecord.extract([{"doc_id": "=a", "title": "-1+1", "outlet": "@x", "text": HOSTILE}])
    assert record.statements.height
    path = review.write_sheet(record, tmp_path / name)
    if name.endswith("xlsx"):
        openpyxl = pytest.importorskip("openpyxl")
        [sheet] = openpyxl.load_workbook(path).worksheets
        assert {cell.data_type for row in sheet.iter_rows() for cell in row} <= {
            "s",
            "n",
            "b",
            "inlineStr",
            "d",
        }
        assert len(sheet.data_validations.dataValidation) == 2
    else:
        rows = list(csv.reader(io.StringIO(path.read_text(encoding="utf-8-sig"), newline="")))
        assert not [cell for row in rows for cell in row if cell.startswith(("=", "+", "-", "@", "\t"))]
    # And what has such cells fits all the same.
    answers = {" ".join(text.split()): {"right": "no"} for text in record.statements["content"]}
    filled(path, answers)
    assert record.decided(review.read_sheet(path)).statements.is_empty()


def test_what_is_no_sheet(told: onrecord.Extraction, tmp_path: Path) -> None:
    with pytest.raises(ValueError, match=r"let it end in \.csv or \.xlsx"):
        review.write_sheet(told, tmp_path / "sheet.ods")
    with pytest.raises(FileNotFoundError):
        review.read_sheet(tmp_path / "none.csv")
    (tmp_path / "a.csv").write_text("right,content\n")
    with pytest.raises(OSError, match="it has no column 'speaker_is'"):
        review.read_sheet(tmp_path / "a.csv")
    (tmp_path / "a.xlsx").write_text("text")
    with pytest.raises(OSError, match="cannot be read as a workbook"):
        review.read_sheet(tmp_path / "a.xlsx")
    told.write_xlsx(tmp_path / "b.xlsx")
    with pytest.raises(OSError, match="has no sheet 'review'"):
        review.read_sheet(tmp_path / "b.xlsx")
    path = review.write_sheet(told, tmp_path / "d.csv")
    filled(path, {"Turkey of lying": {"right": "no", "start": "Monday"}})
    with pytest.raises(OSError, match=r"d\.csv, row 2: start = 'Monday' is no place in a text"):
        review.read_sheet(path)
    path = review.write_sheet(told, tmp_path / "c.csv")
    filled(path, {"Turkey of lying": {"right": "perhaps"}})
    with pytest.raises(OSError, match=r"c\.csv, row \d+: right = 'perhaps' is neither yes nor no"):
        review.read_sheet(path)
