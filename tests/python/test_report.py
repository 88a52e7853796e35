"""The report: what it packs, and how it behaves in a real browser, offline, from the file system."""

from __future__ import annotations

import base64
import csv
import io
import json
import re
import zlib
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import polars as pl
import pytest

import onrecord
from browser import chromium, shot
from onrecord._folding import fold
from onrecord._interchange.spreadsheets import plain
from onrecord._interchange.utf16 import Utf16
from onrecord._report.build import deflated
from onrecord._report.data import BUNDLE, packed
from onrecord._show.document import sentence, telling

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

HOSTILE = "</script><script>document.title='owned'</script><!-- \"><img src=x onerror=\"document.title='owned'\"> \u2028 😀"


@pytest.mark.parametrize("text", ["", "plain", "a😀b", "😀😀", "é\u0301\U0001f1f9\U0001f1f7 x\U0010ffff"])
def test_offsets_count_utf16_units(text: str) -> None:
    offsets = Utf16(text)
    for point in range(len(text) + 1):
        unit = len(text[:point].encode("utf-16-le")) // 2
        assert offsets.units(point) == unit
        assert offsets.points(unit) == point


def test_data_end_no_element() -> None:
    written = deflated({HOSTILE: [HOSTILE]})
    assert re.fullmatch(r"[A-Za-z0-9+/=]+", written)
    assert json.loads(zlib.decompress(base64.b64decode(written))) == {HOSTILE: [HOSTILE]}


def test_every_text_is_there_once(record: onrecord.Extraction) -> None:
    data = packed(record, "x")
    texts = [article[0] for bundle in data.bundles for article in bundle]
    assert texts == record.documents["text"].to_list()
    assert not re.search(r'"\w', json.dumps(list(data.index["statements"].values())))


def test_a_page_grows_by_less_than_its_texts(articles: pl.DataFrame, tmp_path: Path) -> None:
    def size(copies: int) -> int:
        several = [
            articles.with_columns(doc_id=pl.format("{}-{}", "doc_id", pl.lit(copy))) for copy in range(copies)
        ]
        return onrecord.extract(pl.concat(several)).report(tmp_path / "page.html").stat().st_size

    assert articles.height == BUNDLE  # so that no copy is packed with another
    texts = sum(len(text.encode()) for text in articles["text"])
    assert size(9) - size(1) < 8 * 1.05 * texts


def test_progress_counts_articles(record: onrecord.Extraction, tmp_path: Path) -> None:
    told: list[tuple[int, int]] = []
    record.report(tmp_path / "page.html", progress=lambda done, total: told.append((done, total)))
    assert told == [(number + 1, record.documents.height) for number in range(record.documents.height)]


def test_only_addresses_of_the_web_become_links() -> None:
    articles = [{"text": "x", "url": url} for url in ("https://example.org/a", "javascript:alert(1)", None)]
    data = packed(onrecord.extract(articles), "x")
    assert data.index["documents"]["url"] == ["https://example.org/a", None, None]


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as started:
        yield started


def opened(
    browser: Browser, path: Path, fragment: str = "", *, width: int = 1200, scheme: str = "light"
) -> Page:
    """The report in a window, in which any error, any warning and any request is a failure."""
    page = browser.new_page(
        viewport={"width": width, "height": 900},
        color_scheme=scheme,  # type: ignore[arg-type]
        reduced_motion="reduce",  # what is scrolled to is there at once
    )
    problems: list[str] = []
    page.on("pageerror", lambda error: problems.append(str(error)))
    page.on("console", lambda message: problems.append(message.text))
    page.on(
        "request", lambda request: request.url.startswith(("file:", "blob:")) or problems.append(request.url)
    )
    page.goto(path.resolve().as_uri() + fragment)
    page.locator("#found").filter(has_text="statement").wait_for(state="attached")
    page.problems = problems  # type: ignore[attr-defined]
    return page


def closed(page: Page) -> None:
    assert page.problems == []  # type: ignore[attr-defined]
    page.close()


def counting(page: Page, count: int) -> None:
    """Waits until so many statements are found."""
    page.locator("#found").filter(has_text=re.compile(rf"^{count:,} statements? in ")).wait_for()


def all_cards(page: Page) -> list[str]:
    """What each statement is told as, without the line of facts, after all have been asked for."""
    while page.locator("#more").is_visible():
        before = page.locator("#list button").count()
        page.locator("#more").click()
        page.wait_for_selector(f"#list li:nth-child({before + 1})")
    script = """all => all.map(one => { const copy = one.cloneNode(true); copy.querySelector('.facts').remove();
        return copy.textContent })"""
    found: list[str] = page.locator("#list button").evaluate_all(script)
    return found


def saved(page: Page) -> list[dict[str, str]]:
    """The rows of the CSV file that the page gives."""
    with page.expect_download() as download:
        page.get_by_role("button", name="Save as CSV").click()
    text = Path(download.value.path()).read_bytes().decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text, newline="")))


@pytest.fixture(scope="module")
def report(record: onrecord.Extraction, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return record.report(tmp_path_factory.mktemp("report") / "talks.html", title="Talks & <b>truces</b>")


def has(word: str, *columns: str) -> pl.Expr:
    """Whether a word begins so in one of the columns, folded."""
    texts = pl.concat_str(
        *(pl.col(column) if column != "speakers" else pl.col(column).list.join(" ") for column in columns),
        separator=" ",
        ignore_nulls=True,
    )
    pattern = re.compile(rf"(?<!\w){word}")
    return texts.map_elements(lambda text: pattern.search(fold(text)) is not None, return_dtype=pl.Boolean)


@pytest.mark.parametrize(
    ("words", "field", "fits"),
    [
        ("ÇAVUSOGLU", "speaker", has("cavusoglu", "speakers", "source", "addressee")),
        ("KALIN", "speaker", has("kalin", "speakers", "source", "addressee")),
        ("ceasefire", "content", has("cease-?fire", "content")),
        ("cease-fire", "title", has("cease-?fire", "title")),
        ("erdogan", "title", has("erdogan", "title")),
        ("deni", "cue", has("deni", "cue")),
        ("den*ed", "cue", has(r"den\w*ed", "cue")),
        ('"truce is being"', "content", has(r"truce\W+is\W+being(?!\w)", "content")),
        ('"truce is be"', "content", pl.lit(False)),
        ("truce broken", "content", has("truce", "content") & has("broken", "content")),
        ("russia", "anywhere", has("russia", "content", "cue", "speakers", "source", "addressee", "title")),
        ("no such words at all", "anywhere", pl.lit(False)),
    ],
)  # fmt: skip
def test_words_are_found_where_they_are_looked_for(
    browser: Browser, report: Path, record: onrecord.Extraction, words: str, field: str, fits: pl.Expr
) -> None:
    statements = record.statements.join(record.documents.select("doc_id", "title"), on="doc_id")
    expected = statements.filter(fits)
    page = opened(browser, report)
    page.get_by_label("Search in", exact=True).select_option(label=field)
    page.get_by_label("Search", exact=True).fill(words)
    counting(page, expected.height)
    if expected.height:
        marks = {fold(mark) for mark in page.locator("#list .hit").all_inner_texts()}
        first = fold(words).strip('"').split()[0].partition("*")[0]
        assert marks and all(
            mark.replace("-", "").startswith((first.replace("-", "")[:3], "broken")) for mark in marks
        )
        rows = {(row["doc_id"], int(row["statement_id"])) for row in saved(page)}
        assert rows == set(expected.select("doc_id", "statement_id").iter_rows())
    closed(page)


def test_what_the_title_alone_has_comes_last(browser: Browser, report: Path) -> None:
    page = opened(browser, report, "#words=truce")
    cards = all_cards(page)
    has_own = [re.search(r"\btruce", card, re.IGNORECASE) is not None for card in cards]
    assert has_own == sorted(has_own, reverse=True) and len(set(has_own)) == 2
    closed(page)


def test_filters(browser: Browser, report: Path, record: onrecord.Extraction) -> None:
    page = opened(browser, report)
    assert page.title() == "Talks & <b>truces</b>"
    counting(page, record.statements.height)
    speaker, name = record.actors.sort("statements", descending=True).select("actor_id", "name").row(0)
    page.get_by_label("Speaker", exact=True).select_option(value=speaker)
    expected = record.statements.filter(pl.col("speaker_ids").list.contains(speaker))
    counting(page, expected.height)
    assert all(name in card for card in all_cards(page))
    act = expected["act"][0]
    page.get_by_label("Act", exact=True).select_option(value=act)
    counting(page, expected.filter(act=act).height)
    page.get_by_role("button", name="Clear").click()
    counting(page, record.statements.height)
    page.get_by_label("Confidence", exact=True).select_option(value="0.9")
    counting(page, record.filter(confidence=0.9).statements.height)
    page.get_by_label("From", exact=True).fill("2020-03-01")
    page.get_by_label("Outlet", exact=True).select_option(value="Bosphorus Daily")
    smaller = record.filter(outlet="Bosphorus Daily", between=("2020-03-01", None), confidence=0.9)
    counting(page, smaller.statements.height)
    assert all("Bosphorus Daily" in text for text in page.locator("#list .facts").all_inner_texts())
    closed(page)


def test_a_report_of_nothing_says_so(browser: Browser, tmp_path: Path) -> None:
    page = opened(browser, onrecord.extract([]).report(tmp_path / "empty.html"))
    counting(page, 0)
    assert page.get_by_role("button", name="Save as CSV").is_disabled()
    assert page.locator("#time").inner_text() == "No statement has a day."
    closed(page)


def test_who_speaks_together_is_found_under_each_name(browser: Browser, tmp_path: Path) -> None:
    record = onrecord.extract(["Sergei Shoigu and Hulusi Akar said that the truce holds."])
    page = opened(browser, record.report(tmp_path / "joint.html"))
    assert all_cards(page) == ["Sergei Shoigu and Hulusi Akar said that the truce holds"]
    for name in ("Sergei Shoigu", "Hulusi Akar"):
        page.get_by_label("Speaker", exact=True).select_option(label=f"{name} (1)")
        counting(page, 1)
    assert page.locator("#speakers .name").all_inner_texts() == ["Hulusi Akar", "Sergei Shoigu"]
    closed(page)


def test_every_card_tells_its_statement_with_the_cue_in_place(
    browser: Browser, report: Path, record: onrecord.Extraction
) -> None:
    page = opened(browser, report, "#sort=article")
    assert all_cards(page) == [sentence(telling(row)) for row in record.statements.iter_rows(named=True)]
    denials = page.locator("#list button", has_text="negated")
    assert denials.count() == record.statements.filter(negated=True).height > 0
    closed(page)


@pytest.mark.parametrize(
    ("sort", "key"),
    [
        ("surest first", lambda row: -float(row["confidence"])),
        ("day", lambda row: row["day"] or "9999"),
        ("speaker", lambda row: fold(row["speaker"]) or "~"),
    ],
)
def test_statements_are_sorted(
    browser: Browser, report: Path, sort: str, key: Callable[[dict[str, str]], Any]
) -> None:
    page = opened(browser, report)
    if sort != "surest first":  # as the page opens
        page.get_by_label("Sort by", exact=True).select_option(label=sort)
    keys = [key(row) for row in saved(page)]
    assert keys == sorted(keys) and len(set(keys)) > 1
    closed(page)


def test_what_is_saved_is_the_table_of_what_is_found(
    browser: Browser, report: Path, record: onrecord.Extraction
) -> None:
    page = opened(browser, report, "#sort=article")
    rows = saved(page)
    table = record.table()
    assert len(rows) == table.height
    for row, told in zip(rows, table.iter_rows(named=True), strict=True):
        for column in set(row) & set(told):
            expected = told[column]
            if isinstance(expected, list):
                expected = "; ".join(expected)
            if column == "confidence":
                assert float(row[column]) == pytest.approx(expected, abs=0.001)
            elif isinstance(expected, bool):
                assert row[column] == str(expected).lower()
            else:
                words = "" if expected is None else str(expected)
                assert " ".join(plain(row[column]).split()) == " ".join(words.split()), column
    assert set(table.columns) - set(rows[0]) == {"about", "source_group"}
    page.get_by_label("Act", exact=True).select_option(value="deny")
    counting(page, table.filter(act="deny").height)
    assert {row["act"] for row in saved(page)} == {"deny"}
    closed(page)


def test_no_saved_cell_is_a_formula(browser: Browser, tmp_path: Path) -> None:
    article = {
        "title": '=HYPERLINK("https://example.org")',
        "outlet": "@import",
        "doc_id": "-1+1",
        "text": "Ann Lee said the talks, “a farce”, are over.",
    }
    page = opened(browser, onrecord.extract([article]).report(tmp_path / "formulas.html"))
    (row,) = saved(page)
    assert [plain(row[column]) for column in ("title", "outlet", "doc_id")] == [
        article["title"], article["outlet"], article["doc_id"],
    ]  # fmt: skip
    assert not [cell for cell in row.values() if cell.startswith(("=", "+", "-", "@"))]
    assert "“a farce”" in row["content"]
    closed(page)


def test_a_report_of_what_is_asked_says_so(
    browser: Browser, record: onrecord.Extraction, tmp_path: Path
) -> None:
    path = record.report(
        tmp_path / "some.html",
        speaker=iter(["Erdogan", "Putin"]),
        between=("2020-01-01", None),
        confidence=0.5,
    )
    expected = record.filter(speaker=["Erdogan", "Putin"], between=("2020-01-01", None), confidence=0.5)
    page = opened(browser, path)
    counting(page, expected.statements.height)
    about = page.locator("#about").inner_text()
    assert "Only speaker Erdogan or Putin, from 2020-01-01, confidence at least 0.5." in about
    closed(page)
    with pytest.raises(onrecord.exceptions.DtypeError):
        record.report(tmp_path / "none.html", act=3)  # type: ignore[arg-type]


def test_an_address_has_what_is_shown(browser: Browser, report: Path, record: onrecord.Extraction) -> None:
    page = opened(browser, report)
    page.get_by_label("Act", exact=True).select_option(value="accuse")
    counting(page, record.statements.filter(act="accuse").height)
    page.get_by_label("Search", exact=True).fill("pawns & “Greece”")
    page.wait_for_url(re.compile("words="))
    page.get_by_label("Search", exact=True).fill("pawns")
    page.wait_for_url(re.compile("words=pawns&act=accuse$"))
    page.locator("#list .hit").first.wait_for()
    page.locator("#list button").first.click()
    page.locator("#text mark.chosen").first.wait_for()
    found, article = page.locator("#found").inner_text(), page.locator("#article-title").inner_text()

    shared = opened(browser, report, page.evaluate("location.hash"))
    shared.locator("#text mark.chosen").first.wait_for()
    assert shared.locator("#found").inner_text() == found
    assert shared.locator("#article-title").inner_text() == article
    assert shared.get_by_label("Act", exact=True).input_value() == "accuse"
    assert shared.get_by_label("Search", exact=True).input_value() == "pawns"
    assert "pawns" in shared.locator("#text .hit").first.inner_text()
    closed(shared)

    page.go_back()
    page.locator("#article").wait_for(state="hidden")
    page.go_back()
    counting(page, record.statements.filter(act="accuse").height)
    assert page.get_by_label("Search", exact=True).input_value() == ""
    page.go_back()
    counting(page, record.statements.height)
    page.go_forward()
    counting(page, record.statements.filter(act="accuse").height)

    for number, statement in ((3, 5), (2, 0)):
        page.evaluate(f"location.hash = '#{number}-{statement}'")
        title = record.documents["title"][number]
        page.locator("#article-title").filter(has_text=title).wait_for()
        counting(page, record.statements.height)
    page.evaluate("location.hash = '#no%statement=at all'")
    page.locator("#article").wait_for(state="hidden")
    closed(page)


def test_a_statement_leads_to_its_place(
    browser: Browser, record: onrecord.Extraction, tmp_path: Path
) -> None:
    page = opened(
        browser, record.report(tmp_path / "talks.html", title="Idlib, 2018 to 2020"), "#words=truce"
    )
    page.locator("#charts summary").click()
    entry = page.locator("#list button").nth(4)
    words = re.sub(r"\W+", "", entry.inner_text())
    entry.click()
    chosen = page.locator("#text mark.chosen").first
    chosen.wait_for()
    assert chosen.evaluate(
        "mark => { const box = mark.getBoundingClientRect(); return box.top >= 0 && box.bottom <= innerHeight }"
    )
    seen = chosen.evaluate(
        "mark => { const copy = mark.cloneNode(true); copy.querySelectorAll('.hidden').forEach(one => one.remove()); return copy.textContent }"
    )
    assert re.sub(r"\W+", "", seen) in words
    assert entry.get_attribute("aria-current") == "true"
    for told in ("direct", "mixed", "indirect", "source", "cue", "addressee", "actor", "date"):
        assert page.locator("#legend").get_by_text(told, exact=True).is_visible()
    page.evaluate("scrollTo(0, 0)")
    shot(page, "report")
    closed(page)


def test_the_charts_filter(browser: Browser, report: Path, record: onrecord.Extraction) -> None:
    page = opened(browser, report)
    days = record.table()["day"].drop_nulls()
    assert page.locator("#time .scale span").all_inner_texts() == [str(days.min()), str(days.max())]
    bar = page.locator("#outlets button").first
    name, count = bar.locator(".name").inner_text(), int(bar.locator(".count").inner_text())
    bar.click()
    counting(page, count)
    assert page.get_by_label("Outlet", exact=True).input_value() == name
    assert page.locator("#outlets button").first.get_attribute("aria-pressed") == "true"
    page.locator("#outlets button").first.click()
    page.locator("#outlets li:nth-child(2)").wait_for()
    assert page.get_by_label("Outlet", exact=True).input_value() == ""
    assert page.locator("#time svg rect").count() >= 1
    closed(page)


def test_days_far_from_all_others_are_told_in_words(browser: Browser, tmp_path: Path) -> None:
    articles = [
        {"text": f"Ann Lee said on Monday that road {number} is open.", "published": f"2020-03-{number:02}"}
        for number in range(2, 30)
    ]
    articles.append(
        {"text": "Ann Lee said on 3 March 1946 that the road is open.", "published": "2020-03-05"}
    )
    page = opened(browser, onrecord.extract(articles).report(tmp_path / "days.html"))
    assert re.match(r"2020-0\d-\d\d \(1 earlier\)", page.locator("#time .scale span").first.inner_text())
    assert page.locator("#time svg rect").count() > 3
    closed(page)


def test_it_works_by_keyboard(browser: Browser, report: Path) -> None:
    page = opened(browser, report)
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    page.keyboard.press("Enter")
    for _ in range(3):  # the order, the file to save, the first statement
        page.keyboard.press("Tab")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    third = page.locator("#list li:nth-child(3) button:focus")
    third.wait_for()
    page.keyboard.press("Enter")
    page.locator("#article:focus").wait_for()
    page.keyboard.press("Escape")
    third.wait_for()
    assert page.locator("#article").is_hidden()
    closed(page)


def test_it_fits_a_narrow_screen(browser: Browser, report: Path) -> None:
    page = opened(browser, report, width=340)
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    page.locator("#list button").first.click()
    page.locator("#list").wait_for(state="hidden")
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    back = page.get_by_role("button", name="Back to the statements")
    for place in ("0", "document.body.scrollHeight / 2", "document.body.scrollHeight"):
        page.evaluate(f"scrollTo(0, {place})")
        box = back.bounding_box()
        assert box and box["y"] >= 0 and box["y"] + box["height"] <= 900
    back.click()
    page.locator("#list").wait_for(state="visible")
    closed(page)


def test_a_wide_screen_has_the_filters_on_one_line_and_names_in_full(browser: Browser, report: Path) -> None:
    page = opened(browser, report, width=1200)
    tops = {
        round(box["y"]) for field in page.locator("#filters .field").all() if (box := field.bounding_box())
    }
    bottoms = page.locator("#filters :is(input, select, button)").evaluate_all(
        "all => [...new Set(all.map(one => Math.round(one.getBoundingClientRect().bottom)))]"
    )
    assert len(bottoms) == 1 and max(tops) - min(tops) < 40
    names = page.locator(".bars .name")
    assert names.evaluate_all("all => all.every(one => one.scrollWidth <= one.clientWidth)")
    heights = names.evaluate_all("all => all.map(one => one.getBoundingClientRect().height)")
    assert max(heights) < 1.5 * min(heights)
    closed(page)


def test_a_printed_page_has_its_bars_and_no_controls(
    browser: Browser, report: Path, record: onrecord.Extraction
) -> None:
    pdf = pytest.importorskip("pypdfium2")
    page = opened(browser, report, "#act=deny", width=340, scheme="dark")
    assert page.locator("#charts").get_attribute("open") is None
    page.locator("#time").evaluate(
        "time => { time.style.display = 'none' }"
    )  # what is drawn is bars of names alone
    printed = pdf.PdfDocument(page.pdf(format="A4"))[0]
    words = printed.get_textpage().get_text_range()
    assert page.locator("#charts").get_attribute("open") is None
    closed(page)
    assert "Talks & <b>truces</b>" in words and "Over time" in words and "Speakers" in words
    assert "Act: deny" in words
    for speaker in record.statements.filter(act="deny")["speakers"].explode().drop_nulls():
        assert speaker in words
    for control in ("Search", "Clear", "Save as CSV", "Sort by", "Back to", "Skip to", "Charts of"):
        assert control not in words
    drawn = bytes(printed.render(scale=1).buffer)
    assert drawn.count(bytes.fromhex("c98e5b")) > 500  # the colour of bars, blue first
    assert drawn.count(b"\xff\xff\xff") > len(drawn) / 6  # on white paper, in a dark browser too


def test_a_hostile_article_stays_text(browser: Browser, tmp_path: Path) -> None:
    text = f"“{HOSTILE} is over,” Sergey Lavrov said on 3 March 2020. {HOSTILE}\n\n{HOSTILE}"
    article = {
        "doc_id": HOSTILE,
        "title": HOSTILE,
        "outlet": HOSTILE,
        "url": "javascript:alert(1)",
        "text": text,
    }
    page = opened(browser, onrecord.extract([article]).report(tmp_path / "hostile.html", title=HOSTILE))
    page.locator("#list button").first.click()
    page.get_by_label("Search", exact=True).fill("onerror")
    page.locator("#text .hit").first.wait_for()
    counting(page, 1)
    assert page.title() != "owned"
    assert page.locator("img").count() == 0 and page.locator("#article a").count() == 0
    assert "<img src=x onerror=" in page.locator("#text").inner_text()
    page.evaluate("location.hash = `#speaker=${encodeURIComponent('\"><img src=x onerror=alert(1)>')}`")
    counting(page, 0)
    assert page.locator("img").count() == 0
    closed(page)


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1200, 340])
def test_axe_finds_no_violation(browser: Browser, report: Path, scheme: str, width: int) -> None:
    axe = pytest.importorskip("axe_playwright_python.sync_playwright")
    for fragment in ("", "#words=turkey&act=say", "#3-5&words=idlib"):
        page = opened(browser, report, fragment, width=width, scheme=scheme)
        if fragment.startswith("#3"):
            page.locator("#text .chosen").first.wait_for()
        results = axe.Axe().run(page)
        assert results.violations_count == 0, results.generate_report()
        closed(page)


def test_a_view_of_one_article_has_no_violation(
    browser: Browser, record: onrecord.Extraction, tmp_path: Path
) -> None:
    axe = pytest.importorskip("axe_playwright_python.sync_playwright")
    for scheme in ("light", "dark"):
        page = browser.new_page(color_scheme=scheme)  # type: ignore[arg-type]
        page.goto(record.show(record.documents["doc_id"][2]).save(tmp_path / "view.html").as_uri())
        page.locator("summary").click()
        results = axe.Axe().run(page)
        assert results.violations_count == 0, results.generate_report()
        page.close()
