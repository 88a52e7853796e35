"""Which actors a caller means: by id, by a name, or by a part of one."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

import polars as pl

from onrecord._folding import words_of
from onrecord._record import rows
from onrecord._type_guards import is_iterable
from onrecord.exceptions import DtypeError

if TYPE_CHECKING:
    from onrecord._record import AnyRecord

__all__ = ["actors_named", "texts"]


def texts(given: str | Iterable[str], name: str) -> list[str]:
    """One text or several as a list; `name` is what the caller calls them."""
    if isinstance(given, str):
        return [given]
    several: list[object] = list(given) if is_iterable(given) and not isinstance(given, bytes) else [given]
    found = [one for one in several if isinstance(one, str)]
    if len(found) < len(several):
        other = next(one for one in several if not isinstance(one, str))
        raise DtypeError(f"{name} takes a text or a list of texts, not {type(other).__name__}")
    return found


def actors_named(record: AnyRecord, wanted: Iterable[str]) -> list[str]:
    """The ids of all actors that are meant by ids or names, in the order of the actors.

    A text that is an id, a name or an alias means the actors of which it is one; only where there is none, those
    with its words within their names. So "Russia" is the country, and not the Bank of Russia too.
    """
    actors = rows(record, "actors", columns=["actor_id", "name", "aliases"])
    names = [
        [words_of(name) for name in (name, *aliases) if name]
        for name, aliases in actors.select("name", pl.col("aliases").fill_null([])).iter_rows()
    ]
    ids: list[str] = actors["actor_id"].to_list()
    meant: set[str] = set()
    for text in wanted:
        key = words_of(text)
        if text in ids:
            meant.add(text)
        elif key:
            whole = {one for one, of_one in zip(ids, names, strict=True) if key in of_one}
            meant |= whole or {
                one
                for one, of_one in zip(ids, names, strict=True)
                if any(f" {key} " in f" {name} " for name in of_one)
            }
    return [one for one in ids if one in meant]
