"""Progress: a bar in a notebook or a terminal, or calls of a function, while something long is done."""

from __future__ import annotations

import shutil
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Protocol, TypeAlias

from onrecord.exceptions import InputError

__all__ = ["Progress", "Reporter"]

Progress: TypeAlias = bool | Callable[[int, int], object] | None
"""Whether to draw a bar, or what to call with the numbers of things done and to do.

`None` draws one where somebody looks on (in a notebook, or where standard error is a terminal) and it takes
longer than a moment.
"""

_MOMENT = 1.0
"""What is done within so many seconds needs no bar."""

_EVERY = 0.1
"""A bar is drawn anew no sooner than after so many seconds."""


class Reporter:
    """Counts what is done, and says so as `progress` tells."""

    def __init__(self, progress: Progress, total: int | None, what: str) -> None:
        if progress is not None and not isinstance(progress, bool) and not callable(progress):
            raise InputError(
                f"progress={progress!r}: give True or False, or a function of the numbers done and to do"
            )
        self._call = progress if callable(progress) else None
        self._is_forced = progress is True
        self._bar = _bar(forced=self._is_forced) if progress is None or self._is_forced else None
        self._total, self._what = total, what
        self._done = self._skipped = self._weight = 0
        self._begun = time.monotonic()
        self._drawn = 0.0

    @property
    def is_watched(self) -> bool:
        """Whether anybody wants to know."""
        return self._call is not None or self._bar is not None

    def add(self, count: int) -> None:
        """So many more are done."""
        self.at(self._done + count)

    def expect(self, total: int | None) -> None:
        """So many are to do, as far as is known; none if nothing tells."""
        self._total = total

    def within(self) -> Callable[[int, int], None]:
        """What a part of the whole tells how many of its own are done."""
        before = self._done

        def tell(done: int, _: int) -> None:
            self.at(before + done)

        return tell

    def weigh(self, size: int) -> None:
        """So many more bytes of text are done."""
        self._weight += size

    def skip(self, count: int) -> None:
        """So many more were done before: they tell nothing of how long the others take."""
        self._skipped += count
        self.at(self._done + count)

    def at(self, done: int) -> None:
        """So many are done by now."""
        self._done = done
        # What was counted beforehand was counted in haste.
        total = max(self._total, done) if self._total else None
        if self._call:
            self._call(done, total or 0)
        now = time.monotonic()
        if self._bar and now - self._begun > _MOMENT and now - self._drawn > _EVERY:
            self._drawn = now
            state = _State(done, total, self._what, self._left(now, total), self._rate(now))
            self._bar.draw(state, is_last=False)

    def _left(self, now: float, total: int | None) -> float | None:
        """How many seconds the rest takes if it goes on as it went; none if nothing tells."""
        done = self._done - self._skipped
        if not total or done <= 0 or self._done >= total:
            return None
        return (now - self._begun) / done * (total - self._done)

    def _rate(self, now: float) -> float | None:
        """How many megabytes of text a second are done; none if nobody weighs them."""
        return self._weight / 1e6 / (now - self._begun) if self._weight and now > self._begun else None

    def finish(self) -> None:
        """All are done."""
        if self._bar and (self._drawn or self._is_forced):
            total = self._done if self._total else None
            state = _State(self._done, total, self._what, None, self._rate(time.monotonic()))
            self._bar.draw(state, is_last=True)


@dataclass(frozen=True, slots=True)
class _State:
    """How far something is."""

    done: int
    total: int | None
    what: str
    seconds_left: float | None
    rate: float | None

    @property
    def count(self) -> str:
        """How many are done, and of how many."""
        return f"{self.done:,} of {self.total:,}" if self.total else f"{self.done:,}"

    @property
    def left(self) -> str:
        """How long it takes still."""
        return "" if self.seconds_left is None else f"{_duration(self.seconds_left)} left"

    def words(self, width: int) -> str:
        """All of it in one line, or as much as there is space for, the count first."""
        counted = f"{self.count} {self.what}"
        left = f", {self.left}" if self.left else ""
        rate = f", {self.rate:.1f} MB/s" if self.rate else ""
        wanted = (counted + rate + left, counted + left, self.count + left, counted, self.count)
        return next((words for words in wanted if len(words) <= width), "")


def _duration(seconds: float) -> str:
    """Seconds in the unit that people count them in.

    >>> _duration(41.7), _duration(200), _duration(3 * 3600 + 720)
    ('42 s', '3 min', '3 h 12 min')
    """
    if seconds < 59.5:
        return f"{max(round(seconds), 1)} s"
    minutes = round(seconds / 60)
    return f"{minutes} min" if minutes < 60 else f"{minutes // 60} h {minutes % 60} min"


class _Bar(Protocol):
    def draw(self, state: _State, *, is_last: bool) -> None: ...


def _bar(*, forced: bool) -> _Bar | None:
    """The bar for where this runs; none where nobody looks on, unless it is wanted all the same."""
    # IPython is loaded in a notebook already; elsewhere it is not asked for.
    shell = getattr(sys.modules.get("IPython"), "get_ipython", lambda: None)()
    if getattr(shell, "kernel", None) is not None:
        return _NotebookBar(sys.modules["IPython"].display)
    # Programs without a console have no standard error at all.
    stream: object = sys.stderr
    return _TerminalBar() if stream is not None and (forced or sys.stderr.isatty()) else None


#: How long the bar itself is at most, and how short it may be: a shorter one tells nothing.
_LONGEST, _SHORTEST = 30, 5


class _TerminalBar:
    """A line on standard error, drawn over and over; it never fills a line, so that it never becomes two."""

    def __init__(self) -> None:
        self._length = 0

    def draw(self, state: _State, *, is_last: bool) -> None:
        width = shutil.get_terminal_size().columns - 1
        words = state.words(width)
        line = f"{_bar_of(state, width - len(words) - 1)}{words}"
        rest = " " * (min(self._length, width) - len(line))
        self._length = len(line)
        print(f"\r{line}{rest}", end="\n" if is_last else "", file=sys.stderr, flush=True)


def _bar_of(state: _State, space: int) -> str:
    """The bar, and a blank behind it, where there is a total to measure by and space."""
    length = min(space, _LONGEST)
    if not state.total or length < _SHORTEST:
        return ""
    full = length * min(state.done, state.total) // state.total
    return f"{'█' * full}{'░' * (length - full)} "


#: More characters than any words have.
_NO_LIMIT = 1_000


class _NotebookBar:
    """An output of the cell, drawn over and over."""

    def __init__(self, display: Any) -> None:
        self._display = display
        self._id: str | None = None

    def draw(self, state: _State, *, is_last: bool) -> None:
        words = state.words(_NO_LIMIT)
        value = f' value="{state.done}" max="{state.total}"' if state.total else ""
        bar = (
            ""
            if is_last
            else f'<progress{value} aria-label="{state.what}" style="vertical-align:middle;width:20em"></progress> '
        )
        shown = {
            "text/plain": words,
            "text/html": f'<div style="font-family:system-ui,sans-serif;opacity:.85">{bar}{words}</div>',
        }
        if self._id is None:
            self._id = f"onrecord-{time.monotonic_ns()}"
            self._display.display(shown, raw=True, display_id=self._id)
        else:
            self._display.update_display(shown, raw=True, display_id=self._id)
