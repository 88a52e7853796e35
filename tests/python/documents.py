"""Files of the formats that onrecord reads, as small as they come: written here, after what is said of each format."""

from __future__ import annotations

import io
import zipfile
from xml.sax.saxutils import escape

WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def packed(members: dict[str, str | bytes]) -> bytes:
    """A zip archive."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return out.getvalue()


def docx(paragraphs: list[str | list[list[str]]]) -> bytes:
    """A Word document; what begins with `# ` is a title, a list of lists of cells is a table."""
    body = "".join(paragraph(part) if isinstance(part, str) else table(part) for part in paragraphs)
    return packed(
        {
            "[Content_Types].xml": "<Types/>",
            "word/document.xml": f'<?xml version="1.0" encoding="UTF-8"?><w:document xmlns:w="{WORD}"><w:body>{body}</w:body></w:document>',
        }
    )


def paragraph(text: str) -> str:
    style = '<w:pPr><w:pStyle w:val="Heading1"/></w:pPr>' if text.startswith("# ") else ""
    runs = "".join(
        f'<w:r><w:t xml:space="preserve">{escape(run)}</w:t></w:r>'
        for run in text.removeprefix("# ").split("|")
    )
    return f"<w:p>{style}{runs}</w:p>"


def table(rows: list[list[str]]) -> str:
    cells = lambda row: "".join(
        f"<w:tc>{''.join(map(paragraph, cell.split(chr(10))))}</w:tc>" for cell in row
    )
    return "<w:tbl>" + "".join(f"<w:tr>{cells(row)}</w:tr>" for row in rows) + "</w:tbl>"


def odt(paragraphs: list[str]) -> bytes:
    """An OpenDocument text; its first paragraph is a heading."""
    first, *others = paragraphs
    body = f'<text:h text:outline-level="1">{escape(first)}</text:h>' + "".join(
        f"<text:p>{escape(part).replace('|', '<text:s/>')}</text:p>" for part in others
    )
    xml = (
        '<office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
        'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"><office:body><office:text>'
        f"<text:tracked-changes><text:p>deleted</text:p></text:tracked-changes>{body}</office:text></office:body></office:document-content>"
    )
    return packed({"mimetype": "application/vnd.oasis.opendocument.text", "content.xml": xml})


def epub(parts: list[str], title: str = "The Carmel Post") -> bytes:
    """An e-book with these pages."""
    items = "".join(
        f'<item id="p{n}" href="text/p{n}.xhtml" media-type="application/xhtml+xml"/>'
        for n in range(len(parts))
    )
    order = "".join(f'<itemref idref="p{n}"/>' for n in range(len(parts)))
    opf = (
        '<package xmlns="http://www.idpf.org/2007/opf" xmlns:dc="http://purl.org/dc/elements/1.1/"><metadata>'
        f"<dc:title>{title}</dc:title><dc:language>en</dc:language><dc:date>2020-02-15</dc:date></metadata>"
        f"<manifest>{items}</manifest><spine>{order}</spine></package>"
    )
    container = '<container xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><rootfiles><rootfile full-path="OEBPS/list.opf"/></rootfiles></container>'
    pages = {f"OEBPS/text/p{n}.xhtml": f"<html><body>{part}</body></html>" for n, part in enumerate(parts)}
    return packed(
        {
            "mimetype": "application/epub+zip",
            "META-INF/container.xml": container,
            "OEBPS/list.opf": opf,
            **pages,
        }
    )


def pdf(lines: list[tuple[int, str]]) -> bytes:
    """A page with these lines, each so high above its lower edge."""
    drawn = "BT /F1 12 Tf " + "".join(
        f"1 0 0 1 72 {height} Tm ({text.replace('(', chr(92) + '(').replace(')', chr(92) + ')')}) Tj "
        for height, text in lines
    )
    stream = (drawn + "ET").encode("latin-1")
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 612 792]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>>>",
        b"<</Length %d>>stream\n%s\nendstream" % (len(stream), stream),
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
    ]
    out = b"%PDF-1.4\n"
    places = []
    for number, content in enumerate(objects, start=1):
        places.append(len(out))
        out += b"%d 0 obj%s endobj\n" % (number, content)
    index = b"".join(b"%010d 00000 n \n" % place for place in places)
    return out + b"xref\n0 6\n0000000000 65535 f \n%strailer<</Root 1 0 R/Size 6>>startxref\n%d\n%%%%EOF" % (
        index,
        len(out),
    )


def rtf(paragraphs: list[str]) -> bytes:
    """An RTF file."""
    escaped = [
        "".join(
            c if ord(c) < 128 else f"\\u{ord(c)}?" for c in part.replace("\\", "\\\\").replace("{", "\\{")
        )
        for part in paragraphs
    ]
    return (
        "{\\rtf1\\ansi\\ansicpg1252{\\fonttbl{\\f0 Arial;}}\\f0 " + "\\par\n".join(escaped) + "\\par}"
    ).encode()


# --- one of each ---------------------------------------------------------------------------------


DAM = "The dam in the Tarn valley will hold for another winter, the engineer Ines Duarte said on Monday."
RESPONSE = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n<p>" + DAM.encode()
WARC = b"WARC/1.0\r\nWARC-Type: response\r\nContent-Length: %d\r\n\r\n%s\r\n\r\n" % (len(RESPONSE), RESPONSE)
NEXIS = [
    "Dam",
    "The Carmel Post",
    "March 3, 2020 Tuesday",
    "Length: 3 words",
    "Body",
    DAM,
    "Load-Date: March 4, 2020",
    "End of Document",
]
FACTIVA = [
    "Dam",
    "By Mona Vik",
    "3 words",
    "3 March 2020",
    "The Carmel Post",
    "CARM",
    "English",
    DAM,
    f"Document {'CARM' * 5}",
]
LETTER = f"From: Post <a@example.org>\nDate: Tue, 3 Mar 2020 23:30:00 -0500\nMessage-ID: <1@e.org>\nContent-Type: text/html\n\n<p>{DAM}"
FILES = {
    "a.docx": docx(list(NEXIS)),
    "b.rtf": rtf(FACTIVA),
    "c.odt": odt(["Dam", DAM]),
    "d.epub": epub([f"<p>{DAM}</p>" * 2]),
    "e.pdf": pdf([(700, DAM)]),
    "f.warc": WARC * 2,
    "g.wacz": packed({"archive/a.warc": WARC}),
    "h.eml": LETTER.encode(),
    "i.mbox": b"From a@b Tue Mar  3 23:30:00 2020\n" + LETTER.encode(),
    "j.rss": f"<rss><channel><item><title>Dam</title><pubDate>Tue, 03 Mar 2020 10:00:00 GMT</pubDate><description>{DAM}</description></item></channel></rss>".encode(),
    "k.srt": f"1\n00:00:01,000 --> 00:00:02,000\n{DAM}\n".encode(),
    "l.json": f'{{"name": "Post", "messages": [{{"id": 1, "date": "2020-03-03T10:00:00", "text": ["{DAM}"]}}]}}'.encode(),
    "m.csv": f'id,text,published\n1,"He said "no", twice",2020-01-01\n2,"{DAM}",soon\n'.encode(),
    "n.jsonl": f'{{"id": "x", "text": "{DAM}", "authors": ["a"]}}\n{{"id": "y", "text": "b", "title": null}}\n'.encode(),
    "o.html": f"<article><p class=titreArticle>Dam</p><div class=docOcurrContainer><p>{DAM}</p></div></article>".encode(),
}  # fmt: skip
