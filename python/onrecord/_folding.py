"""Words without case and diacritics: "Erdogan" is "Erdoğan", "LODZ" is "Łódź".

What is compared is folded on both sides, by `folded` a column at a time, by `fold` one text, by `places` with
the way back from each letter to where it stood.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence

import polars as pl

__all__ = ["LETTERS", "WORD", "fold", "folded", "places", "words_of"]

LETTERS = {
    "ı": "i", "ø": "o", "ł": "l", "đ": "d", "ħ": "h", "ŧ": "t", "ß": "ss", "æ": "ae", "œ": "oe", "ð": "d", "þ": "th",
    "ς": "σ",
}  # fmt: skip
"""Letters that Unicode takes for ones of their own, and the keyboards of others for these."""

WORD = re.compile(r"\w+")
"""A run of letters and digits, of a text that is folded."""

_INITIAL = re.compile(r"\b(\w)\.(?=\w\b)")


class _Table(dict[int, str]):
    """What each character is folded to, found out when it is first met."""

    def __missing__(self, code: int) -> str:
        bare = (
            part for part in unicodedata.normalize("NFKD", chr(code)) if unicodedata.category(part)[0] != "M"
        )
        plain = "".join(LETTERS.get(small, small) for part in bare for small in part.lower())
        self[code] = plain
        return plain


_TABLE = _Table()


def fold(text: str) -> str:
    """A text without case and diacritics.

    >>> fold("ERDOĞAN, Iğdır, Łódź, Straße")
    'erdogan, igdir, lodz, strasse'
    """
    return text.lower() if text.isascii() else text.translate(_TABLE)


def places(text: str) -> Sequence[int]:
    """For each letter of the folded text, and for its end, where it comes from.

    >>> text = "Die Straße"
    >>> places(text)[fold(text).index("sse")]
    8
    """
    if text.isascii():
        return range(len(text) + 1)
    origin = [place for place, letter in enumerate(text) for _ in _TABLE[ord(letter)]]
    return [*origin, len(text)]


def words_of(text: str) -> str:
    """The folded words of a name with one blank between them, initials in a row as one word.

    >>> words_of(" Recep  Tayyip ERDOĞAN"), words_of("the U.S."), words_of("al-Assad")
    ('recep tayyip erdogan', 'the us', 'al assad')
    """
    return " ".join(WORD.findall(_INITIAL.sub(r"\1", fold(text))))


def folded(text: pl.Expr) -> pl.Expr:
    """The same as `fold`, of a column.

    >>> pl.select(folded(pl.lit("ERDOĞAN, Iğdır"))).item()
    'erdogan, igdir'
    """
    bare = text.str.normalize("NFKD").str.replace_all(r"\p{M}", "").str.to_lowercase()
    return bare.str.replace_many(list(LETTERS), list(LETTERS.values()))
