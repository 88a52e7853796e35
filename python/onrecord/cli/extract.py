"""The command `extract`: articles into a folder of frames."""

from __future__ import annotations

import argparse
import contextlib
import shutil
from pathlib import Path
from typing import TYPE_CHECKING

from onrecord.cli.formats import FORMATS, WORK, finished, write
from onrecord.cli.given import add_columns, say_errors
from onrecord.cli.paths import output
from onrecord.cli.screen import say

if TYPE_CHECKING:
    from onrecord.cli.commands import Commands

__all__ = ["add"]


def add(commands: Commands) -> None:
    """Adds the command to a parser."""
    extract = commands.add_parser(
        "extract", help="articles into linked frames", description="Articles into linked frames, written to a folder.",
        epilog="example: onrecord extract articles/ --out record --format jsonl",
    )  # fmt: skip
    extract.add_argument("paths", nargs="+", metavar="PATH", help="file, folder or glob pattern")
    extract.add_argument(
        "--out", type=output, required=True, metavar="DIR", help="folder for the frames; made if need be"
    )
    extract.add_argument("--format", choices=FORMATS, default="parquet", help="default: parquet")
    add_columns(extract)
    extract.add_argument(
        "--doubtful",
        action="store_true",
        help="also give statements that a careful annotator would leave out",
    )
    extract.add_argument("--threads", type=_positive, metavar="N", help="default: as many as there are cores")
    extract.add_argument(
        "--resume", action="store_true", help="go on where a run into the same folder was interrupted"
    )
    extract.add_argument("--quiet", action="store_true", help="no progress bar, no summary")
    extract.set_defaults(run=_extract)


def _positive(text: str) -> int:
    if not text.isdigit() or int(text) < 1:
        raise argparse.ArgumentTypeError(f"{text!r} is no whole number from 1")
    return int(text)


def _extract(options: argparse.Namespace) -> int:
    from onrecord._store import begun

    folder = Path(options.out)
    try:
        # From here on no other run writes to it, or removes what this one has done.
        with begun(folder):
            return _extract_into(folder, options)
    finally:
        # A wrong call leaves no folder behind that it made.
        with contextlib.suppress(OSError):
            folder.rmdir()


def _extract_into(folder: Path, options: argparse.Namespace) -> int:
    import polars as pl

    from onrecord import extract_to
    from onrecord._frame_files import writing
    from onrecord._record import notes

    # Batch by batch, so that any amount fits into memory, and what is there stays whole until all is done.
    work = folder / WORK
    if not options.resume:
        shutil.rmtree(work, ignore_errors=True)
    elif not work.exists() and (kind := finished(folder)):
        say(
            f"onrecord: {folder} holds a finished extraction ({kind}), which stays as it is: "
            "there is nothing to resume. Without --resume, it is replaced by a new one"
        )
        return 0
    try:
        record = extract_to(
            options.paths, work, text=options.text, doc_id=options.doc_id, published=options.published,
            languages=options.languages, gazetteer=options.gazetteer, doubtful=options.doubtful,
            threads=options.threads, progress=False if options.quiet else None,
        )  # fmt: skip
    except KeyboardInterrupt:
        say("onrecord: stopped; the same command with --resume goes on from here")
        return 130
    except BaseException:
        _remove_if_nothing_is_done(work)
        raise
    counts = ", ".join(
        f"{frame.select(pl.len()).collect().item():,} {name}" for name, frame in record.frames.items()
    )
    told = "; ".join([counts, *notes(record)])
    documents = record.documents.select("doc_id", "error").drop_nulls("error").collect()
    with writing(folder, "the same command with --resume goes on from here"):
        write(record, folder, options.format)
    shutil.rmtree(work, ignore_errors=True)
    if not options.quiet:
        say(f"{folder}: Extraction({told})")
        say_errors(documents, options)
    return 1 if documents.height else 0


def _remove_if_nothing_is_done(work: Path) -> None:
    from onrecord._store import PARTS

    if not (work / PARTS).is_dir() or not any((work / PARTS).iterdir()):
        shutil.rmtree(work, ignore_errors=True)
