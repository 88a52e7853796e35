"""Word pieces and linear maps of eight-bit integers, as the exported encoder has them, for training.

A network that has learned with what rounding takes away loses less when it is rounded (Jacob et al. 2018). What
comes out is rounded, and gradients pass as if it were not.
"""

from __future__ import annotations

import torch
from torch import Tensor, nn
from torch.nn import functional

PIECE_STEPS = 127
"""Numbers of a word piece are rounded to integers from minus this to this, with a unit for each piece."""
WEIGHT_STEPS = 63
"""Weights are rounded to integers from minus this to this, with a unit for each output."""
ACTIVATION_STEPS = 255
"""Activations are rounded to integers from 0 to this, with a unit and a zero for each window."""


def rounded_pieces(pieces: Tensor) -> Tensor:
    """Round the vector of each piece, ``[batch, length, width]``."""
    with torch.no_grad():
        unit = (pieces.abs().amax(-1, keepdim=True) / PIECE_STEPS).clamp(min=1e-12)
        away = (pieces / unit).round() * unit - pieces
    return pieces + away


def rounded_weight(weight: Tensor) -> Tensor:
    """Round each row, ``[outputs, inputs]``."""
    unit = (weight.detach().abs().amax(1) / WEIGHT_STEPS).clamp(min=1e-12)
    zero = torch.zeros(len(unit), dtype=torch.int32)
    return torch.fake_quantize_per_channel_affine(weight, unit, zero, 0, -WEIGHT_STEPS, WEIGHT_STEPS)


def rounded_windows(values: Tensor) -> Tensor:
    """Round each window, ``[batch, length, width]``, between its least and its greatest value and 0."""
    with torch.no_grad():
        low = values.amin((1, 2)).clamp(max=0)
        high = values.amax((1, 2)).clamp(min=0)
        unit = ((high - low) / ACTIVATION_STEPS).clamp(min=1e-12)
        zero = (-low / unit).round().to(torch.int32)
    return torch.fake_quantize_per_channel_affine(values, unit, zero, 0, 0, ACTIVATION_STEPS)


def linear_of_integers(linear: nn.Linear, values: Tensor) -> Tensor:
    """Apply a linear map to windows as the exported encoder does."""
    return functional.linear(rounded_windows(values), rounded_weight(linear.weight), linear.bias)
