"""What a command works on: a folder of frames, or articles that are extracted there and then."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from onrecord.cli.formats import finished, is_unfinished
from onrecord.cli.screen import say
from onrecord.cli.wording import in_words_of_the_command

if TYPE_CHECKING:
    import polars as pl

    from onrecord._record import AnyRecord

__all__ = ["add_columns", "add_given", "opened", "say_errors", "stored"]

#: How many documents with an error are named.
_NAMED = 10


def add_given(parser: argparse.ArgumentParser) -> None:
    """Gives a command the paths that it works on, and how articles are read that stand there."""
    parser.add_argument(
        "paths",
        nargs="+",
        metavar="PATH",
        help="a folder that onrecord extract wrote; or articles: files, folders, glob patterns, - for standard input",
    )
    group = parser.add_argument_group("articles", "How articles are read that are not extracted yet.")
    add_columns(group)
    parser.add_argument("--quiet", action="store_true", help="no progress bar")


def add_columns(parser: argparse._ActionsContainer) -> None:  # pyright: ignore[reportPrivateUsage] parsers and groups share no other name
    """Gives a command the columns of tables, and own actors."""
    parser.add_argument("--text", default="text", metavar="NAME", help="a table's column with the texts")
    parser.add_argument("--id", dest="doc_id", metavar="NAME", help="a table's column with the ids")
    parser.add_argument(
        "--published",
        default="published",
        metavar="NAME",
        help="a table's column with the days of publication",
    )
    parser.add_argument(
        "--language",
        dest="languages",
        action="append",
        metavar="CODE",
        help="leave out articles in other languages than this, for example en",
    )
    parser.add_argument("--gazetteer", metavar="FILE", help="CSV or JSON lines file with actors of your own")


def opened(options: argparse.Namespace) -> tuple[AnyRecord, int]:
    """The record that a command works on, and how many of its articles could not be extracted just now."""
    import onrecord

    record = stored(options.paths)
    if record is not None:
        return record, 0
    progress = False if options.quiet else None
    articles = onrecord.read(
        options.paths,
        text=options.text,
        doc_id=options.doc_id,
        published=options.published,
        languages=options.languages,
        progress=progress,
    )
    extracted = onrecord.extract(articles, gazetteer=options.gazetteer, progress=progress)
    return extracted, say_errors(extracted.documents, options)


def stored(paths: Sequence[str]) -> AnyRecord | None:
    """The extraction in the folder that is named, of which no more is read than is needed; none of articles."""
    import polars as pl

    from onrecord import StoredExtraction
    from onrecord._record.extraction import check_columns
    from onrecord.schemas import STORED

    folder = Path(paths[0])
    if len(paths) > 1 or not _holds_frames(folder):
        return None
    record = StoredExtraction(folder)
    for name, schema in STORED.items():
        file = folder / f"{name}.parquet"
        check_columns(file, pl.read_parquet_schema(file), schema)
    return record


def _holds_frames(folder: Path) -> bool:
    """Whether a folder holds an extraction rather than articles; an error where it is one that cannot be read."""
    from onrecord.exceptions import ExtractionReadError

    if not folder.is_dir():
        return False
    kind = finished(folder)
    if kind not in (None, "parquet"):
        raise ExtractionReadError(
            f"{folder} holds an extraction as {kind}, where documents.parquet is missing: "
            "extract the articles again without --format, or into another folder"
        )
    if kind is None and is_unfinished(folder):
        raise ExtractionReadError(
            f"{folder} holds an extraction that was interrupted: go on with the same command and --resume"
        )
    return kind is not None or (folder / "provenance.json").is_file()


def say_errors(documents: pl.DataFrame, options: argparse.Namespace) -> int:
    """Names the first documents that could not be extracted, with the reasons; gives how many there are."""
    errors = documents.select("doc_id", "error").drop_nulls("error")
    for name, error in errors.head(_NAMED).iter_rows():
        say(f"{name}: {in_words_of_the_command(error, options.flags)}")
    if errors.height > _NAMED:
        say(f"… and {errors.height - _NAMED:,} more")
    return errors.height
