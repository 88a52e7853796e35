"""Keyword in context: where words stand, and what stands to their left and right."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal

import polars as pl

from onrecord._folding import WORD, fold, folded, places
from onrecord._record import rows
from onrecord.exceptions import DtypeError, InputError
from onrecord.schemas import ACT

if TYPE_CHECKING:
    from onrecord._record import AnyRecord

__all__ = ["SCHEMA", "Field", "concordance"]

Field = Literal["content", "cue", "source", "text"]
"""Where words are looked for: in a part of the statements, or in all of the articles."""

_COLUMNS: dict[str, pl.DataType | type[pl.DataType]] = {
    "doc_id": pl.String,
    "statement_id": pl.UInt32,
    "left": pl.String,
    "match": pl.String,
    "right": pl.String,
    "speaker": pl.String,
    "act": ACT,
    "day": pl.Date,
    "start": pl.UInt32,
    "end": pl.UInt32,
}
SCHEMA = pl.Schema(_COLUMNS)
"""The columns of `Record.search`."""

_FIELDS = ("content", "cue", "source", "text")
_ASKED = re.compile(r"[\w*]+")
_HYPHEN = re.compile("[-‐]")
_COMPOUND = re.compile(r"\w+(?:[-‐]\w+)*")
_SHOWN = re.compile(r"\S+")
_LONGEST = 60
"""How many characters a word of the context takes at most, for texts without blanks."""

Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Pattern:
    """Words that stand side by side; a star stands for any letters, a hyphen for a blank or for nothing."""

    apart: tuple[tuple[str, ...], ...]
    """The words, each as what stands between its stars; what a hyphen joins is two."""
    joined: tuple[tuple[str, ...], ...]
    """The same with what a hyphen joins as one."""

    @classmethod
    def read(cls, pattern: str) -> Pattern:
        """The words of a text; marks between them, those of quotation too, say nothing."""
        if not isinstance(pattern, str):
            raise DtypeError(f"search takes a text, not {type(pattern).__name__}")
        plain = fold(pattern)
        apart = tuple(tuple(word.split("*")) for word in _ASKED.findall(plain))
        if not any(any(word) for word in apart):
            raise InputError(f"{pattern!r} has no word to search for: give some letters or digits")
        return cls(apart, tuple(tuple(word.split("*")) for word in _ASKED.findall(_HYPHEN.sub("", plain))))

    @property
    def rarest(self) -> str:
        """The longest run of letters: no text has a match that lacks it when its hyphens are taken out."""
        return max((part for word in self.apart for part in word), key=len)

    def found(self, text: str) -> Iterator[tuple[int, int]]:
        """Where a folded text has them, from the left, none on another."""
        if self.rarest not in _HYPHEN.sub("", text):
            return
        # "cease-fire" is two words, and one: a match may be of either reading.
        parts = [(word.start(), word.end(), word[0]) for word in WORD.finditer(text)]
        wholes = [(word.start(), word.end(), _HYPHEN.sub("", word[0])) for word in _COMPOUND.finditer(text)]
        matches = {*_runs(self.apart, parts), *_runs(self.joined, wholes)}
        last = 0
        for start, end in sorted(matches, key=lambda match: (match[0], -match[1])):
            if start >= last:
                yield start, end
                last = end


def _runs(
    asked: tuple[tuple[str, ...], ...], words: Sequence[tuple[int, int, str]]
) -> Iterator[tuple[int, int]]:
    for place in range(len(words) - len(asked) + 1):
        if all(_fits(one, words[place + step][2]) for step, one in enumerate(asked)):
            yield words[place][0], words[place + len(asked) - 1][1]


def _fits(asked: tuple[str, ...], word: str) -> bool:
    first, *middle = asked
    if not middle:
        return word == first
    last = middle.pop()
    if not word.startswith(first):
        return False
    place = len(first)
    for part in middle:
        found = word.find(part, place)
        if found < 0:
            return False
        place = found + len(part)
    return len(word) - len(last) >= place and word.endswith(last)


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of an article in which words are looked for, and the statement that it is a part of."""

    start: int
    end: int
    statement: Row | None = None


def concordance(record: AnyRecord, pattern: str, *, in_: Field, window: int) -> pl.DataFrame:
    """`Record.search`, whose docstring says what it gives."""
    words = Pattern.read(pattern)
    if in_ not in _FIELDS:
        raise InputError(f"in_ = {in_!r} is none of {', '.join(_FIELDS)}")
    if isinstance(window, bool) or not isinstance(window, int):
        raise DtypeError(f"window is a number of words, not {type(window).__name__}")
    if window < 0:
        raise InputError(f"window = {window} is less than 0")
    has_some = (
        folded(pl.col(in_)).str.replace_all(_HYPHEN.pattern, "").str.contains(words.rarest, literal=True)
    )
    part = "content" if in_ == "text" else in_
    of_documents = ["doc_id", "text", "published"]
    of_statements = ["doc_id", "statement_id", "speaker", "act", "said_from", "said_to", f"{part}_spans"]
    if in_ == "text":
        documents = rows(record, "documents", has_some, columns=of_documents)
        statements = rows(record, "statements", _of(documents), columns=of_statements)
    else:
        statements = rows(record, "statements", has_some, columns=of_statements)
        documents = rows(record, "documents", _of(statements), columns=of_documents)
    blocks = rows(record, "blocks", _of(documents), columns=["doc_id", "start", "end"])
    statements_of, blocks_of = _by_document(statements), _by_document(blocks)
    lines: list[Row] = []
    for document in documents.iter_rows(named=True):
        article = _Article(document, blocks_of.get(document["doc_id"], []))
        pieces = _pieces(statements_of.get(document["doc_id"], []), f"{part}_spans")
        if in_ == "text":
            found = _told(article.matches(words, article.blocks), pieces)
        else:
            found = article.matches(words, pieces)
        lines += [article.line(match, window) for match in found]
    return pl.DataFrame(lines, schema=SCHEMA)


def _of(frame: pl.DataFrame) -> pl.Expr:
    """Rows of the same documents."""
    return pl.col("doc_id").is_in(frame["doc_id"].unique().to_list())


def _by_document(frame: pl.DataFrame) -> dict[str, list[Row]]:
    grouped: dict[str, list[Row]] = {}
    for row in frame.iter_rows(named=True):
        grouped.setdefault(row["doc_id"], []).append(row)
    return grouped


def _pieces(statements: Sequence[Row], spans: str) -> list[Piece]:
    found: list[Piece] = []
    for row in statements:
        of_one: list[dict[str, int]] | None = row[spans]
        if of_one:
            found += [Piece(span["start"], span["end"], row) for span in of_one]
    return found


def _told(matches: Iterator[Piece], contents: Sequence[Piece]) -> Iterator[Piece]:
    """The matches, each with the innermost statement whose content it stands in."""
    waiting = sorted(contents, key=lambda piece: (-piece.start, piece.end))
    around: list[Piece] = []
    for match in matches:
        while waiting and waiting[-1].start <= match.start:
            around.append(waiting.pop())
        while around and around[-1].end < match.end:
            around.pop()
        yield Piece(match.start, match.end, around[-1].statement if around else None)


class _Article:
    """One article's text, in which words are looked for block by block."""

    def __init__(self, document: Row, blocks: Sequence[Row]) -> None:
        self._document = document
        self._text: str = document["text"] or ""
        self.blocks = [Piece(block["start"], block["end"]) for block in blocks] or [Piece(0, len(self._text))]
        self._starts = [block.start for block in self.blocks]

    def matches(self, words: Pattern, pieces: Sequence[Piece]) -> Iterator[Piece]:
        """Where the words stand within pieces of the text."""
        for piece in pieces:
            text = self._text[piece.start : piece.end]
            plain = fold(text)
            found = list(words.found(plain))
            if not found:
                continue
            origin = places(text)
            for start, end in found:
                # Marks that are characters of their own belong to the letter before them.
                behind = max(origin[end], origin[end - 1] + 1)
                yield Piece(piece.start + origin[start], piece.start + behind, piece.statement)

    def line(self, match: Piece, window: int) -> Row:
        """One row: a match with so many words on either side, as far as its block goes."""
        block = self.blocks[max(bisect_right(self._starts, match.start) - 1, 0)]
        reach = window * _LONGEST
        left = self._text[max(block.start, match.start - reach) : match.start]
        right = self._text[match.end : min(max(block.end, match.end), match.end + reach)]
        told = match.statement or dict.fromkeys(("statement_id", "speaker", "act", "said_from", "said_to"))
        return {
            "doc_id": self._document["doc_id"],
            "statement_id": told["statement_id"],
            "left": _shown(left, slice(-window, None) if window else slice(0)),
            "match": " ".join(self._text[match.start : match.end].split()),
            "right": _shown(right, slice(window)),
            "speaker": told["speaker"],
            "act": told["act"],
            "day": told["said_from"] or told["said_to"] or self._document["published"],
            "start": match.start,
            "end": match.end,
        }


def _shown(text: str, which: slice) -> str:
    return " ".join(_SHOWN.findall(text)[which])
