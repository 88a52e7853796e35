"""What is done by saying what one will do, or what others must do: events that stand in the content and not in the act.

"Hungary said it will support the resolution" is a statement, and as an event of PLOVER an agreement; "Russia said
that Sudan must return the helicopter" is a request. The words that tell are a table, `data/intentions.tsv`. Looked
at is the first clause of a content alone, behind what opens it ("under the accord, …"): whose subject it has,
which auxiliary, whether it is turned round, which verb.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from onrecord._folding import fold
from onrecord._sources import source_country
from onrecord._tables import table_rows

__all__ = ["Intention", "intention"]

_WORD = re.compile(r"[^\W_]+(?=n['’]t\b)|n['’]t\b|['’](?:ll|d|s|re|m)\b|[^\W_]+(?:[-.][^\W_]+)*|[,;:.!?]")
_QUOTES = frozenset("\"“‘'`«")
_CLAUSE_END = frozenset(",;:.!?")
_LONGEST = 24
"""How many words of a content are looked at."""


@dataclass(frozen=True, slots=True)
class Intention:
    """What a content tells that its speaker will do, or that others must do."""

    act: str
    """The act that an event of this kind is coded as."""
    subject_end: int
    """Where the subject ends, in code points of the content."""
    asked_country: str | None = None
    """The country of whom something is asked, where the subject names one."""
    subject_start: int = 0
    """Where the subject begins, behind what opens the clause."""


def intention(
    content: str, speaker: str | None, country: str | None, *, is_wish: bool = False
) -> Intention | None:
    """What a content tells to be done by its speaker, who has this name and country, or by others; null for nothing.

    Of a wish the content may begin with the verb: "to impose restrictions".

    >>> intention("it will support the resolution", "Hungary", "HUN")
    Intention(act='promise', subject_end=2, asked_country=None, subject_start=0)
    >>> intention("that Sudan must return the helicopter", "Russia", "RUS").act
    'demand'
    >>> intention("it would not accept more refugees", "Syria", "SYR").act
    'refuse'
    >>> intention("that Sudan will return the helicopter", "Russia", "RUS") is None
    True
    """
    clause = _Clause(content)
    start = clause.after("that") or 0
    if is_wish and (verb := clause.after("to", start)) is not None:
        return clause.done(verb, 0)
    if clause.is_word("apart", start):
        return None
    for place in range(start + 1, len(clause.words)):
        if clause.words[place] not in _signals():
            continue
        subject = content[clause.starts[start] : clause.ends[place - 1]]
        if clause.is_word("apart", place):
            return None
        if clause.reads("must", place) is not None:
            is_asked = not clause.is_word("nobody", start) and not _is_own(
                subject, speaker, country, is_quoted=clause.is_quoted
            )
            asked = Intention(
                "demand", clause.ends[place - 1], source_country(subject), subject_start=clause.starts[start]
            )
            return asked if is_asked else None
        will = clause.reads("will", place)
        is_turned, after = clause.turned(place if will is None else will)
        ready, going = clause.led("ready", after), clause.led("going", after)
        if will is None and ready is None and going is None:
            continue
        if not _is_own(subject, speaker, country, is_quoted=clause.is_quoted):
            return None
        is_led_turned, behind = ready or going or (False, after)
        is_verb_turned, verb = clause.turned(behind)
        return clause.done(
            verb, place, is_turned=is_turned or is_led_turned or is_verb_turned, is_willing=ready is not None
        )
    return None


class _Clause:
    """The words of the first clause of a content, as far as the first mark behind what opens it."""

    def __init__(self, content: str) -> None:
        found = [word for word, _ in zip(_WORD.finditer(content), range(_LONGEST), strict=False)]
        words = [fold(word[0]).replace("’", "'") for word in found]
        begin = _opened(words)
        end = next((place for place in range(begin, len(words)) if words[place] in _CLAUSE_END), len(words))
        self.words = words[begin:end]
        self.starts = [word.start() for word in found[begin:end]]
        self.ends = [word.end() for word in found[begin:end]]
        self.is_quoted = content.lstrip()[:1] in _QUOTES

    def after(self, word: str, place: int = 0) -> int | None:
        """Behind this word, if it stands here."""
        return place + 1 if self.words[place : place + 1] == [word] else None

    def is_word(self, what: str, place: int) -> bool:
        """Whether a word that does this stands here."""
        return place < len(self.words) and (self.words[place],) in _phrases(what)

    def reads(self, what: str, place: int) -> int | None:
        """Behind the words that do this, if they stand here."""
        lengths = (
            length for length in (3, 2, 1) if tuple(self.words[place : place + length]) in _phrases(what)
        )
        length = next(lengths, None)
        return None if length is None else place + length

    def turned(self, place: int) -> tuple[bool, int]:
        """Whether it is turned round here, and where what tells something goes on."""
        behind = self.reads("not", place)
        if behind is not None:
            return True, self.turned(behind)[1]
        behind = self.reads("between", place)
        return (False, place) if behind is None else self.turned(behind)

    def led(self, what: str, place: int) -> tuple[bool, int] | None:
        """Behind a form of "be" and the words that do this, if they stand here, and whether it is turned round."""
        be = self.reads("be", place)
        is_turned, after = (False, place) if be is None else self.turned(be)
        behind = None if be is None else self.reads(what, after)
        return None if behind is None else (is_turned, behind)

    def done(
        self, verb: int, subject_end: int, *, is_turned: bool = False, is_willing: bool = False
    ) -> Intention | None:
        """What is done by a verb that stands here; who is willing to do something, agrees if it is no coercion."""
        if self.is_word("coerce", verb):
            act = None if is_turned else "threaten"
        elif self.is_word("cooperate", verb) or (is_willing and verb < len(self.words)):
            act = "refuse" if is_turned else "promise"
        else:
            act = None
        end = self.ends[subject_end - 1] if subject_end else 0
        return Intention(act, end) if act else None


def _opened(words: list[str]) -> int:
    """Where the clause begins behind phrases that open it: "under the accord, …", "that, if they leave, …"."""
    begin = 1 if words[:2] == ["that", ","] else 0
    begin += words[begin : begin + 1] == [","]
    first = begin + (words[begin : begin + 1] == ["that"])
    while (words[first],) in _phrases("opening") if first < len(words) else False:
        mark = next((place for place in range(first, len(words)) if words[place] in _CLAUSE_END), None)
        if mark is None or words[mark] != ",":
            break
        begin = first = mark + 1
    return begin


def _is_own(subject: str, speaker: str | None, country: str | None, *, is_quoted: bool) -> bool:
    """Whether a subject is the speaker: a pronoun, a word of the name, or the state that it speaks for."""
    words = fold(subject).split()
    if len(words) == 1 and (words[0],) in _phrases("quoted") | (
        frozenset() if is_quoted else _phrases("own")
    ):
        return True
    if country is not None and source_country(subject) == country:
        return True
    return bool(words) and speaker is not None and fold(speaker).split()[-1] == words[-1]


@cache
def _signals() -> frozenset[str]:
    """Words with which what stands behind a subject begins."""
    return frozenset(phrase[0] for what in ("must", "will", "be", "apart") for phrase in _phrases(what))


@cache
def _phrases(what: str) -> frozenset[tuple[str, ...]]:
    """The words that do this, as runs of words."""
    return frozenset(
        tuple(phrase.split())
        for kind, phrases in table_rows("intentions")
        if kind == what
        for phrase in phrases.split(";")
    )
