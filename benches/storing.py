"""Extraction into a folder, at size: time, peak memory, and the rows after interruptions beside those of one go.

    python benches/storing.py [--documents 100000] [--bytes 4900] [--kills 10] [--folder DIR] [--threads N]

Makes so many synthetic articles, of some 5 KB if nothing else is said (one in fifty a near-copy of another),
extracts them into a folder in one go, then into another while the process is killed at random points and taken
up again, and compares the two, file by file.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import resource
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import polars as pl

from onrecord.schemas import STORED

FIRST = (
    "Ana Sergey Hulusi Josep Mevlut Tom Lina Omar Petra Ivan Mona Karl Selim Anna Kerem Dominic Ruth "
    "Pavel Nadia Viktor"
).split()
LAST = (
    "Ruiz Lavrov Akar Borrell Cavusoglu Lee Haddad Aziz Novak Petrov Saleh Berg Aktas Reid Tuna Holloway "
    "Stone Orlov Karim Weiss"
).split()
OFFICES = [
    "Foreign Minister",
    "the defense minister",
    "a spokesman for the government",
    "President",
    "the envoy",
    "Ambassador",
]
PLACES = (
    "Ankara Moscow Damascus Geneva Paris Berlin Cairo Tehran Vienna Doha Amman Beirut Oslo Rome Kiev Minsk"
).split()
VERBS = ["said", "told reporters", "warned", "insisted", "announced", "denied", "promised", "added"]
TOPICS = [
    "the truce in the north",
    "the talks on the border",
    "grain deliveries",
    "the exchange of prisoners",
    "new sanctions",
    "aid convoys",
]
DAYS = [
    "Monday",
    "Tuesday",
    "last week",
    "5 March 2020",
    "February 27",
    "two days ago",
    "in January",
    "on Friday evening",
]


def article(number: int, least: int) -> str:
    """An article of its own, of `least` bytes at least and the same in every run."""
    chance = random.Random(number - number % 50 if number % 50 == 7 else number)
    pick = chance.choice
    names = [f"{pick(FIRST)} {pick(LAST)}" for _ in range(4)]
    paragraphs = [f"{pick(PLACES)} talks on {pick(TOPICS)} enter day {chance.randint(2, 90)}"]
    size = 0
    while size < least:
        name, place = pick(names), pick(PLACES)
        sentences = (
            f"{pick(OFFICES)} {name} {pick(VERBS)} in {place} on {pick(DAYS)} that "
            f"{pick(TOPICS)} would go on for {chance.randint(2, 30)} days.",
            f"“We spoke about {pick(TOPICS)},” {name.split()[-1]} {pick(VERBS)}. “It is "
            f"{chance.randint(3, 99)} percent done.”",
            f"Officials in {place} met {chance.randint(2, 40)} delegates and {pick(VERBS)} "
            f"little about {pick(TOPICS)}.",
            f"According to {name}, {chance.randint(10, 900)} people left {place} since {pick(DAYS)}.",
        )
        paragraph = " ".join(chance.sample(sentences, 3))
        paragraphs.append(paragraph)
        size += len(paragraph) + 2
    return "\n\n".join(paragraphs)


def worker(source: Path, folder: Path, threads: int | None) -> list[str]:
    code = f"import onrecord; onrecord.extract_to({str(source)!r}, {str(folder)!r}, threads={threads!r})"
    return [sys.executable, "-c", code]


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--documents", type=int, default=100_000)
    parser.add_argument("--bytes", type=int, default=4_900, help="of each article, at least (default: 4900)")
    parser.add_argument("--kills", type=int, default=10)
    parser.add_argument("--threads", type=int)
    parser.add_argument("--folder", type=Path, help="where to work (default: a temporary folder)")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(dir=options.folder) as folder:
        source, whole, broken = (Path(folder, name) for name in ("articles.jsonl", "whole", "broken"))
        with open(source, "w", encoding="utf-8") as file:
            for number in range(options.documents):
                text = article(number, options.bytes)
                file.write(json.dumps({"id": f"a{number}", "text": text, "published": "2020-03-06"}) + "\n")
        size = source.stat().st_size / 1e6
        print(f"{options.documents:,} documents, {size:.0f} MB", flush=True)

        start = time.perf_counter()
        subprocess.run(worker(source, whole, options.threads), check=True)
        taken = time.perf_counter() - start
        used = resource.getrusage(resource.RUSAGE_CHILDREN)
        peak = used.ru_maxrss / (1 << 20 if sys.platform == "darwin" else 1 << 10) / 1024
        print(
            f"in one go: {taken:.0f} s, {size / taken:.2f} MB/s, {used.ru_utime + used.ru_stime:.0f} s on processors, "
            f"peak memory {peak:.2f} GB",
            flush=True,
        )

        chance = random.Random(options.documents)
        killed = 0
        while killed < options.kills:
            process = subprocess.Popen(worker(source, broken, options.threads))
            try:
                process.wait(chance.uniform(0.5, 1.6 * taken / max(options.kills, 1)))
                break
            except subprocess.TimeoutExpired:
                os.kill(process.pid, signal.SIGKILL)
                process.wait()
                killed += 1
        subprocess.run(worker(source, broken, options.threads), check=True)
        same = all(
            pl.read_parquet(whole / f"{name}.parquet").equals(pl.read_parquet(broken / f"{name}.parquet"))
            for name in STORED
        )
        print(f"killed {killed} times: {'the same rows' if same else 'OTHER ROWS'}")
        sys.exit(0 if same else 1)


if __name__ == "__main__":
    main()
