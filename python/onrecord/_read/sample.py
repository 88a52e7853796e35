"""The bundled corpus."""

from __future__ import annotations

from pathlib import Path

import polars as pl

from onrecord._fork import needs_polars
from onrecord._read import read_jsonl

__all__ = ["SAMPLE", "sample"]

SAMPLE = Path(__file__).parents[1] / "data" / "sample"


@needs_polars
def sample() -> pl.DataFrame:
    """Articles that were written for this project, as a frame of documents.

    They look like pages saved from news sites, and tell of invented events between real states.

    Returns
    -------
    polars.DataFrame
        Sixteen articles, with the columns of `onrecord.schemas.READ`.

    Examples
    --------
    >>> sample().columns[:4]
    ['doc_id', 'text', 'title', 'outlet']
    """
    return read_jsonl(SAMPLE / "articles.jsonl").with_columns(path=pl.lit(None, pl.String))
