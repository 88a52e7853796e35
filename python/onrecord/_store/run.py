"""Extraction of more than memory holds: batch by batch into a folder, from where it goes on when it was interrupted.

Every batch becomes a part, a folder of Parquet files that gets its name only when all are written; a part is
there as a whole or not at all. Which documents are done is told by the parts alone, so that whatever
interrupts the work, and wherever, it goes on with the first document that is in none. A part that was damaged
afterwards is taken out, and its documents get its place again. When all are done, actors and near-copies are
joined over all parts, and each frame is written as one file, as `Extraction.write_parquet` does.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any, cast

import polars as pl

from onrecord._extract import Extractor, stored_frames_of
from onrecord._fork import needs_polars
from onrecord._gazetteer import Gazetteer
from onrecord._model import Model
from onrecord._progress import Progress, Reporter
from onrecord._read import scan
from onrecord._read.expected import expected
from onrecord._read.limits import DEFAULT, Limits
from onrecord._read.sources import Source
from onrecord._read.tables import OnError
from onrecord._record import StoredExtraction
from onrecord._store.damage import fault_of, remove_if_replaced, set_aside_damaged
from onrecord._store.folder import begun, finished_parts, hold_to, remove_unfinished
from onrecord._store.joining import finish
from onrecord._store.parts import Places, done_in, ids_of, parts_of, write_part
from onrecord.exceptions import ColumnError, ExtractionReadError

__all__ = ["add_part", "extract_to", "join_folder"]


@needs_polars
def extract_to(
    source: Source | Sequence[Source] | pl.DataFrame | Iterable[pl.DataFrame],
    out_dir: str | os.PathLike[str],
    *,
    text: str = "text",
    doc_id: str | None = None,
    published: str = "published",
    url: str = "url",
    gazetteer: Gazetteer = None,
    verbs: Mapping[str, str] | None = None,
    doubtful: bool = False,
    model: Model = "fast",
    threads: int | None = None,
    batch_size: int = 1000,
    languages: Sequence[str] | None = None,
    on_error: OnError = "flag",
    progress: Progress = None,
    limits: Limits = DEFAULT,
) -> StoredExtraction:
    """Extracts whatever `read` reads into a folder, however much it is; what was interrupted goes on where it was.

    The rows are those that `extract` gives for all documents at once. Call it again with the same arguments
    after an interruption, of whatever kind: no document is lost, and none is there twice. A folder that was
    finished is extended by the documents that are new in the source. While it works, no other run can write to
    the folder. What was damaged since the last run is made anew, with a warning that names it.

    The folder holds one Parquet file a frame, `provenance.json`, and under `parts/` what the next call starts
    from.

    Parameters
    ----------
    source : str, os.PathLike, binary stream, a list of them, polars.DataFrame, or an iterable of polars.DataFrame
        What `read` reads, or frames of documents, as `scan` gives them.
    out_dir : str or os.PathLike
        The folder; made if need be.
    text : str
        A table's column with the texts.
    doc_id : str, optional
        A table's column with the ids; without it, an article's id is the file's path relative to the root, and its row.
    published : str
        A table's column with the days of publication.
    url : str
        A table's column with the addresses.
    gazetteer : polars.DataFrame, list of dict, str or pathlib.Path, optional
        Actors known beforehand: a frame, or a file that `read_gazetteer` reads, with the columns `id`, `name`,
        `aliases`, `type`, `country`, `role`, `from`, `to`, of which `name` and `type` are needed.
    verbs : mapping of str to str, optional
        Verbs that report speech in these texts, beside the known ones, to the act that each reports
        (`onrecord.schemas.ACT`).
    doubtful : bool
        Whether statements that a careful annotator would leave out are wanted too; they have low `confidence`.
    model : {"fast", "accurate"}
        Who reads, as for `onrecord.extract`.
    threads : int, optional
        How many threads to use; as many as polars uses if it is not given, and four for each core at most.
    batch_size : int
        How many articles are extracted, and kept, together.
    languages : list of str, optional
        Codes of the languages to keep (ISO 639-1), as for `read`.
    on_error : {"flag", "raise"}
        Whether what cannot be read gets a row with its `error`, or is raised.
    progress : bool or callable, optional
        A bar where somebody looks on, if it takes long; `False` for none, `True` for one in any case, or a function of
        the numbers of documents done and to do.
    limits : Limits
        How much a file may hold before it is refused.

    Returns
    -------
    StoredExtraction
        The folder, to be queried without being loaded.

    Raises
    ------
    InputError
        If the folder holds something else, or was made with other options or by another version.
    ExtractionReadError
        If what the folder holds cannot be read.
    ColumnError
        If several documents have one id.
    WriteError
        If the folder cannot be written to, there is no space left, or another run is writing to it. What is done
        by then stays.

    Examples
    --------
    >>> import onrecord
    >>> from tempfile import TemporaryDirectory
    >>> with TemporaryDirectory() as folder:
    ...     onrecord.extract_to(onrecord.sample(), folder).documents.collect().height
    16
    """
    folder = Path(out_dir)
    extractor = Extractor(gazetteer=gazetteer, verbs=verbs, doubtful=doubtful, model=model, threads=threads)
    batches: Iterable[pl.DataFrame]
    report = Reporter(progress, None, "documents")
    if isinstance(source, pl.DataFrame):
        batches = source.iter_slices(batch_size)
        report.expect(source.height)
    elif isinstance(source, (str, os.PathLike)) or (isinstance(source, Sequence) and not _are_frames(source)):
        files = cast("Source | Sequence[Source]", source)
        if report.is_watched:
            report.expect(expected(files))
        batches = scan(
            files, batch_size=batch_size, text=text, doc_id=doc_id,
            published=published, url=url,
            on_error=on_error, languages=languages, progress=False, limits=limits,
        )  # fmt: skip
    else:
        batches = source  # type: ignore[assignment]
    with begun(folder):
        hold_to(folder, extractor)
        _extract_batches(folder, batches, extractor, report)
    return StoredExtraction(folder)


def _extract_batches(
    folder: Path, batches: Iterable[pl.DataFrame], extractor: Extractor, report: Reporter
) -> None:
    """Writes a part for each batch with documents that are in none, and joins all of them."""
    remove_unfinished(folder)
    damaged = set_aside_damaged(folder)
    done = done_in(folder)
    places = Places(int(part.name) for part in parts_of(folder))
    is_changed = False
    seen: set[int] = set()
    for batch in batches:
        known = _known(batch, done, seen)
        new = batch.filter(pl.Series([part is None for part in known], dtype=pl.Boolean))
        report.skip(batch.height - new.height)
        if new.height:
            tell = report.within()
            frames = stored_frames_of(extractor, new, tell if report.is_watched else False)
            places.pass_by(known[: known.index(None)])
            write_part(folder, places.take(), frames)
            report.weigh(int(frames["documents"]["text"].str.len_bytes().sum()))
            tell(new.height, new.height)
            is_changed = True
        places.pass_by(known)
    report.finish()
    if is_changed or finished_parts(folder) != len(parts_of(folder)):
        finish(folder, extractor)
    for part in damaged:
        remove_if_replaced(part, lambda name: name in done or hash(name) in seen)


def _known(batch: pl.DataFrame, done: Mapping[str, int], seen: set[int]) -> list[int | None]:
    """In which part each document of a batch is; none of those that are new."""
    if "doc_id" not in batch.columns:
        raise ColumnError(
            "the frames have no column 'doc_id': ids tell which documents are done; give each document one"
        )
    ids = batch["doc_id"].cast(pl.String).to_list()
    for name in ids:
        key = hash(name)
        if key in seen:
            raise ColumnError(f"several documents have one doc_id ({name!r}): make ids unique")
        seen.add(key)
    return [done.get(name) for name in ids]


def _are_frames(source: Sequence[Any]) -> bool:
    return bool(source) and all(isinstance(item, pl.DataFrame) for item in source)


def add_part(folder: Path, number: int, documents: object, extractor: Extractor) -> Path:
    """Writes one part, while other processes may write others; one of the same number is replaced."""
    with begun(folder, is_shared=True):
        hold_to(folder, extractor)
        return write_part(folder, number, stored_frames_of(extractor, documents))


def join_folder(folder: Path, extractor: Extractor) -> StoredExtraction:
    """Joins all parts that are there, when those that are being written are."""
    with begun(folder, waits=True):
        hold_to(folder, extractor)
        for part in parts_of(folder):
            if fault := fault_of(part):
                raise ExtractionReadError(f"{part} is damaged ({fault}): write part {int(part.name)} again")
        ids = pl.concat(
            [ids_of(part) for part in parts_of(folder)] or [pl.Series("doc_id", [], dtype=pl.String)]
        )
        twice = ids.filter(ids.is_duplicated()).unique(maintain_order=True).head(3)
        if twice.len():
            raise ColumnError(
                f"several parts have documents with one doc_id ({', '.join(map(repr, twice))}): make ids unique"
            )
        finish(folder, extractor)
    return StoredExtraction(folder)
