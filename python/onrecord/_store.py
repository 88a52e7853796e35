"""Extraction of more than memory holds: batch by batch into a folder, from where it goes on when it was interrupted.

Every batch becomes a part, a folder of Parquet files that gets its name only when all are written; a part is
there as a whole or not at all. Which documents are done is told by the parts alone, so that whatever
interrupts the work, and wherever, it goes on with the first document that is in none. When all are done,
actors and near-copies are joined over all parts, and each frame is written as one file, as
`Extraction.write_parquet` does.
"""

from __future__ import annotations

import contextlib
import json
import os
import shutil
import uuid
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, cast

import polars as pl

from onrecord import _onrecord
from onrecord._columns import types_of_all, with_types
from onrecord._copies import copies_of, dated_by_copies, signatures_of
from onrecord._extract import Extractor, stored_frames_of
from onrecord._fork import needs_polars
from onrecord._gazetteer import Gazetteer
from onrecord._merge import named
from onrecord._progress import Progress, Reporter
from onrecord._provenance import parquet_metadata, provenance, schema_hash
from onrecord._read import scan
from onrecord._read.expected import expected
from onrecord._read.sources import Source
from onrecord._read.tables import OnError
from onrecord._record import StoredExtraction
from onrecord._who import appearances, combined, counted, keys_of, who_is_who
from onrecord.exceptions import ColumnError, ExtractionReadError, InputError
from onrecord.schemas import STORED

__all__ = ["add_part", "extract_to", "join_folder"]

_PARTS, _UNFINISHED, _MANIFEST, _SIGNATURES = "parts", ".unfinished", "manifest.json", "signatures.parquet"
#: How many rows of texts, and of what lies in them, are put together in a file: so many are in memory at
#: once.
_DOCUMENTS, _ROWS = 2_000, 50_000
#: The frames whose rows are other ones when the parts are joined.
_NAMED = ("mentions", "statements", "local_actors")


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
    threads: int | None = None,
    batch_size: int = 1000,
    languages: Sequence[str] | None = None,
    on_error: OnError = "flag",
    progress: Progress = None,
) -> StoredExtraction:
    """Extracts whatever `read` reads into a folder, however much it is; what was interrupted goes on where it was.

    The rows are those that `extract` gives for all documents at once. Call it again with the same arguments
    after an interruption, of whatever kind: no document is lost, and none is there twice. A folder that was
    finished is extended by the documents that are new in the source.

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

    Examples
    --------
    >>> import onrecord
    >>> from tempfile import TemporaryDirectory
    >>> with TemporaryDirectory() as folder:
    ...     onrecord.extract_to(onrecord.sample(), folder).documents.collect().height
    16
    """
    folder = Path(out_dir)
    extractor = Extractor(gazetteer=gazetteer, verbs=verbs, doubtful=doubtful, threads=threads)
    _begin(folder, extractor)
    # What was being written when the work was interrupted.
    for left in folder.glob(f"{_UNFINISHED}*"):
        shutil.rmtree(left)
    for left in folder.glob(".*.new"):
        left.unlink()
    done = _done(folder)
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
            on_error=on_error, languages=languages, progress=False,
        )  # fmt: skip
    else:
        batches = source  # type: ignore[assignment]
    number = len(_parts(folder))
    is_changed = False
    seen: set[int] = set()
    for batch in batches:
        new = _new(batch, done, seen)
        report.skip(batch.height - new.height)
        if new.height:
            tell = report.within()
            frames = stored_frames_of(extractor, new, tell if report.is_watched else False)
            _write_part(folder, number, frames)
            report.weigh(int(frames["documents"]["text"].str.len_bytes().sum()))
            tell(new.height, new.height)
            number += 1
            is_changed = True
    report.finish()
    if is_changed or not (folder / _MANIFEST).is_file() or not _is_finished(folder):
        _finish(folder, extractor)
    return StoredExtraction(folder)


def _are_frames(source: Sequence[Any]) -> bool:
    return bool(source) and all(isinstance(item, pl.DataFrame) for item in source)


# --- the folder ----------------------------------------------------------------------------------


def add_part(folder: Path, number: int, documents: object, extractor: Extractor) -> Path:
    """Writes one part, while other processes may write others; one of the same number is replaced."""
    _begin(folder, extractor)
    return _write_part(folder, number, stored_frames_of(extractor, documents))


def join_folder(folder: Path, extractor: Extractor) -> StoredExtraction:
    """Joins all parts that are there."""
    _begin(folder, extractor)
    ids = pl.concat([_ids(part) for part in _parts(folder)] or [pl.Series("doc_id", [], dtype=pl.String)])
    twice = ids.filter(ids.is_duplicated()).unique(maintain_order=True).head(3)
    if twice.len():
        raise ColumnError(
            f"several parts have documents with one doc_id ({', '.join(map(repr, twice))}): make ids unique"
        )
    _finish(folder, extractor)
    return StoredExtraction(folder)


def _begin(folder: Path, extractor: Extractor) -> None:
    """Makes the folder, or makes sure that it was made with the same options."""
    options = {"extractor": extractor.fingerprint, "version": _onrecord.__version__, "columns": schema_hash()}
    folder.mkdir(parents=True, exist_ok=True)
    manifest = folder / _MANIFEST
    others = [path for path in folder.iterdir() if not _is_passing(path, manifest)]
    # Another process may have begun meanwhile.
    if others or manifest.is_file():
        if not manifest.is_file():
            raise InputError(
                f"{folder} holds other files: choose an empty folder, or one that does not exist yet"
            )
        try:
            known = json.loads(manifest.read_text(encoding="utf-8"))["options"]
        except (OSError, ValueError, KeyError, TypeError) as error:
            raise ExtractionReadError(
                f"{manifest} cannot be read: {error!r}; choose another folder"
            ) from error
        differing = [name for name in options if known.get(name) != options[name]]
        if differing:
            what = (
                "another gazetteer or other verbs"
                if differing == ["extractor"]
                else "another version of onrecord"
            )
            raise InputError(
                f"{folder} holds an extraction made with {what}: choose another folder, or delete it"
            )
    else:
        _write_json(manifest, {"options": options, "finished_parts": None})
    (folder / _PARTS).mkdir(exist_ok=True)


def _passing(path: Path) -> Path:
    """Where a file is written before it gets its name: all that is left of one that was interrupted."""
    return path.with_name(f".{path.name}.{uuid.uuid4().hex}.new")


def _is_passing(found: Path, path: Path) -> bool:
    return found.name.startswith(f".{path.name}.") and found.suffix == ".new"


def _write_json(path: Path, content: dict[str, Any]) -> None:
    """Writes a file as a whole or not at all."""
    passing = _passing(path)
    with open(passing, "w", encoding="utf-8") as file:
        file.write(json.dumps(content, indent=2, ensure_ascii=False) + "\n")
        file.flush()
        os.fsync(file.fileno())
    os.replace(passing, path)


def _parts(folder: Path) -> list[Path]:
    """The parts that are whole, in order."""
    return sorted(path for path in (folder / _PARTS).iterdir() if path.name.isdigit())


def _done(folder: Path) -> set[str]:
    """The ids of the documents that are in a part."""
    done: set[str] = set()
    for part in _parts(folder):
        done.update(_ids(part))
    return done


def _ids(part: Path) -> pl.Series:
    return pl.read_parquet(part / "documents.parquet", columns=["doc_id"], glob=False)["doc_id"]


def _new(batch: pl.DataFrame, done: set[str], seen: set[int]) -> pl.DataFrame:
    """The documents of a batch that are in no part."""
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
    if not done:
        return batch
    return batch.filter(pl.Series([name not in done for name in ids], dtype=pl.Boolean))


def _write_part(folder: Path, number: int, frames: Mapping[str, pl.DataFrame]) -> Path:
    unfinished = folder / f"{_UNFINISHED}-{uuid.uuid4().hex}"
    unfinished.mkdir()
    for name, frame in frames.items():
        if name != "actors":
            frame.write_parquet(unfinished / f"{name}.parquet", compression_level=1)
    signatures_of(frames["documents"]).to_frame().write_parquet(unfinished / _SIGNATURES)
    for file in unfinished.iterdir():
        _sync(file)
    _sync(unfinished)
    part = folder / _PARTS / f"{number:06}"
    if part.exists():
        # Whoever looks meanwhile finds the former, or none.
        os.replace(part, unfinished.with_name(f"{unfinished.name}-former"))
    os.replace(unfinished, part)
    shutil.rmtree(unfinished.with_name(f"{unfinished.name}-former"), ignore_errors=True)
    _sync(folder / _PARTS)
    return part


def _sync(path: Path) -> None:
    """Has the system write a file or folder out, where it can."""
    with contextlib.suppress(OSError):
        handle = os.open(path, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def _is_finished(folder: Path) -> bool:
    manifest = json.loads((folder / _MANIFEST).read_text(encoding="utf-8"))
    return bool(manifest["finished_parts"] == len(_parts(folder)))


# --- joining the parts ---------------------------------------------------------------------------


def _finish(folder: Path, extractor: Extractor) -> None:
    """Joins the parts: each frame becomes one file."""
    parts = _parts(folder)
    unfinished = folder / f"{_UNFINISHED}-{uuid.uuid4().hex}"
    unfinished.mkdir()
    made = provenance(extractor.options, extractor.fingerprint)
    metadata = parquet_metadata(made)
    if not parts:
        extractor.extract(pl.DataFrame(schema={"doc_id": pl.String, "text": pl.String})).write_parquet(
            unfinished
        )
    else:
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
            frame.sink_parquet(unfinished / f"{name}.parquet", row_group_size=rows, metadata=metadata)
        shutil.rmtree(rejoined)
    _write_json(unfinished / "provenance.json", made)
    for file in sorted(unfinished.iterdir()):
        _sync(file)
    # Interrupted between two files, the next call joins the parts once more: the manifest says that they are
    # not yet.
    manifest = json.loads((folder / _MANIFEST).read_text(encoding="utf-8"))
    _write_json(folder / _MANIFEST, {**manifest, "finished_parts": None})
    for file in sorted(unfinished.iterdir()):
        os.replace(file, folder / file.name)
    unfinished.rmdir()
    _write_json(folder / _MANIFEST, {**manifest, "finished_parts": len(parts)})


def _rejoin(parts: list[Path], rejoined: Path, extractor: Extractor) -> pl.DataFrame:
    """The actors of all parts; writes what is other in the rows of each, of which one is in memory."""

    def stored(part: Path, name: str, *columns: str) -> pl.DataFrame:
        return pl.read_parquet(part / f"{name}.parquet", columns=list(columns) or None, glob=False)

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
    signatures = pl.concat([pl.read_parquet(part / _SIGNATURES, glob=False) for part in parts])
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
