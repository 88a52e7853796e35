"""What a report is asked to be of: the smaller record, and what it was chosen by, in words."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from onrecord._search.actors import texts

if TYPE_CHECKING:
    from onrecord._record import AnyRecord
    from onrecord._search.subset import Day

__all__ = ["chosen"]


def chosen(
    record: AnyRecord,
    *,
    speaker: str | Iterable[str] | None,
    act: str | Iterable[str] | None,
    outlet: str | Iterable[str] | None,
    between: tuple[Day, Day] | None,
    about: str | Iterable[str] | None,
    confidence: float | None,
) -> tuple[AnyRecord, str]:
    """The record itself and no words where nothing is asked."""
    named = {"speaker": speaker, "act": act, "outlet": outlet, "about": about}
    names = {name: texts(value, name) for name, value in named.items() if value is not None}
    if not names and between is None and confidence is None:
        return record, ""
    smaller = record.filter(
        speaker=names.get("speaker"),
        act=names.get("act"),
        outlet=names.get("outlet"),
        about=names.get("about"),
        between=between,
        confidence=confidence,
    )
    words = [f"{name} {' or '.join(values)}" for name, values in names.items()]
    if between is not None:
        words += [
            f"{bound} {day}" for bound, day in zip(("from", "to"), between, strict=True) if day is not None
        ]
    if confidence is not None:
        words.append(f"confidence at least {confidence}")
    return smaller, ", ".join(words)
