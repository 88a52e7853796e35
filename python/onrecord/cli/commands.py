"""What every command is added to."""

from __future__ import annotations

import argparse
from collections.abc import Mapping
from typing import Protocol

__all__ = ["Commands", "Parser"]


class Parser(argparse.ArgumentParser):
    """A command's parser: its examples keep their lines."""

    def __init__(self, **settings: object) -> None:
        super().__init__(**{"formatter_class": argparse.RawDescriptionHelpFormatter, **settings})  # type: ignore[arg-type]


class Commands(Protocol):
    """What `argparse` gives a parser its commands by; its own name for that is private."""

    @property
    def choices(self) -> Mapping[str, argparse.ArgumentParser]:
        """The commands that there are, by name."""
        ...

    def add_parser(
        self, name: str, *, help: str, description: str = ..., epilog: str = ...
    ) -> argparse.ArgumentParser:
        """A command with this name."""
        ...
