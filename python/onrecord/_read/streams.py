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
from onrecord._read.limits import DEFAULT, Limits, in_words
from onrecord.exceptions import OnrecordError, ReadError

__all__ = [
    "PACKED",
    "decompressed",
    "head_of",
    "lines",
    "opened",
    "reading",
    "whole",
]

#: The first bytes of a Zstandard file.
_ZSTANDARD = b"\x28\xb5\x2f\xfd"

_STEP, _BUFFER = 1 << 20, 1 << 16


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


class _Bounded(io.RawIOBase):
    """What is unpacked, up to as much as its packed size makes likely."""

    def __init__(
        self, stream: io.BufferedReader, under: BinaryIO, packed: int, name: str, limits: Limits
    ) -> None:
        self._stream, self._under, self._name, self._ratio = stream, under, name, limits.ratio
        self._left = max(limits.article, packed * limits.ratio)

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        # One read of what is below: what comes before the place where a file breaks off is given first.
        data = self._stream.read1(len(buffer))
        self._left -= len(data)
        if self._left < 0:
            raise ReadError(
                f"{self._name} unpacks to more than {self._ratio:,} times its size, as what was made to fill memory "
                "does: if you trust it, give Limits(ratio=…)"
            )
        buffer[: len(data)] = data
        return len(data)

    def close(self) -> None:
        self._stream.close()
        self._under.close()
        super().close()


def opened(
    file: Path | BinaryIO, name: str = "", limits: Limits = DEFAULT, packed: int | None = None
) -> BinaryIO:
    """A file's bytes, decompressed if its name or its first bytes say that it is compressed.

    `packed` is the size of what was unpacked already, as the member of an archive that a stream is.
    """
    if isinstance(file, Path):
        stream: BinaryIO = open(file, "rb")  # noqa: SIM115 the caller closes it
        name = file.name
    else:
        stream = io.BufferedReader(cast(io.RawIOBase, file))
    head = stream.peek(4)[:4] if isinstance(stream, io.BufferedReader) else b""
    # Brotli has no first bytes of its own.
    is_brotli = name.lower().endswith(".br")
    unpacked: BinaryIO
    if head[:2] == b"\x1f\x8b":
        unpacked = gzip.GzipFile(fileobj=stream)  # type: ignore[assignment]
    elif head == _ZSTANDARD or (is_brotli and head):
        unpacked = decompressed(stream, is_brotli)
    elif name.lower().endswith(PACKED) and head:
        stream.close()
        raise ReadError(f"{name} is not compressed as its name says")
    elif packed is None:
        return stream
    else:
        unpacked = stream
    if isinstance(file, Path):
        packed = file.stat().st_size
    if packed is None:
        return unpacked
    return io.BufferedReader(
        _Bounded(cast(io.BufferedReader, unpacked), stream, packed, name, limits), _BUFFER
    )


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


def whole(stream: BinaryIO, label: str, most: int, limit: str, beginning: bytes = b"") -> bytes:
    """All of a stream, with what was read of it before, if it is not longer than that; `limit` is what sets that."""
    parts = [beginning]
    length = len(beginning)
    while (part := stream.read(_STEP)) or length > most:
        parts.append(part)
        length += len(part)
        if length > most:
            raise ReadError(
                f"{label} holds more than {in_words(most)} (Limits.{limit}): "
                "give each article a file, or a line of a table"
            )
    return b"".join(parts)


def head_of(stream: Any, length: int) -> bytes:
    """The first bytes of a stream, which stay to be read."""
    return bytes(stream.peek(length)[:length]) if hasattr(stream, "peek") else b""


def lines(stream: BinaryIO, most: int) -> Iterator[bytes | None]:
    """The lines of a stream; `None` for one that is too long."""
    while line := stream.readline(most):
        if len(line) < most or line.endswith(b"\n"):
            yield line
            continue
        while (rest := stream.readline(_STEP)) and not rest.endswith(b"\n"):
            pass
        yield None
