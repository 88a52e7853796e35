"""Record batches in, record batches out: what `mapInArrow`, `map_batches` and their like want."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING

import polars as pl

from onrecord._engines.arrow import arrow_schema, plain_table
from onrecord._engines.nested import extract_nested, nested_schema
from onrecord._extract import Extractor, stored_frames_of
from onrecord._extras import require
from onrecord._fork import needs_polars
from onrecord._gazetteer import Gazetteer
from onrecord._model import Model
from onrecord.exceptions import InputError
from onrecord.schemas import FRAMES

if TYPE_CHECKING:
    import pyarrow

__all__ = ["extract_batches"]


@needs_polars
def extract_batches(
    batches: Iterable[pyarrow.RecordBatch],
    frame: str | None = None,
    *,
    plain: bool = True,
    text: str = "text",
    doc_id: str = "doc_id",
    published: str | None = "published",
    gazetteer: Gazetteer = None,
    verbs: Mapping[str, str] | None = None,
    doubtful: bool = False,
    model: Model = "fast",
    threads: int | None = 1,
) -> Iterator[pyarrow.RecordBatch]:
    """Documents into rows, batch by batch, for engines that hand over Arrow's record batches and take them back.

    How documents are grouped into batches changes no row of a frame. Needs `pip install 'onrecord[pandas]'`.

    Parameters
    ----------
    batches : iterable of pyarrow.RecordBatch
        Documents, a row each, all with the same columns.
    frame : str, optional
        Which frame's rows to give: any but `actors`, which only all documents together tell. Actors are then
        resolved within each document. Without it, one row a document: the columns of `documents`, a list of rows
        for each other frame, and the `signature` by which near-copies are known: what `actor_keys` and
        `name_actors` take.
    plain : bool
        Whether in the types that every engine takes (`arrow_schema`), or as polars gives them.
    text : str
        The column with the texts.
    doc_id : str
        The column with the ids, which are unique.
    published : str, optional
        The column with the days of publication; `None` if there is none.
    gazetteer : polars.DataFrame, list of dict, str or pathlib.Path, optional
        Actors known beforehand, as for `extract`.
    verbs : mapping of str to str, optional
        Verbs that report speech in these texts, to the act that each reports.
    doubtful : bool
        Whether statements that a careful annotator would leave out are wanted too.
    model : {"fast", "accurate"}
        Who reads, as for `onrecord.extract`.
    threads : int, optional
        How many threads to use: engines have a process for each core.

    Yields
    ------
    pyarrow.RecordBatch
        Rows of the frame, in the types of `arrow_schema(frame, plain=plain)`.

    Raises
    ------
    InputError
        If there is no such frame, or it is `actors`.
    ColumnError
        If there is no column of a name that was given.
    MissingExtraError
        Without pyarrow.

    Examples
    --------
    >>> import pyarrow
    >>> batch = pyarrow.record_batch({"doc_id": ["a"], "text": ["“Talks are over,” Sergey Lavrov said."]})
    >>> [found] = extract_batches([batch], "statements", published=None)
    >>> found.to_pylist()[0]["speaker"]
    'Sergey Lavrov'
    """
    require("pandas", "pyarrow")
    if frame is not None and (frame not in FRAMES or frame == "actors"):
        names = ", ".join(name for name in FRAMES if name != "actors")
        raise InputError(f"frame={frame!r}: give one of {names}, or None for all of them, a row a document")
    options = Extractor(
        text=text,
        doc_id=doc_id,
        published=published,
        gazetteer=gazetteer,
        verbs=verbs,
        doubtful=doubtful,
        model=model,
        threads=threads,
    )
    return _extracted(batches, frame, plain, options)


def _extracted(
    batches: Iterable[pyarrow.RecordBatch], frame: str | None, plain: bool, extractor: Extractor
) -> Iterator[pyarrow.RecordBatch]:
    for batch in batches:
        if frame is None:
            yield from extract_nested(extractor, [batch], nested_schema(extractor, batch.schema))
            continue
        rows = stored_frames_of(extractor, pl.DataFrame(batch), apart=True)[frame]
        if plain:
            rows = rows.select(FRAMES[frame].names())
        table = plain_table(rows, arrow_schema(frame)) if plain else rows.to_arrow()
        yield from table.to_batches()
