"""RTF → lines, by striprtf."""

from __future__ import annotations

import re
from typing import Any

from onrecord._extras import require
from onrecord.exceptions import ReadError

__all__ = ["rtf_lines"]


def rtf_lines(content: bytes, label: str) -> list[str]:
    """The lines of an RTF file."""
    require("rtf", "striprtf.striprtf")
    from striprtf import striprtf

    reader: Any = striprtf
    try:
        text = str(
            reader.rtf_to_text(content.decode("latin-1"), encoding=_code_page(content), errors="replace")
        )
    except Exception as error:  # whatever a broken file leads a parser to
        raise ReadError(f"{label} cannot be read as RTF: {error}") from error
    return text.replace("\r\n", "\n").split("\n")


def _code_page(content: bytes) -> str:
    found = re.search(rb"\\ansicpg(\d+)", content[:2000])
    return f"cp{found[1].decode()}" if found and found[1] not in (b"0", b"65001") else "cp1252"
