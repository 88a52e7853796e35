"""The parts of a folder as one record: who is who over all of them, a file for each frame."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import polars as pl

from onrecord._columns import types_of_all, with_types
from onrecord._copies import copies_of, dated_by_copies
from onrecord._extract import Extractor
from onrecord._merge import named
from onrecord._provenance import parquet_metadata, provenance
from onrecord._store.folder import note_finished, sync, unfinished_in, write_json
from onrecord._store.parts import SIGNATURES, parts_of, read_part
from onrecord._who import appearances, combined, counted, keys_of, who_is_who
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
    made = provenance(extractor.options, extractor.fingerprint)
    with unfinished_in(folder) as unfinished:
        if parts:
            _join(parts, unfinished, extractor, parquet_metadata(made))
        else:
            nothing = pl.DataFrame(schema={"doc_id": pl.String, "text": pl.String})
            extractor.extract(nothing).write_parquet(unfinished)
        write_json(unfinished / "provenance.json", made)
        for file in sorted(unfinished.iterdir()):
            sync(file)
        # Interrupted between two files, the next call joins the parts once more: the manifest says that they
        # are not yet.
        note_finished(folder, None)
        for file in sorted(unfinished.iterdir()):
            os.replace(file, folder / file.name)
        note_finished(folder, len(parts))


def _join(parts: list[Path], unfinished: Path, extractor: Extractor, metadata: dict[str, str]) -> None:
    rejoined = unfinished / ".rejoined"
    actors = _rejoin(parts, rejoined, extractor)
    actors.write_parquet(unfinished / "actors.parquet", metadata=metadata)
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
            frame.sink_parquet(unfinished / f"{name}.parquet", row_group_size=rows, metadata=metadata)
        except pl.exceptions.ComputeError:
            # Polars does not say which file cannot be read.
            for part in folders:
                read_part(part, f"{name}.parquet")
            raise
    shutil.rmtree(rejoined)


def _rejoin(parts: list[Path], rejoined: Path, extractor: Extractor) -> pl.DataFrame:
    """The actors of all parts; writes what is other in the rows of each, of which one is in memory."""

    def stored(part: Path, name: str, *columns: str) -> pl.DataFrame:
        return read_part(part, f"{name}.parquet", columns)

    days = [stored(part, "documents", "doc_id", "published") for part in parts]
    deciding = [name for name in STORED["local_actors"] if name not in ("actor_id", "mentions", "statements")]

    def told(number: int, local_actors: pl.DataFrame) -> pl.DataFrame:
        return local_actors.join(days[number], on="doc_id", how="left", maintain_order="left")

    keys = combined(
        keys_of(told(number, stored(part, "local_actors", *deciding))) for number, part in enumerate(parts)
    )
    who = who_is_who(extractor, keys)
    del keys
    all_days = pl.concat(days)
    signatures = pl.concat([read_part(part, SIGNATURES) for part in parts])
    duplicate_of = copies_of(all_days["doc_id"], signatures.to_series())
    del signatures
    # A column may be without a value in one part, and hold lists or numbers in the next.
    types = types_of_all(stored(part, "documents") for part in parts)

    def renamed() -> Iterator[pl.DataFrame]:
        row = 0
        for number, part in enumerate(parts):
            frames = {name: stored(part, name) for name in (*_NAMED, "links")}
            local_actors = told(number, frames["local_actors"])
            cast = who.cast_of(local_actors)
            frames = named(frames, cast)
            here = with_types(stored(part, "documents"), types)
            copies = here.with_columns(duplicate_of.slice(row, here.height))
            frames["documents"] = dated_by_copies(copies, all_days)
            row += here.height
            folder = rejoined / part.name
            folder.mkdir(parents=True)
            for name, frame in frames.items():
                frame.write_parquet(folder / f"{name}.parquet", compression_level=1)
            yield appearances(local_actors.with_columns(cast["actor_id"]))

    return counted(who.actors, renamed())
