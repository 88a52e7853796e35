"""Progress: a bar in a notebook or a terminal, or calls of a function, while something long is done."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
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
        self._done = 0
        self._begun = time.monotonic()
        self._drawn = 0.0

    @property
    def is_watched(self) -> bool:
        """Whether anybody wants to know."""
        return self._call is not None or self._bar is not None

    def add(self, count: int) -> None:
        """So many more are done."""
        self.at(self._done + count)

    def at(self, done: int) -> None:
        """So many are done by now."""
        self._done = done
        if self._call:
            self._call(done, self._total or 0)
        now = time.monotonic()
        if self._bar and now - self._begun > _MOMENT and now - self._drawn > _EVERY:
            self._drawn = now
            self._bar.draw(done, self._total, self._what, is_last=False)

    def finish(self) -> None:
        """All are done."""
        if self._bar and (self._drawn or self._is_forced):
            self._bar.draw(self._done, self._total, self._what, is_last=True)


class _Bar(Protocol):
    def draw(self, done: int, total: int | None, what: str, *, is_last: bool) -> None: ...


def _bar(*, forced: bool) -> _Bar | None:
    """The bar for where this runs; none where nobody looks on, unless it is wanted all the same."""
    # IPython is loaded in a notebook already; elsewhere it is not asked for.
    shell = getattr(sys.modules.get("IPython"), "get_ipython", lambda: None)()
    if getattr(shell, "kernel", None) is not None:
        return _NotebookBar(sys.modules["IPython"].display)
    # Programs without a console have no standard error at all.
    stream: object = sys.stderr
    return _TerminalBar() if stream is not None and (forced or sys.stderr.isatty()) else None


def _counted(done: int, total: int | None, what: str) -> str:
    return f"{done:,} of {total:,} {what}" if total else f"{done:,} {what}"


class _TerminalBar:
    """A line on standard error, drawn over and over."""

    def draw(self, done: int, total: int | None, what: str, *, is_last: bool) -> None:
        full = 30 * min(done, total) // total if total else 0
        line = f"{'█' * full}{'░' * (30 - full)} " if total else ""
        print(
            f"\r{line}{_counted(done, total, what)}", end="\n" if is_last else "", file=sys.stderr, flush=True
        )


class _NotebookBar:
    """An output of the cell, drawn over and over."""

    def __init__(self, display: Any) -> None:
        self._display = display
        self._id: str | None = None

    def draw(self, done: int, total: int | None, what: str, *, is_last: bool) -> None:
        words = _counted(done, total, what)
        value = f' value="{done}" max="{total}"' if total else ""
        bar = (
            ""
            if is_last
            else f'<progress{value} aria-label="{what}" style="vertical-align:middle;width:20em"></progress> '
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
