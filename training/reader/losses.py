"""What the heads get wrong, added up."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import torch
from torch import Tensor
from torch.nn import functional

from .data import UNLABELLED, Batch, Window
from .decode import cue_spans
from .model import Reader

NEITHER = 0


@dataclass(frozen=True)
class Weights:
    """What each part of the loss counts.

    `begin` is for the first piece of a cue, of which there are few; `unannotated` for a cue that the network
    finds with a probability of `doubtful` and nobody annotated, around which nothing is source or content; of
    those a window shows `most`, the first.
    """

    cue: float = 1.0
    roles: float = 4.0
    names: float = 0.3
    begin: float = 1.5
    doubtful: float = 0.25
    unannotated: float = 0.3
    most: int = 2


@dataclass(frozen=True)
class Asked:
    """A cue to learn roles from: the row of its window, its pieces, their labels and what they count."""

    row: int
    cue: tuple[int, ...]
    labels: Sequence[int]
    weight: float


def annotated_cues(windows: Sequence[Window]) -> list[Asked]:
    """Collect the cues that people annotated."""
    return [
        Asked(row, told.cue, told.labels, 1.0)
        for row, window in enumerate(windows)
        for told in window.statements
    ]


def found_cues(windows: Sequence[Window], probabilities: Tensor, weights: Weights) -> list[Asked]:
    """Collect the cues that the network finds and that are not exactly an annotated one.

    One that shares a piece with an annotated cue has that one's labels, so that roles are learned for cues as they
    will be found.
    """
    asked: list[Asked] = []
    for row, window in enumerate(windows):
        exactly = {told.cue for told in window.statements}
        annotated = {piece: told for told in window.statements for piece in told.cue}
        shown = 0
        for cue in cue_spans(probabilities[row, 1 : len(window.pieces) + 1], window.starts, weights.doubtful):
            if cue in exactly or any(window.cue[piece] == UNLABELLED for piece in cue):
                continue
            told = next((annotated[piece] for piece in cue if piece in annotated), None)
            if told is not None:
                asked.append(Asked(row, cue, told.labels, 1.0))
            elif shown < weights.most:
                shown += 1
                asked.append(Asked(row, cue, [NEITHER] * len(window.pieces), weights.unannotated))
    return asked


def label_loss(logits: Tensor, labels: Tensor, weights: Tensor | None = None) -> Tensor:
    """Mean cross entropy over what is labelled; 0 where nothing is."""
    if not bool((labels != UNLABELLED).any()):
        return logits.sum() * 0.0
    return functional.cross_entropy(logits.flatten(0, 1), labels.flatten(), weights, ignore_index=UNLABELLED)


def reader_loss(reader: Reader, batch: Batch, weights: Weights, *, beside: bool) -> Tensor:
    """Run a batch through the network and add up the losses of its three heads.

    With `beside`, roles are learned for the cues that the network finds as well as for those annotated.
    """
    hidden = reader.encode(batch.pieces, batch.case, batch.quote, batch.role, batch.mask)
    cue = reader.cue(hidden)
    loss = weights.cue * label_loss(cue, batch.cue, torch.tensor([1.0, weights.begin, 1.0]))
    loss = loss + weights.names * label_loss(reader.names(hidden), batch.names)
    asked = annotated_cues(batch.windows)
    if beside:
        asked += found_cues(batch.windows, cue.detach().softmax(-1), weights)
    if not asked:
        return loss
    cues = batch.cues([(each.row, each.cue) for each in asked], reader.shape.farthest)
    logits = reader.roles(hidden, cues, batch.text)
    labels = batch.labels([each.labels for each in asked])
    wrong = functional.cross_entropy(
        logits.transpose(1, 2), labels, ignore_index=UNLABELLED, reduction="none"
    )
    counted = torch.tensor([each.weight for each in asked])[:, None] * (labels != UNLABELLED)
    return loss + weights.roles * (wrong * counted).sum() / counted.sum().clamp(min=1.0)
