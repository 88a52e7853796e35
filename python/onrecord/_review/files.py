"""Files of annotation tools: written for import there, and read back."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

from onrecord._fork import needs_polars
from onrecord._review.gold import Gold
from onrecord._review.label_studio import from_label_studio, label_studio_config, label_studio_tasks
from onrecord._review.prodigy import from_prodigy, prodigy_tasks
from onrecord.exceptions import PathNotFoundError, ReadError

if TYPE_CHECKING:
    from onrecord._record import AnyRecord

__all__ = ["read_annotations", "write_label_studio", "write_prodigy"]


@needs_polars
def write_label_studio(record: AnyRecord, path: str | Path) -> Path:
    """Writes tasks for Label Studio as JSON and, beside them as .xml, the labelling interface.

    Parameters
    ----------
    record : Extraction or StoredExtraction
        What was extracted.
    path : str or pathlib.Path
        The file for the tasks.

    Returns
    -------
    pathlib.Path
        The tasks' file.
    """
    target = Path(path)
    target.write_text(json.dumps(label_studio_tasks(record), ensure_ascii=False), encoding="utf-8")
    target.with_suffix(".xml").write_text(label_studio_config(), encoding="utf-8")
    return target


@needs_polars
def write_prodigy(record: AnyRecord, path: str | Path) -> Path:
    """Writes examples for Prodigy as JSON lines.

    Parameters
    ----------
    record : Extraction or StoredExtraction
        What was extracted.
    path : str or pathlib.Path
        The file.

    Returns
    -------
    pathlib.Path
        The file.
    """
    target = Path(path)
    lines = [json.dumps(example, ensure_ascii=False) for example in prodigy_tasks(record)]
    target.write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")
    return target


def read_annotations(path: str | Path, *, predictions: bool = False) -> list[Gold]:
    """Reads an export of Label Studio (JSON) or of Prodigy (JSON lines), told apart by content, as gold.

    Parameters
    ----------
    path : str or pathlib.Path
        The export.
    predictions : bool
        Whether to take a prediction where there is no finished annotation.

    Returns
    -------
    list of dict
        Gold, one a document.

    Raises
    ------
    PathNotFoundError
        If there is no such file.
    ReadError
        If it is no export of either.
    """
    source = Path(path)
    try:
        text = source.read_text(encoding="utf-8-sig")
        # Not splitlines: a text may hold other line separators.
        one = text.lstrip().startswith("[")
        found: list[dict[str, Any]] = (
            json.loads(text) if one else [json.loads(line) for line in text.split("\n") if line.strip()]
        )
    except FileNotFoundError as error:
        raise PathNotFoundError(f"there is no file {source}") from error
    except (OSError, ValueError) as error:
        raise ReadError(f"{source} is no export of Label Studio or Prodigy: {error}") from error
    return (
        from_label_studio(found, predictions=predictions)
        if one
        else from_prodigy(found, predictions=predictions)
    )
