"""What is asked of statements, as an argument of whoever draws or counts them: the same that `record.filter` takes."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, TypedDict, Unpack

from onrecord._search.subset import Day

if TYPE_CHECKING:
    from onrecord._record import AnyRecord

__all__ = ["Asked", "asked_of"]


class Asked(TypedDict, total=False):
    """The arguments of `record.filter`, whose docstring says what each asks."""

    speaker: str | Iterable[str] | None
    act: str | Iterable[str] | None
    outlet: str | Iterable[str] | None
    between: tuple[Day, Day] | None
    about: str | Iterable[str] | None
    confidence: float | None


def asked_of(record: AnyRecord, **asked: Unpack[Asked]) -> AnyRecord:
    """The record of the statements that fit; the record itself if nothing is asked."""
    return record.filter(**asked) if any(value is not None for value in asked.values()) else record
