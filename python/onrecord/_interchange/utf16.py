"""Offsets that count UTF-16 units, as JavaScript and annotation tools that run in a browser count them."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right

__all__ = ["Utf16"]

_WIDE = re.compile("[\U00010000-\U0010ffff]")


class Utf16:
    """Converts a text's offsets between code points and UTF-16 units, in which a character beyond U+FFFF counts twice.

    >>> offsets = Utf16("a😀b")
    >>> [offsets.units(point) for point in range(4)], [offsets.points(unit) for unit in range(5)]
    ([0, 1, 3, 4], [0, 1, 1, 2, 3])
    """

    __slots__ = ("_ends", "_wide")

    def __init__(self, text: str) -> None:
        self._wide = [] if text.isascii() else [wide.start() for wide in _WIDE.finditer(text)]
        # Where in UTF-16 units each wide character's second unit is.
        self._ends = [point + before + 1 for before, point in enumerate(self._wide)]

    def units(self, point: int) -> int:
        """The UTF-16 offset of a code point offset."""
        return point + bisect_left(self._wide, point)

    def points(self, unit: int) -> int:
        """The code point offset of a UTF-16 offset; one in the middle of a character is that of the character."""
        return unit - bisect_right(self._ends, unit)
