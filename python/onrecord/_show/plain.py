"""One document's text with what was found in it marked, for a terminal."""

from __future__ import annotations

import polars as pl

from onrecord._record import AnyRecord, rows
from onrecord._show.document import noted, sentence, surest, telling

__all__ = ["STYLES", "marked", "safe"]

_BOLD, _UNDERLINED, _RESET = "\x1b[1m", "\x1b[4m", "\x1b[0m"
_BLUE, _GREEN, _CYAN = "\x1b[34m", "\x1b[32m", "\x1b[36m"
STYLES = {"content": _UNDERLINED, "source": _BOLD, "actor": _BLUE, "date": _GREEN, "cue": _CYAN}
"""How each part looks: who speaks is never in the colour of days."""


def marked(record: AnyRecord, doc_id: str, *, color: bool) -> str:
    """The text, with statements, actors and dates marked, and below it each statement on a line, the surest first.

    With `color`, contents are underlined, sources bold, cues cyan, actors blue and dates green. Without,
    contents stand in ⟦…⟧ with the statement's number, actors in [text|actor_id], and dates in {text|value}.
    """
    here = {
        name: rows(record, name, pl.col("doc_id") == doc_id)
        for name in ("documents", "statements", "mentions", "dates")
    }
    document = here["documents"].row(0, named=True)
    published = f", {document['published']} ({document['published_basis']})" if document["published"] else ""
    header = f"── {safe(doc_id)}{safe(published)} ──"
    if document["error"] is not None:
        return f"{header}\n{safe(document['error'])}\n"
    lines = [header, (_colored if color else _bracketed)(document["text"], here)]
    for row in surest(here["statements"].rows(named=True)):
        told = telling(row)
        facts = ", ".join(noted(row, told))
        lines.append(safe(f"⟦{row['statement_id']}⟧ {sentence(told)} ({facts})"))
    return "\n".join(lines) + "\n"


def _places(here: dict[str, pl.DataFrame]) -> list[tuple[int, int, str, str]]:
    """Start, end, kind and label of everything that is marked."""
    places: list[tuple[int, int, str, str]] = []
    for row in here["statements"].iter_rows(named=True):
        for kind in ("content", "source", "cue"):
            label = str(row["statement_id"])
            places.extend((place["start"], place["end"], kind, label) for place in row[f"{kind}_spans"])
    for row in here["mentions"].filter(pl.col("actor_id").is_not_null()).iter_rows(named=True):
        places.append((row["start"], row["end"], "actor", row["actor_id"]))
    for row in here["dates"].iter_rows(named=True):
        places.append((row["start"], row["end"], "date", row["value"]))
    return places


def _colored(text: str, here: dict[str, pl.DataFrame]) -> str:
    changes: dict[int, list[tuple[str, int]]] = {0: [], len(text): []}
    for start, end, kind, _ in _places(here):
        changes.setdefault(start, []).append((kind, 1))
        changes.setdefault(end, []).append((kind, -1))
    depth = dict.fromkeys(STYLES, 0)
    parts: list[str] = []
    cuts = sorted(changes)
    for cut, following in zip(cuts, [*cuts[1:], len(text)], strict=True):
        for kind, step in changes[cut]:
            depth[kind] += step
        style = "".join(STYLES[kind] for kind, count in depth.items() if count)
        piece = safe(text[cut:following])
        parts.append(f"{style}{piece}{_RESET}" if style and piece else piece)
    return "".join(parts)


def _bracketed(text: str, here: dict[str, pl.DataFrame]) -> str:
    opens: dict[int, list[tuple[int, str]]] = {}
    closes: dict[int, list[tuple[int, str]]] = {}
    for start, end, kind, label in _places(here):
        if kind in ("source", "cue"):
            continue
        first, last = {
            "content": (f"⟦{label} ", "⟧"),
            "actor": ("[", f"|{label}]"),
            "date": ("{", f"|{label}}}"),
        }[kind]
        opens.setdefault(start, []).append((start - end, first))
        closes.setdefault(end, []).append((-start, last))
    parts: list[str] = []
    cuts = sorted({0, len(text), *opens, *closes})
    for cut, following in zip(cuts, [*cuts[1:], len(text)], strict=True):
        parts.extend(mark for _, mark in sorted(closes.get(cut, ())))
        parts.extend(mark for _, mark in sorted(opens.get(cut, ())))
        parts.append(safe(text[cut:following]))
    return "".join(parts)


def safe(text: str) -> str:
    """Without the control characters by which a text could command a terminal."""
    if text.isprintable():
        return text
    return "".join(
        c if c in "\n\t" or not (ord(c) < 32 or 127 <= ord(c) < 160) else "\ufffd" if c != "\r" else ""
        for c in text
    )
