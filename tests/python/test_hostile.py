"""What was made to do harm: it is refused with the limit that it broke, or is shown as the text that it is."""

from __future__ import annotations

import csv
import gzip
import io
import json
import os
import pickle
import pickletools
import subprocess
import sys
import zipfile
from pathlib import Path

import polars as pl
import pytest

import onrecord
from browser import chromium
from documents import docx, packed

ARTICLE = "The envoy left Ankara on Monday after two days of talks, and the foreign ministry said that he would be back."
ZEROS = b"\0" * (2 << 20)
#: A thirtieth of what holds if nothing is said, so that a test is soon done.
SMALL = onrecord.Limits(article=1 << 20, line=1 << 20, table=32 << 20, elements=50_000)


def zipped(members: dict[str, bytes]) -> bytes:
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return content.getvalue()


def record(body: bytes, encoding: str = "") -> bytes:
    head = f"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Encoding: {encoding}\r\n\r\n".encode()
    return b"WARC/1.0\r\nWARC-Type: response\r\nContent-Length: %d\r\n\r\n%s\r\n\r\n" % (
        len(head + body),
        head + body,
    )


# --- what unpacks endlessly ----------------------------------------------------------------------


BOMBS = {
    "a.txt.gz": gzip.compress(gzip.compress(gzip.compress(ZEROS))),
    "b.zip": zipped({"a.zip": zipped({"b.zip": zipped({"c.txt": ZEROS})})}),
    "c.zip": zipped({"a.txt.gz": gzip.compress(ZEROS)}),
    "d.wacz": packed({"archive/a.warc.gz": gzip.compress(record(gzip.compress(ZEROS), "gzip"))}),
    "e.docx": packed({"word/document.xml": b"<a>" + b"<b/>" * 60_000 + b"</a>"}),
    "f.docx": packed({"word/document.xml": ZEROS * 3}),
    "g.jsonl.gz": gzip.compress(b"{}\n" * (400 << 10)),
    "h.rss": b'<!DOCTYPE a [<!ENTITY b "bbbb"><!ENTITY c "&b;&b;&b;&b;">]><rss><channel>&c;</channel></rss>',
    "i.rss.gz": gzip.compress(b"<rss>" + b"<i/>" * 60_000 + b"</rss>"),
    "j.csv.gz": gzip.compress(b"text\n" + b"a" * (2 << 20)),
    "k.eml.gz": gzip.compress(b"Message-ID: <1@a>\nFrom: a@b\nSubject: a\n\n" + b"a\n" * (1 << 20)),
}  # fmt: skip


@pytest.mark.parametrize("name", sorted(BOMBS))
def test_what_unpacks_endlessly_says_which_limit_it_broke(name: str, tmp_path: Path) -> None:
    (tmp_path / name).write_bytes(BOMBS[name])
    (tmp_path / "z.txt").write_text(ARTICLE)
    frame = onrecord.read(tmp_path, limits=SMALL)
    assert frame["text"][-1] == ARTICLE
    *errors, last = frame["error"].to_list()
    assert last is None and errors and errors[-1] is not None
    # What stands in an archive or a file that is packed more than once is not unpacked at all.
    refusals = ("Limits", "control characters", "a zip archive", "declares entities", "format is unknown")
    assert any(word in errors[-1] for word in refusals), errors[-1][:300]


@pytest.mark.parametrize(
    ("name", "content", "limits"),
    [
        ("a.txt", ARTICLE.encode(), {"article": 50}),
        ("a.html", f"<p>{ARTICLE}".encode(), {"article": 50}),
        ("a.jsonl", json.dumps({"text": ARTICLE}).encode() + b"\n", {"line": 50}),
        ("a.csv", f'text\n"{ARTICLE}"\n'.encode(), {"line": 50}),
        ("a.warc", record(f"<p>{ARTICLE}".encode()), {"article": 50}),
        ("a.docx", docx([ARTICLE]), {"elements": 2}),
        ("a.rss", f"<rss><channel><item><title>{ARTICLE}</title></item></channel></rss>".encode(), {"table": 50}),
        ("a.txt.gz", gzip.compress(ARTICLE.encode() * 99), {"article": 500, "ratio": 2}),
        ("a.zip", zipped({"a.txt": ARTICLE.encode() * 99}), {"article": 500, "ratio": 2}),
    ],
)  # fmt: skip
def test_limits_are_the_callers_to_set(
    name: str, content: bytes, limits: dict[str, int], tmp_path: Path
) -> None:
    (tmp_path / name).write_bytes(content)
    broken = [*limits][-1]
    for frame in (
        onrecord.read(tmp_path, limits=onrecord.Limits(**limits)),
        *onrecord.scan(tmp_path, limits=onrecord.Limits(**limits)),
        onrecord.extract_to(tmp_path, tmp_path / ".record", limits=onrecord.Limits(**limits)).documents.collect(),
    ):  # fmt: skip
        assert f"Limits{'(ratio=' if broken == 'ratio' else '.' + broken}" in str(frame["error"].item())
    assert onrecord.read(tmp_path)["error"].null_count() or name == "a.rss"


def test_what_is_no_limit_is_refused() -> None:
    with pytest.raises(TypeError, match="give a whole number"):
        onrecord.Limits(article="32 MB")  # type: ignore[arg-type]
    with pytest.raises(ValueError, match="give a number from 1"):
        onrecord.Limits(line=0)


# --- names ---------------------------------------------------------------------------------------


def test_nothing_is_written_where_a_name_in_an_archive_leads(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    names = ["../../slip.txt", "/tmp/onrecord-slip.txt", "a/../../slip.txt"]
    (tmp_path / "in" / "a.zip").write_bytes(zipped({name: ARTICLE.encode() for name in names}))
    extracted = onrecord.extract(onrecord.read(tmp_path / "in"))
    assert extracted.documents.height == len(names)
    out = tmp_path / "deep" / "out"
    extracted.write_brat(out)
    extracted.write_cas(tmp_path / "deep" / "cas")
    written = {path.relative_to(tmp_path).parts[0] for path in tmp_path.rglob("*.*")}
    assert written == {"in", "deep"}
    assert not Path("/tmp/onrecord-slip.txt").exists()
    assert {path.parent for path in (tmp_path / "deep").rglob("*.*")} == {out, tmp_path / "deep" / "cas"}


@pytest.mark.skipif(sys.platform == "win32", reason="its names have no control characters")
def test_no_name_and_no_text_commands_a_terminal(tmp_path: Path) -> None:
    clear = "\x1b[2J\x1b]0;owned\x07\x9b31m\x08"
    (tmp_path / f"a{clear}\nonrecord: all is well.txt").write_text(f"{clear}{ARTICLE}{clear}")
    (tmp_path / f"b{clear}.txt").write_bytes(bytes(range(9)) * 99)
    rows = [{"id": f"c{clear}", "text": f"{clear}“Talks are over,” said Ana{clear} Ruiz.", "title": clear},
            {"id": f"d{clear}\nonrecord: all is well", "text": None}]  # fmt: skip
    (tmp_path / "c.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows))
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path), "PYTHONIOENCODING": "utf-8"}
    files = sorted(map(str, tmp_path.glob("*")))
    for arguments in (
        ["show", *files],
        ["search", "talks", *files],
        ["table", *files],
        ["extract", *files, "--out", str(tmp_path / "record")],
        ["show", str(tmp_path / f"missing{clear}.txt")],
    ):
        command = [sys.executable, "-m", "onrecord", *arguments]
        done = subprocess.run(command, env=environment, capture_output=True, timeout=120, check=False)
        said = done.stderr if arguments[0] == "table" else done.stdout + done.stderr
        assert not set(said.decode()) & {"\x1b", "\x07", "\x9b", "\x08"}, (arguments, said)
        assert b"usage:" not in said, said
        assert all(not line.startswith(b"onrecord: all is well") for line in said.splitlines())


# --- cells and pages -----------------------------------------------------------------------------


FORMULAS = ['=HYPERLINK("http://x","a")', "+1+1", "-1+1", "@SUM(A1)", "\t=1", "\r=1", "'=1"]
MARKUP = "</script></style></title></textarea>--><script>document.title='owned'</script><img src=http://127.0.0.1:9/x onerror=\"document.title='owned'\">'\"><svg onload=\"document.title='owned'\">"


@pytest.fixture(scope="module")
def hostile() -> onrecord.Extraction:
    """Markup and formulas in every column that a caller or a source can fill."""
    columns = ("doc_id", "title", "outlet", "url", "author", "section", "authors")
    rows = [
        dict.fromkeys(columns, f"{start}{MARKUP}")
        | {"text": f"{start}{MARKUP}\n\n“{MARKUP} Talks are over,” said {start} Ana Ruiz of {MARKUP}, the {MARKUP} minister, on 3 March 2020.\n\n“We agreed,” Ana Ruiz told Ivo {MARKUP} Prpic on Monday."}
        | {"doc_id": f"{start}{number}{MARKUP}", "published": "2020-03-05"}
        for number, start in enumerate(FORMULAS)
    ]  # fmt: skip
    gazetteer = [
        {
            "name": "Ana Ruiz",
            "type": "person",
            "id": f"=1{MARKUP}",
            "role": MARKUP,
            "aliases": [MARKUP],
        }
    ]
    return onrecord.extract(rows, gazetteer=gazetteer)


def test_no_cell_that_a_spreadsheet_opens_is_a_formula(hostile: onrecord.Extraction, tmp_path: Path) -> None:
    openpyxl = pytest.importorskip("openpyxl")
    hostile.write_xlsx(tmp_path / "a.xlsx")
    book = openpyxl.load_workbook(tmp_path / "a.xlsx")
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row]
    assert len(cells) > 500 and all(cell.data_type != "f" for cell in cells)
    hostile.write_excel_csv(tmp_path / "csv")
    files = [*(tmp_path / "csv").iterdir()]
    assert len(files) == 8
    for file in files:
        for row in csv.reader(io.StringIO(file.read_bytes().decode("utf-8-sig"), newline="")):
            assert all(not cell.startswith(("=", "+", "@", "\t", "\r")) for cell in row), (file.name, row)


#: What a page may do where it is shown: style itself. Anything else is told of as a violation.
POLICY = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; font-src data:"


def pages(record: onrecord.Extraction, folder: Path) -> dict[str, str]:
    """Each thing that shows rows, as HTML."""
    name = record.documents["doc_id"][0]
    shown = {
        "article": record.show(name)._repr_html_(),
        "record": record._repr_html_(),
        "concordance": record.search("talks")._repr_html_(),
        "echoes": record.echoes()._repr_html_(),
    }
    for kind in ("timeline", "speakers", "outlets", "dates", "network"):
        getattr(record.plot, kind)().save(str(folder / f"{kind}.svg"))
        shown[kind] = (folder / f"{kind}.svg").read_text(encoding="utf-8")
    return shown


def test_no_display_and_no_picture_runs_or_loads_what_stands_in_a_text(
    hostile: onrecord.Extraction, tmp_path: Path
) -> None:
    asked: list[str] = []
    with chromium() as browser:
        for kind, content in pages(hostile, tmp_path).items():
            page = browser.new_page()
            page.on("request", lambda request: asked.append(request.url))
            broken: list[str] = []
            page.expose_function("violated", lambda told, broken=broken: broken.append(told))
            listener = "document.addEventListener('securitypolicyviolation', event => violated(event.violatedDirective))"
            page.add_init_script(listener)
            head = f'<!doctype html><meta charset=utf-8><meta http-equiv="Content-Security-Policy" content="{POLICY}"><title>mine</title>'
            page.set_content(f"{head}<body>{content}</body>")
            assert page.title() == "mine", kind
            assert page.locator("script, img, iframe, object, embed, [onload], [onerror]").count() == 0, kind
            assert not broken, (kind, broken)
            page.close()
        # The report has a script: its own, and no other.
        path = hostile.report(tmp_path / "report.html")
        page = browser.new_page()
        page.on("request", lambda request: asked.append(request.url))
        page.goto(path.resolve().as_uri())
        page.wait_for_selector("#index", state="attached")
        title = page.title()
        for _ in range(6):
            page.keyboard.press("Tab")
        page.keyboard.press("Enter")
        assert page.title() == title and "owned" not in title
        assert page.locator("body img, iframe, object, embed, [onload], [onerror]").count() == 0
    assert [url for url in asked if not url.startswith(("file:", "about:"))] == []


# --- what is unpickled ---------------------------------------------------------------------------


def test_a_pickled_extractor_names_one_function_and_plain_values() -> None:
    extractor = onrecord.Extractor(
        gazetteer=[{"name": "Ana Ruiz", "type": "person"}], verbs={"kvetch": "condemn"}, threads=2
    )
    for protocol in range(2, pickle.HIGHEST_PROTOCOL + 1):
        data = pickle.dumps(extractor, protocol)
        named: list[object] = []
        texts: list[object] = []
        for operation, argument, _ in pickletools.genops(data):
            if operation.name == "GLOBAL":
                named.append(argument)
            elif operation.name == "STACK_GLOBAL":
                named.append(" ".join(map(str, texts[-2:])))
            elif isinstance(argument, str):
                texts.append(argument)
        assert named == ["onrecord._extract _restored"], named
        again = pickle.loads(data)
        assert again == extractor and again.threads == 2


def test_a_pickle_with_other_options_is_refused_by_what_they_are() -> None:
    function, (options,) = onrecord.Extractor().__reduce__()
    with pytest.raises(TypeError, match="unexpected keyword"):
        function({**options, "run": "rm"})
    with pytest.raises(onrecord.OnrecordError):
        function({**options, "threads": "os.system"})


# --- pages ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "page",
    [
        "<div>" * 100_000 + f"<p>{ARTICLE}",
        f"<p>{ARTICLE}" + "<b>" * 100_000,
        "<p " + " ".join(f"a{number}=x" for number in range(20_000)) + f">{ARTICLE}",
        "".join(f"<html a{number}=1>" for number in range(20_000)) + f"<p>{ARTICLE}",
        '<!DOCTYPE html [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]>' + f"<p>{ARTICLE} &b;",
    ],
    ids=["open tags", "open formatting", "attributes", "attributes of one element", "entities"],
)
def test_a_page_that_was_made_to_do_harm_is_its_article(page: str) -> None:
    assert onrecord.read_html([page])["text"].item().startswith(ARTICLE)


def test_a_stored_record_with_hostile_names_is_shown_as_it_is(
    hostile: onrecord.Extraction, tmp_path: Path
) -> None:
    hostile.write_parquet(tmp_path)
    stored = onrecord.StoredExtraction(tmp_path)
    assert stored._repr_html_() and "<script>" not in stored._repr_html_()
    assert stored.documents.select(pl.len()).collect().item() == len(FORMULAS)
