"""Forked children: known at once, so that no call in one waits for ever.

Polars keeps threads. A child that is forked (multiprocessing's "fork", `gunicorn --preload`, torch's DataLoader) has none of
them, but believes that it has, so that every query in it hangs. Whether they had been started by then is noted at the fork; in a child that
lacks them, what needs polars raises an error that names the way out. What the core does alone works there.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from functools import wraps
from pathlib import Path
from typing import ParamSpec, TypeVar

from onrecord.exceptions import ForkError

__all__ = ["needs_polars", "whole_class_needs_polars"]

P = ParamSpec("P")
R = TypeVar("R")
C = TypeVar("C", bound=type)

_TASKS = Path("/proc/self/task")


class _State:
    """What is known of this process."""

    is_used = False
    """Whether onrecord has used polars here."""
    had_threads = False
    """Whether there were threads of polars at the last fork."""
    is_cut_off = False
    """Whether this is a child that lacks them."""


def _note_threads() -> None:
    _State.had_threads = _State.is_cut_off or _State.is_used or _has_threads()


def _has_threads() -> bool:
    """Whether polars has started its threads, also by queries of the caller's own; where the system does not tell, it is not known."""
    try:
        return any((task / "comm").read_bytes().startswith(b"polars") for task in _TASKS.iterdir())
    except OSError:
        return False


def _note_child() -> None:
    _State.is_cut_off = _State.had_threads


if hasattr(os, "register_at_fork"):
    os.register_at_fork(before=_note_threads, after_in_child=_note_child)


def _check(name: str) -> None:
    if _State.is_cut_off:
        raise ForkError(
            f"{name} cannot work in this process: it was forked from one that had used polars, whose threads a fork does not copy. "
            'Start processes with multiprocessing.get_context("spawn") or "forkserver"; '
            "with gunicorn, leave --preload out, or use onrecord in the workers alone"
        )
    _State.is_used = True


def needs_polars(function: Callable[P, R]) -> Callable[P, R]:
    """A public function that answers with queries: where they would hang, it says so."""

    @wraps(function)
    def checked(*args: P.args, **kwargs: P.kwargs) -> R:
        _check(f"onrecord.{function.__qualname__}")
        return function(*args, **kwargs)

    return checked


def whole_class_needs_polars(cls: C) -> C:
    """The same for all methods and properties of a class, but for those that only keep or compare what they are given."""
    for name, member in list(vars(cls).items()):
        if name.startswith("_") and name not in ("__repr__", "_repr_html_", "__call__"):
            continue
        if isinstance(member, property) and member.fget:
            setattr(cls, name, property(needs_polars(member.fget), doc=member.__doc__))
        elif isinstance(member, classmethod):
            setattr(cls, name, classmethod(needs_polars(member.__func__)))
        elif callable(member) and not isinstance(member, (staticmethod, type)):
            setattr(cls, name, needs_polars(member))
    return cls
