"""Gold: what a careful reader finds in a document, as plain data for JSON.

    doc_id, text, published {value, basis}, title, outlet blocks       [{start, end, role}] statements   [{id,
    parent, source, cue, content, addressee, kind, act, negated, speaker, speakers, addressee_id, target,
    said_from, said_to}] actors [{id, name, type, country, role, mentions [{start, end, kind}]}] places
    [{start, end, kind}] dates [{start, end, type, value, mod, earliest, latest}]

`source`, `cue`, `content` and `addressee` are lists of `[start, end]`; offsets count code points. A
statement's `id` is "S" and its number, `parent` such an id or null, `speaker`
(the first of `speakers`) and `target` an actor's id or null.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from onrecord._fork import needs_polars
from onrecord._record import rows
from onrecord._type_guards import is_mapping
from onrecord.exceptions import PathNotFoundError, ReadError

if TYPE_CHECKING:
    import polars as pl

    from onrecord._record import AnyRecord

__all__ = ["ROLES", "Gold", "by_document", "file_name", "gold", "number", "read_gold", "write_gold"]

Gold = dict[str, Any]
"""One document's annotation."""

ROLES = ("content", "source", "cue", "addressee")
"""The parts of a statement."""


@needs_polars
def gold(record: AnyRecord) -> list[Gold]:
    """The rows of an extraction as gold, one object a document: what a reviewer starts from.

    Parameters
    ----------
    record : Extraction or StoredExtraction
        What was extracted.

    Returns
    -------
    list of dict
        Plain data for JSON; the module says of what form.

    Examples
    --------
    >>> import onrecord
    >>> [one] = gold(onrecord.extract(["“Talks are over,” Sergey Lavrov said."]))
    >>> one["statements"][0]["content"], one["statements"][0]["speaker"]
    ([[0, 17]], 'sergey-lavrov')
    """
    tables = {name: by_document(rows(record, name)) for name in ("blocks", "statements", "mentions", "dates")}
    actors = {row["actor_id"]: row for row in rows(record, "actors").iter_rows(named=True)}
    found: list[Gold] = []
    for document in rows(record, "documents").iter_rows(named=True):
        here = {name: table.get(document["doc_id"], []) for name, table in tables.items()}
        found.append(
            {
                "doc_id": document["doc_id"],
                "title": document["title"],
                "outlet": document["outlet"],
                "published": {"value": _day(document["published"]), "basis": document["published_basis"]},
                "text": document["text"] or "",
                "blocks": [{key: row[key] for key in ("start", "end", "role")} for row in here["blocks"]],
                "statements": [_statement(row) for row in here["statements"]],
                "actors": _actors(here["mentions"], actors),
                "places": [_mention(row) for row in here["mentions"] if row["actor_id"] is None],
                "dates": [_date(row) for row in here["dates"]],
            }
        )
    return found


def _statement(row: dict[str, Any]) -> dict[str, Any]:
    spans = {role: [[span["start"], span["end"]] for span in row[f"{role}_spans"] or ()] for role in ROLES}
    return {
        "id": f"S{row['statement_id']}",
        "parent": None if row["parent_id"] is None else f"S{row['parent_id']}",
        **spans,
        "kind": row["kind"],
        "act": row["act"],
        "negated": row["negated"],
        "speaker": row["speaker_id"],
        "speakers": row["speaker_ids"],
        "addressee_id": row["addressee_id"],
        "target": row["target_id"],
        "said_from": _day(row["said_from"]),
        "said_to": _day(row["said_to"]),
    }


def _actors(mentions: list[dict[str, Any]], known: dict[str, dict[str, Any]]) -> list[dict[str, Any]]:
    found: dict[str, dict[str, Any]] = {}
    for row in mentions:
        name = row["actor_id"]
        if name is None:
            continue
        facts = known.get(name, {})
        entry = found.setdefault(
            name,
            {
                "id": name,
                "name": facts.get("name", name),
                "type": row["type"],
                "country": facts.get("country"),
                "role": facts.get("role"),
                "mentions": [],
            },
        )
        entry["mentions"].append(_mention(row))
    return list(found.values())


def _mention(row: dict[str, Any]) -> dict[str, Any]:
    return {"start": row["start"], "end": row["end"], "kind": row["kind"]}


def _date(row: dict[str, Any]) -> dict[str, Any]:
    plain = {key: row[key] for key in ("start", "end", "type", "value", "mod")}
    return {**plain, "earliest": _day(row["earliest"]), "latest": _day(row["latest"])}


def _day(day: object) -> str | None:
    return None if day is None else str(day)


def by_document(frame: pl.DataFrame) -> dict[str, list[dict[str, Any]]]:
    """The rows of each document."""
    found: dict[str, list[dict[str, Any]]] = {}
    for row in frame.iter_rows(named=True):
        found.setdefault(row["doc_id"], []).append(row)
    return found


def number(statement: str) -> int:
    """The number in a statement's id.

    >>> number("S12")
    12
    """
    return int(statement.removeprefix("S"))


def file_name(place: int, doc_id: str) -> str:
    """What the file of a document is called, without its ending: by its number and id.

    >>> file_name(3, "talks/2020: Sochi")
    '0003-talks_2020__Sochi'
    """
    return f"{place:04}-" + "".join(c if c.isalnum() or c in "-_." else "_" for c in doc_id)[:80]


def write_gold(documents: Iterable[Gold], directory: str | Path) -> Path:
    """Writes a JSON file for each document, named by its number and id.

    Parameters
    ----------
    documents : iterable of dict
        The gold.
    directory : str or pathlib.Path
        The folder; made if need be.

    Returns
    -------
    pathlib.Path
        The folder.
    """
    folder = Path(directory)
    folder.mkdir(parents=True, exist_ok=True)
    for place, document in enumerate(documents):
        text = json.dumps(document, ensure_ascii=False, indent=1)
        name = file_name(place, document["doc_id"])
        (folder / f"{name}.json").write_text(text + "\n", encoding="utf-8")
    return folder


def read_gold(directory: str | Path) -> list[Gold]:
    """Reads the JSON files of a folder, in the order of their names.

    Parameters
    ----------
    directory : str or pathlib.Path
        The folder.

    Returns
    -------
    list of dict
        Gold, one a document.

    Raises
    ------
    PathNotFoundError
        If there is no such folder.
    ReadError
        If it holds no gold, or a file that is none.
    """
    folder = Path(directory)
    if not folder.is_dir():
        raise PathNotFoundError(f"there is no folder {folder} with gold")
    documents: Sequence[Gold] = [_read(path) for path in sorted(folder.glob("*.json"))]
    if not documents:
        raise ReadError(f"{folder} holds no gold: no file there ends in .json")
    return list(documents)


def _read(path: Path) -> Gold:
    try:
        document = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise ReadError(f"{path} cannot be read: {error}") from error
    if not is_mapping(document) or "doc_id" not in document or "statements" not in document:
        raise ReadError(f"{path} is no gold: it has no doc_id and statements")
    return dict(document)
