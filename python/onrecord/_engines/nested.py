"""A document and all rows that were found in it as one row: engines move documents, and rows with them.

A nested row has the columns of `documents`, for each other frame a list of its rows, and `signature`, by which
near-copies are known. Actors in it are named as the document alone tells, until all do (`named_anew`).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING

import polars as pl

from onrecord._copies import SIGNATURE, signatures_of
from onrecord._engines.arrow import plain_schema, plain_table
from onrecord._extract import Extractor, stored_frames_of
from onrecord._merge import named
from onrecord.exceptions import ColumnError
from onrecord.schemas import STORED

if TYPE_CHECKING:
    import pyarrow

__all__ = ["LISTS", "NAMING", "extract_nested", "named_anew", "nested_schema", "rows_of"]

LISTS = tuple(name for name in STORED if name not in ("documents", "actors"))
"""The frames whose rows are in a document's."""

NAMING = ("mentions", "statements", "local_actors", "links")
"""The frames whose rows name actors, and what tells which of them."""

#: So many documents are extracted together, however many an engine hands over.
_TOGETHER = 500


def nested_schema(extractor: Extractor, given: pyarrow.Schema) -> pyarrow.Schema:
    """The columns of nested rows, for documents with these columns."""
    import pyarrow

    documents = extractor.extract(pl.DataFrame(given.empty_table())).documents
    clash = sorted({*LISTS, SIGNATURE} & {*documents.columns})
    if clash:
        raise ColumnError(
            f"documents have columns {', '.join(clash)}, as the rows found in them have: rename them"
        )
    types = zip(given.names, given.types, strict=True)
    others = [(name, dtype) for name, dtype in types if name in {*documents.columns} - {*STORED["documents"]}]
    columns = [*_columns(plain_schema(STORED["documents"])), *others]
    for name in LISTS:
        row = {key: dtype for key, dtype in STORED[name].items() if key != "doc_id"}
        columns += _columns(plain_schema({name: pl.List(pl.Struct(row))}))
    return pyarrow.schema([*columns, (SIGNATURE, pyarrow.binary())])


def _columns(schema: pyarrow.Schema) -> list[tuple[str, pyarrow.DataType]]:
    return list(zip(schema.names, schema.types, strict=True))


def extract_nested(
    extractor: Extractor, batches: Iterable[pyarrow.RecordBatch], wanted: pyarrow.Schema
) -> Iterator[pyarrow.RecordBatch]:
    """Batches of documents into batches of nested rows."""
    for batch in batches:
        for start in range(0, batch.num_rows, _TOGETHER):
            given = pl.DataFrame(batch.slice(start, _TOGETHER))
            frames = stored_frames_of(extractor, given, apart=True)
            yield from plain_table(_nested(frames), wanted).to_batches()


def _nested(frames: Mapping[str, pl.DataFrame]) -> pl.DataFrame:
    documents = frames["documents"].with_columns(signatures_of(frames["documents"]).alias(SIGNATURE))
    return _with_lists(documents, {name: frames[name] for name in LISTS})


def _with_lists(documents: pl.DataFrame, frames: Mapping[str, pl.DataFrame]) -> pl.DataFrame:
    for name, frame in frames.items():
        lists = frame.group_by("doc_id", maintain_order=True).agg(pl.struct(pl.exclude("doc_id")).alias(name))
        documents = documents.join(lists, on="doc_id", how="left", maintain_order="left").with_columns(
            pl.col(name).fill_null(pl.lit([], lists[name].dtype))
        )
    return documents


def rows_of(nested: pl.DataFrame, name: str, columns: pl.Schema | None = None) -> pl.DataFrame:
    """The rows of one frame, out of nested ones."""
    lists = nested.select("doc_id", row=name).filter(pl.col("row").list.len() > 0)
    frame = lists.explode("row").unnest("row")
    return frame.cast(STORED[name] if columns is None else columns)


def named_anew(nested: pl.DataFrame, cast: pl.DataFrame) -> pl.DataFrame:
    """Nested rows whose actors are those of the whole corpus; `cast` says who each local actor is."""
    frames = {name: rows_of(nested, name) for name in NAMING}
    renamed = named(frames, cast)
    return _with_lists(nested.drop(*renamed), renamed)
