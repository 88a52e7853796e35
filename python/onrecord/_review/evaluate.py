"""An extraction against gold: figures and differences, layer by layer.

Spans are compared by the words that they touch, so that quotation marks and commas at an edge do not count.
Statements are paired one to one by content (at least half of the words in common), dates by any overlap,
mentions by their exact place. A figure is an F1 but where it says `share`: then it is the share of the pairs
that agree.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, NamedTuple

import polars as pl

from onrecord._fork import needs_polars
from onrecord._review.gold import Gold, gold
from onrecord.exceptions import InputError

if TYPE_CHECKING:
    from onrecord._record import AnyRecord

__all__ = ["Evaluation", "evaluate"]

Row = dict[str, Any]


class Difference(NamedTuple):
    """Something that only one side has."""

    layer: str
    doc_id: str
    side: str
    """`missed`: only the gold has it; `invented`: only the extraction."""
    start: int
    end: int
    what: str


@dataclass(frozen=True, slots=True)
class Evaluation:
    """How far an extraction agrees with gold, by layer and figure, and where it differs."""

    scores: pl.DataFrame
    """One row a figure: `layer`, `figure`, `score` from 0 to 1, and how many rows were in `gold` and were `found`."""
    differences: pl.DataFrame
    """One row a difference: `layer`, `doc_id`, `side` (missed or invented), where (`start`, `end`), and `what`."""

    def __str__(self) -> str:
        rows = self.scores.iter_rows(named=True)
        return "\n".join(
            f"{row['layer']:11} {row['figure']:22} {row['score']:.3f}   {row['gold']:6,} gold {row['found']:6,} found"
            for row in rows
        )


@needs_polars
def evaluate(given: Sequence[Gold], record: AnyRecord) -> Evaluation:
    """Scores an extraction by gold of the same documents, which are told by their `doc_id`.

    Parameters
    ----------
    given : list of dict
        The gold, as `read_gold` gives it.
    record : Extraction or StoredExtraction
        What was extracted.

    Returns
    -------
    Evaluation
        Scores and differences, as frames.

    Raises
    ------
    InputError
        If the gold has a document that the extraction does not have, or another text of it.

    Examples
    --------
    >>> import onrecord
    >>> record = onrecord.extract(["“Talks are over,” Sergey Lavrov said."])
    >>> set(evaluate(gold(record), record).scores["score"])
    {1.0}
    """
    found = {document["doc_id"]: document for document in gold(record)}
    pairs: list[tuple[Gold, Gold]] = []
    for wanted in given:
        mine = found.get(wanted["doc_id"])
        if mine is None:
            raise InputError(
                f"the gold has a document {wanted['doc_id']!r} that the extraction does not have"
            )
        if wanted.get("text") is not None and wanted["text"] != mine["text"]:
            raise InputError(
                f"the text of document {wanted['doc_id']!r} is not the one that the gold was made on"
            )
        pairs.append((wanted, mine))
    counts = _Counts()
    for wanted, mine in pairs:
        _statements(wanted, mine, counts)
        _mentions(wanted, mine, counts)
        _dates(wanted, mine, counts)
        _blocks(wanted, mine, counts)
    _identity(pairs, counts)
    schema = {
        "layer": pl.String,
        "doc_id": pl.String,
        "side": pl.String,
        "start": pl.UInt32,
        "end": pl.UInt32,
        "what": pl.String,
    }
    return Evaluation(counts.frame(), pl.DataFrame(counts.differences, schema=schema, orient="row"))


class _Counts:
    """Hits, rows of the gold and rows found, by layer and figure."""

    def __init__(self) -> None:
        self._rows: dict[tuple[str, str], list[float]] = {}
        self.differences: list[Difference] = []

    def add(self, layer: str, figure: str, hits: float, wanted: float, found: float) -> None:
        row = self._rows.setdefault((layer, figure), [0, 0, 0])
        for place, value in enumerate((hits, wanted, found)):
            row[place] += value

    def differ(self, layer: str, doc_id: str, side: str, span: Sequence[int], what: str) -> None:
        self.differences.append(Difference(layer, doc_id, side, span[0], span[1], what))

    def frame(self) -> pl.DataFrame:
        rows = [
            (
                layer,
                figure,
                2 * hits / (wanted + found) if wanted + found else 1.0,
                round(wanted),
                round(found),
            )
            for (layer, figure), (hits, wanted, found) in self._rows.items()
        ]
        schema = {
            "layer": pl.String,
            "figure": pl.String,
            "score": pl.Float64,
            "gold": pl.Int64,
            "found": pl.Int64,
        }
        return pl.DataFrame(rows, schema=schema, orient="row")


class _Words:
    """The words of a text, by place."""

    def __init__(self, text: str) -> None:
        places = [match.span() for match in re.finditer(r"\w+", text)]
        self._starts = [start for start, _ in places]
        self._ends = [end for _, end in places]

    def of(self, spans: Iterable[Sequence[int]]) -> frozenset[int]:
        return frozenset(
            word
            for start, end in spans
            for word in range(bisect_right(self._ends, start), bisect_left(self._starts, end))
        )


def _overlap(one: frozenset[int], other: frozenset[int]) -> float:
    return len(one & other) / len(one | other) if one | other else 1.0


def _paired(
    likeness: Callable[[Row, Row], float], least: float, wanted: list[Row], found: list[Row]
) -> list[tuple[Row, Row, float]]:
    """One-to-one pairs, the most alike first."""
    near = [
        (-alike, a, b)
        for a, one in enumerate(wanted)
        for b, other in enumerate(found)
        if (alike := likeness(one, other)) >= least
    ]
    left: set[int] = set()
    right: set[int] = set()
    pairs: list[tuple[Row, Row, float]] = []
    for alike, a, b in sorted(near):
        if a not in left and b not in right:
            left.add(a)
            right.add(b)
            pairs.append((wanted[a], found[b], -alike))
    return pairs


def _statements(wanted: Gold, mine: Gold, counts: _Counts) -> None:
    words = _Words(mine["text"])

    def rows(document: Gold, key: str = "statements") -> list[Row]:
        return [
            {**row, "words": {role: words.of(row[role]) for role in ("content", "source", "cue")}}
            for row in document.get(key, ())
        ]

    def alike(one: Row, other: Row) -> float:
        return _overlap(one["words"]["content"], other["words"]["content"])

    theirs, ours = rows(wanted), rows(mine)
    pairs = _paired(alike, 0.5, theirs, ours)
    taken = {id(row) for one, other, _ in pairs for row in (one, other)}
    # What could be listed or left out with good reason neither counts nor costs.
    rest = [row for row in ours if id(row) not in taken]
    excused = {id(row) for _, row, _ in _paired(alike, 0.5, rows(wanted, "optional_statements"), rest)}
    ours = [row for row in ours if id(row) not in excused]
    tests: dict[str, Callable[[Row, Row, float], bool]] = {
        "content": lambda a, b, same: True,
        "content, same words": lambda a, b, same: same == 1,
        "content and source": lambda a, b, same: _overlap(a["words"]["source"], b["words"]["source"]) >= 0.5,
    }
    for figure, holds in tests.items():
        counts.add("statements", figure, sum(holds(*pair) for pair in pairs), len(theirs), len(ours))
    for role in ("source", "cue", "content"):
        one, other = (
            Counter(row["words"][role] for row in side if row["words"][role]) for side in (theirs, ours)
        )
        counts.add("statements", f"{role} span", (one & other).total(), one.total(), other.total())
    for fact in ("kind", "act", "said_from", "said_to"):
        counts.add(
            "statements",
            f"{fact}, share",
            sum(a.get(fact) == b.get(fact) for a, b, _ in pairs),
            len(pairs),
            len(pairs),
        )
    for side, mine_only in (("missed", theirs), ("invented", ours)):
        for row in mine_only:
            if id(row) not in taken and (row["content"] or row["cue"]):
                first = (row["content"] or row["cue"])[0]
                text = " … ".join(mine["text"][start:end] for start, end in row["content"])
                source = " ".join(mine["text"][start:end] for start, end in row["source"])
                counts.differ(
                    "statements",
                    mine["doc_id"],
                    side,
                    first,
                    f"{source or '?'}: {' '.join(text.split())[:160]}",
                )


def _named(document: Gold) -> dict[tuple[int, int], Row]:
    """Mentions by name or description, by place; scores leave pronouns out, which gold need not list."""
    return {
        (mention["start"], mention["end"]): {"actor": actor["id"], "type": actor["type"]}
        for actor in document.get("actors", ())
        for mention in actor["mentions"]
        if mention["kind"] != "pronoun"
    }


def _mentions(wanted: Gold, mine: Gold, counts: _Counts) -> None:
    theirs, ours = _named(wanted), _named(mine)
    shared = theirs.keys() & ours.keys()
    counts.add("actors", "span", len(shared), len(theirs), len(ours))
    typed = sum(theirs[key]["type"] == ours[key]["type"] for key in shared)
    counts.add("actors", "span and type", typed, len(theirs), len(ours))
    for side, places, facts in (
        ("missed", theirs.keys() - shared, theirs),
        ("invented", ours.keys() - shared, ours),
    ):
        for start, end in sorted(places):
            counts.differ(
                "actors",
                mine["doc_id"],
                side,
                (start, end),
                f"{mine['text'][start:end]} ({facts[start, end]['actor']})",
            )


def _identity(pairs: Sequence[tuple[Gold, Gold]], counts: _Counts) -> None:
    """Who is who, over all documents: B-cubed over the mentions that both sides have."""
    theirs: dict[str, set[tuple[int, int, int]]] = defaultdict(set)
    ours: dict[str, set[tuple[int, int, int]]] = defaultdict(set)
    both: list[tuple[str, str]] = []
    for number, (wanted, mine) in enumerate(pairs):
        one, other = _named(wanted), _named(mine)
        for key in one.keys() & other.keys():
            theirs[one[key]["actor"]].add((number, *key))
            ours[other[key]["actor"]].add((number, *key))
            both.append((one[key]["actor"], other[key]["actor"]))
    precision = recall = 0.0
    for a, b in both:
        common = len(theirs[a] & ours[b])
        precision += common / len(ours[b])
        recall += common / len(theirs[a])
    mean = 2 * precision * recall / (precision + recall) if both else 0.0
    counts.add("actors", "who is who (B3)", mean, len(both), len(both))


def _dates(wanted: Gold, mine: Gold, counts: _Counts) -> None:
    def common(one: Row, other: Row) -> float:
        shared: int = min(one["end"], other["end"]) - max(one["start"], other["start"])
        whole: int = max(one["end"], other["end"]) - min(one["start"], other["start"])
        return max(shared, 0) / max(whole, 1)

    theirs, ours = list(wanted.get("dates", ())), list(mine["dates"])
    pairs = _paired(common, 1e-9, theirs, ours)
    sizes = len(theirs), len(ours)
    counts.add("dates", "found", len(pairs), *sizes)
    counts.add("dates", "same span", sum(same == 1 for _, _, same in pairs), *sizes)
    counts.add("dates", "value", sum(a["value"] == b["value"] for a, b, _ in pairs), *sizes)
    days = sum(all(a.get(key) == b.get(key) for key in ("earliest", "latest")) for a, b, _ in pairs)
    counts.add("dates", "days", days, *sizes)
    taken = {id(row) for one, other, _ in pairs for row in (one, other)}
    for side, rows in (("missed", theirs), ("invented", ours)):
        for row in rows:
            if id(row) not in taken:
                counts.differ(
                    "dates",
                    mine["doc_id"],
                    side,
                    (row["start"], row["end"]),
                    f"{mine['text'][row['start'] : row['end']]} = {row['value']}",
                )


def _blocks(wanted: Gold, mine: Gold, counts: _Counts) -> None:
    """Blocks with the same place and role."""
    if not wanted.get("blocks"):
        return
    one, other = (
        {(row["start"], row["end"], row["role"]) for row in document["blocks"]} for document in (wanted, mine)
    )
    counts.add("blocks", "place and role", len(one & other), len(one), len(other))
    published: dict[str, Any] = wanted.get("published") or {}
    counts.add("documents", "published, share", published.get("value") == mine["published"]["value"], 1, 1)
