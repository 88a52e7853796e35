"""News text into data: who said what, to whom, when.

>>> import onrecord
>>> import polars as pl
>>> article = "Turkey's president will visit Moscow on Monday, his office said."
>>> record = onrecord.extract([{"text": article, "published": "2020-03-03"}])
>>> record.documents.select("doc_id", "published", "published_basis").row(0)
('0', datetime.date(2020, 3, 3), 'given')
>>> sorted(record.frames)
['actors', 'blocks', 'dates', 'documents', 'mentions', 'sentences', 'spans', 'statements']

`read` turns files into a frame of documents, `extract` turns documents into eight linked frames
(`Extraction`), and `statements`, `mentions`, `dates` and `sentences` are expressions for one text column.
`parse_date` reads one time expression by itself.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from onrecord import exceptions, schemas
from onrecord._engines.actors import actor_keys, join_actors, name_actors
from onrecord._engines.arrow import arrow_schema
from onrecord._engines.batches import extract_batches
from onrecord._engines.parts import join_parts, write_part
from onrecord._expressions import OnrecordNamespace, dates, mentions, sentences, statements
from onrecord._extract import Extractor, extract
from onrecord._gazetteer import read_gazetteer
from onrecord._interchange.batches import Batches
from onrecord._interchange.flat import write_csv
from onrecord._merge import merge
from onrecord._onrecord import __version__
from onrecord._parse_date import ParsedDate, parse_date
from onrecord._read import (
    Limits,
    read,
    read_csv,
    read_docx,
    read_epub,
    read_europresse,
    read_factiva,
    read_feed,
    read_gqg,
    read_html,
    read_jsonl,
    read_mail,
    read_mbox,
    read_mhtml,
    read_nexis,
    read_odt,
    read_parquet,
    read_pdf,
    read_proquest,
    read_rtf,
    read_subtitles,
    read_telegram,
    read_text,
    read_wacz,
    read_warc,
    scan,
)
from onrecord._read.sample import sample
from onrecord._record import Extraction, StoredExtraction
from onrecord._store import extract_to
from onrecord.exceptions import OnrecordError
from onrecord.schemas import schema

if TYPE_CHECKING:
    from types import ModuleType

    from onrecord import review

__all__ = [
    "Batches",
    "Extraction",
    "Extractor",
    "Limits",
    "OnrecordError",
    "OnrecordNamespace",
    "ParsedDate",
    "StoredExtraction",
    "__version__",
    "actor_keys",
    "arrow_schema",
    "dates",
    "exceptions",
    "extract",
    "extract_batches",
    "extract_to",
    "join_actors",
    "join_parts",
    "mentions",
    "merge",
    "name_actors",
    "parse_date",
    "read",
    "read_csv",
    "read_docx",
    "read_epub",
    "read_europresse",
    "read_factiva",
    "read_feed",
    "read_gazetteer",
    "read_gqg",
    "read_html",
    "read_jsonl",
    "read_mail",
    "read_mbox",
    "read_mhtml",
    "read_nexis",
    "read_odt",
    "read_parquet",
    "read_pdf",
    "read_proquest",
    "read_rtf",
    "read_subtitles",
    "read_telegram",
    "read_text",
    "read_wacz",
    "read_warc",
    "review",
    "sample",
    "scan",
    "schema",
    "schemas",
    "sentences",
    "statements",
    "write_csv",
    "write_part",
]


def __getattr__(name: str) -> ModuleType:
    """`onrecord.review`, which costs nothing until it is used."""
    if name == "review":
        from importlib import import_module

        return import_module("onrecord.review")
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
