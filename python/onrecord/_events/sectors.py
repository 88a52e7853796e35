"""To which part of society an actor belongs, as PLOVER's sector codes name it: by type, and by words of name or role.

The table `data/sectors.tsv` has the words. A person's role tells, anybody else's name does.
"""

from __future__ import annotations

import polars as pl

from onrecord._folding import words_of
from onrecord._tables import table_rows

__all__ = ["SECTOR", "sector_of", "sectors"]

_ROWS = [
    (kind, [f" {words_of(word)} " for word in words.split(";") if word], sector)
    for kind, words, sector in table_rows("sectors")
]

SECTOR = pl.Enum(sorted({sector for _, _, sector in _ROWS if sector}))
"""Sectors that an actor can be told to be of."""


def sector_of(kind: str | None, words: str | None) -> str | None:
    """The sector of an actor of a type, whose name or role has these words; null where neither tells.

    >>> sector_of("person", "Foreign Minister"), sector_of("government", "Russian Army"), sector_of("country", "Russia")
    ('GOV', 'MIL', None)
    """
    plain = f" {words_of(words or '')} "
    return next(
        (
            sector or None
            for of_kind, told_by, sector in _ROWS
            if of_kind == kind and (not told_by or any(word in plain for word in told_by))
        ),
        None,
    )


def sectors(actors: pl.DataFrame) -> pl.Series:
    """The sector of each actor; asks for `name`, `type` and `role`."""
    told = actors.select(
        pl.col("type").cast(pl.String), pl.when(pl.col("type") == "person").then("role").otherwise("name")
    )
    return pl.Series("sector", [sector_of(kind, words) for kind, words in told.iter_rows()], dtype=SECTOR)
