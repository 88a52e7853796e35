"""The command `completion`: what a shell completes commands, options and paths by, written by shtab."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING, Any

from onrecord._extras import require

if TYPE_CHECKING:
    from onrecord.cli.commands import Commands

__all__ = ["add"]

_SHELLS = ("bash", "zsh", "fish")
_HOW = """\
how to have it in every shell that is opened:
  bash   onrecord completion bash > ~/.local/share/bash-completion/completions/onrecord
  zsh    onrecord completion zsh > ~/.zfunc/_onrecord      with fpath+=~/.zfunc before compinit in ~/.zshrc
  fish   onrecord completion fish > ~/.config/fish/completions/onrecord.fish
"""
#: What arguments are called whose values are paths.
_FILES, _FOLDERS = ("PATH", "FILE", "GOLD"), ("DIR",)


def add(commands: Commands, whole: argparse.ArgumentParser) -> None:
    """Adds the command to a parser, of which `whole` is the one with all commands."""
    completion = commands.add_parser(
        "completion", help="a script by which a shell completes commands, options and paths",
        description="Prints a script by which a shell completes commands, options and paths; it needs "
        "pip install 'onrecord[terminal]'.",
        epilog=_HOW,
    )  # fmt: skip
    completion.add_argument("shell", choices=_SHELLS, metavar="SHELL", help=", ".join(_SHELLS))

    def run(options: argparse.Namespace) -> int:
        require("terminal", "shtab")
        import shtab

        for parser in (whole, *commands.choices.values()):
            _name_paths(parser, shtab.FILE, shtab.DIRECTORY)
        print(shtab.complete(whole, shell=options.shell))
        return 0

    completion.set_defaults(run=run)


def _name_paths(parser: argparse.ArgumentParser, file: Any, folder: Any) -> None:
    """Tells shtab which arguments are paths."""
    for action in parser._actions:  # pyright: ignore[reportPrivateUsage]  # nothing public gives them
        if action.metavar in _FILES:
            action.complete = file  # type: ignore[attr-defined]
        elif action.metavar in _FOLDERS:
            action.complete = folder  # type: ignore[attr-defined]
