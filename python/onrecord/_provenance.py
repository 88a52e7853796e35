"""Where an extraction comes from: versions, and hashes of everything that decides its rows; and how to cite it."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from typing import Any, Literal

import polars as pl

from onrecord import _onrecord
from onrecord.exceptions import InputError
from onrecord.schemas import STORED

__all__ = ["cite", "parquet_metadata", "provenance", "schema_hash"]

_TITLE = "onrecord: news text into data"


def provenance(options: dict[str, Any], fingerprint: str) -> dict[str, Any]:
    """What made an extraction, as plain data for JSON."""
    return {
        "onrecord": _onrecord.__version__,
        "polars": pl.__version__,
        "options": options,
        "options_sha256": fingerprint,
        "data_sha256": hashlib.sha256("".join(_onrecord.data_hashes().values()).encode()).hexdigest(),
    }


def schema_hash() -> str:
    """The version of the frames: a hash of their columns and types."""
    columns = repr({name: list(schema.items()) for name, schema in STORED.items()})
    return hashlib.sha256(columns.encode()).hexdigest()[:16]


def parquet_metadata(made: Mapping[str, Any]) -> dict[str, str]:
    """What each Parquet file says of where its rows come from, also when it is alone."""
    return {
        "onrecord.schema": schema_hash(),
        "onrecord.version": str(made.get("onrecord", "")),
        "onrecord.fingerprint": str(made.get("options_sha256", "")),
        "onrecord.data": str(made.get("data_sha256", "")),
    }


def cite(made: dict[str, Any], style: Literal["text", "bibtex"] = "text") -> str:
    """A sentence for a methods section, or an entry for BibTeX.

    >>> cite({"onrecord": "0.1.0", "data_sha256": "ab12" * 16})
    'onrecord: news text into data, version 0.1.0 (tables and models sha256:ab12ab12ab12).'
    """
    version, data = made.get("onrecord", ""), str(made.get("data_sha256", ""))[:12]
    is_accurate = dict(made.get("options") or {}).get("model") == "accurate"
    if style == "text":
        reader = ", the accurate reader" if is_accurate else ""
        return f"{_TITLE}, version {version}{reader} (tables and models sha256:{data})."
    if style == "bibtex":
        return (
            f"@software{{onrecord,\n  title = {{{_TITLE}}},\n  author = {{{{The onrecord "
            f"authors}}}},\n  version = {{{version}}},\n"
            f"  note = {{{'The accurate reader; t' if is_accurate else 'T'}ables and models sha256:{data}}}\n}}"
        )
    raise InputError(f"style={style!r}: give 'text' or 'bibtex'")
