"""The folder that is extracted into: who works on it, with which options, and whether all is done."""

from __future__ import annotations

import contextlib
import json
import os
import shutil
import uuid
from collections.abc import Generator
from pathlib import Path
from typing import Any

from onrecord import _onrecord
from onrecord._extract import Extractor
from onrecord._frame_files import is_whole, writing
from onrecord._provenance import schema_hash
from onrecord._record.stored import MANIFEST
from onrecord._store.lock import LOCK, locked
from onrecord.exceptions import ExtractionReadError, InputError
from onrecord.schemas import STORED

__all__ = [
    "PARTS",
    "begun",
    "finished_parts",
    "hold_to",
    "note_finished",
    "remove_unfinished",
    "sync",
    "unfinished_in",
    "write_json",
]

PARTS, _UNFINISHED = "parts", ".unfinished"
REMEDY = "what is done stays: mend that, and call again"


@contextlib.contextmanager
def begun(folder: Path, *, is_shared: bool = False, waits: bool = False) -> Generator[None, None, None]:
    """Makes the folder if need be, and holds it while it is worked on."""
    with writing(folder, REMEDY):
        folder.mkdir(parents=True, exist_ok=True)
    with locked(folder, is_shared=is_shared, waits=waits or is_shared):
        yield


def hold_to(folder: Path, extractor: Extractor) -> None:
    """Notes the options in the folder, or makes sure that it was made with the same ones."""
    options = {"extractor": extractor.fingerprint, "version": _onrecord.__version__, "columns": schema_hash()}
    manifest = folder / MANIFEST
    others = [path for path in folder.iterdir() if path.name != LOCK and not _is_passing(path, manifest)]
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
                "another gazetteer, other verbs or another model"
                if differing == ["extractor"]
                else "another version of onrecord"
            )
            raise InputError(
                f"{folder} holds an extraction made with {what}: choose another folder, or delete it"
            )
    else:
        write_json(manifest, {"options": options, "finished_parts": None})
    with writing(folder, REMEDY):
        (folder / PARTS).mkdir(exist_ok=True)


def _passing(path: Path) -> Path:
    """Where a file is written before it gets its name: all that is left of one that was interrupted."""
    return path.with_name(f".{path.name}.{uuid.uuid4().hex}.new")


def _is_passing(found: Path, path: Path) -> bool:
    return found.name.startswith(f".{path.name}.") and found.suffix == ".new"


def write_json(path: Path, content: dict[str, Any]) -> None:
    """Writes a file as a whole or not at all."""
    passing = _passing(path)
    with writing(path.parent, REMEDY):
        with open(passing, "w", encoding="utf-8") as file:
            file.write(json.dumps(content, indent=2, ensure_ascii=False) + "\n")
            file.flush()
            os.fsync(file.fileno())
        os.replace(passing, path)
    sync(path.parent)


def remove_unfinished(folder: Path) -> None:
    """What was being written when the work was interrupted."""
    for left in folder.glob(f"{_UNFINISHED}*"):
        shutil.rmtree(left)
    for left in folder.glob(".*.new"):
        left.unlink()


@contextlib.contextmanager
def unfinished_in(folder: Path) -> Generator[Path, None, None]:
    """A folder for what gets its name when it is whole; what fails takes no space on a disk that may be full."""
    unfinished = folder / f"{_UNFINISHED}-{uuid.uuid4().hex}"
    try:
        with writing(folder, REMEDY):
            unfinished.mkdir()
            yield unfinished
    finally:
        shutil.rmtree(unfinished, ignore_errors=True)


def sync(path: Path) -> None:
    """Has the system write a file or folder out, where it can."""
    with contextlib.suppress(OSError):
        handle = os.open(path, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def finished_parts(folder: Path) -> int | None:
    """How many parts are joined, if each frame is there as a whole."""
    parts: int | None = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))["finished_parts"]
    return parts if all(is_whole(folder / f"{name}.parquet") for name in STORED) else None


def note_finished(folder: Path, parts: int | None) -> None:
    """Notes how many parts are joined; none while they are not yet, or not any more."""
    manifest = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
    write_json(folder / MANIFEST, {**manifest, "finished_parts": parts})
