"""Articles with all that stands in them, one after the other, for formats that have a file or an element an article."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import polars as pl

from onrecord._record import rows
from onrecord._review.gold import by_document

if TYPE_CHECKING:
    from onrecord._record import AnyRecord

__all__ = ["Article", "Row", "articles"]

Row = dict[str, Any]

_LAYERS = ("blocks", "sentences", "statements", "mentions", "dates")
_AT_ONCE = 500


@dataclass(frozen=True, slots=True)
class Article:
    """A document and the rows that belong to it, each layer in its order."""

    number: int
    document: Row
    blocks: list[Row]
    sentences: list[Row]
    statements: list[Row]
    mentions: list[Row]
    dates: list[Row]

    @property
    def text(self) -> str:
        """The text as it was given."""
        return self.document["text"] or ""


def articles(record: AnyRecord) -> Iterator[Article]:
    """The articles in their order, some at a time, so that no more of a stored record is in memory."""
    names = rows(record, "documents", columns=["doc_id"])["doc_id"]
    for start in range(0, len(names), _AT_ONCE):
        here = pl.col("doc_id").is_in(names.slice(start, _AT_ONCE).to_list())
        layers = {name: by_document(rows(record, name, here)) for name in _LAYERS}
        for number, document in enumerate(rows(record, "documents", here).iter_rows(named=True), start=start):
            found = {name: layer.get(document["doc_id"], []) for name, layer in layers.items()}
            yield Article(number, document, **found)
