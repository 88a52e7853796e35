"""Whatever the bytes of a file are, it is read, or is a row with an error: Hypothesis looks for one that is not.

It tries a few files of each kind, the same in every run; `ONRECORD_EXAMPLES=1000` has it try more.
"""

from __future__ import annotations

import gzip
import io
import os
import tempfile
import zipfile
from pathlib import Path

import polars as pl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import onrecord
from documents import DAM, FILES
from onrecord._read.batches import read_as
from onrecord._read.formats import FORMATS
from onrecord._read.kinds import ENDINGS, HEAD, Kind, kind_of_head, kind_of_text
from onrecord._read.readers import TABLES
from onrecord._read.tables import Columns
from onrecord.schemas import READ


def parquet() -> bytes:
    out = io.BytesIO()
    pl.DataFrame({"text": [DAM, None], "published": ["2020-03-03", "soon"]}).write_parquet(out)
    return out.getvalue()


PROQUEST = f"Report Information from ProQuest\n\nDocument 1 of 1\n\nDam will hold\n\nPublication date: Mar 3, 2020\n\nFull text: {DAM}\n\nProQuest document ID: 2369000001\n"
NEXIS = f"1 of 1 DOCUMENTS\n\nThe Carmel Post\n\nMarch 3, 2020 Tuesday\n\nDam will hold\n\nLENGTH: 3 words\n\n{DAM}\n\nLOAD-DATE: March 4, 2020\n"
MHTML = f'From: <Saved>\nSnapshot-Content-Location: https://e.org/a\nMIME-Version: 1.0\nContent-Type: multipart/related; boundary="b"\n\n--b\nContent-Type: text/html\n\n<p>{DAM}\n--b--\n'
GQG = f'{{"date": "2020-03-03T00:00:00Z", "url": "https://e.org/a", "title": "Dam", "lang": "English", "quotes": [{{"pre": "He said", "quote": "{DAM}", "post": "again"}}]}}\n'
SEEDS: dict[Kind, tuple[str, bytes]] = {
    Kind.TEXT: ("a.txt", DAM.encode()), Kind.HTML: ("a.html", f"<title>Dam</title><p>{DAM}".encode()),
    Kind.JSONL: ("a.jsonl", FILES["n.jsonl"]), Kind.CSV: ("a.csv", FILES["m.csv"]), Kind.PARQUET: ("a.parquet", parquet()),
    Kind.WARC: ("a.warc", FILES["f.warc"]), Kind.WACZ: ("a.wacz", FILES["g.wacz"]), Kind.MHTML: ("a.mhtml", MHTML.encode()),
    Kind.FEED: ("a.rss", FILES["j.rss"]), Kind.MAIL: ("a.eml", FILES["h.eml"]), Kind.MBOX: ("a.mbox", FILES["i.mbox"]),
    Kind.TELEGRAM: ("a.json", FILES["l.json"]), Kind.SUBTITLES: ("a.srt", FILES["k.srt"]), Kind.DOCX: ("a.docx", FILES["a.docx"]),
    Kind.ODT: ("a.odt", FILES["c.odt"]), Kind.EPUB: ("a.epub", FILES["d.epub"]), Kind.PDF: ("a.pdf", FILES["e.pdf"]),
    Kind.RTF: ("a.rtf", FILES["b.rtf"]), Kind.NEXIS: ("a.txt", NEXIS.encode()), Kind.FACTIVA: ("a.rtf", FILES["b.rtf"]),
    Kind.PROQUEST: ("a.txt", PROQUEST.encode()), Kind.EUROPRESSE: ("a.html", FILES["o.html"]), Kind.GQG: ("a.json", GQG.encode()),
}  # fmt: skip
#: What has a meaning in one format or another.
WORDS = [
    b"\0", b'"', b"'", b"<", b">", b"\n", b"\n\n", b"\r\n", b"[", b"]", b"{", b"}", b"{}", b"[]", b":", b",", b"null", b"true", b"1e999", b"-1",
    b"99999999999999999999", b"&amp;", b"&#x110000;", b"\xff\xfe", b"\xef\xbb\xbf", b"\xed\xa0\x80", b"<p>", b"</p>", b"<!--", b"]]>", b"<![CDATA[",
    b"\\", b"\\u", b"\\'", b"\\bin9", b"--b", b"Content-Length: -5\r\n", b"Content-Length: 99\r\n", b"Content-Type: text/html; charset=no-such\r\n",
    b"Content-Transfer-Encoding: base64\n", b"=?utf-8?q?=ZZ?=", b"Document 1 of 1\n", b"WARC/1.0\r\n", b"From a@b Tue Mar  3 23:30:00 2020\n",
    b"0000-00-00", b"99:99:99,999 --> ", b"LENGTH: ", b"%PDF-1.7", b"PK\3\4", b"PAR1", b"\x1f\x8b",
]  # fmt: skip

PATIENT = settings(
    max_examples=int(os.environ.get("ONRECORD_EXAMPLES", "12")), deadline=None, derandomize=True, database=None,
    suppress_health_check=list(HealthCheck),
)  # fmt: skip


@st.composite
def spoiled(draw: st.DrawFn, content: bytes) -> bytes:
    """A file of a kind, of which pieces were lost, doubled, or have become words of some format."""
    data = content
    for _ in range(draw(st.integers(0, 6))):
        start = draw(st.integers(0, len(data)))
        end = min(len(data), start + draw(st.sampled_from([0, 0, 1, 4, 40])))
        put = draw(
            st.one_of(st.sampled_from(WORDS), st.binary(max_size=6), st.just(data[start : start + 60] * 2))
        )
        data = data[:start] + put + data[end:]
    return data[: draw(st.integers(0, len(data)))] if draw(st.integers(0, 5)) == 0 else data


def files_of(kind: Kind) -> st.SearchStrategy[bytes]:
    content = SEEDS[kind][1]
    return st.one_of(
        spoiled(content), spoiled(content), st.lists(st.sampled_from(WORDS), max_size=12).map(b"".join)
    )


def check(frame: pl.DataFrame) -> None:
    """Each row has a text or says why it has none, in columns of the types that are promised."""
    assert {name: frame.schema[name] for name in READ} == dict(READ)
    assert frame["doc_id"].null_count() == 0
    assert frame.filter(pl.col("text").is_null() & pl.col("error").is_null()).is_empty()
    assert all(error.strip() for error in frame["error"].drop_nulls())


def test_every_kind_has_files_here() -> None:
    assert set(SEEDS) == {*FORMATS, *TABLES, Kind.TEXT, Kind.HTML}


@pytest.mark.parametrize("kind", list(SEEDS), ids=lambda kind: kind.name.lower())
def test_any_bytes_are_read_or_are_a_row_with_an_error(kind: Kind) -> None:
    name = SEEDS[kind][0]

    @PATIENT
    @given(files_of(kind))
    def holds(content: bytes) -> None:
        with tempfile.TemporaryDirectory() as made:
            folder = Path(made)
            (folder / name).write_bytes(content)
            (folder / "z.txt").write_text(DAM)
            frame = onrecord.read(folder)
            check(frame)
            assert frame["text"][-1] == DAM
            # As its own format, whatever it looks like, and in batches.
            check(read_as(kind, [folder / name, folder / "z.txt"], Columns(), "flag"))
            try:
                batches = list(onrecord.scan(folder, batch_size=1))
            except onrecord.exceptions.ColumnError as error:
                # A table is told of as a whole: that its ids are no ids is for the caller to mend.
                assert "several articles have one doc_id" in str(error)
                return
            assert [batch.height for batch in batches] == [1] * frame.height
            assert pl.concat([batch.select("doc_id", "text") for batch in batches]).equals(
                frame.select("doc_id", "text")
            )

    holds()


@pytest.mark.parametrize("kind", [Kind.TEXT, Kind.HTML, Kind.JSONL, Kind.DOCX, Kind.MAIL], ids=lambda kind: kind.name.lower())  # fmt: skip
def test_a_file_that_is_packed_reads_as_one_that_is_not(kind: Kind) -> None:
    name = SEEDS[kind][0]

    @PATIENT
    @given(files_of(kind))
    def holds(content: bytes) -> None:
        with tempfile.TemporaryDirectory() as made:
            folder = Path(made)
            for inner in ("plain", "packed", "member"):
                (folder / inner).mkdir()
            (folder / "plain" / name).write_bytes(content)
            (folder / "packed" / f"{name}.gz").write_bytes(gzip.compress(content))
            with zipfile.ZipFile(folder / "member" / "a.zip", "w", zipfile.ZIP_DEFLATED) as archive:
                archive.writestr(name, content)
            texts = [
                onrecord.read(folder / inner)["text"].to_list() for inner in ("plain", "packed", "member")
            ]
            if not content.startswith((b"\x1f\x8b", b"\x28\xb5\x2f\xfd")):
                assert texts[0] == texts[1] == texts[2]

    holds()


@PATIENT
@given(
    st.one_of(st.binary(max_size=200), st.lists(st.sampled_from(WORDS), max_size=20).map(b"".join)),
    st.sampled_from(["", ".xyz", *ENDINGS]),
)
def test_what_a_file_is_can_be_asked_of_any_bytes(content: bytes, ending: str) -> None:
    kind = kind_of_head(content[:HEAD], ending)
    assert kind is None or isinstance(kind, Kind)
    if kind in (Kind.TEXT, Kind.HTML):
        assert isinstance(kind_of_text(kind, content), Kind)
