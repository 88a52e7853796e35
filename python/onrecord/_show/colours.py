"""The colours of speakers, legible on white and on black.

Every colour has a contrast of at least three to one with white and with a dark background, as lines and
borders need it; text keeps the colour of the page around it, and lies at most on a veil of a colour.
"""

from __future__ import annotations

import html
from collections.abc import Iterable

__all__ = [
    "ACTOR",
    "DATE",
    "HIDDEN",
    "PALETTE",
    "UNNAMED",
    "as_html",
    "coloured",
    "escaped",
    "hidden",
    "veil",
]

PALETTE = (
    "#c2631e", "#b3559f", "#8672c9", "#a07d17", "#d0506a", "#2590a0", "#6f8a1f", "#c9587f",
)  # fmt: skip
"""One colour a speaker, in the order in which they first speak; then again from the start.

None is that of actors or of dates, so that a statement never looks like either.
"""

UNNAMED = "#808080"
"""Of statements whose speaker is not known."""

ACTOR = "#3b82c4"
"""The border of an actor's tag."""

DATE = "#2f9461"
"""The border of a date's tag."""

HIDDEN = (
    "position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%);white-space:nowrap;"
    "user-select:none"
)
"""Read out by a screen reader, but not seen, and not copied."""


def coloured(speakers: Iterable[str | None]) -> dict[str | None, str]:
    """A colour for each speaker, in the order given.

    >>> coloured(["lavrov", None, "lavrov"]) == {"lavrov": PALETTE[0], None: UNNAMED}
    True
    """
    colours: dict[str | None, str] = {}
    named = 0
    for speaker in speakers:
        if speaker is None:
            colours[None] = UNNAMED
        elif speaker not in colours:
            colours[speaker] = PALETTE[named % len(PALETTE)]
            named += 1
    return colours


def veil(colour: str) -> str:
    """The same colour, so thin that text on it stays legible on white and on black."""
    return f"{colour}2e"


def escaped(value: object) -> str:
    """A value as text that HTML shows and never obeys, in an element or in a quoted attribute.

    >>> escaped('<img src=x onerror="alert(1)">')
    '&lt;img src=x onerror=&quot;alert(1)&quot;&gt;'
    """
    # A NUL or another control character is no HTML, not even as a reference.
    text = "".join(
        c if c in "\n\t" or not (ord(c) < 32 or 127 <= ord(c) < 160) else "\ufffd" for c in str(value)
    )
    return html.escape(text, quote=True)


def hidden(text: str) -> str:
    """Text for screen readers alone."""
    return f'<span style="{HIDDEN}">{escaped(text)}</span>'


def as_html(told: Iterable[tuple[str, str]]) -> str:
    """A statement as a sentence: who says it in bold, the words that signal it in italics.

    >>> as_html([("who", "Turkey"), ("", ", "), ("cue", "denying"), ("", " "), ("content", "that …")])
    '<b>Turkey</b>, <i>denying</i> that …'
    """
    tags = {"who": "b", "cue": "i"}
    return "".join(
        f"<{tags[part]}>{escaped(words)}</{tags[part]}>" if part in tags else escaped(words)
        for part, words in told
    )
