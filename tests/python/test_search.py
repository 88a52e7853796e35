"""Statements are found again: a record made smaller by what is asked, words in context, one flat table."""

from __future__ import annotations

import datetime as dt
import sys
import unicodedata
from pathlib import Path
from typing import Any

import polars as pl
import pytest
from polars.testing import assert_frame_equal

import onrecord
from onrecord._folding import fold, folded, places, words_of
from onrecord._search.concordance import SCHEMA as MATCHES
from onrecord._search.table import SCHEMA as TABLE

ARTICLES = [
    {
        "doc_id": "a",
        "outlet": "Gölcük Postası",
        "published": "2020-03-02",
        "url": "https://golcuk.example.org/a",
        "text": "Talks in Łódź\n\nTurkey’s President Recep Tayyip Erdoğan said on Sunday that the cease-fire would hold. "
        "“We will not leave İzmir,” Erdoğan said, “and Russia knows it.”\n\nIran accused Israel of breaking the ceasefire.",
    },
    {
        "doc_id": "b",
        "outlet": "Carmel Post",
        "published": "2020-02-10",
        "text": "Russia and Turkey said that the truce was signed.\n\nRussian Foreign Minister Sergey Lavrov denied that the "
        "Bank of Russia had paid for it.",
    },
    {"doc_id": "c", "outlet": "Carmel Post", "text": "The harbour is cold in winter."},
]


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


def assert_fits_together(record: onrecord.Extraction, whole: onrecord.Extraction) -> None:
    """Every row leads to rows that are there, all are rows of the whole record, and actors are counted."""
    key = ["doc_id", "statement_id"]
    assert record.statements.join(whole.statements, on=key, how="anti").is_empty()
    parents = record.statements.drop_nulls("parent_id").select("doc_id", statement_id="parent_id")
    assert parents.join(record.statements, on=key, how="anti").is_empty()
    for name in ("blocks", "sentences", "mentions", "dates", "spans"):
        mine = whole.frames[name].filter(pl.col("doc_id").is_in(record.documents["doc_id"].to_list()))
        assert_frame_equal(record.frames[name], mine)
    known = set(record.actors["actor_id"])
    for column in ("speaker_id", "addressee_id", "target_id"):
        assert set(record.statements[column].drop_nulls()) <= known
    assert record.actors["statements"].sum() == record.statements["speaker_ids"].list.len().sum()
    assert record.local_actors["statements"].sum() == record.actors["statements"].sum()
    linked = record.links.filter(pl.col("kind") != "mention").select("doc_id", statement_id="row_id")
    assert linked.join(record.statements, on=key, how="anti").is_empty()


@pytest.mark.parametrize(
    ("asked", "speakers"),
    [
        ({"speaker": "Recep Tayyip Erdogan"}, {"Recep Tayyip Erdoğan"}),
        ({"speaker": "ERDOĞAN"}, {"Recep Tayyip Erdoğan"}),
        ({"speaker": "lavrov"}, {"Sergey Lavrov"}),
        ({"speaker": ["Erdogan", "Lavrov"]}, {"Recep Tayyip Erdoğan", "Sergey Lavrov"}),
        ({"speaker": "Turkey"}, {"Russia"}),  # with Turkey: the first of both is `speaker`
        ({"speaker": "Mara Quist"}, set()),
        ({"speaker": []}, set()),
        ({"speaker": "!"}, set()),
        ({"act": "deny"}, {"Sergey Lavrov"}),
        ({"act": ["deny", "accuse"]}, {"Sergey Lavrov", "Iran"}),
        ({"outlet": "golcuk postasi"}, {"Recep Tayyip Erdoğan", "Iran"}),
        ({"outlet": ["CARMEL POST", "nobody's"]}, {"Russia", "Sergey Lavrov"}),
        ({"outlet": "…"}, set()),
        ({"between": ("2020-03-01", "2020-03-01")}, {"Recep Tayyip Erdoğan"}),
        ({"between": (None, dt.date(2020, 2, 29))}, {"Russia", "Sergey Lavrov"}),
        ({"between": (dt.datetime(2020, 3, 1, 12), None)}, {"Recep Tayyip Erdoğan", "Iran"}),
        ({"about": "Israel"}, {"Iran"}),
        ({"about": ["israel", "bank of russia"]}, {"Iran", "Sergey Lavrov"}),
        ({"about": "Russia"}, {"Recep Tayyip Erdoğan"}),  # and not the Bank of Russia
        ({"speaker": "Erdogan", "act": "accuse"}, set()),
        ({"confidence": 1.0}, set()),
    ],
    ids=str,
)
def test_statements_that_fit_are_kept(
    either: onrecord.Extraction | onrecord.StoredExtraction,
    own: onrecord.Extraction,
    asked: dict[str, Any],
    speakers: set[str],
) -> None:
    smaller = either.filter(**asked)
    assert set(smaller.statements["speaker"]) == speakers
    assert_fits_together(smaller, own)


def test_a_filter_that_asks_nothing_keeps_all(
    either: onrecord.Extraction | onrecord.StoredExtraction, own: onrecord.Extraction
) -> None:
    kept = either.filter()
    assert kept == own
    assert_frame_equal(kept.links, own.links)
    assert_frame_equal(kept.local_actors, own.local_actors)
    assert kept.provenance == own.provenance


def test_an_outlet_has_all_its_articles_and_other_questions_those_that_answer(
    own: onrecord.Extraction,
) -> None:
    assert own.filter(outlet="Carmel Post").documents["doc_id"].to_list() == ["b", "c"]
    assert own.filter(outlet="Carmel Post", confidence=0.0).documents["doc_id"].to_list() == ["b"]


def test_what_has_no_day_fits_no_pair() -> None:
    undated = onrecord.extract(["“Talks are over,” Mara Quist said."])
    assert undated.statements.height == 1
    assert undated.filter(between=(None, None)).statements.is_empty()


def test_actors_are_found_by_their_ids(record: onrecord.Extraction) -> None:
    spoken = record.statements["speaker_ids"].explode().drop_nulls().unique(maintain_order=True)
    for actor in spoken.head(5):
        smaller = record.filter(speaker=actor)
        assert smaller.statements.height == record.statements["speaker_ids"].list.contains(actor).sum()
        assert_fits_together(smaller, record)


def test_a_statement_without_its_outer_one_stands_alone(record: onrecord.Extraction) -> None:
    inner = record.statements.drop_nulls("parent_id")
    assert not inner.is_empty()
    for act in onrecord.schemas.ACT.categories:
        assert_fits_together(record.filter(act=act), record)
    parted = record.filter(act=inner["act"][0], speaker=inner["speaker_id"].drop_nulls()[0])
    assert_fits_together(parted, record)


def test_a_smaller_record_does_all_that_a_record_does(own: onrecord.Extraction, tmp_path: Path) -> None:
    smaller = own.filter(act=["say", "deny"])
    smaller.write_parquet(tmp_path / "smaller")
    assert onrecord.Extraction.read_parquet(tmp_path / "smaller") == smaller
    assert smaller.filter(act="say") == own.filter(act="say")
    assert onrecord.merge([smaller]).statements.height == smaller.statements.height
    assert smaller.show("b").html
    assert smaller.echoes().frame.is_empty()


@pytest.mark.parametrize(
    ("asked", "error", "message"),
    [
        ({"act": "shout"}, onrecord.exceptions.InputError, "no act 'shout': use some of say, ask"),
        (
            {"between": ("2020-03-02", "2020-03-01")},
            onrecord.exceptions.InputError,
            "give the earlier day first",
        ),
        ({"between": ("soon", None)}, onrecord.exceptions.InputError, "'soon' is no day of the calendar"),
        ({"between": "2020-03-02"}, onrecord.exceptions.DtypeError, "a pair of days"),
        ({"between": (20200302, None)}, onrecord.exceptions.DtypeError, "between takes days, not int"),
        ({"confidence": 70}, onrecord.exceptions.InputError, "no number from 0 to 1"),
        ({"confidence": "0.7"}, onrecord.exceptions.DtypeError, "not str"),
        ({"speaker": 7}, onrecord.exceptions.DtypeError, "speaker takes a text or a list of texts, not int"),
        ({"about": ["Iran", None]}, onrecord.exceptions.DtypeError, "about takes .* not NoneType"),
    ],
    ids=str,
)
def test_what_cannot_be_asked_is_said(
    own: onrecord.Extraction, asked: dict[str, Any], error: type[Exception], message: str
) -> None:
    with pytest.raises(error, match=message):
        own.filter(**asked)


@pytest.mark.parametrize(
    ("pattern", "in_", "matches"),
    [
        ("ceasefire", "content", ["cease-fire", "ceasefire"]),
        ("cease-fire", "content", ["cease-fire", "ceasefire"]),
        ("CEASE*", "content", ["cease-fire", "ceasefire"]),
        ("*fire", "content", ["cease-fire", "ceasefire"]),
        ("*eas*ire", "content", ["cease-fire", "ceasefire"]),
        ("fire", "content", ["fire"]),
        ("izmir", "content", ["İzmir"]),
        ("IZMİR", "content", ["İzmir"]),
        ('"leave izmir"', "content", ["leave İzmir"]),
        ("not * İzmir", "content", ["not leave İzmir"]),
        ("izmir erdogan", "content", []),
        ("izmir erdogan", "text", ["İzmir,” Erdoğan"]),
        ("izmir and", "content", []),  # a verb of saying stands between the pieces
        ("zmir", "text", []),
        ("lodz", "text", ["Łódź"]),
        ("lodz turkey", "text", []),  # a title is no part of the first sentence
        ("erdogan", "source", ["Erdoğan", "Erdoğan"]),
        ("den*", "cue", ["denied"]),
        ("accused", "content", []),
        ("turkey's president", "text", ["Turkey’s President"]),
    ],
)
def test_words_are_found_in_their_place(
    either: onrecord.Extraction | onrecord.StoredExtraction, pattern: str, in_: Any, matches: list[str]
) -> None:
    found = either.search(pattern, in_=in_)
    assert found.schema == MATCHES
    assert found["match"].to_list() == matches
    texts = {article["doc_id"]: article["text"] for article in ARTICLES}
    for row in found.iter_rows(named=True):
        assert texts[row["doc_id"]][row["start"] : row["end"]] == row["match"]


def test_a_line_has_its_context_and_its_statement(own: onrecord.Extraction) -> None:
    line = own.search("hold", window=3).row(0, named=True)
    assert (line["left"], line["right"]) == ("the cease-fire would", ". “We will")
    assert (line["speaker"], line["act"], line["day"]) == ("Recep Tayyip Erdoğan", "say", dt.date(2020, 3, 1))
    title = own.search("Lodz", in_="text").row(0, named=True)
    assert (title["left"], title["right"], title["statement_id"]) == ("Talks in", "", None)
    assert title["day"] == dt.date(2020, 3, 2)
    assert own.search("hold", window=0).select("left", "right").row(0) == ("", "")


def test_a_match_in_the_text_is_of_the_innermost_statement(
    record: onrecord.Extraction,
) -> None:
    inner = record.statements.drop_nulls("parent_id").filter(pl.col("content_spans").list.len() == 1)
    first = inner.row(0, named=True)
    (span,) = first["content_spans"]
    word = first["content"].split()[-1]
    found = record.search(word, in_="text").filter(
        pl.col("doc_id") == first["doc_id"], pl.col("start").is_between(span["start"], span["end"])
    )
    assert first["statement_id"] in found["statement_id"].to_list()


def test_every_word_of_the_sample_is_found_where_it_stands(record: onrecord.Extraction) -> None:
    texts = dict(record.documents.select("doc_id", "text").iter_rows())
    for pattern in ("syria", "erdogan", "the", "migrants"):
        found = record.search(pattern, in_="text")
        assert not found.is_empty()
        for row in found.iter_rows(named=True):
            assert fold(texts[row["doc_id"]][row["start"] : row["end"]]) == pattern
    assert set(record.search("syria")["doc_id"]) <= set(record.search("syria", in_="text")["doc_id"])


@pytest.mark.parametrize(
    ("arguments", "error", "message"),
    [
        ({"pattern": "“…”"}, onrecord.exceptions.InputError, "no word to search for"),
        ({"pattern": "*"}, onrecord.exceptions.InputError, "no word to search for"),
        ({"pattern": 7}, onrecord.exceptions.DtypeError, "search takes a text, not int"),
        (
            {"pattern": "a", "in_": "title"},
            onrecord.exceptions.InputError,
            "none of content, cue, source, text",
        ),
        ({"pattern": "a", "window": -1}, onrecord.exceptions.InputError, "less than 0"),
        ({"pattern": "a", "window": "5"}, onrecord.exceptions.DtypeError, "a number of words"),
    ],
    ids=str,
)
def test_what_cannot_be_searched_is_said(
    own: onrecord.Extraction, arguments: dict[str, Any], error: type[Exception], message: str
) -> None:
    with pytest.raises(error, match=message):
        own.search(**arguments)


def test_letters_with_marks_of_their_own_belong_to_the_match() -> None:
    apart = unicodedata.normalize("NFD", "“We stay in İzmir,” Mara Quist said.")
    found = onrecord.extract([apart]).search("izmir", in_="text").row(0, named=True)
    assert unicodedata.normalize("NFC", found["match"]) == "İzmir"
    assert apart[found["start"] : found["end"]] == found["match"]


def test_one_flat_row_a_statement(
    either: onrecord.Extraction | onrecord.StoredExtraction, own: onrecord.Extraction
) -> None:
    table = either.table()
    assert table.schema == TABLE
    assert_frame_equal(
        table.select("doc_id", "statement_id", "content", "act", "negated", "kind", "confidence"),
        own.statements.select("doc_id", "statement_id", "content", "act", "negated", "kind", "confidence"),
    )
    rows = {(row["speaker"], row["act"]): row for row in table.iter_rows(named=True)}
    accused = rows["Iran", "accuse"]
    assert (accused["target"], accused["about"]) == ("Israel", ["Israel"])
    assert (accused["country"], accused["outlet"], accused["url"]) == (
        "IRN", "Gölcük Postası", "https://golcuk.example.org/a",
    )  # fmt: skip
    assert accused["day"] == accused["published"] == dt.date(2020, 3, 2)
    assert rows["Russia", "say"]["speakers"] == ["Russia", "Turkey"]
    assert rows["Russia", "say"]["url"] is None
    assert rows["Sergey Lavrov", "deny"]["about"] == ["Central Bank of Russia"]


def test_what_documents_lack_is_null() -> None:
    table = onrecord.extract(["“Talks are over,” Mara Quist said."]).table()
    row = table.row(0, named=True)
    assert [
        name for name in ("outlet", "day", "published", "title", "url", "target") if row[name] is not None
    ] == []
    assert row["about"] == []


def test_records_without_rows() -> None:
    empty = onrecord.extract([])
    assert empty.table().schema == TABLE
    assert empty.search("talks").schema == empty.search("talks", in_="text").schema == MATCHES
    assert empty.filter(speaker="Iran", about="Iran", between=(None, None), outlet="x") == empty


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("Erdoğan", "erdogan"), ("ERDOĞAN", "erdogan"), ("Iğdır", "igdir"), ("İZMİR", "izmir"), ("Łódź", "lodz"),
        ("Tromsø", "tromso"), ("Đoković", "dokovic"), ("Straße", "strasse"), ("Þór", "thor"), ("Æther", "aether"),
        ("ﬁne", "fine"), ("e\u0301lan", "elan"), ("Αθήνας", "αθηνασ"), ("Йод", "иод"), ("…", "..."), ("", ""),
    ],
)  # fmt: skip
def test_letters_are_folded(text: str, plain: str) -> None:
    assert fold(text) == plain
    assert pl.select(folded(pl.lit(text))).item() == plain
    assert len(places(text)) == len(plain) + 1
    assert words_of(f" {text} ") == " ".join(plain.replace(".", " ").split())


def test_a_column_is_folded_as_a_text_is() -> None:
    letters = [
        chr(code)
        for code in range(min(sys.maxunicode, 0x3000))
        if unicodedata.category(chr(code)) not in ("Cn", "Cs")
    ]
    frame = pl.DataFrame({"letter": letters}).with_columns(column=folded(pl.col("letter")))
    told = frame.with_columns(text=pl.Series([fold(letter) for letter in letters]))
    assert told.filter(pl.col("column") != pl.col("text")).rows() == []
