"""Expressions give the rows of `extract`, in every engine."""

from __future__ import annotations

import datetime as dt
import os
import subprocess
import sys
import time

import polars as pl
import pytest
from polars.testing import assert_frame_equal

import onrecord

NAMES = ["sentences", "mentions", "dates", "statements"]


def expression(name: str) -> pl.Expr:
    function = getattr(onrecord, name)
    made: pl.Expr = function("text") if name == "sentences" else function("text", published="published")
    return made.alias("rows")


@pytest.fixture(scope="module")
def given(articles: pl.DataFrame) -> pl.DataFrame:
    """What an expression sees of an article: text and day of publication."""
    return articles.select("doc_id", "text", "published")


@pytest.mark.parametrize("name", NAMES)
def test_rows_are_those_of_extract(given: pl.DataFrame, name: str) -> None:
    rows = (
        given.select("doc_id", expression(name))
        .filter(pl.col("rows").list.len() > 0)
        .explode("rows")
        .unnest("rows")
    )
    if (
        name == "sentences"
    ):  # what a block is may depend on the day of publication, which sentences do not take
        expected = onrecord.extract(given.drop("published")).sentences
    else:
        expected = getattr(onrecord.extract(given), name)
    # Actors are resolved within the document: their ids and names may be fuller over all of them.
    resolved = ["actor_id", "addressee_id", "speaker_id", "speaker", "speaker_ids", "speakers",
                "speaker_country", "speaker_role", "target_id", "target"]  # fmt: skip
    assert_frame_equal(rows.drop(resolved, strict=False), expected.drop(resolved, strict=False))


@pytest.mark.parametrize("name", NAMES)
def test_every_engine_gives_the_same(given: pl.DataFrame, name: str) -> None:
    eager = given.select(expression(name))
    lazy = given.lazy().select(expression(name))
    assert lazy.collect_schema() == eager.schema
    assert_frame_equal(lazy.collect(), eager)
    assert_frame_equal(lazy.collect(engine="streaming"), eager)
    chunked = pl.concat([given[:3], given[3:4], given[4:]], rechunk=False)
    assert_frame_equal(chunked.select(expression(name)), eager)


def test_the_type_is_the_frame_without_the_documents_id(given: pl.DataFrame) -> None:
    for name in NAMES:
        fields = {column: dtype for column, dtype in onrecord.schema(name).items() if column != "doc_id"}
        assert given.select(expression(name)).schema["rows"] == pl.List(pl.Struct(fields))


def test_the_namespace_is_the_same(given: pl.DataFrame) -> None:
    text = pl.col("text")
    frame = given.select(
        sentences=text.onrecord.sentences(),  # type: ignore[attr-defined]
        statements=text.onrecord.statements(published="published"),  # type: ignore[attr-defined]
        mentions=text.onrecord.mentions(published=pl.col("published")),  # type: ignore[attr-defined]
        dates=text.onrecord.dates(published="published"),  # type: ignore[attr-defined]
    )
    assert_frame_equal(frame, given.select(expression(name).alias(name) for name in frame.columns))


def test_the_texts_stay_where_they_are(given: pl.DataFrame) -> None:
    frame = given.with_columns(
        onrecord.dates("text", published="published"), pl.col("text").onrecord.sentences()
    )  # type: ignore[attr-defined]
    assert frame.columns == [*given.columns, "dates", "sentences"]
    assert_frame_equal(frame.select(given.columns), given)


def test_published_may_be_one_day_for_all() -> None:
    day = dt.date(2020, 3, 5)
    frame = pl.DataFrame({"text": ["Lavrov spoke on Monday."] * 3, "day": [day] * 3})
    one = frame.select(onrecord.dates("text", published=day))
    assert_frame_equal(one, frame.select(onrecord.dates("text", published="day")))
    assert_frame_equal(
        one, frame.select(onrecord.dates("text", published=pl.lit("2020-03-05").str.to_date()))
    )
    assert_frame_equal(one, frame.select(onrecord.dates("text", published=pl.col("day").cast(pl.Datetime))))


def test_null_texts_give_null_and_empty_ones_no_rows() -> None:
    frame = pl.DataFrame({"text": [None, "", "Talks are over."]}, schema={"text": pl.String})
    rows = frame.select(onrecord.sentences("text"))["sentences"]
    assert rows.list.len().to_list() == [None, 0, 1]
    assert frame.clear().select(onrecord.statements("text")).height == 0


@pytest.mark.parametrize(
    ("frame", "message"),
    [
        (
            {"text": [1], "published": [None]},
            "onrecord.dates reads texts, but column 'text' is i64: cast it to String",
        ),
        (
            {"text": ["x"], "published": ["2020-03-05"]},
            r"wants the day of publication as a Date, but column 'published' is str",
        ),
    ],
)
def test_a_wrong_column_is_named(frame: dict[str, list[object]], message: str) -> None:
    with pytest.raises(pl.exceptions.ComputeError, match=message):
        pl.DataFrame(frame).select(onrecord.dates("text", published="published"))


def test_expressions_work_with_few_threads() -> None:
    code = (
        "import onrecord, polars as pl; assert pl.thread_pool_size() == 1; "
        "print(onrecord.sample().select(onrecord.sentences('text').list.len()).sum().item())"
    )
    done = subprocess.run(
        [sys.executable, "-c", code],
        env={**os.environ, "POLARS_MAX_THREADS": "1"},
        capture_output=True,
        text=True,
        check=True,
    )
    assert int(done.stdout) == onrecord.sample().select(onrecord.sentences("text").list.len()).sum().item()


OWN = [{"id": "zorblat", "name": "Quentin Zorblat", "type": "person", "country": "NOR"}]
TEXTS = ["Quentin Zorblat kvetched that taxes rose.", "Sergey Lavrov said no.", None]


def test_own_actors_and_verbs_are_known_to_expressions_too() -> None:
    texts = pl.DataFrame({"text": TEXTS})
    given = {"gazetteer": OWN, "verbs": {"kvetch": "condemn"}}
    rows = texts.select(onrecord.statements("text", **given))  # type: ignore[arg-type]
    found = rows.explode("statements").unnest("statements").drop_nulls("statement_id")
    assert_frame_equal(found, onrecord.extract(TEXTS, **given).statements.drop("doc_id"))  # type: ignore[arg-type]
    assert found.select("speaker_id", "speaker_country", "act").row(0) == ("zorblat", "NOR", "condemn")
    named = texts.select(onrecord.mentions("text", gazetteer=OWN).explode().struct.unnest())
    assert "zorblat" in named["actor_id"].to_list()
    text = pl.col("text")
    assert_frame_equal(texts.select(text.onrecord.statements(**given)), rows)  # type: ignore[attr-defined]
    assert_frame_equal(
        texts.lazy().select(text.onrecord.statements(**given)).collect(engine="streaming"), rows
    )  # type: ignore[attr-defined]


def test_one_query_may_have_several_gazetteers() -> None:
    own = [[{"id": f"z{number}", "name": "Quentin Zorblat", "type": "person"}] for number in range(10)]
    texts = pl.DataFrame({"text": TEXTS[:1] * 40})
    named = [
        onrecord.mentions("text", gazetteer=rows).list.first().struct.field("actor_id").alias(rows[0]["id"])
        for rows in own
    ]
    found = texts.select(named)
    assert found.columns == [f"z{number}" for number in range(10)]
    assert all(found[name].unique().to_list() == [name] for name in found.columns)


def test_a_gazetteer_is_not_read_for_every_call() -> None:
    own = [
        {"name": f"Quentin Zorblat{'abcdefghij'[number % 10]}{number}", "type": "person"}
        for number in range(20_000)
    ]
    texts = pl.DataFrame({"text": ["Nobody spoke."]})
    expression = onrecord.mentions("text", gazetteer=own).list.len()

    def seconds(calls: int) -> float:
        begun = time.perf_counter()
        for _ in range(calls):
            texts.select(expression)
        return time.perf_counter() - begun

    first = seconds(1)
    # Read anew each time, it would take a hundred times as long as the first call.
    assert seconds(100) < 20 * first


def test_what_is_wrong_with_own_actors_and_verbs_is_said_before_a_query_runs() -> None:
    with pytest.raises(onrecord.exceptions.GazetteerError, match="wizard"):
        onrecord.mentions("text", gazetteer=[{"name": "Quentin Zorblat", "type": "wizard"}])
    with pytest.raises(onrecord.exceptions.InputError, match=r'"kvetch" has the act "moan"'):
        onrecord.statements("text", verbs={"kvetch": "moan"})
