"""Forked children: known at once, so that no call in one waits for ever.

Polars keeps threads. A child that is forked (multiprocessing's "fork", `gunicorn --preload`, torch's
DataLoader) has none of them, but believes that it has, so that most queries in it hang. Whether there were
any is noted at the fork; in a child that lacks them, what needs polars raises an error that names the way
out. What the core does alone works there.
"""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Collection, Iterator
from functools import wraps
from inspect import isfunction
from pathlib import Path
from typing import Any, ParamSpec, TypeVar, cast

from onrecord.exceptions import ForkError

__all__ = ["check", "each_needs_polars", "may_query", "methods_need_polars", "needs_polars"]

P = ParamSpec("P")
R = TypeVar("R")
C = TypeVar("C", bound=type[Any])

_THREADS = Path("/proc/self/task")
#: Polars names those that work on queries so; another one, which sweeps up, is there from the first import on.
_WORKER = re.compile(rb"polars-\d")


class _Process:
    """What is known of this process."""

    is_used = False
    """Whether onrecord has used polars here."""
    had_threads = False
    """Whether there were threads of polars at the last fork, here or before."""
    is_cut_off = False
    """Whether this is a child that lacks them."""


def _before_fork() -> None:
    _Process.had_threads = _Process.is_cut_off or _Process.is_used or _has_threads()


def _has_threads() -> bool:
    """Whether polars has threads here, also for queries of the caller's own; not where the system does not tell."""
    try:
        return any(_WORKER.match((thread / "comm").read_bytes()) for thread in _THREADS.iterdir())
    except OSError:
        return False


def _in_child() -> None:
    _Process.is_cut_off = _Process.had_threads


if hasattr(os, "register_at_fork"):
    os.register_at_fork(before=_before_fork, after_in_child=_in_child)


def check(name: str) -> None:
    """Raises an error where queries would hang; `name` is what needs them."""
    if _Process.is_cut_off:
        raise ForkError(
            f"{name} cannot work in this process: it was forked from one that had used polars, whose threads a fork "
            'does not copy. Start processes by multiprocessing.get_context("spawn") or "forkserver"; '
            "under gunicorn, do without --preload"
        )
    _Process.is_used = True


def may_query() -> bool:
    """Whether queries work in this process, for what can do without."""
    return not _Process.is_cut_off


def needs_polars(function: Callable[P, R]) -> Callable[P, R]:
    """A public function that makes queries: where they would hang, it says so."""

    @wraps(function)
    def checked(*args: P.args, **kwargs: P.kwargs) -> R:
        check(f"{function.__qualname__}()")
        return function(*args, **kwargs)

    return checked


def methods_need_polars(*, but: Collection[str] = (), also: Collection[str] = ()) -> Callable[[C], C]:
    """A class whose public methods make queries, but for some; `also` names special ones that do."""

    def checked(cls: C) -> C:
        members: dict[str, Any] = dict(vars(cls))
        for name, member in members.items():
            if name in but or (name.startswith("_") and name not in ("_repr_html_", *also)):
                continue
            if isinstance(member, property) and member.fget:
                setattr(cls, name, property(_method_needs_polars(member.fget), doc=member.__doc__))
            elif isinstance(member, classmethod):
                setattr(cls, name, classmethod(needs_polars(cast("Any", member).__func__)))
            elif isfunction(member):
                setattr(cls, name, _method_needs_polars(member))
        return cls

    return checked


def _method_needs_polars(method: Callable[..., R]) -> Callable[..., R]:
    """The same of a method, which is told by the class of its object: others may inherit it."""

    @wraps(method)
    def checked(self: object, *args: Any, **kwargs: Any) -> R:
        check(f"onrecord.{type(self).__name__}.{method.__name__}")
        return method(self, *args, **kwargs)

    return checked


def each_needs_polars(items: Iterator[R], name: str) -> Iterator[R]:
    """Things that a query makes one by one, also where a fork comes between two."""
    while True:
        check(name)
        try:
            item = next(items)
        except StopIteration:
            return
        yield item
