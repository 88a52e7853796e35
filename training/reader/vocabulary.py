"""Which word pieces English news needs."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from .data import read_windows

SPECIAL = ("[UNK]", "[CLS]", "[SEP]")
FREQUENT = 16_000
"""Pieces up to this id are kept; the vocabulary begins with the most frequent."""
SEEN = ("train", "held")


def read_vocabulary(path: Path) -> list[str]:
    """Read word pieces, one a line; the place in the list is the id."""
    return path.read_text(encoding="utf-8").removesuffix("\n").split("\n")


def cut(vocabulary: Sequence[str], examples: Path) -> list[int]:
    """Choose the pieces to keep: frequent ones, those seen in training, and letters of the Latin alphabet.

    What is left out is still read, in shorter pieces.

    Parameters
    ----------
    vocabulary
        All pieces.
    examples
        The folder of the examples.

    Returns
    -------
    list of int
        Ids, ascending.
    """
    seen = {
        piece
        for part in SEEN
        for window in read_windows(examples / f"{part}.jsonl")
        for piece in window.pieces
    }
    return [number for number, piece in enumerate(vocabulary) if _kept(number, piece, number in seen)]


def _kept(number: int, piece: str, seen: bool) -> bool:
    if piece in SPECIAL:
        return True
    if piece.startswith("[unused") or piece in ("[PAD]", "[MASK]"):
        return False
    # Scripts that English news does not use; a word in them is unknown, whole.
    latin = all(ord(letter) < 0x250 or 0x2000 <= ord(letter) < 0x2190 for letter in piece)
    return seen or (latin and (number < FREQUENT or len(piece.removeprefix("##")) <= 3))
