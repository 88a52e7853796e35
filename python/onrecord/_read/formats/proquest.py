"""Downloads of ProQuest as text: many articles a file, between lines of underscores, with labelled facts."""

from __future__ import annotations

import re
from collections.abc import Iterator

from onrecord._days import day_of
from onrecord._read.articles import Article
from onrecord._read.formats.fields import code_of_language, day_within, fields_of, names_of, shortfall
from onrecord._read.formats.paragraphs import paragraphs_in
from onrecord._read.sources import Piece
from onrecord.exceptions import ReadError

__all__ = ["articles", "from_paragraphs"]

_RULE = re.compile(r"_{20,}")
_COUNTER = re.compile(r"Document (\d+) of (\d+)")
_LABEL = re.compile(r"([A-Z][A-Za-z /()]{2,30}):(?:\s+(.*))?", re.DOTALL)


def articles(piece: Piece) -> Iterator[Article]:
    """The articles of a download."""
    return from_paragraphs(paragraphs_in(piece), piece.label)


def from_paragraphs(paragraphs: list[str], label: str) -> Iterator[Article]:
    """The articles in these paragraphs, and a row with an error if there are fewer than the file says."""
    told = None
    found = 0
    part: list[str] = []
    for line in [*paragraphs, "_" * 20]:
        # A rule may stand on one line with what is below it.
        head, rule, rest = line.partition("_" * 20)
        part += [head.strip()] if head.strip() else []
        if not rule:
            continue
        if counter := next(filter(None, map(_COUNTER.match, part)), None):
            told = int(counter[2])
        if (article := _article(part)) is not None:
            found += 1
            article.name = str(found)
            yield article
        part = [rest.strip("_ ")] if rest.strip("_ ") else []
    if not found:
        raise ReadError(f"{label} is no download of ProQuest: no article in it has an id")
    if reason := shortfall(label, told, found):
        yield Article("count", error=reason)


def _article(part: list[str]) -> Article | None:
    fields = fields_of("proquest")
    values: dict[str, str] = {}
    columns: dict[str, str] = {}
    unlabelled: list[str] = []
    text: list[str] = []
    is_text = False
    for line in part:
        found = _LABEL.fullmatch(line)
        field = fields.get(found[1].lower()) if found else None
        if found is None or field is None or (is_text and field.place == "head"):
            (text if is_text else unlabelled).append(line)
            continue
        is_text = field.column == "text"
        if is_text:
            text += [found[2]] if found[2] else []
        else:
            values.setdefault(found[1].lower(), found[2] or "")
            columns.setdefault(field.column, found[2] or "")
    if "doc_id" not in columns:
        return None
    heads = [line for line in unlabelled if not _COUNTER.match(line) and not line.startswith("http")]
    place = values.get("publication info", "")
    outlet = columns.get("outlet") or place.partition(".")[0]
    return Article(
        doc_id=columns["doc_id"] or None,
        text="\n\n".join(text) or None,
        title=columns.get("title") or (heads[0] if heads else None),
        outlet=re.split(r"[;:\[(]", outlet)[0].strip(" ,") or None,
        authors=names_of(_in_order(columns["authors"])) if columns.get("authors") else None,
        published=day_of(columns.get("published", "")) or day_within(place),
        language=code_of_language(columns.get("language")),
        url=columns.get("url") or None,
        more={name: columns[name] for name in ("section", "dateline") if columns.get(name)},
    )


def _in_order(authors: str) -> str:
    """Names with the given name first: ProQuest writes "Ruiz, Ana; Dahl, Per"."""
    names = (name.strip(" .").split(", ") for name in authors.split(";"))
    return "; ".join(" ".join([*name[1:2], name[0], *name[2:]]) for name in names if name[0])
