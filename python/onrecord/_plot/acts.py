"""What is done by saying something, in colours: each act has one, the same in every picture."""

from __future__ import annotations

from collections.abc import Iterable

import altair as alt

__all__ = ["PARTS_TO_JOINS", "TONE", "act_scale"]

_COLOURS = {
    "states": {
        "say": "#9aa0a6", "announce": "#5f6b7a", "claim": "#b8a67e", "ask": "#d8bf4a", "think": "#b79fd3",
        "want": "#7d5fae",
    },
    "joins": {"agree": "#1f7a4d", "promise": "#6fbf92", "praise": "#2f74b5", "appeal": "#86bbe6"},
    "parts": {
        "deny": "#f2b56b", "refuse": "#db7c1f", "demand": "#8a4b2a", "warn": "#ee8f8f", "accuse": "#d64550",
        "condemn": "#93264a", "threaten": "#b3160f",
    },
}  # fmt: skip
"""Grey to violet is what states, green and blue what joins, orange and red what parts."""

_VALUE = {"parts": -1.0, "states": 0.0, "joins": 1.0}
TONE = {act: _VALUE[family] for family, acts in _COLOURS.items() for act in acts}
"""Whether an act parts those who speak from those whom they speak of (-1), joins them (1), or neither."""

PARTS_TO_JOINS = ("#c8323f", "#9aa0a6", "#2f74b5")
"""From the one tone to the other."""


def act_scale(acts: Iterable[str]) -> alt.Scale:
    """The acts that there are, each in its colour."""
    there = set(acts)
    colours = {act: colour for family in _COLOURS.values() for act, colour in family.items() if act in there}
    return alt.Scale(domain=list(colours), range=list(colours.values()))
