"""The report of many articles: how large the page is, how soon it opens, and how soon a first search is answered.

    pip install playwright          (and the machine's own Chromium)
    python benches/report.py CORPUS [--articles 5000] [--rounds 5]

CORPUS is anything that `onrecord.read` takes. Where it has too few articles they are taken again under other
ids; what is packed together is then still different, so that no repetition makes the page smaller. Times are
the browser's own, from the start of the navigation to the first statement, and from the first letter to the
answer; figures are medians of the rounds, each in a new window.
"""

from __future__ import annotations

import argparse
import re
import statistics
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

import polars as pl

import onrecord

sys.path.insert(0, str(Path(__file__).parents[1] / "tests" / "python"))

from browser import chromium

if TYPE_CHECKING:
    from playwright.sync_api import Browser

FOUND = re.compile(r"^[\d,]+ statements? in ")


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("corpus")
    parser.add_argument("--articles", type=int, default=5_000)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--words", default="ceasefire", help="what is searched for")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "report.html"
        record = onrecord.extract(repeated(onrecord.read(options.corpus), options.articles))
        record.report(path)
        texts = sum(len(text.encode()) for text in record.documents["text"].drop_nulls())
        print(f"{record.documents.height:,} articles, {record.statements.height:,} statements")
        print(f"texts     {texts / 1e6:6.1f} MB")
        print(f"page      {path.stat().st_size / 1e6:6.1f} MB")
        with chromium() as browser:
            rounds = [measured(browser, path, options.words) for _ in range(options.rounds)]
    for name, times in zip(("opened", "searched"), zip(*rounds, strict=True), strict=True):
        print(f"{name:9} {statistics.median(times) / 1000:6.2f} s")


def repeated(articles: pl.DataFrame, count: int) -> pl.DataFrame:
    copies = -(-count // articles.height)
    return pl.concat(
        [articles.with_columns(doc_id=pl.format("{}-{}", "doc_id", pl.lit(copy))) for copy in range(copies)]
    ).head(count)


def measured(browser: Browser, path: Path, words: str) -> tuple[float, float]:
    """Milliseconds until the page has its first statement, and until a search has its answer."""
    page = browser.new_page()
    page.goto(path.as_uri())
    page.locator("#found").filter(has_text=FOUND).wait_for()
    opened = page.evaluate("performance.now()")
    page.locator("#found").evaluate("found => { found.textContent = '' }")
    begun = page.evaluate("performance.now()")
    page.get_by_label("Search", exact=True).fill(words)
    page.locator("#found").filter(has_text=FOUND).wait_for()
    searched = page.evaluate("performance.now()")
    page.close()
    return opened, searched - begun


if __name__ == "__main__":
    main()
