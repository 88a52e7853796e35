"""How well pages are read: the article's text and the day of publication, on the article-extraction benchmark.

    python tests/quality/score_pages.py CORPORA [--errors]

CORPORA is the folder that holds `article-extraction/` (`ground-truth.json` and `html/*.html.gz`). Texts are
compared as the benchmark does, as bags of runs of four words; days with `page_days.tsv`, the labelled set.
"""

from __future__ import annotations

import argparse
import gzip
import json
import re
from collections import Counter
from pathlib import Path

import onrecord

WORD = re.compile(r"\w+")
LABELS = Path(__file__).with_name("page_days.tsv")


def shingles(text: str) -> Counter[tuple[str, ...]]:
    """Runs of four words, with how often each occurs."""
    words = WORD.findall(text)
    return Counter(tuple(words[at : at + 4]) for at in range(max(1, len(words) - 3)))


def text_scores(truth: dict[str, str], found: dict[str, str]) -> tuple[float, float, float]:
    """Precision and recall averaged over pages, and their F1."""
    precision = recall = 0.0
    for name, text in truth.items():
        gold, mine = shingles(text), shingles(found[name])
        hits = (gold & mine).total()
        precision += hits / mine.total() / len(truth)
        recall += hits / gold.total() / len(truth)
    return precision, recall, 2 * precision * recall / (precision + recall)


def labels() -> list[tuple[str, str, str]]:
    """Page, day, and whether its errors were looked at."""
    rows = (
        line.split("\t")
        for line in LABELS.read_text(encoding="utf-8").splitlines()
        if not line.startswith("#")
    )
    return [(page, day, part) for page, day, part in rows]


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("corpora", type=Path)
    parser.add_argument(
        "--errors", action="store_true", help="print the days that differ, of the part that may be looked at"
    )
    options = parser.parse_args()
    root = options.corpora / "article-extraction"
    truth = {
        name: page["articleBody"]
        for name, page in json.loads((root / "ground-truth.json").read_text()).items()
    }
    names = sorted(truth)
    pages = [gzip.decompress((root / "html" / f"{name}.html.gz").read_bytes()) for name in names]
    frame = onrecord.read_html(pages)
    precision, recall, f1 = text_scores(truth, dict(zip(names, frame["text"].fill_null(""), strict=True)))
    print(f"article    P {precision:.4f}  R {recall:.4f}  F1 {f1:.4f}  ({len(names)} pages)")
    days = dict(zip(names, frame["published"], strict=True))
    for part in ("seen", "held", "all"):
        rows = [(page, day) for page, day, of in labels() if part in (of, "all")]
        right = sum(str(days[page]) == day for page, day in rows)
        print(f"published  {part:5s} {right / len(rows):.3f}  ({right} of {len(rows)} days)")
    if options.errors:
        for page, day, part in labels():
            if part == "seen" and str(days[page]) != day:
                print(f"{page}  {day}, not {days[page]}")


if __name__ == "__main__":
    main()
