"""What an unnamed source is: "two senior Turkish officials" are "Turkish officials", of Turkey.

Where a statement has no speaker, its source still says what kind of people spoke. The table `data/sources.tsv` has
the nouns that tell, with the label of each, and the words before them that are worth keeping; `data/countries.tsv`
has what names a country.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache

import polars as pl

from onrecord._folding import words_of
from onrecord._tables import table_rows

__all__ = ["source_countries", "source_country", "source_group", "source_groups"]

_PHRASE_END = re.compile(r",(?!\d)|[;:()\[\]–—]")
_WORD = re.compile(r"(?:\b[A-Z]\.){2,}|[^\W_](?:[\w.&'’/-]*\w)?%?")
_POSSESSIVE = re.compile(r"['’]s?$")
_PARTICIPLE = re.compile(r"(?:ed|ing|out|taken|known|seen)$")
_LONGEST = 5
"""How many words a country is looked for in."""
_LINKS = frozenset({"of", "from", "in"})
"""What leads from a noun to the country that it belongs to."""


def source_group(source: str | None) -> str | None:
    """The group of a source that is nobody by name; null where its words do not tell, as pronouns do not.

    >>> source_group("two senior Turkish officials"), source_group("An unnamed NATO source"), source_group("he")
    ('Turkish officials', 'NATO sources', None)
    >>> source_group("some of the residents of Idlib"), source_group("people familiar with the talks")
    ('residents', 'sources')
    """
    return _Phrase.of(source or "").group()


def source_country(source: str | None) -> str | None:
    """The country that a source says to be of, as ISO 3166-1 alpha-3; null where it names none, or several.

    >>> source_country("Rwandan rebels"), source_country("opposition groups in Zimbabwe"), source_country("witnesses")
    ('RWA', 'ZWE', None)
    """
    return _Phrase.of(source or "").country()


def source_groups(statements: pl.DataFrame) -> pl.Series:
    """The group of each statement's source, null where a speaker is known; asks for `source` and `speaker`."""
    unnamed = statements.select(pl.when(pl.col("speaker").is_null()).then("source").alias("source_group"))
    return _each(unnamed["source_group"], source_group)


def source_countries(statements: pl.DataFrame) -> pl.Series:
    """The country that each statement's source names; asks for `source`."""
    return _each(statements["source"].alias("source_country"), source_country)


def _each(sources: pl.Series, told: Callable[[str], str | None]) -> pl.Series:
    known = {source: told(source) for source in sources.drop_nulls().unique()}
    return sources.replace_strict(known, default=None, return_dtype=pl.String)


@dataclass(frozen=True, slots=True)
class _Phrase:
    """The noun phrase that a source begins with, word by word, and what stands behind it."""

    words: list[str]
    """As they are written, without a possessive ending."""
    plain: list[str]
    """The same in lower case, without diacritics and full stops."""
    end: int
    """Where what is said of the noun begins."""

    @classmethod
    def of(cls, source: str) -> _Phrase:
        found = _WORD.findall(_PHRASE_END.split(source, maxsplit=1)[0])
        return cls.from_words([_POSSESSIVE.sub("", word) for word in found])

    @classmethod
    def from_words(cls, words: list[str]) -> _Phrase:
        plain = [words_of(word) for word in words]
        ends = (place for place, word in enumerate(plain) if place and word in _words("behind"))
        return cls(words, plain, next(ends, len(words)))

    def counted(self) -> tuple[str | None, _Phrase] | None:
        """The label of a word that only counts, and the phrase that it counts; null where none does."""
        if not self.end:
            return None
        last = self.plain[self.end - 1]
        is_share = self.words[self.end - 1].endswith("%")
        is_of = self.plain[self.end : self.end + 1] == ["of"]
        if not is_share and (last not in _labels("quantity") or (last in _labels("head") and not is_of)):
            return None
        label = "people" if is_share else _labels("quantity")[last]
        return label or None, _Phrase.from_words(self.words[self.end + 1 :] if is_of else [])

    def head(self) -> int | None:
        """Where the noun stands that says what the source is."""
        known = (place for place in range(self.end - 1, -1, -1) if self.plain[place] in _labels("head"))
        head = next(known, None)
        is_last = head is not None and (head + 1 == self.end or _PARTICIPLE.search(self.plain[head + 1]))
        return head if is_last else None

    def group(self) -> str | None:
        """The label, with the kinds and names that stand before the noun."""
        if (counting := self.counted()) is not None:
            label, counted = counting
            return counted.group() or label
        head = self.head()
        if head is None:
            return None
        label = _labels("head")[self.plain[head]]
        if label == "people" and not _words("knowing").isdisjoint(self.plain[head + 1 :]):
            label = "sources"
        return " ".join([*(word for place in range(head) if (word := self.kept(place))), label])

    def kept(self, place: int) -> str | None:
        """A word before the noun as the label has it: a kind of source, or a name such as that of a state."""
        word, plain = self.words[place], self.plain[place]
        if any(first <= place < last for first, last, _ in self.countries(self.end)):
            return word
        # The first word of a sentence has a capital letter, whatever it is.
        if plain in _words("kind"):
            return plain if place == 0 else word
        if plain in _words("empty") or not word[0].isupper():
            return None
        is_followed = self.words[place + 1][0].isupper()
        return word if place or is_followed or not word[1:].islower() or plain in _words("name") else None

    def country(self) -> str | None:
        """The one country that is named before the noun, or right behind it."""
        if (counting := self.counted()) is not None:
            return counting[1].country()
        is_linked = not _LINKS.isdisjoint(self.plain[self.end : self.end + 1])
        found = {code for _, _, code in self.countries(self.end + _LONGEST if is_linked else self.end)}
        return found.pop() if len(found) == 1 else None

    def countries(self, end: int) -> Iterator[tuple[int, int, str]]:
        """The countries that are named before a place: where each begins and ends, and its code."""
        place, end = 0, min(end, len(self.words))
        while place < end:
            lengths = range(min(_LONGEST, end - place), 0, -1) if self.words[place][0].isupper() else ()
            runs = (
                (length, _countries().get(" ".join(self.plain[place : place + length]))) for length in lengths
            )
            length, code = next(((length, code) for length, code in runs if code), (1, None))
            if code:
                yield place, place + length, code
            place += length


@cache
def _labels(what: str) -> dict[str, str]:
    """The words of `data/sources.tsv` that do this, each with its label."""
    return {
        words_of(word): label
        for kind, label, words in table_rows("sources")
        if kind == what
        for word in words.split(";")
    }


@cache
def _words(what: str) -> frozenset[str]:
    return frozenset(_labels(what))


@cache
def _countries() -> dict[str, str]:
    """Codes of countries by the words that name them."""
    return {words_of(word): code for code, words in table_rows("countries") for word in words.split(";")}
