"""The command `extract`: articles into a folder of frames."""

from __future__ import annotations

import argparse
import contextlib
import shutil
from pathlib import Path
from typing import TYPE_CHECKING

from onrecord._model import MODELS
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
    extract.add_argument(
        "--partition-by", type=_keys, metavar="KEYS", default=[],
        help="folders as engines scan them, by some of outlet, language, year, month, published: outlet,year",
    )  # fmt: skip
    extract.add_argument(
        "--part", type=_number, metavar="N",
        help="write the part of this number, beside others at the same time; onrecord join puts them together",
    )  # fmt: skip
    add_columns(extract)
    extract.add_argument(
        "--doubtful",
        action="store_true",
        help="also give statements that a careful annotator would leave out",
    )
    extract.add_argument(
        "--model", choices=MODELS, default="fast",
        help="accurate reads with an encoder too: it finds more, and takes many times as long; default: fast",
    )  # fmt: skip
    extract.add_argument("--threads", type=_positive, metavar="N", help="default: as many as there are cores")
    extract.add_argument(
        "--resume", action="store_true", help="go on where a run into the same folder was interrupted"
    )
    extract.add_argument("--quiet", action="store_true", help="no progress bar, no summary")
    extract.set_defaults(run=_extract)

    join = commands.add_parser(
        "join", help="parts that were extracted apart into linked frames",
        description="Makes one extraction of the parts that onrecord extract --part wrote.",
        epilog="example: parallel 'onrecord extract {} --out record --part {#}' ::: shards/*; onrecord join record",
    )  # fmt: skip
    join.add_argument(
        "folder", metavar="DIR", help="the folder of the parts, which the frames are written to as well"
    )
    join.add_argument("--gazetteer", metavar="FILE", help="the one that the parts were made with")
    join.add_argument("--doubtful", action="store_true", help="as the parts were made with")
    join.add_argument("--model", choices=MODELS, default="fast", help="as the parts were made with")
    join.add_argument("--quiet", action="store_true", help="no summary")
    join.set_defaults(run=_join)


def _keys(text: str) -> list[str]:
    from onrecord._record.dataset import partition_keys
    from onrecord.exceptions import InputError

    try:
        return partition_keys(text.split(","))
    except InputError as error:
        raise argparse.ArgumentTypeError(str(error).partition(": ")[2]) from None


def _number(text: str) -> int:
    if not text.isdigit():
        raise argparse.ArgumentTypeError(f"{text!r} is no whole number from 0")
    return int(text)


def _positive(text: str) -> int:
    if not text.isdigit() or int(text) < 1:
        raise argparse.ArgumentTypeError(f"{text!r} is no whole number from 1")
    return int(text)


def _extract(options: argparse.Namespace) -> int:
    from onrecord._store import begun

    folder = Path(options.out)
    if options.partition_by and options.format != "parquet":
        say(f"onrecord: --partition-by writes Parquet, not {options.format}")
        return 2
    if options.part is not None:
        # Others write their parts to it at the same time.
        return _extract_part(options, folder)
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
            model=options.model, threads=options.threads, progress=False if options.quiet else None,
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
        write(record, folder, options.format, options.partition_by)
    shutil.rmtree(work, ignore_errors=True)
    if not options.quiet:
        say(f"{folder}: Extraction({told})")
        say_errors(documents, options)
    return 1 if documents.height else 0


def _extract_part(options: argparse.Namespace, folder: Path) -> int:
    import onrecord

    articles = onrecord.read(
        options.paths, text=options.text, doc_id=options.doc_id, published=options.published,
        languages=options.languages, progress=False,
    )  # fmt: skip
    onrecord.write_part(
        articles, folder, options.part, gazetteer=options.gazetteer, doubtful=options.doubtful,
        model=options.model, threads=options.threads,
    )  # fmt: skip
    return 1 if say_errors(articles, options) else 0


def _join(options: argparse.Namespace) -> int:
    import onrecord

    record = onrecord.join_parts(
        options.folder, gazetteer=options.gazetteer, doubtful=options.doubtful, model=options.model
    )
    if not options.quiet:
        say(str(record))
    return 0


def _remove_if_nothing_is_done(work: Path) -> None:
    from onrecord._store import PARTS

    if not (work / PARTS).is_dir() or not any((work / PARTS).iterdir()):
        shutil.rmtree(work, ignore_errors=True)
