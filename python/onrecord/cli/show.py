"""The command `show`: articles with what was found in them."""

from __future__ import annotations

import argparse
import sys
from typing import TYPE_CHECKING

from onrecord.cli.filters import add_filters, filtered, without_any
from onrecord.cli.given import stored
from onrecord.cli.screen import colours, say

if TYPE_CHECKING:
    import polars as pl
    from rich.console import Console

    from onrecord._record import Extraction
    from onrecord.cli.commands import Commands

__all__ = ["add"]


def add(commands: Commands) -> None:
    """Adds the command to a parser."""
    show = commands.add_parser(
        "show", help="texts with what was found in them",
        description="Prints articles with their statements, actors and dates marked: in colour on a terminal, "
        "else (or if NO_COLOR is set) in brackets.",
        epilog="example: onrecord show article.txt --published 2020-03-05",
    )  # fmt: skip
    show.add_argument(
        "paths",
        nargs="+",
        metavar="PATH",
        help="articles: files, folders or glob patterns, - for standard input; or a folder that onrecord extract "
        "wrote",
    )
    show.add_argument(
        "--published",
        metavar="DAY",
        type=_day,
        help="the day of publication, where it is not known: 2020-03-05",
    )
    add_filters(show)
    show.set_defaults(run=_show)


def _day(text: str) -> str:
    import datetime as dt

    try:
        return dt.date.fromisoformat(text).isoformat()
    except ValueError:
        raise argparse.ArgumentTypeError(f"{text!r} is no day such as 2020-03-05") from None


def _show(options: argparse.Namespace) -> int:
    from onrecord._record import rows
    from onrecord._show.plain import marked

    record = stored(options.paths) or _extracted(options)
    shown = filtered(record, options)
    names: list[str] = rows(shown, "documents", columns=["doc_id"])["doc_id"].to_list()
    if not names:
        say(f"onrecord: {without_any(record, options)}")
    color = colours()
    rich = _console() if color else None
    for name in names:
        if rich is None:
            print(marked(shown, name, color=color))
        else:
            from onrecord._show.terminal import print_article

            print_article(shown, name, rich)
    failed = rows(record, "documents", columns=["error"])["error"].drop_nulls().len()
    return 1 if failed else 0


def _extracted(options: argparse.Namespace) -> Extraction:
    import polars as pl

    import onrecord

    articles = onrecord.read(options.paths) if options.paths != ["-"] else _standard_input()
    if options.published:
        articles = articles.with_columns(
            pl.col("published").fill_null(pl.lit(options.published).str.to_date())
        )
    return onrecord.extract(articles)


def _standard_input() -> pl.DataFrame:
    """What is piped in is one article, whatever it looks like."""
    import polars as pl

    from onrecord._read import decoded

    articles = pl.DataFrame({"doc_id": ["standard input"], "text": [decoded(sys.stdin.buffer.read())]})
    return articles.with_columns(published=pl.lit(None, pl.Date))


def _console() -> Console | None:
    """A console of `rich`, or none where that is not installed: the text is then coloured without it."""
    try:
        from rich.console import Console
    except ImportError:
        return None
    return Console(highlight=False, soft_wrap=False)
