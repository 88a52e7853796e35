"""Commands that find statements: `search` shows words in their context, `table` one row a statement."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from onrecord.cli.filters import add_filters, filtered, without_any
from onrecord.cli.given import add_given, opened
from onrecord.cli.output import add_output, write_rows
from onrecord.cli.screen import colours, cut, say, styled, width

if TYPE_CHECKING:
    import polars as pl

    from onrecord._record import AnyRecord
    from onrecord.cli.commands import Commands

__all__ = ["add"]

_FIELDS = ("content", "cue", "source", "text")
#: So wide are days, and names at most; on terminals that are narrower than that, contents stand on lines of their own.
_DAY, _NAME, _NARROW = 10, 24, 90
_OPENING, _CLOSING = tuple("“‘«([\"'"), tuple(".,;:!?”’»)]\"'")


def add(commands: Commands) -> None:
    """Adds the commands to a parser."""
    search = commands.add_parser(
        "search", help="words in their context",
        description="Prints where words stand, with what stands to their left and right. Neither case nor "
        "diacritics nor hyphens matter; * stands for any letters, several words are found side by side.",
        epilog='example: onrecord search "cease*" record/ --speaker Erdogan --between 2020-02-01 -',
    )  # fmt: skip
    search.add_argument("words", metavar="WORDS", help="a word, or several in quotation marks")
    add_given(search)
    search.add_argument(
        "--in", dest="in_", choices=_FIELDS, default="content", help="where; default: content"
    )
    search.add_argument(
        "--window", type=_words, default=8, metavar="N", help="words on either side; default: 8"
    )
    add_filters(search)
    add_output(search, default="text")
    search.set_defaults(run=_search)

    table = commands.add_parser(
        "table", help="one row a statement, to read or to hand on",
        description="Prints one row a statement, the surest first: day, outlet, who, cue and content to read, all "
        "columns as data.",
        epilog="example: onrecord table record/ --act accuse --about Turkey --out accused.csv",
    )  # fmt: skip
    add_given(table)
    add_filters(table)
    add_output(table, default="text on a terminal, else csv")
    table.set_defaults(run=_table)


def _words(text: str) -> int:
    if not text.isdigit():
        raise argparse.ArgumentTypeError(f"{text!r} is no whole number from 0")
    return int(text)


def _search(options: argparse.Namespace) -> int:
    record, failed = opened(options)
    smaller = filtered(record, options)
    found = smaller.search(options.words, in_=options.in_, window=options.window)
    if found.is_empty():
        nothing = (
            without_any(record, options)
            if _has_none(smaller)
            else f"{options.words!r} is in no {options.in_}"
        )
        others = (
            ""
            if options.in_ == "text" or _has_none(smaller)
            else "; --in text looks anywhere in the articles"
        )
        say(f"onrecord: {nothing}{others}")
    write_rows(found, _concordance(found, smaller), options, default="text")
    return 1 if failed else 0


def _table(options: argparse.Namespace) -> int:
    record, failed = opened(options)
    smaller = filtered(record, options)
    if _has_none(smaller):
        say(f"onrecord: {without_any(record, options)}")
    found = smaller.table().sort("confidence", descending=True, nulls_last=True, maintain_order=True)
    write_rows(found, _statements(found), options, default="text" if sys.stdout.isatty() else "csv")
    return 1 if failed else 0


def _has_none(record: AnyRecord) -> bool:
    import polars as pl

    return bool(record.statements.lazy().select(pl.len()).collect().item() == 0)


def _concordance(found: pl.DataFrame, record: AnyRecord) -> Iterator[str]:
    """The matches of each article under its id, one below the other."""
    from onrecord._record import rows

    color, columns = colours(), width()
    documents = rows(record, "documents", columns=["doc_id", "outlet", "published"])
    facts = {row[0]: [str(fact) for fact in row if fact is not None] for row in documents.iter_rows()}
    who = _longest(found["speaker"].fill_null("?").to_list(), _NAME if columns is None else columns // 5)
    match = _longest(found["match"].to_list(), None if columns is None else columns // 3)
    side = None if columns is None else max((columns - who - match - 4) // 2, 3)
    left = _longest(found["left"].to_list(), side)
    article = None
    for row in found.iter_rows(named=True):
        if row["doc_id"] != article:
            article = row["doc_id"]
            yield cut(f"── {' · '.join(facts[article])} ──", columns)
        speaker = f"{cut(row['speaker'] or '?', who):<{who}}"
        before, after = cut(row["left"], side, left=True), cut(row["right"], side)
        found_words = styled(cut(row["match"], match if columns else None), "match", color=color)
        # Marks stand at the word that they belong to.
        before += "" if before.endswith(_OPENING) else " "
        after = ("" if after.startswith(_CLOSING) else " ") + after
        yield f"{styled(speaker, 'speaker', color=color)}  {before:>{left + 1}}{found_words}{after}".rstrip()


def _statements(found: pl.DataFrame) -> Iterator[str]:
    """The statements, one a line: day, outlet, who, cue, content; on a narrow terminal the content is below."""
    color, columns = colours(), width()
    is_narrow = columns is not None and columns < _NARROW
    most = 12 if is_narrow else _NAME
    who = _longest([_said_by(row) for row in found.iter_rows(named=True)], most)
    cue = _longest([row["cue"] or row["act"] for row in found.iter_rows(named=True)], most)
    outlet = 0 if is_narrow else _longest(found["outlet"].fill_null("").to_list(), _NAME)
    space = None if columns is None else columns - _DAY - outlet - who - cue - 8
    for row in found.iter_rows(named=True):
        cells = [
            styled(f"{row['day'] or ''!s:{_DAY}}", "date", color=color),
            *([f"{cut(row['outlet'] or '', outlet):<{outlet}}"] if outlet else []),
            styled(f"{cut(_said_by(row), who):<{who}}", "speaker", color=color),
            styled(f"{cut(row['cue'] or row['act'], cue):<{cue}}", "cue", color=color),
        ]
        if is_narrow:
            yield "  ".join(cells).rstrip()
            yield f"  {cut(row['content'] or '', (columns or _NARROW) - 2)}"
        else:
            yield "  ".join([*cells, cut(row["content"] or "", space)]).rstrip()


def _said_by(row: dict[str, Any]) -> str:
    return ", ".join(row["speakers"] or [row["source"] or "?"])


def _longest(texts: list[str], most: int | None) -> int:
    """How wide a column is that holds these texts."""
    longest = max((len(cut(text, None)) for text in texts), default=0)
    return longest if most is None else min(longest, most)
