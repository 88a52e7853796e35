"""The cases from the field as data: reads `tests/cases/field_cases.md`, whose clauses are those of the hard cases and a few more."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from hard_cases import ACTS, CASES, KINDS, MARKED, Case, Checker, Place, Rows, days, decode, fold

FIELD_CASES = CASES.with_name("field_cases.md")

MODES = r"DATE|TIME|DURATION|SET"


def read_field_cases(layers: str) -> list[Case]:
    """The cases whose ids have one of these letters behind the F: S, A or D."""
    cases = []
    lines = FIELD_CASES.read_text(encoding="utf-8").split("\n")
    for at, line in enumerate(lines):
        head = re.match(rf"(F[{layers}]\d\d)(?: @(\S+))? \| (.*)", line)
        if head:
            expected = lines[at + 1].removeprefix("= ").split(" ## ")[0]
            assert expected != lines[at + 1], f"{head[1]}: its expectation is missing"
            text = decode(head[3].split(" ## ")[0])
            cases.append(Case(head[1], [text], [head[2]], decode(expected)))
    return cases


def differences(case: Case, rows: Rows) -> list[str]:
    """What does not hold, in words; empty if the case passes."""
    return list(FieldChecker(case, rows).failures())


class FieldChecker(Checker):
    """Checks the clauses of one expectation."""

    def failures(self) -> Iterator[str]:
        expected = self.case.expected.replace(" (one expression)", "")
        parts = expected.split(" ;; ") if re.match(r"(src|con|holds) ", expected) else expected.split("; ")
        for part in parts:
            if failure := self.clause(part):
                yield f"{part}: {failure}"

    def clause(self, clause: str) -> str | None:
        if clause == "none":
            return self.no_statement(re.match("", ""))
        if re.match(r"(src|con|holds) ", clause):
            return self.a_statement(clause)
        if found := re.fullmatch(rf"no {MARKED}", clause):
            return self.stands_alone(self.place(*found.groups()))
        if found := re.fullmatch(r"(no span|not) \[(\S*)\]", clause):
            rows = self.rows.all("spans" if found[1] == "no span" else "dates")
            return (
                "it is there" if days(found[2]) in [(r["earliest"], r["latest"]) for _, r in rows] else None
            )
        if found := re.fullmatch(r"span \[(\S*)\]", clause):
            return self.span(re.match(r"(.*)", found[1]))
        if found := re.fullmatch(rf"{MARKED}(~?) (?:{MODES})\b.*", clause):
            return self.a_date(clause.replace("⟧~", "⟧"), bool(found[3]))
        if found := re.fullmatch(rf"{MARKED} (\w+)(?: ([A-Z]{{3}}))?(?: role (.+))?", clause):
            return self.an_actor(*found.groups())
        raise AssertionError(f"{self.case.id}: the runner does not understand {clause!r}")

    # Statements

    def a_statement(self, clause: str) -> str | None:
        head = re.match(
            rf"(?:src (?P<source>{MARKED}) )?(?:cue (?P<cue>{MARKED}) )?(?P<how>con|holds) (?P<content>{MARKED})"
            rf"(?: to (?P<addressee>{MARKED}))?",
            clause,
        )
        assert head, f"{self.case.id}: the runner does not understand {clause!r}"
        mark = lambda role: self.place(*re.fullmatch(MARKED, head[role]).groups()) if head[role] else None
        labels, *others = [part.strip() for part in clause[head.end() :].split(", ")]
        near = "no statement with such a content"
        for number, row in self.rows.all("statements"):
            if head["how"] == "holds":
                fits = any(
                    start <= a and b <= end for _, a, b in mark("content") for start, end in row["content"]
                )
            else:
                fits = self.is_span(number, row["content"], mark("content"))
            if not fits:
                continue
            near = next(
                (
                    f"{role} is {[self.case.texts[number][a:b] for a, b in row[role]]}"
                    for role in ("source", "cue", "addressee")
                    if mark(role) is not None and not self.is_span(number, row[role], mark(role))
                ),
                "",
            ) or self.labels_differ(row, labels.split(), others)
            if not near:
                return None
        return near

    def is_span(self, number: int, spans: list[list[int]], places: list[Place] | None) -> bool:
        return places is None or (len(spans) == 1 and (number, *spans[0]) in places)

    def labels_differ(self, row: dict[str, Any], labels: list[str], others: list[str]) -> str | None:
        for label in labels:
            assert label in KINDS | ACTS, f"{self.case.id}: what is {label!r}?"
            key = "kind" if label in KINDS else "act"
            if row[key] != label:
                return f"{key} is {row[key]}"
        for other in others:
            if other == "parent none":
                if row["parent"] is not None:
                    return f"parent is {row['parent']}"
            elif said := re.fullmatch(r"said \[(\S*)\]", other):
                if days(said[1]) != (row["said_from"], row["said_to"]):
                    return f"said {row['said_from']}..{row['said_to']}"
            elif speaker := re.fullmatch(r"speaker (.+)", other):
                if not self.is_speaker(row["speaker"], speaker[1]):
                    return f"speaker is {row['speaker']}"
            else:
                raise AssertionError(f"{self.case.id}: what is {other!r}?")
        return None

    def is_speaker(self, actor: str | None, wanted: str) -> bool:
        if wanted == "none":
            return actor is None
        if actor is None:
            return False
        if country := re.fullmatch(r"is country ([A-Z]{3})", wanted):
            row = self.rows.actors[actor]
            return row["type"] == "country" and row["country"] == country[1]
        if named := re.fullmatch(rf"{MARKED}(?: not (.+))?", wanted):
            places = self.place(named[1], named[2])
            meant = {
                row["actor"]
                for number, row in self.rows.acting()
                if any(number == n and row["start"] < end and start < row["end"] for n, start, end in places)
            }
            return actor in meant and not (named[3] and self.is_called(actor, named[3]))
        return self.is_called(actor, wanted)

    # Actors

    def an_actor(
        self, surface: str, nth: str, kind: str, country: str | None, role: str | None
    ) -> str | None:
        places = self.place(surface, nth)
        seen = "no mention"
        for number, row in self.rows.acting():
            if any(number == n and row["start"] <= a and b <= row["end"] for n, a, b in places):
                actor = self.rows.actors[row["actor"]]
                wanted = {"type": kind, "country": country or actor["country"]}
                seen = next(
                    (f"{key} is {actor[key]}" for key, value in wanted.items() if actor[key] != value), ""
                )
                if not seen and role and fold(actor["role"] or "") != fold(role):
                    seen = f"role is {actor['role']}"
                if not seen:
                    return None
        return seen

    def stands_alone(self, places: list[Place]) -> str | None:
        found = [
            row["text"] for number, row in self.rows.acting() if (number, row["start"], row["end"]) in places
        ]
        return f"{found} is an actor" if found else None

    # Dates

    def a_date(self, clause: str, may_be_longer: bool) -> str | None:
        match = re.fullmatch(
            rf"{MARKED} (?P<type>{MODES})(?: (?P<value>[\w:-]+))?(?: \[(?P<days>\S*)\])?", clause
        )
        assert match, f"{self.case.id}: the runner does not understand {clause!r}"
        near = f"not found, but {[(row['text'], row['value']) for _, row in self.rows.all('dates')]}"
        for number, row in self.rows.all("dates"):
            for n, start, end in self.place(match[1], match[2]):
                same = (row["start"], row["end"]) == (start, end)
                if number == n and (same or (may_be_longer and row["start"] <= start and end <= row["end"])):
                    near = self.date_is(row, match) or ""
                    if not near:
                        return None
        return near

    def date_is(self, row: dict[str, Any], match: re.Match[str]) -> str | None:
        if row["type"] != match["type"]:
            return f"type is {row['type']}"
        if match["value"] and row["value"] != match["value"]:
            return f"value is {row['value']}"
        if match["days"] is not None and days(match["days"]) != (row["earliest"], row["latest"]):
            return f"[{row['earliest']}..{row['latest']}]"
        return None
