"""Pages that a program made, in which every article has its place: their elements, and the text in them.

For pages as people see them on the web, where the article has to be found, there is `read_html`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser

__all__ = ["Element", "parsed", "text_of"]

_VOID = frozenset("area base br col embed hr img input link meta param source track wbr".split())
_BLOCKS = frozenset(
    "address article aside blockquote body caption center dd div dl dt fieldset figure footer form h1 h2 h3 h4 h5 h6 "
    "head header hr html li main nav ol p pre section table tbody tfoot thead title tr ul".split()
)
_CELLS = frozenset({"td", "th"})
_HIDDEN = frozenset({"script", "style", "template"})
#: What ends when another of its kind, or what it stands in, begins.
_CLOSED_BY = {
    "p": _BLOCKS, "li": frozenset({"li"}), "td": frozenset({"td", "th", "tr"}), "th": frozenset({"td", "th", "tr"}),
    "tr": frozenset({"tr"}), "dt": frozenset({"dt", "dd"}), "dd": frozenset({"dt", "dd"}),
}  # fmt: skip
#: Deeper elements are put beside the ones that they stand in.
_DEEPEST = 200


def _nothing() -> list[Element | str]:
    return []


@dataclass
class Element:
    """An element with what stands in it."""

    tag: str
    attributes: dict[str, str] = field(default_factory=dict[str, str])
    children: list[Element | str] = field(default_factory=_nothing)

    @property
    def classes(self) -> list[str]:
        """The names of its classes."""
        return self.attributes.get("class", "").split()

    def all(self, tag: str | None = None, name: str | None = None) -> Iterator[Element]:
        """The elements in it with this tag, and a class of this name, in their order."""
        for child in self.children:
            if isinstance(child, Element):
                if (tag is None or child.tag == tag) and (name is None or name in child.classes):
                    yield child
                yield from child.all(tag, name)

    def first(self, tag: str | None = None, name: str | None = None) -> Element | None:
        """The first such element."""
        return next(self.all(tag, name), None)

    def words(self) -> str:
        """Its text on one line."""
        return " ".join(" ".join(self.paragraphs()).split())

    def paragraphs(self) -> list[str]:
        """Its text, block by block; cells of a row are parted by tabs."""
        parts: list[str] = []
        self._write(parts)
        lines = "".join(parts).split("\0")
        tidy = (
            re.sub(r" *\n *", "\n", re.sub(r"[ \r\f\v\u00a0]+", " ", line)).strip(" \n") for line in lines
        )
        return [
            line.strip("\t\n ") if not line.strip() else line.rstrip("\t") for line in tidy if line.strip()
        ]

    def _write(self, parts: list[str]) -> None:
        if self.tag in _HIDDEN:
            return
        if self.tag == "br":
            parts.append("\n")
        edge = "\0" if self.tag in _BLOCKS else ""
        parts.append(edge)
        for child in self.children:
            if isinstance(child, str):
                parts.append(
                    child.replace("\0", " ") if self.tag == "pre" else re.sub(r"[\0\s]+", " ", child)
                )
            else:
                child._write(parts)
        if self.tag in _CELLS:
            edge = "\t"
            # Blocks in a cell are paragraphs of it.
            while parts and parts[-1] == "\0":
                parts.pop()
        parts.append(edge)


class _Builder(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.root = Element("")
        self._open = [self.root]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _CLOSED_BY.get(self._open[-1].tag, ()):
            self._open.pop()
        element = Element(tag, {name: value or "" for name, value in attrs})
        self._open[-1].children.append(element)
        if tag not in _VOID and len(self._open) < _DEEPEST:
            self._open.append(element)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag not in _VOID:
            self.handle_endtag(tag)

    def handle_endtag(self, tag: str) -> None:
        for at in range(len(self._open) - 1, 0, -1):
            if self._open[at].tag == tag:
                del self._open[at:]
                return

    def handle_data(self, data: str) -> None:
        self._open[-1].children.append(data)


def parsed(page: str) -> Element:
    """The elements of a page."""
    builder = _Builder()
    builder.feed(page)
    builder.close()
    return builder.root


def text_of(fragment: str) -> str:
    """The text of a piece of a page, its paragraphs parted by blank lines."""
    return (
        "\n\n".join(parsed(fragment).paragraphs()) if "<" in fragment or "&" in fragment else fragment.strip()
    )
