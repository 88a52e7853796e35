"""Training gives the same bytes each time, goes on from where it was interrupted, and learns."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from training.reader.data import read_windows
from training.reader.evaluate import evaluate
from training.reader.labeller import Network
from training.reader.train import Settings, Training, train

from .conftest import TINY

SETTINGS = Settings(epochs=2, batch=8, rising=2, falling=0.5)


def trained(examples: Path, out: Path) -> bytes:
    windows = read_windows(examples / "train.jsonl")
    return train(windows, [], out, TINY, SETTINGS, pretrained=False).read_bytes()


def test_the_same_examples_give_the_same_bytes(examples: Path, tmp_path: Path) -> None:
    assert trained(examples, tmp_path / "one") == trained(examples, tmp_path / "two")


def test_an_interrupted_training_comes_to_what_it_would_have_come_to(examples: Path, tmp_path: Path) -> None:
    interrupted = Training(read_windows(examples / "train.jsonl"), TINY, SETTINGS)
    for _ in range(4):
        interrupted.learn()
    (tmp_path / "one").mkdir()
    interrupted.save(tmp_path / "one" / "checkpoint.pt")
    assert trained(examples, tmp_path / "one") == trained(examples, tmp_path / "two")


@pytest.mark.parametrize(
    ("step", "changed", "goes_on"),
    [
        (2, replace(SETTINGS, epochs=4), True),
        (5, replace(SETTINGS, epochs=4), False),
        (2, replace(SETTINGS, seed=1), False),
        (2, replace(SETTINGS, encoder_rate=1.0), False),
    ],
)
def test_a_checkpoint_of_other_settings_is_refused(
    examples: Path, tmp_path: Path, step: int, changed: Settings, goes_on: bool
) -> None:
    windows = read_windows(examples / "train.jsonl")
    training = Training(windows, TINY, SETTINGS)
    for _ in range(step):
        training.learn()
    training.save(tmp_path / "checkpoint.pt")
    other = Training(windows, TINY, changed)
    if goes_on:
        other.resume(tmp_path / "checkpoint.pt")
        assert other.step == step
    else:
        with pytest.raises(ValueError, match="remove it to train from the beginning"):
            other.resume(tmp_path / "checkpoint.pt")


def test_what_can_be_learned_is_learned(examples: Path) -> None:
    windows = read_windows(examples / "train.jsonl")
    training = Training(
        windows, TINY, replace(SETTINGS, epochs=120, encoder_rate=3e-3, head_rate=3e-3, dropout=0.0)
    )
    while training.step < len(training.plan):
        training.learn()
    tallies = evaluate(Network(training.reader), windows).tallies
    for name in ("cue exactly", "content of annotated cues", "attribution"):
        tally = tallies[name]
        assert tally.right > 0.9 * tally.there, f"{name}: {tally}"
