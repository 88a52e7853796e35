"""What is told of decisions that fit nothing."""

from __future__ import annotations

import warnings

import polars as pl

__all__ = ["warn_of"]

_TOLD = 3


def warn_of(unmatched: pl.DataFrame) -> None:
    """Warns of decisions that do not fit, and says why of the first ones."""
    if unmatched.is_empty():
        return
    reasons = [
        f"{'' if line is None else f'line {line}: '}{decision}: {reason}"
        for decision, line, reason in unmatched.select("decision", "line", "reason").head(_TOLD).iter_rows()
    ]
    more = unmatched.height - len(reasons)
    told = "; ".join(reasons + ([f"and {more:,} more"] if more else []))
    one = "decision does" if unmatched.height == 1 else "decisions do"
    warnings.warn(
        f"{unmatched.height:,} {one} not fit: {told}. review.decide(record, decisions).unmatched has them all",
        UserWarning,
        stacklevel=4,
    )
