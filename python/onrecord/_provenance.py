"""Where an extraction comes from: versions, and hashes of everything that decides its rows."""

from __future__ import annotations

import hashlib
from typing import Any

import polars as pl

from onrecord import _onrecord

__all__ = ["provenance"]


def provenance(options: dict[str, Any], fingerprint: str) -> dict[str, Any]:
    """What made an extraction, as plain data for JSON."""
    return {
        "onrecord": _onrecord.__version__,
        "polars": pl.__version__,
        "options": options,
        "options_sha256": fingerprint,
        "data_sha256": hashlib.sha256("".join(_onrecord.data_hashes().values()).encode()).hexdigest(),
    }
