"""Puts data, style and script into one page.

The data stand in a script element that is no script; every `<`, `>` and `&` in them is written as an escape
of JSON, so that no text can end the element. The page's policy runs the one script whose hash it names, and
loads nothing.
"""

from __future__ import annotations

import base64
import hashlib
import json
from pathlib import Path
from typing import TYPE_CHECKING

from onrecord._progress import Progress
from onrecord._record import rows
from onrecord._report.data import packed
from onrecord._show.colours import escaped
from onrecord._show.document import counted

if TYPE_CHECKING:
    from onrecord._record import AnyRecord

__all__ = ["embedded", "report"]

_HERE = Path(__file__).parent
_ESCAPES = str.maketrans(
    {"<": "\\u003c", ">": "\\u003e", "&": "\\u0026", "\u2028": "\\u2028", "\u2029": "\\u2029"}
)


def report(record: AnyRecord, path: str | Path, *, title: str | None, progress: Progress) -> Path:
    """Writes the report and gives its path."""
    target = Path(path)
    articles = rows(record, "documents", columns=["doc_id"]).height
    name = title or f"{counted(articles, 'articles')} on record"
    page, style, script = (
        (_HERE / part).read_text(encoding="utf-8") for part in ("page.html", "style.css", "script.js")
    )
    digest = base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
    parts = {
        "policy": (
            f"default-src 'none'; style-src 'unsafe-inline'; script-src 'sha256-{digest}'; base-uri "
            "'none'; form-action 'none'"
        ),
        "title": escaped(name),
        "style": style,
        "data": embedded(packed(record, name, progress)),
        "script": script,
    }
    pieces = page.split("{{")
    filled = [pieces[0]]
    for piece in pieces[1:]:
        key, _, rest = piece.partition("}}")
        filled += [parts[key], rest]
    target.write_text("".join(filled), encoding="utf-8")
    return target


def embedded(data: object) -> str:
    r"""Data as JSON that may stand in an element of HTML.

    >>> embedded("</script><!--")
    '"\\u003c/script\\u003e\\u003c!--"'
    """
    return json.dumps(data, ensure_ascii=False, separators=(",", ":")).translate(_ESCAPES)
