"""What a file is, by its first bytes; by the ending of its name only where those leave it open."""

from __future__ import annotations

import enum
import re

from onrecord._read.characters import decoded, is_binary, mark_of

__all__ = [
    "BEGINNING",
    "ENDINGS",
    "HEAD",
    "SUPPORTED",
    "Kind",
    "kind_of_container",
    "kind_of_head",
    "kind_of_text",
    "what_it_is",
]

#: How many bytes of a file are looked at first, and how many of a text to tell what it is a text of.
HEAD, BEGINNING = 8 << 10, 64 << 10


class Kind(enum.Enum):
    """A kind of file that onrecord reads."""

    TEXT = "text"
    HTML = "a web page"
    JSONL = "JSON"
    CSV = "CSV"
    PARQUET = "Parquet"
    WARC = "a web archive"
    WACZ = "a WACZ archive"
    MHTML = "MHTML"
    FEED = "RSS or Atom"
    MAIL = "mail"
    MBOX = "a mailbox"
    TELEGRAM = "a Telegram export"
    SUBTITLES = "subtitles"
    DOCX = "Word (.docx)"
    ODT = "OpenDocument text (.odt)"
    EPUB = "EPUB"
    PDF = "PDF"
    RTF = "RTF"
    NEXIS = "Nexis"
    FACTIVA = "Factiva"
    PROQUEST = "ProQuest"
    EUROPRESSE = "Europresse"
    GQG = "GDELT's Global Quotation Graph"
    CONTAINER = "a file of the office or e-book kind"


ENDINGS = {
    ".txt": Kind.TEXT, ".text": Kind.TEXT, ".md": Kind.TEXT,
    ".jsonl": Kind.JSONL, ".ndjson": Kind.JSONL, ".json": Kind.JSONL,
    ".csv": Kind.CSV, ".tsv": Kind.CSV,
    ".parquet": Kind.PARQUET, ".pq": Kind.PARQUET,
    ".html": Kind.HTML, ".htm": Kind.HTML, ".xhtml": Kind.HTML,
    ".warc": Kind.WARC, ".wet": Kind.WARC, ".wacz": Kind.WACZ,
    ".mhtml": Kind.MHTML, ".mht": Kind.MHTML,
    ".rss": Kind.FEED, ".atom": Kind.FEED,
    ".eml": Kind.MAIL, ".mbox": Kind.MBOX,
    ".srt": Kind.SUBTITLES, ".vtt": Kind.SUBTITLES,
    ".docx": Kind.DOCX, ".odt": Kind.ODT, ".epub": Kind.EPUB, ".pdf": Kind.PDF, ".rtf": Kind.RTF,
}  # fmt: skip

SUPPORTED = (
    "onrecord reads text (.txt, .md), web pages (.html, .mhtml), web archives (.warc, .wet, .wacz), feeds (RSS, Atom), "
    "mail (.eml, .mbox), downloads of Nexis, Factiva, ProQuest and Europresse, Telegram exports, subtitles "
    "(.srt, .vtt), documents (.docx, .odt, .epub, .rtf, .pdf), JSON lines (.jsonl, .ndjson), JSON, CSV (.csv, .tsv) "
    "and Parquet, also compressed (.gz, .zst, .br) or in a .zip archive"
)

_MAGIC = (
    (b"PAR1", Kind.PARQUET), (b"WARC/", Kind.WARC), (b"%PDF", Kind.PDF), (b"{\\rtf", Kind.RTF),
    (b"PK\x03\x04", Kind.CONTAINER),
)  # fmt: skip

#: What has no text that onrecord could read: its first bytes, what it is, what to do.
_FOREIGN = (
    (b"\xd0\xcf\x11\xe0", "an old Word, Excel or Outlook file: save it as .docx, .csv or .eml"),
    (b"\x89PNG", "a picture"), (b"\xff\xd8\xff", "a picture"), (b"GIF8", "a picture"),
    (b"RIFF", "a picture or a sound"), (b"ID3", "a sound"), (b"OggS", "a sound or a film"),
    (b"\x1aE\xdf\xa3", "a film"),
    (b"SQLite format 3", "a database: write its table as CSV or Parquet"),
    (b"ARROW1", "an Arrow file: write it as Parquet"),
    (b"7z\xbc\xaf", "a 7z archive: unpack it"), (b"Rar!", "a RAR archive: unpack it"),
    (b"BZh", "a bzip2 archive: unpack it"), (b"\xfd7zXZ", "an xz archive: unpack it"),
)  # fmt: skip

_HTML_TAGS = frozenset(
    "html head body title meta link script style base main article section div p span h1 h2 h3 h4 h5 h6 table "
    "tr td ul ol li a b i em strong br hr img figure header footer nav aside blockquote form center font noscript "
    "iframe".split()
)
#: What may stand before the first tag of a page or of XML.
_BEFORE_TAG = re.compile(
    rb"(?:\s+|<!--.*?-->|<\?.*?\?>|<!doctype\b[^>\[]*(?:\[[^\]]*\]\s*)?>)*", re.DOTALL | re.IGNORECASE
)
_TAG = re.compile(rb"<(?:[\w.-]+:)?([A-Za-z][\w.-]*)(?=[\s/>])")
_FACTIVA_XML = re.compile(
    rb"<(?:[\w.-]+:)?(?:leadParagraph|tailParagraphs|DistDoc|ReplyItem|PerformContentSearchResponse|ppsArticle)\b",
    re.IGNORECASE,
)
_FACTIVA_HTML = re.compile(rb"class=[\"']?article [a-z]{2}Article\b", re.IGNORECASE)
_EUROPRESSE = re.compile(rb"\b(?:DocPublicationName|docOcurrContainer|titreArticle)\b")
_NEXIS_HTML = re.compile(rb"\b\d+ of \d+ DOCUMENTS\b.*\b(?:LENGTH|SECTION|LOAD-DATE|BYLINE):", re.DOTALL)

_MAIL_HEADER = re.compile(rb"([A-Za-z][A-Za-z0-9-]*):(?:[ \t].*|)\r?\n(?:[ \t].*\r?\n)*")
_MBOX_LINE = re.compile(rb"From \S.*\d{4}\r?\n")
#: A mail has one of these, and no list of facts over an article has.
_OF_MAIL_ALONE = frozenset(
    (b"message-id", b"received", b"mime-version", b"return-path", b"delivered-to", b"dkim-signature")
)
_CUE = re.compile(rb"\s*(?:WEBVTT\b|\d+[ \t]*\r?\n\d{1,2}:\d\d:\d\d[,.]\d{1,3} -->)")
_TELEGRAM = re.compile(
    rb'^\s*\{\s*"(?:name|about)":.*?(?:"messages":\s*\[|"personal_information":|"chats":\s*\{)', re.DOTALL
)
_GQG = re.compile(rb'"quotes":\s*\[\s*\{\s*"(?:pre|quote|post)":')
_HAS_TEXT = re.compile(rb'"text":\s*"')
_JSON = re.compile(rb'\s*(?:\[\s*)?\{\s*"')

_NEXIS = re.compile(
    r"^[ \t]*(?:Document |Dokument )?\d+ (?:of|von|de) \d+(?: DOCUMENTS?| DOKUMENTEN?)?[ \t\r]*$",
    re.MULTILINE,
)
_NEXIS_FIELD = re.compile(r"^[ \t]*(?:LOAD-DATE|Load-Date|LENGTH|Length|SECTION|BYLINE):", re.MULTILINE)
_PROQUEST = re.compile(r"^(?:Report Information from ProQuest|ProQuest document ID: )", re.MULTILINE)
_FACTIVA = re.compile(
    r"^[ \t]*(?:Document [A-Za-z0-9]{20,30}|AN(?:\t| {2,})Document [A-Za-z0-9]{20,30})[ \t\r]*$", re.MULTILINE
)


def kind_of_head(head: bytes, ending: str) -> Kind | None:
    """What a file is whose name has this ending and that begins so; `None` for what onrecord does not read."""
    named = ENDINGS.get(ending)
    for magic, kind in _MAGIC:
        if head.startswith(magic):
            return kind
    if what_it_is(head):
        return None
    if is_binary(head):
        # It is read as what its name says, which tells in what way it is broken.
        return named
    start = decoded(head).encode() if mark_of(head) else head
    if marked_up := _kind_of_markup(start, named):
        return marked_up if marked_up is not _Markup.OTHER else None
    if named in (Kind.CSV, Kind.PARQUET, Kind.WARC):
        return named
    if _CUE.match(start):
        return Kind.SUBTITLES
    if mail := _kind_of_mail(start):
        return mail
    if _JSON.match(start):
        return (
            Kind.TELEGRAM
            if _TELEGRAM.match(start)
            else Kind.GQG
            if _GQG.search(start) and not _HAS_TEXT.search(start)
            else Kind.JSONL
        )
    return named or Kind.TEXT


class _Markup(enum.Enum):
    OTHER = enum.auto()


def _kind_of_markup(start: bytes, named: Kind | None) -> Kind | _Markup | None:
    """Web pages, and the kinds of XML that onrecord knows."""
    before = _BEFORE_TAG.match(start)
    at = before.end() if before else 0
    tag = _TAG.match(start, at)
    if tag is None:
        return _Markup.OTHER if start.lstrip().startswith(b"<?xml") and named is not Kind.HTML else None
    name = tag[1].decode().lower()
    if name in ("rss", "feed", "rdf"):
        return Kind.FEED
    if _FACTIVA_XML.search(start):
        return Kind.FACTIVA
    if name in _HTML_TAGS or b"<!doctype html" in start[:at].lower():
        # A cell of a table may be HTML too, but no page.
        is_page = name == "html" or b"<!doctype html" in start[:at].lower()
        return None if named is Kind.CSV and not is_page else Kind.HTML
    is_closed = b"</" + tag[0][1:] in start or start.lstrip().startswith((b"<?xml", b"<!DOCTYPE"))
    return _Markup.OTHER if is_closed and named is not Kind.HTML else None


def _kind_of_mail(start: bytes) -> Kind | None:
    at = 0
    if line := _MBOX_LINE.match(start):
        at = line.end()
    names: set[bytes] = set()
    while header := _MAIL_HEADER.match(start, at):
        names.add(header[1].lower())
        at = header.end()
    if line:
        return Kind.MBOX if names else None
    if not names & _OF_MAIL_ALONE or not names & {b"from", b"subject", b"date"}:
        return None
    is_page = b"snapshot-content-location" in names or b"multipart/related" in start[:at].lower()
    return Kind.MHTML if is_page and not names & {b"to", b"received"} else Kind.MAIL


def kind_of_text(kind: Kind, content: bytes) -> Kind:
    """What a text or a page is, when it has been read: a download of many articles has no first bytes of its own."""
    beginning = content[:BEGINNING]
    if kind is Kind.HTML:
        if _EUROPRESSE.search(beginning):
            return Kind.EUROPRESSE
        if _FACTIVA_HTML.search(beginning):
            return Kind.FACTIVA
        return Kind.NEXIS if _NEXIS_HTML.search(beginning) else kind
    return kind_of_words(decoded(beginning)) or kind


def kind_of_words(text: str) -> Kind | None:
    """Whose download a text is, if it is one."""
    if _PROQUEST.search(text):
        return Kind.PROQUEST
    if _FACTIVA.search(text):
        return Kind.FACTIVA
    if _NEXIS.search(text) and _NEXIS_FIELD.search(text):
        return Kind.NEXIS
    if re.search(r"^End of Document[ \t\r]*$", text, re.MULTILINE) and _NEXIS_FIELD.search(text):
        return Kind.NEXIS
    return None


def kind_of_container(names: list[str], mimetype: str) -> Kind | None:
    """What a zip archive with these members is."""
    if "word/document.xml" in names:
        return Kind.DOCX
    if mimetype == "application/epub+zip" or "META-INF/container.xml" in names:
        return Kind.EPUB
    if mimetype.startswith("application/vnd.oasis.opendocument.text"):
        return Kind.ODT
    if "datapackage.json" in names or any(name.startswith("archive/") and ".warc" in name for name in names):
        return Kind.WACZ
    return None


def what_it_is(head: bytes) -> str | None:
    """What a file is that onrecord does not read, with what to do about it."""
    if head[4:8] == b"ftyp":
        return "a film or a picture"
    return next((words for magic, words in _FOREIGN if head.startswith(magic)), None)
