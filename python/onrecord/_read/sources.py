"""What a caller names → the files to read, in order, each with the name that its articles are known by.

A source is a path, a folder with all that is below it, a glob pattern, `-` for standard input, or a list of
them. Links to folders are not followed, so that no loop of links is; hidden files and what is no file (pipes,
devices) are left out.
"""

from __future__ import annotations

import glob
import io
import os
import re
import sys
import zipfile
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import IO, BinaryIO, TypeAlias, cast

from onrecord._read.limits import DEFAULT, Limits
from onrecord._read.streams import PACKED, decompressed, opened
from onrecord.exceptions import InputError, PathNotFoundError, ReadError

__all__ = ["Piece", "Source", "expanded", "pieces", "shown", "single"]

Source: TypeAlias = str | os.PathLike[str]
"""A path."""

STANDARD_INPUT = "-"
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]")
#: The number of Zstandard among the methods of zip archives.
_ZSTANDARD = 93


@dataclass(frozen=True)
class Piece:
    """A file, a member of a zip archive, or standard input."""

    name: str
    """What its articles' ids begin with."""
    label: str
    """What messages and the column `path` call it."""
    ending: str
    """The ending that tells its format, without that of a compression; in lower case."""
    path: Path | None
    """The file, where there is one that libraries can open."""
    open: Callable[[], BinaryIO] = field(repr=False)
    """Opens it, decompressed."""
    is_chosen: bool = False
    """Whether the caller named it: what is wrong with it is raised."""
    is_stream: bool = False
    """Whether it can be opened once only: standard input."""
    limits: Limits = DEFAULT
    """How much it may hold."""

    def holding(self, content: bytes) -> Piece:
        """The same with what was read of it, which can be opened as often as needed."""

        def open_again() -> BinaryIO:
            return io.BufferedReader(cast(io.RawIOBase, io.BytesIO(content)))

        return replace(self, open=open_again, is_stream=False)


def shown(path: object) -> str:
    r"""A path as text that any column and any terminal can hold.

    Bytes that are no UTF-8 become their escapes, and so do the control characters by which a name could command a
    terminal, or look like a line of its own in a list of errors.

    >>> shown("a\nb\x1b[2J.txt")
    'a\\nb\\x1b[2J.txt'
    """
    text = os.fsencode(str(path)).decode("utf-8", "backslashreplace")
    return text if text.isprintable() else _CONTROL.sub(lambda found: ascii(found[0])[1:-1], text)


def pieces(source: Source | Sequence[Source], limits: Limits = DEFAULT) -> Iterator[Piece]:
    """All files that a source names, in order; members of archives in place of the archives.

    What is missing is told at once; a folder is looked through as its files are asked for.
    """
    given = [source] if isinstance(source, (str, os.PathLike)) else list(source)
    places = [_place(expanded(one)) for one in given]
    return _pieces(places, limits)


def _pieces(places: list[_Place], limits: Limits) -> Iterator[Piece]:
    roots = list(dict.fromkeys(place.root for place in places if place.root is not None))
    are_several = len(roots) > 1
    if are_several:
        roots = [Path(os.path.commonpath([root.absolute() for root in roots]))]
    seen: set[Path] = set()
    for place in places:
        if place.root is None:
            yield Piece(
                "standard input", "standard input", "", None, lambda: sys.stdin.buffer, True, True, limits
            )
            continue
        for file in place.files():
            path = file.absolute() if are_several else file
            if len(places) > 1:
                if path in seen:
                    continue
                seen.add(path)
            name = path.relative_to(roots[0]).as_posix() if roots[0] in path.parents else path.as_posix()
            yield from _pieces_of(path, shown(name), place.is_chosen, limits)


def single(path: Source, name: str) -> Iterator[Piece]:
    """One file, whatever it is."""
    yield from _pieces_of(Path(path), shown(name), True, DEFAULT)


def _pieces_of(path: Path, name: str, is_chosen: bool, limits: Limits) -> Iterator[Piece]:
    if path.suffix.lower() == ".zip":
        yield from _members(path, name, is_chosen, limits)
    else:
        yield Piece(
            name,
            shown(path),
            _ending(path.name),
            path,
            lambda: opened(path, limits=limits),
            is_chosen,
            limits=limits,
        )


def _members(path: Path, name: str, is_chosen: bool, limits: Limits) -> Iterator[Piece]:
    try:
        archive = zipfile.ZipFile(path)
    except (OSError, zipfile.BadZipFile, ValueError, NotImplementedError) as error:
        reason = f"{shown(path)} cannot be read as a zip archive: {error}"

        def fail() -> BinaryIO:
            raise ReadError(reason)

        yield Piece(name, shown(path), ".txt", None, fail, is_chosen)
        return
    # It stays open as long as one of its members may be opened.
    for member in sorted(archive.infolist(), key=lambda member: member.filename):
        base = member.filename.rsplit("/", 1)[-1]
        if member.is_dir() or not base or base.startswith(".") or member.filename.startswith("__MACOSX/"):
            continue
        inner = shown(member.filename)
        yield Piece(
            f"{name}/{inner}",
            f"{shown(path)}/{inner}",
            _ending(base),
            None,
            _opener(archive, member, path, limits),
            limits=limits,
        )


class _Stored(io.BytesIO):
    """The compressed bytes of a member, as they are: Python before 3.14 knows no Zstandard in archives."""

    def __init__(self, path: Path, member: zipfile.ZipInfo, limits: Limits) -> None:
        if member.compress_size > limits.table:
            raise NotImplementedError("it is too large a Zstandard file within an archive")
        with open(path, "rb") as file:
            file.seek(member.header_offset)
            header = file.read(30)
            file.seek(
                int.from_bytes(header[26:28], "little") + int.from_bytes(header[28:30], "little"), os.SEEK_CUR
            )
            super().__init__(file.read(member.compress_size))


def _opener(
    archive: zipfile.ZipFile, member: zipfile.ZipInfo, path: Path, limits: Limits
) -> Callable[[], BinaryIO]:
    def open_member() -> BinaryIO:
        try:
            try:
                stream: IO[bytes] = archive.open(member)
            except NotImplementedError:
                if member.compress_type != _ZSTANDARD or member.flag_bits & 1:
                    raise
                stream = decompressed(_Stored(path, member, limits))
        except NotImplementedError as error:
            raise ReadError(
                f"{shown(path)}/{shown(member.filename)} cannot be read: {error}; unpack the archive and read its files"
            ) from error
        except (RuntimeError, zipfile.BadZipFile, OSError, ValueError) as error:
            raise ReadError(f"{shown(path)}/{shown(member.filename)} cannot be read: {error}") from error
        return opened(stream, member.filename, limits, member.compress_size)  # type: ignore[arg-type]

    return open_member


def _ending(name: str) -> str:
    endings = [ending.lower() for ending in Path(name).suffixes]
    if len(endings) > 1 and endings[-1] in PACKED:
        return endings[-2]
    return endings[-1] if endings else ""


@dataclass(frozen=True)
class _Place:
    """What one part of a source names."""

    root: Path | None
    """The folder that its files are named from; `None` for standard input."""
    files: Callable[[], Iterable[Path]]
    is_chosen: bool = False
    """Whether it is one file that the caller named."""


def expanded(given: Source) -> str:
    """What a caller names, with `~` as the user's own folder."""
    path = os.path.expanduser(given if isinstance(given, str) else given.__fspath__())
    if not path:
        raise InputError(
            "the source is an empty text: name a file, a folder or a pattern ('.' is this folder)"
        )
    return path


def _place(given: str) -> _Place:
    path = Path(given)
    if given == STANDARD_INPUT:
        return _Place(None, lambda: ())
    if path.is_dir():
        return _Place(path, lambda: _below(path))
    if path.is_file():
        return _Place(path.parent, lambda: (path,), is_chosen=True)
    if glob.has_magic(given):
        matches = sorted(Path(match) for match in glob.glob(given, recursive=True))
        found = [match for match in matches if match.is_file()]
        if not found:
            raise PathNotFoundError(f"no file fits the pattern {given!r}")
        return _Place(_fixed_part(path), lambda: found)
    if os.path.lexists(path):
        raise ReadError(f"{shown(path)} is no file or folder, or a link that leads nowhere")
    raise PathNotFoundError(f"there is no file or folder {given!r}")


def _below(folder: Path) -> Iterator[Path]:
    """All files below a folder, in the order of their names; hidden ones are left out.

    One folder at a time is listed and sorted, so that the first files come at once, however many there are.
    """
    try:
        with os.scandir(folder) as entries:
            found = [(entry.name, entry) for entry in entries if not entry.name.startswith(".")]
    except OSError:
        # What cannot be listed is opened like a file, which says why.
        yield folder
        return
    inner = {name for name, entry in found if entry.is_dir(follow_symlinks=False)}
    # Paths are sorted as wholes: behind a folder's name stands a stroke.
    for name, entry in sorted(found, key=lambda item: item[0] + "/" if item[0] in inner else item[0]):
        if name in inner:
            yield from _below(folder / name)
        elif _may_be_read(entry):
            yield folder / name


def _may_be_read(entry: os.DirEntry[str]) -> bool:
    """Whether it is a file, or a link that leads nowhere, which is worth a word; not a pipe or a device."""
    try:
        return entry.is_file() or (entry.is_symlink() and not os.path.exists(entry.path))
    except OSError:
        return True


def _fixed_part(pattern: Path) -> Path:
    fixed = Path()
    for part in pattern.parts[:-1]:
        if glob.has_magic(part):
            break
        fixed /= part
    return fixed
