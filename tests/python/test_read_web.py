"""Pages, archives and feeds as browsers, crawlers and readers of feeds save them."""

from __future__ import annotations

import datetime as dt
import gzip
import time
from pathlib import Path
from xml.sax.saxutils import escape

import polars as pl
import pytest

import onrecord
from documents import packed

DAM = "The dam in the Tarn valley will hold for another winter, the engineer Ines Duarte said on Monday."
LAKE = "The lake is falling by a hand a day, the harbour master told reporters, and will be dry by May."
PAGE = f"<html><head><title>Dam will hold</title></head><body><h1>Dam will hold</h1><p>{DAM}</p><p>{LAKE}</p></body></html>"


def record(kind: str, url: str, content: bytes, media: str) -> bytes:
    head = f"WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Target-URI: {url}\r\nContent-Type: {media}\r\nContent-Length: {len(content)}\r\n\r\n"
    return head.encode() + content + b"\r\n\r\n"


def response(url: str, page: str = PAGE) -> bytes:
    content = b"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n" + page.encode()
    return record("response", url, content, "application/http; msgtype=response")


def test_a_wacz_archive(tmp_path: Path) -> None:
    crawl = gzip.compress(response("https://example.org/a")) + gzip.compress(
        response("https://example.org/b")
    )
    (tmp_path / "crawl.wacz").write_bytes(
        packed({"datapackage.json": "{}", "archive/data.warc.gz": crawl, "pages/pages.jsonl": "{}"})
    )
    frame = onrecord.read(tmp_path)
    assert frame.select("doc_id", "url", "text", "error").rows() == [
        (f"crawl.wacz#{number}", f"https://example.org/{name}", f"{DAM}\n\n{LAKE}", None)
        for number, name in enumerate("ab")
    ]
    assert onrecord.read_wacz(tmp_path / "crawl.wacz")["text"].equals(frame["text"])


def test_the_texts_of_a_wet_file(tmp_path: Path) -> None:
    info = record("warcinfo", "", b"software: x", "application/warc-fields")
    text = record("conversion", "https://example.org/a", f"Dam will hold\n{DAM}\n".encode(), "text/plain")
    (tmp_path / "crawl.warc.wet.gz").write_bytes(gzip.compress(info + text))
    frame = onrecord.read(tmp_path)
    assert frame.select("url", "text", "error").rows() == [
        ("https://example.org/a", f"Dam will hold\n{DAM}\n", None)
    ]


def test_a_web_archive_that_breaks_off_keeps_what_came_before(tmp_path: Path) -> None:
    whole = response("https://example.org/a")
    broken = whole + response("https://example.org/b")[:-80]
    for name, content in (
        ("a.warc", broken),
        ("b.warc.gz", gzip.compress(whole * 3)[:-20]),
        ("z.warc", broken),
    ):
        (tmp_path / name).write_bytes(content)
    frame = onrecord.read(tmp_path)
    read = frame.filter(pl.col("error").is_null())["doc_id"].to_list()
    assert read[0] == "a.warc#0" and "b.warc.gz#0" in read and read[-1] == "z.warc#0"
    lost = frame.filter(pl.col("error").is_not_null())["doc_id"]
    assert lost.str.split("#").list.first().to_list() == ["a.warc", "b.warc.gz", "z.warc"]
    assert "breaks off in record 1" in frame["error"][1]
    # Also where it is the one file that was asked for.
    assert onrecord.read(tmp_path / "a.warc")["error"].null_count() == 1
    assert onrecord.read_warc(tmp_path / "a.warc")["text"].to_list() == [f"{DAM}\n\n{LAKE}", None]
    with pytest.raises(OSError, match="breaks off"):
        onrecord.read(tmp_path / "a.warc", on_error="raise")


MHTML = f"""From: <Saved by Blink>
Snapshot-Content-Location: https://example.org/dam
Subject: =?utf-8?Q?Dam=20will=20hold?=
Date: Tue, 3 Mar 2020 23:30:00 -0500
MIME-Version: 1.0
Content-Type: multipart/related; type="text/html"; boundary="----edge----"


------edge----
Content-Type: text/html
Content-ID: <frame@mhtml.blink>
Content-Transfer-Encoding: quoted-printable
Content-Location: https://example.org/dam

{PAGE.replace("=", "=3D")}
------edge----
Content-Type: text/css
Content-Transfer-Encoding: quoted-printable
Content-Location: cid:css@mhtml.blink

p {{ color: red }}
------edge------
"""


@pytest.mark.parametrize("name", ["dam.mhtml", "dam.mht", "dam.txt", "dam"])
def test_a_page_saved_as_one_file(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_bytes(MHTML.replace("\n", "\r\n").encode())
    frame = onrecord.read(tmp_path)
    assert frame.select("text", "url", "saved", "error").rows() == [
        (f"{DAM}\n\n{LAKE}", "https://example.org/dam", dt.date(2020, 3, 3), None)
    ]
    # The day of saving is not one of publication.
    assert frame["published"].null_count() == 1
    assert onrecord.read_mhtml(tmp_path / name)["text"].equals(frame["text"])


RSS = f"""<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:media="http://search.yahoo.com/mrss/">
<channel><title>The Carmel Post</title><link>https://example.org</link><language>en-gb</language>
<item><title>Dam &amp; lake</title><link>https://example.org/a</link><pubDate>Tue, 03 Mar 2020 23:30:00 -0500</pubDate><dc:creator>Mona Vik</dc:creator>
<description>In short.</description><content:encoded><![CDATA[<p>{DAM}</p><p>{LAKE}</p>]]></content:encoded><media:content url="x.jpg"/></item>
<item><title>In short</title><guid>https://example.org/b</guid><description>&lt;p&gt;{DAM}&lt;/p&gt;</description><author>vik@example.org (Mona Vik)</author></item>
<item><title>Nothing</title><link>https://example.org/c</link></item></channel></rss>"""
ATOM = f"""<feed xmlns="http://www.w3.org/2005/Atom"><title>The Carmel Post</title><entry><title type="html">Dam &amp;amp; lake</title>
<link rel="self" href="https://example.org/x"/><link rel="alternate" href="https://example.org/a"/><updated>2020-03-05T08:00:00Z</updated>
<published>2020-03-03T23:30:00-05:00</published><author><name>Mona Vik</name><email>vik@example.org</email></author>
<content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>{DAM}</p><p>{LAKE}</p></div></content></entry></feed>"""


def test_feeds(tmp_path: Path) -> None:
    (tmp_path / "a.rss").write_text(RSS)
    (tmp_path / "b.xml").write_text(ATOM)
    frame = onrecord.read(tmp_path)
    story = f"{DAM}\n\n{LAKE}"
    assert frame.select("doc_id", "title", "outlet", "authors", "published", "url", "text").rows() == [
        (
            "a.rss#0",
            "Dam & lake",
            "The Carmel Post",
            ["Mona Vik"],
            dt.date(2020, 3, 3),
            "https://example.org/a",
            story,
        ),
        ("a.rss#1", "In short", "The Carmel Post", ["Mona Vik"], None, "https://example.org/b", DAM),
        ("a.rss#2", "Nothing", "The Carmel Post", None, None, "https://example.org/c", None),
        (
            "b.xml#0",
            "Dam & lake",
            "The Carmel Post",
            ["Mona Vik"],
            dt.date(2020, 3, 3),
            "https://example.org/a",
            story,
        ),
    ]
    assert "fetch the page at its url" in frame["error"][2]
    assert onrecord.read_feed(tmp_path / "b.xml")["text"].item() == story


@pytest.mark.parametrize(
    "part",
    [
        "<a ",
        "<!",
        "<!--",
        "<?",
        "<![CDATA[",
        "</",
        "</a ",
        "&",
        "&#1",
        "<script>",
        "<p>",
        "<a b='",
        '<a b="',
        "<a>",
        "<table><tr><td>",
    ],
)
def test_hostile_entries_of_feeds_are_read_in_proportion_to_their_length(tmp_path: Path, part: str) -> None:
    content = (f"<p>{DAM}</p>" + part * 100_000).replace("]]>", "")
    (tmp_path / "a.rss").write_text(
        f"<rss><channel><item><description>{escape(content)}</description></item></channel></rss>"
    )
    start = time.process_time()
    assert onrecord.read(tmp_path)["text"].item().startswith(DAM)
    assert time.process_time() - start < 10


def test_markup_in_entries_of_feeds_is_no_text(tmp_path: Path) -> None:
    entry = f'<STYLE>p {{}}</STYLE><p title="a > b" class=\'x\'>{DAM}</p><script>İ("<p>evil</p>")</script><ul><li>One &amp; two<li>Three</ul>İstanbul<br/>5 < 6'
    (tmp_path / "a.rss").write_text(
        f"<rss><channel><item><description>{escape(entry)}</description></item></channel></rss>"
    )
    assert onrecord.read(tmp_path)["text"].item() == f"{DAM}\n\nOne & two\n\nThree\n\nİstanbul\n5 < 6"
