"""Which ids there have been, in eight bytes each."""

from __future__ import annotations

import polars as pl

__all__ = ["Seen"]


class Seen:
    """Ids that have been seen: sorted runs of their hashes, each at least twice as long as the next."""

    def __init__(self) -> None:
        self._runs: list[pl.Series] = []

    def first_of(self, ids: pl.Series) -> str | None:
        """The first of these ids that has been seen, or stands there twice; from now on all of them have been."""
        hashes = ids.hash()
        twice = ids.is_duplicated()
        for run in self._runs:
            places = run.search_sorted(hashes, side="left").clip(0, run.len() - 1)
            twice = twice | (run.gather(places) == hashes)
        if twice.any():
            return str(ids.filter(twice)[0])
        if ids.len():
            self._add(hashes.sort())
        return None

    def _add(self, run: pl.Series) -> None:
        while self._runs and self._runs[-1].len() < 2 * run.len():
            run = pl.concat([self._runs.pop(), run]).sort()
        self._runs.append(run)
