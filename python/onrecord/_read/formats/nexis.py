"""Downloads of Nexis Uni, Lexis+ and the old LexisNexis: many articles a file, as .docx, .rtf, .txt or .html.

An article of the new kind is title, outlet, day, copyright, labelled facts, "Body", the text, "Load-Date:" and "End of
Document"; one of the old kind begins with "3 of 20 DOCUMENTS", has outlet and day before its title, labels in capital
letters, and no word that says where its text begins.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from onrecord._read.articles import Article
from onrecord._read.formats.fields import Field, code_of_language, day_within, fields_of, names_of, shortfall
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
    told = None
    found = 0
    for number, part in enumerate(_parts(lines)):
        if number == 0:
            told = next((int(line[1]) for line in map(_COVER.fullmatch, part) if line), None)
        if counter := _COUNTER.fullmatch(part[0]):
            told = int(counter[2])
        if (article := _article(part)) is not None:
            found += 1
            article.name = str(found)
            yield article
    if not found:
        raise ReadError(f"{label} is no download of Nexis: it holds no article with a day and labelled facts")
    if reason := shortfall(label, told, found):
        yield Article("count", error=reason)


def _parts(paragraphs: list[str]) -> Iterator[list[str]]:
    """The paragraphs of each article."""
    part: list[str] = []
    ends_are_told = _END in paragraphs
    for line in paragraphs:
        begins = not ends_are_told and _COUNTER.fullmatch(line) is not None
        if (line == _END or begins) and part:
            yield part
            part = []
        if line and line != _END:
            part.append(line)
    if part and not (ends_are_told and not _fact(part)):
        yield part


def _fact(part: list[str]) -> bool:
    """Whether there is a labelled fact among these paragraphs: what a cover and an empty end have not."""
    return any(
        (found := _LABEL.fullmatch(line)) and found[1].lower() in ("length", "load-date", "section")
        for line in part
    )


def _article(part: list[str]) -> Article | None:
    is_old = _COUNTER.fullmatch(part[0]) is not None
    day_at = _day_line(part)
    if day_at is None:
        return None
    article = Article(published=day_within(part[day_at]))
    if is_old:
        outlet = next((line for line in part[1:day_at] if not _RIGHTS.match(line)), None)
        head_at = day_at + 1
    else:
        outlet = part[day_at - 1] if day_at else None
        article.title = part[day_at - 2] if day_at > 1 else None
        head_at = day_at + 1
    article.outlet = outlet
    fields = fields_of("lexisnexis" if is_old else "nexis")
    body_at = _body(part, head_at, fields, is_old)
    tail_at = next((at for at in range(body_at, len(part)) if _is_tail(part[at], fields, is_old)), len(part))
    for line in [*part[head_at:body_at], *part[tail_at:]]:
        _take(article, line, fields, is_old)
    if is_old and article.title is None:
        first = next((at for at in range(head_at, body_at) if _field(part[at], fields, is_old)), body_at)
        article.title = next(
            (line for line in reversed(part[head_at:first]) if not _RIGHTS.match(line)), None
        )
    body = [line for line in part[body_at:tail_at] if not (is_old and _RIGHTS.match(line))]
    article.text = "\n\n".join(body) or None
    return article


def _day_line(part: list[str]) -> int | None:
    """Where the day of publication stands: alone, with rights or labelled facts soon behind it."""
    for at, line in enumerate(part):
        if _DAY_LINE.fullmatch(line) and day_within(line):
            behind = part[at + 1 : at + 12]
            if any(_RIGHTS.match(line) or line == "Body" or _LABEL.fullmatch(line) for line in behind):
                return at
    return None


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
