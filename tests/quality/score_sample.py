#!/usr/bin/env python3
"""Scores onrecord on the sample corpus, and holds the scores to floors.

    python tests/quality/score_sample.py                      print the scores python
    tests/quality/score_sample.py --errors 20          and what was missed (-) and invented (+) python
    tests/quality/score_sample.py check                fail if a score is below its floor or the corpus has
    changed python tests/quality/score_sample.py pin                  raise the floors to the scores, and note
    the corpus python tests/quality/score_sample.py pin --allow-regression   set the floors to the scores, up
    or down

In: the articles and gold of `python/onrecord/data/sample/`, and what `onrecord.extract` finds in the
articles, given the day of publication only where the metadata give it. Spans are compared by the words they
touch, so that quotation marks and commas at an edge do not count. What each figure means stands at the
function that counts it; `floors.json` holds the floors.
"""

from __future__ import annotations

import argparse
import datetime as dt
import hashlib
import json
import re
import sys
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

SAMPLE = Path(__file__).parents[2] / "python" / "onrecord" / "data" / "sample"
FLOORS = Path(__file__).with_name("floors.json")
SLACK = 0.005
"""How far below the measured score a floor is set: the last digit is no regression."""

Scores = dict[str, float]


# --- reading -------------------------------------------------------------------------------------


def read_sample(folder: Path = SAMPLE) -> tuple[list[dict], list[dict]]:
    """The articles and, in the same order, their gold."""
    lines = (folder / "articles.jsonl").read_text(encoding="utf-8").split("\n")
    articles = [json.loads(line) for line in lines if line]
    gold = [
        json.loads((folder / "gold" / f"{a['doc_id']}.json").read_text(encoding="utf-8")) for a in articles
    ]
    return articles, gold


def corpus_hash(folder: Path = SAMPLE) -> str:
    """A digest of the articles and their gold, the same on every machine."""
    digest = hashlib.sha256()
    for path in [folder / "articles.jsonl", *sorted((folder / "gold").glob("*.json"))]:
        content = path.read_bytes().replace(b"\r\n", b"\n")
        digest.update(f"{path.name} {len(content)}\n".encode())
        digest.update(content)
    return digest.hexdigest()


def extract(articles: Sequence[dict]) -> tuple[list[dict], dict[str, dict]]:
    """What onrecord finds: rows for each article in the shape of the gold, and the actors of the corpus."""
    import polars as pl

    import onrecord

    day = lambda text: dt.date.fromisoformat(text) if text else None
    frame = pl.DataFrame(
        {
            "doc_id": [a["doc_id"] for a in articles],
            "text": [a["text"] for a in articles],
            "published": [day(a["published"]) for a in articles],
            "url": [a["url"] for a in articles],
        },
        schema={"doc_id": pl.String, "text": pl.String, "published": pl.Date, "url": pl.String},
    )
    return rows_of(onrecord.extract(frame), [a["doc_id"] for a in articles])


def rows_of(record, doc_ids: Sequence[str]) -> tuple[list[dict], dict[str, dict]]:
    """The frames of an extraction as plain rows."""
    found = {
        i: {"blocks": [], "statements": [], "mentions": [], "dates": [], "published": None} for i in doc_ids
    }
    ranges = lambda spans: [(s["start"], s["end"]) for s in spans or []]
    for row in record.documents.iter_rows(named=True):
        found[row["doc_id"]]["published"] = row["published"].isoformat() if row["published"] else None
    for row in record.blocks.iter_rows(named=True):
        found[row["doc_id"]]["blocks"].append(row)
    for row in record.statements.iter_rows(named=True):
        if row["parent_id"] is None:
            found[row["doc_id"]]["statements"].append(
                {role: ranges(row[f"{role}_spans"]) for role in ("content", "source", "cue", "addressee")}
                | {"kind": row["kind"], "act": row["act"], "negated": row["negated"]}
                | {"speaker": row["speaker_id"], "speakers": row["speaker_ids"], "target": row["target_id"]}
            )
    for row in record.mentions.iter_rows(named=True):
        if row["actor_id"] is not None and row["kind"] != "pronoun":
            found[row["doc_id"]]["mentions"].append({**row, "actor": row["actor_id"]})
    for row in record.dates.iter_rows(named=True):
        found[row["doc_id"]]["dates"].append(row)
    actors = {row["actor_id"]: row for row in record.actors.iter_rows(named=True)}
    return list(found.values()), actors


# --- counting ------------------------------------------------------------------------------------


def f1(hits: float, predicted: float, gold: float) -> float:
    """The harmonic mean of precision and recall; 1 where there was nothing to find and nothing was found."""
    return 2 * hits / (predicted + gold) if predicted + gold else 1.0


def ratio(hits: int, cases: int) -> float:
    """A share; 1 where there was no case."""
    return hits / cases if cases else 1.0


class Words:
    """The words of a text, which spans are compared on."""

    def __init__(self, text: str) -> None:
        self.starts, self.ends = [], []
        for match in re.finditer(r"\w+", text):
            self.starts.append(match.start())
            self.ends.append(match.end())

    def of(self, spans: Iterable[Sequence[int]]) -> frozenset[int]:
        """The words that any of the spans touches."""
        out: set[int] = set()
        for start, end in spans:
            out.update(
                i
                for i, (a, b) in enumerate(zip(self.starts, self.ends, strict=True))
                if a < end and start < b
            )
        return frozenset(out)


def overlap(one: frozenset, other: frozenset) -> float:
    """Jaccard's coefficient."""
    union = len(one | other)
    return len(one & other) / union if union else 1.0


def pair(gold: Sequence, found: Sequence, likeness: Callable, least: float) -> list[tuple[int, int, float]]:
    """One-to-one pairs of at least this likeness, the most alike first, ties in text order."""
    candidates = [
        (-value, g, f)
        for g, a in enumerate(gold)
        for f, b in enumerate(found)
        if (value := likeness(a, b)) >= least
    ]
    left, right, pairs = set(), set(), []
    for value, g, f in sorted(candidates):
        if g not in left and f not in right:
            left.add(g)
            right.add(f)
            pairs.append((g, f, -value))
    return pairs


def statement_pairs(
    words: Words, gold: dict, found: list[dict]
) -> tuple[list[dict], list[dict], list[tuple[int, int, float]]]:
    """Gold and found statements as sets of words, paired by content.

    A found statement that pairs with no statement of the gold but with an optional one is left out: it
    neither counts nor costs.
    """
    roles = ("content", "source", "cue")
    view = lambda rows: [{**row, "words": {role: words.of(row[role]) for role in roles}} for row in rows]
    alike = lambda a, b: overlap(a["words"]["content"], b["words"]["content"])
    wanted, optional = view(gold["statements"]), view(gold["optional_statements"])
    rows = [row for row in view(found) if row["words"]["content"]]
    taken = {f for _, f, _ in pair(wanted, rows, alike, 0.5)}
    rest = [f for f in range(len(rows)) if f not in taken]
    excused = {rest[f] for _, f, _ in pair(optional, [rows[f] for f in rest], alike, 0.5)}
    rows = [row for f, row in enumerate(rows) if f not in excused]
    return wanted, rows, pair(wanted, rows, alike, 0.5)


def score_statements(views: list[tuple[list[dict], list[dict], list]]) -> Scores:
    """Statements, paired by content with at least half of the words in common.

    `content`: pairs; `content_exact`: of the same words; `attribution`: whose sources share half of their
    words too; `strict`: content and source of the same words, cues that touch. `source_span`, `cue_span`,
    `content_span`: each role alone, the same words. `kind` and `act`: the share of pairs that agree.
    """
    n: Counter[str] = Counter()
    for wanted, rows, pairs in views:
        n["gold"] += len(wanted)
        n["found"] += len(rows)
        for g, f, alike in pairs:
            a, b = wanted[g]["words"], rows[f]["words"]
            source = overlap(a["source"], b["source"])
            cue = bool(a["cue"] & b["cue"]) or a["cue"] == b["cue"]
            n["content"] += 1
            n["content_exact"] += alike == 1.0
            n["attribution"] += source >= 0.5
            n["strict"] += alike == 1.0 and source == 1.0 and cue
            n["kind"] += wanted[g]["kind"] == rows[f]["kind"]
            n["act"] += wanted[g]["act"] == rows[f]["act"]
        for role in ("content", "source", "cue"):
            mine = Counter(row["words"][role] for row in rows if row["words"][role])
            theirs = Counter(row["words"][role] for row in wanted if row["words"][role])
            n[f"{role}_hits"] += (mine & theirs).total()
            n[f"{role}_found"] += mine.total()
            n[f"{role}_gold"] += theirs.total()
    out = {
        key: f1(n[key], n["found"], n["gold"])
        for key in ("content", "content_exact", "attribution", "strict")
    }
    for role in ("content", "source", "cue"):
        out[f"{role}_span"] = f1(n[f"{role}_hits"], n[f"{role}_found"], n[f"{role}_gold"])
    out |= {key: ratio(n[key], n["content"]) for key in ("kind", "act")}
    return {f"statement_{key}": value for key, value in out.items()}


def score_dates(gold: list[dict], found: list[dict]) -> Scores:
    """Time expressions: `strict` the same span, `relaxed` a common part; `type`, `value` and `days` on these."""
    n: Counter[str] = Counter()

    def common(a: dict, b: dict) -> float:
        shared = min(a["end"], b["end"]) - max(a["start"], b["start"])
        return max(shared, 0) / (max(a["end"], b["end"]) - min(a["start"], b["start"]))

    for wanted, rows in ((g["dates"], f["dates"]) for g, f in zip(gold, found, strict=True)):
        n["gold"] += len(wanted)
        n["found"] += len(rows)
        for g, f, alike in pair(wanted, rows, common, 1e-9):
            n["relaxed"] += 1
            n["strict"] += alike == 1.0
            n["type"] += wanted[g]["type"] == rows[f]["type"]
            n["value"] += wanted[g]["value"] == rows[f]["value"]
            n["days"] += all(wanted[g][end] == _day(rows[f][end]) for end in ("earliest", "latest"))
    return {
        f"date_{key}": f1(n[key], n["found"], n["gold"])
        for key in ("strict", "relaxed", "type", "value", "days")
    }


def _day(value: dt.date | str | None) -> str | None:
    return value.isoformat() if isinstance(value, dt.date) else value


Key = tuple[int, int, int]
"""A mention: the document's number, its start, its end."""


def mention_tables(gold: list[dict], found: list[dict]) -> tuple[dict[Key, dict], dict[Key, dict]]:
    """Mentions by place, with `actor` and `type`."""
    wanted = {
        (i, m["start"], m["end"]): {"actor": actor["id"], "type": actor["type"]}
        for i, document in enumerate(gold)
        for actor in document["actors"]
        for m in actor["mentions"]
    }
    mine = {(i, m["start"], m["end"]): m for i, document in enumerate(found) for m in document["mentions"]}
    return wanted, mine


def counterparts(wanted: dict[Key, dict], mine: dict[Key, dict]) -> dict[str, str]:
    """For each found actor, the actor of the gold that most of its mentions stand for."""
    votes: dict[str, Counter[str]] = defaultdict(Counter)
    for key in sorted(wanted.keys() & mine.keys()):
        votes[mine[key]["actor"]][wanted[key]["actor"]] += 1
    return {actor: count.most_common(1)[0][0] for actor, count in votes.items()}


def score_actors(
    wanted: dict[Key, dict], mine: dict[Key, dict], gold: list[dict], actors: dict[str, dict]
) -> Scores:
    """Mentions by name or description: `span` the same range, `typed` the same type too.

    `b3`: who is who over the whole corpus, B-cubed over the mentions that both sides have. `attributes`: type
    and country of the found actors that have a counterpart.
    """
    shared = wanted.keys() & mine.keys()
    typed = sum(wanted[key]["type"] == mine[key]["type"] for key in shared)
    theirs, ours = defaultdict(set), defaultdict(set)
    for key in shared:
        theirs[wanted[key]["actor"]].add(key)
        ours[mine[key]["actor"]].add(key)
    precision = recall = 0.0
    for key in shared:
        a, b = theirs[wanted[key]["actor"]], ours[mine[key]["actor"]]
        precision += len(a & b) / len(b)
        recall += len(a & b) / len(a)
    truth = {actor["id"]: actor for document in gold for actor in document["actors"]}
    known = [
        (truth[who], actors[actor]) for actor, who in counterparts(wanted, mine).items() if actor in actors
    ]
    agree = sum(a[key] == b[key] for a, b in known for key in ("type", "country"))
    mean = 2 * precision * recall / (precision + recall) / len(shared) if shared else 0.0
    return {
        "actor_span": f1(len(shared), len(mine), len(wanted)),
        "actor_typed": f1(typed, len(mine), len(wanted)),
        "actor_b3": mean,
        "actor_attributes": ratio(agree, 2 * len(known)),
    }


def score_speakers(views: list[tuple[list[dict], list[dict], list]], who: dict[str, str]) -> Scores:
    """The share of statements with a speaker that are found and given to one of their speakers."""
    right = cases = 0
    for wanted, rows, pairs in views:
        found = {g: f for g, f, _ in pairs}
        for g, statement in enumerate(wanted):
            if statement["speakers"]:
                cases += 1
                right += g in found and who.get(rows[found[g]]["speaker"]) in statement["speakers"]
    return {"speaker": ratio(right, cases)}


def score_several(views: list[tuple[list[dict], list[dict], list]], who: dict[str, str]) -> Scores:
    """What only some of the statements have, over the pairs.

    `speakers`: the share of those with several speakers in the gold that name them all and nobody else;
    `target` and `negated`: F1 of those that have one, or are.
    """
    n: Counter[str] = Counter()
    for wanted, rows, pairs in views:
        for a, b in ((wanted[g], rows[f]) for g, f, _ in pairs):
            if len(a["speakers"]) > 1:
                n["joint"] += 1
                n["speakers"] += {who.get(one) for one in b["speakers"]} == set(a["speakers"])
            target = who.get(b["target"], b["target"])
            n["target"] += target is not None and target == a["target"]
            n["target_found"] += b["target"] is not None
            n["target_gold"] += a["target"] is not None
            n["negated"] += a["negated"] and b["negated"]
            n["negated_found"] += b["negated"]
            n["negated_gold"] += a["negated"]
    return {
        "speakers": ratio(n["speakers"], n["joint"]),
        **{key: f1(n[key], n[f"{key}_found"], n[f"{key}_gold"]) for key in ("target", "negated")},
    }


def score_documents(gold: list[dict], found: list[dict]) -> Scores:
    """Scores of blocks and days.

    `blocks`: code points that are kept or thrown out as boilerplate, as F1 of those kept; `roles`: the share of the gold's
    blocks whose first code point has the same role; `published`: the share of days that are right.
    """
    hits = mine = theirs = roles = blocks = days = 0
    for wanted, rows in zip(gold, found, strict=True):
        kept = lambda bs: {i for b in bs if b["role"] != "boilerplate" for i in range(b["start"], b["end"])}
        a, b = kept(wanted["blocks"]), kept(rows["blocks"])
        hits, mine, theirs = hits + len(a & b), mine + len(b), theirs + len(a)
        for block in wanted["blocks"]:
            blocks += 1
            roles += any(
                r["start"] <= block["start"] < r["end"] and r["role"] == block["role"] for r in rows["blocks"]
            )
        days += rows["published"] == wanted["published"]["value"]
    return {
        "blocks": f1(hits, mine, theirs),
        "roles": ratio(roles, blocks),
        "published": ratio(days, len(gold)),
    }


def score(articles: list[dict], gold: list[dict], found: list[dict], actors: dict[str, dict]) -> Scores:
    """All figures."""
    views = [
        statement_pairs(Words(article["text"]), wanted, rows["statements"])
        for article, wanted, rows in zip(articles, gold, found, strict=True)
    ]
    wanted, mine = mention_tables(gold, found)
    who = counterparts(wanted, mine)
    return {
        **score_statements(views),
        **score_speakers(views, who),
        **score_several(views, who),
        **score_dates(gold, found),
        **score_actors(wanted, mine, gold, actors),
        **score_documents(gold, found),
    }


def differences(articles: list[dict], gold: list[dict], found: list[dict], most: int) -> list[str]:
    """Up to `most` lines for each layer: what was missed (-) and what was invented (+)."""
    layers: dict[str, list[str]] = {"statements": [], "mentions": [], "dates": []}
    for article, wanted, rows in zip(articles, gold, found, strict=True):
        text, name = article["text"], article["doc_id"]

        theirs, ours, pairs = statement_pairs(Words(text), wanted, rows["statements"])
        missed = [("-", row) for g, row in enumerate(theirs) if g not in {pair[0] for pair in pairs}]
        invented = [("+", row) for f, row in enumerate(ours) if f not in {pair[1] for pair in pairs}]
        for sign, row in missed + invented:
            content, source = (" … ".join(text[s:e] for s, e in row[role]) for role in ("content", "source"))
            layers["statements"].append(f"{sign} {name}: {content[:100]!r} <{source[:40]}>")
        a = {(m["start"], m["end"], actor["type"]) for actor in wanted["actors"] for m in actor["mentions"]}
        b = {(m["start"], m["end"], m["type"]) for m in rows["mentions"]}
        c = {(d["start"], d["end"], f"{d['type']} {d['value']}") for d in wanted["dates"]}
        d = {(r["start"], r["end"], f"{r['type']} {r['value']}") for r in rows["dates"]}
        for layer, want, have in (("mentions", a, b), ("dates", c, d)):
            signed = [(*row, "-") for row in want - have] + [(*row, "+") for row in have - want]
            layers[layer] += [f"{sign} {name}: {text[s:e]!r} {what}" for s, e, what, sign in sorted(signed)]
    return [line for lines in layers.values() for line in lines[:most]]


# --- floors --------------------------------------------------------------------------------------


def read_floors(path: Path = FLOORS) -> dict:
    return json.loads(path.read_text(encoding="utf-8"))


def breaches(scores: Scores, floors: dict, corpus: str) -> list[str]:
    """What does not hold: one line for each score below its floor, and one for a corpus that is not the pinned one."""
    out = []
    if floors["corpus"] != corpus:
        out.append(
            f"the corpus is {corpus[:12]}, the floors were pinned on {floors['corpus'][:12]}: pin them again"
        )
    for name, floor in floors["floors"].items():
        if name not in scores:
            out.append(f"{name} is no longer scored")
        elif scores[name] < floor:
            out.append(f"{name} is {scores[name]:.4f}, below its floor {floor:.4f}")
    return out


def pinned(scores: Scores, floors: dict, corpus: str, *, allow_regression: bool = False) -> dict:
    """New floors, a little below the scores. None is lowered, unless `allow_regression` says so.

    Raises
    ------
        ValueError: if a score is below its floor, or is no longer there, and that is not allowed.
    """
    old = floors["floors"]
    if not allow_regression and (fallen := breaches(scores, {**floors, "corpus": corpus}, corpus)):
        raise ValueError("; ".join(fallen) + " (--allow-regression lowers floors)")
    near = {name: max(round(value - SLACK, 3), 0.0) for name, value in scores.items()}
    kept = (
        near if allow_regression else {name: max(value, old.get(name, 0.0)) for name, value in near.items()}
    )
    return {"corpus": corpus, "floors": dict(sorted(kept.items()))}


# --- command line --------------------------------------------------------------------------------


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("command", nargs="?", choices=("show", "check", "pin"), default="show")
    parser.add_argument(
        "--errors", type=int, default=0, metavar="N", help="print up to N differences of each layer"
    )
    parser.add_argument("--allow-regression", action="store_true", help="let `pin` lower floors")
    args = parser.parse_args(arguments)
    articles, gold = read_sample()
    found, actors = extract(articles)
    scores, corpus, floors = score(articles, gold, found, actors), corpus_hash(), read_floors()
    for line in differences(articles, gold, found, args.errors):
        print(line)
    for name, value in scores.items():
        print(f"{name:24} {value:.4f}   floor {floors['floors'].get(name, 0.0):.3f}")
    if args.command == "check":
        failed = breaches(scores, floors, corpus)
        for line in failed:
            print(line, file=sys.stderr)
        return 1 if failed else 0
    if args.command == "pin":
        try:
            new = pinned(scores, floors, corpus, allow_regression=args.allow_regression)
        except ValueError as error:
            print(error, file=sys.stderr)
            return 1
        FLOORS.write_text(json.dumps(new, indent=1) + "\n", encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
