"""Word's and OpenDocument's own XML → paragraphs."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from xml.etree.ElementTree import Element

from onrecord._read.formats.containers import member, unpacked
from onrecord._read.formats.xml import local, parsed_xml
from onrecord._read.sources import Piece

__all__ = ["Paragraph", "docx_paragraphs", "odt_paragraphs"]

_BREAKS = {"tab": "\t", "br": "\n", "cr": "\n", "nobreakhyphen": "‑", "line-break": "\n"}
#: What is no text of a document: what was deleted, remarks, and what stands there twice for older programs.
_LEFT_OUT = frozenset(
    {"deltext", "fallback", "instrtext", "annotation", "tracked-changes", "note", "footnotereference", "del"}
)
_TITLES = frozenset({"title", "heading 1", "heading1", "heading_20_1"})


@dataclass(frozen=True)
class Paragraph:
    """A paragraph, or a row of a table with its cells parted by tabs."""

    text: str
    is_title: bool = False


def docx_paragraphs(piece: Piece) -> list[Paragraph]:
    """The paragraphs of a Word document, without those that are empty."""
    with unpacked(piece) as archive:
        root = parsed_xml(member(archive, "word/document.xml", piece), piece)
    return [paragraph for paragraph in _paragraphs(root) if paragraph.text]


def odt_paragraphs(piece: Piece) -> list[Paragraph]:
    """The paragraphs of an OpenDocument text, without those that are empty."""
    with unpacked(piece) as archive:
        root = parsed_xml(member(archive, "content.xml", piece), piece)
    body = next((element for element in root.iter() if local(element) == "body"), root)
    return [paragraph for paragraph in _paragraphs(body) if paragraph.text]


def _paragraphs(root: Element) -> Iterator[Paragraph]:
    """Paragraphs in their order; the first of each further cell stands behind a tab on the line of the row."""
    waiting: list[Element] = [root]
    while waiting:
        element = waiting.pop()
        name = local(element)
        if name in _LEFT_OUT:
            continue
        if name in ("p", "h"):
            yield Paragraph("".join(_words(element)).strip(" \n"), _is_title(element))
            # What a text box holds is anchored in a paragraph.
            waiting.extend(reversed([box for box in _kept(element) if local(box) == "txbxcontent"]))
        elif name in ("tr", "table-row"):
            yield from _row(element)
        else:
            waiting.extend(reversed(list(element)))


def _kept(element: Element) -> Iterator[Element]:
    """What stands in an element, without what is no text of the document."""
    waiting = [element]
    while waiting:
        inner = waiting.pop()
        if local(inner) not in _LEFT_OUT:
            yield inner
            waiting.extend(reversed(list(inner)))


def _row(row: Element) -> Iterator[Paragraph]:
    cells = [list(_paragraphs_in(cell)) for cell in row if local(cell) in ("tc", "table-cell")]
    first, *others = cells or [[]]
    yield from (Paragraph(text) for text in first[:-1])
    line = first[-1] if first else ""
    for cell in others:
        head, *rest = cell or [""]
        line = f"{line}\t{head}"
        for text in rest:
            yield Paragraph(line.rstrip("\t"))
            line = text
    yield Paragraph(line.rstrip("\t"))


def _paragraphs_in(cell: Element) -> Iterator[str]:
    children = [child for child in cell if local(child) not in _LEFT_OUT]
    yield from (paragraph.text for child in children for paragraph in _paragraphs(child) if paragraph.text)


def _words(paragraph: Element) -> Iterator[str]:
    """The text in a paragraph; of OpenDocument also what stands between its elements."""
    is_word = paragraph.tag.startswith("{http://schemas.openxmlformats") or paragraph.tag.startswith(
        "{http://purl.oclc.org/ooxml"
    )
    waiting: list[Element | str] = [paragraph]
    while waiting:
        element = waiting.pop()
        if isinstance(element, str):
            yield element
            continue
        name = local(element)
        if name in _LEFT_OUT or name in ("txbxcontent", "ppr"):
            continue
        if name in _BREAKS:
            yield _BREAKS[name]
        elif name == "s" and not is_word:
            yield " " * int(next((value for key, value in element.items() if key.endswith("}c")), "1"))
        inner: list[Element | str] = []
        if element.text and (not is_word or name == "t"):
            inner.append(element.text if is_word else " ".join(element.text.split("\n")))
        for child in element:
            inner.append(child)
            if child.tail and not is_word:
                inner.append(" ".join(child.tail.split("\n")))
        waiting.extend(reversed(inner))


def _is_title(paragraph: Element) -> bool:
    """Whether its style is that of a title."""
    styles = [
        value
        for element in paragraph.iter()
        if local(element) == "pstyle"
        for value in element.attrib.values()
    ]
    styles += [value for key, value in paragraph.attrib.items() if key.endswith("}style-name")]
    level = next((value for key, value in paragraph.attrib.items() if key.endswith("}outline-level")), None)
    return any(style.lower() in _TITLES for style in styles) or level == "1"
