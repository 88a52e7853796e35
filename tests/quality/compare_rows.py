#!/usr/bin/env python3
"""Says which rows differ between two builds of onrecord, frame by frame: what a change of structure must leave alone.

    python tests/quality/compare_rows.py OLD.whl NEW.whl                          on the sample
    python tests/quality/compare_rows.py OLD.whl NEW.whl news.jsonl.gz folder/    and on these documents
    python tests/quality/compare_rows.py OLD.whl NEW.whl … --show 20              print up to 20 differing rows of each frame

In: two wheels for this machine, each unpacked into a folder of its own and run in a process of its own; documents as JSON
lines (`doc_id`, `text`, `published`), gzipped or not, as `.txt` files, or folders of these. Each argument is one corpus,
extracted at once. Out: for each corpus and frame the numbers of rows before, after and the same; of those that differ, in which columns.
Rows are paired by document and place, whatever their numbers. The exit code is 1 if any row differs.
"""

from __future__ import annotations

import argparse
import datetime as dt
import gzip
import json
import os
import subprocess
import sys
import tempfile
import zipfile
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any

Row = dict[str, Any]

NUMBERS = {
    "statement_id",
    "parent_id",
    "sentence_id",
    "block_id",
    "mention_id",
    "date_id",
    "span_id",
    "from_date_id",
    "to_date_id",
}
"""Numbers of rows within a document: one more row changes those of all rows behind it."""


def documents_in(path: Path) -> Iterator[Row]:
    """The documents of a file, or of the files in a folder, in the order of their names."""
    if path.is_dir():
        for child in sorted(path.iterdir()):
            if child.suffix == ".txt" or child.name.endswith((".jsonl", ".jsonl.gz")):
                yield from documents_in(child)
    elif path.suffix == ".txt":
        yield {"doc_id": path.name, "text": path.read_text(encoding="utf-8"), "published": None}
    else:
        with (
            gzip.open(path, "rt", encoding="utf-8")
            if path.suffix == ".gz"
            else open(path, encoding="utf-8") as file
        ):
            for line in file:
                document = json.loads(line)
                day = document.get("published")
                day = day["value"] if isinstance(day, dict) else day
                yield {"doc_id": document["doc_id"], "text": document["text"], "published": day and day[:10]}


def extract(corpora: Path, out: Path) -> None:
    """Extracts each corpus with the onrecord that is on the path, and writes its frames: what each process does."""
    import polars as pl

    import onrecord

    for number, documents in enumerate(json.loads(corpora.read_text(encoding="utf-8"))):
        days = [
            day and dt.date.fromisoformat(day) for day in (document["published"] for document in documents)
        ]
        frame = pl.DataFrame(documents).with_columns(published=pl.Series(days, dtype=pl.Date))
        onrecord.extract(frame, progress=False).write_parquet(out / str(number))


def run(wheel: Path, corpora: Path, out: Path) -> None:
    """Unpacks a wheel and has it extract the corpora in a process of its own."""
    site = out / "site"
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(site)
    command = [sys.executable, __file__, "--extract", str(corpora), str(out)]
    subprocess.run(command, check=True, env={**os.environ, "PYTHONPATH": str(site)})


def keyed(rows: list[Row]) -> dict[str, Counter[str]]:
    """The rows of each document, or of the corpus, as text without the numbers of rows."""
    found: dict[str, Counter[str]] = defaultdict(Counter)
    for row in rows:
        plain = {name: value for name, value in row.items() if name not in NUMBERS}
        found[row.get("doc_id") or row["actor_id"]][json.dumps(plain, default=str, ensure_ascii=False)] += 1
    return found


def columns_apart(before: list[Row], after: list[Row]) -> Counter[str]:
    """In which columns rows differ that begin at the same place; "(no such row)" where none does."""

    def place(row: Row) -> tuple[Any, ...]:
        spans = row.get("cue_spans")
        return (*(str(row.get(name)) for name in ("doc_id", "start", "end")), str(spans))

    apart: Counter[str] = Counter()
    places = defaultdict(list)
    for row in after:
        places[place(row)].append(row)
    for row in before:
        others = places[place(row)]
        if not others:
            apart["(no such row)"] += 1
            continue
        fewest = min(([name for name in row if row[name] != other.get(name)] for other in others), key=len)
        apart.update(fewest)
    return apart


def compare(old: Path, new: Path, show: int) -> int:
    """Prints what differs between the frames of two folders; gives how many rows do."""
    import polars as pl

    different = 0
    print(f"{'frame':14}{'before':>9}{'after':>9}{'same':>9}")
    for file in sorted(old.glob("*.parquet")):
        if file.stem == "local_actors":
            continue
        rows = [pl.read_parquet(folder / file.name).to_dicts() for folder in (old, new)]
        before, after = (keyed(each) for each in rows)
        gone, come = [], []
        for key in {**before, **after}:
            gone += list((before[key] - after[key]).elements())
            come += list((after[key] - before[key]).elements())
        same = len(rows[0]) - len(gone)
        print(f"{file.stem:14}{len(rows[0]):9}{len(rows[1]):9}{same:9}")
        different += len(gone) + len(come)
        if gone or come:
            apart = columns_apart([json.loads(row) for row in gone], [json.loads(row) for row in come])
            print("    " + ", ".join(f"{column}: {count}" for column, count in apart.most_common()))
        for sign, side in (("-", gone), ("+", come)):
            for row in side[:show]:
                print(f"    {sign} {row}")
    return different


def main() -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", 1)[0])
    parser.add_argument("old", type=Path, help="the wheel of before")
    parser.add_argument("new", type=Path, help="the wheel of after")
    parser.add_argument("documents", type=Path, nargs="*", help="JSON lines, .txt files, or folders of these")
    parser.add_argument("--show", type=int, default=0, help="how many differing rows to print of each frame")
    arguments = parser.parse_args()
    missing = [
        str(path) for path in (arguments.old, arguments.new, *arguments.documents) if not path.exists()
    ]
    if missing:
        parser.error(f"there is no {', no '.join(missing)}: give wheels and corpora that are on this machine")
    sample = Path(__file__).parents[2] / "python" / "onrecord" / "data" / "sample" / "articles.jsonl"
    corpora = [sample, *arguments.documents]
    with tempfile.TemporaryDirectory() as folder:
        given = Path(folder, "corpora.json")
        given.write_text(json.dumps([list(documents_in(corpus)) for corpus in corpora]), encoding="utf-8")
        sides = [Path(folder, name) for name in ("before", "after")]
        for side, wheel in zip(sides, (arguments.old, arguments.new), strict=True):
            run(wheel, given, side)
        different = 0
        for number, corpus in enumerate(corpora):
            print(f"\n{corpus.name}")
            different += compare(sides[0] / str(number), sides[1] / str(number), arguments.show)
    print(f"\n{different} rows differ" if different else "\nall rows are the same")
    return 1 if different else 0


if __name__ == "__main__":
    if sys.argv[1:2] == ["--extract"]:
        extract(Path(sys.argv[2]), Path(sys.argv[3]))
    else:
        sys.exit(main())
