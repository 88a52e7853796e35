"""Which item of Wikidata each entry of the actors' tables is, by public sources that name the items.

Run as `python tests/quality/build_wikidata.py SOURCES`, to write `src/actors/data/wikidata.tsv` anew, or with `--check`, to
be told what the table has that the sources do not. SOURCES is a folder of public repositories, each under its owner and name,
and of the npm package name-suggestion-index, unpacked; what is read of each is the path in its function below. The package
rigour is imported. Nothing of the sources is kept but the items' ids.

An entry gets an item only if one alone fits it: a country by its code, a person by name, country and an office held at the
same time, anything else by its name and country. Two items that fit an entry, or two entries that one item fits, leave it
without.
"""

import argparse
import csv
import json
import re
import sys
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from difflib import SequenceMatcher
from pathlib import Path
from typing import Any

import yaml
from rigour.territories import get_territories

DATA = Path(__file__).parents[2] / "src" / "actors" / "data"
TABLE = DATA / "wikidata.tsv"

HEADER = """\
# Items of Wikidata (wikidata.org) that entries of the other tables are.
# Origin: the items' ids, which are facts, as public packages and repositories name them; the sources of each are in its last cell.
# tests/quality/build_wikidata.py finds them, by name, country and office. Licence: CC0, as Wikidata.
# Columns: id of the entry, item, sources: a package, or a repository of GitHub. Lists are parted by ";".
"""

# Offices by what they are called in the sources; the first that fits counts.
OFFICES = [
    (re.compile(pattern, re.IGNORECASE), office)
    for pattern, office in [
        (r"shadow|assistant|under-?secretary|ambassador to (?!the united nations)|consul", "other"),
        (r"ambassador to the united nations|permanent representative.*united nations", "un-ambassador"),
        (r"vice[- ]president|vice-presidency", "vice-president"),
        (r"deputy.*(foreign|external)|vice minister of foreign", "deputy-foreign-minister"),
        (r"deputy.*(prime minister|premier|chancellor)|vice[- ](prime minister|premier|chancellor)|first secretary of state", "deputy-prime-minister"),
        (r"deputy|vice[- ]minister|private secretary", "other"),
        (r"^(prime minister|premier|federal chancellor|chancellor of (germany|austria))|^chancellor$|taoiseach|president of the council|president of the government|^president of the (dutch|spanish)", "prime-minister"),
        (r"foreign|external|secretary of state$|^(us|united states) secretary of state", "foreign-minister"),
        (r"defen[cs]e|armed forces minister", "defence-minister"),
        (r"interior|home (secretary|affairs|department)", "interior-minister"),
        (r"financ|treasur|exchequer", "finance-minister"),
        (r"justice$|minister (of|for) justice|attorney general|lord chancellor", "justice-minister"),
        (r"national security (advis|council)", "security-adviser"),
        (r"chief of .*(general staff|defen[cs]e|army)|joint chiefs|chief of staff of the army", "chief-of-staff"),
        (r"central intelligence|national intelligence|intelligence service", "spy-chief"),
        (r"press secretary|spokes", "spokesperson"),
        (r"speaker|president of the (chamber|senate|national assembly|house|parliament|knesset)", "speaker"),
        (r"governor", "governor"),
        (r"mayor", "mayor"),
        (r"secretary[- ]general|director[- ]general", "secretary-general"),
        (r"^(king|queen|emir|sultan|monarch|emperor)", "monarch"),
        (r"crown prince", "crown-prince"),
        (r"supreme leader|general secretary|paramount", "leader"),
        (r"^president( of|$)|head of state", "president"),
        (r"minister|secretary of|bundesminister", "minister"),
        (r"member|senator|deputy|representative", "legislator"),
    ]
]  # fmt: skip

# Those in which a person of the same name and country can hardly be another, at one time.
CABINET = {
    "president", "vice-president", "prime-minister", "deputy-prime-minister", "foreign-minister", "defence-minister",
    "interior-minister", "finance-minister", "justice-minister", "minister", "monarch", "crown-prince", "leader",
    "deputy-foreign-minister",
}  # fmt: skip

# Where full names are shared by so many that only the very office tells people apart.
COMMON_NAMES = {"CHN", "KOR", "PRK", "TWN", "VNM"}

# The folders of a country's files that begin neither with its id nor with another name of it.
FOLDERS = {"uae": "ARE", "us": "USA", "czech": "CZE", "saudi": "SAU"}


# Letters that are no others with a mark.
LETTERS = str.maketrans({"ı": "i", "ø": "o", "ł": "l", "đ": "d", "ß": "ss", "æ": "ae"})

# Where ministries of provinces have the same names as those of the state.
PROVINCES = {"AUS", "BEL", "CAN", "DEU", "IND", "USA"}

# Entries whose item in the sources was looked at, and is another thing of the name or cannot be told apart from one.
ANOTHER = {
    "alcatel",  # what it was merged into
    "british-armed-forces",  # the army alone
    "frontex",  # the agency that it became
    "heineken",  # the beer
    "spotify",  # a company beside the service
    "true-path-party",  # a later party of the name
    "un-framework-convention-on-climate-change",  # the convention, or who keeps it
    "unhcr",  # the office of the High Commissioner
}


@dataclass(frozen=True)
class Term:
    """An office that somebody held, from a day to a day, as far as they are known."""

    office: str
    first: date | None
    last: date | None

    def meets(self, other: "Term", slack: int = 0) -> bool:
        """Whether both were held at one time, with some days between them allowed."""
        ends = [(self.first, other.last), (other.first, self.last)]
        return all(a is None or b is None or (a - b).days <= slack for a, b in ends)


@dataclass(frozen=True)
class Entry:
    """A row of the tables."""

    id: str
    names: tuple[str, ...]
    country: str | None
    terms: tuple[Term, ...] = ()


@dataclass(frozen=True)
class Named:
    """What a source says of an item."""

    item: str
    name: str
    country: str | None
    source: str
    term: Term | None = None
    kinds: frozenset[str] = frozenset()


def fold(name: str, leave_out: frozenset[str] = frozenset({"the"})) -> str:
    """Without case, diacritics, articles and marks: what two spellings of one name have in common."""
    name = name.translate(LETTERS)
    plain = "".join(c for c in unicodedata.normalize("NFKD", name.lower()) if not unicodedata.combining(c))
    words = re.sub(r"[’'‘`.]", "", plain).replace("&", " and ")
    words = re.sub(r"\(.*?\)", " ", words)
    return " ".join(word for word in re.split(r"[\W_]+", words) if word and word not in leave_out)


def fold_person(name: str) -> str:
    """The same for people, whose Arabic names are written with an article or without."""
    return fold(name, frozenset({"al", "el", "bin", "ibn"}))


def day(text: str, *, end: bool = False) -> date | None:
    """The day, or the first or last of a month or year."""
    parts = [int(part) for part in text.strip()[:10].split("-") if part.isdigit()]
    try:
        match parts:
            case [year]:
                return date(year, 12, 31) if end else date(year, 1, 1)
            case [year, month]:
                return date(year, month, 28 if end else 1)
            case [year, month, number]:
                return date(year, month, number)
            case _:
                return None
    except ValueError:
        return None


def office(position: str) -> str:
    """The office that a position is."""
    return next((office for pattern, office in OFFICES if pattern.search(position)), "other")


def rows(path: Path) -> Iterator[dict[str, str]]:
    """The rows of a table, if it is there."""
    if path.is_file():
        with path.open(encoding="utf-8", newline="") as file:
            yield from (
                {key: value or "" for key, value in row.items() if key} for row in csv.DictReader(file)
            )


def table(name: str) -> Iterator[list[str]]:
    """The rows of one of the project's own tables."""
    for line in (DATA / f"{name}.tsv").read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            yield line.split("\t")


def listed(cell: str) -> list[str]:
    """The items of a cell, without their flags."""
    return [re.sub(r" \[.*\]$", "", item.strip()) for item in cell.split(";") if item.strip()]


def people() -> Iterator[Entry]:
    """The people, with their offices."""
    for id_, name, country, _gender, _prominence, _alone, aliases, offices in table("people"):
        terms = []
        for held in filter(None, offices.split(";")):
            kind, _title, first, last, *_ = [*held.split("|"), "", "", ""]
            terms.append(Term(kind, day(first), day(last, end=True)))
        names = [alias for alias in listed(aliases) if " " in alias]
        yield Entry(id_, (name, *names), country or None, tuple(terms))


def named(name: str) -> Iterator[Entry]:
    """The rows of a table of names; abbreviations are too short to tell anything apart."""
    for row in table(name):
        id_, full, country = row[:3]
        aliases = [alias for alias in listed(row[-1]) if " " in alias or len(alias) > 5]
        yield Entry(id_, (re.sub(r" \(.*\)$", "", full), *aliases), country or None)


# Sources ------------------------------------------------------------------------------------------------------------


def every_politician(sources: Path) -> Iterator[Named]:
    """Offices and who held them, and members of parliaments: github every-politician-scrapers/<country>, html/*.csv."""
    codes = folder_codes()
    for folder in sorted((sources / "every-politician-scrapers").iterdir()):
        stem = re.sub(r"-(ministers|cabinet)$", "", folder.name)
        code = codes.get(stem)
        source = f"every-politician-scrapers/{folder.name}"
        for file in ["holders21", "current", "legislators"]:
            for row in rows(folder / "html" / f"{file}.csv"):
                kind = "legislator" if file == "legislators" else office(row["position"])
                term = Term(kind, day(row["start"]), day(row.get("end", ""), end=True))
                yield Named(row["personID"], row["person"], code, source, term)
    leaders = "every-politician-scrapers/world-leaders-2021"
    for row in rows(sources / leaders / "data" / "wikidata.csv"):
        position = row["positionLabel"]
        term = Term(office(position), day(row["start_year"]), day(row["end_year"], end=True))
        code = codes.get(fold(row["country"]).replace(" ", "-"))
        if code:
            yield Named(row["officeholder"], row["officeholderLabel"], code, leaders, term)


def popolo(sources: Path) -> Iterator[Named]:
    """Members of parliaments in 2015, with their names in many languages: data/<country>/<house>/ep-popolo-v1.0.json."""
    source = "tijmenb/everypolitician-data"
    codes = folder_codes()
    for file in sorted((sources / source / "data").glob("*/*/ep-popolo-v1.0.json")):
        code = codes.get(fold(file.parts[-3].replace("_", " ")).replace(" ", "-"))
        if not code:
            continue
        found: dict[str, Any] = json.loads(file.read_text(encoding="utf-8"))
        periods = {
            event["id"]: Term(
                "legislator", day(event.get("start_date", "")), day(event.get("end_date", ""), end=True)
            )
            for event in found["events"]
        }
        terms: defaultdict[str, list[Term]] = defaultdict(list)
        for member in found["memberships"]:
            if member.get("legislative_period_id") in periods:
                terms[member["person_id"]].append(periods[member["legislative_period_id"]])
        for person in found["persons"]:
            items = [
                one["identifier"] for one in person.get("identifiers", []) if one["scheme"] == "wikidata"
            ]
            names = {person["name"], *(other["name"] for other in person.get("other_names", []))}
            latin = sorted(name for name in names if fold(name).isascii())
            for item in items:
                for name in latin:
                    for term in terms[person["id"]]:
                        yield Named(item, name, code, source, term)


def cabinets(sources: Path) -> Iterator[Named]:
    """Members of governments, collected from Wikidata until 2019: data/<country>/<house>/sources/morph/cabinet.csv."""
    source = "everypolitician/everypolitician-data"
    codes = folder_codes()
    for file in sorted((sources / source / "data").glob("*/*/sources/morph/cabinet.csv")):
        code = codes.get(fold(file.parts[-5].replace("_", " ")).replace(" ", "-"))
        for row in rows(file) if code else []:
            term = Term(office(row["label"]), day(row["start_date"]), day(row["end_date"], end=True))
            yield Named(row["id"], row["name"], code, source, term)


def congress(sources: Path) -> Iterator[Named]:
    """Members of the US Congress: legislators-current.yaml, executive.yaml."""
    source = "unitedstates/congress-legislators"
    kinds = {"prez": "president", "viceprez": "vice-president"}
    for file in ["legislators-current.yaml", "executive.yaml"]:
        path = sources / source / file
        for person in yaml.load(path.read_text(encoding="utf-8"), yaml.CSafeLoader) if path.is_file() else []:
            item = person["id"].get("wikidata")
            name = person["name"]
            first = {name["first"], name.get("nickname", name["first"])}
            full = {f"{one} {name['last']}" for one in first}
            full |= {name["official_full"]} if "official_full" in name else set()
            for one in sorted(full) if item else []:
                for term in person["terms"]:
                    held = Term(kinds.get(term["type"], "legislator"), day(term["start"]), day(term["end"]))
                    yield Named(item, one, "USA", source, held)


def international(sources: Path) -> Iterator[Named]:
    """International bodies: data/general_list.yaml."""
    source = "confirmordeny/supraverden"
    path = sources / source / "data" / "general_list.yaml"
    bodies: dict[str, dict[str, Any]] = yaml.load(path.read_text(encoding="utf-8"), yaml.CSafeLoader)
    for name, body in bodies.items():
        item = str(body.get("Wikidata_code", ""))
        if re.fullmatch(r"Q[1-9]\d*", item):
            others = [str(value) for key, value in body.items() if re.match(r"Name_(en|other)", key)]
            for one in {name, *others}:
                yield Named(item, one, None, source)


def parties(sources: Path) -> Iterator[Named]:
    """Parties: import/wikipedia/wikidata.csv."""
    source = "hdigital/partyfactsdata"
    for row in rows(sources / source / "import" / "wikipedia" / "wikidata.csv"):
        for name in {row["name"], row["name_native"]} - {""}:
            yield Named(row["wikidata_id"], name, row["country"], source)


def agencies(sources: Path) -> Iterator[Named]:
    """News agencies that historians tell apart in newspapers: lib/inception_postprocessing/convert_xmi2clef_format.py."""
    source = "impresso/newsagency-classification"
    path = sources / source / "lib" / "inception_postprocessing" / "convert_xmi2clef_format.py"
    for name, item in re.findall(r'"([^"]+)":\s*"(Q[1-9]\d*)"', path.read_text(encoding="utf-8")):
        yield Named(item, name, None, source)


def outlets(sources: Path) -> Iterator[Named]:
    """Outlets, each by the website that its item names: src/data/register_audit.py."""
    source = "katerynavalenia/WarSignalsThesis"
    path = sources / source / "src" / "data" / "register_audit.py"
    row = re.compile(r'"qid": "(Q[1-9]\d*)", "country": "\w*", "label": "([^"]+)"')
    for item, label in row.findall(path.read_text(encoding="utf-8")):
        yield Named(item, label, None, source)


def us_newspapers(sources: Path) -> Iterator[Named]:
    """Newspapers of the US: data/wikipedia-us-newspapers.tsv."""
    source = "hearvox/wiki-media-cred"
    with (sources / source / "data" / "wikipedia-us-newspapers.tsv").open(
        encoding="utf-8", newline=""
    ) as file:
        for row in csv.DictReader(file, delimiter="\t"):
            yield Named(row["qid"], row["WP-title"], "USA", source)


def brands(sources: Path) -> Iterator[Named]:
    """What maps show, by label and by the country that its description tells: dist/wikidata/wikidata.json."""
    source = "name-suggestion-index"
    path = sources / source / "dist" / "wikidata" / "wikidata.json"
    peoples = {
        code: {f" {fold(word)} " for word in [name, *listed(aliases), *listed(adjectives)] if len(word) > 1}
        for code, _id, name, _flags, aliases, _capital, adjectives, _people in table("countries")
    }
    other_things = re.compile(
        r"\b(brand|city|subsidiary|drink|store|station|stations|coworking|department of government)\b"
    )
    for item, told in json.loads(path.read_text(encoding="utf-8"))["wikidata"].items():
        label, description = told.get("label"), told.get("description")
        if label and description and not other_things.search(description):
            words = f" {fold(description.replace('U.S.', 'US'))} "
            for code, names in peoples.items():
                if any(name in words for name in names):
                    yield Named(item, label, code, source)


def research(sources: Path) -> Iterator[Named]:
    """Whoever does or pays for research, ministries and companies too: the records of each release, the latest counts."""
    source = "ror-community/ror-records"
    codes = {territory.code.upper(): (territory.alpha3 or "").upper() for territory in get_territories()}
    codes["XK"] = "XKX"
    latest: dict[str, Path] = {}
    for path in sorted(
        (sources / source).glob("v*/*.json"),
        key=lambda path: [int(n) for n in re.findall(r"\d+", path.parent.name)],
    ):
        latest[path.name] = path
    for path in latest.values():
        record: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
        if record["status"] == "withdrawn":
            continue
        if "names" in record:
            names = {name["value"] for name in record["names"] if name["types"] != ["acronym"]}
            country = record["locations"][0]["geonames_details"]["country_code"]
            found = [one for one in record["external_ids"] if one["type"] == "wikidata"]
        else:
            names = {record["name"], *record["aliases"], *(label["label"] for label in record["labels"])}
            country = record["country"]["country_code"]
            found = [record["external_ids"]["Wikidata"]] if "Wikidata" in record["external_ids"] else []
        types = {kind.lower() for kind in record["types"]}
        for one in found:
            items = [one["preferred"]] if one.get("preferred") else one["all"]
            # Wikidata took companies from the register a second time, beside its own items of them.
            if len(items) != 1 or re.fullmatch(r"Q30[23]\d{5}", items[0]):
                continue
            for item in items:
                for name in names:
                    yield Named(item, name, codes.get(country), source, kinds=frozenset(types))


def folder_codes() -> dict[str, str]:
    """The names of countries as sources write them in folders → their codes."""
    codes = dict(FOLDERS)
    for code, id_, name, _flags, aliases, *_ in table("countries"):
        for one in [id_, name, *listed(aliases)]:
            codes.setdefault(fold(one).replace(" ", "-"), code)
    return codes


# An entry, its item, and the sources that say so.
Match = tuple[str, str, set[str]]

# Matching -----------------------------------------------------------------------------------------------------------


def countries() -> Iterator[Match]:
    """Entry, item and sources of each country, by its code."""
    items = {territory.alpha3.upper(): territory.qid for territory in get_territories() if territory.alpha3}
    items["XKX"] = next(territory.qid for territory in get_territories() if territory.code == "xk")
    for code, id_, *_ in table("countries"):
        if code in items:
            yield id_, items[code], {"rigour"}


def told(sources: Iterable[Named], folded: Callable[[str], str] = fold) -> dict[str, list[Named]]:
    """What is said, by the names as two spellings have them in common."""
    by_name: defaultdict[str, list[Named]] = defaultdict(list)
    for one in sources:
        if re.fullmatch(r"Q[1-9]\d*", one.item):
            by_name[folded(one.name)].append(one)
    return by_name


def same_person(entry: Entry, one: Named) -> bool:
    """Whether somebody of that name is this one, by an office held at one time in one country."""
    if one.term is None or one.country != entry.country:
        return False
    for term in entry.terms:
        if term.office == one.term.office and term.meets(one.term, slack=366):
            return True
        others = CABINET | {"legislator", "speaker"} if entry.country not in COMMON_NAMES else set()
        if term.office in CABINET and one.term.office in others and term.meets(one.term, slack=3 * 366):
            return True
    return False


def same_office(entry: Entry, one: Named) -> bool:
    """Whether somebody whose name is spelt otherwise took up or laid down the same office in the same weeks."""
    held = one.term
    if held is None or one.country != entry.country or held.office in {"other", "minister", "legislator"}:
        return False
    for term in entry.terms:
        days = [(term.first, held.first), (term.last, held.last)]
        near = [abs((a - b).days) <= 62 for a, b in days if a and b]
        if term.office == held.office and near and all(near):
            return any(alike(name, one.name) for name in entry.names)
    return False


def alike(name: str, other: str) -> bool:
    """Whether two names can be spellings of one, in any order of their words."""
    a, b = (" ".join(sorted(fold_person(one).split())) for one in (name, other))
    return SequenceMatcher(None, a, b).ratio() >= 0.75


def same_country(entry: Entry, one: Named) -> bool:
    """Whether something of that name is this one, as it belongs to the same country, or to none."""
    return one.country == entry.country


def same_title(entry: Entry, one: Named) -> bool:
    """Whether a medium of that name is this one; sources that name no country know no two of one name."""
    return one.country in {None, entry.country}


def same_government(entry: Entry, one: Named) -> bool:
    """Whether something of that name is this body of a government."""
    return one.country == entry.country and (not one.kinds or "government" in one.kinds)


def matches(
    entries: Iterable[Entry],
    by_name: dict[str, list[Named]],
    same: Callable[[Entry, Named], bool],
    folded: Callable[[str], str] = fold,
) -> list[Match]:
    """Entry, item and sources, where only one item fits."""
    some = []
    for entry in entries:
        names = {folded(name) for name in entry.names}
        found = fitting(entry, (one for name in names for one in by_name.get(name, [])), same)
        if len(found) == 1:
            [(item, sources)] = found.items()
            some.append((entry.id, item, sources))
        elif found:
            print(f"{entry.id}: not one, but {', '.join(sorted(found))}", file=sys.stderr)
    return some


def respelt(entries: Iterable[Entry], told: Iterable[Named]) -> list[Match]:
    """Entry, item and sources, where only one item held the office in the same weeks, under a like name."""
    by_office: defaultdict[tuple[str | None, str], list[Named]] = defaultdict(list)
    for one in told:
        if one.term:
            by_office[one.country, one.term.office].append(one)
    some = []
    for entry in entries:
        found = fitting(
            entry, (one for term in entry.terms for one in by_office[entry.country, term.office]), same_office
        )
        if len(found) == 1:
            [(item, sources)] = found.items()
            some.append((entry.id, item, sources))
    return some


def fitting(entry: Entry, told: Iterable[Named], same: Callable[[Entry, Named], bool]) -> dict[str, set[str]]:
    """The items that fit an entry, and who says so."""
    found: defaultdict[str, set[str]] = defaultdict(set)
    for one in told:
        if same(entry, one):
            found[one.item].add(one.source)
    return found


def bodies() -> Iterator[Entry]:
    """The ministries, central banks and the like of each country that governments.tsv does not have."""
    own = {(row[2], kind) for row in table("governments") for kind in row[3].split(";")}
    named_countries = [(row[0], row[2], (listed(row[6]) or [row[2]])[0]) for row in table("countries")]
    # "Dominican" and "Congolese" tell two countries' bodies from those of others, but not from each other.
    shared = Counter(adjective for _, _, adjective in named_countries)
    for kind, id_, name, phrases in table("bodies"):
        if not re.search(r"ministry|central-bank|court|commission|parliament", kind):
            continue
        for code, country, adjective in named_countries:
            words = {"adjective": adjective, "country": country}
            id_of_country = fold(id_.format(**words)).replace(" ", "-")
            if (code, kind) not in own and shared[adjective] == 1:
                titles = [
                    phrase for phrase in listed(phrases) if phrase.startswith(("ministry", "department"))
                ]
                full = [
                    name.format(**words),
                    *(f"{words['adjective']} {phrase}" for phrase in listed(phrases)),
                ]
                yield Entry(id_of_country, tuple(full if code in PROVINCES else full + titles), code)


def found(folder: Path) -> dict[str, list[Match]]:
    """What the sources tell, by table."""
    politicians = [*every_politician(folder), *popolo(folder), *cabinets(folder), *congress(folder)]
    persons = matches(people(), told(politicians, fold_person), same_person, fold_person)
    known = {id_ for id_, *_ in persons}
    persons += respelt((entry for entry in people() if entry.id not in known), politicians)
    maps, records = list(brands(folder)), list(research(folder))
    organizations = told([*international(folder), *parties(folder), *maps, *records])
    press = told([*agencies(folder), *outlets(folder), *us_newspapers(folder), *maps])
    governments = told([*maps, *records])
    return {
        "countries": list(countries()),
        "people": persons,
        "organizations": matches(named("organizations"), organizations, same_country),
        "armed_groups": matches(named("armed_groups"), organizations, same_country),
        "media": matches(named("media"), press, same_title),
        "governments": matches(named("governments"), governments, same_government),
        "bodies": matches(bodies(), governments, same_government),
    }


def lines(found: dict[str, list[Match]]) -> list[str]:
    """The rows of the table, without items that two entries would share."""
    every = [match for some in found.values() for match in some]
    shared = Counter(item for _, item, _ in every)
    return sorted(
        "\t".join([id_, item, ";".join(sorted(sources))])
        for id_, item, sources in every
        if shared[item] == 1 and id_ not in ANOTHER
    )


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("sources", type=Path, help="the folder of the sources")
    parser.add_argument(
        "--check", action="store_true", help="write nothing; fail if the table is not as the sources tell"
    )
    given = parser.parse_args()
    by_table = found(given.sources)
    rows = lines(by_table)
    for name, some in by_table.items():
        print(f"{name}: {len(some)}", file=sys.stderr)
    text = HEADER + "".join(f"{row}\n" for row in rows)
    if given.check:
        before = TABLE.read_text(encoding="utf-8").splitlines()
        changed = sorted(set(before) ^ set(text.splitlines()))
        sys.exit("\n".join(["the table is not as the sources tell:", *changed]) if changed else 0)
    TABLE.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
