"""What a notebook, a page and a terminal show of an article: everything, escaped, and tied together."""

from __future__ import annotations

import datetime as dt
import re
from html.parser import HTMLParser
from io import StringIO
from pathlib import Path

import polars as pl
import pytest

import onrecord
from onrecord._show.colours import ACTOR, DATE, PALETTE, UNNAMED
from onrecord._show.document import document_rows, marks, noted, pieces, sentence, surest, telling
from onrecord._show.page import DocumentView
from onrecord._show.plain import marked

HOSTILE = (
    "<script>alert(1)</script> \"><img src=x onerror=alert(2)> 'Talks' & <b>war</b> \x00\x1b[31m are over"
)


class Reader(HTMLParser):
    """Elements, attributes, and the text that is seen."""

    VOID = frozenset({"br", "meta", "img"})

    def __init__(self) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.attributes: list[tuple[str, str | None]] = []
        self.seen: list[str] = []
        self.heard: list[str] = []
        self._hidden: list[bool] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.attributes.extend(attrs)
        style = dict(attrs).get("style") or ""
        if tag not in self.VOID:
            self._hidden.append(any(self._hidden) or "clip-path" in style or "vertical-align:super" in style)

    def handle_endtag(self, tag: str) -> None:
        self._hidden.pop()

    def handle_data(self, data: str) -> None:
        (self.heard if self._hidden and self._hidden[-1] else self.seen).append(data)


def read(page: str) -> Reader:
    reader = Reader()
    reader.feed(page)
    reader.close()
    return reader


def written(text: str, **rows: list[dict[str, object]]) -> onrecord.Extraction:
    """An extraction with these statements, whatever the models find."""
    record = onrecord.extract([{"doc_id": "a", "text": text}])
    for name, given in rows.items():
        schema = onrecord.schema(name)
        full = [{**dict.fromkeys(schema), "doc_id": "a", **row} for row in given]
        record = record.replace(**{name: pl.DataFrame(full, schema=schema)})
    return record


def spans(text: str, *surfaces: str) -> list[dict[str, int]]:
    return [{"start": text.index(surface), "end": text.index(surface) + len(surface)} for surface in surfaces]


def statement(
    number: int, text: str, *content: str, source: str, cue: str, parent: int | None = None
) -> dict[str, object]:
    return {
        "statement_id": number, "parent_id": parent, "content": " ".join(content), "content_spans": spans(text, *content),
        "source": source, "source_spans": spans(text, source), "cue": cue, "cue_spans": spans(text, cue),
        "addressee_spans": [], "kind": "direct", "act": "say", "speaker": source, "speaker_id": source.lower(),
        "speakers": [source], "speaker_ids": [source.lower()], "negated": False,
    }  # fmt: skip


def test_every_article_is_shown_whole(record: onrecord.Extraction) -> None:
    for doc_id, text in record.documents.select("doc_id", "text").iter_rows():
        seen = "".join(read(record.show(doc_id).html).seen)
        assert re.sub(r"\s+", "", text) in re.sub(r"\s+", "", seen), doc_id


def test_nothing_in_an_article_is_obeyed(tmp_path: Path) -> None:
    articles = [
        {
            "doc_id": HOSTILE,
            "title": HOSTILE,
            "outlet": HOSTILE,
            "text": f"“{HOSTILE},” Sergey Lavrov said on Monday. {HOSTILE}",
        }
    ]
    record = onrecord.extract(articles)
    page = record.show(HOSTILE).save(tmp_path / "page.html").read_text(encoding="utf-8")
    for shown in (page, record._repr_html_()):
        found = read(shown)
        assert not {"script", "img", "b>"} & set(found.tags)
        assert not [name for name, _ in found.attributes if name.startswith("on") or name in ("href", "src")]
        assert "\x1b" not in shown and "\x00" not in shown
    assert "<script>alert(1)</script>" in "".join(read(page).seen)


def test_a_fragment_needs_no_style_sheet_and_no_script(record: onrecord.Extraction) -> None:
    found = read(record.show(record.documents["doc_id"][0]).html)
    assert not {"style", "link", "script"} & set(found.tags)
    assert not [name for name, _ in found.attributes if name in ("class", "id")]


def test_split_and_nested_statements_stay_apart() -> None:
    text = "“Out,” Ann said, “is out. Bob says we stay,” at noon."
    record = written(
        text,
        statements=[
            statement(0, text, "“Out,”", "“is out. Bob says we stay,”", source="Ann", cue="said"),
            statement(1, text, "we stay", source="Bob", cue="says", parent=0),
        ],
    )
    rows = document_rows(record, "a")
    lines = {(mark.row["statement_id"], mark.line) for mark in marks(rows) if mark.layer == "content"}
    assert lines == {(0, 0), (1, 1)}
    stay = [
        piece for piece in pieces(len(text), marks(rows), ()) if text[piece.start : piece.end] == "we stay"
    ]
    assert [mark.row["statement_id"] for mark in stay[0].marks if mark.layer == "content"] == [0, 1]
    shown = record.show("a").html
    heard = " ".join(read(shown).heard)
    assert heard.count("content of statement 0: ") == 2
    assert heard.count("content of statement 1: ") == 1
    for colour in PALETTE[:2]:
        assert shown.count(f"solid {colour}") >= 2 and f"background:{colour}" in shown


@pytest.mark.parametrize(
    ("text", "source", "cue", "addressee", "content", "told"),
    [
        ("Ann said it is over.", "Ann", "said", None, "it is over", "Ann said it is over"),
        ("“It is over,” Ann said.", "Ann", "said", None, "“It is over,”", "Ann said: “It is over,”"),
        ("“It is over,” said Ann.", "Ann", "said", None, "“It is over,”", "Ann said: “It is over,”"),
        ("Ann left, denying that it is over.", "Ann", "denying", None, "that it is over", "Ann, denying that it is over"),
        ("According to Ann, it is over.", "Ann", "According to", None, "it is over", "According to Ann, it is over"),
        ("Said Ann: “Over.”", "Ann", "Said", None, "“Over.”", "Said Ann: “Over.”"),
        ("He was asked by Ann why it is over.", "Ann", "was asked", None, "why it is over", "was asked by Ann why it is over"),
        ("The plan was rejected by Ann.", "Ann", "was rejected by", None, "The plan", "The plan was rejected by Ann"),
        ("The plan was rejected by Ann.", "Ann", "was rejected", None, "The plan", "The plan was rejected by Ann"),
        ("Ann told Bob that it is over.", "Ann", "told", "Bob", "that it is over", "Ann told Bob that it is over"),
        ("Ann wrote to Bob that it is over.", "Ann", "wrote", "Bob", "that it is over", "Ann wrote to Bob that it is over"),
        ("Ann urged Bob to go.", "Ann", "urged", "Bob", "Bob to go", "Ann urged: Bob to go"),
        ("Ann: it is over", "Ann", ":", None, "it is over", "Ann: it is over"),
        ("Ann did not say who is over.", "Ann", "did not say", None, "who is over", "Ann did not say who is over"),
        ("Ann said\n it  is over.", "Ann", "said", None, "it  is over", "Ann said it is over"),
    ],
)  # fmt: skip
def test_a_statement_is_told_with_its_cue_in_place(
    text: str, source: str, cue: str, addressee: str | None, content: str, told: str
) -> None:
    row = statement(0, text, content, source=source, cue=cue)
    row |= {"addressee": addressee, "addressee_spans": spans(text, addressee) if addressee else []}
    row |= {"negated": "not" in cue, "confidence": 0.999}
    record = written(text, statements=[row])
    (full,) = record.statements.rows(named=True)
    assert sentence(telling(full)) == told
    shown = read(record.show("a").html)
    assert told in "".join(shown.seen) and shown.tags.count("i") == any(map(str.isalpha, cue))
    assert ("negated" in noted(full, telling(full))) == ("not" in cue)
    assert "confidence 0.99" in "".join(shown.seen)


def test_the_surest_come_first_and_what_is_told_in_them_behind() -> None:
    text = "Ann said Bob says Cem denies it. Dan said no."
    record = written(
        text,
        statements=[
            {**statement(0, text, "Bob says Cem denies it", source="Ann", cue="said"), "confidence": 0.5},
            {**statement(1, text, "Cem denies it", source="Bob", cue="says", parent=0), "confidence": 0.9},
            {**statement(2, text, "it", source="Cem", cue="denies", parent=1), "confidence": None},
            {**statement(3, text, "no", source="Dan", cue="said"), "confidence": 0.8},
            {**statement(4, text, "it", source="Cem", cue="denies", parent=7), "confidence": 0.1},
        ],
    )
    assert [row["statement_id"] for row in surest(record.statements.rows(named=True))] == [3, 0, 1, 2, 4]
    shown = "".join(read(record.show("a").html).seen)
    printed = marked(record, "a", color=False)
    for view in (shown, printed):
        assert view.rindex("Dan said no") < view.rindex("Ann said: Bob says Cem denies it")


def test_a_record_shows_its_surest_statements(record: onrecord.Extraction) -> None:
    shown = "".join(read(record._repr_html_()).seen)
    fitting = record.statements.filter(
        pl.col("parent_id").is_null(), pl.col("speaker").is_not_null(), pl.col("content").str.len_chars().is_between(40, 160)
    )  # fmt: skip
    first = fitting.sort("confidence", descending=True).rows(named=True)[0]
    assert sentence(telling(first)) in shown


def test_actors_and_dates_say_what_they_are_to_eye_and_ear() -> None:
    record = onrecord.extract([{"text": "Sergey Lavrov left on Monday.", "published": dt.date(2020, 3, 4)}])
    found = read(record.show("0").html)
    titles = [value for name, value in found.attributes if name == "title"]
    assert any(title and "Sergey Lavrov, person" in title for title in titles)
    assert any(title and "2020-03-02" in title for title in titles)
    assert any("actor: Sergey Lavrov" in words for words in found.heard)
    assert any("date: 2020-03-02" in words for words in found.heard)


def test_documents_with_an_error_and_unknown_ones() -> None:
    record = onrecord.extract([{"doc_id": "a", "text": None}])
    assert "the text is missing" in record.show("a").html
    with pytest.raises(
        ValueError, match=r"there is no document 'b': give a doc_id of record\.documents, such as 'a'"
    ):
        record.show("b")


def test_an_empty_record_shows_itself() -> None:
    assert "<b>0</b> statements" in onrecord.extract([])._repr_html_()


def _luminance(colour: str) -> float:
    parts = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


@pytest.mark.parametrize("colour", sorted({*PALETTE, UNNAMED, ACTOR, DATE}))
@pytest.mark.parametrize("ground", ["#ffffff", "#111111"])
def test_lines_are_seen_on_light_and_dark(colour: str, ground: str) -> None:
    lighter, darker = sorted((_luminance(colour), _luminance(ground)), reverse=True)
    assert (lighter + 0.05) / (darker + 0.05) >= 3


def test_no_speaker_has_the_colour_of_dates_or_actors() -> None:
    """Neither here nor in a terminal, where colour is all that tells them apart."""
    assert not {ACTOR, DATE} & {*PALETTE, UNNAMED}
    apart = [
        sum((int(one[place : place + 2], 16) - int(DATE[place : place + 2], 16)) ** 2 for place in (1, 3, 5))
        ** 0.5
        for one in PALETTE
    ]
    assert min(apart) > 60
    console = pytest.importorskip("rich.console")
    from onrecord._show.terminal import print_article

    out = StringIO()
    article = "“Talks will end on 3 March 2020,” Sergey Lavrov said. Hulusi Akar denied it."
    print_article(
        onrecord.extract([article]),
        "0",
        console.Console(file=out, force_terminal=True, color_system="truecolor", width=200),
    )
    red, green, blue = (int(DATE[place : place + 2], 16) for place in (1, 3, 5))
    marked = re.findall(rf"\x1b\[[\d;]*38;2;{red};{green};{blue}m([^\x1b]*)", out.getvalue())
    assert marked == ["3 March 2020", "‹2020-03-03›"]


def test_the_terminal_shows_the_same(record: onrecord.Extraction) -> None:
    console = pytest.importorskip("rich.console")
    from onrecord._show.terminal import print_article

    out = StringIO()
    articles = [
        {"doc_id": "a", "text": f"“{HOSTILE},” Sergey Lavrov said on 3 March 2020. [bold]No markup[/bold]"}
    ]
    print_article(
        onrecord.extract(articles),
        "a",
        console.Console(file=out, force_terminal=True, color_system="truecolor", width=200),
    )
    printed = out.getvalue()
    assert "\x00" not in printed
    plain = re.sub(r"\x1b\[[0-9;]*m", "", printed)
    assert "\x1b" not in plain
    assert "[bold]No markup[/bold]" in plain
    assert "⟦0" in plain and "2020-03-03" in plain


def test_a_view_grows_with_its_text() -> None:
    sentence = "“No,” Sergey Lavrov said on Monday. "
    small, large = (len(onrecord.extract([sentence * count]).show("0").html) for count in (200, 2_000))
    assert large < 11 * small


def test_views_have_a_short_repr(record: onrecord.Extraction) -> None:
    view = record.show("carmel-post-2020-01-15")
    assert isinstance(view, DocumentView)
    assert repr(view).startswith("DocumentView('carmel-post-2020-01-15', ")
