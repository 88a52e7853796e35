"""Bytes of a text file → characters."""

from __future__ import annotations

import re

__all__ = ["decoded", "is_binary", "mark_of"]

#: Byte order marks, with what they say; the longer ones begin with the shorter ones.
_MARKS = (
    (b"\xff\xfe\0\0", "utf-32"), (b"\0\0\xfe\xff", "utf-32"),
    (b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"),
)  # fmt: skip

_CONTROLS = bytes([*range(9), *range(14, 27)])

#: Words that have one of the six letters by which the Turkish and the western code page differ.
_TELLING = re.compile(r"\w*[ÐÝÞðýþ]\w*")
#: Where no Icelandic or Faroese word has such a letter, but Turkish ones often do: þ and Þ within a word or at its
#: end, ð behind a vowel and before one or before a liquid, ý between consonants or at an end, Ý at a beginning.
_TURKISH = re.compile(r"\w[þÞ]|[aeıioöuüAEIOÖUÜý]ð[aeioöuüýlmnrdt]|[b-df-hj-np-tv-zç]ý|^Ý[a-zç]|[çÇ]\w*[ðýþ]")
#: Letters that those languages have, and Turkish has not.
_NORTHERN = re.compile(r"[áéíóúæøÁÉÍÓÚÆØ]|^[Þþ][aeiouyrjvl][^þ]*$|ð(?:ss|ur|ar|ir|ni|mund|rún|björg)")


def decoded(content: bytes) -> str:
    """Text in UTF-8 or, as its first bytes show, UTF-16 or UTF-32; else in the western or the Turkish code page."""
    if encoding := mark_of(content):
        return content.decode(encoding, errors="replace")
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError:
        text = content.decode("cp1252", errors="replace")
        return content.decode("cp1254", errors="replace") if _is_turkish(text) else text


def mark_of(content: bytes) -> str | None:
    """The encoding that a text's first bytes name: its byte order mark, or the zeros between ASCII characters."""
    for mark, encoding in _MARKS:
        if content.startswith(mark):
            return encoding
    head = content[:64]
    if b"\0" not in head:
        return None
    for encoding, width, place in (
        ("utf-32-le", 4, 0),
        ("utf-32-be", 4, 3),
        ("utf-16-le", 2, 0),
        ("utf-16-be", 2, 1),
    ):
        whole = head[: len(head) // width * width]
        fitting = sum((byte != 0) == (at % width == place) for at, byte in enumerate(whole))
        if len(whole) >= 2 * width and fitting >= 0.9 * len(whole):
            return encoding
    return None


def _is_turkish(text: str) -> bool:
    """Whether what was read by the western code page holds more words that only the Turkish one explains."""
    words = _TELLING.findall(text)
    turkish = sum(1 for word in words if _TURKISH.search(word) and not _NORTHERN.search(word))
    return turkish > len(words) - turkish


def is_binary(head: bytes) -> bool:
    """Whether a file's first bytes are no text: many control characters."""
    if mark_of(head):
        return False
    start = head[:2048]
    return len(start) - len(start.translate(None, _CONTROLS)) > len(start) // 20
