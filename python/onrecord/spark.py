"""Extraction on Apache Spark: documents as a DataFrame, the eight frames as DataFrames.

Needs `pip install 'onrecord[spark]'`, PySpark 4 or later, on the driver and on every worker.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import TYPE_CHECKING

import polars as pl

from onrecord._copies import SIGNATURE
from onrecord._engines.arrow import arrow_schema, plain_schema, plain_table
from onrecord._engines.joining import (
    DECIDED,
    PLACES,
    SEEN,
    TOLD,
    batch_keys,
    batch_places,
    batch_seen,
    copies_among,
    local_actors_of,
)
from onrecord._engines.linked import Linked
from onrecord._engines.nested import LISTS, extract_nested, named_anew, nested_schema, rows_of
from onrecord._extract import Extractor
from onrecord._extras import require
from onrecord._gazetteer import Gazetteer
from onrecord._model import Model
from onrecord._provenance import provenance
from onrecord._who import CAST_COLUMNS, KEYS, combined, keys_of, who_is_who
from onrecord.schemas import FRAMES

if TYPE_CHECKING:
    import pyarrow
    from pyspark.sql import DataFrame, SparkSession
    from pyspark.sql.types import StructType

__all__ = ["extract", "schema"]


def schema(frame: str) -> StructType:
    """The columns of a frame as Spark types, for a DDL or an empty table.

    Parameters
    ----------
    frame : str
        One of the eight frames.

    Returns
    -------
    pyspark.sql.types.StructType
        Names and types; `documents` without the caller's own columns.

    Raises
    ------
    InputError
        If there is no such frame.
    MissingExtraError
        Without `pip install 'onrecord[spark]'`.

    Examples
    --------
    >>> schema("blocks").simpleString()
    'struct<doc_id:string,block_id:int,role:string,start:int,end:int>'
    """
    require("spark", "pyspark", "pyarrow")
    from pyspark.sql.pandas.types import from_arrow_schema

    return from_arrow_schema(arrow_schema(frame))


def extract(
    documents: DataFrame,
    *,
    text: str = "text",
    doc_id: str = "doc_id",
    published: str | None = "published",
    gazetteer: Gazetteer = None,
    verbs: Mapping[str, str] | None = None,
    doubtful: bool = False,
    model: Model = "fast",
) -> Linked[DataFrame]:
    """Documents into eight linked DataFrames, with the rows of `onrecord.extract` over the documents sorted by id.

    Workers extract, each core for itself, and keep one nested row a document. Spark groups what decides who is who, and
    finds the documents that may be copies; the driver joins the former and compares the latter, and never has all
    documents. Workers then name the actors anew. Nested rows are persisted, in memory and on disk, until the
    session ends.

    Parameters
    ----------
    documents : pyspark.sql.DataFrame
        A row a document; columns beside those that are named stay in `documents`.
    text : str
        The column with the texts.
    doc_id : str
        The column with the ids, which are unique.
    published : str, optional
        The column with the days of publication (date, timestamp or ISO text); `None` if there is none.
    gazetteer : polars.DataFrame, list of dict, str or pathlib.Path, optional
        Actors known beforehand, as for `onrecord.extract`.
    verbs : mapping of str to str, optional
        Verbs that report speech in these texts, to the act that each reports.
    doubtful : bool
        Whether statements that a careful annotator would leave out are wanted too.
    model : {"fast", "accurate"}
        Who reads, as for `onrecord.extract`.

    Returns
    -------
    Linked
        `statements`, `actors` and the others as DataFrames, in the types of `schema`; `to_extraction()` collects them.

    Raises
    ------
    ColumnError
        If there is no column of a name that was given, or one that the rows themselves have.
    MissingExtraError
        Without `pip install 'onrecord[spark]'`.
    """
    require("spark", "pyspark", "pyarrow")
    from pyspark.sql import functions as F
    from pyspark.sql.pandas.types import from_arrow_schema, to_arrow_schema

    extractor = Extractor(
        text=text,
        doc_id=doc_id,
        published=published,
        gazetteer=gazetteer,
        verbs=verbs,
        doubtful=doubtful,
        model=model,
        threads=1,
    )
    session = documents.sparkSession
    nested_columns = nested_schema(extractor, to_arrow_schema(documents.schema))

    def extracted(batches: Iterator[pyarrow.RecordBatch]) -> Iterator[pyarrow.RecordBatch]:
        return extract_nested(extractor, batches, nested_columns)

    found = documents.mapInArrow(extracted, from_arrow_schema(nested_columns)).persist()
    told = found.select(*TOLD)
    keys = (
        _each(told, batch_keys, KEYS)
        .groupBy("key")
        .agg(
            *(F.first(name).alias(name) for name in KEYS if name not in ("key", "weight")),
            F.sum("weight").alias("weight"),
        )
    )
    who = who_is_who(extractor, combined([_collected(keys)]))
    cast = _given(session, who.named(who.cast))
    locals_ = _each(told, _keyed, _KEYED).join(cast, "key")
    casts = locals_.groupBy("doc_id").agg(F.collect_list(F.struct(*list(CAST_COLUMNS)[1:])).alias(_CAST))

    places = _each(found.select("doc_id", SIGNATURE), batch_places, PLACES)
    shared = places.groupBy("place").count().where("count > 1").select("place")
    together = places.join(shared, "place").select("doc_id").distinct()
    compared = found.select("doc_id", "published", *DECIDED[1:], SIGNATURE).join(together, "doc_id")
    copies = _given(session, copies_among(_collected(compared)))

    documents = found.drop(SIGNATURE, "duplicate_of").join(casts, "doc_id", "left")
    joined = documents.join(
        copies.withColumnsRenamed({name: f"_{name}" for name in DECIDED}), "doc_id", "left"
    )
    joined = joined.withColumn("duplicate_of", F.col("_duplicate_of")).withColumns(
        {name: F.coalesce(f"_{name}", name) for name in DECIDED[1:]}
    )
    columns = nested_columns.remove(nested_columns.get_field_index(SIGNATURE))

    def renamed(batches: Iterator[pyarrow.RecordBatch]) -> Iterator[pyarrow.RecordBatch]:
        for batch in batches:
            rows = pl.DataFrame(batch)
            yield from plain_table(named_anew(rows, rows_of(rows, _CAST, CAST_COLUMNS)), columns).to_batches()

    nested = joined.mapInArrow(renamed, from_arrow_schema(columns)).persist()
    frames: dict[str, DataFrame] = {"documents": nested.drop(*LISTS)}
    for name in LISTS:
        frames[name] = nested.select("doc_id", F.explode(name).alias("row")).select("doc_id", "row.*")
    seen = _each(nested.select(*TOLD), batch_seen, SEEN).groupBy("actor_id").agg(
        *(F.sum(name).cast("int").alias(name) for name in ("documents", "mentions", "statements")),
        F.min("first_seen").alias("first_seen"),
        F.max("last_seen").alias("last_seen"),
    )  # fmt: skip
    frames["actors"] = _given(session, who.actors).join(seen, "actor_id").select(*FRAMES["actors"])
    return Linked(frames, provenance(extractor.options, extractor.fingerprint), _collected)


_CAST = "_cast"
_KEYED = pl.Schema({"doc_id": pl.String, "local_id": pl.UInt32, "key": pl.Binary})


def _keyed(nested: pl.DataFrame) -> pl.DataFrame:
    local_actors = local_actors_of(nested)
    return local_actors.select("doc_id", "local_id").hstack(keys_of(local_actors).select("key"))


def _each(
    frame: DataFrame, function: Callable[[pl.DataFrame], pl.DataFrame], columns: pl.Schema
) -> DataFrame:
    """What a function makes of each batch."""
    from pyspark.sql.pandas.types import from_arrow_schema

    wanted = plain_schema(columns)

    def made(batches: Iterator[pyarrow.RecordBatch]) -> Iterator[pyarrow.RecordBatch]:
        for batch in batches:
            yield from plain_table(function(pl.DataFrame(batch)), wanted).to_batches()

    return frame.mapInArrow(made, from_arrow_schema(wanted))


def _given(session: SparkSession, frame: pl.DataFrame) -> DataFrame:
    return session.createDataFrame(plain_table(frame, plain_schema(frame.schema)))


def _collected(frame: DataFrame) -> pl.DataFrame:
    return pl.DataFrame(frame.toArrow())
