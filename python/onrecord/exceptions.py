"""What can go wrong. Every exception is also the builtin that a caller would catch."""

from __future__ import annotations

__all__ = [
    "ColumnError",
    "DtypeError",
    "ExtractionReadError",
    "ForkError",
    "GazetteerError",
    "InputError",
    "MissingExtraError",
    "OnrecordError",
    "PathNotFoundError",
    "ReadError",
    "UnsupportedFormatError",
    "WriteError",
]


class OnrecordError(Exception):
    """Anything that onrecord raises."""


class InputError(OnrecordError, ValueError):
    """A value that onrecord cannot work with."""


class ColumnError(InputError):
    """A column is missing, or there are two for one thing, or its ids are not unique."""


class DtypeError(OnrecordError, TypeError):
    """An input or a column is of a type that onrecord cannot work with."""


class ForkError(OnrecordError, RuntimeError):
    """A forked process lacks the threads of its parent, which a call needs."""


class GazetteerError(InputError):
    """A row of a gazetteer cannot be read."""


class ReadError(OnrecordError, OSError):
    """A file cannot be read, or is not what its name says."""


class PathNotFoundError(ReadError, FileNotFoundError):
    """There is nothing at a path."""


class UnsupportedFormatError(OnrecordError, NotImplementedError):
    """A file's format is not one that onrecord reads."""


class ExtractionReadError(ReadError):
    """A folder holds no extraction, or one that this version cannot read."""


class MissingExtraError(OnrecordError, ImportError):
    """A package is not installed that belongs to one of onrecord's extras."""


class WriteError(OnrecordError, OSError):
    """A folder cannot be written to: no space is left, it is protected, or another run writes to it."""
