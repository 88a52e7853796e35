"""A process that extracts for a forked worker: an order a line on standard input, its rows a line on the output."""

from __future__ import annotations

import json
import sys

from onrecord._interchange.batches import rows_of

__all__ = ["main"]


def main() -> None:
    """Answers until there are no more orders."""
    for line in sys.stdin.buffer:
        sys.stdout.buffer.write(json.dumps(rows_of(json.loads(line))).encode() + b"\n")
        sys.stdout.buffer.flush()


if __name__ == "__main__":
    main()
