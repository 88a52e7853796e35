"""Whether the accurate reader gives the same rows on other processors: without AVX-512, without AVX2.

    python tests/quality/processors.py target/release/onrecord-data [ARTICLES.jsonl]

`onrecord-data rows --model accurate` runs here and under `qemu-x86_64` (Debian's qemu-user) as processors that lack
what this one has; rows are compared as JSON, and it says how many are alike. Articles are the bundled ones, or lines
with `doc_id`, `text` and `published`. An emulated article takes minutes.
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


def statements_of(record: dict[str, Any]) -> set[str]:
    """The statements of a document, whatever their confidence."""
    return {json.dumps({**statement, "confidence": None}) for statement in record["statements"]}


def main(arguments: list[str]) -> None:
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
    for name, processor in PROCESSORS.items():
        there = rows(["qemu-x86_64", "-cpu", processor, str(given.binary)], articles)
        same = sum(one == other for one, other in zip(here, there, strict=True))
        print(f"{name} ({processor}): {same} of {len(here)} documents have the same rows to the last bit")
        pairs = [(statements_of(one), statements_of(other)) for one, other in zip(here, there, strict=True)]
        both, all_ = sum(len(a & b) for a, b in pairs), sum(len(a | b) for a, b in pairs)
        print(f"  statements that both give, confidence aside: {both} of {all_}")


if __name__ == "__main__":
    main(sys.argv[1:])
