"""Expressions: one text column → a column of lists of structs."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any, TypeAlias

import polars as pl
from polars.plugins import register_plugin_function

from onrecord import _onrecord
from onrecord._extract import Extractor
from onrecord._fork import needs_polars
from onrecord._gazetteer import Gazetteer
from onrecord._model import Model

__all__ = ["OnrecordNamespace", "dates", "mentions", "sentences", "statements"]

Text: TypeAlias = str | pl.Expr
"""A column of texts: its name, or an expression."""

Published: TypeAlias = str | pl.Expr | dt.date | None
"""Days of publication: a column's name, an expression, or one day for all."""


@needs_polars
def statements(
    text: Text,
    *,
    published: Published = None,
    gazetteer: Gazetteer = None,
    verbs: Mapping[str, str] | None = None,
    doubtful: bool = False,
    model: Model = "fast",
) -> pl.Expr:
    """Who is reported to have said what, to whom, when: the rows of the frame of this name, text by text.

    Actors are resolved within each text.

    Parameters
    ----------
    text : str or polars.Expr
        The column of texts (String), by name or as an expression.
    published : str, polars.Expr, datetime.date or None
        The days of publication (Date or Datetime), against which "on Monday" is resolved: a column, an expression,
        or one day for all.
    gazetteer : polars.DataFrame, list of dict, str or pathlib.Path, optional
        Actors known beforehand, as for `Extractor`.
    verbs : mapping of str to str, optional
        Reporting verbs beside the known ones, with the act that each reports, as for `Extractor`.
    doubtful : bool
        Whether statements that a careful annotator would leave out are wanted too, as for `Extractor`.
    model : {"fast", "accurate"}
        Who reads, as for `Extractor`.

    Returns
    -------
    polars.Expr
        For each text its statements: List(Struct) with the columns of `onrecord.schema("statements")` but `doc_id`;
        null for a null. The column is called `statements`, so that the texts stay.

    Raises
    ------
    GazetteerError
        If a row of the gazetteer cannot be read.
    InputError
        If a verb has an act that is none, or there is no such `model`.

    Examples
    --------
    >>> import polars as pl
    >>> articles = pl.DataFrame({"text": ["Talks are over.", "Taxes rose, the mayor of Bergen kvetched."]})
    >>> articles.select(statements("text", verbs={"kvetch": "condemn"}).list.len()).to_series().to_list()
    [0, 1]
    """
    return _expression("statements", text, published, _options(gazetteer, verbs, doubtful, model))


@needs_polars
def mentions(
    text: Text, *, published: Published = None, gazetteer: Gazetteer = None, model: Model = "fast"
) -> pl.Expr:
    """The places in each text that stand for actors: the rows of the frame of this name.

    Parameters
    ----------
    text : str or polars.Expr
        The column of texts (String), by name or as an expression.
    published : str, polars.Expr, datetime.date or None
        The days of publication (Date or Datetime): who held an office may depend on them.
    gazetteer : polars.DataFrame, list of dict, str or pathlib.Path, optional
        Actors known beforehand, as for `Extractor`.
    model : {"fast", "accurate"}
        Who reads, as for `Extractor`.

    Returns
    -------
    polars.Expr
        For each text its mentions: List(Struct) with the columns of `onrecord.schema("mentions")` but `doc_id`;
        null for a null. The column is called `mentions`, so that the texts stay.

    Raises
    ------
    GazetteerError
        If a row of the gazetteer cannot be read.
    InputError
        If there is no such `model`.

    Examples
    --------
    >>> import polars as pl
    >>> articles = pl.DataFrame({"text": ["Quentin Zorblat left Ankara."]})
    >>> own = [{"id": "zorblat", "name": "Quentin Zorblat", "type": "person"}]
    >>> found = articles.select(mentions("text", gazetteer=own).explode().struct.unnest())
    >>> found.filter(kind="name", type="person").select("text", "actor_id").row(0)
    ('Quentin Zorblat', 'zorblat')
    """
    return _expression("mentions", text, published, _options(gazetteer, model=model))


@needs_polars
def dates(text: Text, *, published: Published = None) -> pl.Expr:
    """The time expressions of each text, with the days that they denote: the rows of the frame of this name.

    Parameters
    ----------
    text : str or polars.Expr
        The column of texts (String), by name or as an expression.
    published : str, polars.Expr, datetime.date or None
        The days of publication (Date or Datetime), against which "on Tuesday" is resolved: a column, an expression,
        or one day for all.

    Returns
    -------
    polars.Expr
        For each text its dates: List(Struct) with the columns of `onrecord.schema("dates")` but `doc_id`;
        null for a null. The column is called `dates`, so that the texts stay.

    Examples
    --------
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
    """The sentences of each text: the rows of the frame of this name.

    Parameters
    ----------
    text : str or polars.Expr
        The column of texts (String), by name or as an expression.

    Returns
    -------
    polars.Expr
        For each text its sentences: List(Struct) with the columns of `onrecord.schema("sentences")` but `doc_id`;
        null for a null. The column is called `sentences`, so that the texts stay.

    Examples
    --------
    >>> import polars as pl
    >>> pl.DataFrame({"text": ["Talks are over. They failed."]}).select(sentences("text").list.len()).item()
    2
    """
    return _expression("sentences", text, None)


def _options(
    gazetteer: Gazetteer,
    verbs: Mapping[str, str] | None = None,
    doubtful: bool = False,
    model: Model = "fast",
) -> dict[str, Any] | None:
    """What the core is told beside the columns; errors come here, before any query runs."""
    if gazetteer is None and not verbs and doubtful is False and model == "fast":
        return None
    options = Extractor(gazetteer=gazetteer, verbs=verbs, doubtful=doubtful, model=model).options
    return {name: options[name] for name in ("gazetteer", "verbs", "doubtful", "model")}


def _expression(
    name: str, text: Text, published: Published, options: dict[str, Any] | None = None
) -> pl.Expr:
    texts = pl.col(text) if isinstance(text, str) else text
    if published is None:
        days = pl.lit(None, pl.Date)
    elif isinstance(published, dt.date):
        days = pl.lit(dt.date(published.year, published.month, published.day))
    else:
        days = pl.col(published) if isinstance(published, str) else published
    # Only polars knows the zones of moments: their days come beside them.
    local = days.cast(pl.String, strict=False).str.head(10).str.to_date("%Y-%m-%d", strict=False)
    return register_plugin_function(
        plugin_path=_onrecord.__file__,
        function_name=name,
        args=[texts, days, local],
        kwargs=options,
        is_elementwise=True,
    ).alias(name)


@pl.api.register_expr_namespace("onrecord")
class OnrecordNamespace:
    """The expressions as methods of a column of texts: `pl.col("text").onrecord.statements(published="published")`.

    Parameters
    ----------
    expression : polars.Expr
        The texts (String).

    Examples
    --------
    >>> import polars as pl
    >>> pl.DataFrame({"text": ["Talks are over."]}).select(pl.col("text").onrecord.sentences().list.len()).item()
    1
    """

    def __init__(self, expression: pl.Expr) -> None:
        self._expression = expression

    def statements(
        self,
        *,
        published: Published = None,
        gazetteer: Gazetteer = None,
        verbs: Mapping[str, str] | None = None,
        doubtful: bool = False,
        model: Model = "fast",
    ) -> pl.Expr:
        """As `onrecord.statements`, of this column."""
        return statements(
            self._expression,
            published=published,
            gazetteer=gazetteer,
            verbs=verbs,
            doubtful=doubtful,
            model=model,
        )

    def mentions(
        self, *, published: Published = None, gazetteer: Gazetteer = None, model: Model = "fast"
    ) -> pl.Expr:
        """As `onrecord.mentions`, of this column."""
        return mentions(self._expression, published=published, gazetteer=gazetteer, model=model)

    def dates(self, *, published: Published = None) -> pl.Expr:
        """As `onrecord.dates`, of this column."""
        return dates(self._expression, published=published)

    def sentences(self) -> pl.Expr:
        """As `onrecord.sentences`, of this column."""
        return sentences(self._expression)
