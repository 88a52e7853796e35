"""Where an extraction comes from: versions, and hashes of everything that decides its rows."""

from __future__ import annotations

import hashlib
from functools import cache
from typing import Any

import polars as pl

from onrecord import _onrecord

__all__ = ["data_hashes", "provenance"]


@cache
def data_hashes() -> dict[str, str]:
    """SHA-256 of each table and model that is compiled into the core, by its path in the source tree."""
    return {name: hashlib.sha256(content).hexdigest() for name, content in sorted(_onrecord.data_files())}


def provenance(options: dict[str, Any], fingerprint: str) -> dict[str, Any]:
    """What made an extraction, as plain data for JSON."""
    return {
        "onrecord": _onrecord.__version__,
        "polars": pl.__version__,
        "options": options,
        "options_sha256": fingerprint,
        "data_sha256": hashlib.sha256("".join(data_hashes().values()).encode()).hexdigest(),
    }
