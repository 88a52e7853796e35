"""Commands that draw: `report` writes one page to search, filter and read, `plot` one picture."""

from __future__ import annotations

import argparse
import inspect
from pathlib import Path
from typing import TYPE_CHECKING, Any

from onrecord.cli.filters import add_filters, filtered, without_any
from onrecord.cli.given import add_given, opened
from onrecord.cli.paths import output
from onrecord.cli.screen import say

if TYPE_CHECKING:
    from onrecord.cli.commands import Commands

__all__ = ["add"]

_PICTURES = (".svg", ".png", ".html", ".json")


def add(commands: Commands) -> None:
    """Adds the commands to a parser."""
    report = commands.add_parser(
        "report", help="one HTML file to search, filter and read offline",
        description="Writes one HTML file in which anybody can search, filter and read, offline.",
        epilog="example: onrecord report record/ --about Turkey --confidence 0.5 --out turkey.html",
    )  # fmt: skip
    add_given(report)
    report.add_argument(
        "--out", type=output, required=True, metavar="FILE", help="the page, for example talks.html"
    )
    report.add_argument("--title", metavar="WORDS", help="the page's heading")
    add_filters(report)
    report.set_defaults(run=_report)

    plot = commands.add_parser(
        "plot", help="one picture",
        description="Draws one picture and writes it to a file.",
        epilog="example: onrecord plot speakers record/ --by act --out speakers.svg",
    )  # fmt: skip
    plot.add_argument("picture", choices=sorted(_pictures()), metavar="PICTURE", help=", ".join(_pictures()))
    add_given(plot)
    plot.add_argument(
        "--out", type=_picture, required=True, metavar="FILE",
        help=f"the picture, in the form that its ending says: {', '.join(_PICTURES)}",
    )  # fmt: skip
    plot.add_argument(
        "--top", type=int, metavar="N", help="how many speakers or links, those with most statements"
    )
    plot.add_argument(
        "--by", metavar="WORD", help="what the bars of speakers are parted by: outlet, kind or act"
    )
    add_filters(plot)
    plot.set_defaults(run=_plot)


def _pictures() -> dict[str, Any]:
    """The pictures that there are, by name, in the order of their class."""
    from onrecord._plot.charts import Plots

    return {
        name: method
        for name, method in vars(Plots).items()
        if inspect.isfunction(method) and not name.startswith("_")
    }


def _picture(path: str) -> Path:
    file = Path(output(path))
    if file.suffix.lower() not in _PICTURES:
        raise argparse.ArgumentTypeError(
            f"{path!r} does not end in {', '.join(_PICTURES[:-1])} or {_PICTURES[-1]}"
        )
    return file


def _report(options: argparse.Namespace) -> int:
    record, failed = opened(options)
    smaller = filtered(record, options)
    _warn_of_nothing(record, smaller, options)
    path = smaller.report(options.out, title=options.title, progress=False if options.quiet else None)
    say(str(path))
    return 1 if failed else 0


def _plot(options: argparse.Namespace) -> int:
    from onrecord.exceptions import InputError

    taken = inspect.signature(_pictures()[options.picture]).parameters
    given = {name: getattr(options, name) for name in ("top", "by") if getattr(options, name) is not None}
    for name in given:
        if name not in taken:
            raise InputError(f"{options.picture} takes no --{name}")
    record, failed = opened(options)
    smaller = filtered(record, options)
    _warn_of_nothing(record, smaller, options)
    chart = getattr(smaller.plot, options.picture)(**given)
    # A page holds what draws it, so that it opens without a network.
    chart.save(options.out, **({"inline": True} if options.out.suffix.lower() == ".html" else {}))
    say(str(options.out))
    return 1 if failed else 0


def _warn_of_nothing(record: Any, smaller: Any, options: argparse.Namespace) -> None:
    import polars as pl

    if smaller.statements.lazy().select(pl.len()).collect().item() == 0:
        say(f"onrecord: {without_any(record, options)}")
