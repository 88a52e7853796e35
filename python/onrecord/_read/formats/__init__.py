"""Files that are no tables, one module a format: each turns a file into `Article`s and knows of no other's files.

`markup`, `xml`, `containers` and `lines` are what several of them need; `fields` holds the labels under which press
archives put their facts.
"""

from __future__ import annotations

from onrecord._read.articles import ArticleReader
from onrecord._read.formats import (
    docx,
    epub,
    europresse,
    factiva,
    feed,
    gqg,
    mail,
    mhtml,
    nexis,
    odt,
    pdf,
    proquest,
    rtf,
    subtitles,
    telegram,
    wacz,
    warc,
)
from onrecord._read.kinds import Kind

__all__ = ["FORMATS"]

FORMATS: dict[Kind, ArticleReader] = {
    Kind.WARC: warc.articles,
    Kind.WACZ: wacz.articles,
    Kind.MHTML: mhtml.articles,
    Kind.FEED: feed.articles,
    Kind.MAIL: mail.letter,
    Kind.MBOX: mail.mailbox,
    Kind.TELEGRAM: telegram.articles,
    Kind.SUBTITLES: subtitles.articles,
    Kind.DOCX: docx.articles,
    Kind.ODT: odt.articles,
    Kind.EPUB: epub.articles,
    Kind.PDF: pdf.articles,
    Kind.RTF: rtf.articles,
    Kind.NEXIS: nexis.articles,
    Kind.FACTIVA: factiva.articles,
    Kind.PROQUEST: proquest.articles,
    Kind.EUROPRESSE: europresse.articles,
    Kind.GQG: gqg.articles,
}
"""How each kind of file is read."""
