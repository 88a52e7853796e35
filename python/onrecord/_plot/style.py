"""What all pictures look like, on light and on dark."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import altair as alt

__all__ = ["TEXT", "WIDTH", "titled"]

WIDTH = 560
"""How wide pictures are, in pixels."""

TEXT: dict[str, Any] = {"style": "guide-label", "filled": False, "strokeWidth": 0}
"""How words in a picture are written: in the colour in which the theme writes those at the axes.

Vega-Lite makes all filled words black, whatever the theme; unfilled ones take what their style says.
"""


def titled(title: str, *below: str) -> alt.Title:
    """A title, with lines below it."""
    lines: Sequence[str] = [line for line in below if line]
    return alt.Title(title, subtitle=lines) if lines else alt.Title(title)
