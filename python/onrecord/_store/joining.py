"""The parts of a folder as one record: who is who over all of them, a file for each frame."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import polars as pl

from onrecord._columns import types_of_all, with_types
from onrecord._copies import dated_by_copies
from onrecord._extract import Extractor
from onrecord._merge import corpus_of, named
from onrecord._provenance import provenance
from onrecord._store.folder import note_finished, sync, unfinished_in, write_json
from onrecord._store.parts import SIGNATURES, parts_of, read_part
from onrecord.schemas import STORED

__all__ = ["finish"]

#: How many rows of texts, and of what lies in them, are put together in a file: so many are in memory at
#: once.
_DOCUMENTS, _ROWS = 2_000, 50_000
#: The frames whose rows are other ones when the parts are joined.
_NAMED = ("mentions", "statements", "local_actors")


def finish(folder: Path, extractor: Extractor) -> None:
    """Joins the parts: each frame becomes one file."""
    parts = parts_of(folder)
    with unfinished_in(folder) as unfinished:
        if parts:
            _join(parts, unfinished, extractor)
        else:
            nothing = pl.DataFrame(schema={"doc_id": pl.String, "text": pl.String})
            extractor.extract(nothing).write_parquet(unfinished)
        write_json(unfinished / "provenance.json", provenance(extractor.options, extractor.fingerprint))
        for file in sorted(unfinished.iterdir()):
            sync(file)
        # Interrupted between two files, the next call joins the parts once more: the manifest says that they
        # are not yet.
        note_finished(folder, None)
        for file in sorted(unfinished.iterdir()):
            os.replace(file, folder / file.name)
        note_finished(folder, len(parts))


def _join(parts: list[Path], unfinished: Path, extractor: Extractor) -> None:
    rejoined = unfinished / ".rejoined"
    _rejoin(parts, unfinished / "actors.parquet", rejoined, extractor)
    for name, schema in STORED.items():
        folders = sorted(rejoined.iterdir()) if name in (*_NAMED, "documents") else parts
        scans = [pl.scan_parquet(part / f"{name}.parquet", glob=False) for part in folders]
        if name == "documents":
            frame, rows = pl.concat(scans, how="diagonal_relaxed"), _DOCUMENTS
        elif name != "actors":
            frame, rows = pl.concat(scans, how="vertical").select(schema.names()), _ROWS
        else:
            continue
        try:
            frame.sink_parquet(unfinished / f"{name}.parquet", row_group_size=rows)
        except pl.exceptions.ComputeError:
            # Polars does not say which file cannot be read.
            for part in folders:
                read_part(part, f"{name}.parquet")
            raise
    shutil.rmtree(rejoined)


def _rejoin(parts: list[Path], actors: Path, rejoined: Path, extractor: Extractor) -> None:
    """Joins the documents of all parts, and writes what is other in the rows of each; one part is in memory."""

    def stored(name: str, *columns: str) -> pl.DataFrame:
        return pl.concat([read_part(part, name, columns) for part in parts], how="vertical")

    documents = stored("documents.parquet", "doc_id", "published").hstack(stored(SIGNATURES))
    told = [name for name in STORED["local_actors"] if name != "actor_id"]
    corpus = corpus_of(extractor, documents, stored("local_actors.parquet", *told))
    corpus.actors.write_parquet(actors)
    # A column may be without a value in one part, and hold lists or numbers in the next.
    types = types_of_all(read_part(part, "documents.parquet") for part in parts)
    row = 0
    for part in parts:
        frames = {name: read_part(part, f"{name}.parquet") for name in (*_NAMED, "links")}
        here = with_types(read_part(part, "documents.parquet"), types)
        frames = named(frames, corpus.cast.join(here.select("doc_id"), on="doc_id", how="semi"))
        copies = here.with_columns(corpus.duplicate_of.slice(row, here.height))
        frames["documents"] = dated_by_copies(copies, documents)
        row += here.height
        folder = rejoined / part.name
        folder.mkdir(parents=True)
        for name, frame in frames.items():
            frame.write_parquet(folder / f"{name}.parquet", compression_level=1)
