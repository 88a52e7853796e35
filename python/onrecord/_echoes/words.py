"""Contents as words that can be compared: folded, without quotation marks, endings and words that carry nothing.

In: a column of contents. Out: for each its words in order, as lists. A word is a run of letters and digits;
accents, case, hyphens and apostrophes are folded away, so that "cease-fire" and "ceasefire", "isn't" and
"isnt" are one word.
"""

from __future__ import annotations

import polars as pl

__all__ = ["EMPTY", "bearing", "folded", "quoted"]

EMPTY = frozenset(
    """a about after again all also am an and any are as at be because been before being both but by can cannot
    cant could did didnt do does doesnt doing dont down during each ever every few for from had has hasnt have
    having he her here hers him his how i if in into is isnt it its itself just let like many may me might mine
    more most much must my no nor not now of off on once only or other our ours out over own per s shall she
    should so some such t than that thats the their theirs them then there these they this those though through
    to too under until up upon us very was we well were werent what when where which while who whom whose why
    will with within without wont would wouldnt yet you your yours re ve ll d m im ive weve were theyre hes shes
    said say says told tell mr mrs ms""".split()
)
"""Words that two contents may share without having anything in common."""

_NUMBERS = {
    "one": "1", "two": "2", "three": "3", "four": "4", "five": "5", "six": "6", "seven": "7", "eight": "8", "nine": "9",
    "ten": "10", "eleven": "11", "twelve": "12",
}  # fmt: skip

_QUOTATION = r"(?s)(?:“.+?”|«.+?»|\"[^\"]+\"|``.+?''|''.+?''|‘.+?’(?:\P{L}|$)|\B'.+?'(?:\P{L}|$))"

_ENDING = r"(?:ies|ied|ings?|edly|ed|es|s|ly|e|y)$"


def folded(content: pl.Expr) -> pl.Expr:
    """The words of a content, in order.

    >>> import polars as pl
    >>> pl.select(folded(pl.lit("The cease-fire “won’t hold”, İbrahim said."))).item().to_list()
    ['the', 'ceasefire', 'wont', 'hold', 'ibrahim', 'said']
    """
    plain = content.str.normalize("NFKD").str.replace_all(r"\p{M}", "").str.to_lowercase()
    joined = plain.str.replace_all(r"([\p{L}\p{N}])[-‑’'`,.]([\p{L}\p{N}])", "$1$2")
    return joined.str.extract_all(r"[\p{L}\p{N}]+")


def quoted(content: pl.Expr) -> pl.Expr:
    """The words of the longest quotation in a content, in a row; empty where there is none of four words or more.

    >>> import polars as pl
    >>> pl.select(quoted(pl.lit("that it was “no,” and 'not, as yet, a truce'"))).item()
    'not as yet a truce'
    """
    found = content.str.extract_all(_QUOTATION)
    words = found.list.eval(folded(pl.element()).list.join(" "))
    longest = words.list.eval(
        pl.element().sort_by(pl.element().str.len_chars(), descending=True).first()
    ).list.first()
    return (
        pl.when(longest.str.count_matches(" ", literal=True) >= 3)
        .then(longest)
        .otherwise(pl.lit(""))
        .fill_null("")
    )


def bearing(word: pl.Expr) -> pl.Expr:
    """A word without its ending, a number as digits; null for a word that carries nothing.

    >>> import polars as pl
    >>> pl.select(bearing(pl.Series(["ships", "carrying", "the", "nine"]))).to_series().to_list()
    ['ship', 'carry', None, '9']
    """
    stem = (
        pl.when(word.str.len_chars() > 4)
        .then(word.str.replace(_ENDING, ""))
        .otherwise(word.str.replace(r"s$", ""))
    )
    long = pl.when(stem.str.len_chars() >= 3).then(stem).otherwise(word)
    return pl.when(~word.is_in(sorted(EMPTY))).then(long.replace(_NUMBERS))
