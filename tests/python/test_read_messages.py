"""Mail, messages and subtitles become articles."""

from __future__ import annotations

import datetime as dt
import json
from email.message import EmailMessage
from pathlib import Path

import pytest

import onrecord

DAM = "The dam in the Tarn valley will hold for another winter, the engineer Ines Duarte said on Monday."
LAKE = "The lake is falling by a hand a day, the harbour master told reporters, and will be dry by May."


def letter(*, plain: str | None = None, page: str | None = None, charset: str = "utf-8") -> EmailMessage:
    message = EmailMessage()
    message["From"] = "The Carmel Post <post@example.org>"
    message["To"] = "reader@example.org"
    message["Subject"] = "Dam will hold – Ångström"
    message["Date"] = "Tue, 03 Mar 2020 23:30:00 -0500"
    message["Message-ID"] = "<1@example.org>"
    if plain is not None:
        message.set_content(plain, charset=charset)
    if page is not None:
        message.add_alternative(page, subtype="html") if plain is not None else message.set_content(
            page, subtype="html"
        )
    return message


PAGE = f"<html><body><h1>Dam will hold</h1><p>{DAM}</p><p>{LAKE}</p></body></html>"


@pytest.mark.parametrize(
    ("message", "text"),
    [
        (letter(plain=f"{DAM}\n\n{LAKE}\n"), f"{DAM}\n\n{LAKE}"),
        (letter(plain="Zürich: over.", charset="iso-8859-1"), "Zürich: over."),
        (letter(plain="View this letter in your browser", page=PAGE), f"{DAM}\n\n{LAKE}"),
        (letter(page=PAGE), f"{DAM}\n\n{LAKE}"),
        (letter(plain=f"{DAM} {LAKE} {DAM}", page=PAGE), f"{DAM} {LAKE} {DAM}"),
    ],
)
def test_a_letter(tmp_path: Path, message: EmailMessage, text: str) -> None:
    (tmp_path / "a.eml").write_bytes(bytes(message))
    (tmp_path / "b.txt").write_bytes(bytes(message))
    frame = onrecord.read(tmp_path)
    assert frame["text"].to_list() == [text, text]
    assert frame.select("title", "outlet", "sender", "published").row(0) == (
        "Dam will hold – Ångström", "The Carmel Post", "post@example.org", dt.date(2020, 3, 3),
    )  # fmt: skip
    assert onrecord.read_mail(tmp_path / "a.eml")["text"].item() == text


def test_a_letter_without_text(tmp_path: Path) -> None:
    message = letter()
    message.add_attachment(b"\x89PNG", maintype="image", subtype="png")
    (tmp_path / "a.eml").write_bytes(bytes(message))
    assert "only attachments" in onrecord.read(tmp_path)["error"].item()


def test_a_mailbox(tmp_path: Path) -> None:
    edge = b"From post@example.org Tue Mar  3 23:30:00 2020\n"
    first = bytes(letter(plain=f"{DAM}\n\n>From here on it is dry.\n"))
    (tmp_path / "news.mbox").write_bytes(
        edge + first + b"\n" + edge + bytes(letter(plain=LAKE)) + b"\n" + edge + b"\xff\n"
    )
    frame = onrecord.read(tmp_path)
    assert frame["doc_id"].to_list() == ["news.mbox#0", "news.mbox#1", "news.mbox#2"]
    assert frame["text"].to_list()[:2] == [f"{DAM}\n\nFrom here on it is dry.", LAKE]
    assert onrecord.read_mbox(tmp_path / "news.mbox")["text"].to_list() == frame["text"].to_list()


def test_a_telegram_channel(tmp_path: Path) -> None:
    messages = [
        {"id": 1, "type": "service", "date": "2020-03-01T00:00:00", "action": "create_channel"},
        {
            "id": 2,
            "type": "message",
            "date": "2020-03-03T23:30:00",
            "from": "Tarn News",
            "text": DAM,
            "forwarded_from": "Carmel",
        },
        {
            "id": 3,
            "type": "message",
            "date": "2020-03-04T00:30:00",
            "from": "Mona Vik",
            "text": ["See ", {"type": "link", "text": "https://e.org"}, "."],
        },
        {
            "id": 4,
            "type": "message",
            "date": "2020-03-04T00:30:00",
            "from": "Tarn News",
            "photo": "x.jpg",
            "text": "",
        },
    ]
    chat = {"name": "Tarn News", "type": "public_channel", "id": 9, "messages": messages}
    (tmp_path / "result.json").write_text(json.dumps(chat, indent=1))
    frame = onrecord.read(tmp_path)
    assert frame.select("doc_id", "text", "outlet", "authors", "published", "forwarded_from").rows() == [
        ("result.json#2", DAM, "Tarn News", None, dt.date(2020, 3, 3), "Carmel"),
        ("result.json#3", "See https://e.org.", "Tarn News", ["Mona Vik"], dt.date(2020, 3, 4), None),
    ]
    every = {"about": "Here is your data.", "chats": {"about": "", "list": [chat, {**chat, "id": 10}]}}
    (tmp_path / "result.json").write_text(json.dumps(every))
    assert onrecord.read(tmp_path)["doc_id"].to_list() == [
        "result.json#9/2",
        "result.json#9/3",
        "result.json#10/2",
        "result.json#10/3",
    ]
    assert onrecord.read_telegram(tmp_path / "result.json").height == 4


SRT = "\ufeff1\r\n00:00:01,000 --> 00:00:02,500\r\n<i>The dam will</i>\r\nhold.\r\n\r\n2\r\n00:00:02,600 --> 00:00:04,000\r\nDUARTE: It rained\r\n\r\n" \
      "3\r\n00:00:04,100 --> 00:00:05,000\r\nall night.\r\n\r\n4\r\n00:00:05,100 --> 00:00:06,000\r\n>> And the lake?\r\n\r\n5\r\n00:00:20,000 --> 00:00:21,000\r\nThat is all.\r\n"  # fmt: skip
VTT = """WEBVTT - News

NOTE this is no text

1
00:01.000 --> 00:02.500 align:start position:0%
<v Mona Vik>The dam will

00:02.600 --> 00:04.000
<v Mona Vik>hold &amp; last.</v>

00:04.100 --> 00:05.000
<v.loud Ines Duarte>It <c.yellow>rained</c><00:04.500>.
"""
ROLLING = """WEBVTT

00:01.000 --> 00:02.000
the dam will

00:02.000 --> 00:03.000
the dam will
hold she said

00:03.000 --> 00:04.000
hold she said
on Monday
"""


@pytest.mark.parametrize(
    ("name", "content", "text"),
    [
        ("a.srt", SRT, "The dam will hold.\n\nDUARTE: It rained all night.\n\nAnd the lake?\n\nThat is all."),
        ("a.vtt", VTT, "Mona Vik: The dam will hold & last.\n\nInes Duarte: It rained."),
        ("a.vtt", ROLLING, "the dam will hold she said on Monday"),
    ],
)
def test_subtitles(tmp_path: Path, name: str, content: str, text: str) -> None:
    (tmp_path / name).write_text(content, encoding="utf-8", newline="")
    (tmp_path / "b.txt").write_text(content, encoding="utf-8", newline="")
    assert onrecord.read(tmp_path)["text"].to_list() == [text, text]
    assert onrecord.read_subtitles(tmp_path / name)["text"].item() == text
