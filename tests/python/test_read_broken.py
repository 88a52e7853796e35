"""Files that were cut, mixed up or overwritten here and there: each is a row of its own, and the rest is read."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

import onrecord
from documents import docx, epub, odt, packed, pdf, rtf

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
BYTES = [
    b"\0",
    b'"',
    b"<",
    b"\n\n",
    b"[[[",
    b"{",
    b"&amp;",
    b"\xff",
    b"null",
    b"99999999999999999999",
    b"<p>",
    b"Document ",
]


def spoiled(content: bytes, chance: random.Random) -> bytes:
    """A file of which some bytes were lost, doubled or overwritten."""
    data = bytearray(content)
    for _ in range(chance.choice([1, 3, 20])):
        at = chance.randrange(len(data)) if data else 0
        match chance.randrange(5):
            case 0:
                data[at : at + 1] = bytes([chance.randrange(256)])
            case 1:
                del data[at : at + chance.randrange(1, 60)]
            case 2:
                data[at:at] = data[chance.randrange(len(data) + 1) :][:80]
            case 3:
                data[at:at] = chance.choice(BYTES)
            case _:
                del data[max(at, 8) :]
    return bytes(data)


@pytest.mark.parametrize("seed", range(12))
def test_no_file_ends_the_reading_of_others(tmp_path: Path, seed: int) -> None:
    chance = random.Random(seed)
    for name, content in FILES.items():
        (tmp_path / name).write_bytes(spoiled(content, chance))
    (tmp_path / "z.txt").write_text(DAM)
    frame = onrecord.read(tmp_path)
    assert frame["text"][-1] == DAM
    for text, error in frame.select("text", "error").rows():
        assert text is not None or error is not None


def test_as_they_are_they_all_give_their_article(tmp_path: Path) -> None:
    for name, content in FILES.items():
        (tmp_path / name).write_bytes(content)
    frame = onrecord.read(tmp_path)
    for name in FILES:
        texts = frame.filter(frame["path"].str.ends_with(name))["text"]
        assert any(DAM in (text or "") for text in texts), name
