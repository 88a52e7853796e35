"""How much faster several threads extract than one, in one run, and whether their rows are the same.

    python benches/threads.py CORPUS [--threads 2] [--rounds 7]

CORPUS is anything that `onrecord.read` takes; a few hundred articles do. Rounds of one thread and of several
take turns; out comes the ratio of the medians, and of the rounds one by one the least and the most.
"""

from __future__ import annotations

import argparse
import statistics
import time

import onrecord


def main() -> None:
    """Time both, and print what came of it."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("corpus")
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--rounds", type=int, default=7)
    arguments = parser.parse_args()
    if arguments.threads < 2:
        parser.error("--threads: give two or more")
    documents = onrecord.read(arguments.corpus)
    megabytes = documents["text"].str.len_bytes().sum() / 1e6
    expected = onrecord.extract(documents, threads=1)
    taken: dict[int, list[float]] = {1: [], arguments.threads: []}
    for _ in range(arguments.rounds):
        for threads, seconds in taken.items():
            start = time.perf_counter()
            extraction = onrecord.extract(documents, threads=threads)
            seconds.append(time.perf_counter() - start)
            if not extraction.statements.equals(expected.statements):
                raise SystemExit(f"{threads} threads give other rows than one")
            del extraction
    one, several = taken.values()
    ratios = [alone / together for alone, together in zip(one, several, strict=True)]
    print(f"{len(documents):,} articles, {megabytes:.1f} MB, {arguments.rounds} rounds")
    for threads, seconds in taken.items():
        print(f"{threads} threads: {megabytes / statistics.median(seconds):.2f} MB/s")
    ratio = statistics.median(one) / statistics.median(several)
    print(f"ratio {ratio:.2f} (rounds: {min(ratios):.2f} to {max(ratios):.2f})")


if __name__ == "__main__":
    main()
