"""Puts data, style and scripts into one page.

The data stand deflated and in base64 in elements that are no scripts: no text of an article can end one. The
page's policy runs the one script whose hash it names, and loads nothing.
"""

from __future__ import annotations

import base64
import hashlib
import json
import zlib
from pathlib import Path
from typing import TYPE_CHECKING

from onrecord._progress import Progress
from onrecord._record import rows
from onrecord._report.data import packed
from onrecord._show.colours import escaped
from onrecord._show.document import counted

if TYPE_CHECKING:
    from onrecord._record import AnyRecord

__all__ = ["deflated", "report"]

_PAGE = Path(__file__).parent / "page"
_SCRIPTS = (
    "data", "words", "address", "selection", "cards", "article", "charts", "spreadsheet", "start",
)  # fmt: skip
"""The parts of the page's one script, each after those that it needs."""


def report(record: AnyRecord, path: str | Path, *, title: str | None, asked: str, progress: Progress) -> Path:
    """Writes the report and gives its path; `asked` says what its statements were chosen by."""
    target = Path(path)
    articles = rows(record, "documents", columns=["doc_id"]).height
    name = title or f"{counted(articles, 'articles')} on record"
    script = _script()
    digest = base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
    data = packed(record, name, asked=asked, progress=progress)
    parts = {
        "policy": (
            f"default-src 'none'; style-src 'unsafe-inline'; script-src 'sha256-{digest}'; base-uri "
            "'none'; form-action 'none'"
        ),
        "title": escaped(name),
        "style": _part("style.css"),
        "index": deflated(data.index),
        "bundles": "\n".join(
            f'<script type="text/plain" class="bundle">{deflated(bundle)}</script>' for bundle in data.bundles
        ),
        "script": script,
    }
    pieces = _part("page.html").split("{{")
    filled = [pieces[0]]
    for piece in pieces[1:]:
        key, _, rest = piece.partition("}}")
        filled += [parts[key], rest]
    target.write_text("".join(filled), encoding="utf-8")
    return target


def _part(name: str) -> str:
    return (_PAGE / name).read_text(encoding="utf-8")


def _script() -> str:
    """All parts in one scope of their own."""
    parts = "\n".join(_part(f"{name}.js") for name in _SCRIPTS)
    return f'"use strict";\n(() => {{\n{parts}}})();\n'


def deflated(data: object) -> str:
    """Data as JSON, deflated, in base64.

    >>> zlib.decompress(base64.b64decode(deflated(["</script>"])))
    b'["</script>"]'
    """
    written = json.dumps(data, ensure_ascii=False, separators=(",", ":")).encode()
    return base64.b64encode(zlib.compress(written, 9)).decode("ascii")
