"""One article as HTML: what `record.show(doc_id)` gives.

Blocks are greyed by role, contents underlined in their speaker's colour (solid: direct, dashed: mixed,
dotted: indirect), source and cue of a statement lie on a veil of the same colour, and all three have the
statement's number. Actors and dates are tags; what they resolve to shows on hover, and is read out by screen
readers.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from onrecord._show.colours import ACTOR, DATE, HIDDEN, UNNAMED, as_html, coloured, escaped, hidden, veil
from onrecord._show.document import (
    DocumentRows,
    Layer,
    Mark,
    Piece,
    Row,
    actor_label,
    counted,
    date_label,
    doing,
    marks,
    noted,
    pieces,
    speaker,
    surest,
    telling,
    who,
)

__all__ = ["DocumentView", "article", "page"]

_LINE = {"direct": "solid", "mixed": "dashed", "indirect": "dotted"}
_BLOCKS = {
    "title": "font-weight:600;font-size:1.15em;margin:.5em 0",
    "caption": "opacity:.75;font-style:italic;border-left:3px solid #80808066;padding-left:.6em;margin:.4em 0",
    "body": "margin:.5em 0",
}
_GREY = "opacity:.65;font-size:.88em;margin:.15em 0"
_TEXT = "white-space:pre-wrap;overflow-wrap:anywhere;line-height:2.1;margin:0"
_FRAME = "font-family:system-ui,sans-serif;max-width:48em;text-align:left"
_NUMBER = (
    "font-size:.68em;font-weight:600;vertical-align:super;line-height:1;margin:0 .2em 0 .1em;user-select:none"
)
_TAG = "border:1px solid {colour};border-radius:.3em;padding:0 .15em;background:{veil}"


@dataclass(frozen=True, slots=True)
class DocumentView:
    """An article with what was found in it. A notebook shows it; `html` and `save` give it to others.

    Examples
    --------
    >>> import onrecord
    >>> view = onrecord.extract(["“Talks are over,” Sergey Lavrov said on 3 March 2020."]).show("0")
    >>> "Talks are over" in view.html
    True
    """

    rows: DocumentRows

    @property
    def html(self) -> str:
        """The view as a fragment of HTML, with inline styles and without scripts."""
        return article(self.rows)

    def save(self, path: str | Path) -> Path:
        """Writes the view as a page of its own, for light and for dark screens.

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
        title = self.rows.document["title"] or self.rows.document["doc_id"]
        target.write_text(page(str(title), self.html), encoding="utf-8")
        return target

    def _repr_html_(self) -> str:
        return self.html

    def __repr__(self) -> str:
        rows = self.rows
        return (
            f"DocumentView({rows.document['doc_id']!r}, {counted(len(rows.statements), 'statements')}, "
            f"{counted(len(rows.mentions), 'mentions')}, {counted(len(rows.dates), 'dates')})"
        )


def page(title: str, fragment: str) -> str:
    """A fragment as a page that loads nothing and runs nothing."""
    return (
        '<!DOCTYPE html>\n<html lang="en" style="color-scheme:light '
        'dark;background:Canvas;color:CanvasText">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width,initial-scale=1">\n'
        "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">\n"
        f'<title>{escaped(title)}</title>\n</head>\n<body style="margin:1em auto;padding:0 1em;max-width:50em">\n'
        f'<main><h1 style="{HIDDEN}">{escaped(title)}</h1>{fragment}</main>\n</body>\n</html>\n'
    )


def article(rows: DocumentRows) -> str:
    """The article and, below it, its statements in a list."""
    parts = [f'<div style="{_FRAME}">', _header(rows)]
    if rows.document["error"] is not None:
        parts.append(f"<p>Not extracted: {escaped(rows.document['error'])}.</p>")
    parts.append(_body(rows))
    parts.append(_statements(rows))
    parts.append("</div>")
    return "".join(parts)


def _header(rows: DocumentRows) -> str:
    document = rows.document
    published = (
        f"published {document['published']} ({document['published_basis']})"
        if document["published"]
        else None
    )
    facts = [document["outlet"], published, document["doc_id"]]
    line = " · ".join(escaped(fact) for fact in facts if fact)
    legend = (
        '<span style="border-bottom:2px solid">direct</span>, <span style="border-bottom:2px dashed">mixed</span>, '
        '<span style="border-bottom:2px dotted">indirect</span> content; '
        f'<span style="background:{veil(UNNAMED)};font-weight:600">source</span> and '
        f'<span style="background:{veil(UNNAMED)};font-style:italic">cue</span> in the colour '
        "and with the number of its statement, "
        '<span style="border-top:2px dotted">addressee</span>; '
        f'<span style="{_tag(ACTOR)}">actor</span>, <span style="{_tag(DATE)}">date</span>'
    )
    return (
        f'<div style="opacity:.8;font-size:.88em">{line}</div><div style="opacity:.8;font-size:.82em;'
        f'line-height:1.8;margin:.4em 0 .8em">{legend}</div>'
    )


def _tag(colour: str) -> str:
    return _TAG.format(colour=f"{colour}99", veil=f"{colour}14")


def _body(rows: DocumentRows) -> str:
    text, colours = rows.text, rows.colours
    borders = [edge for block in rows.blocks for edge in (block["start"], block["end"])]
    blocks = iter(sorted(rows.blocks, key=lambda block: block["start"]))
    block = next(blocks, None)
    parts: list[str] = []
    inside = False
    for piece in pieces(len(text), marks(rows), borders):
        while block is not None and piece.start >= block["end"]:
            if inside:
                parts.append("</div>")
            block, inside = next(blocks, None), False
        if block is not None and not inside and piece.start >= block["start"]:
            style = _BLOCKS.get(block["role"], _GREY)
            parts.append(f'<div title="{escaped(block["role"])}" style="{_TEXT};{style}">')
            inside = True
        if not inside and not text[piece.start : piece.end].strip():
            continue  # the lines between blocks
        parts.append(_piece(text[piece.start : piece.end], piece, rows, colours))
    if inside:
        parts.append("</div>")
    return "".join(parts)


def _piece(text: str, piece: Piece, rows: DocumentRows, colours: dict[str | None, str]) -> str:
    before: list[str] = []
    opened: list[str] = []
    after: list[str] = []
    for mark in piece.marks:
        first, last = mark.start == piece.start, mark.end == piece.end
        style, title, spoken = _drawn(mark, rows, colours, first=first, last=last)
        if first and mark.layer in ("content", "source"):
            colour = colours[speaker(mark.row)]
            number = (
                f'<span aria-hidden="true" style="{_NUMBER};border-bottom:2px solid {colour}">'
                f"{mark.row['statement_id']}</span>"
            )
            before.append(number + hidden(f"[{mark.layer} of statement {mark.row['statement_id']}: "))
        opened.append(f'<span title="{escaped(title)}" style="{style}">')
        if last and spoken:
            after.append(hidden(spoken))
    return (
        "".join(before) + "".join(opened) + escaped(text) + "</span>" * len(opened) + "".join(reversed(after))
    )


def _drawn(
    mark: Mark, rows: DocumentRows, colours: dict[str | None, str], *, first: bool, last: bool
) -> tuple[str, str, str]:
    """Style, words on hover, and words for screen readers where the mark ends."""
    if mark.layer == "actor":
        label = actor_label(mark.row, rows.names)
        return _edges(_tag(ACTOR), first=first, last=last), label, f" (actor: {label})"
    if mark.layer == "date":
        label = date_label(mark.row)
        return _edges(_tag(DATE), first=first, last=last), label, f" (date: {label})"
    colour = colours[speaker(mark.row)]
    number = f"{mark.layer} of statement {mark.row['statement_id']}"
    if mark.layer == "content":
        line = _LINE.get(mark.row["kind"], "solid")
        title = f"{number}: {who(mark.row)}, {doing(mark.row)}, {mark.row['kind']}"
        return f"padding-bottom:{1 + 4 * mark.line}px;border-bottom:2px {line} {colour}", title, "]"
    styles: dict[Layer, str] = {
        "source": "font-weight:600",
        "cue": "font-style:italic",
        "addressee": f"border-top:2px dotted {colour}",
    }
    ground = "" if mark.layer == "addressee" else f"background:{veil(colour)};"
    title = f"{number}: {who(mark.row)}"
    return f"{ground}{styles[mark.layer]}", title, "]" if mark.layer == "source" else f" ({number})"


def _edges(style: str, *, first: bool, last: bool) -> str:
    """A tag that goes on in the next piece has no border there."""
    if not first:
        style += ";border-left-width:0;padding-left:0;border-top-left-radius:0;border-bottom-left-radius:0"
    if not last:
        style += (
            ";border-right-width:0;padding-right:0;border-top-right-radius:0;border-bottom-right-radius:0"
        )
    return style


def _statements(rows: DocumentRows) -> str:
    if not rows.statements:
        return '<p style="opacity:.8">No statement was found.</p>'
    colours = coloured(speaker(row) for row in rows.statements)
    items = "".join(_statement(row, colours[speaker(row)]) for row in surest(rows.statements))
    return (
        '<details style="margin-top:1em"><summary style="cursor:pointer">'
        f"{counted(len(rows.statements), 'statements')}, the surest first</summary>"
        f'<ul style="list-style:none;padding:0;margin:.5em 0">{items}</ul></details>'
    )


def _statement(row: Row, colour: str) -> str:
    inset = 2.2 if row["parent_id"] is not None else 0.6
    told = telling(row)
    note = escaped(", ".join(noted(row, told)))
    return (
        f'<li style="border-left:3px solid {colour};margin:.35em 0;padding-left:{inset}em">'
        f'<span style="{_NUMBER}">{row["statement_id"]}</span> {as_html(told)} '
        f'<span style="opacity:.8;font-size:.88em">({note})</span></li>'
    )
