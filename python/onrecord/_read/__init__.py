"""Files → documents, one row an article.

`read` gives one frame, `scan` gives it batch by batch. Which files there are is found in `sources`; `kinds` tells what
each is, by its first bytes; they are opened and decompressed within bounds by `streams`. `readers` reads tables,
`formats` everything else that is no plain text, a module a format; `tables` and `articles` give all of them the columns
of `onrecord.schemas.READ`, and other columns behind them. Texts are kept as they are: no white space is touched, no
line break changed, but where a format has paragraphs of its own.
"""

from __future__ import annotations

from onrecord._read.archives import read_europresse, read_factiva, read_gqg, read_nexis, read_proquest
from onrecord._read.batches import read, scan
from onrecord._read.characters import decoded
from onrecord._read.limits import Limits
from onrecord._read.messages import read_mail, read_mbox, read_subtitles, read_telegram
from onrecord._read.pages import read_html
from onrecord._read.tabular import read_csv, read_jsonl, read_parquet
from onrecord._read.web import read_feed, read_mhtml, read_wacz, read_warc
from onrecord._read.written import read_docx, read_epub, read_odt, read_pdf, read_rtf, read_text

__all__ = [
    "Limits",
    "decoded",
    "read",
    "read_csv",
    "read_docx",
    "read_epub",
    "read_europresse",
    "read_factiva",
    "read_feed",
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
    "scan",
]
