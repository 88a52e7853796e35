"""XML that a program wrote, and that may have been written to do harm."""

from __future__ import annotations

from typing import Any, cast
from xml.etree import ElementTree

from onrecord._read.sources import Piece
from onrecord.exceptions import ReadError

__all__ = ["local", "parsed_xml", "value_of"]

_STEP = 1 << 20


def parsed_xml(content: bytes, piece: Piece) -> ElementTree.Element:
    """The elements of an XML file; one that declares entities, which may be endlessly long, is refused."""
    label = piece.label
    # Whatever the encoding, the declaration of an entity stands there in these letters.
    if (
        b"<!ENTITY" in content
        or "<!ENTITY".encode("utf-16-le") in content
        or "<!ENTITY".encode("utf-16-be") in content
    ):
        raise ReadError(f"{label} declares entities, which no such file needs: it is not read")
    parser = cast(Any, ElementTree.XMLPullParser)(("start",))
    root: ElementTree.Element | None = None
    count = 0
    try:
        for at in range(0, len(content), _STEP):
            parser.feed(content[at : at + _STEP])
            for _, element in parser.read_events():
                root = element if root is None else root
                count += 1
            # One takes a hundred bytes and more in memory, and four in a file.
            if count > piece.limits.elements:
                raise ReadError(
                    f"{label} has more than {piece.limits.elements:,} elements (Limits.elements): divide it"
                )
        parser.close()
    except (ElementTree.ParseError, ValueError, LookupError) as error:
        raise ReadError(f"{label} is no well-formed XML: {error}") from error
    if root is None:
        raise ReadError(f"{label} is no well-formed XML: it is empty")
    return root


def local(element: ElementTree.Element) -> str:
    """The name of an element, without its namespace and in lower case."""
    return element.tag.rpartition("}")[2].lower() if isinstance(element.tag, str) else ""


def value_of(element: ElementTree.Element | None) -> str | None:
    """All text in an element on one line, if there is any."""
    return None if element is None else " ".join("".join(element.itertext()).split()) or None
