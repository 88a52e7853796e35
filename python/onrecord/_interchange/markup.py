"""What XML can hold: every character but some that steer machines, and two that are none."""

from __future__ import annotations

import re

__all__ = ["writable"]

_UNWRITABLE = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def writable(text: str) -> str:
    r"""A text with U+FFFD in the place of each character that XML 1.0 cannot hold, so that offsets stay.

    >>> writable("a\x00b")
    'a�b'
    """
    return _UNWRITABLE.sub("\ufffd", text)
