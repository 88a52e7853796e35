"""A statement in one line, with the words that report it in their place: a denial stays one."""

from __future__ import annotations

import re
from typing import Any

from onrecord._show.document import who

__all__ = ["attribution", "in_words"]

_ENDED = re.compile(r"[.,!?:;…][\"”’'»]*$")
"""A content that needs no comma before what follows it."""

Row = dict[str, Any]


def attribution(statement: Row) -> tuple[str, bool]:
    """Who says it, with the verb on the side where the text has it; and whether they stand before the content.

    >>> statement = {"speakers": ["Turkey"], "speaker": "Turkey", "source": "it", "cue": "denying",
    ...     "source_spans": None, "cue_spans": [{"start": 9, "end": 16}], "content_spans": [{"start": 17, "end": 40}]}
    >>> attribution(statement)
    ('Turkey denying', True)
    >>> attribution(statement | {"source_spans": [{"start": 12, "end": 19}], "cue": "according to"})
    ('according to Turkey', True)
    """
    cue = " ".join((statement["cue"] or "").split())
    if not cue:
        return f"{who(statement)}:", True
    at_cue, at_source, at_content = (
        statement[f"{part}_spans"][0]["start"] if statement[f"{part}_spans"] else None
        for part in ("cue", "source", "content")
    )
    is_before = at_cue is None or at_content is None or at_cue < at_content
    if at_cue is not None and at_source is not None and at_cue < at_source:
        return f"{cue} {who(statement)}", is_before
    return f"{who(statement)} {cue}", is_before


def in_words(statement: Row, length: int = 180) -> str:
    """The whole in one line, its content cut at so many characters.

    >>> in_words({"speakers": ["Turkey"], "speaker": "Turkey", "source": "it", "source_spans": None,
    ...     "cue": "denied", "cue_spans": [{"start": 4, "end": 8}],
    ...     "content": "that it rained", "content_spans": [{"start": 9, "end": 40}]})
    'Turkey denied that it rained'
    """
    words = " ".join((statement["content"] or "").split())
    content = words if len(words) <= length else f"{words[:length].rsplit(' ', 1)[0]} …"
    says, is_before = attribution(statement)
    if is_before:
        return f"{says} {content}"
    return f"{content}{'' if _ENDED.search(content) else ','} {says}"
