"""What each version of an echo did to the words: the fullest one, and beside it what others cut, changed or added.

>>> [(run.what, run.words) for run in compared("We will keep the harbour open", "we keep the port open")]
[('same', 'we'), ('cut', 'will'), ('same', 'keep the'), ('cut', 'harbour'), ('added', 'port'), ('same', 'open')]
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import lru_cache
from typing import Literal

__all__ = ["Run", "Version", "compared", "judged"]

Version = Literal["fullest", "same", "cut", "changed"]
_WORD = re.compile(r"\w+(?:[-'’.,]\w+)*")
_LONGEST = 600
"""How many words of a version are compared, so that a speech of hours does not take as long."""


@dataclass(frozen=True, slots=True)
class Run:
    """Neighbouring words that a version has as the fullest one has them, left out, or put in."""

    what: Literal["same", "cut", "added"]
    words: str


def compared(fullest: str, version: str) -> list[Run]:
    """A version against the fullest one, word by word, in order; the version's own words where both have them."""
    full, own = _words(fullest), _words(version)
    matcher = SequenceMatcher(None, [key for key, _ in full], [key for key, _ in own], autojunk=False)
    runs: list[Run] = []
    for operation, first, last, start, end in matcher.get_opcodes():
        if operation == "equal":
            runs.append(Run("same", " ".join(word for _, word in own[start:end])))
            continue
        if last > first:
            runs.append(Run("cut", " ".join(word for _, word in full[first:last])))
        if end > start:
            runs.append(Run("added", " ".join(word for _, word in own[start:end])))
    return runs


@lru_cache(maxsize=10_000)
def _words(text: str) -> Sequence[tuple[str, str]]:
    """Each word as it is compared, and as it is written with the marks around it."""
    words: list[tuple[str, str]] = []
    for written in text.split()[:_LONGEST]:
        key = "".join(_WORD.findall(written)).casefold().replace("’", "'")
        if key:
            words.append((key, written))
    return words


def judged(versions: Sequence[str]) -> list[tuple[Version, float]]:
    """For each version what it is, and the share of the fullest one's words that it kept.

    >>> judged(["We stay", "We stay here", "we leave here", "“We stay here.”"])
    [('cut', 0.667), ('fullest', 1.0), ('changed', 0.667), ('same', 1.0)]
    """
    # Most outlets print the same: each wording is compared once.
    wordings = {version: _words(version) for version in versions}
    fullest = max(wordings, key=lambda version: len(wordings[version]))
    length = max(len(wordings[fullest]), 1)
    found: dict[str, tuple[Version, float]] = {}
    for version in wordings:
        runs = compared(fullest, version)
        kept = sum(len(run.words.split()) for run in runs if run.what == "same") / length
        kinds = {run.what for run in runs}
        what: Version = "changed" if "added" in kinds else "cut" if "cut" in kinds else "same"
        found[version] = (what, round(kept, 3))
    first = list(versions).index(fullest)
    return [("fullest", 1.0) if place == first else found[version] for place, version in enumerate(versions)]
