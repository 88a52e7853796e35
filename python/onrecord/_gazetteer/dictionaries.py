"""The actor dictionaries of political event data (PETRARCH, CAMEO, TABARI) → rows of a gazetteer.

In: lines such as `HAMID_KARZAI_ [AFGGOV 20011222-20140929][AFGELI >20140929]`, each followed by its synonyms
(`+KARZAI_`). Out: one row for each code of an actor, all with one id. A code's first three letters are the
state, unless they are those of a generic agent; the letters behind tell the role. Codes do not say whether a
person or a body is meant: names of several words with a personal role are persons, unless a word like
"ministry" heads them.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable

from onrecord.exceptions import GazetteerError

__all__ = ["dictionary_rows"]

_GENERIC = frozenset("IGO NGO NGM MNC NMC IMG UIS INT REB MED NON UAF MIL GOV PTY CRM REF BUS CVL".split())
"""Codes in the place of a state's that name a kind of actor and no state."""

_PERSONAL = frozenset("GOV MIL ELI LEG OPP JUD COP SPY EDU CVL BUS LAB MOD RAD REB".split())
"""Roles that people have."""

_TYPES = {
    "GOV": "government", "MIL": "government", "COP": "government", "JUD": "government", "SPY": "government",
    "LEG": "government", "REB": "armed_group", "UAF": "armed_group", "SEP": "armed_group",
    "INS": "armed_group", "RAD": "armed_group", "IMG": "armed_group", "MED": "media", "CVL": "group",
    "REF": "group", "HLH": "group", "ELI": "group",
}  # fmt: skip
"""What is called so, where no person is; every other role makes an organization."""

_ROLES = {
    "GOV": "Government", "MIL": "Military", "ELI": "Former official", "LEG": "Legislator",
    "OPP": "Opposition", "JUD": "Judiciary", "COP": "Police", "SPY": "Intelligence", "REB": "Rebel",
    "MED": "Journalist", "BUS": "Business", "LAB": "Labour", "EDU": "Education",
}  # fmt: skip

_HEADS = frozenset(
    (
        "MINISTRY GOVERNMENT ARMY PARLIAMENT COUNCIL POLICE OFFICE DEPARTMENT COMMITTEE COURT FORCE FORCES "
        "AGENCY PARTY GROUP UNION FRONT MOVEMENT BANK ASSEMBLY CONGRESS SENATE COMMISSION MILITARY TROOPS "
        "ALLIANCE COALITION LEAGUE FEDERATION ASSOCIATION BRIGADE BRIGADES MILITIA NAVY COMPANY NEWS "
        "AUTHORITY PRESIDENCY CABINET ADMINISTRATION ORGANIZATION ORGANISATION UNIVERSITY SERVICE"
    ).split()
)
"""Words that no person's name has."""

_SMALL = frozenset("of the and for in al el bin ibn de da del der van von la le".split())

_DATES = re.compile(r"(?P<sign>[<>])\s*(?P<one>\d{4,8})|(?P<first>\d{4,8})\s*-\s*(?P<last>\d{4,8})")


def dictionary_rows(lines: Iterable[str], source: str) -> list[dict[str, str]]:
    """The rows of a dictionary; `source` names it in errors."""
    actors: list[tuple[int, str, list[str], list[str]]] = []
    for number, raw in enumerate(lines, 1):
        line = re.sub(r"<!--.*?-->", "", raw).split(";", 1)[0].strip().lstrip("\ufeff")
        if not line or line.startswith("#"):
            continue
        name, *codes = line.split("[")
        if line.startswith("+"):
            if not actors:
                raise GazetteerError(f"{source}, line {number}: a synonym before any actor")
            actors[-1][2].append(name[1:])
            bracketed = codes
        elif codes:
            bracketed = codes
            actors.append((number, name, [], []))
        else:
            raise GazetteerError(f"{source}, line {number}: {name.strip()!r} has no code in brackets")
        for code in bracketed:
            if "]" not in code:
                raise GazetteerError(f"{source}, line {number}: a bracket is not closed")
            actors[-1][3].append(code.split("]", 1)[0])
    return [row for actor in actors for row in _rows(*actor, source)]


def _rows(line: int, name: str, synonyms: list[str], codes: list[str], source: str) -> list[dict[str, str]]:
    """One row for each code of an actor."""
    own = _spelt(name)
    if not own:
        raise GazetteerError(f"{source}, line {line}: an actor without a name")
    aliases = [alias for raw in [name, *synonyms] for alias in _spellings(raw) if alias != own]
    read = [_code(code, line, source) for code in codes]
    is_person = _is_person(
        name, [agents for _, agents, *_ in read], any(first or last for *_, first, last in read)
    )
    rows: list[dict[str, str]] = []
    for state, agents, first, last in read:
        role = next((_ROLES[agent] for agent in agents if agent in _ROLES), "") if is_person else ""
        row = {
            "id": _slug(own),
            "name": own,
            "aliases": ";".join(dict.fromkeys(aliases)),
            "type": "person" if is_person else _type(state, agents),
            "country": "" if state in _GENERIC else state,
            "role": role,
            "from": first,
            "to": last,
        }
        rows.append({column: value for column, value in row.items() if value})
    return rows


def _code(text: str, line: int, source: str) -> tuple[str, list[str], str, str]:
    """`AFGGOV 20011222-20140929` → state, roles, first and last day; the dates may come first."""
    dates = _DATES.search(text)
    code = (text[: dates.start()] + text[dates.end() :] if dates else text).strip()
    if not re.fullmatch(r"[A-Z]{3}(?:[A-Za-z]{3})*", code):
        raise GazetteerError(
            f"{source}, line {line}: {code!r} is no code of three letters and roles of three each"
        )
    first = last = ""
    if dates and dates["sign"] == "<":
        last = _day(dates["one"], line, source)
    elif dates and dates["sign"] == ">":
        first = _day(dates["one"], line, source)
    elif dates:
        first, last = _day(dates["first"], line, source), _day(dates["last"], line, source)
        if first > last:
            raise GazetteerError(f"{source}, line {line}: {dates[0]} ends before it begins")
    return code[:3], [code[at : at + 3].upper() for at in range(3, len(code), 3)], first, last


def _day(text: str, line: int, source: str) -> str:
    """Eight figures are YYYYMMDD, six YYMMDD as the older of these files have it, four a year."""
    if len(text) == 4:
        return text
    try:
        if len(text) == 8:
            return dt.date(int(text[:4]), int(text[4:6]), int(text[6:])).isoformat()
        if len(text) == 6:
            year = int(text[:2])
            return dt.date(year + (2000 if year < 30 else 1900), int(text[2:4]), int(text[4:])).isoformat()
    except ValueError:
        pass
    raise GazetteerError(f"{source}, line {line}: {text!r} is no day as YYYYMMDD or YYMMDD, and no year")


def _is_person(name: str, agents: list[list[str]], dated: bool) -> bool:
    words = name.strip().strip("_").split("_")
    roles = {agent for own in agents for agent in own[:1]}
    if not roles or not roles <= _PERSONAL or any(word.upper() in _HEADS for word in words):
        return False
    return len(words) > 1 or dated


def _type(state: str, agents: list[str]) -> str:
    if agents:
        return _TYPES.get(agents[0], "organization")
    if state in _GENERIC:
        return _TYPES.get(state, "organization")
    return "country"


def _spelt(raw: str) -> str:
    """`BANK_OF_RUSSIA_` → "Bank of Russia"."""
    words = [word for word in raw.strip().replace("_", " ").split() if word]
    spelt = [
        word.lower() if at and word.lower() in _SMALL else _capitalized(word) for at, word in enumerate(words)
    ]
    return " ".join(spelt)


def _spellings(raw: str) -> list[str]:
    """As it is spelt in prose, and in capitals where it may be an abbreviation."""
    spelt = _spelt(raw)
    word = raw.strip().strip("_")
    return [spelt, word] if word.isalpha() and word.isupper() and len(word) <= 5 else [spelt]


def _capitalized(word: str) -> str:
    return "-".join(
        part if part.isdigit() else part[:1].upper() + part[1:].lower() for part in word.split("-")
    )


def _slug(name: str) -> str:
    return re.sub(r"[^a-z0-9]+", "-", name.lower()).strip("-")
