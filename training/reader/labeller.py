"""Whoever reads a window: the network, or the graphs that were exported from it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

import numpy as np
import onnxruntime
import torch
from torch import Tensor

from .data import Batch, Window
from .model import Reader, Shape
from .vocabulary import read_vocabulary


@dataclass(frozen=True)
class Labels:
    """Probabilities for every piece of a window.

    Of cues ``[length, 3]``, of names ``[length, 7]`` and, for each cue that was asked for, of roles
    ``[cues, length, 3]``.
    """

    cue: Tensor
    names: Tensor
    roles: Tensor


class Chooser(Protocol):
    """Says which cues roles are asked for, once the probabilities of cues are known."""

    def __call__(self, cue: Tensor, /) -> Sequence[tuple[int, ...]]: ...


class Labeller(Protocol):
    """Reads a window."""

    def read(self, window: Window, choose: Chooser) -> Labels: ...


class Network:
    """Reads with the network itself."""

    def __init__(self, reader: Reader) -> None:
        self.reader = reader.eval()

    @torch.inference_mode()
    def read(self, window: Window, choose: Chooser) -> Labels:
        reader, batch = self.reader, Batch.of([window], self.reader.shape)
        hidden = reader.encode(batch.pieces, batch.case, batch.quote, batch.role, batch.mask)
        cue = reader.cue(hidden)[0, 1:-1].softmax(-1)
        names = reader.names(hidden)[0, 1:-1].softmax(-1)
        asked = [(0, pieces) for pieces in choose(cue)]
        if not asked:
            return Labels(cue, names, cue.new_empty(0, len(window.pieces), 3))
        roles = reader.roles(hidden, batch.cues(asked, reader.shape.farthest), batch.text)
        return Labels(cue, names, roles[:, 1:-1].softmax(-1))


class Exported:
    """Reads with exported graphs, which know fewer pieces: one that was cut is unknown here."""

    def __init__(self, folder: Path, vocabulary: Sequence[str], shape: Shape) -> None:
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = 1
        self.encoder = onnxruntime.InferenceSession(folder / "encoder.onnx", options)
        self.roles = onnxruntime.InferenceSession(folder / "roles.onnx", options)
        kept = {piece: place for place, piece in enumerate(read_vocabulary(folder / "vocabulary.txt"))}
        self.places = [kept.get(piece, kept["[UNK]"]) for piece in vocabulary]
        self.farthest = shape.farthest

    def read(self, window: Window, choose: Chooser) -> Labels:
        given = {name: np.array(getattr(window, name), np.int32) for name in ("case", "quote", "role")}
        given["pieces"] = np.array([self.places[piece] for piece in window.pieces], np.int32)
        cue, names, pieces, cues = self.encoder.run(["cue", "names", "role_pieces", "role_cues"], given)
        likely = torch.from_numpy(cue).softmax(-1)
        asked = choose(likely)
        labels = [self._roles(pieces, cues, list(places)) for places in asked]
        roles = torch.cat(labels) if labels else likely.new_empty(0, len(window.pieces), 3)
        return Labels(likely, torch.from_numpy(names).softmax(-1), roles.softmax(-1))

    def _roles(self, pieces: np.ndarray, cues: np.ndarray, places: list[int]) -> Tensor:
        at = np.arange(len(pieces), dtype=np.int32)
        inside = np.isin(at, places).astype(np.int32)
        far = np.clip(at - min(places), -self.farthest, 0) + np.clip(at - max(places), 0, self.farthest)
        distance = np.where(inside == 1, 0, far).astype(np.int32) + np.int32(self.farthest)
        given = {
            "pieces": pieces,
            "cue": cues[places].mean(0, keepdims=True),
            "distance": distance[None],
            "inside": inside[None],
        }
        (labels,) = self.roles.run(["labels"], given)
        return torch.from_numpy(labels)
