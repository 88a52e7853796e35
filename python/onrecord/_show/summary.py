"""An extraction at a glance: counts, the loudest actors, a few statements."""

from __future__ import annotations

from typing import TYPE_CHECKING

import polars as pl

from onrecord._record import notes, rows
from onrecord._show.colours import as_html, coloured, escaped
from onrecord._show.document import Row, counted, said, speaker, telling

if TYPE_CHECKING:
    from onrecord._record import AnyRecord

__all__ = ["shortened", "summary"]

_TABLE = "border-collapse:collapse;margin:.4em 0"
_CELL = "text-align:left;padding:.15em .7em .15em 0"
_RIGHT = "text-align:right;padding:.15em .7em .15em 0"


def summary(record: AnyRecord) -> str:
    """HTML for a notebook, with inline styles and no script."""
    counts = " · ".join(
        _count(frame.lazy().select(pl.len()).collect().item(), name) for name, frame in record.frames.items()
    )
    told = "".join(f"<p>{escaped(note)}</p>" for note in notes(record))
    return (
        '<div style="font-family:system-ui,sans-serif;text-align:left;max-width:56em"><p '
        f'style="margin:.3em 0">{counts}</p>'
        f"{_period(record)}{told}{_actors(record)}{_statements(record)}</div>"
    )


def _count(count: int, things: str) -> str:
    number, _, name = counted(count, things).partition(" ")
    return f'<span style="white-space:nowrap"><b>{number}</b> {name}</span>'


def _period(record: AnyRecord) -> str:
    told = rows(record, "documents", columns=["published", "outlet"])
    days = told["published"].drop_nulls()
    if days.is_empty():
        return ""
    outlets = told["outlet"].drop_nulls().n_unique()
    among = f", {counted(outlets, 'outlets')}" if outlets else ""
    first, last = days.min(), days.max()
    when = f"{escaped(first)} to {escaped(last)}" if first != last else escaped(first)
    return f'<p style="margin:.3em 0;opacity:.8">published {when}{among}</p>'


def _actors(record: AnyRecord) -> str:
    loudest = rows(record, "actors", pl.col("statements") > 0)
    loudest = loudest.sort("statements", "mentions", "actor_id", descending=[True, True, False]).head(6)
    if loudest.is_empty():
        return ""
    lines = "".join(
        f'<tr><th scope="row" style="{_CELL};font-weight:600">{escaped(row["name"])}</th>'
        f'<td style="{_CELL}">{escaped(", ".join(fact for fact in (row["role"], row["country"]) if fact))}</td>'
        f'<td style="{_RIGHT}">{row["statements"]:,}</td><td style="{_RIGHT}">{row["mentions"]:,}</td></tr>'
        for row in loudest.iter_rows(named=True)
    )
    return (
        f'<table style="{_TABLE}"><thead><tr><th scope="col" style="{_CELL}">most quoted</th><th '
        f'scope="col" style="{_CELL}">role, country</th>'
        f'<th scope="col" style="{_RIGHT}">statements</th><th scope="col" style="{_RIGHT}">'
        f"mentions</th></tr></thead><tbody>{lines}</tbody></table>"
    )


def _statements(record: AnyRecord) -> str:
    # The surest one of each document, so that the first one does not speak for all.
    length = pl.col("content").str.len_chars()
    outer = rows(
        record,
        "statements",
        pl.col("parent_id").is_null() & pl.col("speaker").is_not_null() & length.is_between(40, 200),
    )
    surest = outer.sort("confidence", descending=True, maintain_order=True).unique(
        "doc_id", keep="first", maintain_order=True
    )
    chosen = surest.head(4)
    if chosen.is_empty():
        chosen = rows(record, "statements", pl.col("content").is_not_null()).sort(
            "confidence", descending=True, nulls_last=True, maintain_order=True
        )
        chosen = chosen.head(3)
    outlets = dict(rows(record, "documents", columns=["doc_id", "outlet"]).iter_rows())
    shown = chosen.rows(named=True)
    colours = coloured(speaker(row) for row in shown)
    return "".join(_statement(row, colours[speaker(row)], outlets.get(row["doc_id"])) for row in shown)


def _statement(row: Row, colour: str, outlet: str | None) -> str:
    facts = ", ".join(escaped(fact) for fact in (said(row), outlet or row["doc_id"]) if fact)
    told = [(part, shortened(words) if part == "content" else words) for part, words in telling(row)]
    return (
        f'<blockquote style="border-left:3px solid {colour};margin:.4em 0;padding:.1em .8em">'
        f'{as_html(told)}<br><span style="opacity:.8;font-size:.88em">{facts}</span></blockquote>'
    )


def shortened(text: str | None, length: int = 160) -> str:
    r"""A text on one line, cut with an ellipsis.

    >>> shortened("The talks\n are over.", 9)
    'The talk…'
    """
    line = " ".join((text or "").split())
    return line if len(line) <= length else line[: length - 1].rstrip() + "…"
