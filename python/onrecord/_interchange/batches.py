"""Batches of rows for `datasets.Dataset.map(…, batched=True, num_proc=…)`.

`datasets` forks its workers, and polars, whose threads a fork does not copy, waits for them for ever in such
a child. A forked worker therefore hands its texts to a fresh process of its own (`worker`), and uses polars
for nothing.
"""

from __future__ import annotations

import atexit
import datetime as dt
import json
import os
import subprocess
import sys
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

import polars as pl

from onrecord._engines.arrow import arrow_type
from onrecord._extras import require
from onrecord._gazetteer import Gazetteer, gazetteer_rows
from onrecord.exceptions import ColumnError, InputError
from onrecord.schemas import FRAMES

if TYPE_CHECKING:
    import pyarrow

__all__ = ["Batches", "rows_of"]

_ALLOWED = ("statements", "mentions", "dates", "sentences", "blocks", "spans")
_IMPORTED_BY = os.getpid()
_workers: dict[tuple[int, str], subprocess.Popen[bytes]] = {}


class Batches:
    """What `Dataset.map` calls with a batch: gives it with a column for each frame, a list of rows for each text.

    Actors are resolved within each text, as in the expressions: `extract` resolves them over all. Needs
    `pip install 'onrecord[datasets]'`.

    Parameters
    ----------
    text : str
        The column with the texts.
    published : str, optional
        The column with the days of publication (dates, or ISO texts).
    frames : list of str
        Which frames to give: some of statements, mentions, dates, sentences, blocks, spans.
    gazetteer : polars.DataFrame, list of dict, str or pathlib.Path, optional
        Actors known beforehand, as for `Extractor`.

    Raises
    ------
    InputError
        If a frame is named that is none of these.

    Examples
    --------
    >>> batches = Batches(frames=["statements"])
    >>> table = batches({"text": ["“Talks are over,” Sergey Lavrov said.", None]})
    >>> [len(rows) for rows in table["statements"].to_pylist()]
    [1, 0]
    """

    def __init__(
        self,
        *,
        text: str = "text",
        published: str | None = None,
        frames: Sequence[str] = ("statements",),
        gazetteer: Gazetteer = None,
    ) -> None:
        unknown = [name for name in frames if name not in _ALLOWED]
        if unknown or not frames:
            raise InputError(f"frames={list(frames)!r}: give some of {', '.join(_ALLOWED)}")
        self._text = text
        self._published = published
        self._frames = list(frames)
        self._gazetteer = gazetteer_rows(gazetteer)

    def __call__(self, batch: Mapping[str, Sequence[Any]]) -> pyarrow.Table:
        """The batch with the rows that were found in its texts."""
        require("datasets", "pyarrow")
        import pyarrow

        for name in filter(None, (self._text, self._published)):
            if name not in batch:
                raise ColumnError(f"the batch has no column {name!r}: it has {', '.join(batch)}")
        days = batch[self._published] if self._published else [None] * len(batch[self._text])
        order = {
            "texts": list(batch[self._text]),
            "published": [None if day is None else str(day)[:10] for day in days],
            "frames": self._frames,
            "gazetteer": self._gazetteer,
        }
        found = _elsewhere(order) if os.getpid() != _IMPORTED_BY else rows_of(order)
        columns: dict[str, Any] = {name: pyarrow.array(values) for name, values in batch.items()}
        for name in self._frames:
            schema = {key: dtype for key, dtype in FRAMES[name].items() if key != "doc_id"}
            rows = [
                [{key: _typed(row[key], dtype) for key, dtype in schema.items()} for row in text]
                for text in found[name]
            ]
            columns[name] = pyarrow.array(rows, type=arrow_type(pl.List(pl.Struct(schema)), plain=False))
        return pyarrow.table(columns)


def rows_of(order: Mapping[str, Any]) -> dict[str, list[list[dict[str, Any]]]]:
    """The rows of each frame, text by text, with days as text."""
    from onrecord._extract import Extractor, stored_frames_of

    extractor = Extractor(gazetteer=order["gazetteer"] or None)
    days = [dt.date.fromisoformat(day) if day else None for day in order["published"]]
    given = pl.DataFrame(
        {"text": order["texts"], "published": days}, schema={"text": pl.String, "published": pl.Date}
    ).with_columns(doc_id=pl.int_range(pl.len()).cast(pl.String))
    frames = stored_frames_of(extractor, given, apart=True)
    found: dict[str, list[list[dict[str, Any]]]] = {}
    for name in order["frames"]:
        rows: list[list[dict[str, Any]]] = [[] for _ in range(given.height)]
        for row in frames[name].iter_rows(named=True):
            rows[int(row.pop("doc_id"))].append({key: _bare(value) for key, value in row.items()})
        found[name] = rows
    return found


def _bare(value: Any) -> Any:
    return str(value) if isinstance(value, dt.date) else value


def _typed(value: Any, dtype: Any) -> Any:
    return dt.date.fromisoformat(value) if dtype == pl.Date and isinstance(value, str) else value


def _elsewhere(order: Mapping[str, Any]) -> dict[str, list[list[dict[str, Any]]]]:
    """The same from a process that is no fork; one for each forked worker, for as long as that lives."""
    key = (os.getpid(), "worker")
    worker = _workers.get(key)
    if worker is None or worker.poll() is not None:
        command = [sys.executable, "-m", "onrecord._interchange.worker"]
        environment = {**os.environ, "PYTHONPATH": os.pathsep.join(path for path in sys.path if path)}
        worker = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, env=environment)
        _workers[key] = worker
        atexit.register(worker.terminate)
    assert worker.stdin is not None and worker.stdout is not None
    worker.stdin.write(json.dumps(order).encode() + b"\n")
    worker.stdin.flush()
    answer = worker.stdout.readline()
    if not answer:
        raise InputError("the process that extracts for this worker has ended: its words are above")
    found: dict[str, list[list[dict[str, Any]]]] = json.loads(answer)
    return found
