"""Gold back in an extraction: of reviewed documents the rows are the gold's, and all that counts them follows.

Taken from the gold are statements, mentions with their actors, and dates; blocks, sentences and the days of publication
stay. What is as it was keeps its row, number and all; what is new is numbered behind it.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import polars as pl

from onrecord._record import Extraction
from onrecord._review.gold import ROLES, Gold, by_document, gold, number
from onrecord._review.people import People, actors_anew, facts_of
from onrecord.exceptions import InputError
from onrecord.schemas import ACT, FRAMES, MENTION_KIND, MODIFIER, STATEMENT_KIND, STORED, TIMEX_TYPE

if TYPE_CHECKING:
    from onrecord._record import AnyRecord

__all__ = ["corrected", "replaced", "whole"]

Row = dict[str, Any]
Place = tuple[int, int]

_LAYERS = ("statements", "mentions", "dates", "spans", "local_actors", "links")
"""What is made anew of a reviewed document."""

# Looked up for every row, which a column of categories is slow at.
_ACT, _STATEMENT_KIND, _MENTION_KIND, _TIMEX_TYPE, _MODIFIER = (
    dict.fromkeys(values.categories) for values in (ACT, STATEMENT_KIND, MENTION_KIND, TIMEX_TYPE, MODIFIER)
)
_QUOTED = "\"“”„«»‘'"
_SURE = 1.0
"""The confidence of what a person has looked at."""


def corrected(record: AnyRecord, given: Iterable[Gold]) -> Extraction:
    """`Record.corrected`, whose docstring says what it gives."""
    documents = list(given)
    known = whole(record)
    changed = replaced(known, documents)
    made = {**known.provenance, "corrected": {"documents": len(documents)}}
    return Extraction(**changed, provenance=made)


def whole(record: AnyRecord) -> Extraction:
    """A record in memory."""
    from onrecord._record import StoredExtraction

    if isinstance(record, StoredExtraction):
        return record.load()
    assert isinstance(record, Extraction)
    return record


def replaced(
    record: Extraction, given: Sequence[Gold], decided: Mapping[str, set[int]] | None = None
) -> dict[str, pl.DataFrame]:
    """The frames with the gold's rows in the place of those of its documents.

    `decided` has the numbers of the statements that somebody has decided on, by document, if that is not all: no
    other row is surer than it was.
    """
    before = _before(record, given)
    people = People(record)
    texts = dict(record.documents.select("doc_id", "text").iter_rows())
    names = [document["doc_id"] for document in given]
    frames: dict[str, pl.DataFrame] = {name: getattr(record, name) for name in STORED}
    found = {
        layer: by_document(frames[layer].filter(pl.col("doc_id").is_in(names)))
        for layer in (*_LAYERS, "sentences")
    }
    rows: dict[str, list[Row]] = {name: [] for name in _LAYERS}
    for document in given:
        name = document["doc_id"]
        here = {layer: mine.get(name, []) for layer, mine in found.items()}
        reviewed = None if decided is None else decided.get(name, set())
        one = _Document(document, before[name], texts[name] or "", here, people, reviewed)
        for layer, mine in one.layers().items():
            rows[layer] += mine
    for layer, mine in rows.items():
        frames[layer] = _exchanged(frames[layer], names, pl.DataFrame(mine, schema=STORED[layer]), record)
    return actors_anew(frames, people)


def _before(record: Extraction, given: Sequence[Gold]) -> dict[str, Gold]:
    """What was found in the documents of the gold; an error where the gold is of another corpus."""
    texts = dict(record.documents.select("doc_id", "text").iter_rows())
    names: list[str] = []
    for document in given:
        name = document["doc_id"]
        if name not in texts:
            raise InputError(f"the gold has a document {name!r} that the extraction does not have")
        if document.get("text") is not None and document["text"] != (texts[name] or ""):
            raise InputError(f"the text of document {name!r} is not the one that the gold was made on")
        if name in names:
            raise InputError(f"the gold has the document {name!r} twice: give one of the two")
        names.append(name)
    return {document["doc_id"]: document for document in gold(record.for_documents(names))}


def _exchanged(
    frame: pl.DataFrame, names: list[str], found: pl.DataFrame, record: Extraction
) -> pl.DataFrame:
    order = record.documents.select("doc_id", document=pl.int_range(pl.len()))
    kept = frame.filter(~pl.col("doc_id").is_in(names))
    both = pl.concat([kept, found]).join(order, on="doc_id", how="left", maintain_order="left")
    return both.sort("document", maintain_order=True).drop("document")


@dataclass
class _Document:
    """One document of the gold, and what was found in it."""

    given: Gold
    before: Gold
    text: str
    here: dict[str, list[Row]]
    people: People
    decided: set[int] | None

    def layers(self) -> dict[str, list[Row]]:
        ids = {actor["id"]: self._identified(actor) for actor in self.given.get("actors", ())}
        mentions = self._mentions(ids)
        dates = self._dates()
        statements = self._statements(ids)
        local_actors, links = self._cast(ids, mentions, statements)
        return {
            "statements": statements, "mentions": mentions, "dates": dates, "spans": self._spans(dates),
            "local_actors": local_actors, "links": links,
        }  # fmt: skip

    # Who is who

    def _identified(self, actor: Mapping[str, Any]) -> str:
        """The id of an actor of the gold in the extraction; one that is new there is added."""
        known = next((one for one in self.before["actors"] if one["id"] == actor["id"]), None)
        named = [self.text[one["start"] : one["end"]] for one in actor["mentions"] if one["kind"] == "name"]
        facts = facts_of(actor, names=named, error=self._wrong(f"the actor {actor['id']!r}"))
        return self.people.identified(actor["id"], facts, None if known is None else facts_of(known))

    def _meant(self, who: str, ids: Mapping[str, str], where: str) -> str:
        """The actor that somebody has written beside a statement: an id of the document, or of any, or a name."""
        meant = ids.get(who) or self.people.named(who)
        if meant is None:
            raise self._wrong(where)(
                f"has {who!r}, whom no actor is: mark a mention of this actor, or name another"
            )
        return meant

    # Rows

    def _mentions(self, ids: Mapping[str, str]) -> list[Row]:
        old = {(row["start"], row["end"]): row for row in self.here["mentions"]}
        types = {actor["id"]: actor["type"] for actor in self.before["actors"]}
        told: dict[Place, tuple[str, str | None, str | None]] = {}
        for actor in self.given.get("actors", ()):
            for one in actor["mentions"]:
                place = self._place((one["start"], one["end"]), f"a mention of {actor['id']!r}")
                told[place] = one["kind"], ids[actor["id"]], actor.get("type")
        # Whoever annotates by hand need not list places: those that were found stay.
        places = self.given["places"] if "places" in self.given else self.before["places"]
        for one in places:
            place = self._place((one["start"], one["end"]), "a place")
            told.setdefault(place, (one["kind"], None, None))
        following = _numbers(row["mention_id"] for row in old.values())
        rows: list[Row] = []
        for place, (kind, actor, type_) in sorted(told.items(), key=lambda one: (one[0][0], -one[0][1])):
            was = old.get(place)
            is_same = was is not None and was["actor_id"] == actor
            if was is not None and is_same and (actor is None or type_ in (None, types.get(actor))):
                kept_type = was["type"]
            else:
                kept_type = "place" if actor is None else type_ or self.people.rows[actor]["type"]
            rows.append(
                {
                    "doc_id": self.given["doc_id"],
                    "mention_id": following() if was is None else was["mention_id"],
                    "sentence_id": self._sentence(place[0]) if was is None else was["sentence_id"],
                    "start": place[0],
                    "end": place[1],
                    "text": self.text[slice(*place)],
                    "kind": self._one_of(
                        kind, _MENTION_KIND, f"the mention at {place[0]}-{place[1]}", "kind"
                    ),
                    "type": kept_type,
                    "actor_id": actor,
                    "confidence": self._confidence(was if is_same else None),
                }
            )
        return rows

    def _dates(self) -> list[Row]:
        old = {(row["start"], row["end"]): row for row in self.here["dates"]}
        following = _numbers(row["date_id"] for row in old.values())
        rows: list[Row] = []
        for date in sorted(self.given.get("dates", ()), key=lambda one: (one["start"], one["end"])):
            where = f"the date at {date['start']}-{date['end']}"
            place = self._place((date["start"], date["end"]), where)
            was = old.get(place)
            facts = {
                "type": self._one_of(date.get("type"), _TIMEX_TYPE, where, "type"),
                "value": date.get("value"),
                "mod": self._one_of(date.get("mod"), _MODIFIER, where, "mod"),
                **{key: self._day(date.get(key), where, key) for key in ("earliest", "latest")},
            }
            # How it was resolved is known as long as it is what it was resolved to.
            is_same = was is not None and all(was[key] == value for key, value in facts.items())
            rows.append(
                {
                    "doc_id": self.given["doc_id"],
                    "date_id": following() if was is None else was["date_id"],
                    "sentence_id": self._sentence(place[0]) if was is None else was["sentence_id"],
                    "start": place[0],
                    "end": place[1],
                    "text": self.text[slice(*place)],
                    **facts,
                    "basis": was["basis"] if was is not None and is_same else None,
                    "rule": was["rule"] if was is not None and is_same else None,
                    "confidence": self._confidence(was if is_same else None),
                }
            )
        return rows

    def _spans(self, dates: list[Row]) -> list[Row]:
        """The ranges whose ends are still there, with the days that these have now."""
        before = {row["date_id"]: row for row in self.here["dates"]}
        now = {row["date_id"]: row for row in dates}
        rows: list[Row] = []
        for row in self.here["spans"]:
            first, last = (now.get(row[key]) for key in ("from_date_id", "to_date_id"))
            if first is None or last is None:
                continue
            moved = {
                key: end[key]
                for key, end in (("earliest", first), ("latest", last))
                if end[key] != before[end["date_id"]][key]
            }
            rows.append({**row, **moved})
        return rows

    def _statements(self, ids: Mapping[str, str]) -> list[Row]:
        old = {row["statement_id"]: row for row in self.here["statements"]}
        rows: dict[int, Row] = {}
        for statement in self.given["statements"]:
            row = self._statement(statement, ids, old)
            if row["statement_id"] in rows:
                raise self._wrong(f"the statement {statement['id']}")("is there twice")
            rows[row["statement_id"]] = row
        for row in rows.values():
            if row["parent_id"] not in rows:
                row["parent_id"] = None
        return [rows[name] for name in sorted(rows)]

    def _statement(self, given: Mapping[str, Any], ids: Mapping[str, str], old: Mapping[int, Row]) -> Row:
        name, where = number(given["id"]), f"the statement {given['id']}"
        spans = {
            role: [
                self._place((start, end), f"the {role} of {where}") for start, end in given.get(role) or ()
            ]
            for role in ROLES
        }
        was = old.get(name)
        if was is not None and any(
            _places(was[f"{role}_spans"]) != spans[role] for role in ("content", "cue")
        ):
            was = None  # the same number, and another statement
        told = given.get("speakers") or ([given["speaker"]] if given.get("speaker") else [])
        speakers = list(dict.fromkeys(self._meant(who, ids, where) for who in told))
        addressee, target = (
            self._meant(given[key], ids, where) if given.get(key) else None
            for key in ("addressee_id", "target")
        )
        actors = self.people.rows
        first = speakers[0] if speakers else None
        is_as_it_was = was is not None and was["speaker_id"] == first
        content = " … ".join(self.text[slice(*place)] for place in spans["content"]) or None
        begins = (spans["cue"] or spans["content"] or [(0, 0)])[0][0]
        row: Row = {
            "doc_id": self.given["doc_id"],
            "statement_id": name,
            "parent_id": number(given["parent"]) if given.get("parent") else None,
            "sentence_id": was["sentence_id"] if was is not None else self._sentence(begins),
            "content": content,
            "kind": self._one_of(given.get("kind") or _kind(content), _STATEMENT_KIND, where, "kind"),
            "act": self._one_of(given.get("act") or "say", _ACT, where, "act"),
            "negated": bool(given.get("negated")),
            "speaker_id": first,
            "speaker": None if first is None else actors[first]["name"],
            "speaker_ids": speakers,
            "speakers": [actors[one]["name"] for one in speakers],
            "addressee_id": addressee,
            "target_id": target,
            "target": None if target is None else actors[target]["name"],
            "said_from": self._day(given.get("said_from"), where, "said_from"),
            "said_to": self._day(given.get("said_to"), where, "said_to"),
        }
        for key in ("country", "role"):
            fact = None if first is None else self._local(first)[key]
            row[f"speaker_{key}"] = was[f"speaker_{key}"] if was is not None and is_as_it_was else fact
        for role in ROLES:
            row[f"{role}_spans"] = [{"start": start, "end": end} for start, end in spans[role]]
            if role != "content":
                row[role] = " ".join(self.text[slice(*place)] for place in spans[role]) or None
        is_decided = self.decided is None or name in self.decided
        row["confidence"] = _SURE if is_decided or was is None else was["confidence"]
        return {column: row[column] for column in FRAMES["statements"]}

    def _local(self, actor: str) -> Row:
        """What this document tells of an actor, else what all do."""
        given: list[Gold] = self.given.get("actors") or []
        roles = (one.get("role") for one in given if self.people.known_as(one["id"]) == actor)
        known = self.people.rows[actor]
        return {"country": known["country"], "role": next(filter(None, roles), known["role"])}

    def _cast(
        self, ids: Mapping[str, str], mentions: list[Row], statements: list[Row]
    ) -> tuple[list[Row], list[Row]]:
        """The document's actors, and which of them each row names: what records are merged from."""
        was = {(row["kind"], row["row_id"]): row["local_id"] for row in self.here["links"]}
        locals_ = {row["local_id"]: dict(row) for row in self.here["local_actors"]}
        of_actor: dict[str, int] = {}
        for local_id, row in locals_.items():
            of_actor.setdefault(row["actor_id"], local_id)
        following = _numbers(locals_)
        links: list[Row] = []

        def link(kind: str, row_id: int, actor: str) -> None:
            local_id = was.get((kind, row_id))
            if local_id is None or locals_[local_id]["actor_id"] != actor:
                local_id = of_actor.get(actor)
            if local_id is None:
                local_id = of_actor[actor] = following()
                facts = self.people.rows[actor]
                locals_[local_id] = {
                    "doc_id": self.given["doc_id"], "local_id": local_id, "actor_id": actor, "names": [],
                    "known": None, "gender": None, **{key: facts[key] for key in ("name", "type", "country", "role")},
                }  # fmt: skip
            links.append(
                {"doc_id": self.given["doc_id"], "kind": kind, "row_id": row_id, "local_id": local_id}
            )

        for row in mentions:
            if row["actor_id"] is not None:
                link("mention", row["mention_id"], row["actor_id"])
        for row in statements:
            parties = [
                *zip(("speaker", *["co_speaker"] * len(row["speaker_ids"])), row["speaker_ids"], strict=False)
            ]
            parties += [(kind, row[f"{kind}_id"]) for kind in ("addressee", "target")]
            for kind, actor in parties:
                if actor is not None:
                    link(kind, row["statement_id"], actor)
        texts = {row["mention_id"]: row["text"] for row in self.here["mentions"]}
        before = [(local_id, texts[row_id]) for (kind, row_id), local_id in was.items() if kind == "mention"]
        now = {row["mention_id"]: row for row in mentions}
        for local_id, row in locals_.items():
            mine = [one for one in links if one["local_id"] == local_id]
            said = [now[one["row_id"]] for one in mine if one["kind"] == "mention"]
            row["mentions"] = len(said)
            row["statements"] = sum(one["kind"] in ("speaker", "co_speaker") for one in mine)
            gone = {text for other, text in before if other == local_id} - {one["text"] for one in said}
            called = [
                one["text"] for one in said if one["kind"] == "name" and (local_id, one["text"]) not in before
            ]
            row["names"] = list(dict.fromkeys([name for name in row["names"] if name not in gone] + called))
        used = {one["local_id"] for one in links}
        return [row for local_id, row in sorted(locals_.items()) if local_id in used], links

    # Values

    def _confidence(self, was: Row | None) -> float:
        return _SURE if self.decided is None or was is None else was["confidence"]

    def _sentence(self, at: int) -> int | None:
        mine = (row for row in self.here["sentences"] if row["start"] <= at < row["end"])
        return next((row["sentence_id"] for row in mine), None)

    def _place(self, given: Place, where: str) -> Place:
        start, end = given
        if not (0 <= start < end <= len(self.text)):
            raise self._wrong(where)(f"stands at {start}-{end}, which is no place in the text")
        return start, end

    def _day(self, given: str | None, where: str, key: str) -> dt.date | None:
        if not given:
            return None
        try:
            return dt.date.fromisoformat(given)
        except ValueError:
            raise self._wrong(where)(f"has {key} = {given!r}, which is no day such as 2020-03-05") from None

    def _one_of(self, given: str | None, values: Mapping[str, None], where: str, key: str) -> str | None:
        if given is not None and given not in values:
            raise self._wrong(where)(f"has {key} = {given!r}: use one of {', '.join(values)}")
        return given

    def _wrong(self, where: str) -> Callable[[str], InputError]:
        return lambda what: InputError(f"document {self.given['doc_id']!r}: {where} {what}")


def _places(spans: Iterable[Row] | None) -> list[Place]:
    return [(span["start"], span["end"]) for span in spans or ()]


def _kind(content: str | None) -> str:
    """How much is quoted of a statement of which nobody has told."""
    return (
        "direct" if content and content[0] in _QUOTED and content.rstrip(",.")[-1] in _QUOTED else "indirect"
    )


def _numbers(taken: Iterable[int]) -> Callable[[], int]:
    """Gives the numbers behind those that are taken."""
    last = max(taken, default=-1)

    def following() -> int:
        nonlocal last
        last += 1
        return last

    return following
