"""Who reads."""

from __future__ import annotations

from typing import Final, Literal, TypeAlias, get_args

__all__ = ["MODELS", "Model"]

Model: TypeAlias = Literal["fast", "accurate"]
"""Linear models alone, or a pretrained encoder beside them."""

MODELS: Final[tuple[Model, ...]] = get_args(Model)
