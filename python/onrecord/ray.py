"""Extraction on Ray Data: documents as a Dataset, the eight frames as Datasets.

Needs `pip install 'onrecord[ray]'` on every node.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Protocol, cast

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
from onrecord._who import KEYS, Who, combined, counted, who_is_who
from onrecord.schemas import STORED

if TYPE_CHECKING:
    import pyarrow
    from ray.data import Dataset

__all__ = ["extract"]

#: Documents that are one task's: some megabytes of text.
_BATCH = 500


def extract(
    documents: Dataset,
    *,
    text: str = "text",
    doc_id: str = "doc_id",
    published: str | None = "published",
    gazetteer: Gazetteer = None,
    verbs: Mapping[str, str] | None = None,
    doubtful: bool = False,
    model: Model = "fast",
    concurrency: int | tuple[int, int] | None = None,
) -> Linked[Dataset]:
    """Documents into eight linked Datasets, with the rows of `onrecord.extract` over the documents sorted by id.

    Actors of Ray hold the extractor, one core each, and give one nested row a document. What decides who is who is
    grouped batch by batch and joined where this is called, the documents that Ray finds may be copies are compared
    there, and Ray's actors then name the rows anew. Nested rows lie in Ray's object store, which spills them to disk.

    Parameters
    ----------
    documents : ray.data.Dataset
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
    concurrency : int or pair of int, optional
        How many of Ray's actors extract, or how few and how many; as many as there are cores if it is not given.

    Returns
    -------
    Linked
        `statements`, `actors` and the others as Datasets; `to_extraction()` collects them.

    Raises
    ------
    ColumnError
        If there is no column of a name that was given, or one that the rows themselves have.
    MissingExtraError
        Without `pip install 'onrecord[ray]'`.
    """
    require("ray", "ray", "pyarrow")
    import ray

    engine, given = cast("_Ray", ray), cast("_Dataset", documents)
    extractor = Extractor(
        text=text, doc_id=doc_id, published=published, gazetteer=gazetteer, verbs=verbs, doubtful=doubtful,
        model=model, threads=1,
    )  # fmt: skip
    wanted = nested_schema(extractor, given.schema().base_schema)
    workers = concurrency or (1, max(1, int(engine.cluster_resources().get("CPU", 1))))
    found = given.map_batches(
        _Extracting, fn_constructor_args=(extractor, wanted), batch_format="pyarrow", batch_size=_BATCH,
        concurrency=workers,
    ).materialize()  # fmt: skip
    told = found.select_columns(list(TOLD))
    who = who_is_who(extractor, combined(_batches(_each(told, batch_keys, KEYS))))

    signed = found.select_columns(["doc_id", "published", *DECIDED[1:], SIGNATURE])
    places = _collected(_each(signed, batch_places, PLACES).groupby("place").count())
    shared = places.filter(pl.col("count()") > 1)["place"] if places.width else pl.Series(dtype=pl.Int64)
    together = signed.map_batches(_sharing(shared), batch_format="pyarrow")
    compared = [frame for frame in _batches(together) if frame.height]
    columns = wanted.remove(wanted.get_field_index(SIGNATURE))
    copies = copies_among(pl.concat(compared, how="vertical_relaxed")) if compared else None
    nested = found.map_batches(
        _Naming, fn_constructor_args=(engine.put((who, copies)), columns), batch_format="pyarrow", batch_size=_BATCH,
        concurrency=workers,
    ).materialize()  # fmt: skip
    frames = {"documents": nested.drop_columns(list(LISTS))}
    for name in LISTS:
        frames[name] = nested.select_columns(["doc_id", name]).map_batches(
            _rows(name), batch_format="pyarrow"
        )
    actors = counted(who.actors, _batches(_each(nested.select_columns(list(TOLD)), batch_seen, SEEN)))
    frames["actors"] = engine.data.from_arrow(plain_table(actors, arrow_schema("actors")))
    return Linked(
        cast("dict[str, Dataset]", frames), provenance(extractor.options, extractor.fingerprint), _collected
    )


class _Extracting:
    """What an actor of Ray holds."""

    def __init__(self, extractor: Extractor, wanted: pyarrow.Schema) -> None:
        self._extractor, self._wanted = extractor, wanted

    def __call__(self, table: pyarrow.Table) -> pyarrow.Table:
        import pyarrow

        batches = extract_nested(self._extractor, table.combine_chunks().to_batches(), self._wanted)
        return pyarrow.Table.from_batches(batches, self._wanted)


class _Naming:
    """What an actor of Ray holds that names rows anew."""

    def __init__(self, decided: object, wanted: pyarrow.Schema) -> None:
        import ray

        self._who, self._copies = cast("_Ray", ray).get(decided)
        self._wanted = wanted

    def __call__(self, table: pyarrow.Table) -> pyarrow.Table:
        rows = pl.DataFrame(table).with_columns(duplicate_of=pl.lit(None, pl.String))
        if self._copies is not None:
            copies = self._copies.rename({name: f"_{name}" for name in DECIDED})
            rows = rows.join(copies, on="doc_id", how="left", maintain_order="left")
            rows = rows.with_columns(pl.coalesce(f"_{name}", name).alias(name) for name in DECIDED)
        return plain_table(named_anew(rows, self._who.cast_of(local_actors_of(rows))), self._wanted)


def _sharing(places: pl.Series) -> Callable[[pyarrow.Table], pyarrow.Table]:
    """Keeps the documents that are in one of these places."""

    def kept(table: pyarrow.Table) -> pyarrow.Table:
        rows = pl.DataFrame(table)
        there = batch_places(rows).filter(pl.col("place").is_in(places.implode()))
        return plain_table(rows.join(there, on="doc_id", how="semi"), table.schema)

    return kept


def _each(
    dataset: _Dataset, function: Callable[[pl.DataFrame], pl.DataFrame], columns: pl.Schema
) -> _Dataset:
    """What a function makes of each batch."""
    schema = plain_schema(columns)

    def made(table: pyarrow.Table) -> pyarrow.Table:
        return plain_table(function(pl.DataFrame(table)), schema)

    return dataset.map_batches(made, batch_format="pyarrow", batch_size=None)


def _rows(name: str) -> Callable[[pyarrow.Table], pyarrow.Table]:
    def rows(table: pyarrow.Table) -> pyarrow.Table:
        return plain_table(rows_of(pl.DataFrame(table), name), plain_schema(STORED[name]))

    return rows


def _batches(dataset: object) -> Iterator[pl.DataFrame]:
    tables = cast("_Dataset", dataset).iter_batches(batch_format="pyarrow", batch_size=None)
    return (pl.DataFrame(table) for table in tables if table.num_columns)


def _collected(dataset: object) -> pl.DataFrame:
    frames = list(_batches(dataset))
    return pl.concat(frames, how="vertical_relaxed") if frames else pl.DataFrame()


# What is used of Ray: its own types are partly unknown.


class _Ray(Protocol):
    data: _Data

    def cluster_resources(self) -> dict[str, float]: ...
    def put(self, value: tuple[Who, pl.DataFrame | None]) -> object: ...
    def get(self, reference: object) -> tuple[Who, pl.DataFrame | None]: ...


class _Data(Protocol):
    def from_arrow(self, table: pyarrow.Table) -> _Dataset: ...


class _Dataset(Protocol):
    def schema(self) -> _Schema: ...
    def map_batches(self, function: object, **options: object) -> _Dataset: ...
    def materialize(self) -> _Dataset: ...
    def select_columns(self, names: list[str]) -> _Dataset: ...
    def groupby(self, key: str) -> _Grouped: ...
    def drop_columns(self, names: list[str]) -> _Dataset: ...
    def iter_batches(self, *, batch_format: str, batch_size: int | None) -> Iterable[pyarrow.Table]: ...


class _Grouped(Protocol):
    def count(self) -> _Dataset: ...


class _Schema(Protocol):
    base_schema: pyarrow.Schema
