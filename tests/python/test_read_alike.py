"""One article is one article, whatever kind of file it comes in."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import polars as pl
import pytest
from polars.testing import assert_frame_equal

import onrecord
from documents import docx, epub, odt, rtf

TITLE = "Island ferry to sail again in May"
BYLINE = "By Ana Ruiz"
PARAGRAPHS = (
    "The talks on the ferry to the outer islands ended on Tuesday, the harbour office in Larvik said.",
    "“The first trip will be free,” harbour master Ines Duarte told reporters on the quay.",
    "The opposition denied that it had ever asked for a second ferry, and said that the council had been warned.",
)
#: A caption that says something, which no word marks as one; and the same with a credit, as a text has to give it.
CAPTION = "Harbour master Ines Duarte on the quay in Larvik, who says that she has never missed a boat."
CREDIT = "(Lantern photo)"
LINES = [TITLE, BYLINE, PARAGRAPHS[0], f"{CAPTION} {CREDIT}", *PARAGRAPHS[1:]]
PAGE = (
    f"<html><head><title>{TITLE}</title></head><body><nav><a href='/'>Home</a></nav><main><article><h1>{TITLE}</h1>"
    f"<p class='byline'>{BYLINE}</p><p>{PARAGRAPHS[0]}</p><figure><img src='x'><figcaption>{CAPTION} {CREDIT}</figcaption>"
    f"</figure><p>{PARAGRAPHS[1]}</p><p>{PARAGRAPHS[2]}</p></article></main><footer>All rights reserved.</footer></body></html>"
)
MAIL = f"From: desk@example.org\nMessage-ID: <1@example.org>\nSubject: {TITLE}\nMIME-Version: 1.0\nContent-Type: "
FILES: dict[str, str | bytes] = {
    "talks.txt": "\n\n".join(LINES),
    "talks.html": PAGE,
    "talks.docx": docx([f"# {TITLE}", *LINES[1:]]),
    "talks.odt": odt(LINES),
    "talks.rtf": rtf(LINES),
    "talks.epub": epub([PAGE.partition("<body>")[2].partition("</body>")[0]]),
    "talks.eml": MAIL + "text/plain; charset=utf-8\nContent-Transfer-Encoding: 8bit\n\n" + "\n\n".join(LINES[1:]),
    "talks.mhtml": f"Snapshot-Content-Location: https://example.org/a\n{MAIL}text/html; charset=utf-8\n\n{PAGE}",
    "talks.jsonl": json.dumps({"title": TITLE, "text": "\n\n".join(LINES[1:])}),
}  # fmt: skip
SAID = ["source", "cue", "content", "addressee", "kind", "act", "speaker", "target", "negated"]


@pytest.mark.parametrize("name", list(FILES))
def test_an_article_gives_the_same_statements_by_all_its_kinds_of_file(name: str, tmp_path: Path) -> None:
    content = FILES[name]
    path = tmp_path / name
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    found = onrecord.extract(onrecord.read(path)).statements
    expected = onrecord.extract(FILES["talks.txt"]).statements
    assert expected.height == 5
    assert_frame_equal(found.select(SAID), expected.select(SAID))


def test_what_a_page_tells_of_its_lines_is_what_they_are() -> None:
    """No word tells that this is a caption, and a line that ends no sentence would be taken for the headline."""
    page = PAGE.replace(f" {CREDIT}", "").replace(
        f"<p>{PARAGRAPHS[0]}</p>", "<h2>Free trips for islanders</h2>"
    )
    articles = onrecord.read_html([page])
    blocks = articles["blocks"][0].struct.unnest()
    record = onrecord.extract(articles)
    assert_frame_equal(record.blocks.select("start", "end", pl.col("role").cast(pl.String)), blocks)
    [text] = record.documents["text"]
    lines = {text[row["start"] : row["end"]]: row["role"] for row in record.blocks.iter_rows(named=True)}
    assert lines == {
        "Free trips for islanders": "body",
        CAPTION: "caption",
        PARAGRAPHS[1]: "body",
        PARAGRAPHS[2]: "body",
    }
    assert "blocks" not in record.documents.columns


@pytest.mark.parametrize("kind", ["parquet", "ndjson", "ipc"])
def test_blocks_come_back_from_files(kind: str, tmp_path: Path) -> None:
    articles = onrecord.read_html([PAGE, "<p>Nothing"])
    path = tmp_path / f"news.{kind}"
    getattr(articles, f"write_{kind}")(path)
    read = onrecord.read(path) if kind != "ipc" else pl.read_ipc(path)
    assert read.schema == onrecord.schemas.READ
    assert_frame_equal(read.select("text", "blocks"), articles.select("text", "blocks"))
    expected = onrecord.extract(articles)
    for frame in ("blocks", "statements"):
        assert_frame_equal(getattr(onrecord.extract(read), frame), getattr(expected, frame))


TEXT = f"{PARAGRAPHS[0]}\n\n{CAPTION}"
WHOLE = [(0, len(PARAGRAPHS[0]), "body"), (len(PARAGRAPHS[0]) + 2, len(TEXT), "caption")]


@pytest.mark.parametrize(
    ("text", "blocks", "roles"),
    [
        (TEXT, WHOLE, ["body", "caption"]),
        # Quotation marks may be set otherwise, and roles be corrected by hand.
        (TEXT.replace("a", "ä"), WHOLE, ["body", "caption"]),
        (TEXT, [(0, len(PARAGRAPHS[0]), "boilerplate"), WHOLE[1]], ["boilerplate", "caption"]),
        # The text was changed since, or the blocks are none.
        (f"Larvik: {TEXT}", WHOLE, ["body", "body"]),
        (TEXT[:-20], WHOLE, ["body", "body"]),
        (f"{TEXT}\n\nAll is well, they said.", WHOLE, ["body", "body", "body"]),
        (TEXT, [WHOLE[0]], ["body", "body"]),
        (TEXT, [WHOLE[0], (*WHOLE[1][:2], "picture")], ["body", "body"]),
        (TEXT, [WHOLE[0], (WHOLE[1][0], None, "caption")], ["body", "body"]),
        (TEXT, [WHOLE[0], (WHOLE[1][0], 2**40, "caption")], ["body", "body"]),
        (TEXT, [], ["body", "body"]),
        (TEXT, None, ["body", "body"]),
    ],
)
def test_blocks_count_where_they_are_those_of_the_text(
    text: str, blocks: list[tuple[int, int | None, str]] | None, roles: list[str]
) -> None:
    given = blocks and [dict(zip(("start", "end", "role"), block, strict=True)) for block in blocks]
    record = onrecord.extract([{"text": text, "blocks": given}])
    assert record.blocks["role"].to_list() == roles


@pytest.mark.parametrize("blocks", [3, "three", [1, 2], {"start": 0}])
def test_a_column_of_this_name_that_holds_something_else_is_the_callers(blocks: object) -> None:
    record = onrecord.extract([{"text": TEXT, "blocks": blocks}])
    assert record.documents["blocks"].to_list() == [blocks]
    assert record.blocks["role"].to_list() == ["body", "body"]


def test_the_command_and_stores_take_what_pages_tell(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "talks.html").write_text(PAGE.replace(f" {CREDIT}", ""))
    done = subprocess.run(
        [sys.executable, "-m", "onrecord", "extract", "in", "--out", "out", "--quiet"],
        cwd=tmp_path, capture_output=True, text=True, timeout=120,
    )  # fmt: skip
    assert (done.returncode, done.stderr) == (0, "")
    stored = onrecord.extract_to(tmp_path / "in", tmp_path / "stored", progress=False)
    for roles in (
        pl.read_parquet(tmp_path / "out" / "blocks.parquet")["role"],
        stored.blocks.collect()["role"],
    ):
        assert roles.to_list() == ["body", "caption", "body", "body"]
