"""Pages that a program made, in which every article has its place: their elements, and the text in them.

For pages as people see them on the web, where the article has to be found, there is `read_html`.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass, field

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
_HIDDEN_END = {tag: re.compile(f"</{tag}", re.IGNORECASE) for tag in _HIDDEN}
_TAG = re.compile(r"<(/?)([A-Za-z][^\s/>]*)")
_CLASS = re.compile(r"\bclass\s*=\s*(\"([^\"]*)\"|'([^']*)'|([^\s>\"']+))", re.IGNORECASE)
#: How many marks that would close a tag may stand in its attributes.
_MOST_MARKS = 8
#: Deeper elements are put beside the ones that they stand in.
_DEEPEST = 200


def _nothing() -> list[Element | str]:
    return []


@dataclass
class Element:
    """An element with what stands in it."""

    tag: str
    classes: list[str] = field(default_factory=list[str])
    children: list[Element | str] = field(default_factory=_nothing)

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


class _Builder:
    """Elements on their way into each other; unlike the parser that comes with Python, in linear time on any page."""

    def __init__(self) -> None:
        self.root = Element("")
        self._open = [self.root]

    def build(self, page: str) -> None:
        """Reads a page from its beginning to its end."""
        at = 0
        while at < len(page):
            start = page.find("<", at)
            if start < 0:
                start = len(page)
            if start > at:
                self._open[-1].children.append(html.unescape(page[at:start]))
            at = self._after_tag(page, start)

    def _after_tag(self, page: str, start: int) -> int:
        """Takes the tag that begins here; where what is behind it begins."""
        if page.startswith("<!--", start):
            return _behind(page, "-->", start)
        found = _TAG.match(page, start)
        if found is None:
            if page.startswith(("<!", "<?"), start):
                return _behind(page, ">", start)
            self._open[-1].children.append(page[start : start + 1])
            return start + 1
        end = _end_of_tag(page, found.end())
        tag = found[2].lower()
        if found[1]:
            self._close(tag)
        else:
            self._begin(tag, page[found.end() : end - 1])
            if tag in _HIDDEN:
                ended = _HIDDEN_END[tag].search(page, end - 1)
                return ended.start() if ended else len(page)
        return end

    def _begin(self, tag: str, facts: str) -> None:
        if tag in _CLOSED_BY.get(self._open[-1].tag, ()):
            self._open.pop()
        told = _CLASS.search(facts)
        element = Element(tag, (told[2] or told[3] or told[4] or "").split() if told else [])
        self._open[-1].children.append(element)
        if tag not in _VOID and tag not in _HIDDEN and not facts.endswith("/") and len(self._open) < _DEEPEST:
            self._open.append(element)

    def _close(self, tag: str) -> None:
        for at in range(len(self._open) - 1, 0, -1):
            if self._open[at].tag == tag:
                del self._open[at:]
                return


def _behind(page: str, mark: str, start: int) -> int:
    """Where what is behind the next such mark begins: the end, if there is none."""
    found = page.find(mark, start)
    return len(page) if found < 0 else found + len(mark)


def _end_of_tag(page: str, at: int) -> int:
    """Behind the mark that closes a tag: some of them stand in its quoted attributes."""
    end = at
    for _ in range(_MOST_MARKS):
        end = _behind(page, ">", end)
        if page.count('"', at, end) % 2 == 0:
            break
    return end


def parsed(page: str) -> Element:
    """The elements of a page."""
    builder = _Builder()
    builder.build(page)
    return builder.root


def text_of(fragment: str) -> str:
    """The text of a piece of a page, its paragraphs parted by blank lines."""
    return (
        "\n\n".join(parsed(fragment).paragraphs()) if "<" in fragment or "&" in fragment else fragment.strip()
    )
