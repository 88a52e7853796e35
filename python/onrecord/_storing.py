"""Extraction of more than memory holds: batch by batch into a folder, from where it goes on when it was interrupted.

Every batch becomes a part, a folder of Parquet files that gets its name only when all are written; a part is there as a
whole or not at all. Which documents are done is told by the parts alone, so that whatever interrupts the work, and wherever, it goes on
with the first document that is in none. When all are done, actors and near-copies are joined over all parts,
and each frame is written as one file, as `Extraction.write_parquet` does.
"""

from __future__ import annotations

import contextlib
import json
import os
import shutil
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, cast

import polars as pl

from onrecord import _onrecord
from onrecord._record import Extraction, StoredExtraction, stored_frames
from onrecord._extract import Extractor, joined_actors
from onrecord._fork import needs_polars
from onrecord._gazetteer import Gazetteer
from onrecord._progress import Progress, Reporter
from onrecord._provenance import provenance
from onrecord._read import scan
from onrecord._read.sources import Source
from onrecord._read.tables import OnError
from onrecord.exceptions import ColumnError, ExtractionReadError, InputError
from onrecord.schemas import FRAMES, LOCAL_ACTORS

__all__ = ["extract_to"]

_PARTS, _UNFINISHED, _MANIFEST, _SIGNATURES = "parts", ".unfinished", "manifest.json", "signatures.parquet"
#: How many rows of texts, and of what lies in them, are put together in a file: so many are in memory at once.
_DOCUMENTS, _ROWS = 2_000, 50_000
_JOINED = ("actors", "mentions", "statements", "local_actors")


@needs_polars
def extract_to(
    source: Source | Sequence[Source] | Iterable[pl.DataFrame],
    out_dir: str | os.PathLike[str],
    *,
    text: str = "text",
    doc_id: str | None = None,
    published: str = "published",
    url: str = "url",
    gazetteer: Gazetteer = None,
    verbs: Mapping[str, str] | None = None,
    threads: int | None = None,
    batch_size: int = 1000,
    languages: Sequence[str] | None = None,
    on_error: OnError = "flag",
    progress: Progress = None,
) -> StoredExtraction:
    """Extracts whatever `read` reads into a folder, however much it is; what was interrupted goes on where it was.

    `source` may also be frames of documents, as `scan` gives them. The rows are those that `extract` gives for all documents at
    once; `gazetteer`, `verbs` and `threads` are as for `Extractor`. Call it again with the same arguments after an
    interruption, of whatever kind: no document is lost, and none is there twice. A folder that was finished is extended by
    the documents that are new in the source.

    The folder holds one Parquet file a frame, `provenance.json`, and under `parts/` what the next call starts from.
    """
    folder = Path(out_dir)
    extractor = Extractor(gazetteer=gazetteer, verbs=verbs, threads=threads)
    options = {"extractor": extractor.fingerprint, "version": _onrecord.__version__}
    _begin(folder, options)
    done = _done(folder)
    if isinstance(source, (str, os.PathLike)) or (isinstance(source, Sequence) and not _are_frames(source)):
        batches: Iterable[pl.DataFrame] = scan(
            cast("Source | Sequence[Source]", source), batch_size=batch_size, text=text, doc_id=doc_id, published=published, url=url,
            on_error=on_error, languages=languages, progress=False,
        )  # fmt: skip
    else:
        batches = source  # type: ignore[assignment]
    report = Reporter(progress, None, "documents")
    number = len(_parts(folder))
    is_changed = False
    seen: set[int] = set()
    for batch in batches:
        new = _new(batch, done, seen)
        report.add(batch.height - new.height)
        if new.height:
            record = extractor.extract(new)
            _write_part(folder, number, record)
            number += 1
            is_changed = True
        report.add(new.height)
    report.finish()
    if is_changed or not (folder / _MANIFEST).is_file() or not _is_finished(folder):
        _finish(folder, extractor)
    return StoredExtraction(folder)


def _are_frames(source: Sequence[Any]) -> bool:
    return bool(source) and all(isinstance(item, pl.DataFrame) for item in source)


# --- the folder ----------------------------------------------------------------------------------


def _begin(folder: Path, options: dict[str, str]) -> None:
    """Makes the folder, or makes sure that it was made with the same options."""
    folder.mkdir(parents=True, exist_ok=True)
    manifest = folder / _MANIFEST
    if manifest.is_file():
        try:
            known = json.loads(manifest.read_text(encoding="utf-8"))["options"]
        except (OSError, ValueError, KeyError, TypeError) as error:
            raise ExtractionReadError(f"{manifest} cannot be read: {error!r}; choose another folder") from error
        differing = [name for name in options if known.get(name) != options[name]]
        if differing:
            what = "another version of onrecord" if "version" in differing else "another gazetteer or other verbs"
            raise InputError(f"{folder} holds an extraction made with {what}: choose another folder, or delete it")
    elif any(folder.iterdir()):
        raise InputError(f"{folder} holds other files: choose an empty folder, or one that does not exist yet")
    else:
        _write_json(manifest, {"options": options, "finished_parts": None})
    (folder / _PARTS).mkdir(exist_ok=True)
    # What was being written when the work was interrupted.
    shutil.rmtree(folder / _UNFINISHED, ignore_errors=True)


def _write_json(path: Path, content: dict[str, Any]) -> None:
    """Writes a file as a whole or not at all."""
    passing = path.with_name(f".{path.name}.new")
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
        done.update(pl.read_parquet(part / "documents.parquet", columns=["doc_id"], glob=False)["doc_id"])
    return done


def _new(batch: pl.DataFrame, done: set[str], seen: set[int]) -> pl.DataFrame:
    """The documents of a batch that are in no part."""
    if "doc_id" not in batch.columns:
        raise ColumnError("the frames have no column 'doc_id': ids tell which documents are done; give each document one")
    ids = batch["doc_id"].cast(pl.String).to_list()
    for name in ids:
        key = hash(name)
        if key in seen:
            raise ColumnError(f"several documents have one doc_id ({name!r}): make ids unique")
        seen.add(key)
    if not done:
        return batch
    return batch.filter(pl.Series([name not in done for name in ids], dtype=pl.Boolean))


def _write_part(folder: Path, number: int, record: Extraction) -> None:
    unfinished = folder / _UNFINISHED
    unfinished.mkdir()
    for name, frame in stored_frames(record).items():
        if name != "actors":
            frame.write_parquet(unfinished / f"{name}.parquet", compression_level=1)
    documents = record.documents
    readable = documents.select(pl.when(pl.col("error").is_null()).then(pl.col("text")))
    signatures = pl.DataFrame(_onrecord.signatures(readable))
    signatures.write_parquet(unfinished / _SIGNATURES)
    for file in unfinished.iterdir():
        _sync(file)
    _sync(unfinished)
    os.replace(unfinished, folder / _PARTS / f"{number:06}")
    _sync(folder / _PARTS)


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
    unfinished = folder / _UNFINISHED
    unfinished.mkdir()
    if not parts:
        extractor.extract(pl.DataFrame(schema={"doc_id": pl.String, "text": pl.String})).write_parquet(unfinished)
    else:
        _join_actors(parts, unfinished, extractor)
        _join_documents(parts, unfinished)
        for name in FRAMES:
            if name not in (*_JOINED, "documents"):
                scans = [pl.scan_parquet(part / f"{name}.parquet", glob=False) for part in parts]
                pl.concat(scans, how="vertical").sink_parquet(unfinished / f"{name}.parquet", row_group_size=_ROWS)
    _write_json(unfinished / "provenance.json", provenance(extractor.options, extractor.fingerprint))
    for file in sorted(unfinished.iterdir()):
        _sync(file)
    # Interrupted between two files, the next call joins the parts once more: the manifest says that they are not yet.
    manifest = json.loads((folder / _MANIFEST).read_text(encoding="utf-8"))
    _write_json(folder / _MANIFEST, {**manifest, "finished_parts": None})
    for file in sorted(unfinished.iterdir()):
        os.replace(file, folder / file.name)
    unfinished.rmdir()
    _write_json(folder / _MANIFEST, {**manifest, "finished_parts": len(parts)})


def _join_actors(parts: list[Path], unfinished: Path, extractor: Extractor) -> None:
    """Resolves actors over all parts, and names them in the rows of each."""
    described: list[pl.DataFrame] = []
    heights: list[int] = []
    documents = 0
    columns = ["doc_id", "name", "names", "type", "country", "role", "known", "gender"]
    counts: list[pl.DataFrame] = []
    for part in parts:
        days = pl.read_parquet(part / "documents.parquet", columns=["doc_id", "published"], glob=False)
        days = days.with_columns(document=pl.int_range(documents, documents + pl.len(), dtype=pl.UInt32))
        documents += days.height
        locals_ = pl.read_parquet(part / "local_actors.parquet", columns=[*columns, "mention_ids", "speaker_of"], glob=False)
        heights.append(locals_.height)
        counts.append(locals_.select(mentions=pl.col("mention_ids").list.len(), statements=pl.col("speaker_of").list.len()))
        joined = locals_.select(columns).join(days, on="doc_id", how="left", maintain_order="left")
        described.append(joined.drop("doc_id").with_columns(pl.col("type", "gender").cast(pl.String)))
    total = sum(heights)
    # Every local actor as if it spoke once: what its statements say of their speaker. Counts are made of what it has.
    everyone = pl.DataFrame({"speaker": pl.int_range(total, dtype=pl.UInt32, eager=True)})
    everyone = everyone.with_columns(addressee=pl.lit(None, pl.UInt32))
    nobody = pl.DataFrame(schema={"actor": pl.UInt32})
    joined_frames = joined_actors(extractor, pl.concat(described), nobody, everyone)
    del described, everyone
    cast = joined_frames["statements"].select("speaker_id", "speaker", "speaker_country", "speaker_role")
    tally = pl.concat(counts).with_columns(actor_id=cast["speaker_id"]).group_by("actor_id").sum()
    actors = joined_frames["actors"].drop("mentions", "statements").join(tally, on="actor_id", how="left", maintain_order="left")
    actors = actors.select(pl.col(name).cast(dtype) for name, dtype in FRAMES["actors"].items())
    actors.write_parquet(unfinished / "actors.parquet")
    del joined_frames, tally, counts

    _write_joined(parts, unfinished, "local_actors", cast, heights)
    _write_joined(parts, unfinished, "mentions", cast, heights)
    _write_joined(parts, unfinished, "statements", cast, heights)


def _write_joined(parts: list[Path], unfinished: Path, name: str, cast: pl.DataFrame, heights: list[int]) -> None:
    """One frame of all parts, with the columns that name actors anew; one part at a time is in memory."""
    rewritten = unfinished / f".{name}"
    rewritten.mkdir()
    start = 0
    for number, (part, height) in enumerate(zip(parts, heights, strict=True)):
        here = cast.slice(start, height)
        start += height
        frame = pl.read_parquet(part / f"{name}.parquet", glob=False)
        if name == "local_actors":
            frame = frame.with_columns(actor_id=here["speaker_id"])
        else:
            frame = _renamed(frame, name, pl.read_parquet(part / "local_actors.parquet", glob=False), here)
        frame.write_parquet(rewritten / f"{number:06}.parquet", compression_level=1)
    files = sorted(rewritten.iterdir())
    schema = LOCAL_ACTORS if name == "local_actors" else FRAMES[name]
    scans = [pl.scan_parquet(file, glob=False) for file in files]
    pl.concat(scans, how="vertical").select(schema.names()).sink_parquet(unfinished / f"{name}.parquet", row_group_size=_ROWS)
    shutil.rmtree(rewritten)


def _renamed(frame: pl.DataFrame, name: str, locals_: pl.DataFrame, cast: pl.DataFrame) -> pl.DataFrame:
    """The rows of a part with the actors that they mean over all parts."""
    if name == "mentions":
        found = _linked(frame, locals_, cast.select(actor_id="speaker_id"), "mention_id", "mention_ids")
        return frame.with_columns(found)
    speakers = _linked(frame, locals_, cast, "statement_id", "speaker_of")
    addressees = _linked(frame, locals_, cast.select(addressee_id="speaker_id"), "statement_id", "addressee_of")
    return frame.with_columns(*speakers, *addressees)


def _linked(frame: pl.DataFrame, locals_: pl.DataFrame, cast: pl.DataFrame, row_id: str, ids: str) -> Iterator[pl.Series]:
    """For each row the columns of the local actor that has it among its `ids`."""
    linking = locals_.select("doc_id", pl.col(ids).alias(row_id)).hstack(cast)
    targets = linking.filter(pl.col(row_id).list.len() > 0).explode(row_id)
    linked = frame.select("doc_id", row_id).join(targets, on=["doc_id", row_id], how="left", maintain_order="left")
    return iter(linked.drop("doc_id", row_id).get_columns())


def _join_documents(parts: list[Path], unfinished: Path) -> None:
    """The documents of all parts, each with the first that it repeats; the texts of one part at a time are in memory."""
    signatures = pl.concat([pl.read_parquet(part / _SIGNATURES, glob=False) for part in parts])
    ids: list[str] = []
    for part in parts:
        ids += pl.read_parquet(part / "documents.parquet", columns=["doc_id"], glob=False)["doc_id"].to_list()
    firsts = pl.DataFrame(_onrecord.duplicates(signatures))["first"]
    repeated = [None if first is None else ids[first] for first in firsts]
    del signatures, ids
    rewritten = unfinished / ".documents"
    rewritten.mkdir()
    start = 0
    for number, part in enumerate(parts):
        frame = pl.read_parquet(part / "documents.parquet", glob=False)
        first = pl.Series("duplicate_of", repeated[start : start + frame.height], dtype=pl.String)
        start += frame.height
        frame.with_columns(first).write_parquet(rewritten / f"{number:06}.parquet", compression_level=1)
    scans = [pl.scan_parquet(file, glob=False) for file in sorted(rewritten.iterdir())]
    pl.concat(scans, how="diagonal_relaxed").sink_parquet(unfinished / "documents.parquet", row_group_size=_DOCUMENTS)
    shutil.rmtree(rewritten)
