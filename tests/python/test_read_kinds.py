"""A file is what its first bytes say, and one that is broken, foreign or odd is a row of its own: the rest is read."""

from __future__ import annotations

import datetime as dt
import gzip
import json
import time
from pathlib import Path
from typing import Any

import polars as pl
import pytest

import onrecord
from documents import docx, pdf

DAM = "The dam in the Tarn valley will hold for another winter, the engineer Ines Duarte said on Monday."
PAGE = f"<!doctype html><html><head><title>Dam</title></head><body><h1>Dam</h1><p>{DAM}</p></body></html>"
MARKUP = ("<p", "<w:", "{\\rtf", "%PDF", "-->", "Content-Type", "<item", '{"')


KINDS = [
    (PAGE.encode(), True),
    (b"\xef\xbb\xbf\n<!-- saved from url=(0021)https://example.org/ -->\n" + PAGE.encode(), True),
    (f"<div><p>{DAM}</p></div>".encode(), True),
    (docx([DAM]), True),
    (pdf([(700, DAM)]), True),
    (b"{\\rtf1\\ansi " + DAM.encode() + b"\\par}", True),
    (f"1\n00:00:01,000 --> 00:00:02,000\n{DAM}\n".encode(), True),
    (f"From: a@example.org\nMessage-ID: <1@example.org>\nSubject: Dam\n\n{DAM}\n".encode(), True),
    (f"<rss><channel><item><title>Dam</title><description>{DAM}</description></item></channel></rss>".encode(), True),
    (f"<?xml version='1.0'?><TEI><text><p>{DAM}</p></text></TEI>".encode(), False),
    (f"<svg xmlns='http://www.w3.org/2000/svg'><title/><text>{DAM}</text></svg>".encode(), False),
    (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" + DAM.encode(), False),
    (b"SQLite format 3\0" + DAM.encode(), False),
    (b"PK\x03\x04" + DAM.encode(), False),
]  # fmt: skip
#: What is told in a file that is called a table: a cell may hold markup or a mail's words. One that is called a page may
#: be any markup.
TOLD = (b"PK", b"%PDF", b"{\\rtf", b"\x89", b"SQL", b"\xef", b"<!")
NAMED = [
    (name, *kind)
    for name in ("a.txt", "a.md", "a.html", "a.json", "a.csv", "a.dat", "a")
    for kind in KINDS
    if (name != "a.csv" or kind[0].startswith(TOLD)) and (name != "a.html" or b"xml" not in kind[0])
]


@pytest.mark.parametrize(("name", "content", "is_read"), NAMED)
def test_what_is_no_text_is_read_as_what_it_is_or_refused(
    tmp_path: Path, name: str, content: bytes, is_read: bool
) -> None:
    (tmp_path / name).write_bytes(content)
    (tmp_path / "z.txt").write_text(DAM)
    frame = onrecord.read(tmp_path)
    assert frame["text"][-1] == DAM
    for text, error in frame.select("text", "error").rows():
        assert text is None or not any(mark in text for mark in MARKUP), text
        assert (text is None) == (error is not None)
    assert (frame["text"][0] is not None) == is_read, frame["error"][0]
    if is_read:
        assert " ".join(frame["text"][0].split()) == DAM


def test_texts_that_only_look_like_something_stay_texts(tmp_path: Path) -> None:
    texts = {
        "a.txt": "From the start, he said, it was over.\n",
        "b.txt": "Subject: talks\nDate: 3 March\n\nThey are over.",
        "c.txt": "<Talks> are over, he said.",
        "d.txt": "{Talks} are over.",
        "e.txt": "1\nTalks are over.",
        "f.md": "# Talks\n\n<https://example.org> says so.",
        "g.txt": "Section: news\n\nThe report was 3 of 20 pages long.",
    }
    for name, text in texts.items():
        (tmp_path / name).write_text(text)
    assert dict(onrecord.read(tmp_path).select("doc_id", "text").rows()) == texts


def test_pages_and_tables_that_only_look_like_downloads_stay_what_they_are(tmp_path: Path) -> None:
    page = f"<html><head><title>Factiva grows</title></head><body><h1 class='myHeadline'>Factiva grows</h1><p>{DAM}</p><p>1 of 3 DOCUMENTS was lost, he said on Tuesday in Tarn.</p></body></html>"
    (tmp_path / "a.html").write_text(page)
    (tmp_path / "b.jsonl").write_text(json.dumps({"text": DAM, "quotes": [{"quote": "The dam"}]}))
    (tmp_path / "c.json").write_text(json.dumps([{"name": "x", "text": DAM, "messages": 5}]))
    frame = onrecord.read(tmp_path)
    assert frame["doc_id"].to_list() == ["a.html", "b.jsonl#0", "c.json#0"]
    assert all(text.startswith(DAM) for text in frame["text"])


def test_tables_without_texts_and_settings_do_not_end_a_run(tmp_path: Path) -> None:
    files = {
        "a.txt": DAM,
        "log.jsonl": '{"level": "info", "at": 5}\n' * 3,
        "meta.csv": "file,words\na.txt,7\n",
        "package.json": '{"name": "x", "files": [1, "a", {"b": 2}], "scripts": {}}',
        "pages.csv": "id,publish_date,title,media_name,url\n1,2020-03-03,Dam,Post,https://example.org\n",
        "title.jsonl": '{"text": "x", "title": {"rendered": "Dam"}}',
        "twice.jsonl": '{"id": 1, "text": "x"}\n{"id": 1, "text": "y"}',
        "weird.jsonl": '{"text": ["x"], "published": [1]}',
        "tsconfig.json": "{}",
        "z.txt": DAM,
    }
    for name, content in files.items():
        (tmp_path / name).write_text(content)
    frame = onrecord.read(tmp_path)
    assert set(frame["doc_id"].str.split("#").list.first()) == set(files)
    assert frame.filter(pl.col("error").is_null())["doc_id"].to_list() == ["a.txt", "z.txt"]
    errors = dict(frame.select("doc_id", "error").rows())
    assert "no column 'text' with the texts, but 'level', 'at'" in errors["log.jsonl"]
    assert "fetch those pages" in errors["pages.csv"] and "Media Cloud" in errors["pages.csv"]
    with pytest.raises(ValueError, match="no column 'text'"):
        onrecord.read(tmp_path / "meta.csv")
    with pytest.raises(ValueError, match="no column 'text'"):
        onrecord.read(tmp_path, on_error="raise")
    assert pl.concat(onrecord.scan(tmp_path, batch_size=2), how="diagonal_relaxed").height == frame.height


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        ([None, ["dam"]], [None, ["dam"]]),
        ([["dam"], None], [["dam"], None]),
        ([1, "one"], ["1", "one"]),
        ([1, 1.5], [1.0, 1.5]),
        ([{"a": 1}, "one"], ['{"a": 1}', "one"]),
        ([["dam"], {"a": ["é"]}], ['["dam"]', '{"a": ["é"]}']),
        ([True, ["x"]], ["true", '["x"]']),
    ],
)
def test_a_column_may_have_another_type_in_the_next_file(
    tmp_path: Path, values: list[Any], expected: list[Any]
) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    for number, value in enumerate(values):
        (folder / f"{number}.jsonl").write_text(json.dumps({"text": DAM, "tags": value}))
    frame = onrecord.read(folder)
    assert frame["tags"].to_list() == expected
    assert frame["error"].null_count() == 2
    stored = onrecord.extract_to(folder, tmp_path / "out", batch_size=1, progress=False).documents.collect()
    assert stored.height == 2
    assert stored["tags"].to_list() == expected


@pytest.mark.parametrize(
    ("given", "day"),
    [
        ("2020-02-15", dt.date(2020, 2, 15)),
        ("2020-02-15T23:30:00-05:00", dt.date(2020, 2, 15)),
        ("2020-02-16T00:10:00.000Z", dt.date(2020, 2, 16)),
        ("15 February 2020", dt.date(2020, 2, 15)),
        ("February 15, 2020", dt.date(2020, 2, 15)),
        ("Feb. 15, 2020", dt.date(2020, 2, 15)),
        ("Saturday, February 15, 2020", dt.date(2020, 2, 15)),
        ("15 February 2020 at 11:30 pm", dt.date(2020, 2, 15)),
        ("Sat, 15 Feb 2020 23:30:00 -0500", dt.date(2020, 2, 15)),
        ("20200215", dt.date(2020, 2, 15)),
        ("20200215T233000Z", dt.date(2020, 2, 15)),
        ("2020/02/15", dt.date(2020, 2, 15)),
        ("2020/2/5 10:00", dt.date(2020, 2, 5)),
        (1581724800, dt.date(2020, 2, 15)),
        (1581724800000, dt.date(2020, 2, 15)),
        (20200215, dt.date(2020, 2, 15)),
        ("", None),
        (None, None),
        ("02/03/2020", "02/03/2020"),
        ("February 2020", "February 2020"),
        ("2020-02-30", "2020-02-30"),
        ("soon", "soon"),
        (7, "7"),
        (True, None),
    ],
)
def test_days_of_publication_as_they_are_written(
    tmp_path: Path, given: Any, day: dt.date | str | None
) -> None:
    (tmp_path / "a.jsonl").write_text(
        json.dumps({"text": DAM, "published": given}) + '\n{"text": "x", "published": null}'
    )
    (tmp_path / "b.jsonl").write_text(json.dumps({"text": DAM, "published": "2020-02-15"}))
    frame = onrecord.read(tmp_path)
    assert frame["text"][-1] == DAM and frame["error"][-1] is None
    if isinstance(day, str):
        assert (
            frame["error"][0]
            == f"published = '{day}' is no day of the calendar such as 2020-02-15: correct it, or set it to null"
        )
    elif given is not True:
        assert (frame["published"][0], frame["error"][0]) == (day, None)


@pytest.mark.parametrize(
    ("content", "texts"),
    [
        ('id;text\n1;"Over, he said."\n2;Gone.\n', ["Over, he said.", "Gone."]),
        ('id,text\n1,"Talks" are over\n', ['"Talks" are over']),
        ('id,text\n1,"Go," he said, "now".\n', ['"Go," he said, "now".']),
        (
            'id,text\n1,"He said "no", twice."\n2,"""Never,"" she said."\n',
            ['He said "no", twice.', '"Never," she said.'],
        ),
        ('text,id\n"He said \\"no\\", twice.",1\n', ['He said "no", twice.']),
        ('id,text\n1,"On two\nlines, "so" he said."\n2,Gone.\n', ['On two\nlines, "so" he said.', "Gone."]),
        ('id,text\n1,The 12" disc\n2,A 7" disc, too\n3,Gone.\n', ['The 12" disc', None, "Gone."]),
        ("id,text\n1,Over.\n2,Gone,a,b\n3\n", ["Over.", None, None]),
        ('id,text\n1,"never closed\n2,Gone.\n', ['"never closed', "Gone."]),
    ],
)
def test_tables_as_people_write_them(tmp_path: Path, content: str, texts: list[str | None]) -> None:
    (tmp_path / "a.csv").write_text(content)
    frame = onrecord.read(tmp_path)
    assert frame["text"].to_list() == texts
    assert [error is None for error in frame["error"]] == [text is not None for text in texts]
    assert not any(
        option in (error or "")
        for error in frame["error"]
        for option in ("truncate_ragged_lines", "infer_schema", "ignore_errors")
    )


def test_a_large_table_with_odd_marks_is_read_in_proportion_to_its_size(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text('id,text\n1,"' + '",x ' * 50_000 + "\n2,Gone.\n")
    (tmp_path / "b.csv").write_text("id,text\n" + '1,"a\n' * 20_000)
    frame = onrecord.read(tmp_path)
    assert frame.filter(doc_id="2")["text"].to_list() == ["Gone."]


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "utf-32-le", "utf-32-be"]
)
@pytest.mark.parametrize("name", ["a.txt", "a.csv", "a.jsonl", "a.srt"])
def test_encodings_that_show(tmp_path: Path, encoding: str, name: str) -> None:
    text = "The talks are over, Mevlüt Çavuşoğlu said."
    content = {
        "a.txt": text,
        "a.csv": f'id,text\na,"{text}"\n',
        "a.jsonl": json.dumps({"text": text}, ensure_ascii=False),
        "a.srt": f"1\n00:00:01,000 --> 00:00:02,000\n{text}\n",
    }[name]
    (tmp_path / name).write_bytes(content.encode(encoding))
    assert onrecord.read(tmp_path).select("text", "error").row(0) == (text, None)


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        ("Recep Tayyip Erdoğan met Mevlüt Çavuşoğlu in İstanbul.", "cp1254"),
        ("Ekrem İmamoğlu won, the party of Kılıçdaroğlu said.", "cp1254"),
        ("Mehmet Şimşek spoke in Beşiktaş.", "cp1254"),
        ("The court in Diyarbakır freed Ayşe Yıldız.", "cp1254"),
        ("Devlet Bahçeli and Doğu Perinçek disagreed.", "cp1254"),
        ("Guðni Thorlacius Jóhannesson met Davíð Oddsson.", "cp1252"),
        ("Þórarinn Eldjárn and Hafþór Björnsson came.", "cp1252"),
        ("Sigurður Ingi spoke in Seyðisfjörður.", "cp1252"),
        ("“We agreed,” said François Müller of Málaga.", "cp1252"),
        ("Eiður Guðjohnsen played.", "cp1252"),
    ],
)
def test_turkish_and_western_code_pages(tmp_path: Path, text: str, encoding: str) -> None:
    (tmp_path / "a.txt").write_bytes(text.encode(encoding))
    assert onrecord.read(tmp_path)["text"].item() == text


@pytest.mark.parametrize(
    "part",
    [
        "\n",
        " \n",
        "\t",
        "1 of 2\n",
        "a: b\n",
        "From x\n",
        "<",
        '{"',
        "_" * 20 + "\n",
        "00:00 -->\n",
        "End of Document\n",
    ],
)
def test_any_text_is_told_in_proportion_to_its_length(tmp_path: Path, part: str) -> None:
    (tmp_path / "a.txt").write_text(part * (400_000 // len(part)) + "x")
    start = time.process_time()
    assert onrecord.read(tmp_path).height >= 1
    assert time.process_time() - start < 10


def test_sources(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "a.txt").write_text(DAM)
    monkeypatch.setenv("HOME", str(tmp_path))
    assert onrecord.read("~/a.txt")["text"].item() == DAM
    assert onrecord.read("~/*.txt")["text"].item() == DAM
    assert onrecord.read_text("~/a.txt")["text"].item() == DAM
    with pytest.raises(ValueError, match="the source is an empty text"):
        onrecord.read("")
    with pytest.raises(ValueError, match="the source is an empty text"):
        onrecord.scan("")


def test_json_lines_that_break_off_keep_what_came_before(tmp_path: Path) -> None:
    lines = "".join(json.dumps({"text": f"{DAM} {number}"}) + "\n" for number in range(3000))
    (tmp_path / "a.jsonl.gz").write_bytes(gzip.compress(lines.encode())[:-2000])
    frame = onrecord.read(tmp_path)
    assert frame.height > 100
    assert frame["error"].null_count() == frame.height - 1
    assert "breaks off" in frame["error"][-1]


def test_the_first_of_many_files_come_at_once(tmp_path: Path) -> None:
    for number in range(3000):
        (tmp_path / f"{number:05}.txt").write_text("Talks.")
    opened: list[Path] = []
    from onrecord._read import sources

    for piece in sources.pieces(tmp_path):
        opened.append(Path(piece.name))
        if len(opened) == 2:
            break
    assert [path.name for path in opened] == ["00000.txt", "00001.txt"]
    batches = onrecord.scan(tmp_path, batch_size=100)
    assert next(batches)["doc_id"].to_list() == [f"{number:05}.txt" for number in range(100)]
