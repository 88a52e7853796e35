"""The report: what it packs, and how it behaves in a real browser, offline, from the file system."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import polars as pl
import pytest

import onrecord
from browser import chromium, shot
from onrecord._interchange.utf16 import Utf16
from onrecord._report.build import embedded
from onrecord._report.data import packed

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
    written = embedded({HOSTILE: [HOSTILE]})
    assert not re.search(r"[<>&\u2028\u2029]", written)
    assert json.loads(written) == {HOSTILE: [HOSTILE]}


def test_every_row_is_packed_with_its_places(record: onrecord.Extraction) -> None:
    data = packed(record, "x")
    assert len(data["documents"]) == record.documents.height
    assert len(data["statements"]) == record.statements.height
    for row, statement in zip(data["statements"], record.statements.iter_rows(named=True), strict=True):
        text = data["documents"][row[0]][5].encode("utf-16-le")
        edges = row[11]
        parts = [
            text[2 * start : 2 * end].decode("utf-16-le")
            for start, end in zip(edges[::2], edges[1::2], strict=True)
        ]
        assert (
            " ".join("".join(parts).split()) == " ".join("".join(statement["content"].split(" … ")).split())
            or len(parts) > 1
        )


def test_progress_counts_articles(record: onrecord.Extraction, tmp_path: Path) -> None:
    told: list[tuple[int, int]] = []
    record.report(tmp_path / "page.html", progress=lambda done, total: told.append((done, total)))
    assert told == [(number + 1, record.documents.height) for number in range(record.documents.height)]


def test_only_addresses_of_the_web_become_links() -> None:
    articles = [{"text": "x", "url": url} for url in ("https://example.org/a", "javascript:alert(1)", None)]
    assert [row[4] for row in packed(onrecord.extract(articles), "x")["documents"]] == [
        "https://example.org/a",
        None,
        None,
    ]


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as started:
        yield started


def opened(browser: Browser, path: Path, *, width: int = 1200, scheme: str = "light") -> Page:
    """The report in a window, in which any error, any warning and any request is a failure."""
    page = browser.new_page(viewport={"width": width, "height": 900}, color_scheme=scheme)  # type: ignore[arg-type]
    problems: list[str] = []
    page.on("pageerror", lambda error: problems.append(str(error)))
    page.on("console", lambda message: problems.append(message.text))
    page.on("request", lambda request: request.url.startswith("file:") or problems.append(request.url))
    page.goto(path.resolve().as_uri())
    page.locator("#found").filter(has_text="statement").wait_for()
    page.problems = problems  # type: ignore[attr-defined]
    return page


def closed(page: Page) -> None:
    assert page.problems == []  # type: ignore[attr-defined]
    page.close()


@pytest.fixture(scope="module")
def report(record: onrecord.Extraction, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return record.report(tmp_path_factory.mktemp("report") / "talks.html", title="Talks & <b>truces</b>")


def test_search_and_filters(browser: Browser, report: Path, record: onrecord.Extraction) -> None:
    page = opened(browser, report)
    assert page.title() == "Talks & <b>truces</b>"
    entries, found = page.locator("#list button"), page.locator("#found")
    assert found.inner_text().startswith(f"{record.statements.height} statements in ")
    page.get_by_label("Search", exact=True).fill("ÇAVUSOGLU")
    found.filter(has_not_text=f"{record.statements.height} statements").wait_for()
    named = (
        pl.concat_str(
            pl.col("speakers").list.join(" and "), "source", "content", "addressee", ignore_nulls=True
        )
        .str.normalize("NFKD")
        .str.contains(r"(?i)C\p{M}?avus\p{M}?og\p{M}?lu")
    )
    assert entries.count() == record.statements.filter(named).height > 0
    page.get_by_role("button", name="Clear filters").click()
    speaker = record.actors.sort("statements", descending=True)["name"][0]
    page.get_by_label("Speaker", exact=True).select_option(value=speaker)
    expected = record.statements.filter(pl.col("speakers").list.contains(speaker))
    assert found.inner_text().startswith(f"{expected.height} statements")
    page.get_by_label("Act", exact=True).select_option(value=expected["act"][0])
    assert found.inner_text().startswith(
        f"{expected.filter(pl.col('act') == expected['act'][0]).height} statement"
    )
    page.get_by_role("button", name="Clear filters").click()
    page.get_by_label("From", exact=True).fill("2020-03-01")
    page.get_by_label("Outlet", exact=True).select_option(value="Bosphorus Daily")
    assert all("Bosphorus Daily" in text for text in entries.all_inner_texts())
    page.get_by_label("Search", exact=True).fill("no such words at all")
    found.filter(has_text="0 statements in 0 articles").wait_for()
    closed(page)


def test_a_statement_leads_to_its_place(browser: Browser, report: Path) -> None:
    page = opened(browser, report)
    entry = page.locator("#list button").nth(4)
    words = re.sub(r"\W+", "", entry.inner_text())
    entry.click()
    shot(page, "report")
    chosen = page.locator("#text mark").first
    assert chosen.is_visible() and chosen.evaluate(
        "mark => { const box = mark.getBoundingClientRect(); return box.top >= 0 && box.bottom <= innerHeight }"
    )
    seen = chosen.evaluate(
        "mark => { const copy = mark.cloneNode(true); copy.querySelectorAll('.hidden').forEach(one => one.remove()); return copy.textContent }"
    )
    assert re.sub(r"\W+", "", seen) in words
    assert entry.get_attribute("aria-current") == "true"
    again = opened(browser, report.with_name(report.name))
    again.goto(page.url)
    again.reload()
    assert again.locator("#text mark").first.inner_text() == chosen.inner_text()
    closed(again)
    closed(page)


def test_the_charts_filter(browser: Browser, report: Path) -> None:
    page = opened(browser, report)
    bar = page.locator("#outlets button").first
    name, count = bar.locator(".name").inner_text(), bar.locator(".count").inner_text()
    bar.click()
    assert page.get_by_label("Outlet", exact=True).input_value() == name
    assert (
        page.locator("#found")
        .inner_text()
        .startswith((f"{count} statements in 1 ", f"{count} statement in 1 "))
    )
    assert page.locator("#time svg rect").count() >= 1
    closed(page)


def test_it_works_by_keyboard(browser: Browser, report: Path) -> None:
    page = opened(browser, report)
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    assert page.evaluate("document.activeElement === document.querySelectorAll('#list button')[2]")
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "article"
    page.keyboard.press("Escape")
    assert page.evaluate("document.activeElement === document.querySelectorAll('#list button')[2]")
    assert page.locator("#article").is_hidden()
    closed(page)


def test_it_fits_a_narrow_screen(browser: Browser, report: Path) -> None:
    page = opened(browser, report, width=340)
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    page.locator("#list button").first.click()
    assert page.locator("#list").is_hidden()
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    page.get_by_role("button", name="Back to the statements").click()
    assert page.locator("#list").is_visible()
    closed(page)


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
    page.locator("#found").filter(has_text="1 statement ").wait_for()
    assert page.title() != "owned"
    assert page.locator("img").count() == 0 and page.locator("#article a").count() == 0
    assert "<img src=x onerror=" in page.locator("#text").inner_text()
    closed(page)


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1200, 340])
def test_axe_finds_no_violation(browser: Browser, report: Path, scheme: str, width: int) -> None:
    axe = pytest.importorskip("axe_playwright_python.sync_playwright")
    page = opened(browser, report, width=width, scheme=scheme)
    for act in (lambda: None, lambda: page.locator("#list button").nth(1).click()):
        act()
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


def test_a_thousand_articles_open_and_filter_in_two_seconds(
    browser: Browser, articles: pl.DataFrame, tmp_path: Path
) -> None:
    many = pl.concat(
        [articles.with_columns(doc_id=pl.format("{}-{}", "doc_id", pl.lit(copy))) for copy in range(77)]
    )
    path = onrecord.extract(many).report(tmp_path / "many.html")
    assert path.stat().st_size < 15_000_000
    page = browser.new_page()
    page.goto(path.as_uri())
    page.locator("#list button").first.wait_for()
    took = page.evaluate("performance.now()")
    page.get_by_label("Search", exact=True).fill("lindqvist")
    page.locator("#found").filter(has_text="in 77 articles").wait_for()
    assert page.evaluate("performance.now()") - took < 2_000
    assert took < 2_000
    page.close()
