"""Who spoke when: a lane for each speaker, in it bars of days, weeks, months or years, stacked by act.

What the text dates within a longer time than a bar ("last year") lies as a line below the bars, in the colour of its
most frequent act; what lies far from all else is counted at the margin.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

import altair as alt
import polars as pl

from onrecord._plot.acts import act_scale
from onrecord._plot.offline import LayerChart
from onrecord._plot.spans import Span, Step, in_step, longer, spanned, step_of
from onrecord._plot.style import TEXT, WIDTH, titled
from onrecord._plot.told import days_in_words, exemplified, greatest, ids_of_loudest, statements, voiced
from onrecord.exceptions import InputError

if TYPE_CHECKING:
    from onrecord._record import AnyRecord
    from onrecord._search.subset import Bounds

__all__ = ["drawn", "marks"]

_TITLE = "Who spoke when"
_ROWS = 4_000
"""How many marks a picture may have; Altair stops at 5,000."""
_LANE = 40
"""How high a lane is, in pixels."""
_BASE, _HIGHEST = 0.82, 0.76
"""Where bars stand in their lane, as a share of its height from the top, and how high they are at most."""
_LINES, _LINE = 3, 0.05
"""How many lines there are below the bars, and how far apart they lie."""
_STRAIGHT = 12
"""Up to how many statements in a bar heights grow with them; beyond, with their square root."""


def marks(spoken: pl.DataFrame, lanes: Sequence[str], span: Span, step: Step) -> pl.DataFrame:
    """One row a mark: `form` is "bar", "line", "before" or "after"; `left`, `right`, `high`, `low` are its place."""
    lane = {name: place for place, name in enumerate(lanes)}
    here = spoken.with_columns(
        form=pl.when(span.where(pl.col("day")) == "after")
        .then(pl.lit("after"))
        .when(span.where(pl.col("until")) == "before")
        .then(pl.lit("before"))
        .when(pl.col("until") > _last(pl.col("day").dt.truncate(step), step))
        .then(pl.lit("line"))
        .otherwise(pl.lit("bar")),
        lane=pl.col("speaker_id").replace_strict(lane, return_dtype=pl.Int64),
    )
    told = [
        pl.len().alias("statements"),
        pl.col("outlet").n_unique().alias("outlets"),
        pl.col("shown").first(),
    ]
    bars = (
        here.filter(form="bar")
        .with_columns(day=pl.col("day").dt.truncate(step))
        .with_columns(until=_last(pl.col("day"), step))
        .group_by("form", "lane", "speaker", "act", "told", "day", "until", maintain_order=True)
        .agg(told)
    )
    lines = (
        here.filter(form="line")
        .group_by("form", "lane", "speaker", "told", "day", "until", maintain_order=True)
        .agg(pl.col("act").mode(maintain_order=True).first(), *told)
    )
    beyond = (
        here.filter(pl.col("form").is_in(["before", "after"]))
        .group_by("form", "lane", "speaker", maintain_order=True)
        .agg(pl.col("day").min(), pl.col("until").max(), *told)
        .with_columns(act=pl.lit(None, pl.String), told=pl.lit(None, pl.String))
    )
    columns = ["form", "lane", "speaker", "act", "told", "day", "until", "statements", "outlets", "shown"]
    placed = [
        _stacked(bars.select(columns)),
        _lined(lines.select(columns), span),
        _edged(beyond.select(columns), span),
    ]
    found = pl.concat(placed).sort("lane", "form", "day", "act", "told", nulls_last=True)
    days = [days_in_words(*pair) for pair in found.select("day", "until").iter_rows()]
    return exemplified(found).with_columns(days=pl.Series(days, dtype=pl.String))


def _last(first: pl.Expr, step: Step) -> pl.Expr:
    return first.dt.offset_by(step).dt.offset_by("-1d")


def _times(left: pl.Expr, right: pl.Expr) -> list[pl.Expr]:
    """From the beginning of the one day to the end of the other."""
    return [
        left.cast(pl.Datetime("ms")).alias("left"),
        (right.cast(pl.Datetime("ms")) + pl.duration(days=1)).alias("right"),
    ]


def _stacked(bars: pl.DataFrame) -> pl.DataFrame:
    """Bars above each other in their lane, those whose day the text tells at the bottom."""
    key = ["lane", "day"]
    ordered = bars.sort("lane", "day", "told", "act").with_columns(
        top=pl.col("statements").cum_sum().over(key), whole=pl.col("statements").sum().over(key)
    )
    most = greatest(ordered["whole"], 1)
    whole = pl.col("whole") / most if most <= _STRAIGHT else (pl.col("whole") / most).sqrt()
    height = _HIGHEST * (whole if most > 4 else pl.col("whole") / 4)
    share = pl.col("top") / pl.col("whole")
    below = (pl.col("top") - pl.col("statements")) / pl.col("whole")
    # A gap between neighbours, that they are counted by the eye.
    gap = (pl.col("right") - pl.col("left")) * 0.06
    return (
        ordered.with_columns(_times(pl.col("day"), pl.col("until")))
        .with_columns(
            left=pl.col("left") + gap,
            right=pl.col("right") - gap,
            high=(pl.col("lane") + _BASE - height * share).round(4),
            low=(pl.col("lane") + _BASE - height * below).round(4),
        )
        .drop("top", "whole")
    )


def _lined(lines: pl.DataFrame, span: Span) -> pl.DataFrame:
    """Lines below the bars, on the first of a few rows that is free."""
    ordered = lines.sort("lane", "day", "until", "act", "told")
    rows: list[int] = []
    free: dict[int, list[object]] = {}
    for lane, day, until in ordered.select("lane", "day", "until").iter_rows():
        ends = free.setdefault(lane, [None] * _LINES)
        row = next((row for row, end in enumerate(ends) if end is None or end < day), len(rows) % _LINES)
        ends[row] = until
        rows.append(row)
    at = (pl.col("lane") + _BASE + 0.03 + pl.Series("row", rows, dtype=pl.Float64) * _LINE).round(4)
    within = [pl.col("day").clip(lower_bound=span.first), pl.col("until").clip(upper_bound=span.last)]
    return ordered.with_columns(_times(*within)).with_columns(high=at, low=at)


def _edged(beyond: pl.DataFrame, span: Span) -> pl.DataFrame:
    """Counts at the margins."""
    first, last = span.domain
    is_before = pl.col("form") == "before"
    at = pl.when(is_before).then(pl.lit(first)).otherwise(pl.lit(last)).cast(pl.Datetime("ms"))
    level = (pl.col("lane") + _BASE - 0.2).round(4)
    return beyond.with_columns(left=at, right=at, high=level, low=level)


def drawn(record: AnyRecord, *, top: int, between: Bounds) -> LayerChart:
    """The picture, whose rows are those of `marks`."""
    spoken = voiced(statements(record)).drop_nulls("speaker_id")
    lanes = ids_of_loudest(spoken, top)
    made = dict(spoken["speaker_id"].value_counts().iter_rows())
    dated = spoken.filter(pl.col("speaker_id").is_in(lanes)).drop_nulls("day")
    names = dict(dated.select("speaker_id", "speaker").iter_rows())
    lanes = [speaker for speaker in lanes if speaker in names]
    span = spanned(dated["day"], between)
    if span is None:
        return LayerChart(
            layer=[alt.Chart(pl.DataFrame({"speaker": []})).mark_point()],
            title=titled(_TITLE, "no statement that fits has a speaker and a day"),
        )
    rows, span, step = _few(dated, lanes, span)
    labels = [f"{names[speaker]} ({made[speaker]:,})" for speaker in lanes]
    y = (
        alt.Y("high:Q", title=None)
        .scale(domain=[0, len(lanes)], reverse=True, nice=False, zero=False)
        .axis(
            values=[place + 0.5 for place in range(len(lanes))], labelExpr=f"{json.dumps(labels)}[floor(datum.value)]",
            labelLimit=240, ticks=False, domain=False, grid=False,
        )
    )  # fmt: skip
    x = alt.X("left:T", title="said on, else published on").axis(span.axis()).scale(span.scale())
    colour = alt.Color("act:N", title="act", scale=act_scale(rows["act"].drop_nulls())).legend(
        symbolOpacity=1, symbolLimit=0
    )
    tooltip = [alt.Tooltip(f"{name}:N") for name in ("speaker", "act", "days", "told")]
    tooltip += [alt.Tooltip("statements:Q"), alt.Tooltip("outlets:Q"), alt.Tooltip("example:N")]
    chart = alt.Chart(rows).encode(x=x, y=y, tooltip=tooltip)
    pale = alt.when("datum.told == 'publication'").then(alt.value(0.45)).otherwise(alt.value(1))
    layers = {
        "bar": chart.mark_rect().encode(x2="right:T", y2="low:Q", color=colour, opacity=pale),
        "line": chart.mark_rule(strokeWidth=2, opacity=0.8).encode(x2="right:T", color=colour),
        "before": chart.mark_text(align="left", dx=2, **TEXT)
        .transform_calculate(label="'← ' + datum.statements")
        .encode(text="label:N"),
        "after": chart.mark_text(align="right", dx=-2, **TEXT)
        .transform_calculate(label="datum.statements + ' →'")
        .encode(text="label:N"),
    }
    there = set(rows["form"])
    ground = (
        alt.Chart(pl.DataFrame({"base": [place + _BASE for place in range(len(lanes))]}))
        .mark_rule(color="#808080", opacity=0.35)
        .encode(y=alt.Y("base:Q"))
    )
    drawn_layers = [
        layer.transform_filter(f"datum.form == '{form}'") for form, layer in layers.items() if form in there
    ]
    title = titled(_TITLE, *_note(rows, step))
    return LayerChart(
        data=rows, layer=[ground, *drawn_layers], width=WIDTH, height=_LANE * len(lanes), title=title
    )


def _note(rows: pl.DataFrame, step: Step) -> list[str]:
    """How to read it, in at most two lines."""
    bars = rows.filter(form="bar")
    most = bars.group_by("lane", "day").agg(pl.col("statements").sum())["statements"]
    height = "" if greatest(most) <= _STRAIGHT else ", as high as the square root of their number"
    told = "; pale: on the day of publication, where the text tells none"
    lines = ["Lines: on some day of this time."] if rows["form"].eq("line").any() else []
    arrows = ["Arrows count what lies outside."] if rows["form"].is_in(["before", "after"]).any() else []
    first = f"Statements {in_step(step)}{height}{told if bars['told'].eq('publication').any() else ''}."
    return [first, *([" ".join(lines + arrows)] if lines or arrows else [])]


def _few(dated: pl.DataFrame, lanes: Sequence[str], span: Span) -> tuple[pl.DataFrame, Span, Step]:
    """The rows in the shortest step in which they are few enough, and the span in whole steps."""
    step = step_of(span)
    while True:
        whole = span.aligned(step)
        is_before, is_after = (dated["until"] < whole.first).any(), (dated["day"] > whole.last).any()
        whole = replace(whole, is_before=is_before, is_after=is_after)
        rows = marks(dated, lanes, whole, step)
        if rows.height <= _ROWS:
            return rows, whole, step
        if step == "1y":
            break
        step = longer(step)
    raise InputError(
        f"{len(lanes)} speakers have {rows.height:,} marks, more than can be drawn: give a smaller top"
    )
