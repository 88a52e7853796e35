"""One article for a colour terminal, drawn by `rich`: what `onrecord show` prints where the package is installed.

The colours are those of the view for notebooks. Contents are underlined between ⟦ and ⟧ with their number, so
that split and nested ones stay apart; boilerplate is dim. Control characters of the article never reach the
terminal.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from onrecord._show.colours import ACTOR, DATE, coloured
from onrecord._show.document import (
    DocumentRows,
    Mark,
    Row,
    date_label,
    document_rows,
    marks,
    noted,
    pieces,
    speaker,
    surest,
    telling,
)
from onrecord._show.plain import safe

if TYPE_CHECKING:
    from rich.console import Console
    from rich.style import Style
    from rich.text import Text

    from onrecord._record import AnyRecord

__all__ = ["print_article"]

_SPOKEN = ("title", "caption", "body")


def print_article(record: AnyRecord, doc_id: str, console: Console) -> None:
    """Prints the article with its marks, and each statement on a line."""
    from rich.rule import Rule

    rows = document_rows(record, doc_id)
    document = rows.document
    facts = [
        document["doc_id"],
        document["outlet"],
        document["published"] and f"{document['published']} ({document['published_basis']})",
    ]
    console.print(Rule(_plain(" · ".join(str(fact) for fact in facts if fact)), align="left"))
    if document["error"] is not None:
        console.print(_plain(document["error"]))
        return
    console.print(_text(rows))
    if rows.statements:
        console.print(_lines(rows.statements))


def _plain(text: object) -> Text:
    from rich.text import Text

    return Text(safe(str(text)))


def _text(rows: DocumentRows) -> Text:
    from rich.style import Style
    from rich.text import Text

    drawn = Text()
    dim = [(block["start"], block["end"]) for block in rows.blocks if block["role"] not in _SPOKEN]
    titles = [(block["start"], block["end"]) for block in rows.blocks if block["role"] == "title"]
    borders = [edge for block in rows.blocks for edge in (block["start"], block["end"])]
    colours = rows.colours
    for piece in pieces(len(rows.text), marks(rows), borders):
        style = Style(dim=_within(piece.start, dim) or None, bold=_within(piece.start, titles) or None)
        contents = [mark for mark in piece.marks if mark.layer == "content"]
        for mark in contents:
            if mark.start == piece.start:
                drawn.append(
                    f"⟦{mark.row['statement_id']} ", Style(color=colours[speaker(mark.row)], dim=True)
                )
        for mark in piece.marks:
            style += _style(mark, colours)
        drawn.append(safe(rows.text[piece.start : piece.end]), style)
        for mark in piece.marks:
            if mark.layer == "date" and mark.end == piece.end:
                drawn.append(
                    f"‹{safe(date_label(mark.row).partition(' (')[0])}›", Style(color=DATE, dim=True)
                )
        for mark in reversed(contents):
            if mark.end == piece.end:
                drawn.append("⟧", Style(color=colours[speaker(mark.row)], dim=True))
    return drawn


def _within(offset: int, places: list[tuple[int, int]]) -> bool:
    """Whether an offset lies in one of the places; those before it are dropped, as offsets only grow."""
    while places and places[0][1] <= offset:
        places.pop(0)
    return bool(places) and places[0][0] <= offset


def _style(mark: Mark, colours: dict[str | None, str]) -> Style:
    from rich.style import Style

    if mark.layer == "actor":
        return Style(color=ACTOR)
    if mark.layer == "date":
        return Style(color=DATE)
    colour = colours[speaker(mark.row)]
    if mark.layer == "content":
        return Style(color=colour, underline=True)
    return Style(color=colour, bold=mark.layer == "source", italic=mark.layer == "cue")


def _lines(statements: list[Row]) -> Text:
    """Each statement on a line, the surest first: its number, the sentence, and what is known of it."""
    from rich.style import Style
    from rich.text import Text

    drawn = Text()
    colours = coloured(speaker(row) for row in statements)
    for row in surest(statements):
        told = telling(row)
        styles = {"who": Style(color=colours[speaker(row)], bold=True), "cue": Style(italic=True)}
        drawn.append(f"⟦{row['statement_id']}⟧ ", Style(color=colours[speaker(row)], dim=True))
        for part, words in told:
            drawn.append(safe(words), styles.get(part))
        drawn.append(safe(f" ({', '.join(noted(row, told))})\n"), Style(dim=True))
    return drawn
