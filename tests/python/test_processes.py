"""Threads, processes and their ends: the same rows from all of them, and nothing that grows or hangs."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import textwrap
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
from multiprocessing import get_context
from pathlib import Path

import polars as pl
import pytest

import onrecord

POSIX = pytest.mark.skipif(not hasattr(os, "fork"), reason="signals and forks are POSIX's")
LONG = "“We will not wait,” Sergei Lavrov told reporters in Moscow on Monday. " * 60_000


def started(program: str, *arguments: object) -> subprocess.Popen[str]:
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
    command = [sys.executable, "-W", "error", "-c", textwrap.dedent(program), *map(str, arguments)]
    return subprocess.Popen(
        command, env=environment, text=True, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    )


def test_many_threads_share_one_extractor(articles: pl.DataFrame, record: onrecord.Extraction) -> None:
    extractor = onrecord.Extractor()
    alone = [extractor.extract(articles.slice(number, 1)) for number in range(4)]

    def extract(number: int) -> bool:
        if number % 5 == 4:
            return extractor.extract(articles) == record
        return extractor.extract(articles.slice(number % 5, 1)) == alone[number % 5]

    with ThreadPoolExecutor(16) as pool:
        assert all(pool.map(extract, range(40)))


def test_threads_that_use_expressions_and_extractors_at_once(articles: pl.DataFrame) -> None:
    extractor = onrecord.Extractor()
    expected = articles.select(onrecord.dates("text"))

    def either(number: int) -> bool:
        if number % 2:
            return articles.select(onrecord.dates("text")).equals(expected)
        return extractor.extract(articles.head(3)).documents.height == 3

    with ThreadPoolExecutor(8) as pool:
        assert all(pool.map(either, range(16)))


def statements_of(texts: list[str]) -> list[tuple[str | None, str]]:
    """What a worker does, and its own pool of threads within it."""
    with ThreadPoolExecutor(2) as pool:
        halves = list(pool.map(onrecord.extract, [texts[:2], texts[2:]]))
    return [row for half in halves for row in half.statements.select("speaker", "content").rows()]


@pytest.mark.parametrize("method", ["spawn", "forkserver"])
def test_processes_within_which_there_are_threads_give_the_same_rows(
    method: str, articles: pl.DataFrame
) -> None:
    if method == "forkserver" and not hasattr(os, "fork"):
        pytest.skip("this system has no forks")
    texts = articles["text"].head(4).to_list()
    with ProcessPoolExecutor(2, mp_context=get_context(method)) as pool:
        found = list(pool.map(statements_of, [texts, texts], timeout=300))
    assert found[0] == found[1] == statements_of(texts) and len(found[0]) > 5


@POSIX
@pytest.mark.parametrize("how", ["thread", "main"])
def test_sigterm_ends_a_process_in_the_middle_of_a_text(how: str) -> None:
    call = "threading.Thread(target=work).start()" if how == "thread" else "work()"
    process = started(
        f"""
        import sys, threading, onrecord
        text = sys.stdin.read()
        def work():
            print("begun", flush=True)
            onrecord.extract([text] * 40, threads=2, progress=False)
        {call}
        """.replace("sys.stdin.read()", repr(LONG[:70]) + " * 60_000")
    )
    assert process.stdout is not None and process.stdout.readline() == "begun\n"
    process.send_signal(signal.SIGTERM)
    process.communicate(timeout=60)
    assert process.returncode == -signal.SIGTERM


@POSIX
def test_a_handler_of_sigterm_that_raises_is_heard_in_the_middle_of_a_text() -> None:
    process = started(
        f"""
        import signal, sys, onrecord
        signal.signal(signal.SIGTERM, lambda *_: sys.exit(7))
        print("begun", flush=True)
        onrecord.extract([{LONG[:70]!r} * 60_000] * 40, threads=2, progress=False)
        """
    )
    assert process.stdout is not None and process.stdout.readline() == "begun\n"
    process.send_signal(signal.SIGTERM)
    process.communicate(timeout=60)
    assert process.returncode == 7


@POSIX
@pytest.mark.parametrize(
    "call",
    [
        "onrecord.read(folder)",
        "list(onrecord.scan(folder, batch_size=2))",
        "onrecord.extract_to(folder, record, batch_size=2)",
        "frame.select(expression)",
        "onrecord.read_html([page] * 40)",
        "onrecord.extract([text] * 40)",
    ],
)
def test_ctrl_c_is_heard_wherever_it_comes(call: str, tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    for number in range(200):
        (tmp_path / "in" / f"{number}.html").write_text(f"<p>{LONG[:200_000]}")
    process = started(
        f"""
        import sys, onrecord, polars as pl
        folder, record = sys.argv[1:]
        text = {LONG[:70]!r} * 40_000
        page = "<p>" + text
        # Polars hears it behind the expression, which is therefore short; while one is built, polars takes it for a wrong type.
        frame, expression = pl.DataFrame({{"text": [text[:100_000]] * 20}}), onrecord.statements("text")
        onrecord.extract("Talks are over.", progress=False)
        try:
            # Within: on a fast machine the signal comes before this line is left.
            print("begun", flush=True)
            {call}
        except KeyboardInterrupt:
            sys.exit(9)
        """,
        tmp_path / "in",
        tmp_path / "record",
    )
    assert process.stdout is not None and process.stdout.readline() == "begun\n"
    process.send_signal(signal.SIGINT)
    said = process.communicate(timeout=120)
    assert process.returncode == 9, said


def test_an_interpreter_that_ends_in_the_middle_of_work_ends() -> None:
    process = started(
        f"""
        import threading, time, onrecord
        text = {LONG[:70]!r} * 20_000
        def work():
            onrecord.extract([text] * 8, threads=2, progress=False)
        threading.Thread(target=work, daemon=True).start()
        time.sleep(0.3)
        """
    )
    said = process.communicate(timeout=120)
    assert process.returncode == 0, said
    assert "panicked" not in said[1] and "Fatal Python error" not in said[1], said[1]


@pytest.mark.skipif(sys.platform != "linux", reason="by functions of the GNU C library")
@pytest.mark.parametrize("is_first", [True, False], ids=["first call", "later call"])
def test_work_that_outlives_the_interpreter_leaves_it_alone(is_first: bool) -> None:
    # The thread sleeps through the end of the interpreter (a handler that is given the number 1 sleeps for a second), and
    # asks for signals while the process is still ending.
    process = started(
        f"""
        import ctypes, signal, threading, time, onrecord
        libc = ctypes.CDLL(None)
        libc.__cxa_atexit(libc.usleep, 1_800_000, None)
        libc.signal(signal.SIGHUP, libc.sleep)
        text = {LONG[:70]!r} * 20_000
        def work():
            onrecord.extract([text] * 8, threads=2, progress=False)
        thread = threading.Thread(target=work, daemon=True)
        thread.start()
        time.sleep({0.02 if is_first else 0.3})
        signal.pthread_kill(thread.ident, signal.SIGHUP)
        """
    )
    said = process.communicate(timeout=120)
    assert process.returncode == 0, said
    assert said == ("", "")


@pytest.mark.skipif(not Path("/proc/self/smaps_rollup").exists(), reason="only Linux tells what is held")
def test_nothing_grows_from_one_extraction_to_the_next(monkeypatch: pytest.MonkeyPatch) -> None:
    # A process of its own, as the allocator reads what it may keep when it is loaded.
    monkeypatch.setenv("MIMALLOC_PURGE_DELAY", "0")
    monkeypatch.setenv("POLARS_MAX_THREADS", "1")
    process = started(
        """
        import json, sys
        sys.path.append(sys.argv[1])
        import growth
        print(json.dumps(growth.grown(50, first=20, window=15)))
        """,
        Path(__file__).parents[1] / "quality",
    )
    said, complaint = process.communicate()
    assert process.returncode == 0, complaint
    before, after = (
        dict(zip(("memory", "threads", "files"), held, strict=True)) for held in json.loads(said)
    )
    assert (after["threads"], after["files"]) <= (before["threads"], before["files"])
    # A thousand turns are counted to a hundredth by tests/quality/growth.py; here a leak of 0.3 MB a turn would show.
    assert after["memory"] < before["memory"] * 1.03
