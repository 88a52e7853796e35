"""Several extractions as one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import polars as pl

from onrecord import _onrecord
from onrecord._copies import dated_by_copies
from onrecord._extract import Extractor, join_stored
from onrecord._fork import needs_polars
from onrecord._provenance import provenance
from onrecord._record import Extraction, stored_frames
from onrecord.exceptions import ColumnError, DtypeError, InputError
from onrecord.schemas import STORED

__all__ = ["CAST_COLUMNS", "Corpus", "corpus_of", "merge", "named", "signatures_of"]

CAST_COLUMNS = pl.Schema(
    {
        "doc_id": pl.String,
        "local_id": pl.UInt32,
        **dict.fromkeys(("actor_id", "name", "country", "role"), pl.String),
    }
)
"""The columns that say who each local actor of each document is."""

#: What rows say of an actor, by frame: how they name it, and their columns with those of the cast that they
#: say.
_NAMED = {
    "mentions": [("mention_id", "mention", {"actor_id": "actor_id"})],
    "statements": [
        ("statement_id", "addressee", {"addressee_id": "actor_id"}),
        ("statement_id", "target", {"target_id": "actor_id", "target": "name"}),
        (
            "statement_id",
            "speaker",
            {
                "speaker_id": "actor_id",
                "speaker": "name",
                "speaker_country": "country",
                "speaker_role": "role",
            },
        ),
    ],
}


@needs_polars
def merge(extractions: Sequence[Extraction], *, gazetteer: Any = None) -> Extraction:
    """Several extractions as one, with the actors resolved over all of them.

    The rows are those that one extraction of all the documents would have given.

    Parameters
    ----------
    extractions : list of Extraction
        The parts, at least one, in the order in which their documents are to come; ids are unique over all of them.
    gazetteer : polars.DataFrame, list of dict, str or pathlib.Path, optional
        The one that the extractions were made with, if they were.

    Returns
    -------
    Extraction
        All documents; `provenance["merged"]` holds the provenance of each part.

    Raises
    ------
    DtypeError
        If a part is no `Extraction`.
    InputError
        If there is none.
    ColumnError
        If several documents have one id.

    Examples
    --------
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
        name: pl.concat(
            [stored_frames(part)[name] for part in parts],
            how="diagonal_relaxed" if name == "documents" else "vertical",
        )
        for name in STORED
        if name != "actors"
    }
    documents = frames["documents"]
    twice = documents.filter(pl.col("doc_id").is_duplicated())["doc_id"].unique(maintain_order=True).head(3)
    if twice.len():
        names = ", ".join(repr(name) for name in twice)
        raise ColumnError(
            f"several of the extractions have documents with the same doc_id ({names}): give them unique ids"
        )

    extractor = Extractor(gazetteer=gazetteer)
    corpus = corpus_of(
        extractor,
        documents.select("doc_id", "published", signatures_of(documents)),
        frames["local_actors"],
    )
    frames["documents"] = dated_by_copies(documents.with_columns(corpus.duplicate_of))
    made = provenance(extractor.options, extractor.fingerprint)
    return Extraction(
        **{**frames, **named(frames, corpus.cast)},
        actors=corpus.actors,
        provenance={**made, "merged": [part.provenance for part in parts]},
    )


@dataclass(frozen=True)
class Corpus:
    """Who is who over documents that were extracted apart, and which of them are copies."""

    actors: pl.DataFrame
    """The actors frame."""
    cast: pl.DataFrame
    """Who each local actor is: `doc_id`, `local_id`, `actor_id`, `name`, `country`, `role`."""
    duplicate_of: pl.Series
    """For each document the first that it repeats."""


def signatures_of(documents: pl.DataFrame) -> pl.Series:
    """What is kept of each text to know its copies: nothing of those that were not extracted."""
    texts = documents.select(pl.when(pl.col("error").is_null()).then(pl.col("text")).alias("text"))
    return pl.DataFrame(_onrecord.signatures(texts))["signature"]


def corpus_of(extractor: Extractor, documents: pl.DataFrame, local_actors: pl.DataFrame) -> Corpus:
    """Joins documents by what was stored of them; they come with the columns `doc_id`, `published` and `signature`."""
    rows = documents.select("doc_id", document=pl.int_range(pl.len(), dtype=pl.UInt32))
    told = local_actors.join(rows, on="doc_id", how="left").sort("document", "local_id", maintain_order=True)
    tables = join_stored(
        extractor,
        documents.select("published", "signature"),
        told.drop("doc_id", "local_id").with_columns(pl.col("type", "gender").cast(pl.String)),
    )
    return Corpus(
        actors=tables["actors"],
        cast=told.select("doc_id", "local_id").hstack(tables["cast"]),
        duplicate_of=documents["doc_id"].gather(tables["copies"]["duplicate_of"]).rename("duplicate_of"),
    )


def named(frames: Mapping[str, pl.DataFrame], cast: pl.DataFrame) -> dict[str, pl.DataFrame]:
    """The frames whose rows name actors, by the cast of all documents; `frames` has them, and the links."""
    linked = frames["links"].join(cast, on=["doc_id", "local_id"], maintain_order="left")
    all_named = {"local_actors": _with(frames["local_actors"], "local_id", cast, {"actor_id": "actor_id"})}
    for name, links in _NAMED.items():
        frame = frames[name]
        for row_id, kind, columns in links:
            rows = linked.filter(pl.col("kind") == kind).with_columns(pl.col("row_id").alias(row_id))
            frame = _with(frame, row_id, rows, columns)
        all_named[name] = frame
    all_named["statements"] = _with_speakers(all_named["statements"], linked)
    return all_named


def _with_speakers(statements: pl.DataFrame, linked: pl.DataFrame) -> pl.DataFrame:
    """Statements with everybody who makes them, the speaker first."""
    speaking = linked.filter(pl.col("kind").is_in(["speaker", "co_speaker"])).sort(
        "kind", maintain_order=True
    )
    joint = speaking.group_by("doc_id", statement_id="row_id", maintain_order=True).agg("actor_id", "name")
    named = _with(statements, "statement_id", joint, {"speaker_ids": "actor_id", "speakers": "name"})
    return named.with_columns(pl.col("speaker_ids", "speakers").fill_null([]))


def _with(frame: pl.DataFrame, row_id: str, told: pl.DataFrame, columns: Mapping[str, str]) -> pl.DataFrame:
    """A frame with these of its columns as they are told for its rows."""
    told = told.select("doc_id", row_id, **columns)
    joined = frame.drop(columns).join(told, on=["doc_id", row_id], how="left", maintain_order="left")
    return joined.select(frame.columns)
