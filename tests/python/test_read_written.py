"""Documents of offices and e-books become articles."""

from __future__ import annotations

import datetime as dt
import sys
from pathlib import Path

import polars as pl
import pytest

import onrecord
from documents import WORD, docx, epub, odt, packed, pdf, rtf

DAM = "The dam in the Tarn valley will hold, Ines Duarte said on Monday."
LAKE = "“The lake is falling,” the harbour master told reporters."


@pytest.mark.parametrize(
    ("name", "content", "title", "text"),
    [
        ("a.docx", docx(["# Dam will hold", "The dam in the Tarn |valley will hold, Ines Duarte said on Monday.", LAKE]), "Dam will hold", f"{DAM}\n\n{LAKE}"),
        ("b.docx", docx([DAM, [["Lake", "Metres"], ["Tarn", "7"]]]), None, f"{DAM}\n\nLake\tMetres\n\nTarn\t7"),
        ("c.odt", odt(["Dam will hold", DAM.replace(" will", "|will"), LAKE]), "Dam will hold", f"{DAM}\n\n{LAKE}"),
        ("d.rtf", rtf([DAM, LAKE]), None, f"{DAM}\n\n{LAKE}"),
        ("e.pdf", pdf([(700, DAM[:40]), (686, DAM[40:]), (640, "It rained.")]), None, f"{DAM[:40].strip()}\n{DAM[40:]}\n\nIt rained."),
    ],
)  # fmt: skip
def test_a_document_is_an_article(
    tmp_path: Path, name: str, content: bytes, title: str | None, text: str
) -> None:
    (tmp_path / name).write_bytes(content)
    # A name without an ending leaves the kind to the first bytes.
    (tmp_path / "z").write_bytes(content)
    frame = onrecord.read(tmp_path)
    assert frame.select("doc_id", "title", "text", "error").rows() == [
        (name, title, text, None),
        ("z", title, text, None),
    ]
    reader = getattr(onrecord, f"read_{name[2:]}")
    assert reader(tmp_path / name)["text"].item() == text


def test_what_was_deleted_in_word_or_stands_there_twice_is_no_text(tmp_path: Path) -> None:
    body = (
        "<w:p><w:r><w:t>Kept</w:t></w:r><w:del><w:r><w:delText>gone</w:delText></w:r></w:del><w:r><w:tab/><w:t>and</w:t><w:br/><w:t>kept.</w:t></w:r>"
        '<mc:AlternateContent xmlns:mc="m"><mc:Choice><w:txbxContent><w:p><w:r><w:t>Box.</w:t></w:r></w:p></w:txbxContent></mc:Choice>'
        "<mc:Fallback><w:txbxContent><w:p><w:r><w:t>Box.</w:t></w:r></w:p></w:txbxContent></mc:Fallback></mc:AlternateContent></w:p>"
    )
    (tmp_path / "a.docx").write_bytes(
        packed({"word/document.xml": f'<w:document xmlns:w="{WORD}"><w:body>{body}</w:body></w:document>'})
    )
    assert onrecord.read_docx(tmp_path / "a.docx")["text"].item() == "Kept\tand\nkept.\n\nBox."


def test_the_parts_of_an_e_book(tmp_path: Path) -> None:
    story = f"<h1>Dam will hold</h1><p>{DAM}</p><p>{LAKE}</p>"
    (tmp_path / "issue.epub").write_bytes(epub(["<p>Cover</p>", story, story]))
    frame = onrecord.read(tmp_path)
    assert frame.select("doc_id", "outlet", "published", "language").rows() == [
        (f"issue.epub#{number}", "The Carmel Post", dt.date(2020, 2, 15), "en") for number in (0, 1)
    ]
    assert all(DAM in text and LAKE in text for text in frame["text"])


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        ("a.docx", b"PK\x03\x04 broken", "cannot be read"),
        ("b.docx", docx([DAM])[:-40], "cannot be read"),
        ("c.docx", packed({"word/document.xml": "<w:document"}), "no well-formed XML"),
        ("d.docx", packed({"word/document.xml": '<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><x>&b;</x>'}), "declares entities"),
        ("e.docx", packed({"word/document.xml": f'<w:document xmlns:w="{WORD}"/>'}), "has no text"),
        ("f.xlsx", packed({"xl/workbook.xml": "<x/>"}), "a spreadsheet: save its table as CSV"),
        ("g.pptx", packed({"ppt/presentation.xml": "<x/>"}), "slides"),
        ("h.odt", packed({"mimetype": "application/vnd.oasis.opendocument.text"}), "has no member content.xml"),
        ("i.epub", packed({"mimetype": "application/epub+zip"}), "has no member META-INF/container.xml"),
        ("j.pdf", b"%PDF-1.4 broken", "cannot be read as PDF"),
        ("k.pdf", pdf([]), "only pictures of it: recognise it first"),
        ("l.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "save it as .docx"),
        ("m", packed({"a.txt": "x"}), "name it .zip"),
    ],
)  # fmt: skip
def test_a_broken_document_is_a_row_with_its_error(
    tmp_path: Path, name: str, content: bytes, message: str
) -> None:
    (tmp_path / name).write_bytes(content)
    (tmp_path / "z.txt").write_text(DAM)
    frame = onrecord.read(tmp_path)
    assert frame["text"].to_list() == [None, DAM]
    assert message in frame["error"][0]


def test_xml_of_more_elements_than_memory_should_hold_is_refused(tmp_path: Path) -> None:
    (tmp_path / "a.docx").write_bytes(docx([DAM] * 400))
    (tmp_path / "b.docx").write_bytes(docx([DAM] * 100))
    assert [
        "has more than 1,000 elements" in (error or "")
        for error in onrecord.read(tmp_path, limits=onrecord.Limits(elements=1000))["error"]
    ] == [True, False]


@pytest.mark.parametrize(("name", "content", "module", "extra"), [("a.pdf", pdf([(700, DAM)]), "pypdfium2", "pdf"), ("a.rtf", rtf([DAM]), "striprtf", "rtf")])  # fmt: skip
def test_without_its_package_a_file_says_what_to_install(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str, content: bytes, module: str, extra: str
) -> None:
    (tmp_path / name).write_bytes(content)
    for loaded in [known for known in sys.modules if known.partition(".")[0] == module]:
        monkeypatch.delitem(sys.modules, loaded)
    monkeypatch.setattr(sys, "meta_path", [_Without(module), *sys.meta_path])
    assert f"pip install 'onrecord[{extra}]'" in onrecord.read(tmp_path)["error"].item()
    with pytest.raises(ImportError, match=extra):
        onrecord.read(tmp_path / name)


class _Without:
    """An import system that does not find a package."""

    def __init__(self, module: str) -> None:
        self.module = module

    def find_spec(self, name: str, path: object = None, target: object = None) -> None:
        if name.partition(".")[0] == self.module:
            raise ModuleNotFoundError(f"No module named {name!r}", name=name)


def test_what_is_told_of_documents_can_be_extracted(tmp_path: Path) -> None:
    (tmp_path / "a.docx").write_bytes(docx(["# Dam will hold", DAM, LAKE]))
    record = onrecord.extract(onrecord.read(tmp_path))
    assert record.statements.filter(pl.col("kind") == "direct").height == 1
