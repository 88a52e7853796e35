"""Whom each outlet quotes: speakers and outlets as a heat map of shares."""

from __future__ import annotations

from typing import TYPE_CHECKING

import altair as alt
import polars as pl

from onrecord._plot.offline import LayerChart
from onrecord._plot.style import TEXT, titled
from onrecord._plot.told import exemplified, ids_of_loudest, labelled, lumped, most_first, statements, voiced
from onrecord._show.colours import PALETTE, UNNAMED

if TYPE_CHECKING:
    from onrecord._record import AnyRecord

__all__ = ["cells", "drawn"]

_OUTLETS = 12
"""How many outlets have a column of their own."""
_CELL = (50, 24)
"""How wide and how high a cell is, in pixels."""


def cells(record: AnyRecord, top: int) -> pl.DataFrame:
    """One row a speaker and an outlet: `statements`, and which `share` they are of all of the outlet's statements."""
    found = lumped(statements(record), "outlet", _OUTLETS)
    whole = found.group_by("outlet").agg(of_outlet=pl.len())
    spoken = labelled(voiced(found))
    loudest = ids_of_loudest(spoken, top)
    here = spoken.filter(pl.col("speaker_id").is_in(loudest) | pl.col("speaker_id").is_null())
    counted = here.group_by("speaker_id", "speaker", "outlet", maintain_order=True).agg(
        statements=pl.len(), shown=pl.col("shown").first()
    )
    by_speaker = pl.col("statements").sum().over("speaker_id", "speaker")
    order = [
        pl.col("speaker_id").is_null(),
        by_speaker,
        pl.col("speaker"),
        pl.col("of_outlet"),
        pl.col("outlet"),
    ]
    return exemplified(
        counted.join(whole, on="outlet", maintain_order="left")
        .with_columns(share=pl.col("statements") / pl.col("of_outlet"))
        .sort(order, descending=[False, True, False, True, False])
    )


def drawn(record: AnyRecord, *, top: int) -> LayerChart:
    """The picture, whose rows are those of `cells`."""
    rows = cells(record, top)
    columns = most_first(rows.select("outlet", statements="of_outlet").unique(), "outlet")
    speakers = rows["speaker"].unique(maintain_order=True).to_list()
    # Who is not named may be more than all others together, and would leave them pale.
    named = rows.filter(pl.col("speaker_id").is_not_null())
    shares: list[float] = (named if named.height else rows)["share"].to_list()
    most = max(shares, default=0.01)
    x = alt.X("outlet:N", title=None, sort=columns).axis(
        orient="top", labelAngle=-40, labelLimit=180, ticks=False, domain=False
    )
    y = alt.Y("speaker:N", title=None, sort=speakers).axis(labelLimit=240, ticks=False, domain=False)
    tooltip = [
        alt.Tooltip("speaker:N"), alt.Tooltip("outlet:N"), alt.Tooltip("statements:Q"),
        alt.Tooltip("of_outlet:Q", title="of the outlet's"), alt.Tooltip("share:Q", format=".1%"),
        alt.Tooltip("example:N"),
    ]  # fmt: skip
    chart = alt.Chart(rows).encode(x=x, y=y, tooltip=tooltip)
    shade = alt.Opacity("share:Q", title="share").scale(domain=[0, most], range=[0.06, 1], clamp=True)
    colour = alt.Color("is_named:N", legend=None).scale(domain=[True, False], range=[PALETTE[0], UNNAMED])
    layers = [
        chart.transform_calculate(is_named="isValid(datum.speaker_id)")
        .mark_rect()
        .encode(color=colour, opacity=shade.legend(format=".0%", tickCount=4, symbolFillColor=PALETTE[0])),
        # Both the black and the white of themes are legible on every shade.
        chart.transform_calculate(words="format(datum.share, datum.share < 0.095 ? '.1%' : '.0%')")
        .mark_text(**TEXT)
        .encode(text="words:N"),
    ]
    below = "no statement is found" if rows.is_empty() else "share of each outlet's statements"
    return LayerChart(
        data=rows, layer=layers, width=_CELL[0] * max(len(columns), 1), height=_CELL[1] * max(len(speakers), 1),
        title=titled("Whom each outlet quotes", below),
    )  # fmt: skip
