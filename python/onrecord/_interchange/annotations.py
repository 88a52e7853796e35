"""W3C Web Annotation (JSON-LD): every statement, mention and date as an annotation of its article.

The target is the article's address (else an URN with its id), selected by position in code points, as the
standard counts, and by quotation with what stands before and after. A statement has a target for each part of
it. Bodies tag in words that any reader of the standard understands; `onrecord:row` has the row itself.
"""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from onrecord._record import rows
from onrecord._review.gold import ROLES

if TYPE_CHECKING:
    from onrecord._record import AnyRecord

__all__ = ["web_annotations", "write_web_annotations"]

_CONTEXT = [
    "http://www.w3.org/ns/anno.jsonld",
    {"onrecord": "urn:onrecord:", "onrecord:row": {"@type": "@json"}, "onrecord:layer": {"@type": "@id"}},
]
_AROUND = 32
_OUTER = {"statements": "identifying", "mentions": "identifying", "dates": "tagging"}


def web_annotations(record: AnyRecord) -> dict[str, Any]:
    """A collection with one page of annotations, as plain data for JSON."""
    documents = rows(record, "documents")
    texts = dict(documents.select("doc_id", "text").iter_rows())
    addresses = dict(documents.select("doc_id", "url").iter_rows()) if "url" in documents.columns else {}
    items: list[dict[str, Any]] = []
    for layer, motivation in _OUTER.items():
        for row in rows(record, layer).iter_rows(named=True):
            name, text = row["doc_id"], texts[row["doc_id"]] or ""
            source = addresses.get(name) or f"urn:onrecord:document:{quote(name, safe='')}"
            number = row[f"{layer[:-1]}_id"]
            places = _places(layer, row)
            items.append(
                {
                    "id": f"urn:onrecord:{quote(name, safe='')}:{layer[:-1]}:{number}",
                    "type": "Annotation",
                    "motivation": motivation,
                    "onrecord:layer": f"onrecord:{layer}",
                    "body": [
                        {"type": "TextualBody", "purpose": motivation, "format": "text/plain", "value": value}
                        for value in _words(layer, row)
                    ],
                    "target": [_target(source, text, role, start, end) for role, start, end in places],
                    "onrecord:row": {key: _plain(value) for key, value in row.items()},
                }
            )
    return {
        "@context": _CONTEXT,
        "id": "urn:onrecord:collection",
        "type": "AnnotationCollection",
        "label": f"onrecord {record.provenance.get('onrecord', '')}",
        "total": len(items),
        "first": {"id": "urn:onrecord:page:1", "type": "AnnotationPage", "startIndex": 0, "items": items},
    }


def write_web_annotations(record: AnyRecord, path: str | Path) -> Path:
    """Writes the collection as a file and gives its path."""
    target = Path(path)
    target.write_text(json.dumps(web_annotations(record), ensure_ascii=False), encoding="utf-8")
    return target


def _places(layer: str, row: dict[str, Any]) -> list[tuple[str, int, int]]:
    if layer == "statements":
        return [(role, span["start"], span["end"]) for role in ROLES for span in row[f"{role}_spans"] or ()]
    return [(layer[:-1], row["start"], row["end"])]


def _words(layer: str, row: dict[str, Any]) -> list[str]:
    keys = {
        "statements": ("speaker", "act", "kind"),
        "mentions": ("actor_id", "type"),
        "dates": ("value", "type"),
    }[layer]
    denied = ["negated"] if layer == "statements" and row["negated"] else []
    return [str(row[key]) for key in keys if row[key] is not None] + denied


def _target(source: str, text: str, role: str, start: int, end: int) -> dict[str, Any]:
    return {
        "source": source,
        "onrecord:role": role,
        "selector": [
            {"type": "TextPositionSelector", "start": start, "end": end},
            {
                "type": "TextQuoteSelector",
                "exact": text[start:end],
                "prefix": text[max(0, start - _AROUND) : start],
                "suffix": text[end : end + _AROUND],
            },
        ],
    }


def _plain(value: Any) -> Any:
    return value.isoformat() if isinstance(value, dt.date) else value
