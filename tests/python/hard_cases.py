"""The hard cases as data: reads `tests/cases/hard_cases.md` and checks rows against it.

A case is checked on :class:`Rows`, which come from the Python API (:func:`rows_from_python`) or from
the Rust core alone (:func:`rows_from_core`): one set of cases, one runner, two ways in. Every clause of an
expectation must be understood; one that is not is an error of the runner, never passed over.
"""

from __future__ import annotations

import itertools
import json
import re
import subprocess
import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

CASES = Path(__file__).parents[1] / "cases" / "hard_cases.md"
#: Cases that no line of text can hold; test_hard_cases.py has a test of its own for each.
DESCRIBED = ("C26", "C27", "C28", "C29", "C31", "C32")

ACTOR_TYPES = {"person", "country", "government", "organization", "armed_group", "media", "group"}
KINDS = {"direct", "indirect", "mixed"}
ACTS = set(
    (
        "say ask claim deny accuse warn threaten demand promise agree refuse praise condemn appeal announce "
        "think want"
    ).split()
)
MODIFIERS = {
    "START",
    "MID",
    "END",
    "APPROX",
    "MORE_THAN",
    "LESS_THAN",
    "EQUAL_OR_MORE",
    "EQUAL_OR_LESS",
    "BEFORE",
    "AFTER",
}
EQUAL_LINES = "one of the two equal lines title, the other boilerplate"
ROLES = {"title", "byline", "dateline", "published", "caption", "body", "boilerplate"}

Place = tuple[int, int, int]
"""Document's number in its case, start, end."""


@dataclass(frozen=True)
class Case:
    """One input with its expectation."""

    id: str
    texts: list[str]
    published: list[str | None]
    expected: str

    def places(self, surface: str, occurrence: int | None = None) -> list[Place]:
        """Where `surface` stands: all places, or the one that is numbered (over all documents, from 1)."""
        found = [
            (number, at, at + len(surface))
            for number, text in enumerate(self.texts)
            for at in range(len(text))
            if text.startswith(surface, at)
        ]
        assert found, f"{self.id}: no {surface!r} in the input"
        return found if occurrence is None else [found[occurrence - 1]]


@dataclass
class Rows:
    """What was extracted from a case's documents, whichever way."""

    documents: list[dict[str, Any]]
    actors: dict[str, dict[str, Any]] = field(default_factory=dict)

    def all(self, layer: str) -> Iterator[tuple[int, dict[str, Any]]]:
        for number, document in enumerate(self.documents):
            for row in document[layer]:
                yield number, row

    def acting(self) -> Iterator[tuple[int, dict[str, Any]]]:
        """Mentions that stand for an actor."""
        return ((number, row) for number, row in self.all("mentions") if row["actor"] is not None)


def read_cases() -> list[Case]:
    """Every case of the file, the described ones left out."""
    cases = []
    lines = CASES.read_text(encoding="utf-8").split("\n")
    for line, expected in itertools.pairwise(lines):
        head = re.match(r"([SADC]\d\d)(?: @(\S+))? \| (.*)", line)
        if not head or head[1] in DESCRIBED:
            continue
        assert expected.startswith("= "), f"{head[1]}: its expectation is missing"
        texts, days = [], []
        day = head[2]
        for part in decode(head[3].split(" ## ")[0]).split(" ‖ "):
            own = re.match(r"@(\d{4}-\d\d-\d\d) ", part)
            day = own[1] if own else day
            texts.append(part[own.end() :] if own else part)
            days.append(day)
        cases.append(Case(head[1], texts, days, decode(expected[2:])))
    return cases


def decode(line: str) -> str:
    """Line breaks and characters by code."""
    line = re.sub(r"\\u([0-9a-f]{4})", lambda m: chr(int(m[1], 16)), line)
    return line.replace("⏎", "\n")


def rows_from_core(binary: str, cases: list[Case]) -> list[Rows]:
    """Rows from the Rust core, through the developers' command."""
    out = []
    for case in cases:
        feed = "\n".join(
            json.dumps({"doc_id": str(n), "text": text, "published": day})
            for n, (text, day) in enumerate(zip(case.texts, case.published, strict=True))
        )
        done = subprocess.run([binary, "rows"], input=feed.encode(), capture_output=True, check=True)
        *records, joined = [json.loads(line) for line in done.stdout.decode().split("\n") if line]
        actors = [actor["id"] for actor in joined["actors"]]
        casts = [[actors[number] for number in cast] for cast in joined["cast"]]
        documents = [rows_of_record(*one) for one in zip(records, case.texts, casts, strict=True)]
        out.append(Rows(documents, {actor["id"]: actor for actor in joined["actors"]}))
    return out


def rows_of_record(record: dict[str, Any], text: str, cast: list[str]) -> dict[str, Any]:
    """The rows of a document from its record, whose spans count bytes; `cast` has the id of each of its actors."""
    encoded = text.encode()
    surface = lambda span: encoded[span["start"] : span["end"]].decode()
    code_points = lambda span: [len(encoded[: span[edge]].decode()) for edge in ("start", "end")]
    actor = lambda local: None if local is None else cast[local]
    found = lambda row: dict(zip(("start", "end"), code_points(row["span"]), strict=True)) | {"text": surface(row["span"])}
    days = lambda days, first, last: {first: days and days["first"], last: days and days["last"]}
    layout = record["layout"]
    return {
        "published": layout["published"]["day"],
        "published_basis": layout["published"]["basis"],
        "language": layout["language"] and layout["language"]["code"],
        "authors": [surface(span) for span in layout["authors"]],
        "blocks": [{**found(block), "role": block["role"]} for block in layout["blocks"]],
        "sentences": [code_points(sentence["span"]) for sentence in record["segments"]["sentences"]],
        "dates": [
            {**date, **found(date), **days(date["days"], "earliest", "latest"), "mod": date["modifier"]}
            for date in record["dates"]["expressions"]
        ],
        "spans": [days(period["days"], "earliest", "latest") for period in record["dates"]["periods"]],
        "mentions": [
            {**mention, **found(mention), "actor": actor(mention["actor"])} for mention in record["actors"]["mentions"]
        ],
        "statements": [
            {
                **statement,
                **{role: [*map(code_points, statement[role])] for role in ("content", "source", "cue", "addressee")},
                **days(statement["said"], "said_from", "said_to"),
                "speaker": actor(statement["speaker"]),
            }
            for statement in record["statements"]
        ],
    }


def rows_from_python(case: Case) -> Rows:
    """Rows from `onrecord.extract`."""
    import onrecord

    record = onrecord.extract(
        [
            {"doc_id": str(n), "text": text, "published": day}
            for n, (text, day) in enumerate(zip(case.texts, case.published, strict=True))
        ]
    )
    pair = lambda spans: [[span["start"], span["end"]] for span in spans or []]
    day = lambda value: value.isoformat() if value else None
    documents = {
        row["doc_id"]: {**row, "published": day(row["published"])}
        | {layer: [] for layer in ("blocks", "sentences", "dates", "spans", "mentions", "statements")}
        for row in record.documents.to_dicts()
    }
    for row in record.blocks.to_dicts():
        documents[row["doc_id"]]["blocks"].append(row)
    for row in record.sentences.to_dicts():
        documents[row["doc_id"]]["sentences"].append([row["start"], row["end"]])
    for layer in ("dates", "spans"):
        for row in getattr(record, layer).to_dicts():
            documents[row["doc_id"]][layer].append(
                {**row, "earliest": day(row["earliest"]), "latest": day(row["latest"])}
            )
    for row in record.mentions.to_dicts():
        documents[row["doc_id"]]["mentions"].append({**row, "actor": row["actor_id"]})
    for row in record.statements.to_dicts():
        documents[row["doc_id"]]["statements"].append(
            {
                **{role: pair(row[f"{role}_spans"]) for role in ("content", "source", "cue", "addressee")},
                **{key: row[key] for key in ("kind", "act")},
                "parent": row["parent_id"],
                "speaker": row["speaker_id"],
                "said_from": day(row["said_from"]),
                "said_to": day(row["said_to"]),
            }
        )
    actors = {row["actor_id"]: row for row in record.actors.to_dicts()}
    return Rows([documents[str(n)] for n in range(len(case.texts))], actors)


def check(case: Case, rows: Rows) -> list[str]:
    """What does not hold, in words; empty if the case passes."""
    for document, text in zip(rows.documents, case.texts, strict=True):
        if document.get("error"):
            return [f"error: {document['error']}"]
        for mention in document["mentions"]:
            if text[mention["start"] : mention["end"]] != mention["text"]:
                return [f"offsets of {mention['text']!r} do not slice it"]
    return list(Checker(case, rows).failures())


MARKED = r"⟦([^⟧]*)⟧(?:#(\d))?"
Step = Callable[["Checker", re.Match[str]], str | None]


class Checker:
    """Checks the clauses of one expectation."""

    def __init__(self, case: Case, rows: Rows):
        self.case, self.rows = case, rows

    def failures(self) -> Iterator[str]:
        expected = re.sub(r" \((?!one statement|one expression)[^()⟦⟧]*\)", "", self.case.expected)
        layer = self.case.id[0]
        if layer == "S" or re.match(r"(src|con) ", expected):
            clauses = self.split_statements(expected)
        else:
            clauses = [clause.strip() for clause in re.split("; |, and (?=no )", expected)]
        for number, clause in enumerate(clauses):
            if layer == "C" and number == 0 and (roles := self.roles(clause, expected)) is not None:
                if failure := self.check_roles(roles):
                    yield failure
                continue
            if layer == "C" and number > 0 and (clause in ROLES or clause == EQUAL_LINES):
                continue  # seen with the first clause
            for pattern, step in STEPS:
                if match := re.fullmatch(pattern, clause):
                    if failure := step(self, match):
                        yield f"{clause}: {failure}"
                    break
            else:
                raise AssertionError(f"{self.case.id}: the runner does not understand {clause!r}")

    def split_statements(self, expected: str) -> list[str]:
        return [
            part.strip() for whole in expected.split(";; ") for part in re.split(r"; (?=⟦|the text)", whole)
        ]

    def place(self, surface: str, occurrence: str | None) -> list[Place]:
        return self.case.places(surface, int(occurrence) if occurrence else None)

    # Statements

    def statement(self, match: re.Match[str]) -> str | None:
        wanted = {
            role: [self.place(*mark) for mark in re.findall(MARKED, match[role])] if match[role] else None
            for role in ("source", "cue", "content", "addressee")
        }
        tail = match["tail"] or ""
        only = "(one statement)" in tail
        tail = tail.replace("(one statement)", "").strip()
        words, *others = [part.strip() for part in tail.split(",")]
        labels = words.split()
        assert all(label in KINDS | ACTS for label in labels), f"{self.case.id}: what is {words!r}?"
        statements = list(self.rows.all("statements"))
        if only and len(statements) != 1:
            return f"{len(statements)} statements"
        near = "no statement with such a content"
        for number, row in statements:
            if not self.spans_are(number, row["content"], wanted["content"]):
                continue
            near = (
                self.statement_differs(number, row, wanted, match["nobody"] is not None, labels, others) or ""
            )
            if not near:
                return None
        return near

    def spans_are(self, number: int, spans: list[list[int]], wanted: list[list[Place]] | None) -> bool:
        if wanted is None:
            return True
        return len(spans) == len(wanted) and all(
            (number, *span) in places for span, places in zip(spans, wanted, strict=True)
        )

    def statement_differs(
        self,
        number: int,
        row: dict[str, Any],
        wanted: dict[str, Any],
        nobody: bool,
        labels: list[str],
        others: list[str],
    ) -> str | None:
        text = self.case.texts[number]
        if nobody and row["source"]:
            return "it has a source"
        for role in ("source", "cue", "addressee"):
            if not self.spans_are(number, row[role], wanted[role]):
                return f"{role} is {[text[a:b] for a, b in row[role]]}"
        for label in labels:
            key = "kind" if label in KINDS else "act"
            if row[key] != label:
                return f"{key} is {row[key]}"
        for other in others:
            if said := re.fullmatch(r"said (\S+)", other):
                day = None if said[1] == "null" else said[1]
                if (row["said_from"], row["said_to"]) != (day, day):
                    return f"said {row['said_from']}..{row['said_to']}"
            elif other == "speaker: the foreign ministry":
                if self.type_of(row["speaker"]) != "government":
                    return f"speaker is {row['speaker']}"
            elif speaker := re.fullmatch(r"speaker (.+)", other):
                if not self.is_called(row["speaker"], speaker[1]):
                    return f"speaker is {row['speaker']}"
            else:
                assert other == "not a person", f"{self.case.id}: what is {other!r}?"
        return None

    def is_called(self, actor: str | None, name: str) -> bool:
        if name == "null" or actor is None:
            return name == "null" and actor is None
        row = self.rows.actors[actor]
        return any(
            set(fold(name).split()) <= set(fold(known).split()) for known in [row["name"], *row["aliases"]]
        )

    def type_of(self, actor: str | None) -> str | None:
        return self.rows.actors[actor]["type"] if actor else None

    def no_statement(self, _: re.Match[str]) -> str | None:
        found = [row for _, row in self.rows.all("statements")]
        return f"{len(found)} statements" if found else None

    def statement_by(self, match: re.Match[str]) -> str | None:
        found = [row for _, row in self.rows.all("statements")]
        if len(found) != 1 or not self.is_called(found[0]["speaker"], match[1]):
            return f"{[row['speaker'] for row in found]}"
        text, spans = self.case.texts[0], found[0]["content"]
        said = "".join(text[a:b] for a, b in spans)
        first, last = text.split("\n\n")[0], text.split("\n\n")[-1].split(" Annan")[0].rsplit(" ", 1)[0]
        whole = first in said and last in said and "ADVERTISEMENT" not in said
        return None if whole else f"content is {said!r}"

    # Actors

    def actor_at(self, places: list[Place], kind: str | None = None) -> str | None:
        """The actor of the mention that stands exactly at one of these places."""
        for number, row in self.rows.acting():
            if (number, row["start"], row["end"]) in places and kind in (None, row["kind"]):
                return row["actor"]
        return None

    def actor_clause(self, match: re.Match[str]) -> str | None:
        clause = match[0]
        previous = None
        for relation, counterpart, surface, occurrence, tail in re.findall(
            rf"(?:^| (=|≠) | )(the nominal with “counterpart”)?(?:{MARKED})?((?: (?:name|nominal|pronoun)\b)?)",
            clause,
        ):
            if counterpart:
                previous = next(
                    (row["actor"] for _, row in self.rows.acting() if "counterpart" in row["text"]), None
                )
                if previous is None:
                    return "no such mention"
                continue
            if not surface:
                continue
            actor = self.actor_at(self.place(surface, occurrence), tail.strip() or None)
            if actor is None:
                return f"no mention {surface!r}{' of that kind' if tail else ''}"
            if relation == "=" and actor != previous:
                return f"{surface!r} is {actor}, not {previous}"
            if relation == "≠" and actor == previous:
                return f"both are {actor}"
            if failure := self.attributes(actor, self.labels_after(clause, surface, occurrence)):
                return failure
            previous = actor
        return None

    def labels_after(self, clause: str, surface: str, occurrence: str) -> str:
        """The type, country and role that stand behind a surface, or behind the run of surfaces that it is in."""
        mark = f"⟦{surface}⟧" + (f"#{occurrence}" if occurrence else "")
        rest = clause[clause.index(mark) + len(mark) :]
        rest = re.sub(rf"^(?: (?:= )?{MARKED})*", "", rest)
        return re.split("[=≠⟦]", rest)[0].strip()

    def attributes(self, actor: str, labels: str) -> str | None:
        row = self.rows.actors[actor]
        role = re.search(r"role ([A-Z][\w ]*)$", labels)
        if role and fold(row["role"] or "") != fold(role[1]):
            return f"role of {actor} is {row['role']}"
        for label in re.sub(r",? ?role .*", "", labels).replace("=", " ").split():
            if label in ACTOR_TYPES and row["type"] != label:
                return f"{actor} is a {row['type']}"
            if re.fullmatch(r"[A-Z]{3}", label) and row["country"] != label:
                return f"country of {actor} is {row['country']}"
            assert label in ACTOR_TYPES | {"name", "nominal", "pronoun"} or re.fullmatch(
                r"[A-Z]{3}", label
            ), f"{self.case.id}: what is {label!r}?"
        return None

    def no_mentions(self, match: re.Match[str]) -> str | None:
        for surface, occurrence in re.findall(MARKED, match[0]):
            for number, start, end in self.place(surface, occurrence):
                for at, row in self.rows.acting():
                    same = (row["start"], row["end"]) == (start, end)
                    inside = row["kind"] == "name" and row["start"] < end and start < row["end"]
                    if at == number and (same or inside):
                        return f"{row['text']!r} is {row['actor']}"
        return None

    def none(self, match: re.Match[str]) -> str | None:
        return self.no_statement(match) if self.case.id[0] == "S" else self.no_date(match)

    def no_actor(self, _: re.Match[str]) -> str | None:
        found = [row["text"] for _, row in self.rows.acting()]
        return f"{found}" if found else None

    def nothing_else(self, _: re.Match[str]) -> str | None:
        known = {m[1] for m in re.finditer(MARKED, self.case.expected)}
        found = [row["text"] for _, row in self.rows.acting() if row["text"] not in known]
        return f"{found}" if found else None

    def no_person(self, _: re.Match[str]) -> str | None:
        known = {m[1] for m in re.finditer(MARKED + "(?= person)", self.case.expected)}
        found = [
            row["text"]
            for _, row in self.rows.acting()
            if row["type"] == "person" and row["text"] not in known
        ]
        return f"{found}" if found else None

    def governments(self, match: re.Match[str]) -> str | None:
        found = {a["country"] for a in self.rows.actors.values() if a["type"] == "government"}
        wanted = set(re.findall(r"[A-Z]{3}", match[0]))
        return None if found == wanted else f"{sorted(map(str, found))}"

    def one_person(self, match: re.Match[str]) -> str | None:
        people = [a for a in self.rows.actors.values() if a["type"] == "person"]
        if len(people) != 1 or people[0]["role"] != match[1]:
            return f"{[(a['id'], a['role']) for a in people]}"
        return None

    def four_mentions(self, match: re.Match[str]) -> str | None:
        actors = {row["actor"] for _, row in self.rows.acting()}
        found = [row["text"] for _, row in self.rows.acting()]
        return None if len(actors) == 1 and len(found) == 4 else f"{actors} {found}"

    def in_no_span(self, match: re.Match[str]) -> str | None:
        found = [
            row["text"]
            for _, row in self.rows.acting()
            for bad in re.findall("“([^”]+)”", match[0])
            if bad in row["text"]
        ]
        return f"{found}" if found else None

    def not_the_country(self, match: re.Match[str]) -> str | None:
        actor = self.actor_at(self.place(match[1], match[2]))
        row = self.rows.actors.get(actor or "", {})
        return f"it is {actor}" if row.get("type") == "country" and row.get("country") == match[3] else None

    def either(self, match: re.Match[str]) -> str | None:
        for surface, occurrence in (match.group(1, 2), match.group(3, 4)):
            actor = self.actor_at(self.place(surface, occurrence))
            if actor and self.type_of(actor) == match[5]:
                return None
        return "neither is one"

    def chain_of_actors(self, match: re.Match[str]) -> str | None:
        """`⟦a⟧ = ⟦b⟧ one person with four mentions; …`"""
        return self.actor_clause(re.fullmatch(".*", match[1])) or self.four_mentions(match)

    # Dates

    def date(self, match: re.Match[str]) -> str | None:
        places = self.place(match["surface"], match["nth"]) if match["surface"] else None
        found = [
            row
            for number, row in self.rows.all("dates")
            if (places is None or (number, row["start"], row["end"]) in places)
            and row["type"] == match["type"]
        ]
        if not found:
            seen = [(row["text"], row["type"], row["value"]) for _, row in self.rows.all("dates")]
            return f"not found, but {seen}"
        differences = [self.date_differs(row, match) for row in found]
        return None if None in differences else differences[0]

    def date_differs(self, row: dict[str, Any], match: re.Match[str]) -> str | None:
        for key, wanted in (("value", match["value"]), ("mod", match["mod"]), ("basis", match["basis"])):
            if wanted and row[key] != wanted:
                return f"{key} is {row[key]}"
        if match["days"] is not None and days(match["days"]) != (row["earliest"], row["latest"]):
            return f"[{row['earliest']}..{row['latest']}]"
        return None

    def no_date(self, match: re.Match[str]) -> str | None:
        known = {m[1] for m in re.finditer(MARKED, self.case.expected)}
        found = [
            row["text"]
            for _, row in self.rows.all("dates")
            if row["text"] not in known and ("type DATE" not in match[0] or row["type"] == "DATE")
        ]
        return f"{found}" if found else None

    def span(self, match: re.Match[str]) -> str | None:
        found = [(row["earliest"], row["latest"]) for _, row in self.rows.all("spans")]
        return None if days(match[1]) in found else f"{found}"

    def dates_at_most(self, match: re.Match[str]) -> str | None:
        allowed = {place for mark in re.findall(MARKED, match[0]) for place in self.place(*mark)}
        found = [
            row["text"] for n, row in self.rows.all("dates") if (n, row["start"], row["end"]) not in allowed
        ]
        return f"{found}" if found else None

    def none_in_second_line(self, _: re.Match[str]) -> str | None:
        second = self.case.texts[0].index("\n")
        found = [row["text"] for _, row in self.rows.all("dates") if row["start"] > second]
        return f"{found}" if found else None

    # Documents

    def roles(self, clause: str, expected: str) -> list[str] | None:
        if EQUAL_LINES in expected:
            return ["boilerplate", "title|boilerplate", "boilerplate|title", "body", "boilerplate"]
        roles: list[str] = []
        for part in clause.split(", "):
            match = re.fullmatch(r"(\w+)(?: ×(\d))?", part)
            if not match or match[1] not in ROLES:
                return None
            roles += [match[1]] * int(match[2] or 1)
        return roles

    def check_roles(self, wanted: list[str]) -> str | None:
        text, blocks = self.case.texts[0], self.rows.documents[0]["blocks"]
        found, at = [], 0
        for line in text.split("\n"):
            if line.strip("\ufeff \r"):
                middle = at + len(line) // 2
                found.append(next((b["role"] for b in blocks if b["start"] <= middle < b["end"]), "nothing"))
            at += len(line) + 1
        same = len(found) == len(wanted) and all(
            f in w.split("|") for f, w in zip(found, wanted, strict=True)
        )
        if "title|boilerplate" in wanted and same:
            same = sorted(found[1:3]) == ["boilerplate", "title"]
        return None if same else f"roles are {found}"

    def published(self, match: re.Match[str]) -> str | None:
        document = self.rows.documents[0]
        wanted = None if match[1] == "null" else match[1]
        if document["published"] != wanted or match[2] not in (None, document["published_basis"]):
            return f"{document['published']}, {document['published_basis']}"
        return None

    def not_published(self, match: re.Match[str]) -> str | None:
        return "it is" if self.rows.documents[0]["published"] == match[1] else None

    def authors(self, match: re.Match[str]) -> str | None:
        found = self.rows.documents[0].get("authors")
        return None if found == match[1].split(", ") else f"{found}"

    def language(self, match: re.Match[str]) -> str | None:
        found = self.rows.documents[0]["language"]
        return None if found == match[1] else f"{found}"

    def sentences(self, match: re.Match[str]) -> str | None:
        found = len(self.rows.documents[0]["sentences"])
        return None if found == {"one": 1, "two": 2}[match[1]] else f"{found} sentences"

    def standing_at(self, match: re.Match[str]) -> str | None:
        start, end = int(match[3]), int(match[4])
        assert self.case.texts[0][start:end] == match[2]
        document = self.rows.documents[0]
        if match[1]:
            found = [(b["start"], b["end"]) for b in document["blocks"] if b["role"] == match[1].strip()]
        else:
            found = [(row["start"], row["end"]) for _, row in self.rows.acting()]
        return None if (start, end) in found else f"{found}"

    def source_is(self, match: re.Match[str]) -> str | None:
        places = self.place(match[1], match[2])
        found = [row["source"] for _, row in self.rows.all("statements")]
        return None if any(len(s) == 1 and (0, *s[0]) in places for s in found) else f"{found}"

    def holds(self, _: re.Match[str]) -> None:
        """What `check` has seen already: no error, and offsets that slice the text as it was given."""
        return


def fold(name: str) -> str:
    plain = unicodedata.normalize("NFD", name.casefold().replace("ı", "i"))
    return "".join(c for c in plain if not unicodedata.combining(c)).replace("-", " ").replace(".", "")


def days(text: str) -> tuple[str | None, str | None]:
    """`a..b`, `a` or nothing."""
    if not text:
        return None, None
    first, _, last = text.partition("..")
    return first, last or first


ROLE = r"⟦[^⟧]*⟧(?:#\d)?"
MANY = rf"{ROLE}(?: \+ {ROLE})*"

STEPS: list[tuple[str, Step]] = [
    (
        rf"(?:src (?:(?P<nobody>null)|(?P<source>{MANY})) ?)?(?:cue (?P<cue>{ROLE}) ?)?con (?P<content>{MANY})"
        rf"(?: to (?P<addressee>{ROLE}))?(?P<tail>.*)",
        Checker.statement,
    ),
    (rf"src {MARKED}", Checker.source_is),
    (r"none in the second line", Checker.none_in_second_line),
    (rf"{ROLE}(?: {ROLE})* at most", Checker.dates_at_most),
    (
        rf"(?:⟦(?P<surface>[^⟧]*)⟧(?:#(?P<nth>\d))? )?(?P<type>DATE|TIME|DURATION|SET)(?: (?P<value>[\w:-]+?))??"
        rf"(?: (?P<mod>{'|'.join(sorted(MODIFIERS))}))?(?: \[(?P<days>[^\]]*)\])?(?:, basis (?P<basis>\w+))?(?: \(one expression\))?",
        Checker.date,
    ),
    (r"span \[(.*)\]", Checker.span),
    (r"none", Checker.none),
    (r"no date|no other date|no other row of type DATE", Checker.no_date),
    (r"no statement", Checker.no_statement),
    (r"one statement by (\w+), with both paragraphs.*", Checker.statement_by),
    (r"published (\S+?)(?:, basis (\w+))?", Checker.published),
    (r"published is not (\S+)", Checker.not_published),
    (r"authors (.*)", Checker.authors),
    (r"language (\w+)", Checker.language),
    (r"(one|two) sentences?", Checker.sentences),
    (r"(title )?⟦([^⟧]*)⟧ at (\d+)\.\.(\d+)", Checker.standing_at),
    (r"no error|the text is kept as it was", Checker.holds),
    (r"no mention of an actor(?: in the byline)?", Checker.no_actor),
    (r"nothing else", Checker.nothing_else),
    (r"no person|no other mention of a person", Checker.no_person),
    (r"(?:two|three) governments.*", Checker.governments),
    (r"one person, role (.*)", Checker.one_person),
    (r"(.*) one person with four mentions", Checker.chain_of_actors),
    (r"neither “Mr” nor “’s” in a span|“\(L\)” in no span", Checker.in_no_span),
    (rf"{MARKED} is not the country ([A-Z]{{3}})", Checker.not_the_country),
    (rf"{MARKED} or {MARKED} (\w+)", Checker.either),
    (rf"no {ROLE}(?:, no {ROLE})*", Checker.no_mentions),
    (rf"(?:{ROLE}|the nominal with).*", Checker.actor_clause),
]
