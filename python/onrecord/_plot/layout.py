"""Where the actors of a network stand, and their names: a force-directed layout, the same in every run.

In: links and actors. Out: frames in pixels of the picture, whose origin is at the top left. Circles and names are
rectangles that are pushed apart until none lies on another; where they find no room, the picture grows longer.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

import networkx as nx
import numpy as np
import polars as pl

from onrecord._plot.told import greatest

if TYPE_CHECKING:
    import numpy.typing as npt

    Floats = npt.NDArray[np.float64]

__all__ = ["GREATEST", "SMALLEST", "THICKEST", "THINNEST", "joined", "placed", "text_width"]

THINNEST, THICKEST = 0.8, 7
"""How thick links are, from none to most statements, in pixels."""
SMALLEST, GREATEST = 40, 1_300
"""The areas of the circles of who said nothing, and of who said most, in square pixels."""

_LINE = 14
"""How high a name is."""
_GAP = 3
"""What is left free around a circle and a name."""
_LONGEST = 40
"""Of longer names, so many letters are shown."""
_NARROW, _WIDE = frozenset("iljtfrI.,:;'’|! ()-"), frozenset("mwMWQ@—…")
_ROUNDS = 300
_GROWTH = 1.15


@dataclass(frozen=True, slots=True)
class _Box:
    """A rectangle: from the left to the right, from the top down."""

    left: float
    top: float
    right: float
    bottom: float

    def meets(self, other: _Box) -> bool:
        """Whether they lie on each other."""
        return (
            self.left < other.right
            and other.left < self.right
            and self.top < other.bottom
            and other.top < self.bottom
        )

    def is_crossed(self, x: float, y: float, x2: float, y2: float) -> bool:
        """Whether a line passes through it (Liang and Barsky's clipping)."""
        enters, leaves = 0.0, 1.0
        for step, near, far in (
            (x2 - x, self.left - x, self.right - x),
            (y2 - y, self.top - y, self.bottom - y),
        ):
            if step == 0:
                if near > 0 or far < 0:
                    return False
                continue
            first, last = sorted((near / step, far / step))
            enters, leaves = max(enters, first), min(leaves, last)
        return enters <= leaves


Align = Literal["left", "center", "right"]


@dataclass(frozen=True, slots=True)
class _Side:
    """Where a name stands at its circle: which of its ends is the nearer one, and how far right and down that is."""

    align: Align
    right: float
    down: float

    def shift(self, radius: float) -> tuple[float, float]:
        """From the middle of the circle to the name's near end, or its middle."""
        away = radius + _GAP
        return self.right * away, self.down * away + math.copysign(_LINE / 2, self.down) * (self.down != 0)

    def box(self, place: Floats, radius: float, wide: float) -> _Box:
        """The rectangle of the name."""
        dx, dy = self.shift(radius)
        left = place[0] + dx - {"left": 0.0, "center": wide / 2, "right": wide}[self.align]
        return _Box(left, place[1] + dy - _LINE / 2, left + wide, place[1] + dy + _LINE / 2)


_BELOW = _Side("center", 0, 1)
_SIDES = (
    _BELOW, _Side("center", 0, -1), _Side("left", 1, 0), _Side("right", -1, 0),
    _Side("left", 0.75, 0.75), _Side("right", -0.75, 0.75), _Side("left", 0.75, -0.75), _Side("right", -0.75, -0.75),
)  # fmt: skip


def text_width(text: str) -> float:
    """How wide a name is at the size in which names are written; rather too wide than too narrow.

    >>> text_width("ill") < text_width("Iran") < text_width("WWW")
    True
    """
    return sum(
        3.6 if c in _NARROW else 10.2 if c in _WIDE else 12 if ord(c) > 0x2E7F else 8.2 if c.isupper() else 7
        for c in text
    )


def placed(links: pl.DataFrame, actors: pl.DataFrame, width: int) -> tuple[pl.DataFrame, int]:
    """The actors with their place (`x`, `y`), `radius` and `label`, which stands at (`dx`, `dy`) from them; the height.

    `links` has `speaker_id`, `other_id` and `statements`, `actors` `actor_id`, `name` and `made`.
    """
    most = greatest(actors["made"], 4)
    areas = SMALLEST + (GREATEST - SMALLEST) * actors["made"].cast(pl.Float64) / most
    radii = (areas / math.pi).sqrt().to_numpy()
    labels = [
        name if len(name) <= _LONGEST else f"{name[: _LONGEST - 1].rstrip()}…" for name in actors["name"]
    ]
    widths = np.array([text_width(label) for label in labels], dtype=np.float64)
    # A rectangle that holds the circle and, below it, the name.
    half = np.maximum(radii, widths / 2) + _GAP
    reach = np.column_stack([half, radii + _GAP, half, radii + _LINE + 2 * _GAP])
    places, height = _apart(_forced(links, actors["actor_id"].to_list()), reach, width)
    ends = [(places[one], places[other]) for one, other in _pairs(links, actors)]
    sides = _sides(places, radii, widths, ends, width, height)
    shift = [side.shift(radius) for side, radius in zip(sides, radii, strict=True)]
    frame = actors.with_columns(
        pl.Series("x", places[:, 0].round(2)), pl.Series("y", places[:, 1].round(2)),
        pl.Series("radius", radii), pl.Series("label", labels, dtype=pl.String),
        pl.Series("align", [side.align for side in sides], dtype=pl.String),
        pl.Series("dx", [dx for dx, _ in shift], dtype=pl.Float64),
        pl.Series("dy", [dy for _, dy in shift], dtype=pl.Float64),
    )  # fmt: skip
    return frame, height


def _pairs(links: pl.DataFrame, actors: pl.DataFrame) -> list[tuple[int, int]]:
    at = {actor: place for place, actor in enumerate(actors["actor_id"])}
    return [(at[one], at[other]) for one, other in links.select("speaker_id", "other_id").iter_rows()]


def _forced(links: pl.DataFrame, ids: Sequence[str]) -> Floats:
    """Places between 0 and 1, near those to whom links are strong."""
    graph: nx.Graph[str] = nx.Graph()
    graph.add_nodes_from(ids)
    for one, other, count in links.select("speaker_id", "other_id", "statements").iter_rows():
        weight = graph.get_edge_data(one, other, {"weight": 0.0})["weight"]
        graph.add_edge(one, other, weight=weight + math.sqrt(count))
    if not ids:
        return np.zeros((0, 2))
    # Strong gravity keeps parts that no link joins from drifting apart.
    found = nx.forceatlas2_layout(graph, seed=7, max_iter=400, scaling_ratio=4.0, strong_gravity=True)
    places = np.array([found[name] for name in ids], dtype=np.float64)
    extent = np.ptp(places, axis=0)
    linear = (places - places.min(axis=0)) / np.where(extent > 0, extent, 1)
    # Halfway to even distances, so that the middle has room.
    ranks = places.argsort(axis=0).argsort(axis=0) / max(len(ids) - 1, 1)
    halfway: Floats = (linear + ranks) / 2
    return halfway


def _apart(places: Floats, reach: Floats, width: int) -> tuple[Floats, int]:
    """Rectangles around these places, pushed apart within a picture of this width; and its height."""
    height = width * 5 / 8
    while True:
        low = reach[:, :2]
        high = np.array([width, height]) - reach[:, 2:]
        spots = low + places * (high - low)
        for _ in range(_ROUNDS):
            push = _pushed(spots, reach)
            if not push.any():
                return spots, round(height)
            spots = np.clip(spots + push, low, high)
        height *= _GROWTH


def _pushed(spots: Floats, reach: Floats) -> Floats:
    """How far each rectangle must go, half as far as it lies on others, along the shorter way."""
    near, far = spots - reach[:, :2], spots + reach[:, 2:]
    middle = (near + far) / 2
    overlap = np.minimum(far[:, None], far[None]) - np.maximum(near[:, None], near[None])
    is_over = np.all(overlap > 1e-6, axis=2) & ~np.eye(len(spots), dtype=np.bool_)
    apart = middle[:, None] - middle[None]
    order = np.arange(len(spots))
    # Of two at the same place, the later gives way.
    sign = np.where(apart != 0, np.sign(apart), np.sign(order[:, None] - order[None])[:, :, None])
    along = overlap[:, :, 1] <= overlap[:, :, 0]
    push = np.zeros_like(spots)
    push[:, 1] = np.where(is_over & along, sign[:, :, 1] * (overlap[:, :, 1] / 2 + 0.5), 0).sum(axis=1)
    push[:, 0] = np.where(is_over & ~along, sign[:, :, 0] * (overlap[:, :, 0] / 2 + 0.5), 0).sum(axis=1)
    return push


def _sides(
    places: Floats,
    radii: Floats,
    widths: Floats,
    ends: Sequence[tuple[Floats, Floats]],
    width: int,
    height: int,
) -> list[_Side]:
    """On which side of its circle each name stands: where fewest links pass through it, of those that are free.

    Below it there is always room.
    """
    count = len(places)
    circles = [_Box(*(places[n] - radii[n]), *(places[n] + radii[n])) for n in range(count)]
    sides = [_BELOW] * count
    names = [_BELOW.box(places[n], radii[n], widths[n]) for n in range(count)]
    for n in sorted(range(count), key=lambda n: (-radii[n], n)):
        others = [box for m in range(count) if m != n for box in (circles[m], names[m])]
        best = math.inf
        for side in _SIDES:
            box = side.box(places[n], radii[n], widths[n])
            is_free = side is _BELOW or (
                box.left >= 0 and box.right <= width and box.top >= 0 and box.bottom <= height
                and not any(box.meets(other) for other in others)
            )  # fmt: skip
            crossed = sum(box.is_crossed(*one, *other) for one, other in ends) if is_free else math.inf
            if crossed < best:
                best, sides[n], names[n] = crossed, side, box
    return sides


def joined(links: pl.DataFrame, actors: pl.DataFrame) -> pl.DataFrame:
    """The links from circle to circle (`x`, `y`, `x2`, `y2`), with a mark at their end (`tip_x`, `tip_y`, `turn`).

    Two that lead to each other lie side by side. The strongest come last, above the others.
    """
    spots = actors.select("actor_id", "x", "y", "radius")
    ends = links.join(spots, left_on="speaker_id", right_on="actor_id", maintain_order="left").join(
        spots.rename({"x": "x2", "y": "y2", "radius": "radius2"}),
        left_on="other_id", right_on="actor_id", maintain_order="left",
    )  # fmt: skip
    across, down = pl.col("x2") - pl.col("x"), pl.col("y2") - pl.col("y")
    length = (across**2 + down**2).sqrt().clip(1.0)
    most = greatest(links["statements"], 4)
    thick = THINNEST + (THICKEST - THINNEST) * pl.col("statements") / most
    back = links.select(speaker_id="other_id", other_id="speaker_id", is_mutual=pl.lit(True))
    return (
        ends.join(back, on=["speaker_id", "other_id"], how="left", maintain_order="left")
        .with_columns(
            along=across / length,
            beside=down / length,
            aside=pl.when("is_mutual").then(2.5 + thick / 2).otherwise(0.0),
        )
        .with_columns(
            x=pl.col("x") + pl.col("along") * pl.col("radius") - pl.col("beside") * pl.col("aside"),
            y=pl.col("y") + pl.col("beside") * pl.col("radius") + pl.col("along") * pl.col("aside"),
            tip_x=pl.col("x2")
            - pl.col("along") * (pl.col("radius2") + 4)
            - pl.col("beside") * pl.col("aside"),
            tip_y=pl.col("y2")
            - pl.col("beside") * (pl.col("radius2") + 4)
            + pl.col("along") * pl.col("aside"),
            turn=(90 + pl.arctan2("beside", "along").degrees()).round(1),
        )
        .with_columns(x2="tip_x", y2="tip_y")
        .drop("radius", "radius2", "is_mutual", "along", "beside", "aside")
        .with_columns(pl.col("x", "y", "x2", "y2", "tip_x", "tip_y").round(2))
        .reverse()
    )
