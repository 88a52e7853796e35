"""Teaches the network: ``python -m training.reader.train EXAMPLES --out FOLDER``.

One thread, one seed, and an order of windows drawn before anything is learned: the same examples and versions
give the same bytes on the same kind of processor. A run that was interrupted goes on from its last checkpoint
and comes to what it would have come to.
"""

from __future__ import annotations

import argparse
import dataclasses
import math
import os
import random
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import torch
from safetensors.torch import save_file
from torch import nn

from .data import Batch, Window, batches, read_windows
from .evaluate import evaluate
from .labeller import Network
from .losses import Weights, reader_loss
from .model import Reader, Shape
from .pretrained import load_pretrained


@dataclass(frozen=True)
class Settings:
    """How the network is taught.

    `encoder_rate` is the learning rate of the last encoder layer, and each layer below takes `fade` times that of
    the one above it: what is near the text changes least. Rates rise for `rising` steps, stay, and fall in the last
    share `falling` of all steps, so that how many passes there will be need not be known at the beginning. While they
    fall, the encoder is taught in the integers that it will be exported in.
    """

    seed: int = 20200215
    epochs: float = 3.0
    batch: int = 8
    encoder_rate: float = 2e-4
    head_rate: float = 1e-3
    fade: float = 0.9
    rising: int = 60
    falling: float = 0.33
    decay: float = 0.01
    dropout: float = 0.1
    clip: float = 1.0
    weights: Weights = field(default_factory=Weights)


def rated(reader: Reader, settings: Settings) -> list[dict[str, Any]]:
    """Give each part its learning rate, and no decay to what scales or shifts."""
    embeddings = reader.embeddings
    head = settings.head_rate
    added = (embeddings.cases, embeddings.quotes, embeddings.roles)
    rates: list[tuple[nn.Module, float]] = [
        (part, head) for part in (reader.cue, reader.names, reader.roles, *added)
    ]
    rate = settings.encoder_rate
    for layer in reversed(reader.layers):
        rates.append((layer, rate))
        rate *= settings.fade
    rates += [(part, rate) for part in (embeddings.pieces, embeddings.positions, embeddings.norm)]
    groups: list[dict[str, Any]] = []
    for module, rate in rates:
        matrices = [weight for weight in module.parameters() if weight.dim() > 1]
        vectors = [weight for weight in module.parameters() if weight.dim() == 1]
        groups.append({"params": matrices, "peak": rate, "weight_decay": settings.decay})
        groups.append({"params": vectors, "peak": rate, "weight_decay": 0.0})
    return [group for group in groups if group["params"]]


def rate_share(step: int, steps: int, settings: Settings) -> float:
    """Give the share of the learning rates at a step: straight up, level, straight down."""
    left = (steps - step) / max(1.0, steps * settings.falling)
    return min((step + 1) / settings.rising, 1.0, left)


class Training:
    """A network being taught: what a checkpoint keeps, and one step after another."""

    def __init__(self, windows: Sequence[Window], shape: Shape, settings: Settings) -> None:
        torch.manual_seed(settings.seed)
        self.settings = settings
        self.reader = Reader(shape, settings.dropout)
        self.optimizer = torch.optim.AdamW(rated(self.reader, settings), lr=0.0, fused=True)
        rng = random.Random(settings.seed)
        drawn = [
            batch
            for _ in range(math.ceil(settings.epochs))
            for batch in batches(windows, settings.batch, rng)
        ]
        self.every = math.ceil(len(windows) / settings.batch)
        self.plan = drawn[: round(settings.epochs * self.every)]
        self.step = 0
        self.falls_at = math.floor(len(self.plan) * (1 - settings.falling))
        # How long it lasts and when rates fall is left out: see `resume`.
        lasting = {"epochs": 0.0, "falling": 0.0}
        self.learned_from = {**dataclasses.asdict(settings), **lasting, "windows": len(windows)}

    def learn(self) -> float:
        """Take one step; return its loss."""
        share = rate_share(self.step, len(self.plan), self.settings)
        for group in self.optimizer.param_groups:
            group["lr"] = group["peak"] * share
        self.reader.train()
        self.reader.round_to_integers(self.step >= self.falls_at)
        batch = Batch.of(self.plan[self.step], self.reader.shape)
        # Before rates have risen, the network finds cues everywhere.
        beside = self.step >= self.settings.rising
        loss = reader_loss(self.reader, batch, self.settings.weights, beside=beside)
        torch.autograd.backward(loss)
        nn.utils.clip_grad_norm_(self.reader.parameters(), self.settings.clip)
        self.optimizer.step()
        self.optimizer.zero_grad(set_to_none=True)
        self.step += 1
        return loss.item()

    def save(self, path: Path) -> None:
        """Write a checkpoint; an interruption leaves the one before it."""
        kept = {
            "reader": self.reader.state_dict(),
            "optimizer": self.optimizer.state_dict(),
            "step": self.step,
            "falls": (self.falls_at, len(self.plan)),
            "learned_from": self.learned_from,
            "random": torch.get_rng_state(),
        }
        writing = path.with_suffix(".writing")
        torch.save(kept, writing)
        os.replace(writing, path)

    def resume(self, path: Path) -> None:
        """Go on from a checkpoint.

        Passes may be more or fewer, as long as rates have not begun to fall, nor should have.

        Raises
        ------
        ValueError
            If it was written with other settings or other examples.
        """
        kept = torch.load(path, weights_only=True)
        level = kept["step"] <= min(kept["falls"][0], self.falls_at)
        falls = kept["falls"] == (self.falls_at, len(self.plan))
        if kept["learned_from"] != self.learned_from or not (level or falls):
            raise ValueError(f"{path}: other settings or examples; remove it to train from the beginning")
        self.reader.load_state_dict(kept["reader"])
        self.optimizer.load_state_dict(kept["optimizer"])
        self.step = kept["step"]
        torch.set_rng_state(kept["random"])


def train(
    windows: Sequence[Window],
    unseen: Sequence[Window],
    out: Path,
    shape: Shape,
    settings: Settings,
    *,
    pretrained: bool = True,
    checkpoint_minutes: float = 4.0,
) -> Path:
    """Teach a network and write its weights.

    Parameters
    ----------
    windows
        What it learns from.
    unseen
        What it is measured on after each pass; nothing is chosen by it.
    out
        The folder of the checkpoint and of ``reader.safetensors``.
    shape, settings
        How large it is, and how it is taught.
    pretrained
        False begins with random weights, for tests.
    checkpoint_minutes
        After how many minutes a checkpoint is written.

    Returns
    -------
    Path
        The file of the weights.
    """
    out.mkdir(parents=True, exist_ok=True)
    training = Training(windows, shape, settings)
    checkpoint = out / "checkpoint.pt"
    if checkpoint.exists():
        training.resume(checkpoint)
    elif pretrained:
        load_pretrained(training.reader)
    saved = started = time.monotonic()
    first, lost = training.step, 0.0
    while training.step < len(training.plan):
        loss = training.learn()
        lost = loss if lost == 0.0 else 0.98 * lost + 0.02 * loss
        now = time.monotonic()
        if training.step % 20 == 0:
            left = (now - started) / (training.step - first) * (len(training.plan) - training.step)
            print(
                f"step {training.step} of {len(training.plan)}, loss {lost:.3f}, {left / 60:.0f} minutes left",
                flush=True,
            )
        if now - saved > 60 * checkpoint_minutes:
            training.save(checkpoint)
            saved = now
        if unseen and (training.step % training.every == 0 or training.step == len(training.plan)):
            training.save(checkpoint)
            print(evaluate(Network(training.reader), unseen), flush=True)
    weights = out / "reader.safetensors"
    save_file(training.reader.state_dict(), weights)
    return weights


def main(arguments: Sequence[str]) -> None:
    parser = argparse.ArgumentParser(prog="training.reader.train", description="Train the second reader.")
    parser.add_argument("examples", type=Path, help="what `onrecord-data reader-examples` wrote")
    parser.add_argument("--out", type=Path, required=True, help="folder of the checkpoint and the weights")
    parser.add_argument("--all", action="store_true", help="learn from held.jsonl too")
    parser.add_argument("--epochs", type=float, default=Settings.epochs, help="passes over the examples")
    parser.add_argument(
        "--falling", type=float, default=Settings.falling, help="share of steps in which rates fall"
    )
    given = parser.parse_args(arguments)
    torch.set_num_threads(1)
    torch.use_deterministic_algorithms(True)
    parts = ("train", "held") if given.all else ("train",)
    windows = [window for part in parts for window in read_windows(given.examples / f"{part}.jsonl")]
    settings = Settings(epochs=given.epochs, falling=given.falling)
    written = train(windows, read_windows(given.examples / "dev.jsonl"), given.out, Shape(), settings)
    print(f"wrote {written}")


if __name__ == "__main__":
    main(sys.argv[1:])
