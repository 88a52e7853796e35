"""onrecord against trafilatura on the same saved pages: the text as the benchmark scores it, and pages per second.

    pip install 'trafilatura[all]'
    python benches/pages.py CORPORA [--rounds 5]

CORPORA is the folder that holds `article-extraction/`. Both get the bytes of a page and give its text, one
page after the other, in one thread; they take turns, round by round, and a figure is the median of the
rounds.
"""

from __future__ import annotations

import argparse
import gzip
import json
import logging
import os
import statistics
import sys
import time
from collections.abc import Callable
from pathlib import Path

os.environ.setdefault("POLARS_MAX_THREADS", "1")

sys.path.insert(0, str(Path(__file__).parents[1] / "tests" / "quality"))

import trafilatura
from score_pages import text_scores

import onrecord


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("corpora", type=Path)
    parser.add_argument("--rounds", type=int, default=5)
    options = parser.parse_args()
    logging.disable(logging.CRITICAL)
    root = options.corpora / "article-extraction"
    truth = {
        name: page["articleBody"]
        for name, page in json.loads((root / "ground-truth.json").read_text()).items()
    }
    pages = {
        name: gzip.decompress((root / "html" / f"{name}.html.gz").read_bytes()) for name in sorted(truth)
    }
    systems: dict[str, Callable[[bytes], str]] = {
        "onrecord": lambda page: onrecord.read_html([page])["text"][0] or "",
        f"trafilatura {trafilatura.__version__}": lambda page: (
            trafilatura.extract(page, include_comments=False) or ""
        ),
    }
    speeds: dict[str, list[float]] = {name: [] for name in systems}
    texts: dict[str, dict[str, str]] = {}
    for _ in range(options.rounds):
        for name, system in systems.items():
            start = time.perf_counter()
            texts[name] = {page: system(content) for page, content in pages.items()}
            speeds[name].append(len(pages) / (time.perf_counter() - start))
    for name in systems:
        precision, recall, f1 = text_scores(truth, texts[name])
        speed = statistics.median(speeds[name])
        print(f"{name:20s} P {precision:.4f}  R {recall:.4f}  F1 {f1:.4f}  {speed:8.1f} pages/s")
    own, peer = (statistics.median(speeds[name]) for name in systems)
    print(f"ratio {own / peer:.1f} ({len(pages)} pages, {options.rounds} rounds, one thread)")


if __name__ == "__main__":
    main()
