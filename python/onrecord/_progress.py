"""A bar on standard error, or calls of a function, while something long is done."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from typing import TypeAlias

from onrecord.exceptions import InputError

__all__ = ["Progress", "Reporter"]

Progress: TypeAlias = bool | Callable[[int, int], object] | None
"""Whether to draw a bar on standard error, or what to call with the numbers of things done and to do."""


class Reporter:
    """Counts what is done, and says so: in a bar where standard error is a terminal, or as `progress` tells."""

    def __init__(self, progress: Progress, total: int | None, what: str) -> None:
        if progress is not None and not isinstance(progress, bool) and not callable(progress):
            raise InputError(f"progress={progress!r}: give True or False, or a function of the numbers done and to do")
        self._call = progress if callable(progress) else None
        self._is_drawn = progress is True or (progress is None and sys.stderr is not None and sys.stderr.isatty())
        self._total, self._what = total, what
        self._done = 0
        self._begun = time.monotonic()
        self._drawn = 0.0

    def add(self, count: int) -> None:
        """So many more are done."""
        self._done += count
        if self._call:
            self._call(self._done, self._total or 0)
        now = time.monotonic()
        # What is done at once needs no bar.
        if self._is_drawn and now - self._begun > 0.5 and now - self._drawn > 0.1:
            self._drawn = now
            self._draw("")

    def finish(self) -> None:
        """All are done."""
        if self._drawn:
            self._draw("\n")

    def _draw(self, end: str) -> None:
        if self._total:
            full = 30 * self._done // self._total
            line = f"{'█' * full}{'░' * (30 - full)} {self._done:,} of {self._total:,} {self._what}"
        else:
            line = f"{self._done:,} {self._what}"
        print(f"\r{line}", end=end, file=sys.stderr, flush=True)
