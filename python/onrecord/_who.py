"""Who is who over documents that were extracted apart: their local actors grouped by what decides it, joined, named.

A local actor's key is all that decides who it is. Equal keys are one actor, so that keys are grouped wherever
documents lie, each with its weight: how many documents tell so. The result is that of all of them ungrouped.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

import polars as pl

from onrecord import _onrecord
from onrecord._extract import Extractor, join_keys
from onrecord.exceptions import InputError
from onrecord.schemas import ACTOR_TYPE, FRAMES, GENDER, LOCAL_ACTORS

__all__ = [
    "CAST_COLUMNS",
    "KEYS",
    "Who",
    "appearances",
    "combined",
    "counted",
    "keys_of",
    "looked_up",
    "who_is_who",
    "with_short_keys",
]

_COUNTED = ("documents", "mentions", "statements", "first_seen", "last_seen")

_TOLD = ("name", "names", "type", "country", "role", "known", "gender")

KEYS = pl.Schema(
    [
        ("key", pl.Binary()),
        *((name, LOCAL_ACTORS[name]) for name in _TOLD),
        ("day", pl.Date()),
        ("weight", pl.Int64()),
    ]
)
"""What decides who a local actor is, how many documents tell so, and 16 bytes that stand for it."""

_DECIDING = (*_TOLD, "day")

CAST_COLUMNS = pl.Schema(
    {
        "doc_id": pl.String,
        "local_id": pl.UInt32,
        **dict.fromkeys(("actor_id", "name", "country", "role"), pl.String),
    }
)
"""The columns that say who each local actor of each document is."""


def keys_of(local_actors: pl.DataFrame) -> pl.DataFrame:
    """The keys of local actors, row by row; these come with the day on which their document was `published`."""
    # An office counts by its day, a name by its year.
    day = pl.when(pl.col("role").is_null()).then(pl.col("published").dt.truncate("1y")).otherwise("published")
    return with_short_keys(local_actors.select(*_DECIDING[:-1], day=day, weight=pl.lit(1, pl.Int64)))


def with_short_keys(keys: pl.DataFrame) -> pl.DataFrame:
    """Keys with the 16 bytes that stand for each, in the types of `KEYS`."""
    short = pl.DataFrame(_onrecord.short_keys(_for_core(keys)))["key"]
    return keys.select(short, *_DECIDING, "weight").cast(KEYS)


def combined(keys: Iterable[pl.DataFrame]) -> pl.DataFrame:
    """Keys of any number of frames, each once, with its weight."""

    def once(frame: pl.LazyFrame) -> pl.LazyFrame:
        return frame.group_by("key").agg(pl.first(*_DECIDING), pl.sum("weight"))

    return _folded(keys, KEYS, once)


def _folded(
    frames: Iterable[pl.DataFrame], columns: pl.Schema, grouped: Callable[[pl.LazyFrame], pl.LazyFrame]
) -> pl.DataFrame:
    """Frames grouped as one, of which never all are in memory."""
    whole, waiting, rows = pl.DataFrame(schema=columns), list[pl.DataFrame](), 0
    for frame in frames:
        waiting.append(frame.select(columns.names()).cast(columns))
        rows += frame.height
        # So many together that no row is handled more than a few times in all.
        if rows > whole.height:
            whole = grouped(pl.concat([whole, *waiting]).lazy()).collect()
            waiting, rows = [], 0
    return grouped(pl.concat([whole, *waiting]).lazy()).collect() if waiting else whole


@dataclass(frozen=True)
class Who:
    """Who is who among keys."""

    actors: pl.DataFrame
    """The actors, sorted by id, without the columns that count."""
    cast: pl.DataFrame
    """For each key, sorted: `key`, `actor`, the row of its actor, and `role`, the office that is told with it."""

    def named(self, cast: pl.DataFrame) -> pl.DataFrame:
        """Some rows of the cast with what they say of the actor: `key`, `actor_id`, `name`, `country`, `role`."""
        actors = self.actors.select("actor_id", "name", "country", told="role")[cast["actor"]]
        return cast.hstack(actors).select(
            "key", "actor_id", "name", "country", role=pl.coalesce("role", "told")
        )

    def cast_of(self, local_actors: pl.DataFrame) -> pl.DataFrame:
        """Who these local actors are, with the columns of `CAST_COLUMNS`; they come as for `keys_of`."""
        found = looked_up(self.cast, keys_of(local_actors)["key"])
        return local_actors.select("doc_id", "local_id").hstack(self.named(found).drop("key"))


def looked_up(cast: pl.DataFrame, keys: pl.Series) -> pl.DataFrame:
    """The rows of a cast, which is sorted by `key`, for these keys."""
    if not cast.height:
        rows = pl.Series([None] * keys.len(), dtype=pl.UInt32)
    else:
        rows = cast["key"].search_sorted(keys).clip(upper_bound=cast.height - 1)
    found = cast.select(pl.all().gather(rows))
    if not (found["key"] == keys).all(ignore_nulls=False):
        raise InputError(
            "the rows have actors whose keys are none of those that were joined: join the keys of all rows"
        )
    return found


def who_is_who(extractor: Extractor, keys: pl.DataFrame) -> Who:
    """Joins keys, each of which may come several times."""
    actors, rows = join_keys(extractor, _for_core(keys))
    return Who(actors, keys.select("key", "role").with_columns(actor=rows).unique("key").sort("key"))


def _for_core(keys: pl.DataFrame) -> pl.DataFrame:
    """Keys as the core takes them: vocabularies by number."""
    return keys.select(
        "name", "names", "country", "role", "known", "day",
        pl.col("type").cast(ACTOR_TYPE).to_physical().cast(pl.UInt32),
        pl.col("gender").cast(GENDER).to_physical().cast(pl.UInt32),
        pl.col("weight").cast(pl.UInt64),
    )  # fmt: skip


def appearances(local_actors: pl.DataFrame) -> pl.DataFrame:
    """How often the actors of some documents appear in them; local actors come with `actor_id` and `published`.

    Those of several groups of documents are summed by `counted`.
    """
    # One that has two local actors of an entity counts once.
    in_document = local_actors.group_by("actor_id", "doc_id").agg(
        pl.sum("mentions", "statements"), pl.first("published")
    )
    return in_document.group_by("actor_id").agg(
        pl.len().alias("documents"), pl.sum("mentions", "statements"),
        first_seen=pl.col("published").min(), last_seen=pl.col("published").max(),
    )  # fmt: skip


def counted(actors: pl.DataFrame, seen: Iterable[pl.DataFrame]) -> pl.DataFrame:
    """The actors frame: actors, and how often they appear in all groups of documents."""

    def total(frame: pl.LazyFrame) -> pl.LazyFrame:
        return frame.group_by("actor_id").agg(
            pl.sum("documents", "mentions", "statements"), pl.min("first_seen"), pl.max("last_seen")
        )

    columns = {name: dtype for name, dtype in FRAMES["actors"].items() if name in ("actor_id", *_COUNTED)}
    summed = _folded(seen, pl.Schema(columns), total)
    joined = actors.join(summed, on="actor_id", how="left", maintain_order="left")
    return joined.select(FRAMES["actors"].names()).cast(FRAMES["actors"])
