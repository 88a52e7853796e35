"""A record as Parquet in folders by outlet and year, as engines scan it: they read the folders that are asked for."""

from __future__ import annotations

import json
import shutil
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import polars as pl

from onrecord._provenance import parquet_metadata
from onrecord._record.record import AnyRecord
from onrecord.exceptions import InputError, MissingExtraError
from onrecord.schemas import FRAMES

__all__ = ["PARTITIONS", "partition_keys", "write_dataset"]

#: What of a document frames can be parted by.
PARTITIONS = {
    "outlet": pl.col("outlet"),
    "language": pl.col("language"),
    "year": pl.col("published").dt.year(),
    "month": pl.col("published").dt.month(),
    "published": pl.col("published"),
}


#: So many rows of texts, and of what lies in them, are parted together: polars keeps what it parts in memory.
_DOCUMENTS, _ROWS = 10_000, 300_000
#: What engines call the folder of rows that have no such value.
_NULL = "__HIVE_DEFAULT_PARTITION__"


def partition_keys(names: Sequence[str]) -> list[str]:
    """The names of keys, if all are known."""
    if isinstance(names, str):
        names = [names]
    unknown = [name for name in names if name not in PARTITIONS]
    if unknown or not names or len({*names}) < len(names):
        raise InputError(f"partition_by={list(names)!r}: give some of {', '.join(PARTITIONS)}, each once")
    return list(names)


def write_dataset(record: AnyRecord, folder: Path, partition_by: Sequence[str]) -> None:
    """Writes each frame to a folder of its name; actors, which belong to no document, to one file in theirs."""
    keys = partition_keys(partition_by)
    if not hasattr(pl, "PartitionBy"):
        raise MissingExtraError("folders by outlet or year need a newer polars: pip install -U polars")
    there = [name for name in FRAMES if (folder / name).exists()]
    if there:
        raise InputError(f"{folder} holds a folder {there[0]} already, which these rows would be mixed with")
    made = record.provenance
    settings: dict[str, Any] = {"mkdir": True, "metadata": parquet_metadata(made)}
    frames = {name: frame.lazy() for name, frame in record.frames.items()}
    of_document = frames["documents"].select("doc_id", *(PARTITIONS[key].alias(key) for key in keys))
    for name, frame in frames.items():
        if name == "actors":
            frame.sink_parquet(folder / name / "actors.parquet", **settings)
            continue
        rows = _DOCUMENTS if name == "documents" else _ROWS
        # The caller's own columns of documents stay.
        own = frame.drop(keys, strict=False)
        for number in range(-(-frame.select(pl.len()).collect().item() // rows)):
            some = own.slice(number * rows, rows).join(
                of_document, on="doc_id", how="left", maintain_order="left"
            )
            passing = folder / f".{name}-{number:05}"
            some.sink_parquet(pl.PartitionBy(passing, key=keys, include_key=False), **settings)
            _move(passing, folder / name)
        if not (folder / name).exists():
            # Without a row there is no folder either, and whoever scans it would find nothing to scan.
            nowhere = folder.joinpath(name, *(f"{key}={_NULL}" for key in keys), "0.parquet")
            own.head(0).sink_parquet(nowhere, **settings)
    text = json.dumps(made, indent=2, ensure_ascii=False)
    (folder / "provenance.json").write_text(text + "\n", encoding="utf-8")


def _move(passing: Path, folder: Path) -> None:
    """Puts the files of some rows beside those of the rows before them."""
    for file in sorted(passing.rglob("*.parquet")):
        where = folder / file.relative_to(passing).parent
        where.mkdir(parents=True, exist_ok=True)
        file.rename(where / f"{passing.name.rpartition('-')[2]}-{file.name}")
    shutil.rmtree(passing)
