"""The versions of an echo side by side, with the differences marked."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from onrecord._echoes.versions import Run, compared
from onrecord._show.colours import PALETTE, escaped, hidden
from onrecord._show.document import Row, doing, said, telling, who
from onrecord._show.page import page

__all__ = ["EchoView", "echo_list"]

_FRAME = "font-family:system-ui,sans-serif;text-align:left;max-width:64em"
_CARD = (
    "flex:1 1 15em;min-width:13em;border:1px solid #80808066;border-radius:.4em;padding:.5em "
    ".7em;overflow-wrap:anywhere"
)
_CUT = f"color:inherit;opacity:.7;text-decoration:line-through;text-decoration-color:{PALETTE[6]}"
_ADDED = f"color:inherit;text-decoration:none;background:{PALETTE[2]}2e;border-bottom:2px solid {PALETTE[2]}"


@dataclass(frozen=True, slots=True)
class EchoView:
    """One echo; a notebook shows it, and `save` writes a page."""

    versions: list[Row]

    @property
    def html(self) -> str:
        """The view as a fragment of HTML, with inline styles and without scripts."""
        return f'<div style="{_FRAME}">{_echo(self.versions)}</div>'

    def save(self, path: str | Path) -> Path:
        """Writes the view as a page of its own.

        Parameters
        ----------
        path : str or pathlib.Path
            The file; one that is there is replaced.

        Returns
        -------
        pathlib.Path
            The file.
        """
        target = Path(path)
        target.write_text(page(f"Echo {self.versions[0]['echo_id']}", self.html), encoding="utf-8")
        return target

    def _repr_html_(self) -> str:
        return self.html

    def __repr__(self) -> str:
        return f"EchoView(echo {self.versions[0]['echo_id']}, {len(self.versions)} versions)"


def echo_list(title: str, echoes: Sequence[list[Row]], more: int) -> str:
    """Some echoes below each other, and how many more there are."""
    rest = (
        f'<p style="margin:.3em 0;opacity:.8">{more:,} more: <code>frame</code> has them all, '
        "<code>show(echo_id)</code> shows one.</p>"
        if more
        else ""
    )
    return (
        f'<div style="{_FRAME}"><p style="margin:.3em 0">{escaped(title)}</p>'
        f"{''.join(_echo(versions) for versions in echoes)}{rest}</div>"
    )


def _echo(versions: list[Row]) -> str:
    fullest = next(row for row in versions if row["version"] == "fullest")
    cards = "".join(
        _card(row, fullest) for row in sorted(versions, key=lambda row: row["version"] != "fullest")
    )
    speaker = next((who(row) for row in versions if row["speaker"]), who(fullest))
    return (
        f'<section style="margin:.8em 0"><div><b>{escaped(speaker)}</b>'
        f'<span style="opacity:.8"> · echo {versions[0]["echo_id"]} · {len(versions)} versions, '
        f'<del style="{_CUT}">left out</del> <ins style="{_ADDED}">put in</ins></span></div>'
        f'<div style="display:flex;flex-wrap:wrap;gap:.6em;margin-top:.4em">{cards}</div></section>'
    )


def _card(row: Row, fullest: Row) -> str:
    facts = [
        row["outlet"] or row["doc_id"],
        row["published"],
        f"said {said(row)}" if row["said_from"] else "",
    ]
    line = " · ".join(escaped(fact) for fact in facts if fact)
    runs = (
        [Run("same", row["content"] or "")]
        if row is fullest
        else compared(fullest["content"] or "", row["content"] or "")
    )
    words = " ".join(_run(run) for run in runs)
    told = "".join(
        words if part == "content" else f'<i style="opacity:.8">{escaped(text)}</i>'
        for part, text in telling(row)
    )
    kept = "" if row is fullest else f", {row['kept']:.0%} kept"
    return (
        f'<div style="{_CARD}"><div style="font-size:.85em;opacity:.8">{line}</div>'
        f'<div style="font-size:.85em"><b>{escaped(row["version"])}</b>{kept} · '
        f"{escaped(doing(row))}</div>"
        f'<div style="margin-top:.3em">{told}</div></div>'
    )


def _run(run: Run) -> str:
    words = escaped(" ".join(run.words.split()))
    if run.what == "cut":
        return f'<del style="{_CUT}">{hidden("left out: ")}{words}{hidden(";")}</del>'
    if run.what == "added":
        return f'<ins style="{_ADDED}">{hidden("put in: ")}{words}{hidden(";")}</ins>'
    return words
