"""Who speaks to or about whom: the strongest links, and all who stand at their ends."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

import altair as alt
import polars as pl

from onrecord._plot.acts import PARTS_TO_JOINS, TONE, act_scale
from onrecord._plot.layout import GREATEST, SMALLEST, THICKEST, THINNEST, joined, placed
from onrecord._plot.offline import LayerChart
from onrecord._plot.style import TEXT, titled
from onrecord._plot.told import exemplified, greatest, statements, voiced
from onrecord._record import rows
from onrecord._search.about import told_of
from onrecord._show.colours import UNNAMED

if TYPE_CHECKING:
    from onrecord._record import AnyRecord

__all__ = ["By", "drawn", "links"]

By = Literal["tone", "act"]
"""What links are coloured by."""

_KEY = ["doc_id", "statement_id"]


def links(record: AnyRecord) -> pl.DataFrame:
    """One row an actor and another whom they speak to or about, the strongest first.

    `statements` is how many there are, `to` and `about` how many of them are addressed to the other or tell of them,
    `tone` from -1 (all of them part the two) to 1 (all join them), `act` the most frequent one.
    """
    found = statements(record)
    mentions = rows(record, "mentions", pl.col("actor_id").is_not_null())
    about = told_of(found, mentions).select(*_KEY, other_id="actor_id", is_to=pl.lit(False))
    to = found.drop_nulls("addressee_id").select(*_KEY, other_id="addressee_id", is_to=pl.lit(True))
    ends = (
        pl.concat([to, about])
        .group_by(*_KEY, "other_id", maintain_order=True)
        .agg(is_to=pl.col("is_to").any(), is_about=(~pl.col("is_to")).any())
    )
    value = (
        pl.when("negated").then(0.0).otherwise(pl.col("act").replace_strict(TONE, return_dtype=pl.Float64))
    )
    counted = (
        voiced(found)
        .drop_nulls("speaker_id")
        .join(ends, on=_KEY, maintain_order="left")
        .filter(pl.col("speaker_id") != pl.col("other_id"))
        .group_by("speaker_id", "speaker", "other_id", maintain_order=True)
        .agg(
            statements=pl.len(), to=pl.col("is_to").sum(), about=pl.col("is_about").sum(), tone=value.mean().round(3),
            act=pl.col("act").mode(maintain_order=True).first(), shown=pl.col("shown").first(),
        )
    )  # fmt: skip
    names = rows(record, "actors", columns=["actor_id", "name"]).rename(
        {"actor_id": "other_id", "name": "other"}
    )
    return counted.join(names, on="other_id", maintain_order="left").sort(
        "statements", "speaker_id", "other_id", descending=[True, False, False]
    )


def _actors(record: AnyRecord, strongest: pl.DataFrame, everything: pl.DataFrame) -> pl.DataFrame:
    """Who stands at the ends, with all the statements that they made, and all that are addressed to or about them."""
    made = voiced(statements(record))["speaker_id"].drop_nulls().value_counts(name="made")
    received = everything.group_by(actor_id="other_id").agg(received=pl.col("statements").sum())
    ids = pl.concat([strongest["speaker_id"].alias("actor_id"), strongest["other_id"].alias("actor_id")])
    facts = rows(record, "actors", columns=["actor_id", "name", "type", "country", "role"])
    return (
        ids.unique(maintain_order=True)
        .to_frame()
        .join(facts, on="actor_id", maintain_order="left")
        .join(made.rename({"speaker_id": "actor_id"}), on="actor_id", how="left", maintain_order="left")
        .join(received, on="actor_id", how="left", maintain_order="left")
        .with_columns(pl.col("made", "received").fill_null(0), pl.col("type").cast(pl.String))
    )


def drawn(record: AnyRecord, *, top: int, by: By, width: int) -> LayerChart:
    """The picture; its rows are the links that are drawn."""
    everything = links(record)
    strongest = everything.head(top)
    found = exemplified(strongest)
    actors, height = placed(found, _actors(record, found, everything), width)
    ends = joined(found, actors)
    if found.is_empty():
        return LayerChart(
            layer=[alt.Chart(pl.DataFrame({"speaker": []})).mark_point()],
            title=titled(_TITLE, "no statement is addressed to an actor, or names one"),
        )

    def x(column: str) -> alt.X:
        return alt.X(f"{column}:Q").axis(None).scale(domain=[0, width], nice=False)

    def y(column: str) -> alt.Y:
        return alt.Y(f"{column}:Q").axis(None).scale(domain=[0, height], nice=False, reverse=True)

    if by == "act":
        colour = alt.Color("act:N", title="most frequent act", scale=act_scale(found["act"]))
    else:
        colour = (
            alt.Color("tone:Q", title="tone")
            .scale(domain=[-_STRONG, 0, _STRONG], range=list(PARTS_TO_JOINS), clamp=True, interpolate="rgb")
            .legend(
                values=[-_STRONG, 0, _STRONG],
                symbolOpacity=1,
                labelExpr="datum.value < 0 ? 'accuses, warns' : datum.value > 0 ? 'agrees, praises' : 'states'",
            )
        )
    told = [alt.Tooltip(f"{name}:N") for name in ("speaker", "other")]
    told += [alt.Tooltip(f"{name}:Q") for name in ("statements", "to", "about", "tone")]
    told += [alt.Tooltip("act:N", title="most frequent act"), alt.Tooltip("example:N")]
    thick = (
        alt.StrokeWidth("statements:Q", title="statements")
        .scale(domain=[0, greatest(found["statements"], 4)], range=[THINNEST, THICKEST])
        .legend(
            values=_legend(found["statements"]),
            format="d",
            symbolType="stroke",
            symbolStrokeColor=UNNAMED,
            symbolSize=400,
        )
    )
    edges = alt.Chart(ends).encode(color=colour, tooltip=told)
    nodes = alt.Chart(actors).encode(
        x=x("x"), y=y("y"),
        tooltip=[
            alt.Tooltip("name:N"), alt.Tooltip("type:N"), alt.Tooltip("country:N"), alt.Tooltip("role:N"),
            alt.Tooltip("made:Q", title="statements made"), alt.Tooltip("received:Q", title="to or about them"),
        ],
    )  # fmt: skip
    area = (
        alt.Size("made:Q", title="statements made")
        .scale(domain=[0, greatest(actors["made"], 4)], range=[SMALLEST, GREATEST])
        .legend(values=_legend(actors["made"]), format="d")
    )
    layers = [
        edges.mark_rule(opacity=0.75).encode(x=x("x"), y=y("y"), x2="x2:Q", y2="y2:Q", strokeWidth=thick),
        edges.mark_point(shape="triangle-up", filled=True, size=60, opacity=1).encode(
            x=x("tip_x"), y=y("tip_y"), angle=alt.Angle("turn:Q", scale=None)
        ),
        nodes.mark_circle(color=UNNAMED, opacity=1).encode(size=area),
        *(
            nodes.transform_filter(f"datum.align == '{align}'")
            .mark_text(
                **TEXT, fontSize=11, baseline="middle", align=align,
                dx=alt.expr("datum.dx"), dy=alt.expr("datum.dy"),
            )
            .encode(text="label:N")
            for align in ("center", "left", "right")
        ),
    ]  # fmt: skip
    more = everything.height - found.height
    below = f"The {found.height:,} strongest of {everything.height:,} links." if more else ""
    return LayerChart(
        data=ends, layer=layers, width=width, height=height,
        title=titled(_TITLE, below),
        resolve=alt.Resolve(legend=alt.LegendResolveMap(size="independent", strokeWidth="independent")),
    )  # fmt: skip


_STRONG = 0.5
"""The tone from which on a link has the full colour: half of the statements more part than join, or the reverse."""
_TITLE = "Who speaks to or about whom"


def _legend(counts: pl.Series) -> list[int]:
    """Whole numbers that a legend shows: the least, the most, and one between them."""
    values: list[int] = counts.to_list()
    least, most = max(min(values), 1), max(values)
    return sorted({least, (least + most + 1) // 2, most})
