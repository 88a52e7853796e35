"""Who is quoted how often, parted by outlet, kind or act."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

import altair as alt
import polars as pl

from onrecord._plot.acts import act_scale
from onrecord._plot.offline import Chart
from onrecord._plot.style import WIDTH, titled
from onrecord._plot.told import (
    exemplified,
    ids_of_loudest,
    is_lump,
    labelled,
    lumped,
    most_first,
    statements,
    voiced,
)
from onrecord._show.colours import PALETTE, UNNAMED

if TYPE_CHECKING:
    from onrecord._record import AnyRecord

__all__ = ["By", "bars", "drawn"]

By = Literal["outlet", "kind", "act"]
"""What bars are parted by."""


def bars(record: AnyRecord, top: int, by: By) -> pl.DataFrame:
    """One row a piece of a bar, for the loudest speakers and for who is not named: how many, and the surest one."""
    spoken = labelled(voiced(statements(record)))
    loudest = ids_of_loudest(spoken, top)
    found = spoken.filter(pl.col("speaker_id").is_in(loudest) | pl.col("speaker_id").is_null())
    if by == "outlet":
        found = lumped(found, "outlet", len(PALETTE))
    counted = found.group_by("speaker_id", "speaker", by, maintain_order=True).agg(
        statements=pl.len(), shown=pl.col("shown").first()
    )
    whole = pl.col("statements").sum().over("speaker_id", "speaker")
    order = [pl.col("speaker_id").is_null(), whole, pl.col("speaker"), pl.col("statements"), pl.col(by)]
    return exemplified(counted.sort(order, descending=[False, True, False, True, False]))


def drawn(record: AnyRecord, *, top: int, by: By) -> Chart:
    """The picture, whose rows are those of `bars`."""
    rows = bars(record, top, by)
    if by == "act":
        scale = act_scale(rows["act"])
    else:
        values = most_first(rows, by)
        others = [UNNAMED] if values and is_lump(values[-1]) else []
        scale = alt.Scale(domain=values, range=[*PALETTE[: len(values) - len(others)], *others])
    chart: Chart = (
        Chart(rows)
        .mark_bar()
        .encode(
            x=alt.X("statements:Q", title="statements").axis(tickMinStep=1, format="d"),
            y=alt.Y("speaker:N", title=None, sort=rows["speaker"].unique(maintain_order=True).to_list()).axis(
                labelLimit=240
            ),
            color=alt.Color(f"{by}:N", title=by, scale=scale).legend(symbolLimit=0, labelLimit=240),
            order=alt.Order("statements:Q", sort="descending"),
            tooltip=[alt.Tooltip(name) for name in ("speaker:N", f"{by}:N", "statements:Q", "example:N")],
        )
        .properties(
            width=WIDTH,
            title=titled(
                f"Who is quoted how often, by {by}", "no statement is found" if rows.is_empty() else ""
            ),
        )
    )
    return chart
