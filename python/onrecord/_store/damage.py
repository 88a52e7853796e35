"""Parts that were damaged after they were written: found, set aside, and made anew."""

from __future__ import annotations

import contextlib
import os
import shutil
import uuid
import warnings
from collections.abc import Callable
from pathlib import Path

from onrecord._frame_files import is_whole
from onrecord._store.folder import PARTS, note_finished
from onrecord._store.parts import FILES, ids_of, parts_of
from onrecord.exceptions import ExtractionReadError

__all__ = ["fault_of", "remove_if_replaced", "set_aside_damaged"]

_DAMAGED = ".damaged"


def fault_of(part: Path) -> str | None:
    """What is damaged in a part; parts are written as a whole, so that it happened later."""
    broken = next((name for name in FILES if not is_whole(part / name)), None)
    if broken is None:
        return None
    return f"{broken} is {'cut short or damaged' if (part / broken).exists() else 'missing'}"


def set_aside_damaged(folder: Path) -> list[Path]:
    """Takes out parts that are damaged; they are kept until their documents are extracted anew."""
    for part in parts_of(folder):
        if fault := fault_of(part):
            warnings.warn(
                f"{part} is damaged ({fault}): its documents are extracted anew", UserWarning, stacklevel=5
            )
            # Until they are there again, the frames are those of a part that is gone.
            note_finished(folder, None)
            os.replace(part, part.with_name(f"{part.name}.{uuid.uuid4().hex}{_DAMAGED}"))
    return sorted((folder / PARTS).glob(f"*{_DAMAGED}"))


def remove_if_replaced(part: Path, is_there: Callable[[str], bool]) -> None:
    """Removes a damaged part, unless it is all that is left of documents that the source has no more."""
    with contextlib.suppress(ExtractionReadError):
        lost = [name for name in ids_of(part) if not is_there(name)]
        if lost:
            told = ", ".join(map(repr, lost[:3])) + (", …" if len(lost) > 3 else "")
            warnings.warn(
                f"{len(lost):,} documents of a damaged part are not in the source and so in no frame ({told}): extract "
                f"their source into {part.parent.parent} as well; what is left of them is in {part}",
                UserWarning,
                stacklevel=5,
            )
            return
    shutil.rmtree(part)
