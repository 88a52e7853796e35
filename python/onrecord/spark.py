"""Extraction on Apache Spark: documents as a DataFrame, the eight frames as DataFrames.

Needs `pip install 'onrecord[spark]'`, PySpark 4 or later, on the driver and on every worker.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

import polars as pl

from onrecord._engines.arrow import arrow_schema, plain_schema, plain_table
from onrecord._engines.joining import DECIDED, decide
from onrecord._engines.linked import Linked
from onrecord._engines.nested import (
    CAST,
    LISTS,
    SIGNATURE,
    TOLD,
    extract_nested,
    named_anew,
    nested_schema,
    rows_of,
)
from onrecord._extract import Extractor
from onrecord._extras import require
from onrecord._gazetteer import Gazetteer
from onrecord._merge import CAST_COLUMNS
from onrecord._provenance import provenance

if TYPE_CHECKING:
    import pyarrow
    from pyspark.sql import DataFrame
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
) -> Linked[DataFrame]:
    """Documents into eight linked DataFrames, with the rows of `onrecord.extract` over the documents sorted by id.

    Workers extract, each core for itself, and keep one nested row a document; what decides who is who and which
    document is a copy is joined on the driver; workers then name the actors anew. Nested rows are persisted, in
    memory and on disk, until the session ends.

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
        threads=1,
    )
    session = documents.sparkSession
    nested_columns = nested_schema(extractor, to_arrow_schema(documents.schema))

    def extracted(batches: Iterator[pyarrow.RecordBatch]) -> Iterator[pyarrow.RecordBatch]:
        return extract_nested(extractor, batches, nested_columns)

    found = documents.mapInArrow(extracted, from_arrow_schema(nested_columns)).persist()
    decided = decide(extractor, pl.DataFrame(found.select(*TOLD).toArrow()))
    decided_columns = plain_schema(decided.documents.schema)
    deciding = session.createDataFrame(plain_table(decided.documents, decided_columns))
    columns = nested_columns.remove(nested_columns.get_field_index(SIGNATURE))

    def renamed(batches: Iterator[pyarrow.RecordBatch]) -> Iterator[pyarrow.RecordBatch]:
        for batch in batches:
            rows = pl.DataFrame(batch)
            yield from plain_table(named_anew(rows, rows_of(rows, CAST, CAST_COLUMNS)), columns).to_batches()

    joined = found.drop(*DECIDED, SIGNATURE).join(deciding, "doc_id")
    nested = joined.mapInArrow(renamed, from_arrow_schema(columns)).persist()
    frames: dict[str, DataFrame] = {"documents": nested.drop(*LISTS)}
    for name in LISTS:
        frames[name] = nested.select("doc_id", F.explode(name).alias("row")).select("doc_id", "row.*")
    frames["actors"] = session.createDataFrame(plain_table(decided.actors, arrow_schema("actors")))
    return Linked(frames, provenance(extractor.options, extractor.fingerprint), _collected)


def _collected(frame: DataFrame) -> pl.DataFrame:
    return pl.DataFrame(frame.toArrow())
