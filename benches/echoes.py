"""How long echoes take on articles that repeat each other, and how much memory on top of the record.

    python benches/echoes.py [ARTICLES]

The articles are made of the bundled ones: each has most paragraphs of one of them, with a word in a hundred changed,
in one of 60 outlets and within 200 days, the same in every run.
"""

from __future__ import annotations

import datetime as dt
import random
import resource
import sys
import time

import polars as pl

import onrecord

OTHER_WORDS = "harbour grain bridge winter council market border river signal letter".split()


def corpus(articles: int) -> pl.DataFrame:
    """So many articles that repeat each other."""
    draw = random.Random(11)
    originals = onrecord.extract(onrecord.sample()).documents.select("text", "published").drop_nulls().rows()

    def told_anew(paragraph: str) -> str:
        return " ".join(
            draw.choice(OTHER_WORDS) if draw.random() < 0.01 else word for word in paragraph.split(" ")
        )

    rows = []
    for number in range(articles):
        text, published = draw.choice(originals)
        paragraphs = [
            told_anew(paragraph)
            for place, paragraph in enumerate(text.split("\n\n"))
            if place < 2 or draw.random() > 0.25
        ]
        rows.append(
            {
                "doc_id": str(number),
                "outlet": f"outlet {draw.randrange(60)}",
                "published": published + dt.timedelta(days=draw.randrange(200)),
                "text": "\n\n".join(paragraphs),
            }
        )
    return pl.DataFrame(rows)


def peak() -> float:
    """The most memory that this process has had, in MB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1_000


def main() -> None:
    """Extracts, and times the echoes."""
    articles = int(sys.argv[1]) if len(sys.argv) > 1 else 5_000
    record = onrecord.extract(corpus(articles), progress=False)
    before = peak()
    started, busy = time.perf_counter(), time.process_time()
    echoes = record.echoes(progress=False)
    seconds, busy = time.perf_counter() - started, time.process_time() - busy
    print(f"{articles:,} articles, {record.statements.height:,} statements: {echoes!r}")
    print(
        f"{seconds:.1f} s, and {busy:.1f} s of processors; "
        f"{peak() - before:.0f} MB above the {before:.0f} MB of the extraction"
    )


if __name__ == "__main__":
    main()
