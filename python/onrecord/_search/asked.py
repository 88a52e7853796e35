"""What may be asked of statements, as every method that takes filters takes it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, TypedDict

from onrecord._search.subset import Day

if TYPE_CHECKING:
    from onrecord._record import AnyRecord

__all__ = ["Asked", "fitting", "outlets_of"]


class Asked(TypedDict, total=False):
    """The arguments of `Record.filter`, whose docstring says what each asks."""

    speaker: str | Iterable[str] | None
    act: str | Iterable[str] | None
    outlet: str | Iterable[str] | None
    between: tuple[Day, Day] | None
    about: str | Iterable[str] | None
    confidence: float | None


def fitting(record: AnyRecord, asked: Asked) -> AnyRecord:
    """The record of the statements that fit; the record itself where nothing is asked."""
    return record.filter(**asked) if asked else record


def outlets_of(asked: Asked) -> Asked:
    """What is asked of the outlets alone: among whose statements the others are compared."""
    return {"outlet": asked["outlet"]} if "outlet" in asked else {}
