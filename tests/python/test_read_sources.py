"""Whatever people have: compressed, in archives, too large, broken, hostile."""

from __future__ import annotations

import gzip
import io
import json
import os
import struct
import subprocess
import sys
import zipfile
import zlib
from pathlib import Path

import polars as pl
import pytest
from polars.testing import assert_frame_equal

import onrecord
from documents import docx
from onrecord import schemas

#: "Packed.\n" by the reference encoder.
ZSTD = bytes.fromhex("28b52ffd24084100005061636b65642e0a0b5c5369")
#: The same as Brotli, and 40 MB of one letter.
BROTLI = bytes.fromhex("8b03805061636b65642e0a03")
BROTLI_BOMB = bytes.fromhex(
    "cbffff3ff825c2e2b14020f7fe8fffff7ff04b00c4611180eefd1fffffffe0970088c30200ddfb3ffeffffc12f0110870500baf77ffcffff835f"
    "02200e0b0074efff06"
)
ARTICLE = "The envoy left Ankara on Monday after two days of talks, and the foreign ministry said that he would be back soon."


def test_compressed_files_and_members_of_archives(tmp_path: Path) -> None:
    (tmp_path / "a.txt.gz").write_bytes(gzip.compress(b"Packed.\n"))
    (tmp_path / "b.txt.zst").write_bytes(ZSTD)
    (tmp_path / "c.txt.zst").write_bytes(ZSTD + ZSTD)
    with zipfile.ZipFile(tmp_path / "d.zip", "w") as archive:
        archive.writestr("deep/one.txt", "Packed.\n")
        archive.writestr("rows.jsonl", '{"text": "Packed.\\n"}\n')
        archive.writestr("two.txt.gz", gzip.compress(b"Packed.\n"))
        archive.writestr("three.txt.zst", ZSTD)
        archive.writestr("__MACOSX/one.txt", "no")
    (tmp_path / "e.txt.br").write_bytes(BROTLI)
    (tmp_path / "f.zip").write_bytes(zip_of_zstandard(b"one.txt", ZSTD, len(b"Packed.\n")))
    frame = onrecord.read(tmp_path)
    assert frame["error"].null_count() == frame.height
    assert dict(frame.select("doc_id", "text").rows()) == {
        "a.txt.gz": "Packed.\n", "b.txt.zst": "Packed.\n", "c.txt.zst": "Packed.\nPacked.\n",
        "d.zip/deep/one.txt": "Packed.\n", "d.zip/rows.jsonl#0": "Packed.\n", "d.zip/two.txt.gz": "Packed.\n",
        "d.zip/three.txt.zst": "Packed.\n", "e.txt.br": "Packed.\n", "f.zip/one.txt": "Packed.\n",
    }  # fmt: skip


def zip_of_zstandard(name: bytes, content: bytes, size: int, method: int = 93) -> bytes:
    """An archive with one member that is compressed by a method that Python came to know late, or does not know."""
    facts = struct.pack(
        "<HHHHHIIIHH", 63, 0, method, 0, 33, zlib.crc32(b"Packed.\n"), len(content), size, len(name), 0
    )
    local = b"PK\3\4" + facts + name + content
    central = b"PK\1\2" + struct.pack("<H", 63) + facts + struct.pack("<HHHII", 0, 0, 0, 0, 0) + name
    end = b"PK\5\6" + struct.pack("<HHHHIIH", 0, 0, 1, 1, len(central), len(local), 0)
    return local + central + end


def test_members_that_cannot_be_unpacked_say_what_to_do(tmp_path: Path) -> None:
    (tmp_path / "a.zip").write_bytes(zip_of_zstandard(b"one.txt", b"x", 1, method=98))
    assert "unpack the archive and read its files" in onrecord.read(tmp_path)["error"].item()


def test_every_kind_of_broken_file_gets_a_row_that_says_so(tmp_path: Path) -> None:
    table = io.BytesIO()
    pl.DataFrame({"text": ["Talks."] * 1000}).write_parquet(table)
    packed = gzip.compress(os.urandom(5000))
    archive = io.BytesIO()
    with zipfile.ZipFile(archive, "w", zipfile.ZIP_DEFLATED) as writer:
        writer.writestr("a.txt", "Talks. " * 1000)
    broken = {
        "a.parquet": table.getvalue()[:-20], "b.txt.gz": packed[:-100], "c.jsonl.gz": packed[:100], "d.txt.zst": ZSTD[:-8],
        "e.zip": archive.getvalue()[:-30], "f.txt": bytes(range(9)) * 99, "g.json": b"[" * 200_000, "h.html": os.urandom(3000),
        "i.csv": b'text\n"unclosed', "j.jsonl": b"{" * 200_000, "k.txt.gz": b"no gzip", "l.bin": b"\x7fELF\0\1\2\3\4\5\6\7",
    }  # fmt: skip
    for name, content in broken.items():
        (tmp_path / name).write_bytes(content)
    (tmp_path / "z.txt").write_text("Talks are over.")
    frame = onrecord.read(tmp_path)
    failed = frame.filter(pl.col("error").is_not_null())
    assert {name.split("#")[0].split("/")[0] for name in failed["doc_id"]} >= set(broken) - {"i.csv"}
    assert frame.filter(pl.col("doc_id") == "z.txt")["text"].item() == "Talks are over."
    assert all(len(error) > 20 for error in failed["error"])


def test_what_unpacks_endlessly_is_not_unpacked(tmp_path: Path) -> None:
    bomb = gzip.compress(b"\0" * (64 << 20), 9)
    (tmp_path / "a.txt.gz").write_bytes(bomb)
    (tmp_path / "b.html.gz").write_bytes(bomb)
    (tmp_path / "c.jsonl.gz").write_bytes(bomb)
    (tmp_path / "c.txt.br").write_bytes(BROTLI_BOMB)
    with zipfile.ZipFile(tmp_path / "d.zip", "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("a.txt", b"a" * (64 << 20))
    frame = onrecord.read(tmp_path)
    assert frame["error"].null_count() == 0
    for error in frame["error"]:
        assert "Limits.article" in error or "unpacks to more than 250 times its size" in error, error


def test_a_line_of_a_gigabyte_is_refused_in_bounded_memory(tmp_path: Path) -> None:
    endings = ["csv", "html", "json", "jsonl", "txt", "warc"]
    for ending in endings:
        with open(tmp_path / f"a.{ending}", "wb") as file:
            file.write(b"WARC/1.0\r\n" if ending == "warc" else b"a")
            # A hole in the file: the disk holds hardly any of it.
            file.truncate(1 << 30)
    code = (
        "import json, pathlib, re, resource, sys, onrecord\n"
        "frame = onrecord.read(sys.argv[1])\n"
        "peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss >> (20 if sys.platform == 'darwin' else 10)\n"
        # Linux counts the peak of the process that started this one as well, but not here.
        "told = pathlib.Path('/proc/self/status')\n"
        "own = re.search(r'VmHWM:\\s+(\\d+) kB', told.read_text()) if told.exists() else None\n"
        "peak = int(own[1]) >> 10 if own else peak\n"
        "print(json.dumps([frame['path'].to_list(), frame['error'].to_list(), peak]))\n"
    )
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
    done = subprocess.run(
        [sys.executable, "-c", code, str(tmp_path)],
        capture_output=True,
        check=True,
        env=environment,
        timeout=120,
    )
    paths, errors, peak = json.loads(done.stdout)
    assert [Path(path).suffix[1:] for path in paths] == endings
    assert all(errors), errors
    # Less than any one of the files.
    assert peak < 1024


def test_links_that_lead_in_circles_and_names_that_are_no_text(tmp_path: Path) -> None:
    (tmp_path / "loop").symlink_to(tmp_path)
    (tmp_path / "self.txt").symlink_to(tmp_path / "self.txt")
    os.mkfifo(tmp_path / "pipe.txt")
    with open(os.path.join(os.fsencode(tmp_path), b"na\xffme.txt"), "w") as file:
        file.write("Talks.")
    frame = onrecord.read(tmp_path)
    assert frame.select("doc_id", "text").rows() == [("na\\xffme.txt", "Talks."), ("self.txt", None)]
    assert "cannot be read" in frame["error"][1]


def test_articles_in_other_languages_are_flagged_or_left_out(tmp_path: Path) -> None:
    (tmp_path / "en.txt").write_text(ARTICLE)
    (tmp_path / "ru.txt").write_text(
        "Министр иностранных дел заявил, что переговоры о перемирии окончены и будут продолжены в Анкаре."
    )
    (tmp_path / "short.txt").write_text("Talks.")
    frame = onrecord.read(tmp_path)
    assert frame["language"].to_list() == ["en", "ru", None]
    assert [error is None for error in frame["error"]] == [True, False, True]
    assert "another language (ru)" in frame["error"][1]
    assert onrecord.extract(frame).documents["error"].to_list() == frame["error"].to_list()
    assert onrecord.read(tmp_path, languages=["en"])["doc_id"].to_list() == ["en.txt", "short.txt"]
    assert onrecord.read(tmp_path, languages=["en", "ru"])["error"].null_count() == 3


def test_what_is_not_english_gives_no_rows_however_it_comes() -> None:
    german = "Der Minister sagte am Montag in Berlin, die Gespräche über die Waffenruhe seien beendet und nichts sei unterschrieben."
    quoting = f"The minister spoke in German. “{german}”, he said, according to the transcript that the ministry gave to reporters."
    names = "Mevlut Cavusoglu, Hulusi Akar, Hakan Fidan, Sergei Lavrov, Javad Zarif, Jean-Yves Le Drian, Heiko Maas"
    texts = [german, german, quoting, names, "Erdogan vows revenge", german]
    record = onrecord.extract({"text": texts, "language": [None, "unknown", None, None, None, "en"]})
    assert record.documents["language"].to_list() == ["de", "unknown", "en", None, None, "en"]
    assert [error is None for error in record.documents["error"]] == [False, False, True, True, True, True]
    assert "another language (de) than English" in record.documents["error"][0]
    for name, frame in record.frames.items():
        if name not in ("documents", "actors"):
            assert not {"0", "1"} & set(frame["doc_id"]), name
    assert record.documents["duplicate_of"].null_count() == 6
    frame = pl.DataFrame({"text": [german]}).select(rows=onrecord.statements("text"))
    assert frame["rows"].to_list() == [[]]


def test_batches_hold_what_a_whole_reading_holds(tmp_path: Path) -> None:
    rows = [{"text": f"Talks {number}.", "page": number} for number in range(25)]
    (tmp_path / "a.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows))
    pl.DataFrame(rows).write_parquet(tmp_path / "b.parquet")
    pl.DataFrame(rows).write_csv(tmp_path / "c.csv")
    for number in range(12):
        (tmp_path / f"d{number:02}.txt").write_text("Talks.")
    (tmp_path / "e.html").write_text(f"<p>{ARTICLE}")
    batches = list(onrecord.scan(tmp_path, batch_size=10))
    assert [batch.height for batch in batches] == [10] * 8 + [8]
    assert_frame_equal(
        pl.concat(batches, how="diagonal_relaxed"), onrecord.read(tmp_path), check_column_order=False
    )


def test_a_large_csv_is_read_in_batches(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("onrecord._read.readers._LARGE_CSV", 10)
    path = tmp_path / "a.csv"
    pl.DataFrame({"id": range(95), "text": ['Talks, "they" said.\nOver.'] * 95, "page": range(95)}).write_csv(
        path
    )
    batches = list(onrecord.scan(path, batch_size=20))
    assert [batch.height for batch in batches] == [20, 20, 20, 20, 15]
    monkeypatch.undo()
    assert_frame_equal(pl.concat(batches), onrecord.read(path))


def test_the_line_of_a_row_is_told_also_in_a_later_piece_of_a_large_csv(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("onrecord._read.readers._LARGE_CSV", 40)
    (tmp_path / "a.csv").write_text(
        "id,text\n" + "".join(f'{n},"On {n} ""he"" said."\n' for n in range(9)) + "9,a,b,c\n10,Over.\n"
    )
    frame = onrecord.read(tmp_path / "a.csv")
    assert frame.height == 11 and frame["error"].null_count() == 10
    assert "line 11 has more cells than the header, which has 2" in frame["error"][9]


def test_a_row_of_csv_that_does_not_end_is_not_read_for_ever(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_bytes(b'text\n"' + b"a\n" * (20 << 20))
    with pytest.raises(
        OSError, match=r"a row is longer than 32 MB \(Limits\.line\); is a quotation mark not closed"
    ):
        onrecord.read(tmp_path / "a.csv")


def test_ids_are_unique_over_batches(tmp_path: Path) -> None:
    for name in "ab":
        (tmp_path / f"{name}.jsonl").write_text('{"id": "x", "text": "Talks."}\n')
    with pytest.raises(ValueError, match="several articles have one doc_id \\('x'\\)"):
        list(onrecord.scan(tmp_path, batch_size=1))


@pytest.mark.parametrize(
    ("content", "columns"),
    [
        (b"Talks are over.", "text"),
        (b'{"id": "x", "text": "Talks are over."}\n', "jsonl"),
        (b"<!doctype html><p>Talks are over.", "html"),
        (b"1\n00:00:01,000 --> 00:00:02,000\nTalks are over.\n", "subtitles"),
        (b"<rss><item><description>Talks are over.</description></item></rss>", "feed"),
        (
            b"1 of 1 DOCUMENTS\n\nPost\n\nMarch 3, 2020\n\nEnd\n\nLENGTH: 3 words\n\nTalks are over.\n",
            "nexis",
        ),
        (docx(["Talks are over."]), "docx"),
    ],
)
def test_standard_input_is_read_by_what_it_looks_like(content: bytes, columns: str) -> None:
    code = "import onrecord; print(onrecord.read('-')['text'].item(), end='')"
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
    done = subprocess.run(
        [sys.executable, "-c", code], input=content, capture_output=True, check=True, env=environment
    )
    assert done.stdout == b"Talks are over.", columns
    assert done.stderr == b""


def test_progress_is_told_and_silent_where_nobody_looks(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    for number in range(5):
        (tmp_path / f"{number}.txt").write_text("Talks.")
    told: list[tuple[int, int]] = []
    onrecord.read(tmp_path, progress=lambda done, total: told.append((done, total)))
    onrecord.read(tmp_path)
    assert told == [(number, 5) for number in range(1, 6)]
    assert capfd.readouterr() == ("", "")


def test_near_copies_are_marked_and_kept() -> None:
    report = " ".join(
        f"Sentence {number} of the report says {number * 37} things about the truce." for number in range(20)
    )
    texts = [report, ARTICLE, f"ANKARA (AP) — {report}", report.upper(), None]
    record = onrecord.extract(
        [{"doc_id": name, "text": text} for name, text in zip("abcde", texts, strict=True)]
    )
    assert record.documents["duplicate_of"].to_list() == [None, None, "a", "a", None]
    parts = [
        onrecord.extract([{"doc_id": name, "text": text}]) for name, text in zip("abc", texts, strict=False)
    ]
    assert onrecord.merge(parts).documents["duplicate_of"].to_list() == [None, None, "a"]


def test_an_archive_without_files_gives_no_rows(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "a.zip", "w"):
        pass
    frame = onrecord.read(tmp_path / "a.zip")
    assert frame.is_empty() and frame.schema == schemas.READ


def test_json_lines_take_at_most_three_times_their_size_in_memory(tmp_path: Path) -> None:
    path = tmp_path / "many.jsonl"
    with open(path, "w", encoding="utf-8") as file:
        for number in range(6_000):
            text = f"The envoy left Ankara on Monday, the ministry said in statement {number}. " * 40
            file.write(json.dumps({"id": str(number), "text": text, "title": "Envoy leaves"}) + "\n")
    program = (
        "import resource, sys, onrecord\n"
        "onrecord.read_html(['<p>Talks are over, the ministry said.'])\n"
        "before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss\n"
        "frame = onrecord.read(sys.argv[1], progress=False)\n"
        "print(before, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss, frame.height)\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", program, str(path)], capture_output=True, text=True, check=True
    )
    before, peak, height = map(int, done.stdout.split())
    assert height == 6_000
    # Beside what python and polars take by themselves; the frame is one of the three.
    assert (peak - before) * 1024 <= 3 * path.stat().st_size


def test_batches_of_large_files_take_memory_for_a_batch_alone(tmp_path: Path) -> None:
    text = "The envoy left Ankara on Monday, the ministry said in a statement. " * 30
    page = f"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n<p>{text}</p>".encode()
    with (
        open(tmp_path / "a.warc", "wb") as archive,
        open(tmp_path / "b.jsonl", "w", encoding="utf-8") as table,
    ):
        for number in range(40_000):
            archive.write(
                b"WARC/1.0\r\nWARC-Type: response\r\nContent-Length: %d\r\n\r\n%s\r\n\r\n" % (len(page), page)
            )
            table.write(json.dumps({"id": str(number), "text": text}) + "\n")
    program = (
        "import resource, sys, onrecord\n"
        "onrecord.read_html(['<p>Talks are over, the ministry said.'])\n"
        "before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss\n"
        "height = sum(batch.height for batch in onrecord.scan(sys.argv[1], progress=False))\n"
        "print(before, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss, height)\n"
    )
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
    command = [sys.executable, "-c", program, str(tmp_path)]
    done = subprocess.run(command, capture_output=True, text=True, check=True, env=environment)
    before, peak, height = map(int, done.stdout.split())
    assert height == 80_000
    size = sum(file.stat().st_size for file in tmp_path.iterdir())
    assert (peak - before) * 1024 < size / 2, (peak - before, size)
