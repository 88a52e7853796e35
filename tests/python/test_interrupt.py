"""Ctrl-C in the middle of one long text: at most a second until it is heard."""

from __future__ import annotations

import signal
import time

import pytest

import onrecord

pytestmark = pytest.mark.skipif(
    not hasattr(signal, "setitimer"), reason="this system has no timers of processor time"
)

SENTENCE = "“We will not wait any longer for Ankara,” Sergei Lavrov told reporters in Moscow on Monday. "
PARAGRAPH = f"{SENTENCE * 4}\n\n"
PARAGRAPHS = 10_000_000 // len(PARAGRAPH)
TEXT = PARAGRAPH * PARAGRAPHS


@pytest.fixture(scope="module")
def whole() -> float:
    """How long the text would take, in time of the processor, on this machine."""
    onrecord.extract("Talks are over.")
    begun = time.process_time()
    onrecord.extract(PARAGRAPH * (PARAGRAPHS // 10), threads=1, progress=False)
    return 10 * (time.process_time() - begun)


def waited(texts: list[str], threads: int | None, after: float) -> float:
    """How long, in time of the processor, an extraction goes on when it is interrupted after so long."""

    def interrupt(*_: object) -> None:
        raise KeyboardInterrupt

    known = signal.signal(signal.SIGPROF, interrupt)
    begun = time.process_time()
    try:
        signal.setitimer(signal.ITIMER_PROF, after)
        with pytest.raises(KeyboardInterrupt):
            onrecord.extract(texts, threads=threads, progress=False)
        return time.process_time() - begun - after
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.signal(signal.SIGPROF, known)


@pytest.mark.parametrize("share", [0.05, 0.2, 0.4, 0.6])
def test_one_long_text_stops_within_a_second(whole: float, share: float) -> None:
    assert waited([TEXT], None, share * whole) < 1


def test_two_threads_stop_within_a_second(whole: float) -> None:
    # Two threads take twice the time of the processor.
    assert waited([TEXT, TEXT + "."], 2, 0.25 * whole) < 2
