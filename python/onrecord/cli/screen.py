"""What standard output is: how wide, and whether colours may be used."""

from __future__ import annotations

import os
import shutil
import sys

from onrecord._show.plain import STYLES, safe

__all__ = ["colours", "cut", "say", "styled", "width"]

_RESET = "\x1b[0m"
#: As in `onrecord show`: who speaks is bold, days are green, cues cyan; what was searched for stands out from all.
_STYLES = {"speaker": STYLES["source"], "date": STYLES["date"], "cue": STYLES["cue"], "match": "\x1b[1;7m"}


def colours() -> bool:
    """Whether somebody looks on who has not said that colours are unwanted (https://no-color.org)."""
    return sys.stdout.isatty() and "NO_COLOR" not in os.environ


def width() -> int | None:
    """How many characters a line has; `None` where it is not looked at on a terminal, and nothing is cut."""
    return shutil.get_terminal_size().columns if sys.stdout.isatty() else None


def cut(text: str, length: int | None, *, left: bool = False) -> str:
    """A text on one line, cut with an ellipsis at its end or at its beginning.

    >>> cut("that the talks are over", 9), cut("that the talks are over", 9, left=True)
    ('that the…', '…are over')
    """
    line = " ".join(safe(text).split())
    if length is None or len(line) <= length:
        return line
    if length < 1:
        return ""
    return f"…{line[len(line) - length + 1 :].lstrip()}" if left else f"{line[: length - 1].rstrip()}…"


def say(text: str) -> None:
    """Says something to whoever looks on, on standard error: names of files and ids cannot command the terminal."""
    print(safe(text), file=sys.stderr)


def styled(text: str, kind: str, *, color: bool) -> str:
    """A text in the colour of what it is, if colours may be used."""
    return f"{_STYLES[kind]}{text}{_RESET}" if color and text else text
