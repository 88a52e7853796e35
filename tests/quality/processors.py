"""Whether the accurate reader gives the same rows on other processors: without AVX-512, without AVX2.

    python tests/quality/processors.py target/release/onrecord-data [ARTICLES.jsonl]

`onrecord-data rows --model accurate` runs here and under `qemu-x86_64` (Debian's qemu-user) as processors that lack
what this one has; rows are compared as JSON. Articles are the bundled ones, or lines with `doc_id`, `text` and
`published`. An emulated article takes minutes.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import polars as pl

import onrecord

PROCESSORS = {
    "with AVX2 alone": "Haswell",
    "without AVX2": "Nehalem",
}
"""What each lacks, to qemu's name of it."""


def rows(command: list[str], articles: str) -> list[dict[str, Any]]:
    """What the core finds, run by this command; who is who comes last and is left out."""
    done = subprocess.run(
        [*command, "rows", "--model", "accurate"],
        input=articles,
        stdout=subprocess.PIPE,
        text=True,
        check=True,
    )
    return [json.loads(line) for line in done.stdout.splitlines()][:-1]


def statements_of(record: dict[str, Any], digits: int | None) -> list[str]:
    """The statements of a document, their confidence to so many digits."""
    found = []
    for statement in record["statements"]:
        confidence = statement["confidence"]
        found.append(
            json.dumps(
                {**statement, "confidence": confidence if digits is None else round(confidence, digits)}
            )
        )
    return found


def main(arguments: list[str]) -> int:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("binary", type=Path)
    parser.add_argument("articles", type=Path, nargs="?")
    parser.add_argument("--first", type=int, help="so many articles alone")
    given = parser.parse_args(arguments)
    if given.articles:
        articles = given.articles.read_text(encoding="utf-8")
    else:
        sample = onrecord.sample().with_columns(published=pl.col("published").cast(pl.String))
        articles = "".join(
            json.dumps(row) + "\n" for row in sample.select("doc_id", "text", "published").to_dicts()
        )
    articles = "".join(articles.splitlines(keepends=True)[: given.first])
    here = rows([str(given.binary)], articles)
    differ = 0
    for name, processor in PROCESSORS.items():
        there = rows(["qemu-x86_64", "-cpu", processor, str(given.binary)], articles)
        same = sum(one == other for one, other in zip(here, there, strict=True))
        print(f"{name} ({processor}): {same} of {len(here)} documents have the same rows to the last bit")
        for digits in (4, 2):
            pairs = [
                [set(statements_of(record, digits)) for record in two]
                for two in zip(here, there, strict=True)
            ]
            both, all_ = sum(len(a & b) for a, b in pairs), sum(len(a | b) for a, b in pairs)
            print(f"  statements alike, confidence to {digits} digits: {both} of {all_}")
            differ += all_ - both if digits == 2 else 0
    return 1 if differ else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
