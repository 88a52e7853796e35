"""Expressions: one text column → a column of lists of structs."""

from __future__ import annotations

import datetime as dt
from typing import TypeAlias

import polars as pl
from polars.plugins import register_plugin_function

from onrecord import _onrecord
from onrecord._fork import needs_polars

__all__ = ["OnrecordNamespace", "dates", "mentions", "sentences", "statements"]

Text: TypeAlias = str | pl.Expr
"""A column of texts: its name, or an expression."""

Published: TypeAlias = str | pl.Expr | dt.date | None
"""Days of publication: a column's name, an expression, or one day for all."""


@needs_polars
def statements(text: Text, *, published: Published = None) -> pl.Expr:
    """Who is reported to have said what, to whom, when: the rows of the frame of this name, text by text.

    Actors are resolved within each text. `published` is a column (or an expression, or one day for all)
    with the day of publication, against which "on Monday" is resolved.

    >>> import polars as pl
    >>> articles = pl.DataFrame({"text": ["Talks are over."]})
    >>> articles.select(statements("text").list.len()).item()
    0
    """
    return _expression("statements", text, published)


@needs_polars
def mentions(text: Text, *, published: Published = None) -> pl.Expr:
    """The places in each text that stand for actors: the rows of the frame of this name."""
    return _expression("mentions", text, published)


@needs_polars
def dates(text: Text, *, published: Published = None) -> pl.Expr:
    """The time expressions of each text, with the days that they denote: the rows of the frame of this name.

    >>> import datetime as dt
    >>> import polars as pl
    >>> articles = pl.DataFrame({"text": ["They met on Tuesday."], "published": [dt.date(2020, 2, 15)]})
    >>> found = articles.select(pl.col("text").onrecord.dates(published="published").explode().struct.unnest())
    >>> found.select("text", "value", "earliest", "basis").row(0)
    ('Tuesday', '2020-02-11', datetime.date(2020, 2, 11), 'published')

    Their days join with the days of another table in one line, here the events that a text may speak of:

    >>> events = pl.DataFrame({"event": ["vote", "truce"], "day": [dt.date(2020, 2, 11), dt.date(2020, 2, 14)]})
    >>> near = found.join_where(events, pl.col("earliest") <= pl.col("day"), pl.col("day") <= pl.col("latest"))
    >>> near.select("text", "event").row(0)
    ('Tuesday', 'vote')
    """
    return _expression("dates", text, published)


@needs_polars
def sentences(text: Text) -> pl.Expr:
    """The sentences of each text: the rows of the frame of this name."""
    return _expression("sentences", text, None)


def _expression(name: str, text: Text, published: Published) -> pl.Expr:
    texts = pl.col(text) if isinstance(text, str) else text
    if published is None:
        days = pl.lit(None, pl.Date)
    elif isinstance(published, dt.date):
        days = pl.lit(dt.date(published.year, published.month, published.day))
    else:
        days = pl.col(published) if isinstance(published, str) else published
    return register_plugin_function(
        plugin_path=_onrecord.__file__, function_name=name, args=[texts, days], is_elementwise=True
    )


@pl.api.register_expr_namespace("onrecord")
class OnrecordNamespace:
    """The same as methods: `pl.col("text").onrecord.statements(published="published")`."""

    def __init__(self, expression: pl.Expr) -> None:
        self._expression = expression

    def statements(self, *, published: Published = None) -> pl.Expr:
        """See :func:`onrecord.statements`."""
        return statements(self._expression, published=published)

    def mentions(self, *, published: Published = None) -> pl.Expr:
        """See :func:`onrecord.mentions`."""
        return mentions(self._expression, published=published)

    def dates(self, *, published: Published = None) -> pl.Expr:
        """See :func:`onrecord.dates`."""
        return dates(self._expression, published=published)

    def sentences(self) -> pl.Expr:
        """See :func:`onrecord.sentences`."""
        return sentences(self._expression)
