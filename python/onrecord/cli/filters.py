"""The filters of every command that shows, draws or hands on statements: those of `record.filter`, one option each."""

from __future__ import annotations

import argparse
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, cast

from onrecord.schemas import ACT

if TYPE_CHECKING:
    from onrecord._record import AnyRecord

__all__ = ["FILTERS", "add_filters", "filtered"]

#: What stands for no bound where a day is asked for.
_OPEN = "-"


@dataclass(frozen=True)
class Filter:
    """An option, and the argument of `record.filter` that it gives."""

    name: str
    help: str
    settings: Mapping[str, Any] = field(default_factory=dict[str, Any])
    """What `argparse` is told of it beside its help."""


def _day(text: str) -> str | None:
    import datetime as dt

    if text == _OPEN:
        return None
    try:
        return dt.date.fromisoformat(text).isoformat()
    except ValueError:
        raise argparse.ArgumentTypeError(f"{text!r} is no day such as 2020-03-05") from None


def _share(text: str) -> float:
    try:
        share = float(text)
    except ValueError:
        share = -1.0
    if not 0 <= share <= 1:
        raise argparse.ArgumentTypeError(f"{text!r} is no number from 0 to 1")
    return share


FILTERS = (
    Filter(
        "speaker",
        "who makes the statement, alone or with others: a name, a part of one, or an id",
        {"action": "append", "metavar": "NAME"},
    ),
    Filter(
        "act",
        f"what is done by saying it: {', '.join(ACT.categories)}",
        {"action": "append", "metavar": "ACT", "choices": list(ACT.categories)},
    ),
    Filter("outlet", "who published the article", {"action": "append", "metavar": "NAME"}),
    Filter(
        "between",
        f"said between these days, else published; {_OPEN} is no bound",
        {"nargs": 2, "metavar": ("DAY", "DAY"), "type": _day},
    ),
    Filter(
        "about",
        "who is mentioned in the content by others, or at whom it is aimed",
        {"action": "append", "metavar": "NAME"},
    ),
    Filter(
        "confidence",
        "how sure the model is at least, from 0 to 1",
        {"metavar": "SHARE", "type": _share},
    ),
)
"""Every command that takes filters has all of them: a filter that is added here is one of each."""


def add_filters(parser: argparse.ArgumentParser) -> None:
    """Gives a command the filters, in a group of their own."""
    group = parser.add_argument_group(
        "filters", "Statements that fit all that is asked; a filter given twice asks for either."
    )
    for one in FILTERS:
        group.add_argument(f"--{one.name}", help=one.help, **one.settings)


def filtered(record: AnyRecord, options: argparse.Namespace) -> AnyRecord:
    """The record of the statements that are asked for; the whole one, as it is, where nothing is."""
    asked = _asked(options)
    return record.filter(**asked) if asked else record


def without_any(record: AnyRecord, options: argparse.Namespace) -> str:
    """Why no statement of the whole record fits: the filters to each of which alone none does, else all of them."""
    asked = _asked(options)
    if not asked:
        return "there is no statement"
    alone = [name for name, value in asked.items() if record.filter(**{name: value}).statements.is_empty()]
    told = ", ".join(_written(name, asked[name]) for name in alone or asked)
    return f"no statement fits {told}" + ("" if alone or len(asked) == 1 else " together")


def _asked(options: argparse.Namespace) -> dict[str, Any]:
    given = ((one.name, getattr(options, one.name)) for one in FILTERS)
    return {name: tuple(value) if name == "between" else value for name, value in given if value is not None}


def _written(name: str, value: Any) -> str:
    """A filter as it is written in a shell."""
    values = cast("list[object]", [*value] if isinstance(value, (list, tuple)) else [value])
    return f"--{name} " + " ".join(_OPEN if one is None else _quoted(one) for one in values)


def _quoted(value: object) -> str:
    import shlex

    return shlex.quote(str(value))
