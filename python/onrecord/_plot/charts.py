"""The pictures: Altair charts with readable defaults, which the user can go on changing."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

import polars as pl

from onrecord._extras import require
from onrecord._plot import tables
from onrecord.exceptions import InputError

if TYPE_CHECKING:
    import altair as alt

    from onrecord._extraction import Extraction

__all__ = ["Plots"]

_WIDTH = 560


class Plots:
    """Pictures of an extraction, as Altair charts: `record.plot.timeline()` and its sisters.

    They need `pip install 'onrecord[plot]'`. A chart holds its rows (`chart.data`), and takes `.properties(…)`, `.encode(…)` and
    `.interactive()` like any other.
    """

    __slots__ = ("_record",)

    def __init__(self, record: Extraction) -> None:
        self._record = record

    def timeline(self, *, top: int = 12) -> alt.LayerChart:
        """Statements over time by speaker, the `top` loudest ones: on the day that the text tells, else that of publication."""
        require("plot", "altair")
        import altair as alt

        rows = tables.timeline(self._record, _positive(top))
        base = alt.Chart(rows).encode(y=alt.Y("speaker:N", title=None, sort=_order(rows, "speaker")))
        colour = alt.Color("act:N", title="act", scale=alt.Scale(scheme="tableau20"))
        tooltip = ["speaker:N", "act:N", "day:T", "until:T", "told:N", "statements:Q", "outlets:Q", "content:N"]
        over = base.transform_filter("datum.until > datum.day").mark_rule(strokeWidth=3, opacity=0.5)
        at = base.mark_circle(opacity=0.8).encode(
            x=alt.X("day:T", title="said on, else published on"),
            size=alt.Size("statements:Q", title="statements", scale=alt.Scale(range=[40, 400]), legend=alt.Legend(tickMinStep=1)),
            color=colour,
            opacity=alt.Opacity("told:N", title="day known from", scale=alt.Scale(domain=["in the text", "publication"], range=[0.9, 0.45])),
            tooltip=tooltip,
        )
        return alt.LayerChart(layer=[over.encode(x="day:T", x2="until:T", color=colour), at], width=_WIDTH, title="Who spoke when")

    def speakers(self, *, top: int = 15, by: Literal["outlet", "kind", "act"] = "outlet") -> alt.Chart:
        """Who is quoted how often, the `top` loudest ones: by which outlet, in which kind, or in which act."""
        require("plot", "altair")
        import altair as alt

        if by not in ("outlet", "kind", "act"):
            raise InputError(f"by={by!r}: give 'outlet', 'kind' or 'act'")
        rows = tables.quoted(self._record, _positive(top))
        chart: alt.Chart = (
            alt.Chart(rows)
            .mark_bar()
            .encode(
                x=alt.X("sum(statements):Q", title="statements"),
                y=alt.Y("speaker:N", title=None, sort="-x"),
                color=alt.Color(f"{by}:N", title=by, scale=alt.Scale(scheme="tableau20")),
                tooltip=["speaker:N", f"{by}:N", alt.Tooltip("sum(statements):Q", title="statements")],
            )
            .properties(width=_WIDTH, title=f"Who is quoted how often, by {by}")
        )
        return chart

    def network(self, *, top: int = 40) -> alt.LayerChart:
        """Who speaks to or about whom: the `top` strongest links."""
        require("plot", "altair", "networkx", "numpy")
        import altair as alt

        from onrecord._plot.layout import placed

        links = tables.links(self._record, _positive(top))
        actors = placed(links)
        spots = actors.select("actor_id", "x", "y")
        ends = links.join(spots, left_on="speaker_id", right_on="actor_id").join(
            spots.rename({"x": "x2", "y": "y2"}), left_on="other", right_on="actor_id"
        )
        ends = ends.with_columns(pl.col("link").cast(pl.String))
        x = alt.X("x:Q").axis(None).scale(zero=False, padding=30)
        y = alt.Y("y:Q").axis(None).scale(zero=False, padding=30)
        lines = (
            alt.Chart(ends)
            .mark_rule(opacity=0.55)
            .encode(
                x=x, y=y, x2="x2:Q", y2="y2:Q",
                color=alt.Color("link:N", title="link", scale=alt.Scale(domain=["to", "about"], range=["#c2631e", "#3b82c4"])),
                strokeWidth=alt.StrokeWidth("statements:Q", title="statements", scale=alt.Scale(range=[1, 7]), legend=alt.Legend(tickMinStep=1)),
                tooltip=["speaker:N", "link:N", alt.Tooltip("other_name:N", title="other"), "statements:Q"],
            )
        )  # fmt: skip
        nodes = alt.Chart(actors).encode(x=x, y=y, tooltip=["name:N", "made:Q", "received:Q"])
        circles = nodes.mark_circle(color="#808080", opacity=0.9).encode(
            size=alt.Size("made:Q", title="statements made", scale=alt.Scale(range=[40, 600]), legend=alt.Legend(tickMinStep=1))
        )
        labels = nodes.mark_text(dy=-12, fontSize=11).encode(text="name:N")
        return alt.LayerChart(layer=[lines, circles, labels], width=_WIDTH, height=_WIDTH * 3 // 4, title="Who speaks to or about whom")

    def dates(self) -> alt.LayerChart:
        """Which days the articles talk about, against when they appeared; on the line, an article tells of its own day."""
        require("plot", "altair")
        import altair as alt

        rows = tables.days(self._record)
        points = (
            alt.Chart(rows)
            .mark_circle(opacity=0.7)
            .encode(
                x=alt.X("day:T", title="day that the article talks about"),
                y=alt.Y("published:T", title="published"),
                size=alt.Size("articles:Q", title="articles", scale=alt.Scale(range=[30, 300]), legend=alt.Legend(tickMinStep=1)),
                color=alt.Color("precision:N", title="precision"),
                tooltip=["day:T", "published:T", "articles:Q", "expressions:N"],
            )
        )
        own = alt.Chart(rows.select(day="published", published="published").unique(maintain_order=True))
        line = own.mark_line(color="#808080", strokeDash=[4, 4]).encode(x="day:T", y="published:T")
        return alt.LayerChart(layer=[line, points], width=_WIDTH, title="Days talked about, and days of publication")

    def __repr__(self) -> str:
        return "Plots(timeline, speakers, network, dates)"


def _positive(top: int) -> int:
    if top < 1:
        raise InputError(f"top={top}: give a whole number from 1")
    return top


def _order(rows: pl.DataFrame, column: str) -> list[str]:
    """The values of a column, those with most statements first."""
    counted = rows.group_by(column).agg(pl.col("statements").sum()).sort("statements", column, descending=[True, False])
    return counted[column].to_list()
