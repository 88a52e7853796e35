"""Counts what the network gets right: ``python -m training.reader.evaluate EXAMPLES READER``.

Cues and labels are counted by token. The attribution is a rough one, greedy and without the judge: it tells one
training from another, no more.
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

import torch
from safetensors.torch import load_file
from torch import Tensor

from .data import UNLABELLED, Window, read_windows
from .decode import cue_spans, token_labels, tokens
from .labeller import Exported, Labeller, Network
from .model import Reader, Shape
from .vocabulary import read_vocabulary

NEITHER, SOURCE, CONTENT = 0, 1, 2
LEAST = 0.5
"""The probability that a cue needs."""
ALIKE = 0.5
"""How much of two spans must be common to both, of all that is in either."""


@dataclass
class Tally:
    """True and false finds, and what there was to be found."""

    right: int = 0
    found: int = 0
    there: int = 0

    def __str__(self) -> str:
        precision = self.right / max(1, self.found)
        recall = self.right / max(1, self.there)
        score = 2 * self.right / max(1, self.found + self.there)
        return f"{precision:.3f} {recall:.3f} {score:.3f}"


@dataclass
class Scores:
    """A tally for each thing that is counted."""

    tallies: dict[str, Tally] = field(default_factory=dict)

    def add(self, name: str, right: int, found: int, there: int) -> None:
        tally = self.tallies.setdefault(name, Tally())
        tally.right += right
        tally.found += found
        tally.there += there

    def __str__(self) -> str:
        return "\n".join(f"{name:22} {tally}" for name, tally in self.tallies.items())


@dataclass(frozen=True)
class Told:
    """Which pieces are the source and which the content of one statement."""

    source: frozenset[int]
    content: frozenset[int]

    @classmethod
    def of(cls, labels: Sequence[int]) -> Told:
        return cls(
            frozenset(at for at, label in enumerate(labels) if label == SOURCE),
            frozenset(at for at, label in enumerate(labels) if label == CONTENT),
        )


def alike(left: frozenset[int], right: frozenset[int]) -> float:
    """Jaccard of two sets; two empty ones are the same."""
    either = left | right
    return len(left & right) / len(either) if either else 1.0


def paired(found: Sequence[Told], there: Sequence[Told]) -> list[tuple[Told, Told]]:
    """Pair statements whose contents are alike, the most alike first, each once."""
    likeness = sorted(
        ((alike(f.content, t.content), i, j) for i, f in enumerate(found) for j, t in enumerate(there)),
        key=lambda pair: (-pair[0], pair[1], pair[2]),
    )
    pairs: list[tuple[Told, Told]] = []
    taken: Counter[tuple[str, int]] = Counter()
    for jaccard, i, j in likeness:
        if jaccard >= ALIKE and not taken["found", i] and not taken["there", j]:
            taken["found", i] = taken["there", j] = 1
            pairs.append((found[i], there[j]))
    return pairs


def count_roles(scores: Scores, name: str, labels: Sequence[int], gold: Sequence[int]) -> None:
    """Count the pieces of sources and of contents."""
    pairs = [(label, truth) for label, truth in zip(labels, gold, strict=True) if truth != UNLABELLED]
    for role, value in (("source", SOURCE), ("content", CONTENT)):
        right = sum(label == truth == value for label, truth in pairs)
        found = sum(label == value for label, _ in pairs)
        scores.add(f"{role} {name}", right, found, sum(truth == value for _, truth in pairs))


def evaluate(labeller: Labeller, windows: Sequence[Window]) -> Scores:
    """Read windows and compare with what people annotated."""
    scores = Scores()
    for window in windows:
        _evaluate_window(labeller, window, scores)
    return scores


def _evaluate_window(labeller: Labeller, window: Window, scores: Scores) -> None:
    annotated = [told.cue for told in window.statements]
    found: list[tuple[int, ...]] = []

    def choose(cue: Tensor) -> Sequence[tuple[int, ...]]:
        spans = cue_spans(cue, window.starts, LEAST)
        found.extend(span for span in spans if all(window.cue[piece] != UNLABELLED for piece in span))
        return [*annotated, *found]

    labels = labeller.read(window, choose)
    _count_names(scores, labels.names.argmax(-1).tolist(), window)
    if all(label == UNLABELLED for label in window.cue):
        return
    scores.add("cue exactly", len(set(annotated) & set(found)), len(found), len(annotated))
    begins = {cue[0] for cue in annotated}
    scores.add("cue begin", sum(cue[0] in begins for cue in found), len(found), len(annotated))
    roles = [
        _whole(probabilities, window, cue)
        for probabilities, cue in zip(labels.roles, annotated + found, strict=True)
    ]
    for told, said in zip(window.statements, roles, strict=False):
        count_roles(scores, "of annotated cues", said, told.labels)
    there = [Told.of(told.labels) for told in window.statements]
    read = [Told.of(said) for said in roles[len(annotated) :] if CONTENT in said]
    pairs = paired(read, there)
    scores.add("content", len(pairs), len(read), len(there))
    scores.add("content exactly", sum(f.content == t.content for f, t in pairs), len(read), len(there))
    attributed = sum(alike(f.source, t.source) >= ALIKE for f, t in pairs)
    scores.add("attribution", attributed, len(read), len(there))


def _whole(probabilities: Tensor, window: Window, cue: tuple[int, ...]) -> list[int]:
    """Label the pieces around a cue, tokens whole; its own are neither."""
    said = token_labels(probabilities, window.starts)
    for piece in cue:
        said[piece] = NEITHER
    return said


def _count_names(scores: Scores, labels: Sequence[int], window: Window) -> None:
    if all(truth == UNLABELLED for truth in window.names):
        return
    gold = _spans(window.names, window.starts)
    spans = _spans(labels, window.starts)
    scores.add("names", len(gold & spans), len(spans), len(gold))


def _spans(labels: Sequence[int], starts: Sequence[int]) -> set[tuple[int, int, int]]:
    """Names as (begin, end, type), by the first piece of each token."""
    spans: set[tuple[int, int, int]] = set()
    begin, kind = -1, 0
    for token in tokens(starts):
        label = labels[token.start]
        goes_on = label > 0 and label % 2 == 0 and (label + 1) // 2 == kind
        if not goes_on:
            if kind:
                spans.add((begin, token.start, kind))
            begin, kind = token.start, (label + 1) // 2 if label > 0 else 0
    if kind:
        spans.add((begin, len(labels), kind))
    return spans


def main(arguments: Sequence[str]) -> None:
    parser = argparse.ArgumentParser(
        prog="training.reader.evaluate", description="Score a reader on examples."
    )
    parser.add_argument("examples", type=Path, help="the folder that `onrecord-data reader-examples` wrote")
    parser.add_argument("reader", type=Path, help="weights, or a folder of exported graphs")
    parser.add_argument("--part", default="dev", help="which file of examples")
    given = parser.parse_args(arguments)
    torch.set_num_threads(1)
    labeller: Labeller
    if given.reader.is_dir():
        labeller = Exported(given.reader, read_vocabulary(given.examples / "vocabulary.txt"), Shape())
    else:
        reader = Reader(Shape())
        reader.load_state_dict(load_file(given.reader))
        labeller = Network(reader)
    print(evaluate(labeller, read_windows(given.examples / f"{given.part}.jsonl")))


if __name__ == "__main__":
    main(sys.argv[1:])
