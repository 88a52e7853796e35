"""spaCy: an article as a `Doc` with what was found in it, and all of them as a `DocBin`.

`doc.spans` has the groups `content`, `source`, `cue`, `addressee`, `mentions` and `dates`; a span's `id_`
names its row ("statement:3"), and `span._.onrecord` is that row. `doc._.onrecord` has the rows by frame, with
days as text, so that a `DocBin` keeps them. A span covers all tokens that the range touches; the rows have
the exact offsets.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import polars as pl

from onrecord._extras import require
from onrecord._record import rows
from onrecord._review.gold import ROLES
from onrecord._show.document import document_rows

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc, DocBin, Span

    from onrecord._record import AnyRecord

__all__ = ["to_docbin", "to_spacy"]

_FRAMES = {"statement": "statements", "mention": "mentions", "date": "dates"}


def to_spacy(record: AnyRecord, doc_id: str, nlp: Language) -> Doc:
    """One article as a `Doc` of this pipeline's tokenizer."""
    require("spacy", "spacy")
    _extend()
    article = document_rows(record, doc_id)
    doc = nlp.make_doc(article.text)
    mentions = rows(record, "mentions", pl.col("doc_id") == doc_id).rows(named=True)
    doc._.onrecord = {
        "doc_id": doc_id,
        **{name: [_plain(row) for row in found] for name, found in
           (("statements", article.statements), ("mentions", mentions), ("dates", article.dates))},
    }  # fmt: skip
    groups: dict[str, list[Span]] = {name: [] for name in (*ROLES, "mentions", "dates")}
    for row in article.statements:
        for role in ROLES:
            for span in row[f"{role}_spans"] or ():
                _put(
                    doc,
                    groups[role],
                    span,
                    str(row["act"]) if role == "content" else role,
                    f"statement:{row['statement_id']}",
                )
    for row in mentions:
        _put(doc, groups["mentions"], row, row["type"], f"mention:{row['mention_id']}", row["actor_id"] or "")
    for row in article.dates:
        _put(doc, groups["dates"], row, row["type"], f"date:{row['date_id']}", row["value"] or "")
    for name, spans in groups.items():
        doc.spans[name] = spans
    return doc


def to_docbin(record: AnyRecord, nlp: Language) -> DocBin:
    """All articles that were extracted, with their rows as user data."""
    require("spacy", "spacy")
    from spacy.tokens import DocBin

    names = rows(record, "documents", pl.col("error").is_null(), columns=["doc_id"])["doc_id"]
    return DocBin(docs=[to_spacy(record, name, nlp) for name in names], store_user_data=True)


def _put(doc: Doc, group: list[Span], place: dict[str, Any], label: str, name: str, known: str = "") -> None:
    span = doc.char_span(
        place["start"], place["end"], label=label, kb_id=known, span_id=name, alignment_mode="expand"
    )
    if span is not None:
        group.append(span)


def _extend() -> None:
    from spacy.tokens import Doc, Span

    if not Doc.has_extension("onrecord"):
        Doc.set_extension("onrecord", default=None)
    if not Span.has_extension("onrecord"):
        Span.set_extension("onrecord", getter=_row)


def _row(span: Span) -> dict[str, Any] | None:
    kind, _, number = span.id_.partition(":")
    found: dict[str, list[dict[str, Any]]] = span.doc._.onrecord or {}
    rows = found.get(_FRAMES.get(kind, ""), ())
    return next((row for row in rows if str(row[f"{kind}_id"]) == number), None) if kind in _FRAMES else None


def _plain(row: dict[str, Any]) -> dict[str, Any]:
    return {
        key: value if value is None or isinstance(value, (str, int, float, list)) else str(value)
        for key, value in row.items()
    }
