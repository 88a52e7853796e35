"""A crawl, end to end: web archives as Common Crawl writes them, through the command, into folders by outlet and year.

    python benches/crawl.py [--megabytes 2000] [--folder DIR] [--threads N] [--kills 2]

Makes web archives of so many megabytes (a gzip member a record: a request and a response each, pages of twelve outlets
with menus, scripts and an article of some 5 KB), extracts them by the command, which is killed and resumed, and says
how long it took and how much memory at most; then the same articles by `extract`, some at a time, for comparison.
"""

from __future__ import annotations

import argparse
import datetime as dt
import gzip
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
from storing import article

import onrecord

OUTLETS = [f"{name}.example" for name in (
    "aegean-courier bosphorus-daily northern-star the-monitor capital-post harbour-times river-gazette morning-wire "
    "the-observer-weekly border-news evening-mail city-herald"
).split()]  # fmt: skip
#: Pages a file, as large as a small one of CC-NEWS.
PAGES = 5_000


def page(number: int) -> tuple[str, dt.date, bytes]:
    """The address, the day and the HTML of a page."""
    chance = random.Random(number)
    outlet = OUTLETS[number % len(OUTLETS)]
    day = dt.date(2018, 1, 1) + dt.timedelta(days=chance.randrange(1_000))
    headline, *paragraphs = article(number).split("\n\n")
    menu = "".join(f'<li><a href="/{chance.getrandbits(40):x}">Section {i}</a></li>' for i in range(40))
    script = chance.randbytes(7_000).hex()
    body = "".join(f"<p>{paragraph}</p>" for paragraph in paragraphs)
    html = (
        f'<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>{headline} - {outlet}</title>'
        f'<meta property="og:site_name" content="{outlet.split(".")[0].replace("-", " ").title()}">'
        f'<meta property="article:published_time" content="{day}T08:00:00Z"><script>var s="{script}";</script></head>'
        f"<body><nav><ul>{menu}</ul></nav><article><h1>{headline}</h1>{body}</article>"
        f"<aside><ul>{menu}</ul></aside><footer>All rights reserved.</footer></body></html>"
    )
    return f"https://www.{outlet}/{day:%Y/%m/%d}/story-{number}.html", day, html.encode()


def record(kind: str, media: str, address: str, day: dt.date, content: bytes) -> bytes:
    """A record of an archive, a member of a gzip file by itself."""
    head = (
        f"WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Date: {day}T09:00:00Z\r\nWARC-Target-URI: {address}\r\n"
        f"Content-Type: {media}\r\nContent-Length: {len(content)}\r\n\r\n"
    )
    return gzip.compress(head.encode() + content + b"\r\n\r\n", 6)


def archives(folder: Path, megabytes: int) -> int:
    """Writes archives of so many megabytes; gives how many pages there are."""
    number = size = 0
    while size < megabytes * 1_000_000:
        with open(folder / f"CC-NEWS-{number // PAGES:05}.warc.gz", "wb") as file:
            while size < megabytes * 1_000_000 and (number == 0 or number % PAGES or file.tell() == 0):
                address, day, html = page(number)
                request = f"GET {address} HTTP/1.1\r\n\r\n".encode()
                response = b"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n" + html
                size += file.write(
                    record("request", "application/http; msgtype=request", address, day, request)
                )
                size += file.write(
                    record("response", "application/http; msgtype=response", address, day, response)
                )
                number += 1
    return number


def _children() -> tuple[float, float]:
    """The seconds on processors and the most gigabytes of any child so far."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime, used.ru_maxrss / (1 << 20)


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--megabytes", type=int, default=2_000)
    parser.add_argument("--folder", type=Path, help="where to work (default: a temporary folder)")
    parser.add_argument("--threads", type=int, default=len(os.sched_getaffinity(0)))
    parser.add_argument("--kills", type=int, default=2)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(dir=options.folder) as name:
        source, out = Path(name, "crawl"), Path(name, "record")
        source.mkdir()
        pages = archives(source, options.megabytes)
        size = sum(file.stat().st_size for file in source.iterdir())
        print(f"{pages:,} pages, {size / 1e6:.0f} MB of archives", flush=True)

        command = [
            sys.executable, "-m", "onrecord", "extract", str(source), "--out", str(out), "--quiet",
            "--partition-by", "outlet,year", "--threads", str(options.threads), "--resume",
        ]  # fmt: skip
        chance = random.Random(pages)
        for _ in range(options.kills):
            process = subprocess.Popen(command)
            time.sleep(chance.uniform(5, 20))
            os.kill(process.pid, signal.SIGKILL)
            process.wait()
        before, _ = _children()
        start = time.perf_counter()
        subprocess.run(command, check=True)
        taken = time.perf_counter() - start
        after, peak = _children()
        documents = pl.scan_parquet(out / "documents", hive_partitioning=True)
        rows, text = documents.select(pl.len(), pl.col("text").str.len_bytes().sum() / 1e6).collect().row(0)
        folders = sum(1 for file in out.glob("statements/*/*/*.parquet"))
        print(
            f"killed {options.kills} times, then to the end: {rows:,} documents, {text:.0f} MB of text, {taken:.0f} s, "
            f"{after - before:.0f} s on processors, peak memory {peak:.2f} GB; {folders} files of statements",
            flush=True,
        )

        start, some = time.process_time(), 0.0
        for frame in documents.select("doc_id", "text", "published").collect().iter_slices(1_000):
            onrecord.extract(frame, threads=options.threads, progress=False)
            some += float(frame["text"].str.len_bytes().sum()) / 1e6
        used = time.process_time() - start
        print(f"extract on the same texts: {some / used:.2f} MB a second on processors")


if __name__ == "__main__":
    main()
