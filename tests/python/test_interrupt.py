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
TEXT = f"{SENTENCE * 4}\n\n" * (10_000_000 // len(SENTENCE * 4))


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


@pytest.mark.parametrize("after", [0.3, 1.5, 3, 4.5])
def test_one_long_text_stops_within_a_second(after: float) -> None:
    onrecord.extract("Talks are over.")
    assert waited([TEXT], None, after) < 1


def test_two_threads_stop_within_a_second() -> None:
    # Two threads take twice the time of the processor.
    assert waited([TEXT, TEXT + "."], 2, 2) < 2
