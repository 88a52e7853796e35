"""How much a file may hold: what was made to do harm is refused before it fills memory, and says by which limit."""

from __future__ import annotations

from dataclasses import dataclass, fields

from onrecord.exceptions import DtypeError, InputError

__all__ = ["DEFAULT", "Limits", "in_words"]


@dataclass(frozen=True, slots=True)
class Limits:
    """How much a file may hold before it is refused; what is refused is a row with an `error` that names the limit.

    The defaults hold for files that people have; whoever has larger ones, and trusts them, raises them.

    Parameters
    ----------
    article : int
        Bytes of a single article, page or letter, decompressed.
    line : int
        Bytes of a line of JSON, or of a row of CSV.
    table : int
        Bytes of a file that has to be read as one piece: a download, a feed, a packed Parquet file.
    ratio : int
        How many times its own size a compressed file may hold, once that is more than an article may: text seldom
        shrinks to a twentieth, and what was made to fill disks to a thousandth.
    elements : int
        Elements of an XML file.

    Raises
    ------
    DtypeError
        If a limit is no whole number.
    InputError
        If a limit is less than 1.

    Examples
    --------
    >>> import onrecord
    >>> from pathlib import Path
    >>> from tempfile import TemporaryDirectory
    >>> with TemporaryDirectory() as folder:
    ...     for name, times in {"a.txt": 1, "b.txt": 1000}.items():
    ...         _ = Path(folder, name).write_text("Talks are over. " * times)
    ...     frame = onrecord.read(folder, limits=onrecord.Limits(article=1000))
    ...     [error is None for error in frame["error"]]
    [True, False]
    """

    article: int = 32 << 20
    line: int = 32 << 20
    table: int = 1 << 30
    ratio: int = 250
    elements: int = 3_000_000

    def __post_init__(self) -> None:
        """Refuses what is no limit."""
        for field in fields(self):
            value: object = getattr(self, field.name)
            if isinstance(value, bool) or not isinstance(value, int):
                raise DtypeError(f"Limits({field.name}={value!r}): give a whole number")
            if value < 1:
                raise InputError(f"Limits({field.name}={value!r}): give a number from 1")


DEFAULT = Limits()


def in_words(count: int) -> str:
    """So many bytes in words.

    >>> in_words(32 << 20), in_words(1000)
    ('32 MB', '1,000 bytes')
    """
    return f"{count >> 20:,} MB" if count >= 1 << 20 else f"{count:,} bytes"
