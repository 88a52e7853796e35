"""Where the actors of a network stand, and their names: a force-directed layout, the same in every run.

In: the links. Out: frames in the units of the picture, whose origin is at the bottom left.
"""

from __future__ import annotations

import math

import polars as pl

__all__ = ["placed", "pointed"]

_MARGIN = 46
_LETTER, _LINE = 6.1, 13.0
"""How wide a letter of a name is, and how high a line, at the size that names are written in."""

Box = tuple[float, float, float, float]


def placed(links: pl.DataFrame, width: int, height: int) -> pl.DataFrame:
    """Each actor of the links with its place (`x`, `y`), its name's (`label_x`, `label_y`), and its statements."""
    import networkx as nx

    graph: nx.Graph[str] = nx.Graph()
    for one, other, count in links.select("speaker_id", "other", "statements").iter_rows():
        weight = graph.get_edge_data(one, other, {"weight": 0})["weight"]
        graph.add_edge(one, other, weight=weight + count)
    # Strong gravity keeps parts that no link joins from drifting apart.
    places = (
        nx.forceatlas2_layout(graph, seed=7, max_iter=500, scaling_ratio=4.0, strong_gravity=True)
        if len(graph)
        else {}
    )
    frame = pl.DataFrame(
        [(name, float(x), float(y)) for name, (x, y) in places.items()],
        schema={"actor_id": pl.String, "x": pl.Float64, "y": pl.Float64}, orient="row",
    )  # fmt: skip
    frame = frame.with_columns(_spread("x", width), _spread("y", height))
    names = pl.concat(
        [
            links.select(
                actor_id="speaker_id", name="speaker", made="statements", received=pl.lit(0, pl.UInt32)
            ),
            links.select(
                actor_id="other", name="other_name", made=pl.lit(0, pl.UInt32), received="statements"
            ),
        ]
    )
    counted = names.group_by("actor_id").agg(
        pl.col("name").first(), pl.col("made").sum(), pl.col("received").sum()
    )
    actors = frame.join(counted, on="actor_id", how="left", maintain_order="left")
    return actors.hstack(_labels(actors, pointed(links, actors), width))


def _spread(column: str, length: int) -> pl.Expr:
    """Places from one margin to the other; in the middle, if all are one."""
    value = pl.col(column)
    extent = value.max() - value.min()
    share = pl.when(extent > 0).then((value - value.min()) / extent).otherwise(0.5)
    return (_MARGIN + share * (length - 2 * _MARGIN)).round(2).alias(column)


def _labels(actors: pl.DataFrame, ends: pl.DataFrame, width: int) -> pl.DataFrame:
    """Where the names stand: above, below or beside their circle, where least else is; the loudest come first."""
    rows = actors.select("x", "y", "name", "made").rows()
    radii = [4 + 2 * math.sqrt(made) for *_, made in rows]
    taken: list[Box] = [(x - r, y - r, x + r, y + r) for (x, y, *_), r in zip(rows, radii, strict=True)]
    taken += [(x - 5, y - 5, x + 5, y + 5) for x, y in ends.select("point_x", "point_y").iter_rows()]
    found: list[tuple[float, float]] = [(0.0, 0.0)] * len(rows)
    for place in sorted(range(len(rows)), key=lambda place: (-rows[place][3], place)):
        x, y, name, _ = rows[place]
        half, away = len(name) * _LETTER / 2, radii[place]
        spots = [(x, y + away + 8), (x, y - away - 8), (x + away + half + 4, y), (x - away - half - 4, y)]
        spots = [(min(max(spot, half), width - half), level) for spot, level in spots]
        boxes: list[Box] = [(a - half, b - _LINE / 2, a + half, b + _LINE / 2) for a, b in spots]
        best = min(
            range(len(spots)), key=lambda spot: (sum(_shared(boxes[spot], other) for other in taken), spot)
        )
        found[place] = spots[best]
        taken.append(boxes[best])
    return pl.DataFrame(found, schema={"label_x": pl.Float64, "label_y": pl.Float64}, orient="row")


def _shared(one: Box, other: Box) -> float:
    """The area that two boxes share."""
    wide = min(one[2], other[2]) - max(one[0], other[0])
    high = min(one[3], other[3]) - max(one[1], other[1])
    return wide * high if wide > 0 and high > 0 else 0.0


def pointed(links: pl.DataFrame, actors: pl.DataFrame) -> pl.DataFrame:
    """The links with both ends, and a place near the end (`point_x`, `point_y`) for a mark turned to it (`turn`)."""
    spots = actors.select("actor_id", "x", "y", "made")
    ends = links.join(
        spots.drop("made"), left_on="speaker_id", right_on="actor_id", maintain_order="left"
    ).join(spots.rename({"x": "x2", "y": "y2"}), left_on="other", right_on="actor_id", maintain_order="left")
    across, up = pl.col("x2") - pl.col("x"), pl.col("y2") - pl.col("y")
    length = (across**2 + up**2).sqrt().clip(1.0)
    # Short of the circle, and never before the middle, so that two that point at each other are told apart.
    share = (1 - (9 + 2 * pl.col("made").sqrt()) / length).clip(0.55)
    return ends.with_columns(
        point_x=(pl.col("x") + share * across).round(2),
        point_y=(pl.col("y") + share * up).round(2),
        turn=pl.arctan2(across, up).degrees().round(1),
    ).drop("made")
