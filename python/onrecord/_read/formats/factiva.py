"""Downloads of Factiva: many articles a file, as .html, .docx, .rtf or .xml.

With indexing, every fact stands behind its code of two letters (HD the headline, LP and TD the text); without, an
article is headline, author, words, day, outlet, code, language, copyright and text. Both end with "Document" and the
accession number, which is the article's id.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from xml.etree.ElementTree import Element as XmlElement

from onrecord._days import day_of
from onrecord._read.articles import Article
from onrecord._read.formats.fields import code_of_language, day_within, fields_of, names_of
from onrecord._read.formats.markup import Element
from onrecord._read.formats.paragraphs import content_of, page_in, paragraphs_in
from onrecord._read.formats.xml import local, parsed_xml, value_of
from onrecord._read.kinds import HEAD, Kind, kind_of_head
from onrecord._read.sources import Piece
from onrecord.exceptions import ReadError

__all__ = ["articles", "from_paragraphs"]

_END = re.compile(r"(?:AN\s+)?Document ([A-Za-z0-9]{20,30})")
_CODE = re.compile(r"([A-Z]{2,3}) ?(?:\t+| {2,}|$)(.*)", re.DOTALL)
_WORDS = re.compile(r"[\d,.]+ words")
_TIME = re.compile(r"\d{1,2}:\d{2}(?: ?[AP]M)?(?: GMT)?")
_RIGHTS = re.compile(r"(?:Copyright|©|\(c\)|Image:)", re.IGNORECASE)
_HEADLINE = re.compile(r"[a-z]{2}Headline")
_XML_ARTICLES = frozenset({"article", "ppsarticle", "distdoc", "replyitem"})


def articles(piece: Piece) -> Iterator[Article]:
    """The articles of a download."""
    content = content_of(piece)
    if kind_of_head(content[:HEAD], "") is Kind.FACTIVA:
        return _from_xml(parsed_xml(content, piece), piece.label)
    page = page_in(piece)
    return from_paragraphs(paragraphs_in(piece) if page is None else _lines(page), piece.label)


def _lines(page: Element) -> list[str]:
    """The paragraphs of a page, with headline and author, which have elements of their own, behind their codes."""
    for element in page.all():
        is_headline = any(map(_HEADLINE.fullmatch, element.classes))
        if is_headline or "author" in element.classes:
            told = f"{'HD' if is_headline else 'BY'}\t{element.words()}"
            element.tag, element.children = "pre", [told]
    return page.paragraphs()


def from_paragraphs(paragraphs: list[str], label: str) -> Iterator[Article]:
    """The articles in these paragraphs."""
    part: list[str] = []
    found = 0
    for line in paragraphs:
        if end := _END.fullmatch(line.strip()):
            found += 1
            article = _article(part)
            article.name, article.doc_id = str(found), end[1]
            yield article
            part = []
        elif line.strip():
            part.append(line.strip(" "))
    if not found:
        raise ReadError(
            f"{label} is no download of Factiva: no line in it is 'Document' and an accession number"
        )


def _article(part: list[str]) -> Article:
    codes = fields_of("factiva")
    rows = [
        (found[1], found[2])
        if (found := _CODE.fullmatch(line)) and found[1].lower() in codes
        else (None, line)
        for line in part
    ]
    told = {code for code, _ in rows}
    return _indexed(rows) if told & {"LP", "TD", "SN", "PD"} else _plain(rows)


def _indexed(rows: list[tuple[str | None, str]]) -> Article:
    """An article of facts behind codes; what stands behind no code belongs to the one before."""
    codes = fields_of("factiva")
    values: dict[str, list[str]] = {}
    column = "-"
    for code, value in rows:
        if code is not None:
            column = codes[code.lower()].column
        if value.strip():
            values.setdefault(column, []).append(value.strip())
    first = {name: " ".join(lines) for name, lines in values.items()}
    return Article(
        text="\n\n".join(values.get("text", [])) or None,
        title=first.get("title"),
        outlet=first.get("outlet"),
        authors=names_of(first["authors"]) if "authors" in first else None,
        published=day_within(first.get("published", "")),
        language=code_of_language(first.get("language")),
        more={name: first[name] for name in ("section", "length") if name in first},
    )


def _plain(rows: list[tuple[str | None, str]]) -> Article:
    """An article whose facts are told by their order."""
    lines = [line for _, line in rows]
    title_at = next((at for at, (code, _) in enumerate(rows) if code == "HD"), None)
    words_at = next((at for at, line in enumerate(lines) if _WORDS.fullmatch(line)), None)
    if words_at is None:
        return Article(title=lines[0] if lines else None, text="\n\n".join(lines[1:]) or None)
    article = Article(more={"length": lines[words_at]})
    if title_at is None:
        title_at = 1 if words_at > 2 or (words_at == 2 and not _is_byline(lines[1])) else 0
    if title_at < words_at:
        article.title = lines[title_at]
        article.more |= {"section": lines[title_at - 1]} if title_at else {}
        byline = next(
            (line for code, line in rows if code == "BY"),
            lines[title_at + 1] if title_at + 1 < words_at else "",
        )
        article.authors = names_of(byline)
    facts = lines[words_at + 1 :]
    day_at = next((at for at, line in enumerate(facts[:4]) if day_within(line)), None)
    body_at = 0
    if day_at is not None:
        article.published = day_within(facts[day_at])
        behind = [
            at for at in range(day_at + 1, min(day_at + 4, len(facts))) if not _TIME.fullmatch(facts[at])
        ]
        article.outlet = facts[behind[0]] if behind else None
        body_at = behind[0] + 1 if behind else day_at + 1
    for at in range(body_at, min(body_at + 8, len(facts))):
        if code_of_language(facts[at]) and len(facts[at].split()) == 1 and len(facts[at]) > 2:
            article.language = code_of_language(facts[at])
            body_at = at + 1
        elif _RIGHTS.match(facts[at]):
            body_at = at + 1
    article.text = "\n\n".join(facts[body_at:]) or None
    return article


def _is_byline(line: str) -> bool:
    return line.lower().startswith("by ") or (
        len(line.split()) <= 6 and all(word[:1].isupper() for word in line.split() if word.isalpha())
    )


def _from_xml(root: XmlElement, label: str) -> Iterator[Article]:
    """The articles of an XML file, of the search or of the feed."""
    found = 0
    for element in root.iter():
        if local(element) not in _XML_ARTICLES or any(
            local(inner) in _XML_ARTICLES for inner in element.iter() if inner is not element
        ):
            continue
        found += 1
        yield _xml_article(element, str(found))
    if not found:
        raise ReadError(f"{label} is no download of Factiva: it holds no article")


def _xml_article(element: XmlElement, name: str) -> Article:
    parts: dict[str, XmlElement] = {}
    for inner in element.iter():
        parts.setdefault(local(inner), inner)

    def told(*names: str) -> str | None:
        """The first of these elements that says something, as its text or as its value."""
        values = (parts[name].get("value") or value_of(parts[name]) for name in names if name in parts)
        return next((value for value in values if value), None)

    texts = [
        parts[name] for name in ("leadparagraph", "leadparas", "tailparagraphs", "tailparas") if name in parts
    ]
    paragraphs = [
        value_of(inner) for text in texts for inner in text.iter() if local(inner) in ("paragraph", "para")
    ]
    accession = told("accessionno", "reference")
    day = told("publicationdate", "date")
    byline = told("byline")
    return Article(
        name,
        doc_id=re.split("[:/]", accession)[-1] if accession else None,
        text="\n\n".join(filter(None, paragraphs)) or None,
        title=told("headline", "title"),
        outlet=told("sourcename", "srcname"),
        authors=names_of(byline) if byline else None,
        published=day_of(day.split(" ")[0]) if day else None,
        language=code_of_language(told("baselanguage", "baselang")),
        more={
            column: value
            for column, value in (("section", told("sectionname")), ("length", told("wordcount", "num")))
            if value
        },
    )
