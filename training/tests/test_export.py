"""What is exported says what the network says, in integers and with fewer word pieces."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
import torch

from training.reader.data import read_windows
from training.reader.export import export
from training.reader.graphs import quantize_rows
from training.reader.integers import WEIGHT_STEPS
from training.reader.labeller import Exported, Network
from training.reader.model import Reader
from training.reader.vocabulary import cut, read_vocabulary

from .conftest import TINY


@pytest.fixture
def reader() -> Reader:
    torch.manual_seed(5)
    return Reader(TINY).eval()


def test_graphs_give_the_network_s_labels(reader: Reader, examples: Path, tmp_path: Path) -> None:
    vocabulary = read_vocabulary(examples / "vocabulary.txt")
    export(reader, vocabulary, range(len(vocabulary)), tmp_path)
    exported = Exported(tmp_path, vocabulary, TINY)
    for window in read_windows(examples / "dev.jsonl"):
        asked = [told.cue for told in window.statements]
        asked.append((2, 3, 5))
        expected = Network(reader).read(window, lambda cue, asked=asked: asked)
        found = exported.read(window, lambda cue, asked=asked: asked)
        for name in ("cue", "names", "roles"):
            # Eight-bit integers are not exact.
            torch.testing.assert_close(
                getattr(found, name), getattr(expected, name), atol=0.02, rtol=0, msg=name
            )


def test_the_same_network_gives_the_same_bytes(reader: Reader, examples: Path, tmp_path: Path) -> None:
    vocabulary = read_vocabulary(examples / "vocabulary.txt")
    kept = cut(vocabulary, examples)
    assert export(reader, vocabulary, kept, tmp_path) == export(reader, vocabulary, kept, tmp_path)


def test_seven_bits_keep_sums_of_two_products_in_sixteen() -> None:
    rng = np.random.default_rng(1)
    values = rng.normal(size=(5, 40)).astype(np.float32)
    steps, scale = quantize_rows(values, WEIGHT_STEPS)
    assert 2 * 255 * int(np.abs(steps).max()) < 2**15
    np.testing.assert_allclose(steps * scale[:, None], values, atol=float(scale.max()) / 2 + 1e-6)


def test_pieces_that_news_does_not_need_are_cut(examples: Path) -> None:
    seen = {piece for window in read_windows(examples / "train.jsonl") for piece in window.pieces}
    vocabulary = ["[PAD]", "[unused0]", "[UNK]", "[CLS]", "[SEP]", "[MASK]", "é", "の", "##の", "word", "#"]
    vocabulary += ["語"] * (TINY.vocabulary - len(vocabulary))
    kept = cut(vocabulary, examples)
    assert [vocabulary[number] for number in kept if number < 11] == [
        "[UNK]",
        "[CLS]",
        "[SEP]",
        "é",
        "word",
        "#",
    ]
    assert {number for number in kept if number >= 11} == seen


def test_training_in_integers_sees_what_the_graphs_give(
    reader: Reader, examples: Path, tmp_path: Path
) -> None:
    vocabulary = read_vocabulary(examples / "vocabulary.txt")
    export(reader, vocabulary, range(len(vocabulary)), tmp_path)
    exported = Exported(tmp_path, vocabulary, TINY)
    reader.round_to_integers(True)
    for window in read_windows(examples / "dev.jsonl"):
        trained, read = (labeller.read(window, lambda cue: []) for labeller in (Network(reader), exported))
        torch.testing.assert_close(trained.cue, read.cue, atol=1e-5, rtol=0)
