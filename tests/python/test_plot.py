"""Pictures: charts that draw, that hold every row they should, that hide nothing, and that need no network."""

from __future__ import annotations

import datetime as dt
import itertools
import json
import math
import random
import re
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import polars as pl
import pytest
from polars.testing import assert_frame_equal

import onrecord
from browser import chromium, shot

alt = pytest.importorskip("altair")
vl_convert = pytest.importorskip("vl_convert")

from onrecord._plot import layout, network, spans  # noqa: E402
from onrecord._plot.told import NOT_NAMED, statements, voiced  # noqa: E402

if TYPE_CHECKING:
    from playwright.sync_api import Browser

NAMES = ("timeline", "speakers", "outlets", "network", "dates")


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as started:
        yield started


@pytest.fixture(scope="module")
def scattered() -> onrecord.Extraction:
    """One speaker on forty days of one spring, once in 1915 and once in 2050."""
    spring = [dt.date(2020, 3, 1) + dt.timedelta(days=number) for number in range(40)]
    days = [*spring, dt.date(1915, 4, 24), dt.date(2050, 1, 6)]
    texts = [f"Sergey Lavrov said on {day.day} {day:%B} {day.year} that talks were over." for day in days]
    return onrecord.extract([{"text": text, "published": "2020-04-20"} for text in texts])


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


@pytest.mark.parametrize(
    "asked",
    [
        {"speaker": "ERDOGAN"},
        {"act": ["accuse", "deny"], "confidence": 0.5},
        {"outlet": "Aegean Courier"},
        {"about": "Turkey"},
    ],
    ids=lambda asked: "-".join(asked),
)
@pytest.mark.parametrize("name", NAMES)
def test_a_chart_takes_what_filter_takes(
    record: onrecord.Extraction, name: str, asked: dict[str, Any]
) -> None:
    whole = getattr(record.plot, name)().data
    fitting = getattr(record.plot, name)(**asked).data
    assert_frame_equal(fitting, getattr(record.filter(**asked).plot, name)().data)
    assert not fitting.equals(whole)


def test_what_is_asked_wrongly_is_told(record: onrecord.Extraction) -> None:
    with pytest.raises(ValueError, match="there is no act 'shout'"):
        record.plot.network(act="shout")
    with pytest.raises(TypeError, match="speakr"):
        record.plot.timeline(speakr="Turkey")  # type: ignore[call-arg]
    with pytest.raises(ValueError, match="top=0"):
        record.plot.timeline(top=0)
    with pytest.raises(ValueError, match="by='day'"):
        record.plot.speakers(by="day")  # type: ignore[arg-type]
    with pytest.raises(ValueError, match="by='colour'"):
        record.plot.network(by="colour")  # type: ignore[arg-type]
    with pytest.raises(ValueError, match="width=100"):
        record.plot.network(width=100)


def test_what_is_missing_is_named(record: onrecord.Extraction, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "altair", None)
    with pytest.raises(ImportError, match=r"this needs altair: pip install 'onrecord\[plot\]'"):
        record.plot.dates()


# Days


def test_the_timeline_counts_every_dated_statement_of_its_speakers(record: onrecord.Extraction) -> None:
    rows = record.plot.timeline(top=5).data
    spoken = voiced(statements(record)).drop_nulls("speaker_id")
    loudest = (
        spoken["speaker_id"].value_counts().sort("count", "speaker_id", descending=[True, False]).head(5)
    )
    dated = spoken.join(loudest, on="speaker_id", how="semi").drop_nulls("day")
    assert rows["statements"].sum() == dated.height > 50
    assert rows["speaker"].n_unique() == 5


def test_nothing_in_the_timeline_hides_another(record: onrecord.Extraction) -> None:
    rows = record.plot.timeline(top=30).data
    for (lane,), marks in rows.group_by("lane"):
        bars = marks.filter(form="bar")
        assert bars["high"].min() >= lane and bars["low"].max() < lane + 1
        for _, day in bars.group_by("day"):
            ordered = day.sort("high")
            assert (ordered["low"] > ordered["high"]).all()
            assert (ordered["low"].head(-1) <= ordered["high"].tail(-1) + 1e-6).all()
        ends = bars.sort("left").unique("day", maintain_order=True)
        assert (ends["right"].head(-1) < ends["left"].tail(-1)).all()
        lines = marks.filter(form="line")
        assert lines["high"].is_between(lane + 0.8, lane + 1).all()
        for _, row in lines.group_by("high"):
            ordered = row.sort("left")
            assert (ordered["right"].head(-1) <= ordered["left"].tail(-1)).all()
    assert rows.filter(form="line").height > 2


def test_the_axis_covers_the_mass_and_the_margins_count_the_rest(scattered: onrecord.Extraction) -> None:
    chart = scattered.plot.timeline()
    forms = dict(chart.data.group_by("form").agg(pl.col("statements").sum()).iter_rows())
    assert forms == {"bar": 40, "before": 1, "after": 1}
    beyond = chart.data.filter(pl.col("form") != "bar").sort("day")
    assert beyond["days"].to_list() == ["24 Apr 1915", "6 Jan 2050"]
    assert (chart.data["right"].max() - chart.data["left"].min()) < dt.timedelta(days=60)
    svg = vl_convert.vegalite_to_svg(chart.to_json())
    assert "← 1<" in svg and "1 →<" in svg and "Arrows count" in svg


def test_few_days_that_lie_near_are_drawn(record: onrecord.Extraction) -> None:
    assert set(record.plot.timeline().data["form"]) <= {"bar", "line"}


def test_between_says_what_the_axis_covers(scattered: onrecord.Extraction) -> None:
    rows = scattered.plot.timeline(between=("2020-03-10", "2020-03-12")).data
    assert rows["day"].to_list() == [dt.date(2020, 3, day) for day in (10, 11, 12)]
    assert rows["statements"].sum() == 3
    early = scattered.plot.timeline(between=(None, "1920-01-01")).data
    assert early["days"].to_list() == ["1 Apr 1915 – 30 Apr 1915"]
    told = scattered.plot.dates(between=("1900-01-01", "1950-12-31")).data
    assert told.filter(place="within")["days"].to_list() == ["24 Apr 1915"]
    assert told.filter(place="after")["count"].sum() == 41


@pytest.mark.parametrize("day", ["0001-01-02", "9999-12-31"])
def test_the_ends_of_the_calendar_are_drawn(day: str) -> None:
    record = onrecord.extract([{"text": "Sergey Lavrov said on Monday that it rained.", "published": day}])
    for chart in (record.plot.timeline(), record.plot.dates()):
        assert chart.data.height == 1
        assert "<svg" in vl_convert.vegalite_to_svg(chart.to_json())


@pytest.mark.parametrize(
    ("days", "step"),
    [(20, "1d"), (100, "1d"), (101, "1w"), (700, "1w"), (701, "1mo"), (4_000, "1q"), (40_000, "1y")],
)
def test_days_become_weeks_and_months_where_they_are_many(days: int, step: str) -> None:
    first = dt.date(1900, 1, 1)
    span = spans.spanned(pl.Series([first + dt.timedelta(days=number) for number in range(days)]))
    assert span is not None and span.days == days
    assert spans.step_of(span) == step


def test_bars_of_a_longer_step_count_the_same(
    record: onrecord.Extraction, monkeypatch: pytest.MonkeyPatch
) -> None:
    from onrecord._plot import timeline

    whole = record.plot.timeline(top=50).data
    monkeypatch.setattr(timeline, "_ROWS", whole.height - 1)
    fewer = record.plot.timeline(top=50).data
    assert fewer.height < whole.height and fewer["statements"].sum() == whole["statements"].sum()
    monkeypatch.setattr(timeline, "_ROWS", 5)
    with pytest.raises(ValueError, match="give a smaller top"):
        record.plot.timeline(top=50)


def test_dates_count_every_expression_of_a_dated_article(record: onrecord.Extraction) -> None:
    rows = record.plot.dates().data
    length = (pl.col("latest") - pl.col("earliest")).dt.total_days()
    dated = record.dates.join(record.documents.drop_nulls("published"), on="doc_id", how="semi")
    assert rows["count"].sum() == dated.filter(length <= 31).height > 50


# Who


@pytest.mark.parametrize("by", ["outlet", "kind", "act"])
def test_speakers_count_every_statement(record: onrecord.Extraction, by: Any) -> None:
    rows = record.plot.speakers(top=1_000, by=by).data
    named = rows.filter(pl.col("speaker_id").is_not_null())
    assert named["statements"].sum() == record.statements["speaker_ids"].list.len().sum()
    nameless = rows.filter(pl.col("speaker_id").is_null())
    assert {NOT_NAMED, "officials"} < {*nameless["speaker"]}
    assert nameless["statements"].sum() == record.statements["speaker_id"].null_count()
    assert rows["speaker_id"][-1] is None


def test_a_joint_statement_counts_once_for_each_who_makes_it() -> None:
    record = onrecord.extract(["Sergey Lavrov and Hulusi Akar told Iran that it rained."])
    rows = record.plot.speakers().data
    assert rows.select("speaker", "statements").sort("speaker").rows() == [
        ("Hulusi Akar", 1),
        ("Sergey Lavrov", 1),
    ]
    assert set(network.links(record)["speaker_id"]) == {"sergey-lavrov", "hulusi-akar"}


def test_the_shares_of_an_outlet_are_of_all_its_statements() -> None:
    said = {"A": ["Lavrov", "Lavrov", "Lavrov", "Akar"], "B": ["Akar"]}
    articles = [
        {"outlet": outlet, "text": " ".join(f"Sergey {name} said that it rained." for name in names)}
        for outlet, names in said.items()
    ]
    rows = onrecord.extract(articles).plot.outlets().data
    assert rows.select("speaker", "outlet", "share").rows() == [
        ("Sergey Lavrov", "A", 0.75),
        ("Sergey Akar", "A", 0.25),
        ("Sergey Akar", "B", 1.0),
    ]


def test_small_outlets_are_put_together_and_come_last() -> None:
    articles = [
        {"outlet": f"Outlet {number:02}", "text": "Sergey Lavrov said that it rained. " * (21 - number)}
        for number in range(20)
    ]
    record = onrecord.extract(articles)
    columns = record.plot.outlets().to_dict()["layer"][0]["encoding"]["x"]["sort"]
    assert columns == [*(f"Outlet {number:02}" for number in range(11)), "9 others"]
    assert record.plot.speakers().data["outlet"].n_unique() == 8
    assert record.plot.speakers().data["statements"].sum() == record.statements.height


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("Turkey denied that Idlib was full of militants.", "Turkey denied that Idlib was full of militants"),
        ("“We stay,” Sergey Lavrov said.", "Sergey Lavrov said: “We stay,”"),
        ("Sergey Lavrov did not say that it rained.", "Sergey Lavrov did not say that it rained"),
        ("It rained in Ankara, said Hulusi Akar.", "Hulusi Akar said: It rained in Ankara"),
        ("According to Hulusi Akar, it rained in Ankara.", "According to Hulusi Akar, it rained in Ankara"),
    ],
)
def test_tooltips_tell_a_statement_as_a_sentence(text: str, line: str) -> None:
    rows = onrecord.extract([text]).plot.speakers().data
    assert rows["example"].to_list() == [line]


def test_tooltips_have_the_surest_statement(record: onrecord.Extraction) -> None:
    rows = record.plot.speakers(top=1, by="kind").data.drop_nulls("speaker_id")
    spoken = voiced(statements(record)).filter(pl.col("speaker_id").is_in(rows["speaker_id"].to_list()))
    for kind, example in rows.select("kind", "example").iter_rows():
        surest = spoken.filter(kind=kind).sort("confidence", descending=True)
        content = surest.filter(pl.col("confidence") == surest["confidence"][0])["content"]
        assert any(" ".join(words.split())[:40] in example for words in content)


# The network


def test_links_lead_to_those_who_are_named_in_the_content() -> None:
    record = onrecord.extract(["Sergey Lavrov told Mevlut Cavusoglu that Iran was ready."])
    links = network.links(record).select("speaker_id", "other_id", "to", "about").rows()
    assert set(links) == {("sergey-lavrov", "iran", 0, 1), ("sergey-lavrov", "mevlut-cavusoglu", 1, 0)}


def test_the_tone_of_a_link_is_that_of_its_acts() -> None:
    record = onrecord.extract(["Iran accused Turkey of lying.", "Russia praised Turkey for its patience."])
    tone = dict(network.links(record).select("speaker_id", "tone").iter_rows())
    assert tone["iran"] == -1 and tone["russia"] == 1
    assert dict(network.links(record).select("speaker_id", "act").iter_rows())["iran"] == "accuse"


def layers(chart: Any, mark: str) -> Iterator[pl.DataFrame]:
    """The rows of the layers of a mark."""
    for layer in chart.layer:
        if (layer.mark if isinstance(layer.mark, str) else layer.mark.type) == mark:
            yield layer.data


def test_circles_count_all_statements_drawn_or_not(record: onrecord.Extraction) -> None:
    chart = record.plot.network(top=3)
    (actors,) = layers(chart, "circle")
    spoken = dict(record.actors.select("actor_id", "statements").iter_rows())
    assert dict(actors.select("actor_id", "made").iter_rows()) == {
        one: spoken[one] for one in actors["actor_id"]
    }
    assert actors["made"].sum() > chart.data["statements"].sum()
    assert chart.data.height == 3
    assert chart.data["statements"].min() == network.links(record)["statements"].head(3).min()


def crowd(count: int) -> tuple[pl.DataFrame, pl.DataFrame]:
    """A network in which everybody speaks of one, and some of others; names of all lengths."""
    draw = random.Random(count)
    names = [
        " ".join(
            draw.choices(
                ["Wm", "Il", "Ministry", "of", "Foreign", "Affairs", "Ş", "Ö."], k=draw.randint(1, 7)
            )
        )
        for _ in range(count)
    ]
    ids = [f"a{number}" for number in range(count)]
    pairs = {(one, ids[0]) for one in ids[1:]} | {tuple(draw.sample(ids, 2)) for _ in range(count // 2)}
    links = pl.DataFrame(
        [(one, other, draw.randint(1, 30)) for one, other in sorted(pairs)],
        schema={"speaker_id": pl.String, "other_id": pl.String, "statements": pl.UInt32}, orient="row",
    )  # fmt: skip
    actors = pl.DataFrame({"actor_id": ids, "name": names, "made": [draw.randint(0, 400) for _ in ids]})
    return links, actors


@pytest.mark.parametrize("width", [300, 720, 1_200])
@pytest.mark.parametrize("count", [2, 12, 80])
def test_no_name_lies_on_another_or_on_a_circle(count: int, width: int) -> None:
    links, actors = crowd(count)
    placed, height = layout.placed(links, actors, width)
    boxes, circles = [], []
    for row in placed.iter_rows(named=True):
        wide = layout.text_width(row["label"])
        left = row["x"] + row["dx"] - {"left": 0, "center": wide / 2, "right": wide}[row["align"]]
        level = row["y"] + row["dy"]
        boxes.append((row["actor_id"], left, level - 6, left + wide, level + 6))
        radius = row["radius"]
        circles.append((row["actor_id"], row["x"], row["y"], radius))
        # The name is beside its own circle.
        assert abs(row["dx"]) <= radius + 4 and abs(row["dy"]) <= radius + 12
    for _, left, top, right, bottom in boxes:
        assert left >= -0.5 and top >= -0.5 and right <= width + 0.5 and bottom <= height + 0.5
    for (one, *a), (other, *b) in itertools.combinations(boxes, 2):
        assert a[2] <= b[0] or b[2] <= a[0] or a[3] <= b[1] or b[3] <= a[1], (one, other)
    for (one, left, top, right, bottom), (other, x, y, radius) in itertools.product(boxes, circles):
        nearest = min(max(x, left), right), min(max(y, top), bottom)
        assert math.dist(nearest, (x, y)) >= radius - 0.1, (one, other)
    for (one, *a), (other, *b) in itertools.combinations(circles, 2):
        assert math.dist(a[:2], b[:2]) >= a[2] + b[2], (one, other)


@pytest.mark.parametrize("width", [320, 720])
def test_no_name_lies_on_another_in_a_browser(
    record: onrecord.Extraction, browser: Browser, tmp_path: Path, width: int
) -> None:
    page = browser.new_page()
    record.plot.network(top=60, width=width).save(
        tmp_path / "network.html", embed_options={"renderer": "svg"}
    )
    page.goto((tmp_path / "network.html").as_uri())
    names = page.locator("svg .mark-text.role-mark text")
    names.first.wait_for()
    boxes = names.evaluate_all(
        "found => found.filter(e => e.textContent).map(e => [e.textContent, ...(({x, y, width, height}) =>"
        " [x, y + height * 0.15, x + width, y + height * 0.85])(e.getBoundingClientRect())])"
    )
    assert len(boxes) > 30
    for (one, *a), (other, *b) in itertools.combinations(boxes, 2):
        assert a[2] <= b[0] or b[2] <= a[0] or a[3] <= b[1] or b[3] <= a[1], (one, other)
    page.close()


# Light and dark, without the network


@pytest.mark.parametrize("name", NAMES)
def test_a_notebook_gets_what_it_draws_itself_and_a_picture(record: onrecord.Extraction, name: str) -> None:
    bundle, _ = getattr(record.plot, name)().properties(title="Mine")._repr_mimebundle_()
    assert set(bundle) == {"application/vnd.vegalite.v5+json", "image/svg+xml", "text/plain"}
    assert bundle["application/vnd.vegalite.v5+json"]["title"] == "Mine" and "Mine" in bundle["image/svg+xml"]
    assert "jsdelivr" not in json.dumps(bundle)


@pytest.mark.parametrize("join", ["__or__", "__and__", "__add__"])
def test_two_charts_together_need_no_network_either(record: onrecord.Extraction, join: str) -> None:
    one, other = record.plot.speakers(), record.plot.speakers(by="kind")
    both = getattr(one, join)(other).properties(title="Both")
    bundle, _ = both._repr_mimebundle_()
    assert "image/svg+xml" in bundle and "jsdelivr" not in json.dumps(bundle)
    assert "Both" in vl_convert.vegalite_to_svg(both.to_json())


def test_who_has_chosen_a_renderer_gets_it(record: onrecord.Extraction) -> None:
    with alt.renderers.enable("svg"):
        assert set(record.plot.dates()._repr_mimebundle_()) == {"image/svg+xml"}
    with alt.renderers.set_embed_options(actions=False):
        _, metadata = record.plot.dates()._repr_mimebundle_()
    assert metadata == {"application/vnd.vegalite.v5+json": {"embed_options": {"actions": False}}}


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize(("timezone", "scheme"), [("UTC", "light"), ("America/Los_Angeles", "dark")])
def test_a_saved_page_draws_without_the_network(
    record: onrecord.Extraction, browser: Browser, tmp_path: Path, name: str, timezone: str, scheme: Any
) -> None:
    path = tmp_path / f"{name}.html"
    theme = {"theme": "dark"} if scheme == "dark" else {}
    getattr(record.plot, name)().save(path, embed_options={"renderer": "svg", "actions": False, **theme})
    context = browser.new_context(
        offline=True, timezone_id=timezone, viewport={"width": 1_000, "height": 700}
    )
    page = context.new_page()
    asked, told = [], []
    page.on("request", lambda request: asked.append(request.url))
    page.on("console", lambda message: told.append(message.text))
    page.on("pageerror", lambda error: told.append(str(error)))
    page.goto(path.as_uri())
    page.locator("svg.marks").wait_for()
    assert page.locator("svg.marks [class*=mark-].role-mark > *").count() > 10
    assert [url for url in asked if not url.startswith(("file:", "data:", "blob:"))] == []
    assert told == []
    if scheme == "light":
        box = page.locator("svg.marks").bounding_box()
        assert box is not None
        page.set_viewport_size({"width": int(box["width"]) + 20, "height": int(box["height"]) + 20})
        shot(page, f"plot-{name}")
    context.close()


@pytest.mark.parametrize("name", ["timeline", "outlets", "network"])
def test_words_in_a_picture_have_the_colour_of_the_theme(record: onrecord.Extraction, name: str) -> None:
    for theme, colour in ((None, "#000"), ("dark", "#fff")):
        svg = vl_convert.vegalite_to_svg(getattr(record.plot, name)().to_json(), theme=theme)
        words = re.findall(r"<text[^>]*?fill=\"([^\"]+)\"[^>]*>[^<]+", svg)
        assert set(words) == {colour}


@pytest.mark.parametrize("ending", ["svg", "png", "pdf", "html"])
def test_charts_are_saved_in_every_format(record: onrecord.Extraction, tmp_path: Path, ending: str) -> None:
    path = tmp_path / f"chart.{ending}"
    record.plot.speakers(top=3).save(path)
    begins = {"svg": b"<svg", "png": b"\x89PNG", "pdf": b"%PDF", "html": b"<!DOCTYPE html>"}
    written = path.read_bytes().lstrip()
    assert written.startswith(begins[ending])
    if ending == "html":
        assert b'src="http' not in written
