"""Downloads of Nexis Uni, Lexis+ and the old LexisNexis: many articles a file, as .docx, .rtf, .txt or .html.

An article of the new kind is title, outlet, day, copyright, labelled facts, "Body", the text, "Load-Date:" and "End of
Document"; one of the old kind begins with "3 of 20 DOCUMENTS", has outlet and day before its title, labels in capital
letters, and no word that says where its text begins.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from onrecord._read.articles import Article
from onrecord._read.formats.fields import (
    MONTH,
    Field,
    code_of_language,
    day_within,
    fields_of,
    names_of,
    shortfall,
)
from onrecord._read.formats.paragraphs import paragraphs_in
from onrecord._read.sources import Piece
from onrecord.exceptions import ReadError

__all__ = ["articles", "from_paragraphs"]

_END = "End of Document"
_COUNTER = re.compile(
    r"(?:Document |Dokument )?(\d+) (?:of|von|de) (\d+)(?: DOCUMENTS?| DOKUMENTEN?)?", re.IGNORECASE
)
_COVER = re.compile(r"(?:Documents?|Results?) \((\d+)\)")
_PAGE = re.compile(r"Page \d+ of \d+")
_RIGHTS = re.compile(r"(?:Copyright|©|\(c\)|All Rights Reserved)", re.IGNORECASE)
_WEEKDAY = r"(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day,? )?"
_DAY_LINE = re.compile(
    rf"{_WEEKDAY}(?:[A-Z][a-z]{{2,8}}\.? \d{{1,2}},? \d{{4}}|\d{{1,2}} [A-Z][a-z]{{2,8}}\.?,? \d{{4}})\b.{{0,60}}"
)
_MONTH_LINE = re.compile(rf"(?:{MONTH}|Spring|Summer|Autumn|Fall|Winter),? \d{{4}}")
_LABEL = re.compile(r"([A-Za-z][A-Za-z -]{2,20}):(?:\s+(.*))?", re.DOTALL)


def articles(piece: Piece) -> Iterator[Article]:
    """The articles of a download."""
    return from_paragraphs(paragraphs_in(piece), piece.label)


def from_paragraphs(paragraphs: list[str], label: str) -> Iterator[Article]:
    """The articles in these paragraphs, and a row with an error if there are fewer than the file says."""
    lines = [line.strip() for line in paragraphs if not _PAGE.fullmatch(line.strip())]
    # The word that says where the text begins may stand on a line with it.
    lines = [
        part
        for line in lines
        for part in (("BODY:", line[5:].strip()) if line.startswith("BODY: ") else (line,))
    ]
    told = next((int(found[1]) for found in map(_COVER.fullmatch, lines) if found), None)
    found = 0
    for part in _parts(lines):
        if counter := _COUNTER.fullmatch(part[0]):
            told = int(counter[2])
        found += 1
        article = _article(part)
        article.name = str(found)
        yield article
    if not found:
        raise ReadError(f"{label} is no download of Nexis: it holds no article with labelled facts")
    if reason := shortfall(label, told, found):
        yield Article("count", error=reason)


def _parts(lines: list[str]) -> Iterator[list[str]]:
    """The paragraphs of each article: up to the words that end it, or from the count that begins it."""
    ends_are_told = _END in lines
    are_counted = not ends_are_told and any(map(_COUNTER.fullmatch, lines))
    part: list[str] = []
    for line in [*lines, _END]:
        is_edge = line == _END or (are_counted and _COUNTER.fullmatch(line) is not None)
        # What stands before the first count or behind the last end is no article.
        if is_edge and part and (_COUNTER.fullmatch(part[0]) if are_counted else _has_facts(part)):
            yield part
        part = [] if is_edge else part
        if line and line != _END:
            part.append(line)


def _has_facts(part: list[str]) -> bool:
    """Whether there is a labelled fact among these paragraphs: what a cover and an empty end have not."""
    labels = (found[1].lower() for found in map(_LABEL.fullmatch, part) if found)
    return "Body" in part or not {"length", "load-date", "section"}.isdisjoint(labels)


def _article(part: list[str]) -> Article:
    is_old = _COUNTER.fullmatch(part[0]) is not None
    fields = fields_of("lexisnexis" if is_old else "nexis")
    # Where nothing says when, outlet and title stand before the rights or the first fact all the same.
    ends = [at for at, line in enumerate(part) if _ends_head(line, fields)] or [len(part)]
    day_at = _day_line(part, ends)
    outlet_end = ends[0] if day_at is None else day_at
    head_at = ends[0] if day_at is None else day_at + 1
    article = Article(published=None if day_at is None else day_within(part[day_at]))
    if is_old:
        article.outlet = next((line for line in part[1:outlet_end] if not _RIGHTS.match(line)), None)
    else:
        article.outlet = part[outlet_end - 1] if outlet_end else None
        article.title = part[outlet_end - 2] if outlet_end > 1 else None
    body_at = _body(part, head_at, fields, is_old)
    tail_at = next((at for at in range(body_at, len(part)) if _is_tail(part[at], fields, is_old)), len(part))
    for line in [*part[head_at:body_at], *part[tail_at:]]:
        _take(article, line, fields, is_old)
    if is_old and article.title is None:
        first = next((at for at in range(head_at, body_at) if _field(part[at], fields, is_old)), body_at)
        title_from = 2 if day_at is None else head_at
        titles = (line for line in reversed(part[title_from:first]) if not _RIGHTS.match(line))
        article.title = next(titles, None)
    body = [line for line in part[body_at:tail_at] if not (is_old and _RIGHTS.match(line))]
    article.text = "\n\n".join(body) or None
    return article


def _day_line(part: list[str], ends: list[int]) -> int | None:
    """Where the day or else the month of publication stands: alone, with rights or labelled facts soon behind it."""
    followed = sorted({at for end in ends for at in range(max(end - 11, 0), min(end, len(part)))})
    days = (at for at in followed if _DAY_LINE.fullmatch(part[at]) and day_within(part[at]))
    months = (at for at in followed if _MONTH_LINE.fullmatch(part[at]))
    return next(days, next(months, None))


def _ends_head(line: str, fields: dict[str, Field]) -> bool:
    """Whether a line stands behind outlet and day: rights, a labelled fact, or the word before the text."""
    label = _LABEL.fullmatch(line)
    return (
        _RIGHTS.match(line) is not None
        or line == "Body"
        or (label is not None and label[1].lower() in fields)
    )


def _field(line: str, fields: dict[str, Field], is_old: bool) -> tuple[Field, str] | None:
    """The labelled fact that a line is; old files write labels in capital letters."""
    found = _LABEL.fullmatch(line)
    if found is None or (is_old and not found[1].isupper()):
        return None
    field = fields.get(found[1].lower())
    return (field, found[2] or "") if field else None


def _is_tail(line: str, fields: dict[str, Field], is_old: bool) -> bool:
    if not is_old and line.lower() in fields:
        return fields[line.lower()].place == "tail"
    field = _field(line, fields, is_old)
    return field is not None and field[0].place != "head"


def _body(part: list[str], start: int, fields: dict[str, Field], is_old: bool) -> int:
    """Where the text begins: behind the word that says so, else behind the facts before it."""
    if not is_old and "Body" in part[start:]:
        return part.index("Body", start) + 1
    body = start
    for at in range(start, len(part)):
        field = _field(part[at], fields, is_old)
        if field and field[0].place != "tail":
            body = at + 1
            if field[0].column == "text":
                break
        elif field or (is_old and at - body > 3):
            break
    if body == start and is_old:
        # Without a fact before the text, its first paragraph is the title.
        return min(start + 1, len(part))
    return body if is_old or body > start else len(part)


def _take(article: Article, line: str, fields: dict[str, Field], is_old: bool) -> None:
    known = _field(line, fields, is_old)
    if known is None or not known[1]:
        return
    field, value = known
    match field.column:
        case "authors":
            article.authors = names_of(value)
        case "title":
            article.title = value
        case "language":
            article.language = code_of_language(value)
        case "url":
            article.url = value if value.startswith("http") else None
        case "text" | "-":
            pass
        case column:
            article.more[column] = value
