"""Who is who in a record that is corrected: actors by id and by name, what is known of them, and their rows anew."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

import polars as pl

from onrecord._folding import words_of
from onrecord._record import Extraction
from onrecord._record.selection import narrowed
from onrecord.schemas import ACTOR_TYPE, FRAMES

__all__ = ["People", "actors_anew", "facts_of"]

Row = dict[str, Any]

_TYPES = dict.fromkeys(ACTOR_TYPE.categories)
_FACTS = ("name", "type", "country", "role")


class People:
    """The actors of a record, and those that come in by corrections."""

    def __init__(self, record: Extraction) -> None:
        self._called = _called(record.local_actors)
        self._before: dict[str, Row] = {row["actor_id"]: row for row in record.actors.iter_rows(named=True)}
        self.rows: dict[str, Row] = {name: dict(row) for name, row in self._before.items()}
        """All that is known of each, by id."""
        self._names: dict[str, set[str]] = {}
        self._known_as: dict[str, str] = {}
        for name, row in self.rows.items():
            self._name(name, row)

    def _name(self, actor: str, row: Row) -> None:
        for text in (row["name"], *(row["aliases"] or ())):
            if text:
                self._names.setdefault(words_of(text), set()).add(actor)

    def named(self, who: str) -> str | None:
        """The one actor of this id, or of this name; none if there is none, or several."""
        if who in self.rows:
            return who
        meant = self._names.get(words_of(who), set())
        return next(iter(meant)) if len(meant) == 1 else None

    def all_named(self, who: str) -> list[str]:
        """The ids of all actors of this name."""
        return sorted(self._names.get(words_of(who), set()))

    def join(self, actor: str, other: str) -> None:
        """Two actors become one, which is called as either, and of which is known what is known of either."""
        mine, gone = self.rows[actor], self.rows.pop(other)
        for key in ("country", "role"):
            mine[key] = mine[key] or gone[key]
        known = {words_of(name) for name in (mine["name"], *mine["aliases"])}
        mine["aliases"] = sorted(
            mine["aliases"]
            + [name for name in (gone["name"], *gone["aliases"]) if words_of(name) not in known]
        )

    def known_as(self, given: str) -> str | None:
        """The id of an actor that a correction has under this one."""
        return self._known_as.get(given) or (given if given in self.rows else None)

    def identified(self, given: str, facts: Row, before: Row | None) -> str:
        """The id of an actor as a correction tells of it; what it tells otherwise than `before` holds from now on.

        An id that nobody has is the one of the actor with this name, else a new actor's.
        """
        actor = self.named(given) or self.named(facts["name"] or given)
        if actor is None:
            actor = self.added(given, facts)
        else:
            for key in _FACTS if before is not None else ():
                told = facts[key]
                if told != before[key] and (told is not None or key in ("country", "role")):  # type: ignore[index]
                    self.rows[actor][key] = told
        self._known_as[given] = actor
        return actor

    def added(self, given: str, facts: Row) -> str:
        """A new actor, under this id, or under one made of the name where the tool gave none."""
        name = facts["name"] or given
        actor = "-".join(words_of(name).split()) if given.startswith("unnamed-") else given
        while actor in self.rows:
            actor += "-2"
        empty = dict.fromkeys(FRAMES["actors"])
        self.rows[actor] = {
            **empty,
            "actor_id": actor,
            "aliases": [],
            **{key: facts[key] for key in _FACTS},
            "name": name,
        }
        self._name(actor, self.rows[actor])
        return actor

    def call(self, local_actors: pl.DataFrame) -> None:
        """Sets the aliases anew where documents call somebody otherwise than in the record."""
        now = _called(local_actors)
        for actor, row in self.rows.items():
            before, after = self._called.get(actor, set()), now.get(actor, set())
            kept = [alias for alias in row["aliases"] or () if alias not in before - after]
            known = {words_of(alias) for alias in (row["name"], *kept)}
            row["aliases"] = sorted(kept + [name for name in after - before if words_of(name) not in known])

    def changed(self, key: str) -> dict[str, Any]:
        """Of whom this is told otherwise than in the record, and how."""
        return {
            actor: self.rows[actor][key]
            for actor, before in self._before.items()
            if actor in self.rows and before[key] != self.rows[actor][key]
        }


def facts_of(
    actor: Mapping[str, Any], *, names: Sequence[str] = (), error: Callable[[str], Exception] | None = None
) -> Row:
    """What gold tells of an actor; one without a name has that of its first mention."""
    facts: Row = {key: actor.get(key) for key in _FACTS}
    facts["name"] = facts["name"] or (names[0] if names else None)
    if error is not None and facts["type"] not in _TYPES:
        raise error(f"has the type {facts['type']!r}: use one of {', '.join(_TYPES)}")
    return facts


def actors_anew(frames: Mapping[str, pl.DataFrame], people: People) -> dict[str, pl.DataFrame]:
    """The frames with all that is told of actors, and counted of them, as the other rows have it now."""
    made = dict(frames)
    people.call(made["local_actors"])
    made["actors"] = pl.DataFrame(list(people.rows.values()), schema=FRAMES["actors"]).sort("actor_id")
    made["statements"] = _told(made["statements"], people)
    ids = made["documents"]["doc_id"].to_list()
    made["actors"] = narrowed("actors", lambda name: made[name].lazy(), ids).collect()
    return made


def _called(local_actors: pl.DataFrame) -> dict[str, set[str]]:
    """By which names the documents call each actor."""
    names = local_actors.select("actor_id", "names").explode("names").drop_nulls().unique()
    found: dict[str, set[str]] = {}
    for actor, name in names.iter_rows():
        found.setdefault(actor, set()).add(" ".join(name.split()))
    return found


def _told(statements: pl.DataFrame, people: People) -> pl.DataFrame:
    """Statements with the names, countries and roles that actors have now, where corrections have changed them."""
    names = {actor: row["name"] for actor, row in people.rows.items()}

    def of(column: str, facts: Mapping[str, Any]) -> pl.Expr:
        return pl.col(column).replace_strict(facts, default=None, return_dtype=pl.String)

    changed = [
        pl.when(pl.col("speaker_id").is_in(list(facts))).then(of("speaker_id", facts)).otherwise(f"speaker_{key}")
        .alias(f"speaker_{key}")
        for key, facts in ((key, people.changed(key)) for key in ("country", "role"))
        if facts
    ]  # fmt: skip
    return statements.with_columns(
        *changed,
        speaker=of("speaker_id", names),
        target=of("target_id", names),
        speakers=pl.col("speaker_ids").list.eval(
            pl.element().replace_strict(names, default=None, return_dtype=pl.String)
        ),
    )
