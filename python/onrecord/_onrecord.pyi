"""The compiled core."""

import os
from collections.abc import Callable
from typing import Any, BinaryIO, Protocol, final

__all__ = [
    "FRAMES",
    "OTHER_LANGUAGE",
    "Decompressor",
    "Engine",
    "Table",
    "__version__",
    "copies",
    "data_as_of",
    "data_hashes",
    "languages",
    "parse_date",
    "places",
    "read_pages",
    "schema",
    "short_keys",
    "signatures",
]

__version__: str
FRAMES: list[str]
OTHER_LANGUAGE: str
"""Why nothing is extracted from an article in the language that takes the place of the braces."""

class _ArrowStream(Protocol):
    def __arrow_c_stream__(self, requested_schema: object | None = None) -> object: ...

@final
class Table:
    """A frame on its way to Python: anything that speaks the Arrow PyCapsule interface can take it."""

    def __arrow_c_stream__(self, requested_schema: Any = None) -> Any:
        """The frame as a capsule; the schema that the caller would like is not heeded."""

@final
class Engine:
    """Extracts documents; immutable, and safe to use from several threads."""

    def __new__(
        cls,
        *,
        gazetteer: list[dict[str, str]] = ...,
        verbs: dict[str, str] = ...,
        doubtful: bool = ...,
        model: str = ...,
        threads: int | None = None,
    ) -> Engine: ...
    def extract(
        self,
        documents: _ArrowStream,
        progress: Callable[[int], object] | None = None,
        apart: bool = False,
    ) -> dict[str, Table]:
        """The frames of these documents, by name; `progress` is told now and then how many are done.

        Where they are `apart`, who is who is told by each document alone, and none repeats another.
        """

    def join_actors(self, keys: _ArrowStream) -> dict[str, Table]:
        """Who is who among local actors of any documents, by their keys.

        `keys` has the columns of that frame that tell who it is, `type` and `gender` as numbers of their vocabularies,
        `day`, and `weight`: how many documents tell so. What comes are the frame `actors`, without how often each
        appears, and `cast`: for each key the row of its `actor` among them.
        """

def short_keys(keys: _ArrowStream) -> Table:
    """For each key, as `Engine.join_actors` takes it, 16 bytes that stand for it: the column `key`."""

def schema(name: str) -> Table:
    """An empty frame with the columns of the frame of this name."""

def data_as_of() -> dict[str, str]:
    """Until when each table knows of offices, names and events that change, by its path in the source tree."""

def data_hashes() -> dict[str, str]:
    """The SHA-256 of each table and model that is compiled in, by its path in the source tree."""

def parse_date(
    text: str, published: int | None = None
) -> tuple[str, str, str | None, int | None, int | None, str, str] | None:
    """What a text that is one time expression denotes, or None; days are counted from 1970-01-01."""

def read_pages(pages: _ArrowStream, latest: int | None = None, threads: int | None = None) -> Table:
    """The articles of pages, one row each.

    `pages` has the columns `content` (bytes), `url` and `encoding` (what is known of each, or null); `latest` is the
    last day, in days since 1970, that one can have been published on.
    """

def languages(texts: _ArrowStream) -> Table:
    """The language of each row of `texts`, where it is given or can be told.

    `texts` has the columns `text` and `language` (null where it is not given). What comes is a frame of `code` (of ISO
    639-1) and `is_other` (whether nothing is extracted from it).
    """

def signatures(texts: _ArrowStream) -> Table:
    """What is kept of each text to know its copies: the column `signature` for the column `text`."""

def copies(signatures: _ArrowStream) -> Table:
    """For each `signature` the row of the first text that it repeats, nearly: the column `duplicate_of`."""

def places(signatures: _ArrowStream) -> Table:
    """For each `signature` the places where those of its near copies are: the column `places`, of lists."""

@final
class Decompressor:
    """Decodes Zstandard, frame after frame, or Brotli."""

    def __new__(cls, source: str | os.PathLike[str] | BinaryIO, *, brotli: bool = False) -> Decompressor: ...
    def read(self, most: int) -> bytes:
        """The next bytes, at most so many; none at the end."""
