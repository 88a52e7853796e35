"""Where a command writes to."""

from __future__ import annotations

import argparse

__all__ = ["output"]


def output(path: str) -> str:
    """A path that is written to; `-` is none, as what is written is more than one stream, or a file to open."""
    if path == "-":
        raise argparse.ArgumentTypeError("this command does not write to standard output: name a path")
    return path
