"""Saved pages and web archives become articles."""

from __future__ import annotations

import datetime as dt
import gzip
import json
from pathlib import Path

import polars as pl
import pytest

import onrecord

SENTENCE = (
    "The envoy left Ankara on Monday after two days of talks, the foreign ministry said in a statement."
)
PAGE = f"""<!doctype html><html lang="en-GB"><head>
<title>Envoy leaves Ankara - Example News</title><meta property="og:site_name" content="Example News">
<script type="application/ld+json">{{"@type": "NewsArticle", "headline": "Envoy leaves Ankara",
 "datePublished": "2020-03-02T23:10:00+03:00", "dateModified": "2020-03-05", "author": [{{"name": "Ana Ruiz"}}]}}</script>
<style>p {{ color: red }}</style></head>
<body><nav><a href="/">Home</a> <a href="/world">World</a></nav>
<h1>Envoy leaves Ankara</h1><p class="byline">By Ana Ruiz</p>
<div class="article-body"><p>{SENTENCE}</p><p>He will be back, he said.<br>He did not say when.</p>
<aside class="related"><a href="/a">Ten best beaches</a></aside>
<figure><img src="x"><figcaption>The envoy at the airport (AFP)</figcaption></figure>
<p>“We start with peace,” said the minister.</p><noscript>Turn scripts on</noscript></div>
<div id="comments"><p>This is a lie, I say, and everybody knows that it is one.</p></div>
<footer>© 2021 Example News. All rights reserved.</footer></body></html>"""
TEXT = f"{SENTENCE}\n\nHe will be back, he said.\nHe did not say when.\n\n“We start with peace,” said the minister."


def test_a_page_gives_its_article_and_what_it_says_of_it() -> None:
    frame = onrecord.read_html([PAGE, PAGE.encode()], urls=["https://example.org/a", None])
    assert frame.schema == onrecord.schemas.READ
    assert frame.drop("doc_id", "url", "blocks").unique().rows() == [
        (
            TEXT,
            "Envoy leaves Ankara",
            "Example News",
            ["Ana Ruiz"],
            dt.date(2020, 3, 2),
            "metadata",
            "en",
            None,
            None,
            None,
        )
    ]
    assert frame["url"].to_list() == ["https://example.org/a", None]


def test_what_is_extracted_lies_in_the_derived_text() -> None:
    record = onrecord.extract(onrecord.read_html([PAGE]))
    [text] = record.documents["text"]
    for row in record.mentions.iter_rows(named=True):
        assert text[row["start"] : row["end"]] == row["text"]
    assert "the minister" in record.statements["source"].to_list()


@pytest.mark.parametrize(
    ("head", "url", "day", "basis"),
    [
        ('<meta name="date" content="2020-02-17">', None, "2020-02-17", "metadata"),
        ('<meta itemprop="datePublished" content="Mon, 17 Feb 2020 09:10:00 GMT">', None, "2020-02-17", "metadata"),
        ('<meta property="article:published_time" content="2020-02-18T00:10:00Z">', "https://e.org/2020/02/17/a", "2020-02-17", "metadata"),
        ('<meta property="article:modified_time" content="2020-02-19">', "https://e.org/2020/feb/17/a", "2020-02-17", "url"),
        ('<meta property="article:modified_time" content="2020-02-19">', None, "2020-02-19", "updated"),
        ('<meta property="article:published_time" content="2999-01-01">', None, None, "none"),
        ("", None, None, "none"),
    ],
)  # fmt: skip
def test_the_day_of_publication(head: str, url: str | None, day: str | None, basis: str) -> None:
    page = f"<head>{head}</head><h1>Envoy leaves</h1><p>{SENTENCE}</p><footer>Updated 3 May 2021</footer>"
    frame = onrecord.read_html([page], urls=[url])
    assert (frame["published"].cast(pl.String).item(), frame["published_basis"].item()) == (day, basis)


def test_a_day_in_the_head_of_the_article_counts_and_one_in_a_footer_does_not() -> None:
    page = f"<h1>Envoy leaves</h1><p>Updated: 3 March 2020</p><p>Published: 2 March 2020</p><p>{SENTENCE}</p><footer>1 May 2021</footer>"
    assert onrecord.read_html([page])["published"].item() == dt.date(2020, 3, 2)


@pytest.mark.parametrize(
    ("before", "behind", "given", "url", "saved"),
    [
        ("", "", "https://web.archive.org/web/20200315101112/https://e.org/a", "https://e.org/a", dt.date(2020, 3, 15)),
        ("", "<!-- FILE ARCHIVED ON 10:11:12 Mar 15, 2020 AND -->", None, None, dt.date(2020, 3, 15)),
        ("<!-- Page saved with SingleFile\n url: https://e.org/a\n saved date: Sun Mar 15 2020 10:11:12 -->", "", None, "https://e.org/a", dt.date(2020, 3, 15)),
        ("<!-- saved from url=(0015)https://e.org/a -->", "", None, "https://e.org/a", None),
        ("", "", "https://e.org/a", "https://e.org/a", None),
    ],
)  # fmt: skip
def test_copies_tell_their_address_and_day(
    before: str, behind: str, given: str | None, url: str | None, saved: dt.date | None
) -> None:
    page = f"<html>{before}<h1>Envoy leaves</h1><p>{SENTENCE}</p></html>{behind}"
    frame = onrecord.read_html([page], urls=[given])
    assert frame.select("url", "saved", "published").row(0) == (url, saved, None)


def test_text_that_stands_in_a_script_alone() -> None:
    paragraphs = [
        SENTENCE,
        "He will be back in a week, he told reporters at the airport.",
        f"“{SENTENCE}”",
        SENTENCE,
    ]
    body = "".join(f"<p>{paragraph}</p>" for paragraph in paragraphs)
    data = json.dumps({"story": {"title": "Envoy leaves", "body": body}})
    page = f"<title>Envoy leaves</title><script type='application/json'>{data}</script><div id=root></div>"
    assert onrecord.read_html([page])["text"].item() == "\n\n".join(paragraphs)


@pytest.mark.parametrize(
    ("content", "text"),
    [
        ("<meta charset=windows-1251><p>Лавров сказал.".encode("cp1251"), "Лавров сказал."),
        ("<p>Çavuşoğlu said: “We agreed.”".encode(), "Çavuşoğlu said: “We agreed.”"),
        ("\ufeff<p>Çavuşoğlu".encode("utf-16"), "Çavuşoğlu"),
        ("<p>“We agreed,” he said, and “we go”.".encode("cp1252"), "“We agreed,” he said, and “we go”."),
        ("<p>“We agreed,” Mevlüt said.".encode().decode("cp1252", "replace").replace("\ufffd", "\x9d"), "“We agreed,” Mevlüt said."),
        ("<meta charset=utf-8><p>It caf\xe9.".encode("cp1252"), "It caf\ufffd."),
    ],
)  # fmt: skip
def test_pages_are_decoded_as_they_say_or_look(content: bytes | str, text: str) -> None:
    assert onrecord.read_html([content])["text"].item() == text


@pytest.mark.parametrize(
    "page",
    [
        "<div>" * 100_000 + SENTENCE,
        "<b><p>" * 50_000 + SENTENCE,
        "<a " + "b=1 " * 500_000 + f"><p>{SENTENCE}",
        "<table><tr><td>" * 30_000 + SENTENCE,
        f"<p>{SENTENCE}<script>" + "<!-- <script>" * 100_000,
        f"<p>{SENTENCE}" + "<!-" * 300_000,
        f"<p>{SENTENCE}" + "</p>" * 500_000,
        f"<script type='application/ld+json'>{'[' * 100_000}</script><p>{SENTENCE}",
        f"<p>{SENTENCE}<textarea>" + "<" * 1_000_000,
        f"<p>{SENTENCE}" + "&amp" * 300_000,
    ],
)
def test_hostile_pages_are_read_in_bounded_time(page: str) -> None:
    frame = onrecord.read_html([page])
    assert SENTENCE in (frame["text"].item() or "")
    assert "<script" not in frame["text"].item()


def test_scripts_and_styles_never_reach_the_text() -> None:
    page = f"<p>{SENTENCE}<script>evil()</script><style>evil {{}}</style><p>More.<script><!--<script></script>evil()</script>-->"
    assert "evil" not in onrecord.read_html([page])["text"].item()


def warc(*records: tuple[str, str, bytes]) -> bytes:
    content = b""
    for kind, url, body in records:
        content += (
            f"WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Target-URI: {url}\r\nWARC-Date: 2020-03-15T10:11:12Z\r\nContent-Length: {len(body)}\r\n\r\n".encode()
            + body
            + b"\r\n\r\n"
        )
    return content


def response(body: bytes, *headers: str, media: str = "text/html; charset=utf-8", status: int = 200) -> bytes:
    return "\r\n".join([f"HTTP/1.1 {status} OK", f"Content-Type: {media}", *headers, "", ""]).encode() + body


def test_the_pages_of_a_web_archive(tmp_path: Path) -> None:
    page = PAGE.encode()
    chunked = b"".join(
        f"{len(page[at : at + 500]):x}\r\n".encode() + page[at : at + 500] + b"\r\n"
        for at in range(0, len(page), 500)
    )
    archive = warc(
        ("warcinfo", "", b"software: x"),
        ("request", "https://e.org/1", b"GET / HTTP/1.1\r\n\r\n"),
        ("response", "https://e.org/1", response(page)),
        ("response", "https://e.org/2", response(gzip.compress(page), "Content-Encoding: gzip")),
        ("response", "https://e.org/3", response(chunked + b"0\r\n\r\n", "Transfer-Encoding: chunked")),
        ("response", "https://e.org/4", response(b"\x89PNG", media="image/png")),
        ("response", "https://e.org/5", response(page, status=404)),
        ("response", "https://e.org/6", response(b"Talks are over.", media="text/plain")),
        ("response", "https://e.org/7", response(b"\x1f\x8b broken", "Content-Encoding: gzip")),
    )
    for name, content in (("a.warc", archive), ("a.warc.gz", gzip.compress(archive))):
        (tmp_path / name).write_bytes(content)
        frame = onrecord.read_warc(tmp_path / name)
        assert frame.select("doc_id", "url", "text").rows()[:4] == [
            (f"{name}#{number}", f"https://e.org/{number + 1}", text)
            for number, text in [(0, TEXT), (1, TEXT), (2, TEXT), (5, "Talks are over.")]
        ]
        assert set(frame["saved"]) == {dt.date(2020, 3, 15)}
        assert frame["error"].null_count() == 4
        assert "decompressed" in frame["error"][4]
    (tmp_path / "b.warc").write_bytes(archive[:2100])
    frame = onrecord.read(tmp_path / "*.warc")
    assert any("breaks off" in (error or "") for error in frame["error"])
