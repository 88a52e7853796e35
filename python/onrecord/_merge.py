"""Several extractions as one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import polars as pl

from onrecord._copies import copies_of, dated_by_copies, signatures_of
from onrecord._extract import Extractor
from onrecord._fork import needs_polars
from onrecord._provenance import provenance
from onrecord._record import Extraction, stored_frames
from onrecord._who import appearances, counted, keys_of, who_is_who
from onrecord.exceptions import ColumnError, DtypeError, InputError
from onrecord.schemas import STORED

__all__ = ["merge", "named"]

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
    told = frames["local_actors"].join(documents.select("doc_id", "published"), on="doc_id", how="left")
    who = who_is_who(extractor, keys_of(told))
    cast = who.cast_of(told)
    seen = appearances(told.with_columns(cast["actor_id"]))
    frames["documents"] = dated_by_copies(
        documents.with_columns(copies_of(documents["doc_id"], signatures_of(documents)))
    )
    made = provenance(extractor.options, extractor.fingerprint)
    return Extraction(
        **{**frames, **named(frames, cast)},
        actors=counted(who.actors, [seen]),
        provenance={**made, "merged": [part.provenance for part in parts]},
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
