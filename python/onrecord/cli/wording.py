"""What Python's messages say, in the words of the command: `text=NAME` is `--text NAME` in a shell."""

from __future__ import annotations

import argparse
import re
from collections.abc import Mapping

__all__ = ["flags", "in_words_of_the_command"]

#: An argument with its value, as messages write remedies; what stands in quotation marks or in a path is none.
_ARGUMENT = re.compile(r"(?<![^\s(])(\w+)=(\[[^\]]*\]|'[^']*'|[\w.]+)")
#: A remedy that only Python has: there is nothing in a shell that is `None`.
_ONLY_PYTHON = re.compile(r",? or (?:have the documents numbered|number the documents|none), \w+=None")


def flags(parser: argparse.ArgumentParser) -> dict[str, str]:
    """The options of a command by the Python arguments that they give."""
    return {action.dest: action.option_strings[-1] for action in parser._actions if action.option_strings}  # pyright: ignore[reportPrivateUsage]  # nothing public gives them


def in_words_of_the_command(message: str, options: Mapping[str, str]) -> str:
    """A message with each argument of Python that the command has an option for as this option.

    >>> in_words_of_the_command("say which, text=NAME", {"text": "--text"})
    'say which, --text NAME'
    """

    def option(found: re.Match[str]) -> str:
        name, value = found.groups()
        return (
            found[0] if name not in options else f"{options[name]} {value.strip('[]').replace(chr(39), '')}"
        )

    return _ARGUMENT.sub(option, _ONLY_PYTHON.sub("", message))
