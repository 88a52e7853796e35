"""Several extractions as one."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import polars as pl

from onrecord import _onrecord
from onrecord._record import Extraction, stored_frames
from onrecord._extract import Extractor, joined_actors
from onrecord._fork import needs_polars
from onrecord._provenance import provenance
from onrecord.exceptions import ColumnError, DtypeError, InputError
from onrecord.schemas import FRAMES

__all__ = ["merge"]


@needs_polars
def merge(extractions: Sequence[Extraction], *, gazetteer: Any = None) -> Extraction:
    """Several extractions as one, with the actors resolved over all of them.

    The rows are those that one extraction of all the documents would have given. `gazetteer` is the one that the
    extractions were made with, if they were.

    >>> import onrecord
    >>> parts = [onrecord.extract([{"doc_id": name, "text": "Talks are over."}]) for name in ("a", "b")]
    >>> onrecord.merge(parts).documents["doc_id"].to_list()
    ['a', 'b']
    """
    parts = list(extractions)
    for part in parts:
        if not isinstance(part, Extraction):
            raise DtypeError(f"merge takes extractions, not {type(part).__name__}")
    if not parts:
        raise InputError("merge needs at least one extraction")
    frames = {
        name: pl.concat([stored_frames(part)[name] for part in parts], how="diagonal_relaxed" if name == "documents" else "vertical")
        for name in [*FRAMES, "local_actors"]
        if name != "actors"
    }
    frames["documents"] = documents = _with_duplicates(frames["documents"])
    twice = documents.filter(pl.col("doc_id").is_duplicated())["doc_id"].unique(maintain_order=True).head(3)
    if twice.len():
        names = ", ".join(repr(name) for name in twice)
        raise ColumnError(f"several of the extractions have documents with the same doc_id ({names}): give them unique ids")

    extractor = Extractor(gazetteer=gazetteer)
    locals_ = frames["local_actors"].with_row_index("actor")
    days = documents.select("doc_id", "published").with_row_index("document")
    described = locals_.join(days, on="doc_id", how="left", maintain_order="left")
    described = described.with_columns(pl.col("type", "gender").cast(pl.String), pl.col("document").cast(pl.UInt32)
    )
    joined = joined_actors(
        extractor,
        described,
        _linked(frames["mentions"], locals_, actor=("mention_id", "mention_ids")),
        _linked(
            frames["statements"],
            locals_,
            speaker=("statement_id", "speaker_of"),
            addressee=("statement_id", "addressee_of"),
        ),
    )
    frames["local_actors"] = frames["local_actors"].with_columns(joined["local_actors"])
    frames["mentions"] = frames["mentions"].with_columns(joined["mentions"])
    frames["statements"] = frames["statements"].with_columns(joined["statements"])
    made = provenance(extractor.options, extractor.fingerprint)
    return Extraction(**frames, actors=joined["actors"], provenance={**made, "merged": [part.provenance for part in parts]})


def _with_duplicates(documents: pl.DataFrame) -> pl.DataFrame:
    """The documents with the first, over all of them, that each repeats."""
    readable = documents.select(pl.when(pl.col("error").is_null()).then(pl.col("text")))
    first = pl.DataFrame(_onrecord.duplicates(_onrecord.signatures(readable)))["first"]
    return documents.with_columns(duplicate_of=documents["doc_id"].gather(first))


def _linked(rows: pl.DataFrame, locals_: pl.DataFrame, **links: tuple[str, str]) -> pl.DataFrame:
    """For each row the number of the local actor that each link leads to."""
    # Their keys alone: a frame may have columns with the names of the links.
    linked = rows.select("doc_id", *{row_id for row_id, _ in links.values()})
    for name, (row_id, ids) in links.items():
        linking = locals_.filter(pl.col(ids).list.len() > 0)
        targets = linking.select("doc_id", pl.col("actor").alias(name), pl.col(ids).alias(row_id)).explode(row_id)
        linked = linked.join(targets, on=["doc_id", row_id], how="left", maintain_order="left")
    return linked.select(pl.col(*links).cast(pl.UInt32))
