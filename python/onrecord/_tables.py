"""The package's tables of what it knows: `data/*.tsv`, separated by tabs; comments on top say what they hold."""

from __future__ import annotations

from pathlib import Path

__all__ = ["table_rows"]

_DATA = Path(__file__).parent / "data"


def table_rows(name: str) -> list[list[str]]:
    """The rows of a table, as text."""
    lines = (_DATA / f"{name}.tsv").read_text(encoding="utf-8").splitlines()
    return [line.split("\t") for line in lines if not line.startswith("#")]
