#!/usr/bin/env python3
"""Builds the sample corpus and its gold from the annotated articles.

    python tests/quality/build_sample.py            write articles.jsonl and gold/*.json
    python tests/quality/build_sample.py --check    fail if they differ from what would be written
    python tests/quality/build_sample.py --show ID  print one article's rows, for proofreading

In: `annotations/<doc_id>.txt` and `actors.tsv`. Out: `python/onrecord/data/sample/`. Every offset is
computed here, so that nobody ever types one. `annotations/README.md` describes the notation.
"""

from __future__ import annotations

import argparse
import calendar
import datetime as dt
import itertools
import json
import re
import sys
from dataclasses import dataclass, field
from pathlib import Path

HERE = Path(__file__).parent
SAMPLE = HERE.parents[1] / "python" / "onrecord" / "data" / "sample"
ROLES = {
    "T": "title",
    "Y": "byline",
    "D": "dateline",
    "P": "published",
    "C": "caption",
    "B": "body",
    "X": "boilerplate",
}
ACTS = {
    *("say", "ask", "claim", "deny", "accuse", "warn", "threaten", "demand", "promise"),
    *("agree", "refuse", "praise", "condemn", "appeal", "announce", "think", "want"),
}
TYPES = {"person", "country", "government", "organization", "armed_group", "media", "group"}
MODS = {
    *(
        "BEFORE",
        "AFTER",
        "ON_OR_BEFORE",
        "ON_OR_AFTER",
        "LESS_THAN",
        "MORE_THAN",
        "EQUAL_OR_LESS",
        "EQUAL_OR_MORE",
    ),
    *("START", "MID", "END", "APPROX"),
}


class AnnotationError(ValueError):
    """A slip in an annotation file, with the file and line it is in."""


def read_actors(path: Path) -> tuple[dict[str, dict], dict[str, str]]:
    """Actors by id, and the id that each surface stands for."""
    actors, surfaces = {}, {}
    for line in path.read_text(encoding="utf-8").splitlines():
        if not line or line.startswith("#"):
            continue
        actor_id, name, kind, country, role, names = line.split("\t")
        if kind not in TYPES:
            raise AnnotationError(f"{path.name}: {actor_id} has the unknown type {kind}")
        actors[actor_id] = {
            "id": actor_id,
            "name": name,
            "type": kind,
            "country": country if country != "-" else None,
            "role": role if role != "-" else None,
        }
        for surface in [name, *(names.split("; ") if names != "-" else [])]:
            if surfaces.setdefault(surface, actor_id) != actor_id:
                raise AnnotationError(f"{path.name}: {surface!r} is {surfaces[surface]} and {actor_id}")
    return actors, surfaces


def interval(value: str, mod: str | None) -> tuple[str | None, str | None]:
    """First and last day that a TIMEX3 value may denote, as docs/annotation.md cuts months and years."""
    if re.fullmatch(r"\d{4}-\d\d-\d\d(T.*)?", value):
        day = dt.date.fromisoformat(value[:10])
        return day.isoformat(), day.isoformat()
    if match := re.fullmatch(r"(\d{4})-W(\d\d)(-WE)?", value):
        year, week = int(match[1]), int(match[2])
        first = dt.date.fromisocalendar(year, week, 6 if match[3] else 1)
        return first.isoformat(), dt.date.fromisocalendar(year, week, 7).isoformat()
    if match := re.fullmatch(r"(\d{4})-(\d\d)", value):
        year, month = int(match[1]), int(match[2])
        last = calendar.monthrange(year, month)[1]
        a, b = {"START": (1, 10), "MID": (11, 20), "END": (21, last)}.get(mod or "", (1, last))
        return dt.date(year, month, a).isoformat(), dt.date(year, month, b).isoformat()
    if re.fullmatch(r"\d{4}", value):
        year = int(value)
        a, b = {"START": (1, 4), "MID": (5, 8), "END": (9, 12)}.get(mod or "", (1, 12))
        return dt.date(year, a, 1).isoformat(), dt.date(year, b, calendar.monthrange(year, b)[1]).isoformat()
    if match := re.fullmatch(r"(\d{4})-(SP|SU|FA)", value):
        year, first = int(match[1]), {"SP": 3, "SU": 6, "FA": 9}[match[2]]
        last = calendar.monthrange(year, first + 2)[1]
        return dt.date(year, first, 1).isoformat(), dt.date(year, first + 2, last).isoformat()
    if match := re.fullmatch(r"(\d{3})", value):
        return f"{value}0-01-01", f"{value}9-12-31"
    return None, None


def timex(surface_start: int, surface_end: int, spec: str) -> dict:
    """`[SET:]value [MOD] [earliest..latest]` as a row."""
    kind = None
    if match := re.match(r"(DATE|TIME|SET|DURATION):", spec):
        kind, spec = match[1], spec[match.end() :]
    value, *rest = spec.split()
    mod = next((word for word in rest if word in MODS), None)
    days = next((word for word in rest if ".." in word), None)
    if set(rest) - {mod, days}:
        raise AnnotationError(f"what is {rest} in the date {spec!r}")
    if kind is None:
        bare = re.sub(r"(PAST|PRESENT|FUTURE)_REF", "", value)
        kind = "DURATION" if bare.startswith("P") else "TIME" if "T" in bare else "DATE"
    earliest, latest = days.split("..") if days else interval(value, mod)
    if kind in ("DURATION", "SET"):
        earliest = latest = None
    if (earliest is None) != (latest is None) or (earliest and earliest > latest):
        raise AnnotationError(f"the date {spec!r} has the interval {earliest}..{latest}")
    return {
        "start": surface_start,
        "end": surface_end,
        "type": kind,
        "value": value,
        "mod": mod,
        "earliest": earliest,
        "latest": latest,
    }


@dataclass
class Reader:
    """Turns marked-up lines into plain text with mentions and dates."""

    surfaces: dict[str, str]
    text: list[str] = field(default_factory=list)
    length: int = 0
    mentions: list[dict] = field(default_factory=list)
    dates: list[dict] = field(default_factory=list)

    def put(self, plain: str) -> None:
        self.text.append(plain)
        self.length += len(plain)

    def line(self, marked: str) -> None:
        stack: list[tuple[str, int]] = []
        at = 0
        while at < len(marked):
            two = marked[at : at + 2]
            if two == "[[":
                stack.append(("date", self.length))
                at += 2
            elif marked[at] == "{":
                stack.append(("mention", self.length))
                at += 1
            elif marked[at] == "|" and stack and stack[-1][0] == "date":
                close = marked.index("]]", at)
                _, start = stack.pop()
                self.dates.append(timex(start, self.length, marked[at + 1 : close]))
                at = close + 2
            elif marked[at] in "=~}" and stack and stack[-1][0] == "mention":
                close = marked.index("}", at)
                _, start = stack.pop()
                surface = "".join(self.text)[start:].replace("\n", " ")
                kind = "nominal" if marked[at] == "=" else "name"
                actor = marked[at + 1 : close] if marked[at] != "}" else self.surfaces.get(surface)
                if actor is None:
                    raise AnnotationError(f"no actor is called {surface!r}")
                self.mentions.append({"start": start, "end": self.length, "kind": kind, "actor": actor})
                at = close + 1
            else:
                self.put(marked[at])
                at += 1
        if stack:
            raise AnnotationError("a mark is not closed")


def occurrences(text: str, surface: str, start: int, end: int) -> list[list[int]]:
    """Where `surface` stands as whole words in `text[start:end]`; a space is any white space."""
    head = r"(?<!\w)" if surface[0].isalnum() else ""
    tail = r"(?!\w)" if surface[-1].isalnum() else ""
    words = r"\s+".join(re.escape(word) for word in surface.split(" "))
    return [[*m.span()] for m in re.compile(head + words + tail).finditer(text, start, end)]


def find_span(text: str, blocks: list[dict], block: int, spec: str) -> list[int]:
    """The range that `[-1:]surface[ #2]` or `first words ~ last words` names, seen from `block`."""
    if match := re.match(r"([+-]\d):", spec):
        block += int(match[1])
        spec = spec[match.end() :]
    first, _, last = spec.partition(" ~ ")
    number = 1
    if match := re.search(r" #(\d)$", first):
        number, first = int(match[1]), first[: match.start()]
    found = occurrences(text, first, blocks[block]["start"], blocks[block]["end"])
    if len(found) < number:
        raise AnnotationError(f"{first!r} is not in {text[blocks[block]['start'] : blocks[block]['end']]!r}")
    start, end = found[number - 1]
    if last:
        tails = occurrences(text, last, end, len(text))
        if not tails:
            raise AnnotationError(f"{last!r} does not follow {first!r}")
        end = tails[0][1]
    return [start, end]


CLOSER = {"“": "”", "„": "“", "«": "»", '"': '"', "''": "''", "``": "''", "‘": "’", "'": "'"}
APOSTROPHES = "'’"


def kind_of(text: str, spans: list[list[int]]) -> str:
    """direct, indirect or mixed, by how many words of the content stand between quotation marks.

    A plural's apostrophe in single quotation marks reads as their end: such a row says `kind=`.
    """
    inside = outside = 0
    for start, end in spans:
        open_marks: list[str] = []
        at = start
        while at < end:
            mark = text[at : at + 2] if text[at : at + 2] in ("''", "``") else text[at]
            before, after = text[at - 1 : at], text[at + len(mark) : at + len(mark) + 1]
            if open_marks and mark == open_marks[-1] and not (mark in APOSTROPHES and after.isalnum()):
                open_marks.pop()
            elif mark in CLOSER and not after.isspace() and not (mark in APOSTROPHES and before.isalnum()):
                open_marks.append(CLOSER[mark])
            elif mark.isalnum() and not before.isalnum():
                inside, outside = (inside + 1, outside) if open_marks else (inside, outside + 1)
            at += len(mark)
    return "direct" if not outside else "mixed" if inside else "indirect"


def trimmed(role: str, text: str, span: list[int]) -> list[int]:
    """The span, if it has no white space or stray punctuation at its edges."""
    surface = text[slice(*span)]
    stray = surface != surface.strip() or surface[0] in ",.;" or surface[-1] == ";"
    if role == "content":
        unquoted_stop = surface[-1] == "." and kind_of(text, [span]) == "indirect"
        abbreviation = re.search(r"[A-Z]\.$", surface)
        stray = stray or surface[-1] in ",:" or (unquoted_stop and not abbreviation)
    if stray:
        raise AnnotationError(f"the {role} {surface!r} is not trimmed")
    return span


def speakers_in(source: list[list[int]], mentions: list[dict]) -> list[str]:
    """The one actor whose mention a source is or has; an error if there are several or none."""
    within = [m for m in mentions if any(start <= m["start"] and m["end"] <= end for start, end in source)]
    holds = lambda a, b: a is not b and a["start"] <= b["start"] and b["end"] <= a["end"]
    actors = list(dict.fromkeys(m["actor"] for m in within if not any(holds(other, m) for other in within)))
    if len(actors) != 1:
        raise AnnotationError(f"say by= for a source with {actors}")
    return actors


def statement(text: str, blocks: list[dict], block: int, mentions: list[dict], row: str) -> dict:
    """One `S` or `O` row."""
    head, *parts = [part.strip() for part in row.split(" | ")]
    roles = dict(zip(("source", "cue", "content"), parts[:3], strict=True))
    options = dict(part.split("=", 1) for part in parts[3:])
    if "to" in options:
        roles["addressee"] = options["to"]
    spans = {
        role: [
            trimmed(role, text, find_span(text, blocks, block, piece))
            for piece in spec.split(" + ")
            if piece != "-"
        ]
        for role, spec in roles.items()
    }
    mark, _, label = head.partition(" ")
    if mark == "O":
        return {"why": label, **spans}
    if mark != "S" or label not in ACTS:
        raise AnnotationError(f"a row begins with {head!r}")
    if "by" in options:
        speakers = [] if options["by"] == "-" else options["by"].split(",")
    else:
        speakers = speakers_in(spans["source"], mentions)
    said_from, _, said_to = options.get("on", "").partition("..")
    return {
        "source": spans["source"],
        "cue": spans["cue"],
        "content": spans["content"],
        "addressee": spans.get("addressee", []),
        "kind": options.get("kind") or kind_of(text, spans["content"]),
        "act": label,
        "negated": options.get("said") == "no",
        "speaker": speakers[0] if speakers else None,
        "said_from": said_from or None,
        "said_to": said_to or said_from or None,
        "speakers": speakers,
        "target": options.get("at"),
    }


def fold(text: str) -> str:
    return text.casefold().replace("defence", "defense")


def joined(lines: list[str], first: int) -> list[tuple[int, str]]:
    """Numbered lines, with those that go on with a block joined to its first one."""
    out: list[tuple[int, str]] = []
    for number, line in enumerate(lines, first):
        if line.startswith("+ "):
            out[-1] = (out[-1][0], f"{out[-1][1]}\n{line[2:]}")
        else:
            out.append((number, line))
    return out


def read_article(path: Path, actors: dict[str, dict], surfaces: dict[str, str]) -> tuple[dict, dict]:
    """The row of articles.jsonl and the gold of one annotation file."""
    head, _, body = path.read_text(encoding="utf-8").partition("\n---\n")
    meta, roles = {}, {}
    for line in head.splitlines():
        key, _, value = line.partition(": ")
        if key == "role":
            actor, _, role = value.partition(" = ")
            roles[actor.removesuffix(" =")] = role or None
        else:
            meta[key] = None if value == "null" else value
    lines = body.removesuffix("\n").split("\n")
    reader = Reader(surfaces)
    blocks: list[dict] = []
    rows: list[tuple[int, int, str]] = []
    first = True
    for number, line in joined(lines, head.count("\n") + 3):
        try:
            if line.startswith("  "):
                rows.append((number, len(blocks) - 1, line.strip()))
                continue
            if not first:
                reader.put("\n")
            first = False
            if not line:
                continue
            start = reader.length
            reader.line(line[2:])
            blocks.append({"start": start, "end": reader.length, "role": ROLES[line[0]]})
        except (AnnotationError, KeyError, ValueError) as error:
            raise AnnotationError(f"{path.name}:{number}: {error}") from error
    text = "".join(reader.text)
    for block in blocks:
        surface = text[block["start"] : block["end"]]
        block["start"] += len(surface) - len(surface.lstrip())
        block["end"] -= len(surface) - len(surface.rstrip())
    statements, optional = [], []
    for number, block, row in rows:
        try:
            out = statement(text, blocks, block, reader.mentions, row)
        except (AnnotationError, ValueError) as error:
            raise AnnotationError(f"{path.name}:{number}: {error}") from error
        for actor in out.get("speakers", []):
            if actor not in actors:
                raise AnnotationError(f"{path.name}:{number}: no actor {actor!r}")
        (optional if "why" in out else statements).append(out)
    order = lambda s: min(span for role in ("source", "cue", "content") for span in s[role])
    statements.sort(key=order)
    optional.sort(key=order)
    check(path.name, text, blocks, reader, statements)
    found: dict[str, dict] = {}
    for mention in sorted(reader.mentions, key=lambda m: (m["start"], -m["end"])):
        if mention["actor"] not in actors:
            raise AnnotationError(f"{path.name}: no actor {mention['actor']!r}")
        actor = found.setdefault(mention["actor"], {**actors[mention["actor"]], "mentions": []})
        actor["mentions"].append({k: mention[k] for k in ("start", "end", "kind")})
    for actor in found.values():
        role = actor["role"]
        actor["role"] = roles.get(actor["id"], role if role and fold(role) in fold(text) else None)
    title = meta.get("title") or next(text[b["start"] : b["end"]] for b in blocks if b["role"] == "title")
    doc_id = path.stem
    article = {
        "doc_id": doc_id,
        "text": text,
        "title": title,
        "outlet": meta["outlet"],
        "published": meta["published"],
        "url": meta["url"],
    }
    gold = {
        "doc_id": doc_id,
        "outlet": meta["outlet"],
        "title": title,
        "published": {"value": meta["appeared"], "basis": meta["basis"]},
        "given_published": meta["published"],
        "blocks": blocks,
        "statements": [{"id": f"S{i}", **s} for i, s in enumerate(statements, 1)],
        "actors": list(found.values()),
        "dates": sorted(reader.dates, key=lambda d: d["start"]),
        "optional_statements": optional,
    }
    return article, gold


def check(name: str, text: str, blocks: list[dict], reader: Reader, statements: list[dict]) -> None:
    """What must hold of every article."""
    covered = {i for b in blocks for i in range(b["start"], b["end"])}
    loose = [i for i, char in enumerate(text) if not char.isspace() and i not in covered]
    if loose:
        raise AnnotationError(f"{name}: no block covers {text[loose[0] : loose[0] + 30]!r}")
    silent = [b for b in blocks if b["role"] == "boilerplate"]
    for row in [*reader.mentions, *reader.dates]:
        if any(b["start"] <= row["start"] < b["end"] for b in silent):
            raise AnnotationError(f"{name}: {text[row['start'] : row['end']]!r} stands in boilerplate")
    mentions = sorted(reader.mentions, key=lambda m: (m["start"], -m["end"]))
    for a, b in itertools.pairwise(mentions):
        nested = b["end"] <= a["end"]
        if (b["start"] < a["end"] and not nested) or (a["start"], a["end"]) == (b["start"], b["end"]):
            raise AnnotationError(f"{name}: mentions overlap at {text[b['start'] : b['end']]!r}")
        if nested and a["kind"] == "name":
            raise AnnotationError(f"{name}: a mention lies inside the name {text[a['start'] : a['end']]!r}")
    for row in [*mentions, *reader.dates]:
        surface = text[row["start"] : row["end"]]
        if not surface or surface != surface.strip():
            raise AnnotationError(f"{name}: {surface!r} is not trimmed")
    seen = set()
    for row in statements:
        if row["said_from"]:
            dt.date.fromisoformat(row["said_from"])
            dt.date.fromisoformat(row["said_to"])
        key = json.dumps([row["source"], row["cue"], row["content"]])
        if key in seen:
            raise AnnotationError(f"{name}: one statement stands there twice")
        seen.add(key)


def build() -> tuple[dict[Path, str], dict[str, tuple[dict, dict]]]:
    """The files to write, and the articles with their gold."""
    actors, surfaces = read_actors(HERE / "actors.tsv")
    articles = {}
    for path in sorted((HERE / "annotations").glob("*.txt")):
        articles[path.stem] = read_article(path, actors, surfaces)
    rows = [json.dumps(article, ensure_ascii=False) for article, _ in articles.values()]
    files = {SAMPLE / "articles.jsonl": "\n".join(rows) + "\n"}
    for doc_id, (_, gold) in articles.items():
        files[SAMPLE / "gold" / f"{doc_id}.json"] = json.dumps(gold, ensure_ascii=False, indent=1) + "\n"
    return files, articles


def show(article: dict, gold: dict) -> None:
    """Print the rows of one article as surfaces."""
    text = article["text"]
    surface = lambda spans: " + ".join(repr(text[a:b]) for a, b in spans) or "-"
    marks: dict[int, list[str]] = {}
    for actor in gold["actors"]:
        for m in actor["mentions"]:
            marks.setdefault(m["start"], []).append("⟦")
            marks.setdefault(m["end"], []).insert(0, f"|{m['kind'][:3]}:{actor['id']}⟧")
    for d in gold["dates"]:
        marks.setdefault(d["start"], []).append("⟪")
        marks.setdefault(d["end"], []).insert(
            0, f"|{d['type']} {d['value']} {d['mod'] or ''} {d['earliest'] or ''}..{d['latest'] or ''}⟫"
        )
    print("".join("".join(marks.get(i, [])) + c for i, c in enumerate(text + "\n")))
    for s in gold["statements"]:
        print(
            f"{s['id']} {s['kind']} {s['act']} by {','.join(s['speakers']) or '-'} on {s['said_from']}..{s['said_to']}"
        )
        print(
            f"    src {surface(s['source'])} cue {surface(s['cue'])} to {surface(s['addressee'])}\n    con {surface(s['content'])}"
        )
    for s in gold["optional_statements"]:
        print(
            f"O {s['why']}\n    src {surface(s['source'])} cue {surface(s['cue'])}\n    con {surface(s['content'])}"
        )
    print("roles:", {a["id"]: a["role"] for a in gold["actors"] if a["role"]})


def main() -> int:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument(
        "--check", action="store_true", help="write nothing; fail if the files are out of date"
    )
    parser.add_argument("--show", metavar="ID", help="print one article's rows")
    args = parser.parse_args()
    try:
        files, articles = build()
    except AnnotationError as error:
        print(error, file=sys.stderr)
        return 1
    if args.show:
        show(*articles[args.show])
        return 0
    known = {*SAMPLE.glob("gold/*.json"), SAMPLE / "articles.jsonl"}
    stale = [p for p, content in files.items() if not p.exists() or p.read_text(encoding="utf-8") != content]
    stale += sorted(known - files.keys())
    if args.check:
        for path in stale:
            print(f"out of date: {path}", file=sys.stderr)
        return 1 if stale else 0
    for path in sorted(known - files.keys()):
        path.unlink()
    for path, content in files.items():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(content, encoding="utf-8", newline="\n")
    count = lambda key: sum(len(g[key]) for _, g in articles.values())
    words = sum(len(a["text"].split()) for a, _ in articles.values())
    print(
        f"{len(articles)} articles, {words} words: {count('blocks')} blocks, {count('statements')} statements"
        f" (+{count('optional_statements')} optional),"
        f" {sum(len(a['mentions']) for _, g in articles.values() for a in g['actors'])} mentions, {count('dates')} dates"
    )
    return 0


if __name__ == "__main__":
    sys.exit(main())
