"""Writes a trained network for the core: ``python -m training.reader.export WEIGHTS VOCABULARY --out FOLDER``.

``encoder.onnx`` reads one window at a time, without [CLS] and [SEP], which it adds itself. Its integers are
scaled by what is in a run: with several windows in one, a row would depend on what stands beside it.

======== =========================================== ===============================================
graph    inputs                                      outputs
======== =========================================== ===============================================
encoder  `pieces`, `case`, `quote`, `role` [length]  `cue` [length, 3], `names` [length, 7],
                                                     `role_pieces`, `role_cues` [length, role width]
roles    `pieces` [length, role width], `cue`        `labels` [cues, length, 3]
         [cues, role width], `distance`, `inside`
         [cues, length]
======== =========================================== ===============================================

Integers are 32-bit. `cue` is the mean of `role_cues` over a cue's pieces; `distance` counts from
`Shape.farthest`, `inside` is 1 at the cue's own pieces. Labels are logits.
"""

from __future__ import annotations

import argparse
import hashlib
import math
import sys
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from onnx import TensorProto
from safetensors.torch import load_file
from torch import Tensor, nn

from .graphs import Floats, Graph, quantize_rows
from .integers import PIECE_STEPS
from .model import CUE_LABELS, NAME_LABELS, ROLE_LABELS, Layer, Reader, Shape
from .vocabulary import cut, read_vocabulary

INTEGERS = TensorProto.INT32
FLOATS = TensorProto.FLOAT


def array(tensor: Tensor) -> Floats:
    """Take weights out of torch."""
    return tensor.detach().numpy().astype(np.float32)


def matrix(linear: nn.Linear) -> Floats:
    """Give a linear map as [in, out]."""
    return array(linear.weight).T


def affine(graph: Graph, value: str, linear: nn.Linear) -> str:
    """Apply a linear map in floating point."""
    product = graph.add("MatMul", value, graph.constant(matrix(linear)))
    # torch has it as a tensor always, and `bias=False` leaves none.
    bias: Tensor | None = linear.bias
    return product if bias is None else graph.add("Add", product, graph.constant(array(bias)))


def affine_of_integers(graph: Graph, quantized: Sequence[str], linear: nn.Linear) -> str:
    """Apply a linear map to what `Graph.quantize` gave."""
    return graph.affine_of_integers(quantized, matrix(linear), array(linear.bias))


def normalize(graph: Graph, value: str, norm: nn.LayerNorm) -> str:
    """Normalize each row."""
    return graph.normalize(value, array(norm.weight), array(norm.bias))


def encoder(reader: Reader, kept: Sequence[int], around: tuple[int, int]) -> bytes:
    """Write the encoder and what the heads do once for a window.

    Parameters
    ----------
    reader
        The network.
    kept
        The pieces that remain, by their ids in the full vocabulary; their places are the new ids.
    around
        The new ids of [CLS] and [SEP].
    """
    shape, graph = reader.shape, Graph()
    hidden = _embedded(graph, reader, kept, around)
    for layer in reader.layers:
        assert isinstance(layer, Layer)
        hidden = _layer(graph, layer, shape, hidden)
    # [CLS] and [SEP] have been of use to attention, and nobody asks for their labels.
    starts, ends, rows = graph.constant([1]), graph.constant([-1]), graph.constant([0])
    hidden = graph.add("Slice", hidden, starts, ends, rows)
    heads = {
        "cue": (reader.cue, CUE_LABELS),
        "names": (reader.names, NAME_LABELS),
        "role_pieces": (reader.roles.piece, shape.role_width),
        "role_cues": (reader.roles.cue, shape.role_width),
    }
    for name, (head, _) in heads.items():
        graph.name(affine(graph, hidden, head), name)
    inputs = ("pieces", "case", "quote", "role")
    return graph.model(
        {name: (INTEGERS, ["length"]) for name in inputs},
        {name: ["length", width] for name, (_, width) in heads.items()},
    )


def _embedded(graph: Graph, reader: Reader, kept: Sequence[int], around: tuple[int, int]) -> str:
    embeddings = reader.embeddings

    def surrounded(name: str, first: int, last: int) -> str:
        ends = [graph.constant(np.array([value], np.int32)) for value in (first, last)]
        return graph.add("Concat", ends[0], name, ends[1], axis=0)

    pieces = surrounded("pieces", *around)
    steps, scale = quantize_rows(array(embeddings.pieces.weight)[list(kept)], PIECE_STEPS)
    rows = graph.add("Cast", graph.add("Gather", graph.constant(steps, "piece_steps"), pieces), to=FLOATS)
    # A column, so that each row has its unit.
    units = graph.add("Gather", graph.constant(scale[:, None], "piece_units"), pieces)
    hidden = graph.add("Mul", rows, units)
    ends = graph.add("Shape", pieces)
    positions = graph.constant(array(embeddings.positions.weight))
    places = graph.add("Slice", positions, graph.constant([0]), ends, graph.constant([0]))
    hidden = graph.add("Add", hidden, places)
    for name, table in (("case", embeddings.cases), ("quote", embeddings.quotes), ("role", embeddings.roles)):
        outside = table.num_embeddings - 1
        ids = surrounded(name, outside, outside)
        hidden = graph.add("Add", hidden, graph.add("Gather", graph.constant(array(table.weight)), ids))
    return normalize(graph, hidden, embeddings.norm)


def _layer(graph: Graph, layer: Layer, shape: Shape, hidden: str) -> str:
    each = shape.width // shape.heads
    weight, bias = matrix(layer.attention).copy(), array(layer.attention.bias).copy()
    # What attention is divided by is in the queries already.
    weight[:, : shape.width] /= math.sqrt(each)
    bias[: shape.width] /= math.sqrt(each)
    parts = graph.affine_of_integers(graph.quantize(hidden), weight, bias)
    query, key, value = graph.split("Split", parts, outputs=3, axis=-1, num_outputs=3)
    heads = graph.constant([0, shape.heads, each])
    query = graph.add("Transpose", graph.add("Reshape", query, heads), perm=[1, 0, 2])
    key = graph.add("Transpose", graph.add("Reshape", key, heads), perm=[1, 2, 0])
    value = graph.add("Transpose", graph.add("Reshape", value, heads), perm=[1, 0, 2])
    mixed = graph.add("MatMul", graph.add("Softmax", graph.add("MatMul", query, key), axis=-1), value)
    mixed = graph.add(
        "Reshape", graph.add("Transpose", mixed, perm=[1, 0, 2]), graph.constant([0, shape.width])
    )
    attended = graph.affine_of_integers(
        graph.quantize(mixed), matrix(layer.attended), array(layer.attended.bias)
    )
    hidden = normalize(graph, graph.add("Add", hidden, attended), layer.attended_norm)
    inner = affine_of_integers(graph, graph.quantize(hidden), layer.inner)
    active = graph.quantize(graph.add("Gelu", inner))
    outer = affine_of_integers(graph, active, layer.outer)
    return normalize(graph, graph.add("Add", hidden, outer), layer.outer_norm)


def _agreement(graph: Graph, layer: Layer, hidden: str) -> str:
    """Write a layer in floating point, for several windows at once."""
    width = layer.attended.in_features
    each = width // layer.heads
    parts = affine(graph, hidden, layer.attention)
    query, key, value = graph.split("Split", parts, outputs=3, axis=-1, num_outputs=3)
    heads = graph.constant([0, 0, layer.heads, each])
    query = graph.add("Transpose", graph.add("Reshape", query, heads), perm=[0, 2, 1, 3])
    key = graph.add("Transpose", graph.add("Reshape", key, heads), perm=[0, 2, 3, 1])
    value = graph.add("Transpose", graph.add("Reshape", value, heads), perm=[0, 2, 1, 3])
    scale = graph.constant(np.array(1 / math.sqrt(each), np.float32))
    weights = graph.add("Softmax", graph.add("Mul", graph.add("MatMul", query, key), scale), axis=-1)
    mixed = graph.add("Transpose", graph.add("MatMul", weights, value), perm=[0, 2, 1, 3])
    mixed = graph.add("Reshape", mixed, graph.constant([0, 0, width]))
    hidden = normalize(
        graph, graph.add("Add", hidden, affine(graph, mixed, layer.attended)), layer.attended_norm
    )
    inner = graph.add("Gelu", affine(graph, hidden, layer.inner))
    return normalize(graph, graph.add("Add", hidden, affine(graph, inner, layer.outer)), layer.outer_norm)


def roles(reader: Reader) -> bytes:
    """Write what is done for each cue."""
    shape, part, graph = reader.shape, reader.roles, Graph()
    # At the cue's own pieces the distance is 0, and theirs is the row after the last distance.
    own = graph.constant(np.array(shape.farthest + 1, np.int32))
    row = graph.add("Add", "distance", graph.add("Mul", "inside", own))
    far = graph.add("Gather", graph.constant(array(part.distance.weight)), row)
    together = graph.add("Unsqueeze", affine(graph, "cue", part.together), graph.constant([1]))
    cue = graph.add("Unsqueeze", "cue", graph.constant([1]))
    # What is multiplied with a piece is one more than what the network learned.
    one = graph.constant(np.array(1, np.float32))
    joined = graph.add("Mul", "pieces", graph.add("Add", together, one))
    joined = graph.add("Relu", graph.add("Add", joined, graph.add("Add", far, cue)))
    assert part.neighbours.bias is not None
    weight, bias = graph.constant(array(part.neighbours.weight)), graph.constant(array(part.neighbours.bias))
    side = shape.reach // 2
    # What is 1 by default is written out: the core's runtime takes the defaults for two dimensions.
    near = graph.add(
        "Conv",
        graph.add("Transpose", joined, perm=[0, 2, 1]),
        weight,
        bias,
        pads=[side, side],
        strides=[1],
        dilations=[1],
    )
    near = graph.add("Transpose", graph.add("Relu", near), perm=[0, 2, 1])
    agreed = _agreement(graph, part.agreement, graph.add("Add", joined, near))
    graph.name(affine(graph, agreed, part.label), "labels")
    width = shape.role_width
    return graph.model(
        {
            "pieces": (FLOATS, ["length", width]),
            "cue": (FLOATS, ["cues", width]),
            "distance": (INTEGERS, ["cues", "length"]),
            "inside": (INTEGERS, ["cues", "length"]),
        },
        {"labels": ["cues", "length", ROLE_LABELS]},
    )


def export(reader: Reader, vocabulary: Sequence[str], kept: Sequence[int], out: Path) -> dict[str, bytes]:
    """Write both graphs and the vocabulary.

    Parameters
    ----------
    reader
        A trained network.
    vocabulary
        All its word pieces.
    kept
        The ids of those to write, ascending.
    out
        A folder; made if missing.

    Returns
    -------
    dict of str to bytes
        What was written, by file name.
    """
    pieces = [vocabulary[number] for number in kept]
    around = (pieces.index("[CLS]"), pieces.index("[SEP]"))
    written = {
        "encoder.onnx": encoder(reader, kept, around),
        "roles.onnx": roles(reader),
        "vocabulary.txt": "".join(f"{piece}\n" for piece in pieces).encode(),
    }
    out.mkdir(parents=True, exist_ok=True)
    for name, content in written.items():
        (out / name).write_bytes(content)
    return written


def main(arguments: Sequence[str]) -> None:
    parser = argparse.ArgumentParser(
        prog="training.reader.export", description="Write the reader for the core."
    )
    parser.add_argument("weights", type=Path, help="reader.safetensors")
    parser.add_argument("examples", type=Path, help="what it was trained on, with vocabulary.txt")
    parser.add_argument("--out", type=Path, required=True, help="folder to write")
    given = parser.parse_args(arguments)
    reader = Reader(Shape())
    reader.load_state_dict(load_file(given.weights))
    vocabulary = read_vocabulary(given.examples / "vocabulary.txt")
    written = export(reader, vocabulary, cut(vocabulary, given.examples), given.out)
    for name, content in written.items():
        print(f"{name:16} {len(content) / 1e6:6.2f} MB  SHA-256 {hashlib.sha256(content).hexdigest()}")


if __name__ == "__main__":
    main(sys.argv[1:])
