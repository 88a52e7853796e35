"""Packages that only some methods need: each belongs to an extra of onrecord."""

from __future__ import annotations

from importlib import import_module

from onrecord.exceptions import MissingExtraError

__all__ = ["require"]


def require(extra: str, *modules: str) -> None:
    """An error that says what to install if one of these modules is missing.

    >>> require("plot", "no_such_module")
    Traceback (most recent call last):
    onrecord.exceptions.MissingExtraError: this needs no_such_module: pip install 'onrecord[plot]'
    """
    for module in modules:
        try:
            import_module(module)
        except ModuleNotFoundError as error:
            if error.name is not None and module.split(".")[0] != error.name.split(".")[0]:
                raise  # it is there, but something that it needs is not
            raise MissingExtraError(f"this needs {module}: pip install 'onrecord[{extra}]'") from error
