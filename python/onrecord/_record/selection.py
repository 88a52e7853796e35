"""A few documents of a record: every frame narrowed to them, lazily.

Who is who stays as it was resolved over all documents: an actor keeps id, name, aliases, country and role.
What an actor's row counts (documents, mentions, statements, the days on which it was first and last seen) is
counted anew, and actors that nothing is left of are left out, so that the frames fit together as those of any
other record. A copy whose original is not among the documents becomes the original of the other copies.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import cast

import polars as pl

from onrecord._type_guards import is_iterable
from onrecord.exceptions import DtypeError, InputError
from onrecord.schemas import actors as ACTORS

__all__ = ["chosen", "id_of", "narrowed"]

_COUNTED = ("documents", "mentions", "statements", "first_seen", "last_seen")


def id_of(given: str | int) -> str:
    """An id as the frames have it: ids that are whole numbers in the caller's frame are text there.

    >>> id_of(1003), id_of("a")
    ('1003', 'a')
    """
    return str(given) if isinstance(given, int) and not isinstance(given, bool) else cast("str", given)


def chosen(ids: Iterable[str | int], known: Sequence[str]) -> list[str]:
    """The ids, each once, in the order of the documents; an error for one that no document has."""
    if isinstance(ids, (str, bytes)) or not is_iterable(ids):
        raise DtypeError(
            f"for_documents takes a list or column of ids, not {type(ids).__name__}: give [{ids!r}] for one document"
        )
    wanted = {id_of(name) for name in ids}
    unknown = sorted(map(repr, wanted.difference(known)))
    if unknown:
        raise InputError(f"there is no document {', '.join(unknown[:3])}: give ids of record.documents")
    return [name for name in known if name in wanted]


def narrowed(name: str, frame: Callable[[str], pl.LazyFrame], ids: Sequence[str]) -> pl.LazyFrame:
    """The frame of this name for these documents alone; `frame` gives the whole ones."""
    here = pl.col("doc_id").is_in(ids)
    if name == "actors":
        return _actors(frame, here)
    rows = frame(name).filter(here)
    return _documents(rows) if name == "documents" else rows


def _documents(rows: pl.LazyFrame) -> pl.LazyFrame:
    first = pl.col("doc_id").first().over(pl.coalesce("duplicate_of", "doc_id"))
    return rows.with_columns(duplicate_of=pl.when(first != pl.col("doc_id")).then(first))


def _actors(frame: Callable[[str], pl.LazyFrame], here: pl.Expr) -> pl.LazyFrame:
    days = frame("documents").filter(here).select("doc_id", "published")
    mentions = frame("mentions").filter(here).drop_nulls("actor_id").select("actor_id", "doc_id")
    seen = (
        mentions.join(days, on="doc_id", how="left")
        .group_by("actor_id")
        .agg(
            documents=pl.col("doc_id").n_unique(), mentions=pl.len(),
            first_seen=pl.col("published").min(), last_seen=pl.col("published").max(),
        )
    )  # fmt: skip
    spoken = (
        frame("statements")
        .filter(here)
        .select(actor_id="speaker_ids")
        .explode("actor_id")
        .drop_nulls()
        .group_by("actor_id")
        .agg(statements=pl.len())
    )
    everyone = frame("actors")
    counted = (
        everyone.drop(_COUNTED)
        .join(seen, on="actor_id", how="left", maintain_order="left")
        .join(spoken, on="actor_id", how="left", maintain_order="left")
        .with_columns(pl.col("documents", "mentions", "statements").fill_null(0))
    )
    kept = counted.filter((pl.col("mentions") > 0) | (pl.col("statements") > 0))
    return kept.select(pl.col(column).cast(dtype) for column, dtype in ACTORS.items())
