"""The command `onrecord`: data to standard output, words to standard error.

Each module has some commands, and adds them to the parser; those that work on statements take the filters of
`filters` and the paths of `given`, and give rows by `output`.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
from collections.abc import Sequence

from onrecord.cli import completion, draw, extract, review, search, show
from onrecord.cli.commands import Parser
from onrecord.cli.screen import say
from onrecord.cli.wording import flags, in_words_of_the_command

__all__ = ["main"]

_EXAMPLES = """\
examples:
  onrecord extract articles/ --out record          Parquet files, one a frame
  onrecord extract news.csv --text body --out record --format csv
  onrecord show article.txt                        statements, actors and dates in the text
  curl -s https://example.org/article.txt | onrecord show - --published 2020-03-05
  onrecord search "cease*" record/                 words in their context
  onrecord table record/ --speaker Erdogan         one row a statement
  onrecord report record/ --out talks.html         one page to search, filter and read
  onrecord info                                    version, hashes of all tables and models, and when their facts end
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
        say(f"onrecord: {in_words_of_the_command(str(error), options.flags)}")
        return 1
    except BrokenPipeError:
        # The reader of a pipe has seen enough: no more to say, also not when Python closes the stream.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except OSError as error:
        # A place that cannot be written to, or a full disk.
        where = "" if error.filename is None else f"{error.filename}: "
        say(f"onrecord: {where}{error.strerror or error}")
        return 1
    except KeyboardInterrupt:
        say("onrecord: stopped")
        return 130


def _parser() -> argparse.ArgumentParser:
    parser = Parser(
        prog="onrecord", description="News text into data: who said what, to whom, when.", epilog=_EXAMPLES
    )
    parser.add_argument("--version", action="version", version=f"onrecord {_version()}")
    commands = parser.add_subparsers(dest="command", metavar="COMMAND")
    for module in (extract, show, search, draw):
        module.add(commands)
    info = commands.add_parser(
        "info", help="version, hashes of all tables and models, and when their facts end",
        description="Prints the version and the SHA-256 of every table and model, as JSON.",
    )  # fmt: skip
    info.set_defaults(run=_info)
    review.add(commands)
    completion.add(commands, parser)
    for command in commands.choices.values():
        command.set_defaults(flags=flags(command))
    return parser


def _version() -> str:
    from onrecord import _onrecord

    return _onrecord.__version__


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
