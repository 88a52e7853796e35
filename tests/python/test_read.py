"""Files become documents, each row with where it comes from, or why it could not be read."""

from __future__ import annotations

import datetime as dt
import gzip
import json
from pathlib import Path
from typing import Any

import polars as pl
import pytest
from polars.testing import assert_frame_equal

import onrecord
from onrecord import schemas

ROWS = [
    {
        "id": "a",
        "text": "Talks are over.",
        "published": "2020-03-05",
        "url": "https://example.org/a",
        "authors": ["A. Writer"],
        "page": 3,
    },
    {"id": "b", "text": "They go on.\r\n", "published": None, "url": None, "authors": None, "page": 4},
]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "deep" / "er").mkdir(parents=True)
    (tmp_path / "one.txt").write_bytes("Zürich, 3 March.\r\nTalks.".encode())
    (tmp_path / "deep" / "two.md").write_bytes("\ufeffZürich".encode())
    (tmp_path / "deep" / "er" / "three").write_bytes("Zürich".encode("cp1252"))
    (tmp_path / "deep" / "er" / "four.txt.gz").write_bytes(gzip.compress(b"Packed."))
    (tmp_path / ".hidden.txt").write_text("no")
    return tmp_path


def test_a_folder_gives_every_text_below_it(folder: Path) -> None:
    frame = onrecord.read(folder)
    assert frame.schema == schemas.READ
    assert frame.select("doc_id", "text").rows() == [
        ("deep/er/four.txt.gz", "Packed."),
        ("deep/er/three", "Zürich"),
        ("deep/two.md", "Zürich"),
        ("one.txt", "Zürich, 3 March.\r\nTalks."),
    ]
    assert frame["path"].to_list() == [str(folder / name) for name in frame["doc_id"]]
    assert set(frame["published_basis"]) == {"none"}


def test_files_globs_and_lists_are_named_from_their_root(folder: Path) -> None:
    assert onrecord.read(folder / "one.txt")["doc_id"].to_list() == ["one.txt"]
    assert onrecord.read(str(folder / "**" / "*.txt"))["doc_id"].to_list() == ["one.txt"]
    assert onrecord.read([folder / "deep", folder / "one.txt"])["doc_id"].to_list() == [
        "deep/er/four.txt.gz", "deep/er/three", "deep/two.md", "one.txt",
    ]  # fmt: skip


def write(path: Path, kind: str) -> Path:
    frame = pl.DataFrame(ROWS)
    match kind:
        case "jsonl":
            path.write_bytes("".join(json.dumps(row) + "\n" for row in ROWS).encode())
        case "json":
            path.write_text(json.dumps(ROWS))
        case "csv":
            frame.with_columns(pl.col("authors").list.join("; ")).write_csv(path)
        case "tsv":
            frame.with_columns(pl.col("authors").list.join("; ")).write_csv(path, separator="\t")
        case "parquet":
            frame.with_columns(pl.col("published").str.to_date()).write_parquet(path)
        case "jsonl.gz":
            path.write_bytes(gzip.compress("".join(json.dumps(row) + "\n" for row in ROWS).encode()))
    return path


@pytest.mark.parametrize("kind", ["jsonl", "json", "csv", "tsv", "parquet", "jsonl.gz"])
def test_every_format_of_table_gives_the_same(tmp_path: Path, kind: str) -> None:
    frame = onrecord.read(write(tmp_path / f"news.{kind}", kind))
    assert frame.columns == [*schemas.READ, "page"]
    assert frame.drop("saved", "path", "blocks", "page").rows() == [
        (
            "a",
            "Talks are over.",
            None,
            None,
            ["A. Writer"],
            dt.date(2020, 3, 5),
            "given",
            None,
            "https://example.org/a",
            None,
        ),
        ("b", "They go on.\r\n", None, None, None, None, "none", None, None, None),
    ]
    assert frame["page"].to_list() == [3, 4]


def test_each_format_has_its_reader(tmp_path: Path) -> None:
    for reader, kind in (
        (onrecord.read_jsonl, "jsonl"),
        (onrecord.read_csv, "csv"),
        (onrecord.read_parquet, "parquet"),
    ):
        path = write(tmp_path / f"news.{kind}", kind)
        assert_frame_equal(reader(path), onrecord.read(path))


def test_columns_may_have_other_names(tmp_path: Path) -> None:
    path = tmp_path / "news.csv"
    path.write_text("key,body,day,link\n7,Talks.,2020-03-05,https://example.org\n")
    frame = onrecord.read(path, text="body", doc_id="key", published="day", url="link")
    assert frame.columns == list(schemas.READ)
    assert frame.select("doc_id", "text", "published", "url").row(0) == (
        "7",
        "Talks.",
        dt.date(2020, 3, 5),
        "https://example.org",
    )


def test_rows_without_ids_are_named_by_their_place(tmp_path: Path) -> None:
    (tmp_path / "news.jsonl").write_text('{"text": "One."}\n\n{"text": "Two."}\n')
    assert onrecord.read(tmp_path)["doc_id"].to_list() == ["news.jsonl#0", "news.jsonl#1"]


def test_what_cannot_be_read_gets_a_row_with_its_error(tmp_path: Path) -> None:
    (tmp_path / "a.bin").write_bytes(b"\x7fELF\0\0\1\2\3\4\5\6\7")
    (tmp_path / "b.html").write_text("<html><script>let x = 'Talks are over.'</script></html>")
    (tmp_path / "c.jsonl").write_text(
        '{"id": "x", "text": "Talks."}\n{"id": "y"\n[1]\n{"id": "z", "text": 5}\n'
    )
    (tmp_path / "d.gz").write_bytes(b"\x1f\x8b broken")
    (tmp_path / "e.txt").write_text("")
    frame = onrecord.read(tmp_path)
    assert frame["doc_id"].to_list() == [
        "a.bin",
        "b.html",
        "x",
        "c.jsonl#1",
        "c.jsonl#2",
        "z",
        "d.gz",
        "e.txt",
    ]
    assert [error is None for error in frame["error"]] == [
        False,
        False,
        True,
        False,
        False,
        False,
        False,
        True,
    ]
    for part in (
        "format is unknown",
        "has no article",
        "line 2 is no JSON",
        "line 3 is no object",
        "no string but int",
    ):
        assert any(part in (error or "") for error in frame["error"]), part
    record = onrecord.extract(frame)
    assert record.documents["error"].to_list() == frame["error"].to_list()


@pytest.mark.parametrize(
    ("name", "content", "error", "message"),
    [
        ("page.html", b"<p>", OSError, "page.html: the page has no article"),
        ("pages.warc", b"GET / HTTP/1.1", OSError, "is no web archive"),
        ("pages.warc.gz", b"WARC/1.0", OSError, "not compressed as its name says"),
        ("a.zip", b"PK", OSError, "cannot be read as a zip archive"),
        ("a.bin", b"\x7fELF\0\1\2\3", NotImplementedError, "the format is unknown"),
        ("a.txt", b"\0\1\2\3\4", OSError, "no text file"),
        ("a.parquet", b"PAR1", OSError, "cannot be read as Parquet"),
        ("a.json", b"{", OSError, "is no JSON"),
        ("a.csv", b"title\nx\n", ValueError, "has no column 'text' with the texts, but 'title'"),
        (
            "a.jsonl",
            b'{"id": "x", "text": "a"}\n{"id": "x", "text": "b"}',
            ValueError,
            "several documents one id",
        ),
    ],
)
def test_a_file_that_cannot_be_read_is_an_error(
    tmp_path: Path, name: str, content: bytes, error: type[Exception], message: str
) -> None:
    path = tmp_path / name
    path.write_bytes(content)
    with pytest.raises(error, match=message) as raised:
        onrecord.read(path)
    assert isinstance(raised.value, onrecord.OnrecordError)


def test_the_first_error_may_be_raised(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Talks.")
    (tmp_path / "b.jsonl").write_text('{"text": "Talks.", "published": "soon"}\n')
    assert onrecord.read(tmp_path)["error"].null_count() == 1
    with pytest.raises(OSError, match=r"article 'b.jsonl#0': published = 'soon' is no day"):
        onrecord.read(tmp_path, on_error="raise")


@pytest.mark.parametrize(
    ("source", "options", "error", "message"),
    [
        ("nowhere.txt", {}, FileNotFoundError, "no file or folder 'nowhere.txt'"),
        ("nowhere/*.txt", {}, FileNotFoundError, "no file fits"),
        (".", {"on_error": "ignore"}, ValueError, "use 'flag' or 'raise'"),
    ],
)
def test_wrong_calls(source: str, options: dict[str, Any], error: type[Exception], message: str) -> None:
    with pytest.raises(error, match=message):
        onrecord.read(source, **options)


def test_an_empty_folder_gives_no_rows(tmp_path: Path) -> None:
    frame = onrecord.read(tmp_path)
    assert frame.is_empty()
    assert frame.schema == schemas.READ
    assert onrecord.extract(frame).documents.is_empty()


def test_the_sample_is_whole() -> None:
    sample = onrecord.sample()
    assert sample.height > 10
    assert sample.schema == schemas.READ
    assert sample["error"].null_count() == sample.height
