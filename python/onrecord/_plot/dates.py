"""Which days articles talk about, against the days on which they appeared."""

from __future__ import annotations

from typing import TYPE_CHECKING

import altair as alt
import polars as pl

from onrecord._plot.offline import LayerChart
from onrecord._plot.spans import Span, Step, in_step, longer, spanned, step_of
from onrecord._plot.style import TEXT, WIDTH, titled
from onrecord._plot.told import days_in_words, greatest
from onrecord._record import rows
from onrecord._show.colours import PALETTE, UNNAMED

if TYPE_CHECKING:
    from onrecord._record import AnyRecord
    from onrecord._search.subset import Bounds

__all__ = ["drawn", "marks", "told_days"]

_ROWS = 4_000
"""How many marks a picture may have; Altair stops at 5,000."""
_ROWS_UP = 60
"""How many steps of publication there are at most, so that each is seen."""
_LONGEST = 31
"""Expressions of more days than a month point at none of them."""
_TIME = pl.Datetime("ms")
_TITLE = "Days talked about, and days of publication"


def told_days(record: AnyRecord) -> pl.DataFrame:
    """One row a time expression: the `day` that it means (the middle of some days) and the day of publication."""
    published = rows(record, "documents", columns=["doc_id", "published"]).drop_nulls()
    found = rows(
        record, "dates", pl.col("earliest").is_not_null(), columns=["doc_id", "text", "earliest", "latest"]
    )
    length = (pl.col("latest") - pl.col("earliest")).dt.total_days()
    return (
        found.join(published, on="doc_id", maintain_order="left")
        .filter(length <= _LONGEST)
        .with_columns(day=pl.col("earliest") + pl.duration(days=length // 2))
    )


def marks(found: pl.DataFrame, across: Span, up: Span, steps: tuple[Step, Step]) -> pl.DataFrame:
    """One row a mark: how many articles of a day, week, … talk about another; those far away at the margin."""
    talked, printed = steps
    place = across.where(pl.col("day"))
    counted = (
        found.filter(up.where(pl.col("published")) == "within")
        .with_columns(
            place=place,
            column=pl.when(place == "within").then(pl.col("day").dt.truncate(talked)),
            published=pl.col("published").dt.truncate(printed),
        )
        .group_by("place", "column", "published")
        .agg(
            pl.col("day").min().alias("first"), pl.col("day").max().alias("last"),
            articles=pl.col("doc_id").n_unique(), count=pl.len(),
            expressions=pl.col("text").str.replace_all(r"\s+", " ").unique().sort().head(6).str.join(", "),
        )
        .sort("published", "place", "column", nulls_last=True)
    )  # fmt: skip
    start, end = across.domain
    first, behind = pl.lit(across.first).cast(_TIME), pl.lit(across.last).cast(_TIME) + pl.duration(days=1)
    # Marks at the margin leave a gap to the others.
    gap = (pl.lit(end).cast(_TIME) - pl.lit(start).cast(_TIME)) * 0.02
    is_before, is_after = pl.col("place") == "before", pl.col("place") == "after"
    words = [days_in_words(*pair) for pair in counted.select("first", "last").iter_rows()]
    return counted.with_columns(
        left=pl.when(is_before).then(pl.lit(start).cast(_TIME)).when(is_after).then(behind + gap)
        .otherwise(pl.col("column").cast(_TIME)),
        right=pl.when(is_before).then(first - gap).when(is_after).then(pl.lit(end).cast(_TIME))
        .otherwise(pl.col("column").dt.offset_by(talked).cast(_TIME)),
        low=pl.col("published").cast(_TIME), high=pl.col("published").dt.offset_by(printed).cast(_TIME),
        days=pl.Series(words, dtype=pl.String),
    ).drop("first", "last", "column")  # fmt: skip


def drawn(record: AnyRecord, *, between: Bounds) -> LayerChart:
    """The picture, whose rows are those of `marks`."""
    found = told_days(record)
    across, up = spanned(found["day"], between), spanned(found["published"])
    if across is None or up is None:
        return LayerChart(
            layer=[alt.Chart(pl.DataFrame({"day": []})).mark_point()],
            title=titled(_TITLE, "no article with a day of publication names a day"),
        )
    counted, across, up, steps = _few(found, across, up)
    y = alt.Y("low:T", title="published").axis(up.axis()).scale(up.scale())
    x = alt.X("left:T", title="day that is talked about").axis(across.axis()).scale(across.scale())
    tooltip = [
        alt.Tooltip("days:N", title="talked about"), alt.Tooltip("low:T", title="published from", format="%-d %b %Y"),
        alt.Tooltip("articles:Q"), alt.Tooltip("count:Q", title="expressions"),
        alt.Tooltip("expressions:N", title="such as"),
    ]  # fmt: skip
    most = greatest(counted["articles"], 1)
    own = [max(across.first, up.first), min(across.last, up.last)]
    line = alt.Chart(pl.DataFrame({"left": own, "low": own})).mark_line(
        color="#808080", strokeDash=[4, 4], opacity=0.7
    )
    layers = [
        alt.Chart(counted)
        .mark_rect(clip=True)
        .encode(
            x=x, y=y, x2="right:T", y2="high:T", tooltip=tooltip,
            color=alt.Color("place:N", legend=None).scale(
                domain=["within", "before", "after"], range=[PALETTE[0], UNNAMED, UNNAMED]
            ),
            opacity=alt.Opacity("articles:Q", title="articles")
            .scale(type="sqrt", domain=[0, most], range=[0.1, 1])
            .legend(values=sorted({1, (1 + most) // 2, most}), format="d", symbolFillColor=PALETTE[0]),
        ),
        line.encode(x="left:T", y="low:T"),
        *(_total(counted, place) for place in ("before", "after")),
    ]  # fmt: skip
    outside = found.filter(up.where(pl.col("published")) != "within")["doc_id"].n_unique()
    notes = [f"Days talked about {in_step(steps[0])}, published {in_step(steps[1])}; dashed: its own day."]
    if outside:
        notes.append(f"Not drawn: {outside:,} articles published before {up.first} or after {up.last}.")
    return LayerChart(
        data=counted,
        layer=layers,
        width=WIDTH,
        height=WIDTH * 5 // 8,
        title=titled(_TITLE, *notes),
    )


def _total(counted: pl.DataFrame, place: str) -> alt.Chart:
    """How many expressions lie beyond one side."""
    count = counted.filter(place=place)["count"].sum()
    is_before = place == "before"
    words = "" if not count else f"← {count:,}" if is_before else f"{count:,} →"
    chart: alt.Chart = (
        alt.Chart(pl.DataFrame({"words": [words]}))
        .mark_text(align="left" if is_before else "right", baseline="top", **TEXT, dx=2 if is_before else -2)
        .encode(x=alt.value(0 if is_before else "width"), y=alt.value(3), text="words:N")
    )
    return chart


def _few(found: pl.DataFrame, across: Span, up: Span) -> tuple[pl.DataFrame, Span, Span, tuple[Step, Step]]:
    """The rows in the shortest steps in which they are few enough, and the spans in whole steps."""
    talked, printed = step_of(across), step_of(up, most=_ROWS_UP)
    while True:
        spans = across.aligned(talked), up.aligned(printed)
        counted = marks(found, *spans, (talked, printed))
        if counted.height <= _ROWS or (talked, printed) == ("1y", "1y"):
            return counted, spans[0], spans[1], (talked, printed)
        talked, printed = longer(talked), longer(printed)
