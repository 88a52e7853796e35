"""A record made smaller by what is asked of its statements: those that fit, and the articles that they stand in."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from numbers import Real
from typing import TYPE_CHECKING

import polars as pl

from onrecord._days import day_of
from onrecord._folding import words_of
from onrecord._record import Extraction, rows
from onrecord._record.selection import narrowed
from onrecord._search.about import told_of
from onrecord._search.actors import actors_named, texts
from onrecord._type_guards import is_sequence
from onrecord.exceptions import DtypeError, InputError
from onrecord.schemas import ACT, LOCAL_ACTORS, STORED

if TYPE_CHECKING:
    from onrecord._record import AnyRecord

__all__ = ["Bounds", "Day", "bounds", "subset"]

Day = dt.date | str | None
"""A day as users write one; none is no bound."""
Bounds = tuple[dt.date | None, dt.date | None]
"""The first and the last day."""

_KEY = ["doc_id", "statement_id"]
_PARTIES = ["speaker", "co_speaker", "addressee", "target"]
"""What links name of a statement, and not of a mention."""


def subset(
    record: AnyRecord,
    *,
    speaker: str | Iterable[str] | None,
    act: str | Iterable[str] | None,
    outlet: str | Iterable[str] | None,
    between: tuple[Day, Day] | None,
    about: str | Iterable[str] | None,
    confidence: float | None,
) -> Extraction:
    """`Record.filter`, whose docstring says what each argument asks."""
    days = None if between is None else bounds(between)
    documents = rows(record, "documents", columns=["doc_id", "outlet", "published"])
    if outlet is not None:
        wanted = {words_of(name) for name in texts(outlet, "outlet")}
        is_wanted = [name is not None and words_of(name) in wanted for name in documents["outlet"]]
        documents = documents.filter(pl.Series(is_wanted, dtype=pl.Boolean))
    here = pl.col("doc_id").is_in(documents["doc_id"].to_list())
    asked = [
        *([_said_by(actors_named(record, texts(speaker, "speaker")))] if speaker is not None else []),
        *([pl.col("act").cast(pl.String).is_in(_acts(act))] if act is not None else []),
        *([pl.col("confidence") >= _share(confidence)] if confidence is not None else []),
    ]
    statements = rows(record, "statements", *([here] if outlet is not None else []), *asked)
    if days is not None:
        statements = _said_between(statements, documents, *days)
    if about is not None:
        statements = _about(record, statements, actors_named(record, texts(about, "about")))
    if asked or days is not None or about is not None:
        documents = documents.join(statements, on="doc_id", how="semi", maintain_order="left")
    return _with_what_belongs(record, documents["doc_id"].to_list(), statements)


def _acts(given: str | Iterable[str]) -> list[str]:
    acts = texts(given, "act")
    for act in acts:
        if act not in ACT.categories:
            raise InputError(f"there is no act {act!r}: use some of {', '.join(ACT.categories)}")
    return acts


def _share(confidence: float) -> float:
    if isinstance(confidence, bool) or not isinstance(confidence, Real):
        raise DtypeError(f"confidence is a number from 0 to 1, not {type(confidence).__name__}")
    if not 0 <= confidence <= 1:
        raise InputError(f"confidence = {confidence} is no number from 0 to 1")
    return float(confidence)


def bounds(between: tuple[Day, Day]) -> Bounds:
    """The first and the last day as days; an error that says what is wrong with them."""
    if not is_sequence(between) or len(between) != 2:
        raise DtypeError(
            "between takes a pair of days, such as ('2020-01-06', '2020-02-06'); None is no bound"
        )
    first, last = map(_day, between)
    if first is not None and last is not None and first > last:
        raise InputError(
            f"between begins on {first} and ends before it, on {last}: give the earlier day first"
        )
    return first, last


def _day(given: Day) -> dt.date | None:
    if isinstance(given, dt.datetime):
        return given.date()
    if given is None or isinstance(given, dt.date):
        return given
    if not isinstance(given, str):
        raise DtypeError(f"between takes days, not {type(given).__name__}: give a date or '2020-02-15'")
    day = day_of(given)
    if day is None:
        raise InputError(f"between: {given!r} is no day of the calendar such as 2020-02-15")
    return day


def _said_by(ids: Sequence[str]) -> pl.Expr:
    return pl.col("speaker_ids").list.set_intersection(pl.lit(ids, dtype=pl.List(pl.String))).list.len() > 0


def _said_between(
    statements: pl.DataFrame, documents: pl.DataFrame, first: dt.date | None, last: dt.date | None
) -> pl.DataFrame:
    """Those of which some day fits; what has no day fits no bound."""
    dated = statements.join(
        documents.select("doc_id", "published"), on="doc_id", how="left", maintain_order="left"
    )
    begins = pl.coalesce("said_from", "said_to", "published")
    ends = pl.coalesce("said_to", "said_from", "published")
    fits = [begins.is_not_null()]
    fits += [ends >= first] if first is not None else []
    fits += [begins <= last] if last is not None else []
    return dated.filter(*fits).drop("published")


def _about(record: AnyRecord, statements: pl.DataFrame, ids: Sequence[str]) -> pl.DataFrame:
    here = pl.col("doc_id").is_in(statements["doc_id"].unique().to_list())
    mentions = rows(
        record,
        "mentions",
        here,
        pl.col("actor_id").is_in(ids),
        columns=["doc_id", "start", "end", "actor_id"],
    )
    told = told_of(statements, mentions).filter(pl.col("actor_id").is_in(ids))
    return statements.join(told, on=_KEY, how="semi", maintain_order="left")


def _with_what_belongs(record: AnyRecord, ids: Sequence[str], statements: pl.DataFrame) -> Extraction:
    """The record of these documents in which these statements alone are made."""
    kept = statements.select("doc_id", parent_id="statement_id", is_kept=pl.lit(True))
    orphaned = statements.join(
        kept, on=["doc_id", "parent_id"], how="left", maintain_order="left"
    ).with_columns(parent_id=pl.when("is_kept").then("parent_id"))
    here = {"statements": orphaned.drop("is_kept")}

    def frame(name: str) -> pl.LazyFrame:
        whole: pl.DataFrame | pl.LazyFrame = here[name] if name in here else getattr(record, name)
        return whole.lazy()

    frames = {name: narrowed(name, frame, ids).collect() for name in STORED}
    frames["links"] = _links(frames["links"], statements)
    frames["local_actors"] = _counted(frames["local_actors"], frames["links"])
    return Extraction(**frames, provenance=record.provenance)


def _links(links: pl.DataFrame, statements: pl.DataFrame) -> pl.DataFrame:
    kept = statements.select("doc_id", row_id="statement_id", is_kept=pl.lit(True))
    told = links.join(kept, on=["doc_id", "row_id"], how="left", maintain_order="left")
    of_statements = pl.col("kind").cast(pl.String).is_in(_PARTIES)
    return told.filter(~of_statements | pl.col("is_kept").fill_null(False)).drop("is_kept")


def _counted(local_actors: pl.DataFrame, links: pl.DataFrame) -> pl.DataFrame:
    """Each document's actors with the number of the statements that are left of theirs."""
    spoken = (
        links.filter(pl.col("kind").cast(pl.String).is_in(_PARTIES[:2]))
        .group_by("doc_id", "local_id")
        .agg(said=pl.len().cast(pl.UInt32))
    )
    return (
        local_actors.join(spoken, on=["doc_id", "local_id"], how="left", maintain_order="left")
        .with_columns(statements=pl.col("said").fill_null(0))
        .select(LOCAL_ACTORS.names())
    )
