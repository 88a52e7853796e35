"""The network as ONNX graphs of integers, in the operators that the core's runtime is fast at.

Matrices of the encoder are eight-bit: activations unsigned, scaled anew for each run by what is in it
(`DynamicQuantizeLinear`), weights signed, with one scale for each column. Weights keep to seven bits: without
VNNI, x86 adds two products in sixteen bits, and so no sum can be cut short on any processor. Word pieces are
eight-bit too, with one scale for each piece. Heads are floating point: they are small.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import onnx
from numpy.typing import NDArray
from onnx import TensorProto, helper, numpy_helper

from .integers import WEIGHT_STEPS

OPSET = 20
"""The first with `Gelu`."""

Floats = NDArray[np.float32]


@dataclass
class Graph:
    """A graph being written: every method adds an operator and names what comes out."""

    nodes: list[onnx.NodeProto] = field(default_factory=list)
    constants: list[onnx.TensorProto] = field(default_factory=list)

    def constant(self, values: NDArray[np.generic] | Sequence[int], name: str = "") -> str:
        """Keep an array; a sequence of integers is a shape or a place."""
        array = values if isinstance(values, np.ndarray) else np.asarray(values, dtype=np.int64)
        named = name or f"constant_{len(self.constants)}"
        self.constants.append(numpy_helper.from_array(np.asarray(array, order="C"), named))
        return named

    def add(self, operator: str, *inputs: str, **attributes: Any) -> str:
        """Apply an operator that has one output."""
        (output,) = self.split(operator, *inputs, outputs=1, **attributes)
        return output

    def split(self, operator: str, *inputs: str, outputs: int, **attributes: Any) -> list[str]:
        """Apply an operator that has several outputs."""
        names = [f"{operator.lower()}_{len(self.nodes)}_{number}" for number in range(outputs)]
        self.nodes.append(helper.make_node(operator, list(inputs), names, **attributes))
        return names

    def name(self, value: str, name: str) -> None:
        """Give a value the name that it has outside."""
        self.nodes.append(helper.make_node("Identity", [value], [name]))

    def affine_of_integers(self, quantized: Sequence[str], weight: Floats, bias: Floats) -> str:
        """Multiply what `quantize` gave by a matrix, [in, out], of integers, and add a vector."""
        steps, scale = quantize_rows(weight.T, WEIGHT_STEPS)
        values, unit, zero = quantized
        weights = self.constant(np.ascontiguousarray(steps.T))
        product = self.add("MatMulInteger", values, weights, zero, self.constant(np.zeros((), np.int8)))
        scales = self.add("Mul", unit, self.constant(scale))
        scaled = self.add("Mul", self.add("Cast", product, to=TensorProto.FLOAT), scales)
        return self.add("Add", scaled, self.constant(bias))

    def quantize(self, value: str) -> list[str]:
        """Turn floats into bytes: the bytes, their unit and what stands for zero."""
        return self.split("DynamicQuantizeLinear", value, outputs=3)

    def normalize(self, value: str, weight: Floats, bias: Floats) -> str:
        """Normalize each row."""
        return self.add(
            "LayerNormalization", value, self.constant(weight), self.constant(bias), axis=-1, epsilon=1e-12
        )

    def model(
        self, inputs: dict[str, tuple[int, Sequence[str | int]]], outputs: dict[str, Sequence[str | int]]
    ) -> bytes:
        """Write the graph down; inputs have a type and a shape, outputs are floats."""
        graph = helper.make_graph(
            self.nodes,
            "reader",
            [helper.make_tensor_value_info(name, kind, shape) for name, (kind, shape) in inputs.items()],
            [
                helper.make_tensor_value_info(name, TensorProto.FLOAT, shape)
                for name, shape in outputs.items()
            ],
            self.constants,
        )
        model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", OPSET)], ir_version=10)
        onnx.checker.check_model(model, full_check=True)
        written: bytes = model.SerializeToString(deterministic=True)
        return written


def quantize_rows(values: Floats, steps: int) -> tuple[NDArray[np.int8], Floats]:
    """Round each row to integers from -`steps` to `steps`; give them and the unit of each row."""
    scale = (np.abs(values).max(axis=1) / steps).astype(np.float32)
    scale[scale == 0] = 1.0
    rounded = np.rint(values / scale[:, None]).astype(np.int8)
    return rounded, scale
