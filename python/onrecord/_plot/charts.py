"""The pictures: Altair charts with readable defaults, which the user can go on changing."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Literal, overload

import polars as pl

from onrecord._extras import require
from onrecord._fork import methods_need_polars
from onrecord._plot import tables
from onrecord.exceptions import InputError

if TYPE_CHECKING:
    import altair as alt

    from onrecord._record import AnyRecord

__all__ = ["Plots"]

_WIDTH = 560
_ACTS = {
    "say": "#9aa0a6", "announce": "#5f6b7a", "claim": "#b8a67e", "ask": "#d8bf4a", "think": "#b79fd3",
    "want": "#7d5fae", "agree": "#1f7a4d", "promise": "#6fbf92", "praise": "#2f74b5", "appeal": "#86bbe6",
    "deny": "#f2b56b", "refuse": "#db7c1f", "demand": "#8a4b2a", "warn": "#ee8f8f", "accuse": "#d64550",
    "condemn": "#93264a", "threaten": "#b3160f",
}  # fmt: skip
"""Each act in its colour, the same in every picture.

Grey to violet is what states, green and blue what joins, orange and red what parts.
"""


@methods_need_polars()
class Plots:
    """Pictures of an extraction, as Altair charts: `record.plot.timeline()` and its sisters.

    They need `pip install 'onrecord[plot]'`. A chart holds its rows (`chart.data`), and takes
    `.properties(…)`, `.encode(…)` and `.interactive()` like any other.
    """

    __slots__ = ("_record",)

    def __init__(self, record: AnyRecord) -> None:
        self._record = record

    def timeline(self, *, top: int = 12) -> alt.LayerChart:
        """Statements over time by speaker: on the day that the text tells, else on that of publication.

        Parameters
        ----------
        top : int
            How many of the speakers with most statements are shown.

        Returns
        -------
        altair.LayerChart
            Its rows are in `data`; it takes `properties`, `encode` and `interactive` like any other.

        Raises
        ------
        InputError
            If `top` is less than 1.
        MissingExtraError
            Without `pip install 'onrecord[plot]'`.
        """
        require("plot", "altair")
        import altair as alt

        rows = tables.timeline(self._record, _positive(top))
        # What was said on neighbouring days stands on three lines, so that one does not hide the other.
        lanes = pl.int_range(pl.len()).over("speaker", order_by="day") % 3
        y = alt.Y("speaker:N", title=None, sort=_order(rows, "speaker"))
        base = alt.Chart(rows.with_columns(lane=lanes)).encode(y=y, yOffset=alt.YOffset("lane:O"))
        colour = _acts(rows)
        over = base.transform_filter("datum.until > datum.day").mark_rule(strokeWidth=3, opacity=0.5)
        at = base.mark_point(strokeWidth=1.5).encode(
            x=alt.X("day:T", title="said on, else published on")
            .axis(_days(rows, "day", "until"))
            .scale(padding=12, nice=False),
            size=_size(rows, "statements", "statements", [25, 400]),
            color=colour,
            fill=_acts(rows, alt.Fill),
            fillOpacity=alt.FillOpacity(
                "told:N",
                scale=alt.Scale(domain=["in the text", "publication"], range=[0.85, 0.1]),
                legend=None,
            ),
            tooltip=[
                "speaker:N",
                "act:N",
                "day:T",
                "until:T",
                "told:N",
                "statements:Q",
                "outlets:Q",
                "content:N",
            ],
        )
        title = _title(
            rows,
            "Who spoke when",
            "no statement has a speaker and a day",
            "full: the text tells the day; empty: the day of publication",
        )
        layers = [over.encode(x="day:T", x2="until:T", color=colour), at]
        return alt.LayerChart(
            layer=layers, width=_WIDTH, height=alt.Step(30, **{"for": "position"}), title=title
        )

    def speakers(self, *, top: int = 15, by: Literal["outlet", "kind", "act"] = "outlet") -> alt.Chart:
        """Who is quoted how often: by which outlet, in which kind, or in which act.

        Parameters
        ----------
        top : int
            How many of the speakers with most statements are shown.
        by : {"outlet", "kind", "act"}
            What the bars are parted by.

        Returns
        -------
        altair.Chart
            Its rows are in `data`; it takes `properties`, `encode` and `interactive` like any other.

        Raises
        ------
        InputError
            If `top` is less than 1, or `by` is none of these.
        MissingExtraError
            Without `pip install 'onrecord[plot]'`.
        """
        require("plot", "altair")
        import altair as alt

        if by not in ("outlet", "kind", "act"):
            raise InputError(f"by={by!r}: give 'outlet', 'kind' or 'act'")
        rows = tables.quoted(self._record, _positive(top))
        chart: alt.Chart = (
            alt.Chart(rows)
            .mark_bar()
            .encode(
                x=alt.X("sum(statements):Q", title="statements", axis=alt.Axis(tickMinStep=1, format="d")),
                y=alt.Y("speaker:N", title=None, sort="-x"),
                color=_acts(rows)
                if by == "act"
                else alt.Color(f"{by}:N", title=by, scale=alt.Scale(scheme="tableau20")),
                tooltip=["speaker:N", f"{by}:N", alt.Tooltip("sum(statements):Q", title="statements")],
            )
            .properties(
                width=_WIDTH,
                title=_title(rows, f"Who is quoted how often, by {by}", "no statement has a speaker"),
            )
        )
        return chart

    def network(self, *, top: int = 40) -> alt.LayerChart:
        """Who speaks to or about whom; a mark on each link points to whom it leads.

        Parameters
        ----------
        top : int
            How many of the strongest links are shown.

        Returns
        -------
        altair.LayerChart
            Its rows are in `data`; it takes `properties`, `encode` and `interactive` like any other.

        Raises
        ------
        InputError
            If `top` is less than 1.
        MissingExtraError
            Without `pip install 'onrecord[plot]'`.
        """
        require("plot", "altair", "networkx", "numpy")
        import altair as alt

        from onrecord._plot.layout import placed, pointed

        links = tables.links(self._record, _positive(top))
        height = _WIDTH * 3 // 4
        actors = placed(links, _WIDTH, height)
        ends = pointed(links, actors).with_columns(pl.col("link").cast(pl.String))
        x = alt.X("x:Q").axis(None).scale(domain=[0, _WIDTH], nice=False)
        y = alt.Y("y:Q").axis(None).scale(domain=[0, height], nice=False)
        colour = alt.Color(
            "link:N", title="link", scale=alt.Scale(domain=["to", "about"], range=["#c2631e", "#3b82c4"])
        )
        tooltip = ["speaker:N", "link:N", alt.Tooltip("other_name:N", title="other"), "statements:Q"]
        lines = (
            alt.Chart(ends)
            .mark_rule(opacity=0.55)
            .encode(
                x=x, y=y, x2="x2:Q", y2="y2:Q", color=colour, tooltip=tooltip,
                strokeWidth=_size(ends, "statements", "statements", [0.5, 7], alt.StrokeWidth),
            )
        )  # fmt: skip
        points = (
            alt.Chart(ends)
            .mark_point(shape="triangle-up", filled=True, size=70, opacity=0.9)
            .encode(
                x=alt.X("point_x:Q"),
                y=alt.Y("point_y:Q"),
                angle=alt.Angle("turn:Q", scale=None),
                color=colour,
                tooltip=tooltip,
            )
        )
        nodes = alt.Chart(actors).encode(x=x, y=y, tooltip=["name:N", "made:Q", "received:Q"])
        circles = nodes.mark_circle(color="#808080", opacity=1).encode(
            size=_size(actors, "made", "statements made", [40, 600])
        )
        labels = (
            alt.Chart(actors)
            .mark_text(fontSize=11)
            .encode(x=alt.X("label_x:Q"), y=alt.Y("label_y:Q"), text="name:N")
        )
        title = _title(
            links, "Who speaks to or about whom", "no statement is addressed to an actor, or names one"
        )
        apart = alt.Resolve(legend=alt.LegendResolveMap(size="independent", strokeWidth="independent"))
        return alt.LayerChart(
            layer=[lines, circles, points, labels], width=_WIDTH, height=height, title=title, resolve=apart
        )

    def dates(self) -> alt.LayerChart:
        """Which days the articles talk about, against when they appeared; on the line, one tells of its own day.

        Returns
        -------
        altair.LayerChart
            Its rows are in `data`; it takes `properties`, `encode` and `interactive` like any other.

        Raises
        ------
        MissingExtraError
            Without `pip install 'onrecord[plot]'`.
        """
        require("plot", "altair")
        import altair as alt

        rows = tables.days(self._record)
        points = (
            alt.Chart(rows)
            .mark_circle(opacity=0.7)
            .encode(
                x=alt.X("day:T", title="day that the article talks about")
                .axis(_days(rows, "day"))
                .scale(padding=12, nice=False),
                y=alt.Y("published:T", title="published")
                .axis(_days(rows, "published"))
                .scale(padding=12, nice=False),
                size=_size(rows, "articles", "articles", [20, 300]),
                color=alt.Color("precision:N", title="precision"),
                tooltip=["day:T", "published:T", "articles:Q", "expressions:N"],
            )
        )
        own = alt.Chart(rows.select(day="published", published="published").unique(maintain_order=True))
        line = own.mark_line(color="#808080", strokeDash=[4, 4]).encode(x="day:T", y="published:T")
        title = _title(
            rows,
            "Days talked about, and days of publication",
            "no article with a day of publication names a day",
        )
        return alt.LayerChart(layer=[line, points], width=_WIDTH, title=title)

    def __repr__(self) -> str:
        return "Plots(timeline, speakers, network, dates)"


def _positive(top: int) -> int:
    if top < 1:
        raise InputError(f"top={top}: give a whole number from 1")
    return top


def _title(rows: pl.DataFrame, title: str, nothing: str, note: str = "") -> alt.Title:
    """The title; below it a note, or why there is nothing to see."""
    import altair as alt

    below = nothing if rows.is_empty() else note
    return alt.Title(title, subtitle=below) if below else alt.Title(title)


@overload
def _acts(rows: pl.DataFrame) -> alt.Color: ...
@overload
def _acts(rows: pl.DataFrame, channel: type[alt.Fill]) -> alt.Fill: ...
def _acts(rows: pl.DataFrame, channel: type[alt.Fill] | None = None) -> alt.Color | alt.Fill:
    """The acts that there are, each in its colour."""
    import altair as alt

    there = set(rows["act"].to_list())
    found = [act for act in _ACTS if act in there]
    scale = alt.Scale(domain=found, range=[_ACTS[act] for act in found])
    return (
        alt.Color("act:N", title="act", scale=scale)
        if channel is None
        else channel("act:N", title="act", scale=scale)
    )


def _days(rows: pl.DataFrame, *columns: str) -> alt.Axis:
    """An axis of days that tells the year, and has no ticks between two days."""
    import altair as alt

    days: list[dt.date] = pl.concat([rows[column].alias("day") for column in columns]).drop_nulls().to_list()
    length = (max(days) - min(days)).days if days else 0
    if length > 200:
        return alt.Axis(format="%b %Y", labelOverlap=True)
    if length < 60:
        return alt.Axis(
            format="%-d %b %Y",
            labelOverlap=True,
            tickCount=alt.TimeIntervalStep(interval="day", step=1 + length // 20),
        )
    return alt.Axis(format="%-d %b %Y", labelOverlap=True)


@overload
def _size(rows: pl.DataFrame, column: str, title: str, sizes: list[float]) -> alt.Size: ...
@overload
def _size(
    rows: pl.DataFrame, column: str, title: str, sizes: list[float], channel: type[alt.StrokeWidth]
) -> alt.StrokeWidth: ...
def _size(
    rows: pl.DataFrame,
    column: str,
    title: str,
    sizes: list[float],
    channel: type[alt.StrokeWidth] | None = None,
) -> alt.Size | alt.StrokeWidth:
    """A size that counts something, with whole numbers in the legend."""
    import altair as alt

    counts: list[int] = rows[column].to_list()
    least, most = min(counts, default=1), max(counts, default=1)
    shown = sorted({least, (least + most + 1) // 2, most})
    # From nothing to four at least, so that two look like twice one.
    scale = alt.Scale(domain=[0, max(most, 4)], range=sizes)
    legend = alt.Legend(values=shown, format="d")
    if channel is None:
        return alt.Size(f"{column}:Q", title=title, scale=scale, legend=legend)
    return channel(f"{column}:Q", title=title, scale=scale, legend=legend)


def _order(rows: pl.DataFrame, column: str) -> list[str]:
    """The values of a column, those with most statements first."""
    counted = (
        rows.group_by(column)
        .agg(pl.col("statements").sum())
        .sort("statements", column, descending=[True, False])
    )
    return counted[column].to_list()
