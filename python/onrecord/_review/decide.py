"""Decisions applied to a record: first who is who, then the statements; what no longer fits is told with the reason.

A statement is the one in its article with these words; of several the one with this source that begins nearest to
where it began. Where none has the very words, it is the one most of whose words they are, so that a content that is
cut somewhat otherwise than before is found.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import polars as pl

from onrecord._folding import words_of
from onrecord._fork import needs_polars
from onrecord._record import Extraction
from onrecord._record.record import AnyRecord
from onrecord._review.corrected import replaced, whole
from onrecord._review.decisions import COLUMNS, Decision, checked
from onrecord._review.gold import Gold, gold, number
from onrecord._review.people import People, actors_anew
from onrecord.schemas import ACT, STORED

__all__ = ["Decided", "decide"]

Row = dict[str, Any]

_ALIKE = 0.67
"""What share of the words of both must be common to both, for contents that are cut differently to be the same."""


@dataclass(frozen=True, slots=True)
class Decided:
    """A record after decisions, and those that did not fit."""

    record: Extraction
    """What the record is by the decisions that fit."""
    unmatched: pl.DataFrame
    """The others: the columns of decisions, and the `reason`."""


@needs_polars
def decide(record: AnyRecord, given: pl.DataFrame | str | Path) -> Decided:
    """Applies decisions to a record; those that do not fit are told, and change nothing.

    First actors are split and merged, then statements are dropped, kept (their confidence becomes 1), or given
    another speaker or act. The order of the lines does not matter, but that nothing is decided on a statement that is
    dropped.

    Parameters
    ----------
    record : Extraction or StoredExtraction
        What was extracted, from the same corpus; the version may be another.
    given : polars.DataFrame, str or pathlib.Path
        The decisions, or their file.

    Returns
    -------
    Decided
        `record`, and `unmatched`, a frame with the `reason` for each decision that did not fit.

    Raises
    ------
    PathNotFoundError
        If there is no such file.
    ReadError
        If a line of the file is no decision.
    InputError
        If a row of the frame is none.

    Examples
    --------
    >>> import onrecord, polars as pl
    >>> record = onrecord.extract(["“Talks are over,” Sergey Lavrov said."])
    >>> made = pl.DataFrame({"decision": ["drop", "drop"], "doc_id": ["0", "0"], "words": ["Talks are over", "Hello"]})
    >>> decided = decide(record, made)
    >>> decided.record.statements.height, decided.unmatched["reason"].to_list()
    (0, ["no statement of the article '0' has these words"])
    """
    rows = checked(given).rows(named=True)
    known = whole(record)
    unmatched: list[tuple[int, str]] = []

    def told(kinds: Iterable[Decision]) -> list[tuple[int, Row]]:
        return [(place, row) for place, row in enumerate(rows) if row["decision"] in tuple(kinds)]

    for place, row in told([Decision.SPLIT]):
        try:
            known = _split(known, row)
        except _Misfit as misfit:
            unmatched.append((place, str(misfit)))
    known = _merged(known, told([Decision.MERGE]), unmatched)
    known = _statements(
        known, told([Decision.DROP, Decision.KEEP, Decision.SPEAKER, Decision.ACT]), unmatched
    )
    made = {**known.provenance, "decided": {"decisions": len(rows), "unmatched": len(unmatched)}}
    told_again = pl.DataFrame(
        [{**rows[place], "reason": reason} for place, reason in sorted(unmatched)],
        schema={**COLUMNS, "reason": pl.String},
    )
    return Decided(_with(known, {}, made), told_again)


class _Misfit(Exception):
    """A decision that fits nothing in the record."""


def _with(
    record: Extraction, frames: Mapping[str, pl.DataFrame], provenance: dict[str, Any] | None = None
) -> Extraction:
    made = {name: getattr(record, name) for name in STORED} | dict(frames)
    return Extraction(**made, provenance=record.provenance if provenance is None else provenance)


# Who is who


def _several(row: Row) -> list[str]:
    return [name.strip() for name in (row["value"] or "").split(";") if name.strip()]


def _actor(people: People, who: str) -> str:
    actor = people.named(who)
    if actor is not None:
        return actor
    several = people.all_named(who)
    if several:
        raise _Misfit(
            f"{who!r} is what {len(several)} actors are called: give one of the ids {', '.join(several)}"
        )
    raise _Misfit(f"there is no actor {who!r}")


def _split(record: Extraction, row: Row) -> Extraction:
    """An actor that is two: its mentions in an article, or by a name, are another's, and so is what it says there."""
    people = People(record)
    match _several(row):
        case [one, other]:
            actor = _actor(people, one)
        case _:
            raise _Misfit("value names no two actors: the one that was found, and behind a ; the other")
    if row["doc_id"] is None and row["words"] is None:
        raise _Misfit(
            "it is not told where it is the other: give a doc_id, or how it is called there (words)"
        )
    words = None if row["words"] is None else words_of(row["words"])
    here = record.mentions.filter(pl.col("actor_id") == actor)
    if row["doc_id"] is not None:
        here = here.filter(pl.col("doc_id") == row["doc_id"])
    if words is not None:
        here = here.filter(pl.Series([words_of(text) == words for text in here["text"]], dtype=pl.Boolean))
    if here.is_empty():
        raise _Misfit(f"{one!r} is not mentioned there, or not so")
    facts = people.rows[actor]
    new = {"id": people.named(other) or "-".join(words_of(other).split()), "name": other, "role": None,
           **{key: facts[key] for key in ("type", "country")}}  # fmt: skip
    if new["id"] == actor:
        raise _Misfit(f"{one!r} and {other!r} are one actor already")
    documents = gold(record.for_documents(here["doc_id"].unique()))
    for document in documents:
        mine = here.filter(pl.col("doc_id") == document["doc_id"])
        _split_in(
            document, actor, new, {(start, end) for start, end in mine.select("start", "end").iter_rows()}
        )
    return _with(record, replaced(record, documents, {}))


def _split_in(document: Gold, actor: str, new: Row, places: set[tuple[int, int]]) -> None:
    [old] = [one for one in document["actors"] if one["id"] == actor]
    moved = [one for one in old["mentions"] if (one["start"], one["end"]) in places]
    names = [one for one in old["mentions"] if one["kind"] == "name"]
    is_all = all(one in moved for one in names) and bool(names or len(moved) == len(old["mentions"]))
    if is_all:
        moved = old["mentions"]
    old["mentions"] = [one for one in old["mentions"] if one not in moved]
    document["actors"] = [one for one in document["actors"] if one["mentions"]]
    known = next((one for one in document["actors"] if one["id"] == new["id"]), None)
    if known is None:
        document["actors"].append({**new, "mentions": moved})
    else:
        known["mentions"] = known["mentions"] + moved
    for statement in document["statements"]:
        for key, spans in (("speakers", "source"), ("addressee_id", "addressee"), ("target", "content")):
            is_moved = is_all or any(
                start <= one["start"] and one["end"] <= end
                for one in moved
                for start, end in statement[spans]
            )
            if is_moved and isinstance(statement[key], list):
                statement[key] = [new["id"] if one == actor else one for one in statement[key]]
            elif is_moved and statement[key] == actor:
                statement[key] = new["id"]


def _merged(record: Extraction, rows: list[tuple[int, Row]], unmatched: list[tuple[int, str]]) -> Extraction:
    people = People(record)
    stays: dict[str, str] = {}

    def last(actor: str) -> str:
        while actor in stays:
            actor = stays[actor]
        return actor

    for place, row in rows:
        try:
            first, *others = [_actor(people, who) for who in _several(row)] or [""]
            if not others:
                raise _Misfit("value names no two actors: those that are one, with ; between them")
        except _Misfit as misfit:
            unmatched.append((place, str(misfit)))
            continue
        for other in others:
            if last(other) != last(first):
                stays[last(other)] = last(first)
    ids = {actor: last(actor) for actor in stays}
    if not ids:
        return record
    for other, actor in ids.items():
        people.join(actor, other)
    frames = {name: getattr(record, name) for name in STORED}
    frames["mentions"] = frames["mentions"].with_columns(pl.col("actor_id").replace(ids))
    frames["local_actors"] = frames["local_actors"].with_columns(pl.col("actor_id").replace(ids))
    countries = {other: people.rows[actor]["country"] for other, actor in ids.items()}
    frames["statements"] = frames["statements"].with_columns(
        pl.col("speaker_id", "addressee_id", "target_id").replace(ids),
        speaker_ids=pl.col("speaker_ids")
        .list.eval(pl.element().replace(ids))
        .list.unique(maintain_order=True),
        speaker_country=pl.coalesce(
            pl.col("speaker_id").replace_strict(countries, default=None, return_dtype=pl.String),
            "speaker_country",
        ),
    )
    return _with(record, actors_anew(frames, people))


# Statements


@dataclass
class _Article:
    """An article as gold, with what was decided on its statements so far."""

    document: Gold
    contents: dict[str, str]
    sources: dict[str, str]
    decided: set[int]
    dropped: set[str]

    def meant(self, row: Row) -> Row:
        """The statement that a decision speaks of."""
        if not row["words"]:
            raise _Misfit("it is not told of which statement: give its words")
        words, source = words_of(row["words"]), words_of(row["source"] or "")
        mine: list[Row] = self.document["statements"]
        found = [one for one in mine if self.contents[one["id"]] == words]
        if not found:
            alike = {one["id"]: _alike(self.contents[one["id"]], words) for one in mine}
            best = max(alike.values(), default=0.0)
            found = [one for one in mine if alike[one["id"]] == best >= _ALIKE]
        if not found:
            raise _Misfit(f"no statement of the article {self.document['doc_id']!r} has these words")

        def nearness(one: Row) -> tuple[int, bool]:
            begins = one["content"][0][0] if one["content"] else 0
            return abs(begins - (row["start"] or 0)), self.sources[one["id"]] != source

        if row["start"] is None and source:
            found = [one for one in found if self.sources[one["id"]] == source] or found
        meant = min(found, key=nearness)
        if meant["id"] in self.dropped:
            raise _Misfit("the statement is dropped by another decision")
        return meant


def _alike(one: str, other: str) -> float:
    mine, theirs = Counter(one.split()), Counter(other.split())
    return (mine & theirs).total() / max((mine | theirs).total(), 1)


def _statements(
    record: Extraction, rows: list[tuple[int, Row]], unmatched: list[tuple[int, str]]
) -> Extraction:
    people = People(record)
    known = set(record.documents["doc_id"])
    names = {row["doc_id"] for _, row in rows} & known
    articles = _articles(record.for_documents(names)) if names else {}
    # What is dropped goes last, so that whatever else is decided on it is told.
    for place, row in sorted(rows, key=lambda one: one[1]["decision"] != Decision.DROP):
        try:
            if row["doc_id"] is None:
                raise _Misfit("it is not told in which article: give a doc_id")
            if row["doc_id"] not in known:
                raise _Misfit(f"there is no article {row['doc_id']!r}")
            _decide(articles[row["doc_id"]], row, people)
        except _Misfit as misfit:
            unmatched.append((place, str(misfit)))
    changed = [one for one in articles.values() if one.decided or one.dropped]
    if not changed:
        return record
    for one in changed:
        mine = one.document["statements"]
        one.document["statements"] = [statement for statement in mine if statement["id"] not in one.dropped]
    decided = {one.document["doc_id"]: one.decided for one in changed}
    return _with(record, replaced(record, [one.document for one in changed], decided))


def _articles(record: Extraction) -> dict[str, _Article]:
    told = {
        (doc_id, f"S{name}"): (words_of(content or ""), words_of(source or ""))
        for doc_id, name, content, source in record.statements.select(
            "doc_id", "statement_id", "content", "source"
        ).iter_rows()
    }
    found: dict[str, _Article] = {}
    for document in gold(record):
        name = document["doc_id"]
        ids = [statement["id"] for statement in document["statements"]]
        contents, sources = ({one: told[name, one][which] for one in ids} for which in (0, 1))
        found[name] = _Article(document, contents, sources, set(), set())
    return found


def _decide(article: _Article, row: Row, people: People) -> None:
    statement = article.meant(row)
    match Decision(row["decision"]):
        case Decision.DROP:
            article.dropped.add(statement["id"])
        case Decision.SPEAKER:
            speakers = [_actor(people, who) for who in _several(row)]
            if not speakers:
                raise _Misfit("value names no speaker")
            statement["speakers"], statement["speaker"] = speakers, speakers[0]
        case Decision.ACT:
            if row["value"] not in ACT.categories:
                raise _Misfit(f"there is no act {row['value']!r}: use one of {', '.join(ACT.categories)}")
            statement["act"] = row["value"]
        case _:
            pass
    article.decided.add(number(statement["id"]))
