"""Who is who over documents that an engine has: keys of local actors, what joining them tells, rows named by it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any, NamedTuple

import polars as pl

from onrecord._engines.arrow import plain_schema, plain_table
from onrecord._engines.joining import batch_keys, local_actors_of
from onrecord._engines.nested import named_anew
from onrecord._extract import Extractor
from onrecord._extras import require
from onrecord._fork import needs_polars
from onrecord._gazetteer import Gazetteer
from onrecord._who import KEYS, keys_of, looked_up, who_is_who, with_short_keys
from onrecord.exceptions import ColumnError, InputError

if TYPE_CHECKING:
    import pyarrow

__all__ = ["JoinedActors", "actor_keys", "join_actors", "name_actors"]


class JoinedActors(NamedTuple):
    """Who is who among keys of local actors."""

    actors: pl.DataFrame
    """The actors, sorted by id, with the columns of that frame but those that count."""
    cast: pl.DataFrame
    """For each key, in the order in which they were given: `key`, `actor_id`, `name`, `country`, `role`."""


@needs_polars
def actor_keys(batches: Iterable[pyarrow.RecordBatch]) -> Iterator[pyarrow.RecordBatch]:
    """What decides who the actors of documents are, for an engine to group: the first step of joining them.

    A key is all that a document tells of an actor that decides who it is. News repeats itself, so that there are fewer
    keys than actors of documents: some three in five in a large corpus. Needs `pip install 'onrecord[pandas]'`.

    Parameters
    ----------
    batches : iterable of pyarrow.RecordBatch
        Rows that `extract_batches` gave without a frame's name.

    Yields
    ------
    pyarrow.RecordBatch
        A row a key: `name`, `names`, `type`, `country`, `role`, `known`, `gender`, `day`; `weight`, how many
        documents of the batch tell so; `key`, 16 bytes that are equal for equal keys alone. Group by `key`, with
        any value of the other columns and the sum of `weight`, or leave them as they are.

    Raises
    ------
    MissingExtraError
        Without pyarrow.

    Examples
    --------
    >>> import pyarrow
    >>> from onrecord import extract_batches
    >>> texts = ["Sergey Lavrov left.", "Sergey Lavrov said it rained."]
    >>> given = pyarrow.record_batch({"doc_id": ["a", "b"], "text": texts})
    >>> [keys] = actor_keys(extract_batches([given], published=None))
    >>> keys.select(["name", "weight"]).to_pylist()
    [{'name': 'Sergey Lavrov', 'weight': 2}]
    """
    require("pandas", "pyarrow")
    return _keys(batches)


def _keys(batches: Iterable[pyarrow.RecordBatch]) -> Iterator[pyarrow.RecordBatch]:
    for batch in batches:
        yield from plain_table(batch_keys(pl.DataFrame(batch)), plain_schema(KEYS)).to_batches()


@needs_polars
def join_actors(keys: Any, *, gazetteer: Gazetteer = None) -> JoinedActors:
    """Who is who among actors of documents, by their keys: exactly as one extraction of all documents has it.

    Keys may come grouped or not, from shards of any size and in any order. It takes some seconds and 150 bytes beyond
    the key for each million of them.

    Parameters
    ----------
    keys : polars.DataFrame, or Arrow table or record batch
        Rows that `actor_keys` gave, of all documents; `weight` is the sum where they were grouped.
    gazetteer : polars.DataFrame, list of dict, str or pathlib.Path, optional
        The one that the documents were extracted with.

    Returns
    -------
    JoinedActors
        `actors`, and `cast`: who each key is, in their order.

    Raises
    ------
    ColumnError
        If a column is missing.
    InputError
        If a value means nothing, or a weight is less than 1.

    Examples
    --------
    >>> import polars as pl
    >>> names = pl.DataFrame({"name": ["Sergey Lavrov", "Lavrov"], "type": ["person", "person"], "weight": [3, 1]})
    >>> other = [pl.lit(None, dtype=pl.String).alias(name) for name in ("country", "role", "known", "gender")]
    >>> keys = names.with_columns(*other, names=pl.concat_list("name"), day=pl.date(2020, 1, 1))
    >>> join_actors(keys).cast["actor_id"].to_list()
    ['sergey-lavrov', 'sergey-lavrov']
    """
    given = keys if isinstance(keys, pl.DataFrame) else pl.DataFrame(keys)
    missing = [name for name in KEYS if name not in ("key", *given.columns)]
    if missing:
        raise ColumnError(f"the keys have no column {missing[0]!r}: they need {', '.join(KEYS)}")
    try:
        typed = given.select(pl.col(name).cast(dtype) for name, dtype in KEYS.items() if name != "key")
    except pl.exceptions.PolarsError as error:
        raise InputError(f"the keys have values that mean nothing: {error}") from error
    for name in ("name", "type", "weight"):
        if typed[name].null_count():
            raise InputError(f"the keys have no {name} in row {typed[name].is_null().arg_max()}")
    wrong = typed["weight"].filter(typed["weight"] < 1)
    if wrong.len():
        raise InputError(f"the keys have weight {int(wrong[0])}: it is a number of documents, from 1")
    typed = with_short_keys(typed)
    who = who_is_who(Extractor(gazetteer=gazetteer), typed)
    return JoinedActors(who.actors, who.named(looked_up(who.cast, typed["key"])))


@needs_polars
def name_actors(
    batches: Iterable[pyarrow.RecordBatch], joined: JoinedActors
) -> Iterator[pyarrow.RecordBatch]:
    """Rows of documents with their actors named as all documents have them: the last step of joining them.

    Needs `pip install 'onrecord[pandas]'`.

    Parameters
    ----------
    batches : iterable of pyarrow.RecordBatch
        Rows that `extract_batches` gave without a frame's name.
    joined : JoinedActors
        What `join_actors` told of the keys of all of them.

    Yields
    ------
    pyarrow.RecordBatch
        The same columns, with the ids, names, countries and roles of `joined`.

    Raises
    ------
    InputError
        If a key of a batch was not among those that were joined.
    MissingExtraError
        Without pyarrow.

    Examples
    --------
    >>> import pyarrow
    >>> from onrecord import extract_batches
    >>> texts = ["Sergey Lavrov left.", "Lavrov said it rained."]
    >>> given = [pyarrow.record_batch({"doc_id": [text], "text": [text]}) for text in texts]
    >>> rows = list(extract_batches(given, published=None))
    >>> joined = join_actors(pyarrow.Table.from_batches(actor_keys(rows)))
    >>> [row["speaker"] for batch in name_actors(rows, joined) for row in batch["statements"].to_pylist()[0]]
    ['Sergey Lavrov']
    """
    require("pandas", "pyarrow")
    return _named(batches, joined.cast.unique("key").sort("key"))


def _named(batches: Iterable[pyarrow.RecordBatch], cast: pl.DataFrame) -> Iterator[pyarrow.RecordBatch]:
    for batch in batches:
        rows = pl.DataFrame(batch)
        local_actors = local_actors_of(rows)
        found = looked_up(cast, keys_of(local_actors)["key"]).drop("key")
        named = named_anew(rows, local_actors.select("doc_id", "local_id").hstack(found))
        yield from plain_table(named, batch.schema).to_batches()
