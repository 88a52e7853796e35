"""Zip archives that are one document: Word, OpenDocument, EPUB, WACZ."""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Generator
from contextlib import contextmanager

from onrecord._read.kinds import Kind, kind_of_container
from onrecord._read.sources import Piece
from onrecord._read.streams import PACKED, reading, whole
from onrecord.exceptions import ReadError, UnsupportedFormatError

__all__ = ["kind_of_document", "member", "unpacked"]


@contextmanager
def unpacked(piece: Piece) -> Generator[zipfile.ZipFile]:
    """The archive that a file is."""
    with reading(piece.label):
        if piece.path is not None and piece.path.suffix.lower() not in PACKED:
            archive = zipfile.ZipFile(piece.path)
        else:
            with piece.open() as stream:
                archive = zipfile.ZipFile(io.BytesIO(whole(stream, piece.label, piece.limits.table, "table")))
        with archive:
            yield archive


def member(archive: zipfile.ZipFile, name: str, piece: Piece) -> bytes:
    """The content of a member that every document of the kind has."""
    try:
        with archive.open(name) as stream:
            # An article with all that its format puts around the words.
            return whole(stream, f"{piece.label}/{name}", 4 * piece.limits.article, "article")  # type: ignore[arg-type]
    except KeyError:
        raise ReadError(f"{piece.label} has no member {name}: it is not whole, or of another kind") from None
    except (zlib.error, zipfile.BadZipFile, EOFError, RuntimeError, NotImplementedError) as error:
        raise ReadError(f"{piece.label}/{name} cannot be unpacked: {error}") from error


def kind_of_document(piece: Piece) -> Kind:
    """What a file is that begins as zip archives do."""
    with unpacked(piece) as archive:
        names = archive.namelist()
        mimetype = (
            member(archive, "mimetype", piece).decode("ascii", "replace").strip()
            if "mimetype" in names
            else ""
        )
        kind = kind_of_container(names, mimetype)
        if kind is not None:
            return kind
        office = {
            "xl/workbook.xml": "a spreadsheet: save its table as CSV",
            "ppt/presentation.xml": "slides: save them as PDF",
        }
        what = next((words for name, words in office.items() if name in names), None)
        if what is None and mimetype.startswith("application/vnd.oasis.opendocument"):
            what = "an OpenDocument file of another kind than text: save its table as CSV"
        if what is None:
            what = "a zip archive: name it .zip, and its files are read"
    raise UnsupportedFormatError(f"{piece.label}: the format is not one that onrecord reads, as it is {what}")
