#!/usr/bin/env python3
"""Extracts over and over in one process, and says whether memory, threads or open files grow.

    MIMALLOC_PURGE_DELAY=0 POLARS_MAX_THREADS=1 python tests/quality/growth.py       the bundled articles, a thousand times

What a process holds after the first 50 turns is what it needs; from there to the end it may grow by 1 %. Memory is what is in
RAM and no file's (Linux), after Python's rubbish is collected and what is free was given back to the system: pages of a library
count as a process's own or not by who else runs, which says nothing of it. Medians are compared, over the hundred turns that
follow the first and over the last hundred. The core's allocator gives back what was freed a second later, and each thread keeps
some of it for itself: how much is counted then hangs on how fast a turn is and on who did what, and goes up or down by some
hundredths for hundreds of turns. The two variables leave nothing but growth.
Each turn reads, extracts, searches, shows and stores, and uses an expression. The exit code is 1 if anything grows.
"""

from __future__ import annotations

import argparse
import ctypes
import gc
import os
import statistics
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import onrecord

#: So many turns fill what is kept for the next.
FIRST = 50
#: Over so many turns medians are taken.
WINDOW = 100


class Held(NamedTuple):
    """What a process holds."""

    memory: int
    """In bytes."""
    threads: int
    files: int


def held() -> Held:
    """What this process holds now."""
    gc.collect()
    trim = getattr(ctypes.CDLL(None), "malloc_trim", None)
    if trim is not None:
        trim(0)
    lines = Path("/proc/self/smaps_rollup").read_text(encoding="ascii").splitlines()
    pages = {line.split(":")[0]: int(line.split()[1]) for line in lines if line.endswith(" kB")}
    # What was given back stays in RAM until somebody needs it.
    memory = 1024 * (pages["Anonymous"] - pages["LazyFree"])
    return Held(memory, len(os.listdir("/proc/self/task")), len(os.listdir("/proc/self/fd")))


def middle(turns: list[Held]) -> Held:
    """The medians of what was held."""
    return Held(*(int(statistics.median(column)) for column in zip(*turns, strict=True)))


def turn(folder: Path) -> None:
    """What a program does with articles."""
    extractor = onrecord.Extractor(gazetteer=[{"name": "Ana Ruiz", "type": "person"}])
    articles = onrecord.read(folder / "articles")
    record = extractor.extract(articles)
    record.search("talks")
    record.show(record.documents["doc_id"][0])._repr_html_()
    articles.select(onrecord.dates("text"))
    record.write_parquet(folder / "record")
    onrecord.StoredExtraction(folder / "record").statements.collect()
    onrecord.read_html(["<p>The envoy left on Monday, the ministry said.</p>"])


def grown(
    times: int, tell: Callable[[int, Held], None] | None = None, first: int = FIRST, window: int = WINDOW
) -> tuple[Held, Held]:
    """What is held in the middle of the turns that follow the first, and in the middle of the last."""
    assert times >= first + 2 * window, f"give at least {first + 2 * window} times"
    turns: list[Held] = []
    with tempfile.TemporaryDirectory() as made:
        folder = Path(made)
        (folder / "articles").mkdir()
        for name, text in onrecord.sample().select("doc_id", "text").iter_rows():
            (folder / "articles" / f"{name}.txt").write_text(text, encoding="utf-8")
        for number in range(1, times + 1):
            turn(folder)
            if number > first:
                turns.append(held())
                if tell and number % 50 == 0:
                    tell(number, middle(turns[-50:]))
    return middle(turns[:window]), middle(turns[-window:])


def main() -> int:
    """Reads the command line."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--times", type=int, default=1000, metavar="N")
    options = parser.parse_args()

    def tell(number: int, now: Held) -> None:
        print(
            f"{number:6} {now.memory / 2**20:8.1f} MB {now.threads:4} threads {now.files:4} files", flush=True
        )

    before, after = grown(options.times, tell)
    growth = after.memory / before.memory - 1
    print(
        f"memory {growth:+.2%}, threads {after.threads - before.threads:+}, files {after.files - before.files:+}"
    )
    return int(growth > 0.01 or after.threads > before.threads or after.files > before.files)


if __name__ == "__main__":
    sys.exit(main())
