"""Downloads of press archives become their articles, and counts add up."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

import polars as pl
import pytest

import onrecord
from documents import docx, packed, rtf

DAM = "The dam in the Tarn valley will hold, Ines Duarte said on Monday."
LAKE = "“The lake is falling,” the harbour master told reporters. Company: that was all."

NEXIS_COVER = ["User Name: reader@example.org", "Date and Time: Sunday, March 8, 2020 5:30:00 PM CET", "Job Number: 1123", "Documents (3)",
               "1. Dam will hold, engineer says", "Client/Matter: -None-", "Search Terms: dam"]  # fmt: skip
NEXIS = [
    *NEXIS_COVER,
    "# Dam will hold, engineer says", "The Carmel Post", "March 3, 2020 Tuesday 10:30 PM GMT", "Copyright 2020 The Carmel Post All Rights Reserved",
    "Section: NEWS; Pg. 4", "Length: 312 words", "Byline: By Mona Vik and Per Dahl", "Dateline: TARN", "Highlight: A report of engineers.",
    "Body", DAM, LAKE, "Graphic", "The dam on Monday.", "Load-Date: March 4, 2020", "End of Document",
    "# Lake is falling", "Larvik Times (Norway)", "3 March 2020", "Copyright 2020 Larvik Times", "Section: FRONT", "Length: 44 words", "Body", LAKE,
    "Load-Date: March 3, 2020", "End of Document",
    "# Picture of the week", "Larvik Times (Norway)", "March 4, 2020 Wednesday", "Copyright 2020 Larvik Times", "Length: 0 words", "Load-Date: March 4, 2020",
    "End of Document",
]  # fmt: skip

LEXIS = f"""



                               1 of 2 DOCUMENTS


                              The Carmel Post

                            March 3, 2020 Tuesday
                              Late Edition - Final

Dam will hold, engineer says

BYLINE: By MONA VIK

SECTION: Section A; Column 0; Foreign Desk; Pg. 4

LENGTH: 312 words

DATELINE: TARN, Feb. 2

 The dam in the Tarn valley will hold,
Ines Duarte said on Monday.

{LAKE}

LOAD-DATE: March 4, 2020

LANGUAGE: ENGLISH

PUBLICATION-TYPE: Newspaper

                     Copyright 2020 The Carmel Post
                              All Rights Reserved


                               2 of 2 DOCUMENTS


                                 Larvik Times

                                 4 March 2020

SECTION: FRONT; Pg. 1

LENGTH: 44 words

HEADLINE: Lake is falling

BODY:
{LAKE}

LOAD-DATE: March 4, 2020
"""


def read_one(tmp_path: Path, name: str, content: str | bytes) -> pl.DataFrame:
    (tmp_path / name).write_bytes(content.encode() if isinstance(content, str) else content)
    return onrecord.read(tmp_path)


def test_a_nexis_download_in_word(tmp_path: Path) -> None:
    frame = read_one(tmp_path, "nexis.DOCX", docx(NEXIS))
    assert frame.select("doc_id", "title", "outlet", "published", "authors").rows() == [
        ("nexis.DOCX#1", "Dam will hold, engineer says", "The Carmel Post", dt.date(2020, 3, 3), ["Mona Vik", "Per Dahl"]),
        ("nexis.DOCX#2", "Lake is falling", "Larvik Times (Norway)", dt.date(2020, 3, 3), None),
        ("nexis.DOCX#3", "Picture of the week", "Larvik Times (Norway)", dt.date(2020, 3, 4), None),
    ]  # fmt: skip
    assert frame["text"].to_list() == [f"{DAM}\n\n{LAKE}", LAKE, None]
    assert frame.select("section", "length", "dateline").row(0) == ("NEWS; Pg. 4", "312 words", "TARN")
    assert [error is None for error in frame["error"]] == [True, True, False]
    assert "has no text" in frame["error"][2]
    assert onrecord.read_nexis(tmp_path / "nexis.DOCX").drop("language").equals(frame.drop("language"))


def test_what_an_archive_leaves_out_may_be_raised(tmp_path: Path) -> None:
    (tmp_path / "nexis.docx").write_bytes(docx(NEXIS))
    with pytest.raises(OSError, match=r"article 'nexis\.docx#3': the article has no text"):
        onrecord.read(tmp_path, on_error="raise")


def test_a_download_may_be_larger_than_an_article(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(LEXIS + "\n\n" + "It rained. " * 8000)
    (tmp_path / "b.txt").write_text("Talks are over. " * 8000)
    frame = onrecord.read(tmp_path, limits=onrecord.Limits(article=1000))
    assert [error is None for error in frame["error"]] == [True, True, False]


def test_a_nexis_download_that_lacks_articles_says_so(tmp_path: Path) -> None:
    end = NEXIS.index("End of Document")
    frame = read_one(tmp_path, "nexis.docx", docx(list(NEXIS[: end + 1])))
    assert frame["doc_id"].to_list() == ["nexis.docx#1", "nexis.docx#count"]
    assert "says that it holds 3 articles, but 1 were found" in frame["error"][1]


def test_a_nexis_article_without_a_day_is_an_article(tmp_path: Path) -> None:
    magazine = [
        "# Dam will hold",
        "The Carmel Monthly",
        "March 2020",
        "Copyright 2020",
        "Length: 9 words",
        "Body",
        DAM,
        "End of Document",
    ]
    undated = [
        "# Lake is falling",
        "Larvik Times",
        "Copyright 2020",
        "Section: FRONT",
        "Body",
        LAKE,
        "End of Document",
    ]
    frame = read_one(
        tmp_path, "nexis.docx", docx([*NEXIS_COVER[:3], "Documents (3)", *undated, *magazine, *undated])
    )
    assert frame.select("title", "outlet", "published", "text", "error").rows() == [
        ("Lake is falling", "Larvik Times", None, LAKE, None),
        ("Dam will hold", "The Carmel Monthly", None, DAM, None),
        ("Lake is falling", "Larvik Times", None, LAKE, None),
    ]
    old = [
        "1 of 1 DOCUMENTS",
        "Larvik Times",
        "Lake is falling",
        "SECTION: FRONT",
        "LENGTH: 9 words",
        LAKE,
        "LOAD-DATE: March 4, 2020",
    ]
    (tmp_path / "nexis.docx").write_bytes(docx(old))
    assert onrecord.read(tmp_path).select("title", "outlet", "published", "text").rows() == [
        ("Lake is falling", "Larvik Times", None, LAKE)
    ]


def test_downloads_in_a_zip_archive_and_a_folder_for_one_reader(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "nexis.zip").write_bytes(packed({"one.docx": docx(NEXIS), "two.txt": LEXIS}))
    titles = [
        "Dam will hold, engineer says",
        "Lake is falling",
        "Picture of the week",
        "Dam will hold, engineer says",
        "Lake is falling",
    ]
    assert onrecord.read(tmp_path / "in")["title"].to_list() == titles
    assert onrecord.read_nexis(tmp_path / "in")["title"].to_list() == titles


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("old.txt", LEXIS),
        ("old.html", "<html><body>" + "".join(f"<p>{' '.join(part.split())}</p>" for part in LEXIS.split("\n\n")) + "</body></html>"),
        ("old.rtf", rtf([" ".join(part.split()) for part in LEXIS.split("\n\n")])),
    ],
)  # fmt: skip
def test_an_old_nexis_download(tmp_path: Path, name: str, content: str | bytes) -> None:
    frame = read_one(tmp_path, name, content)
    assert frame.select("doc_id", "title", "outlet", "published", "authors", "error").rows() == [
        (
            f"{name}#1",
            "Dam will hold, engineer says",
            "The Carmel Post",
            dt.date(2020, 3, 3),
            ["MONA VIK"],
            None,
        ),
        (f"{name}#2", "Lake is falling", "Larvik Times", dt.date(2020, 3, 4), None, None),
    ]
    assert frame["text"].to_list() == [f"{DAM}\n\n{LAKE}", LAKE]
    assert frame["language"][0] == "en"
    assert onrecord.read_nexis(tmp_path / name)["text"].to_list() == frame["text"].to_list()


FACTIVA = [
    ("SE", "News"), ("HD", "Dam will hold, engineer says"), ("BY", "By Mona Vik and Per Dahl"), ("WC", "312 words"), ("PD", "3 March 2020"), ("ET", "06:30"),
    ("SN", "The Carmel Post"), ("SC", "CARM"), ("LA", "English"), ("CY", "Copyright 2020, The Carmel Post"), ("LP", DAM), ("TD", f"{LAKE}\nIt rained."),
    ("RE", "tarn : Tarn valley"), ("AN", "Document CARM000020200303eg330001x"),
]  # fmt: skip
PLAIN = ["News", "Dam will hold, engineer says", "By Mona Vik and Per Dahl", "312 words", "3 March 2020", "06:30", "The Carmel Post", "CARM",
         "English", "Copyright 2020, The Carmel Post", DAM, LAKE, "It rained.", "Document CARM000020200303eg330001x"]  # fmt: skip


def factiva_html(*, indexed: bool) -> str:
    if indexed:
        cells = "".join(
            f'<tr><td class="index" align="right"><b>{code}</b>&nbsp;</td><td>{"".join(f"<p>{part}</p>" for part in value.split(chr(10))) if code in ("LP", "TD") else value}</td></tr>'
            for code, value in FACTIVA
        )
        body = f"<table>{cells}</table>"
    else:
        body = (
            f'<div>{PLAIN[0]}</div><div id="hd"><span class="enHeadline">\n{PLAIN[1]}\n</span></div>'
            + "".join(
                f'<p class="articleParagraph enarticleParagraph">{line}</p>'
                if line in (DAM, LAKE, "It rained.")
                else f'<div class="author">{line.removeprefix("By ")}</div>'
                if line.startswith("By ")
                else f"<div>{line}</div>"
                for line in PLAIN[2:]
            )
        )
    return f'<html><head><title>Factiva</title></head><body><div class="article enArticle">{body}</div></body></html>'


FACTIVA_XML = f"""<?xml version="1.0" encoding="UTF-8"?>
<ppsArticleResponse xmlns="http://example.org/1"><article><baseLanguage>EN</baseLanguage><byline>By Mona Vik and Per Dahl</byline>
<headline><paragraph>Dam will hold, engineer says</paragraph></headline><leadParagraph><paragraph>{DAM}</paragraph></leadParagraph>
<tailParagraphs><paragraph>{LAKE}</paragraph><paragraph>It <b>rained</b>.</paragraph></tailParagraphs>
<publicationDate><date>2020-03-03</date></publicationDate><reference>distdoc:archive/ArchiveDoc::Article/CARM000020200303eg330001x</reference>
<sectionName>News</sectionName><sourceName>The Carmel Post</sourceName><wordCount>312</wordCount></article></ppsArticleResponse>"""
FACTIVA_FEED = f"""<?xml version="1.0"?><DistDoc action="add" an="CARM000020200303eg330001x"><ReplyItem lang="en"><BaseLang fid="la" value="en"/>
<AccessionNo fid="an" value="CARM000020200303eg330001x"/><Num fid="wc" value="312"/><Date fid="pd" value="20200303"/><SrcName fid="sn">The Carmel Post</SrcName>
<Title fid="hl"><Headline fid="hd"><Para lang="en">Dam will hold, engineer says</Para></Headline></Title><Byline fid="by">By Mona Vik and Per Dahl</Byline>
<SectionName fid="se">News</SectionName><LeadParas fid="lp"><Para>{DAM}</Para></LeadParas><TailParas fid="td"><Para>{LAKE}</Para><Para>It rained.</Para></TailParas></ReplyItem></DistDoc>"""


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("indexed.html", factiva_html(indexed=True)),
        ("plain.html", factiva_html(indexed=False)),
        ("indexed.docx", docx([[list(row) for row in FACTIVA]])),
        ("plain.docx", docx(list(PLAIN))),
        ("plain.rtf", rtf(PLAIN)),
        ("search.xml", FACTIVA_XML),
        ("feed.xml", FACTIVA_FEED),
    ],
)
def test_a_factiva_download(tmp_path: Path, name: str, content: str | bytes) -> None:
    frame = read_one(tmp_path, name, content)
    assert frame.select("doc_id", "title", "outlet", "published", "authors", "language", "section", "error").rows() == [
        ("CARM000020200303eg330001x", "Dam will hold, engineer says", "The Carmel Post", dt.date(2020, 3, 3), ["Mona Vik", "Per Dahl"], "en", "News", None)
    ]  # fmt: skip
    assert frame["text"].item() == f"{DAM}\n\n{LAKE}\n\nIt rained."
    assert frame["length"].item().startswith("312")
    assert onrecord.read_factiva(tmp_path / name)["text"].item() == frame["text"].item()


def test_an_article_that_two_downloads_hold_is_there_twice(tmp_path: Path) -> None:
    for name in ("a.html", "b.html"):
        (tmp_path / name).write_text(factiva_html(indexed=True))
    ids = ["CARM000020200303eg330001x", "b.html#1"]
    assert onrecord.read(tmp_path)["doc_id"].to_list() == ids
    assert [batch["doc_id"].item() for batch in onrecord.scan(tmp_path, batch_size=1)] == ids


PROQUEST = f"""____________________________________________________________

Report Information from ProQuest
March 05 2020 10:33
____________________________________________________________



Document 1 of 2



Dam will hold, engineer says

Author: Vik, Mona; Dahl, Per

Publication info: The Carmel Post ; Carmel [Carmel]. 03 Mar 2020: A.4.

http://example.org/docview/2369000001?accountid=1

Abstract: A dam.

Full text: {DAM}

{LAKE}

Subject: Dams

Location: Tarn

Title: Dam will hold, engineer says

Publication title: The Carmel Post; Carmel

First page: A.4

Publication date: Mar 3, 2020

Section: News

Language of publication: English

ProQuest document ID: 2369000001

Document URL: http://example.org/docview/2369000001

Last updated: 2020-03-04

____________________________________________________________

Document 2 of 2

Picture of the week

Publication info: Larvik Times ; Larvik [Larvik]. 04 Mar 2020.

Title: Picture of the week

ProQuest document ID: 2369000002
____________________________________________________________
"""


def test_a_proquest_download(tmp_path: Path) -> None:
    frame = read_one(tmp_path, "ProQuestDocuments.txt", PROQUEST)
    assert frame.select("doc_id", "title", "outlet", "published", "authors", "language", "section").rows() == [
        ("2369000001", "Dam will hold, engineer says", "The Carmel Post", dt.date(2020, 3, 3), ["Mona Vik", "Per Dahl"], "en", "News"),
        ("2369000002", "Picture of the week", "Larvik Times", dt.date(2020, 3, 4), None, None, None),
    ]  # fmt: skip
    assert frame["text"].to_list() == [f"{DAM}\n\n{LAKE}", None]
    assert "has no text" in frame["error"][1]
    lacking = PROQUEST.replace(" of 2\n", " of 5\n")
    (tmp_path / "ProQuestDocuments.txt").write_text(lacking)
    assert (
        "says that it holds 5 articles, but 2 were found"
        in onrecord.read_proquest(tmp_path / "ProQuestDocuments.txt")["error"][2]
    )


def test_a_europresse_download(tmp_path: Path) -> None:
    article = (
        '<article><div class="DocPublicationName"><span class="DocPublicationName">The Carmel Post, no. 12</span></div>'
        '<span class="DocHeader">mardi 3 mars 2020 - p. 4</span><div class="titreArticle"><p class="titreArticleVisu rdp__articletitle">Dam will hold</p></div>'
        f'<div class="docAuthors">Mona Vik</div><p class="sm-margin-bottomNews">Tarn</p><div class="docOcurrContainer"><p>{DAM}</p><p>{LAKE}</p></div>'
        '<div class="publiC-lblNodoc">news·20200303·CP·0001</div></article>'
    )
    frame = read_one(
        tmp_path, "europresse.html", f"<html><body>{article}{article.replace('0001', '0002')}</body></html>"
    )
    assert frame.select("doc_id", "title", "outlet", "published", "authors", "text").rows() == [
        (f"news·20200303·CP·000{number}", "Dam will hold", "The Carmel Post", dt.date(2020, 3, 3), ["Mona Vik"], f"{DAM}\n\n{LAKE}")
        for number in (1, 2)
    ]  # fmt: skip
    assert onrecord.read_europresse(tmp_path / "europresse.html").height == 2


def test_the_quotations_of_gdelt(tmp_path: Path) -> None:
    lines = (
        '{"date": "2020-03-03T10:00:00Z", "url": "https://example.org/a", "title": "Dam will hold", "lang": "ENGLISH", "quotes": '
        '[{"pre": "Ines Duarte said", "quote": "The dam will hold", "post": ", and left."}, {"pre": "", "quote": "It rained", "post": "she said."}]}\n'
        '{"date": "20200303101500", "url": "https://example.org/b", "title": "No words", "lang": "ENGLISH", "quotes": []}\n{"broken\n'
    )
    frame = read_one(tmp_path, "20200303.gqg.json", lines)
    assert frame.select("text", "url", "published", "language").row(0) == (
        "Ines Duarte said “The dam will hold” , and left.\n\n“It rained” she said.",
        "https://example.org/a",
        dt.date(2020, 3, 3),
        "en",
    )
    assert [error is None for error in frame["error"]] == [True, False, False]
    assert frame["published"][1] == dt.date(2020, 3, 3)


@pytest.mark.parametrize(
    ("reader", "message"),
    [
        (onrecord.read_nexis, "no download of Nexis"),
        (onrecord.read_factiva, "no download of Factiva"),
        (onrecord.read_proquest, "no download of ProQuest"),
        (onrecord.read_europresse, "no download of Europresse"),
    ],
)
def test_what_is_no_such_download_is_an_error(tmp_path: Path, reader: Any, message: str) -> None:
    (tmp_path / "talks.txt").write_text("Talks are over.")
    with pytest.raises(OSError, match=message):
        reader(tmp_path / "talks.txt")
