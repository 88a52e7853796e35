"""The command on a terminal of a given width."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

__all__ = ["on_terminal", "plain"]


def on_terminal(*arguments: str | Path, columns: int, **environment: str) -> tuple[list[str], str]:
    """What the command writes to a terminal, output and messages: its lines without colours, and all as it is."""
    import fcntl
    import pty
    import struct
    import termios

    ours, theirs = pty.openpty()
    fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", 50, columns, 0, 0))
    known = {
        name: value for name, value in os.environ.items() if name not in ("COLUMNS", "LINES", "NO_COLOR")
    }
    with subprocess.Popen(
        [sys.executable, "-m", "onrecord", *map(str, arguments)],
        stdin=theirs, stdout=theirs, stderr=theirs, close_fds=True,
        env={**known, "TERM": "xterm-256color", "PYTHONIOENCODING": "utf-8", **environment},
    ) as process:  # fmt: skip
        os.close(theirs)
        parts: list[bytes] = []
        while True:
            try:
                part = os.read(ours, 1 << 16)
            except OSError:  # Linux says so when the other side is closed
                break
            if not part:
                break
            parts.append(part)
        process.wait(timeout=60)
    os.close(ours)
    raw = b"".join(parts).decode("utf-8")
    return plain(raw).splitlines(), raw


def plain(text: str) -> str:
    """A text without the codes that command a terminal."""
    return re.sub(r"\x1b\[[0-9;?]*[a-zA-Z]", "", text)
