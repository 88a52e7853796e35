"""The command `onrecord`: data to standard output, words to standard error."""

from __future__ import annotations

import argparse
import contextlib
import json
import os
import shutil
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from onrecord.cli.formats import FORMATS, finished, write
from onrecord.cli.paths import output
from onrecord.cli.records import add as add_commands

if TYPE_CHECKING:
    from rich.console import Console

__all__ = ["main"]

_EXAMPLES = """\
examples:
  onrecord extract articles/ --out record          Parquet files, one a frame
  onrecord extract news.csv --text body --out record --format csv
  onrecord show article.txt                        statements, actors and dates in the text
  curl -s https://example.org/article.txt | onrecord show - --published 2020-03-05
  onrecord info                                    version, hashes of all tables and models, and when their facts end
  onrecord report record/ --out talks.html         one page to search, filter and read
  onrecord evaluate gold/ record/ --differences 20

exit codes: 0 done; 1 some documents could not be extracted, or nothing could be read; 2 wrong usage
"""


def main(arguments: Sequence[str] | None = None) -> int:
    """Runs the command with these arguments (those of the process if none are given) and returns its exit code."""
    parser = _parser()
    options = parser.parse_args(arguments)
    if options.command is None:
        parser.print_help(sys.stderr)
        return 2
    from onrecord.exceptions import OnrecordError

    try:
        code: int = options.run(options)
        sys.stdout.flush()
        return code
    except OnrecordError as error:
        print(f"onrecord: {error}", file=sys.stderr)
        return 1
    except BrokenPipeError:
        # The reader of a pipe has seen enough: no more to say, also not when Python closes the stream.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except OSError as error:
        # A place that cannot be written to, or a full disk.
        where = "" if error.filename is None else f"{error.filename}: "
        print(f"onrecord: {where}{error.strerror or error}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print("onrecord: stopped", file=sys.stderr)
        return 130


def _parser() -> argparse.ArgumentParser:
    plain = argparse.RawDescriptionHelpFormatter
    parser = argparse.ArgumentParser(
        prog="onrecord",
        description="News text into data: who said what, to whom, when.",
        epilog=_EXAMPLES,
        formatter_class=plain,
    )
    parser.add_argument("--version", action="version", version=f"onrecord {_version()}")
    commands = parser.add_subparsers(dest="command", metavar="COMMAND")

    extract = commands.add_parser(
        "extract", help="articles into linked frames", description="Articles into linked frames, written to a folder.",
        epilog="example: onrecord extract articles/ --out record --format jsonl", formatter_class=plain,
    )  # fmt: skip
    extract.add_argument("paths", nargs="+", metavar="PATH", help="file, folder or glob pattern")
    extract.add_argument(
        "--out", type=output, required=True, metavar="DIR", help="folder for the frames; made if need be"
    )
    extract.add_argument("--format", choices=FORMATS, default="parquet", help="default: parquet")
    extract.add_argument("--text", default="text", metavar="NAME", help="a table's column with the texts")
    extract.add_argument("--id", metavar="NAME", help="a table's column with the ids")
    extract.add_argument(
        "--published",
        default="published",
        metavar="NAME",
        help="a table's column with the days of publication",
    )
    extract.add_argument("--gazetteer", metavar="FILE", help="CSV or JSON lines file with actors of your own")
    extract.add_argument(
        "--doubtful",
        action="store_true",
        help="also give statements that a careful annotator would leave out",
    )
    extract.add_argument("--threads", type=_positive, metavar="N", help="default: as many as there are cores")
    extract.add_argument(
        "--resume", action="store_true", help="go on where a run into the same folder was interrupted"
    )
    extract.add_argument("--quiet", action="store_true", help="no progress bar, no summary")
    extract.set_defaults(run=_extract)

    show = commands.add_parser(
        "show", help="a text with what was found in it",
        description="Prints articles with their statements, actors and dates marked: in colour on a terminal, "
        "else (or if NO_COLOR is set) in brackets.",
        epilog="example: onrecord show article.txt --published 2020-03-05", formatter_class=plain,
    )  # fmt: skip
    show.add_argument("path", metavar="PATH", help="file, folder or glob pattern; - for standard input")
    show.add_argument(
        "--published",
        metavar="DAY",
        type=_day,
        help="the day of publication, where it is not known: 2020-03-05",
    )
    show.set_defaults(run=_show)

    info = commands.add_parser(
        "info", help="version, hashes of all tables and models, and when their facts end",
        description="Prints the version and the SHA-256 of every table and model, as JSON.",
    )  # fmt: skip
    info.set_defaults(run=_info)
    add_commands(commands)
    return parser


def _version() -> str:
    from onrecord import _onrecord

    return _onrecord.__version__


def _positive(text: str) -> int:
    if not text.isdigit() or int(text) < 1:
        raise argparse.ArgumentTypeError(f"{text!r} is no whole number from 1")
    return int(text)


def _day(text: str) -> str:
    import datetime as dt

    try:
        return dt.date.fromisoformat(text).isoformat()
    except ValueError:
        raise argparse.ArgumentTypeError(f"{text!r} is no day such as 2020-03-05") from None


def _extract(options: argparse.Namespace) -> int:
    import polars as pl

    from onrecord import extract_to
    from onrecord._record import notes

    folder = Path(options.out)
    # Batch by batch, so that any amount fits into memory, and what is there stays whole until all is done.
    work = folder / _WORK
    if not options.resume:
        shutil.rmtree(work, ignore_errors=True)
    elif not work.exists() and (kind := finished(folder)):
        print(
            f"onrecord: {folder} holds a finished extraction ({kind}), which stays as it is: "
            "there is nothing to resume. Without --resume, it is replaced by a new one",
            file=sys.stderr,
        )
        return 0
    try:
        record = extract_to(
            options.paths, work, text=options.text, doc_id=options.id, published=options.published,
            gazetteer=options.gazetteer, doubtful=options.doubtful, threads=options.threads,
            progress=not options.quiet and sys.stderr.isatty(),
        )  # fmt: skip
    except KeyboardInterrupt:
        print("onrecord: stopped; the same command with --resume goes on from here", file=sys.stderr)
        return 130
    except BaseException:
        _remove_if_nothing_is_done(folder)
        raise
    counts = ", ".join(
        f"{frame.select(pl.len()).collect().item():,} {name}" for name, frame in record.frames.items()
    )
    told = "; ".join([counts, *notes(record)])
    errors = record.documents.select("doc_id", "error").drop_nulls("error").collect()
    write(record, folder, options.format)
    shutil.rmtree(work, ignore_errors=True)
    if not options.quiet:
        print(f"{folder}: Extraction({told})", file=sys.stderr)
        for name, error in errors.head(10).iter_rows():
            print(f"{name}: {error}", file=sys.stderr)
    return 1 if errors.height else 0


#: Where `extract` works before it is done.
_WORK = ".extracting"


def _remove_if_nothing_is_done(folder: Path) -> None:
    """Leaves no folder behind that a wrong call made."""
    parts = folder / _WORK / "parts"
    if not parts.is_dir() or not any(parts.iterdir()):
        shutil.rmtree(folder / _WORK, ignore_errors=True)
        with contextlib.suppress(OSError):
            folder.rmdir()


def _show(options: argparse.Namespace) -> int:
    import polars as pl

    import onrecord
    from onrecord._show.plain import marked

    if options.path == "-":
        from onrecord._read import decoded

        articles = pl.DataFrame({"doc_id": ["standard input"], "text": [decoded(sys.stdin.buffer.read())]})
        articles = articles.with_columns(published=pl.lit(None, pl.Date))
    else:
        articles = onrecord.read(options.path)
    if options.published:
        articles = articles.with_columns(
            pl.col("published").fill_null(pl.lit(options.published).str.to_date())
        )
    record = onrecord.extract(articles)
    color = sys.stdout.isatty() and "NO_COLOR" not in os.environ
    rich = _console() if color else None
    for name in record.documents["doc_id"]:
        if rich is None:
            print(marked(record, name, color=color))
        else:
            from onrecord._show.terminal import print_article

            print_article(record, name, rich)
    return 1 if record.documents["error"].drop_nulls().len() else 0


def _console() -> Console | None:
    """A console of `rich`, or none where that is not installed: the text is then coloured without it."""
    try:
        from rich.console import Console
    except ImportError:
        return None
    return Console(highlight=False, soft_wrap=False)


def _info(options: argparse.Namespace) -> int:
    import platform

    import polars as pl

    from onrecord import _onrecord

    facts = {
        "onrecord": _version(),
        "polars": pl.__version__,
        "python": platform.python_version(),
        "platform": platform.platform(),
        "data_as_of": _onrecord.data_as_of(),
        "data_sha256": _onrecord.data_hashes(),
    }
    print(json.dumps(facts, indent=2))
    return 0
