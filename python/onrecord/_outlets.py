"""Who publishes at an address: "https://www.nytimes.com/2020/…" is The New York Times.

The table `data/outlets.tsv` has the domains of well-known news sites; an address of another is nobody's.
"""

from __future__ import annotations

import re
from functools import cache

import polars as pl

from onrecord._tables import table_rows

__all__ = ["outlet_at", "outlets_at"]

_HOST = re.compile(r"(?:[a-z][a-z0-9+.-]*:)?(?://)?(?:[^/?#@]*@)?([a-z0-9.-]+)", re.IGNORECASE)


def outlet_at(url: str) -> str | None:
    """The outlet of an address, with or without its scheme; null where the table does not know it.

    >>> outlet_at("https://www.bbc.co.uk/news/world-1"), outlet_at("tg24.sky.it/mondo"), outlet_at("https://example.org")
    ('BBC', 'Sky TG24', None)
    """
    found = _HOST.match(url.strip())
    host = found[1].lower().rstrip(".") if found else ""
    while host:
        if outlet := _outlets().get(host):
            return outlet
        host = host.partition(".")[2]
    return None


def outlets_at(urls: pl.Series) -> pl.Series:
    """The same for a column of addresses."""
    known = {url: outlet_at(url) for url in urls.drop_nulls().unique()}
    return urls.replace_strict(known, default=None, return_dtype=pl.String)


@cache
def _outlets() -> dict[str, str]:
    return {row[0]: row[1] for row in table_rows("outlets")}
