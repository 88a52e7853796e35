"""How to cite what was found: the version, and the hash of the tables and models that decided the rows."""

from __future__ import annotations

from typing import Any, Literal

from onrecord.exceptions import InputError

__all__ = ["cite"]

_TITLE = "onrecord: news text into data"


def cite(provenance: dict[str, Any], style: Literal["text", "bibtex"] = "text") -> str:
    """A sentence for a methods section, or an entry for BibTeX.

    >>> cite({"onrecord": "0.1.0", "data_sha256": "ab12" * 16})
    'onrecord: news text into data, version 0.1.0 (tables and models sha256:ab12ab12ab12).'
    """
    version, data = provenance.get("onrecord", ""), str(provenance.get("data_sha256", ""))[:12]
    if style == "text":
        return f"{_TITLE}, version {version} (tables and models sha256:{data})."
    if style == "bibtex":
        return (
            f"@software{{onrecord,\n  title = {{{_TITLE}}},\n  author = {{{{The onrecord authors}}}},\n  version = {{{version}}},\n"
            f"  note = {{Tables and models sha256:{data}}}\n}}"
        )
    raise InputError(f"style={style!r}: give 'text' or 'bibtex'")
