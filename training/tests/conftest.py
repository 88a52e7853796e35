"""Invented windows, as the core would write them."""

from __future__ import annotations

import json
import random
from pathlib import Path
from typing import Any

import pytest
import torch

from training.reader.model import Shape

PIECES = 60
TINY = Shape(
    vocabulary=200,
    positions=40,
    width=16,
    layers=2,
    heads=2,
    inner=32,
    farthest=8,
    role_width=8,
    role_heads=2,
    role_inner=16,
)
"""A network that learns in milliseconds."""


def example(rng: random.Random, length: int, *, statements: bool = True) -> dict[str, Any]:
    """Invent a window whose every tenth piece is a cue, with its source before it and its content after it."""
    cue = [0] * length
    told = []
    for at in range(4, length - 5, 10) if statements else ():
        cue[at] = 1
        labels = [0] * length
        labels[at - 2 : at] = [1, 1]
        labels[at + 1 : at + 5] = [2, 2, 2, 2]
        told.append({"cue": [at], "labels": labels})
    return {
        "document": f"invented-{length}",
        "pieces": [150 if label == 1 else rng.randrange(104, 150) for label in cue],
        "case": [rng.randrange(6) for _ in range(length)],
        "quote": [rng.randrange(4) for _ in range(length)],
        "role": [0] * length,
        "starts": [1] * length,
        "cue": cue if statements else [-100] * length,
        "names": [-100] * length if statements else [rng.choice([0, 0, 1, 2]) for _ in range(length)],
        "statements": told,
    }


@pytest.fixture
def examples(tmp_path: Path) -> Path:
    """A folder as `onrecord-data reader-examples` writes it."""
    rng = random.Random(7)
    folder = tmp_path / "examples"
    folder.mkdir()
    for part, count in (("train", 24), ("held", 4), ("dev", 4)):
        lines = [example(rng, rng.randrange(12, 36), statements=n % 4 != 3) for n in range(count)]
        (folder / f"{part}.jsonl").write_text("".join(f"{json.dumps(line)}\n" for line in lines))
    special = {0: "[PAD]", 100: "[UNK]", 101: "[CLS]", 102: "[SEP]", 103: "[MASK]"}
    pieces = [special.get(number, f"word{number}") for number in range(TINY.vocabulary)]
    (folder / "vocabulary.txt").write_text("".join(f"{piece}\n" for piece in pieces))
    return folder


@pytest.fixture(autouse=True)
def one_thread() -> None:
    """Sums do not depend on how many cores there are."""
    torch.set_num_threads(1)
    torch.use_deterministic_algorithms(True)
