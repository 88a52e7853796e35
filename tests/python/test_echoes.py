"""Echoes: found as a person marks them, in time that grows with the statements, and shown with their differences."""

from __future__ import annotations

import itertools
import json
import random
import re
import time
from collections.abc import Hashable, Sequence
from pathlib import Path

import polars as pl
import pytest
from polars.testing import assert_frame_equal, assert_series_equal

import onrecord
from onrecord._echoes import grouping
from onrecord._echoes.grouping import COLUMNS, grouped
from onrecord._echoes.result import SCHEMA, Echoes

QUALITY = Path(__file__).parents[1] / "quality" / "echoes"
GOLD = Path(onrecord.__file__).parent / "data" / "sample" / "gold"
FLOOR = 0.85


def stories(name: str = "stories") -> pl.DataFrame:
    names = [
        "doc_id",
        "published",
        "speaker_id",
        "speaker_type",
        "speaker_country",
        "kind",
        "said_from",
        "echo",
        "content",
    ]
    frame = pl.read_csv(
        QUALITY / f"{name}.tsv", separator="\t", comment_prefix="#", has_header=False, new_columns=names,
        null_values="-", quote_char=None,
    )  # fmt: skip
    return frame.with_columns(pl.col("published", "said_from").str.to_date()).with_columns(
        said_to=pl.col("said_from"), speaker_ids=alone("speaker_id"), negated=False
    )


def alone(speaker: str) -> pl.Expr:
    """The speaker as one of a list, or none."""
    return pl.concat_list(speaker).list.drop_nulls()


def sample_gold() -> pl.DataFrame:
    """The statements of the sample corpus's gold as rows, with the echo that each belongs to."""
    texts = dict(onrecord.sample().select("doc_id", "text").iter_rows())
    marked = json.loads((QUALITY / "sample.json").read_text(encoding="utf-8"))
    echo = {tuple(place): number for number, group in enumerate(marked["echoes"]) for place in group}
    optional = {tuple(place) for group in marked["optional"] for place in group["statements"]}
    rows = []
    for path in sorted(GOLD.glob("*.json")):
        gold = json.loads(path.read_text(encoding="utf-8"))
        actors = {actor["id"]: actor for actor in gold["actors"]}
        for statement in gold["statements"]:
            actor = actors.get(statement["speaker"], {})
            place = (gold["doc_id"], statement["id"])
            rows.append(
                {
                    "doc_id": gold["doc_id"],
                    "content": " ".join(
                        texts[gold["doc_id"]][start:end] for start, end in statement["content"]
                    ),
                    "kind": statement["kind"],
                    "speaker_ids": statement["speakers"],
                    "negated": statement["negated"],
                    "speaker_type": actor.get("type"),
                    "speaker_country": actor.get("country"),
                    "said_from": statement["said_from"],
                    "said_to": statement["said_to"],
                    "published": gold["published"]["value"],
                    "echo": echo.get(place),
                    "optional": place in optional,
                }
            )
    frame = pl.DataFrame(rows, infer_schema_length=None)
    return frame.with_columns(pl.col("said_from", "said_to", "published").str.to_date())


def pairs(groups: Sequence[Hashable]) -> set[tuple[int, int]]:
    """Every two rows that are in one group."""
    both = itertools.combinations(range(len(groups)), 2)
    return {(one, other) for one, other in both if groups[one] is not None and groups[one] == groups[other]}


def f1(gold: set[tuple[int, int]], found: set[tuple[int, int]]) -> float:
    return 2 * len(gold & found) / (len(gold) + len(found))


@pytest.mark.parametrize(("name", "least"), [("stories", 60), ("ferry", 30)])
def test_stories_are_grouped_as_marked(name: str, least: int) -> None:
    rows = stories(name)
    assert rows.height > least
    found = pairs(grouped(rows, days=3, within=False).to_list())
    assert f1(pairs(rows["echo"].to_list()), found) >= FLOOR


@pytest.mark.parametrize(("within", "least"), [(True, 30), (False, 25)])
def test_the_gold_of_the_sample_is_grouped_as_marked(within: bool, least: int) -> None:
    rows = sample_gold()
    optional, articles = rows["optional"].to_list(), rows["doc_id"].to_list()

    def counted(groups: Sequence[Hashable]) -> set[tuple[int, int]]:
        kept = {(one, other) for one, other in pairs(groups) if within or articles[one] != articles[other]}
        return {(one, other) for one, other in kept if not (optional[one] and optional[other])}

    gold = counted(rows["echo"].to_list())
    assert len(gold) > least
    assert f1(gold, counted(grouped(rows, days=3, within=within).to_list())) >= FLOOR


@pytest.mark.parametrize("share", [1.0, 0.3])
def test_the_order_of_the_articles_changes_nothing(share: float) -> None:
    rows = stories().sample(fraction=share, seed=1)
    shuffled = rows.sample(fraction=1.0, shuffle=True, seed=2)

    def groups(frame: pl.DataFrame) -> set[frozenset[tuple[str, str]]]:
        numbered = frame.with_columns(grouped(frame, days=3, within=False)).drop_nulls("echo_id")
        found: dict[int, set[tuple[str, str]]] = {}
        for doc_id, content, echo in numbered.select("doc_id", "content", "echo_id").iter_rows():
            found.setdefault(echo, set()).add((doc_id, content))
        return {frozenset(group) for group in found.values()}

    assert groups(rows) == groups(shuffled)


def test_a_slogan_of_every_day_is_an_echo_of_its_day() -> None:
    text = "“We will keep the harbour open for grain,” Sergey Lavrov said on {} March 2020."
    record = onrecord.extract([text.format(day) for day in (1, 1, 9, 9, 17)])
    assert record.echoes().frame.select("echo_id", "doc_id").rows() == [
        (0, "0"),
        (0, "1"),
        (1, "2"),
        (1, "3"),
    ]


@pytest.mark.parametrize("alike", [False, True])
def test_many_statements_take_time_in_proportion(alike: bool) -> None:
    draw = random.Random(4)
    lexicon = [f"w{number}" for number in range(5_000)]
    said = [" ".join(draw.choices(lexicon, k=14)) for _ in range(1 if alike else 6_000)]
    count = 20_000
    rows = pl.DataFrame(
        {
            "doc_id": [str(number) for number in range(count)],
            "content": [draw.choice(said) for _ in range(count)],
            "kind": "direct", "negated": False,
            "speaker_ids": [[f"s{draw.randrange(1 if alike else 300)}"] for _ in range(count)],
            "speaker_type": "person", "speaker_country": None, "said_from": None, "said_to": None, "published": None,
        },
        schema_overrides={"said_from": pl.Date, "said_to": pl.Date, "published": pl.Date},
    )  # fmt: skip
    started = time.perf_counter()
    grouped(rows.select(COLUMNS), days=3, within=False)
    # 100,000 take less than ten seconds on one core; this is a fifth of them, on a machine that may be busy.
    assert time.perf_counter() - started < 15


@pytest.fixture(scope="module")
def told() -> Echoes:
    start = "“We will keep the <b>harbour</b> open for every ship that carries grain,” Sergey Lavrov said on 3 March 2020."
    cut = start.replace(" for every ship that carries grain", "")
    changed = start.replace("keep", "hold").replace("every ship that", "a ship which")
    articles = [
        {"doc_id": name, "outlet": name.upper(), "published": "2020-03-04", "text": text}
        for name, text in (("a", start), ("b", cut), ("c", changed), ("d", start))
    ]
    return onrecord.extract(articles).echoes()


def test_versions_are_judged_against_the_fullest(told: Echoes) -> None:
    assert dict(told.frame.schema) == dict(SCHEMA)
    assert told.frame["version"].to_list() == ["fullest", "cut", "changed", "same"]
    assert told.frame["kept"].is_between(0, 1).all()
    assert len(told) == 1


def test_the_view_marks_what_was_cut_and_put_in(told: Echoes, tmp_path: Path) -> None:
    page = told.show(0).save(tmp_path / "echo.html").read_text(encoding="utf-8")
    assert page.count("<ins") >= 3 and page.count("<del") >= 4
    assert "hold" in page and "left out: " in page
    assert "<b>harbour</b>" not in page and "&lt;b&gt;harbour" in page
    assert "4 versions" in told._repr_html_()
    assert repr(told.show(0)) == "EchoView(echo 0, 4 versions)"
    with pytest.raises(ValueError, match="there is no echo 7"):
        told.show(7)


def test_a_joint_statement_is_an_echo_of_what_either_is_given() -> None:
    words = "said the harbour would stay open for grain on 3 March 2020."
    told = [f"{who} {words}" for who in ("Sergey Lavrov", "Sergey Lavrov and Hulusi Akar", "Hulusi Akar")]
    echoes = onrecord.extract(told).echoes()
    assert len(echoes) == 1 and echoes.frame.height == 3
    assert echoes.frame["speakers"].to_list()[1] == ["Sergey Lavrov", "Hulusi Akar"]
    assert "Sergey Lavrov and Hulusi Akar" in echoes._repr_html_()


def test_a_denied_saying_is_no_echo_of_one() -> None:
    rest = "that the harbour would stay open for grain on 3 March 2020."
    echoes = onrecord.extract([f"Sergey Lavrov {verb} {rest}" for verb in ("said", "did not say")]).echoes()
    assert len(echoes) == 0


def test_who_has_no_name_is_shown_in_the_words_of_the_text() -> None:
    text = "“We will keep the harbour open for grain,” a harbour official said on 3 March 2020."
    echoes = onrecord.extract([text, text]).echoes()
    assert len(echoes) == 1 and echoes.frame["speaker"].null_count() == 2
    assert "a harbour official" in echoes._repr_html_()


def test_a_card_says_who_reports_it_in_which_words_and_where() -> None:
    words = "that the northern harbour was full of armed men on 3 March 2020."
    echoes = onrecord.extract([f"Turkey denied {words}", f"Turkey denied {words}"]).echoes()
    card = re.sub(r"<[^>]+>", "", echoes.show(0).html)
    assert card.count("Turkey denied that the northern harbour") == 2
    text = "“We will keep the harbour open for grain,” Sergey Lavrov said on 3 March 2020."
    card = re.sub(r"<[^>]+>", "", onrecord.extract([text, text]).echoes().show(0).html)
    assert card.count("Sergey Lavrov said: “We will keep") == 2


def test_echoes_of_what_is_asked(record: onrecord.Extraction) -> None:
    asked = {"speaker": "Erdogan", "confidence": 0.3}
    fitting = record.echoes(**asked).frame
    assert_frame_equal(fitting, record.filter(**asked).echoes().frame)
    assert 0 < fitting.height < record.echoes().frame.height
    assert (fitting["confidence"] >= 0.3).all()
    with pytest.raises(ValueError, match="there is no act 'shout'"):
        record.echoes(act="shout")


def test_places_of_a_version_are_those_of_its_article(record: onrecord.Extraction) -> None:
    texts = dict(record.documents.select("doc_id", "text").iter_rows())
    versions = record.echoes().frame.filter(pl.col("cue_spans").list.len() == 1)
    assert versions.height > 10
    for doc_id, cue, places in versions.select("doc_id", "cue", "cue_spans").iter_rows():
        assert texts[doc_id][places[0]["start"] : places[0]["end"]] == cue


@pytest.mark.parametrize("at_once", [1, 7])
def test_texts_are_compared_alike_however_many_at_once(at_once: int, monkeypatch: pytest.MonkeyPatch) -> None:
    whole = grouped(stories(), days=3, within=False)
    monkeypatch.setattr(grouping, "_AT_ONCE", at_once)
    assert_series_equal(grouped(stories(), days=3, within=False), whole)


def test_what_is_repeated_word_for_word_is_an_echo_of_each_of_its_days() -> None:
    once = stories()
    later = once.with_columns(
        doc_id=pl.format("{} again", "doc_id"),
        published=pl.col("published").dt.offset_by("1y"),
        said_from=pl.col("said_from").dt.offset_by("1y"),
        said_to=pl.col("said_to").dt.offset_by("1y"),
    )
    first = grouped(once, days=3, within=False)
    both = grouped(pl.concat([once, later]), days=3, within=False)
    assert pairs(both.head(once.height).to_list()) == pairs(first.to_list())
    assert pairs(both.tail(once.height).to_list()) == pairs(first.to_list())
    assert set(both.head(once.height).drop_nulls()).isdisjoint(both.tail(once.height).drop_nulls())


def test_progress_counts_echoes() -> None:
    told: list[tuple[int, int]] = []
    text = "“We will keep the harbour open for grain,” Sergey Lavrov said on 3 March 2020."
    onrecord.extract([text, text]).echoes(progress=lambda done, total: told.append((done, total)))
    assert told == [(1, 1)]


def test_no_statements_no_echoes() -> None:
    nothing = onrecord.extract([]).echoes()
    assert (len(nothing), dict(nothing.frame.schema)) == (0, dict(SCHEMA))
    assert nothing._repr_html_()
    with pytest.raises(ValueError, match="days=-1"):
        onrecord.extract([]).echoes(days=-1)
