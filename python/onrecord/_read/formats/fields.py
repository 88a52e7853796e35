"""What press archives put beside their articles: labels, days, names."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass
from functools import cache

from onrecord._days import day_of
from onrecord._tables import table_rows

__all__ = [
    "MONTH",
    "Field",
    "code_of_language",
    "day_within",
    "fields_of",
    "names_of",
    "paragraphs_of",
    "shortfall",
]

MONTH = (
    "(?:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|Sept?(?:ember)?|Oct(?:ober)?|Nov(?:ember)?|"
    "Dec(?:ember)?)"
)
_DAY = re.compile(
    rf"\b(?:{MONTH}\.? \d{{1,2}}(?:st|nd|rd|th)?,? \d{{4}}|\d{{1,2}} {MONTH}\.?,? \d{{4}}|\d{{4}}-\d\d-\d\d)\b"
)


@dataclass(frozen=True)
class Field:
    """A label, as an archive writes it."""

    place: str
    column: str


@cache
def fields_of(archive: str) -> dict[str, Field]:
    """The labels of an archive, in lower case."""
    rows = table_rows("press_fields")
    return {label: Field(place, column) for whose, label, place, column in rows if whose == archive}


@cache
def _codes() -> dict[str, str]:
    """Languages by their names, in lower case."""
    return {row[0]: row[1] for row in table_rows("languages")}


def day_within(line: str) -> dt.date | None:
    """The first day in a line."""
    found = _DAY.search(line)
    return day_of(re.sub(r"(\d)(?:st|nd|rd|th)\b", r"\1", found[0])) if found else None


def names_of(byline: str) -> list[str] | None:
    """The names in a byline."""
    names = re.sub(r"^\s*by\b:?\s*", "", byline.strip(), flags=re.IGNORECASE)
    parts = (
        part.strip(" .,") for part in re.split(r"\s*;\s*|\s+and\s+|\s*,\s*(?=[A-Z][\w.'’-]+ [A-Z])", names)
    )
    return [part for part in parts if part] or None


def code_of_language(name: str | None) -> str | None:
    """The code of a language that is told by its name or its code."""
    told = re.split(r"[;,(/]", (name or "").strip().lower())[0].strip()
    return told if len(told) == 2 else _codes().get(told)


def paragraphs_of(text: str) -> list[str]:
    """The paragraphs of a text whose lines are broken: what stands between blank lines, on one line each.

    Factiva's codes of two letters begin a paragraph too, and are parted from it by a tab.
    """
    lines = text.replace("\r\n", "\n").replace("\r", "\n").replace("\f", "\n\n")
    coded = re.sub(r"^([A-Z]{2,3})(?: {2,}|\t+)(?=\S)", "\n\\1\0", lines, flags=re.MULTILINE)
    parts = re.split(r"\n[ \t\u00a0]*(?:\n[ \t\u00a0]*)+", coded)
    return [" ".join(part.split()).replace("\0", "\t") for part in parts if part.strip()]


def shortfall(label: str, told: int | None, found: int) -> str | None:
    """What to say where a file does not hold as many articles as it says itself."""
    if told is None or told == found:
        return None
    return f"{label} says that it holds {told} articles, but {found} were found in it: is it whole?"
