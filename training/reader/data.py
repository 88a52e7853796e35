"""Examples as the core writes them, and batches of them."""

from __future__ import annotations

import json
import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Self

import torch
from torch import Tensor

from .model import Cues, Shape

CLS, SEP, PAD = 101, 102, 0
"""The pieces around a window and after it, in the vocabulary that BERT's uncased models share."""
UNLABELLED = -100
"""The label of what is not to be learned from."""


@dataclass(frozen=True)
class Statement:
    """A cue, as positions in its window, and a label for every piece of the window."""

    cue: tuple[int, ...]
    labels: tuple[int, ...]


@dataclass(frozen=True)
class Window:
    """Consecutive paragraphs of one document; every list has an entry for each piece."""

    document: str
    pieces: tuple[int, ...]
    case: tuple[int, ...]
    quote: tuple[int, ...]
    role: tuple[int, ...]
    starts: tuple[int, ...]
    cue: tuple[int, ...]
    names: tuple[int, ...]
    statements: tuple[Statement, ...]

    @classmethod
    def read(cls, line: str) -> Self:
        """Read one line of an examples file.

        Raises
        ------
        ValueError
            If a list has not one entry for each piece, or a cue stands outside its window.
        """
        example: dict[str, Any] = json.loads(line)
        statements = tuple(
            Statement(tuple(given["cue"]), tuple(given["labels"])) for given in example.pop("statements")
        )
        lists = {name: tuple(values) for name, values in example.items() if name != "document"}
        window = cls(document=example["document"], statements=statements, **lists)
        window._check()
        return window

    def _check(self) -> None:
        length = len(self.pieces)
        lists = {name: getattr(self, name) for name in ("case", "quote", "role", "starts", "cue", "names")}
        lists |= {f"statements[{n}].labels": told.labels for n, told in enumerate(self.statements)}
        for name, values in lists.items():
            if len(values) != length:
                raise ValueError(
                    f"{self.document}: {name} has {len(values)} entries, pieces {length}; write the examples anew"
                )
        for told in self.statements:
            if not told.cue or min(told.cue) < 0 or max(told.cue) >= length:
                raise ValueError(
                    f"{self.document}: the cue {told.cue} is not in its window of {length} pieces"
                )


def read_windows(path: Path) -> list[Window]:
    """Read an examples file, a window a line."""
    with path.open(encoding="utf-8") as lines:
        return [Window.read(line) for line in lines]


@dataclass(frozen=True)
class Batch:
    """Windows side by side, with [CLS] and [SEP] around each and padding after it.

    `mask` is 1 where a window has a piece, `text` where that is neither [CLS] nor [SEP].
    """

    windows: Sequence[Window]
    pieces: Tensor
    case: Tensor
    quote: Tensor
    role: Tensor
    mask: Tensor
    text: Tensor
    cue: Tensor
    names: Tensor

    @classmethod
    def of(cls, windows: Sequence[Window], shape: Shape) -> Self:
        """Lay windows side by side."""
        length = max(len(window.pieces) for window in windows) + 2

        def side_by_side(name: str, around: tuple[int, int], after: int) -> Tensor:
            first, last = around
            rows = torch.full((len(windows), length), after, dtype=torch.long)
            for row, window in zip(rows, windows, strict=True):
                values = (first, *getattr(window, name), last)
                row[: len(values)] = torch.tensor(values)
            return rows

        pieces = side_by_side("pieces", (CLS, SEP), PAD)
        at = torch.arange(length)[None, :]
        ends = torch.tensor([[len(window.pieces) + 1] for window in windows])
        return cls(
            windows=windows,
            pieces=pieces,
            case=side_by_side("case", (shape.cases, shape.cases), shape.cases),
            quote=side_by_side("quote", (shape.quotes, shape.quotes), shape.quotes),
            role=side_by_side("role", (shape.roles, shape.roles), shape.roles),
            mask=(at <= ends).float(),
            text=((at > 0) & (at < ends)).float(),
            cue=side_by_side("cue", (UNLABELLED, UNLABELLED), UNLABELLED),
            names=side_by_side("names", (UNLABELLED, UNLABELLED), UNLABELLED),
        )

    def cues(self, asked: Sequence[tuple[int, Sequence[int]]], farthest: int) -> Cues:
        """Prepare cues, each a window's place in the batch and its positions in that window."""
        length = self.pieces.shape[1]
        at = torch.arange(length)
        distance = torch.empty(len(asked), length, dtype=torch.long)
        pieces: list[int] = []
        of: list[int] = []
        share: list[float] = []
        for number, (row, cue) in enumerate(asked):
            # [CLS] stands before the first piece.
            places = [position + 1 for position in cue]
            before = (at - min(places)).clamp(-farthest, 0)
            after = (at - max(places)).clamp(0, farthest)
            distance[number] = before + after + farthest
            distance[number, places] = 2 * farthest + 1
            pieces += [row * length + place for place in places]
            of += [number] * len(places)
            share += [1 / len(places)] * len(places)
        windows = torch.tensor([row for row, _ in asked], dtype=torch.long)
        return Cues(windows, torch.tensor(pieces), torch.tensor(of), torch.tensor(share), distance)

    def labels(self, told: Sequence[Sequence[int]]) -> Tensor:
        """Lay the labels of cues side by side, as their windows are."""
        rows = torch.full((len(told), self.pieces.shape[1]), UNLABELLED, dtype=torch.long)
        for row, labels in zip(rows, told, strict=True):
            row[1 : len(labels) + 1] = torch.tensor(labels)
        return rows


def batches(windows: Sequence[Window], size: int, rng: random.Random) -> Iterator[list[Window]]:
    """Shuffle windows into batches of `size` whose windows are about as long as each other."""
    shuffled = rng.sample(windows, len(windows))
    # Within a stretch of many batches lengths are alike enough, and the order still differs in every pass.
    stretch = 16 * size
    cut: list[list[Window]] = []
    for start in range(0, len(shuffled), stretch):
        alike = sorted(shuffled[start : start + stretch], key=lambda window: len(window.pieces))
        cut += [alike[at : at + size] for at in range(0, len(alike), size)]
    rng.shuffle(cut)
    yield from cut
