#!/usr/bin/env python3
"""Kills extractions at random moments, and says whether what is resumed has all the rows of one that was left alone.

    python tests/quality/kills.py --kills 200                 with SIGKILL
    python tests/quality/kills.py --kills 20 --on DIR         in a folder of another file system
    python tests/quality/kills.py --full-disk 200             in a file system of so many kB, made by mount (as root)

A run is killed at a moment drawn from the length of a whole run, from its first document on, and is called again in the
same folder until it is done; then every frame is compared with `extract`, row by row, and a new folder is begun. A disk
that is full stops the run with an error; space is made a bit at a time until it is done. Prints how often it was stopped,
where, and exits with 1 if a row was lost, doubled or changed.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import subprocess
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path

from polars.testing import assert_frame_equal

import onrecord
from onrecord.schemas import STORED

NAMES = ["Sergey Lavrov", "Hulusi Akar", "Josep Borrell", "Mevlut Cavusoglu"]
PROGRAM = """
import sys, onrecord
onrecord.extract("Talks are over.", progress=False)
print("ready", flush=True)
try:
    onrecord.extract_to(sys.argv[1], sys.argv[2], batch_size=4, threads=1, progress=False)
except onrecord.exceptions.WriteError as error:
    sys.exit(f"WriteError: {error}")
"""


def write_articles(path: Path, count: int) -> None:
    """Articles that name the same people, so that who is who is a matter of all of them; some are copies."""
    with open(path, "w", encoding="utf-8") as file:
        for number in range(count):
            name = NAMES[number % 4]
            which = number if number % 7 else number // 2
            text = (
                f"Report {which} on the truce\n\n{name} said on Monday that the truce would hold for {which} days. “We "
                f"agreed,” {name.split()[-1]} told reporters in Ankara after talks number {which * 31}.\n\nHe left on 3 March."
            )
            file.write(json.dumps({"id": f"a{number}", "text": text, "published": "2020-03-02"}) + "\n")


class Runs:
    """Runs of one extraction, each in a process of its own."""

    def __init__(self, articles: Path) -> None:
        self._articles = articles
        self.stopped: Counter[str] = Counter()

    def start(self, folder: Path) -> subprocess.Popen[str]:
        """A run that is about to begin."""
        command = [sys.executable, "-c", PROGRAM, str(self._articles), str(folder)]
        environment = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
        process = subprocess.Popen(
            command, env=environment, text=True, stdout=subprocess.PIPE, stderr=subprocess.PIPE
        )
        assert process.stdout is not None
        process.stdout.readline()
        return process

    def lasts(self, folder: Path) -> float:
        """How long a run takes that is left alone."""
        process = self.start(folder)
        begun = time.monotonic()
        process.communicate()
        return time.monotonic() - begun

    def note(self, folder: Path) -> None:
        """Where a run was stopped, by what it left."""
        parts = folder / "parts"
        count = sum(part.name.isdigit() for part in parts.iterdir()) if parts.is_dir() else 0
        joined = (folder / "documents.parquet").exists()
        self.stopped["while joining" if joined else f"after {count} parts"] += 1


def compare(folder: Path, whole: onrecord.Extraction) -> None:
    """Raises an AssertionError if any frame of the folder has other rows."""
    loaded = onrecord.StoredExtraction(folder).load()
    for name in STORED:
        assert_frame_equal(getattr(loaded, name), getattr(whole, name), categorical_as_str=True)
    left = [path.name for path in folder.glob(".*")]
    assert not left, f"{folder} holds {left}"


def kill(runs: Runs, root: Path, whole: onrecord.Extraction, kills: int, chance: random.Random) -> int:
    """Kills so often, and gives how many extractions were done in spite of it."""
    length = runs.lasts(root / "alone")
    compare(root / "alone", whole)
    done = killed = 0
    while killed < kills:
        process = runs.start(root / f"run{done}")
        try:
            process.communicate(timeout=chance.uniform(0, 1.2 * length))
        except subprocess.TimeoutExpired:
            process.kill()
            process.communicate()
            killed += 1
            runs.note(root / f"run{done}")
            continue
        compare(root / f"run{done}", whole)
        done += 1
    runs.start(root / f"run{done}").communicate()
    compare(root / f"run{done}", whole)
    return done + 1


def fill(runs: Runs, root: Path, whole: onrecord.Extraction, kilobytes: int) -> None:
    """Extracts into a small disk, which grows by a tenth whenever it is full."""
    subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={kilobytes}k", "tmpfs", root], check=True)
    try:
        while True:
            process = runs.start(root / "record")
            said = process.communicate()[1]
            if process.returncode == 0:
                break
            assert said.startswith("WriteError: ") and ("No space left" in said or "0 kB are free" in said), (
                said
            )
            runs.note(root / "record")
            kilobytes += kilobytes // 10
            subprocess.run(["mount", "-o", f"remount,size={kilobytes}k", root], check=True)
        compare(root / "record", whole)
    finally:
        subprocess.run(["umount", root], check=True)


def main() -> None:
    """Reads the command line."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--kills", type=int, default=0, metavar="N")
    parser.add_argument("--full-disk", type=int, default=0, metavar="KB")
    parser.add_argument("--articles", type=int, default=60, metavar="N", help="default: 60, in parts of 4")
    parser.add_argument("--on", type=Path, metavar="DIR", help="where the folders are made")
    parser.add_argument("--seed", type=int, default=20200215)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(dir=options.on) as made:
        root = Path(made)
        articles = root / "articles.jsonl"
        write_articles(articles, options.articles)
        whole = onrecord.extract(onrecord.read(articles))
        runs = Runs(articles)
        if options.kills:
            done = kill(runs, root, whole, options.kills, random.Random(options.seed))
            print(f"{options.kills} kills, {done} extractions done: no row lost, doubled or changed")
        if options.full_disk:
            (root / "disk").mkdir()
            fill(runs, root / "disk", whole, options.full_disk)
            print("a disk that was full, and grew: no row lost, doubled or changed")
        for where, count in sorted(runs.stopped.items()):
            print(f"{count:6}  {where}")


if __name__ == "__main__":
    main()
