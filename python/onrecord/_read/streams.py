"""Files, plain or compressed, as streams of bytes, and reading from them within bounds.

What is compressed may be endlessly long when it is decompressed: nothing is read whole without a limit.
"""

from __future__ import annotations

import gzip
import io
from collections.abc import Generator, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, BinaryIO, cast

from onrecord import _onrecord
from onrecord.exceptions import OnrecordError, ReadError

__all__ = [
    "LONGEST_ARTICLE",
    "LONGEST_LINE",
    "LONGEST_TABLE",
    "PACKED",
    "decompressed",
    "head_of",
    "lines",
    "opened",
    "reading",
    "whole",
]

#: The largest single article or page.
LONGEST_ARTICLE = 32 << 20
#: The longest line of a table, and the largest table that has to be read as one piece.
LONGEST_LINE, LONGEST_TABLE = 32 << 20, 1 << 30

#: The first bytes of a Zstandard file.
_ZSTANDARD = b"\x28\xb5\x2f\xfd"

_STEP = 1 << 20


#: The endings of compressed files.
PACKED = (".gz", ".zst", ".br")


class _Decompressed(io.RawIOBase):
    """What is compressed as Zstandard or Brotli as Python reads files."""

    def __init__(self, source: Path | BinaryIO, is_brotli: bool) -> None:
        self._reader = _onrecord.Decompressor(source, brotli=is_brotli)

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        data = self._reader.read(len(buffer))
        buffer[: len(data)] = data
        return len(data)


def opened(file: Path | BinaryIO, name: str = "") -> BinaryIO:
    """A file's bytes, decompressed if its name or its first bytes say that it is compressed."""
    if isinstance(file, Path):
        stream: BinaryIO = open(file, "rb")  # noqa: SIM115 the caller closes it
        name = file.name
    else:
        stream = io.BufferedReader(cast(io.RawIOBase, file))
    head = stream.peek(4)[:4] if isinstance(stream, io.BufferedReader) else b""
    if head[:2] == b"\x1f\x8b":
        if isinstance(file, Path):
            stream.close()
            return gzip.GzipFile(file)  # type: ignore[return-value]
        return gzip.GzipFile(fileobj=stream)  # type: ignore[return-value]
    # Brotli has no first bytes of its own.
    is_brotli = name.lower().endswith(".br")
    if head == _ZSTANDARD or (is_brotli and head):
        if isinstance(file, Path):
            stream.close()
        return decompressed(file if isinstance(file, Path) else stream, is_brotli)
    if name.lower().endswith(PACKED) and head:
        stream.close()
        raise ReadError(f"{name} is not compressed as its name says")
    return stream


def decompressed(source: Path | BinaryIO, is_brotli: bool = False) -> BinaryIO:
    """What a file or stream holds that is compressed as Zstandard, or as Brotli."""
    return io.BufferedReader(_Decompressed(source, is_brotli), _STEP)


@contextmanager
def reading(label: str) -> Generator[None]:
    """Whatever goes wrong while a file is read, as one error that names it: no file ends the reading of others."""
    try:
        yield
    except OnrecordError:
        raise
    except MemoryError as error:
        raise ReadError(f"{label} is too large to be read as one piece") from error
    except Exception as error:  # there is no list of what broken files lead parsers to
        raise ReadError(f"{label} cannot be read: {error or type(error).__name__}") from error


def whole(stream: BinaryIO, label: str, most: int) -> bytes:
    """All of a stream, if it is not longer than that."""
    parts: list[bytes] = []
    length = 0
    while part := stream.read(_STEP):
        parts.append(part)
        length += len(part)
        if length > most:
            raise ReadError(
                f"{label} holds more than {most >> 20} MB: give each article a file, or a line of a table"
            )
    return b"".join(parts)


def head_of(stream: Any, length: int) -> bytes:
    """The first bytes of a stream, which stay to be read."""
    return bytes(stream.peek(length)[:length]) if hasattr(stream, "peek") else b""


def lines(stream: BinaryIO, most: int = LONGEST_LINE) -> Iterator[bytes | None]:
    """The lines of a stream; `None` for one that is too long."""
    while line := stream.readline(most):
        if len(line) < most or line.endswith(b"\n"):
            yield line
            continue
        while (rest := stream.readline(_STEP)) and not rest.endswith(b"\n"):
            pass
        yield None
