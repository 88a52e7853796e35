"""Files → one frame of documents, one row an article.

`read` tells formats apart by name and content, and calls the reader of each. Every reader gives the columns of
`onrecord.schemas.READ`, and a table's other columns behind them. Texts are kept as they are: no white space is
touched, no line break changed.
"""

from __future__ import annotations

import glob
import gzip
import json
import os
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal, TypeAlias

import polars as pl

from onrecord._documents import days_of, frame_from_columns, ids_of, strings_of, texts_of
from onrecord.exceptions import ColumnError, InputError, PathNotFoundError, ReadError, UnsupportedFormatError
from onrecord.schemas import READ

__all__ = ["read", "read_csv", "read_jsonl", "read_parquet", "read_text"]

Source: TypeAlias = str | os.PathLike[str]
"""A path."""

OnError: TypeAlias = Literal["flag", "raise"]
"""What to do with what cannot be read: give it a row with its `error`, or stop there."""

_FORMATS = {
    ".txt": "text", ".text": "text", ".md": "text",
    ".jsonl": "jsonl", ".ndjson": "jsonl", ".json": "jsonl",
    ".csv": "csv", ".tsv": "csv",
    ".parquet": "parquet", ".pq": "parquet",
    ".html": "html", ".htm": "html", ".xhtml": "html", ".mhtml": "html", ".warc": "warc",
}  # fmt: skip
_SUPPORTED = "onrecord reads text (.txt, .md), JSON lines (.jsonl, .ndjson, .json), CSV (.csv, .tsv), each also as .gz, and Parquet"


def read(
    source: Source | Sequence[Source],
    *,
    text: str = "text",
    doc_id: str | None = None,
    published: str = "published",
    url: str = "url",
    on_error: OnError = "flag",
) -> pl.DataFrame:
    """Reads articles: from a file, a folder with all that is below it, a glob pattern, or a list of them.

    Text files are one article each; JSON lines, CSV and Parquet are tables of articles, in which `text`, `doc_id`,
    `published` and `url` name the columns. An article's `doc_id` is the file's path relative to the root, or what the id
    column says. What cannot be read gets a row with its `error`, or is raised (`on_error="raise"`).

    >>> from pathlib import Path
    >>> from tempfile import TemporaryDirectory
    >>> with TemporaryDirectory() as folder:
    ...     _ = Path(folder, "talks.txt").write_text("Talks are over.")
    ...     read(folder).select("doc_id", "text", "error").rows()
    [('talks.txt', 'Talks are over.', None)]
    """
    _check(on_error)
    columns = _Columns(text, doc_id, published, url)
    root, files, chosen = _files(source)
    frames = []
    for path in files:
        name = path.relative_to(root).as_posix() if root in path.parents else path.as_posix()
        try:
            frames.append(_read_file(path, name, columns, on_error))
        except (UnsupportedFormatError, ReadError) as error:
            if on_error == "raise" or path in chosen:
                raise
            frames.append(_flagged(name, path, str(error)))
    return _together(frames)


def read_text(paths: Source | Sequence[Source], *, on_error: OnError = "flag") -> pl.DataFrame:
    """Reads text files, one article each."""
    return _read_as("text", paths, _Columns(), on_error)


def read_jsonl(
    paths: Source | Sequence[Source],
    *,
    text: str = "text",
    doc_id: str | None = None,
    published: str = "published",
    url: str = "url",
    on_error: OnError = "flag",
) -> pl.DataFrame:
    """Reads JSON lines, one article a line, or a JSON array of articles."""
    return _read_as("jsonl", paths, _Columns(text, doc_id, published, url), on_error)


def read_csv(
    paths: Source | Sequence[Source],
    *,
    text: str = "text",
    doc_id: str | None = None,
    published: str = "published",
    url: str = "url",
    on_error: OnError = "flag",
) -> pl.DataFrame:
    """Reads CSV files (or, by their ending, .tsv), one article a row."""
    return _read_as("csv", paths, _Columns(text, doc_id, published, url), on_error)


def read_parquet(
    paths: Source | Sequence[Source],
    *,
    text: str = "text",
    doc_id: str | None = None,
    published: str = "published",
    url: str = "url",
    on_error: OnError = "flag",
) -> pl.DataFrame:
    """Reads Parquet files, one article a row."""
    return _read_as("parquet", paths, _Columns(text, doc_id, published, url), on_error)


# --- which files ---------------------------------------------------------------------------------


def _check(on_error: str) -> None:
    if on_error not in ("flag", "raise"):
        raise InputError(f"on_error={on_error!r}: use 'flag' or 'raise'")


def _files(source: Source | Sequence[Source]) -> tuple[Path, list[Path], set[Path]]:
    """The folder that names are relative to, the files in order, and those that were named one by one."""
    sources = [source] if isinstance(source, (str, os.PathLike)) else list(source)
    files: list[Path] = []
    roots: list[Path] = []
    chosen: set[Path] = set()
    for given in sources:
        path = Path(given)
        if path.is_dir():
            files.extend(_below(path))
            roots.append(path)
        elif path.is_file():
            files.append(path)
            roots.append(path.parent)
            chosen.add(path)
        elif glob.has_magic(str(given)):
            matches = sorted(Path(match) for match in glob.glob(str(given), recursive=True))
            found = [match for match in matches if match.is_file()]
            if not found:
                raise PathNotFoundError(f"no file fits the pattern {str(given)!r}")
            files.extend(found)
            roots.append(_fixed_part(path))
        else:
            raise PathNotFoundError(f"there is no file or folder {str(given)!r}")
    root = roots[0] if len(roots) == 1 else Path(os.path.commonpath([root.absolute() for root in roots])) if roots else Path()
    if len(roots) > 1:
        files = [file.absolute() for file in files]
        chosen = {file.absolute() for file in chosen}
    return root, list(dict.fromkeys(files)), chosen


def _below(folder: Path) -> list[Path]:
    """All files below a folder, in the order of their names; hidden ones are left out."""
    found: list[Path] = []
    for parent, folders, names in os.walk(folder):
        folders[:] = [name for name in folders if not name.startswith(".")]
        found.extend(Path(parent, name) for name in names if not name.startswith("."))
    return sorted(found, key=lambda file: file.relative_to(folder).as_posix())


def _fixed_part(pattern: Path) -> Path:
    fixed = Path()
    for part in pattern.parts[:-1]:
        if glob.has_magic(part):
            break
        fixed /= part
    return fixed


# --- one file ------------------------------------------------------------------------------------


@dataclass(frozen=True)
class _Columns:
    """Where a table has what."""

    text: str = "text"
    doc_id: str | None = None
    published: str = "published"
    url: str = "url"


def _read_as(kind: str, paths: Source | Sequence[Source], columns: _Columns, on_error: OnError) -> pl.DataFrame:
    _check(on_error)
    given = [paths] if isinstance(paths, (str, os.PathLike)) else list(paths)
    frames = []
    for path in map(Path, given):
        if not path.is_file():
            raise PathNotFoundError(f"there is no file {str(path)!r}")
        try:
            frames.append(_READERS[kind](path, path.name if len(given) == 1 else path.as_posix(), columns, on_error))
        except ReadError as error:
            if on_error == "raise" or len(given) == 1:
                raise
            frames.append(_flagged(path.as_posix(), path, str(error)))
    return _together(frames)


def _read_file(path: Path, name: str, columns: _Columns, on_error: OnError) -> pl.DataFrame:
    endings = [ending.lower() for ending in path.suffixes]
    ending = endings[-2] if len(endings) > 1 and endings[-1] == ".gz" else endings[-1] if endings else ""
    kind = _FORMATS.get(ending) or _format_of(path)
    if kind in ("html", "warc"):
        raise UnsupportedFormatError(
            f"{path}: this version reads no {'web pages' if kind == 'html' else 'web archives'}. {_SUPPORTED}: "
            "save the article's text, or extract it with a library such as trafilatura, and give that"
        )
    if kind is None:
        raise UnsupportedFormatError(f"{path}: the format is unknown. {_SUPPORTED}")
    return _READERS[kind](path, name, columns, on_error)


def _format_of(path: Path) -> str | None:
    """What a file seems to be by its first bytes; `None` for what is no text."""
    try:
        with open(path, "rb") as file:
            head = file.read(2048)
    except OSError as error:
        raise ReadError(f"{path} cannot be read: {error}") from error
    if head.startswith(b"PAR1"):
        return "parquet"
    if head.startswith(b"WARC/"):
        return "warc"
    start = head.lstrip(b"\xef\xbb\xbf \t\r\n")[:64].lower()
    if start.startswith((b"<!doctype html", b"<html")):
        return "html"
    if start.startswith((b'{"', b'[{"')):
        return "jsonl"
    return None if _is_binary(head) else "text"


def _is_binary(head: bytes) -> bool:
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):  # UTF-16
        return False
    controls = sum(byte < 9 or 13 < byte < 27 for byte in head)
    return controls > len(head) // 20


def _bytes(path: Path) -> bytes:
    try:
        content = path.read_bytes()
        return gzip.decompress(content) if path.suffix.lower() == ".gz" else content
    except (OSError, EOFError) as error:
        raise ReadError(f"{path} cannot be read: {error}") from error


def decoded(content: bytes) -> str:
    """Text in UTF-8 or, if its first bytes say so, UTF-16; else in the encoding of old western pages."""
    for mark, encoding in ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16")):
        if content.startswith(mark):
            return content.decode(encoding, errors="replace")
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError:
        return content.decode("cp1252", errors="replace")


def _text_file(path: Path, name: str, columns: _Columns, on_error: OnError) -> pl.DataFrame:
    content = _bytes(path)
    if _is_binary(content[:2048]):
        raise ReadError(f"{path} is no text file: it holds control characters")
    frame = pl.DataFrame({"doc_id": [name], "text": [decoded(content)], "path": [str(path)]})
    return _as_documents(frame, path, name, _Columns(doc_id="doc_id"), on_error)


def _jsonl_file(path: Path, name: str, columns: _Columns, on_error: OnError) -> pl.DataFrame:
    content = decoded(_bytes(path))
    rows: list[dict[str, Any]] = []
    if content.lstrip()[:1] == "[" or path.suffixes[-1:] == [".json"]:
        try:
            parsed = json.loads(content)
        except ValueError as error:
            raise ReadError(f"{path} is no JSON: {error}") from error
        entries = enumerate(parsed if isinstance(parsed, list) else [parsed], start=1)
        rows = [_row(entry, f"{path}, entry {number}", on_error) for number, entry in entries]
    else:
        for number, line in enumerate(content.split("\n"), start=1):
            if line.strip():
                where = f"{path}, line {number}"
                try:
                    entry = json.loads(line)
                except ValueError as error:
                    entry = _failed(f"{where} is no JSON: {error}", on_error)
                rows.append(_row(entry, where, on_error))
    names = dict.fromkeys(key for row in rows for key in row)
    frame = frame_from_columns({key: [row.get(key) for row in rows] for key in names})
    return _as_documents(frame, path, name, columns, on_error)


def _failed(reason: str, on_error: OnError) -> dict[str, Any]:
    if on_error == "raise":
        raise ReadError(reason)
    return {"error": reason}


def _row(entry: object, where: str, on_error: OnError) -> dict[str, Any]:
    if isinstance(entry, dict):
        return entry
    return _failed(f"{where} is no object with the fields of an article", on_error)


def _csv_file(path: Path, name: str, columns: _Columns, on_error: OnError) -> pl.DataFrame:
    content = decoded(_bytes(path)).encode()
    separator = "\t" if ".tsv" in [ending.lower() for ending in path.suffixes] else ","
    # What onrecord knows is text, even where it looks like numbers; the types of other columns are inferred.
    known = [*READ, columns.text, columns.doc_id, columns.published, columns.url, "id"]
    try:
        header = pl.read_csv(content, separator=separator, n_rows=0, infer_schema=False).columns
        overrides = {column: pl.String for column in header if column in known}
        frame = pl.read_csv(content, separator=separator, schema_overrides=overrides, infer_schema_length=None)
    except pl.exceptions.NoDataError:
        return _together([])
    except pl.exceptions.PolarsError as error:
        raise ReadError(f"{path} cannot be read as CSV: {error}") from error
    return _as_documents(frame, path, name, columns, on_error)


def _parquet_file(path: Path, name: str, columns: _Columns, on_error: OnError) -> pl.DataFrame:
    try:
        frame = pl.read_parquet(path)
    except (pl.exceptions.PolarsError, OSError) as error:
        raise ReadError(f"{path} cannot be read as Parquet: {error}") from error
    return _as_documents(frame, path, name, columns, on_error)


_READERS: dict[str, Callable[[Path, str, _Columns, OnError], pl.DataFrame]] = {
    "text": _text_file,
    "jsonl": _jsonl_file,
    "csv": _csv_file,
    "parquet": _parquet_file,
}


# --- rows ----------------------------------------------------------------------------------------


def _as_documents(frame: pl.DataFrame, path: Path, name: str, columns: _Columns, on_error: OnError) -> pl.DataFrame:
    """The rows of one table with the columns of every reader."""
    if frame.is_empty() and frame.width == 0:
        return _together([])
    if columns.text not in frame.columns and frame.columns != ["error"]:
        raise ColumnError(
            f"{path} has no column {columns.text!r} with the texts, but {', '.join(map(repr, frame.columns))}: "
            "say which, text=NAME"
        )
    if columns.text not in frame.columns:
        frame = frame.with_columns(pl.lit(None, pl.String).alias(columns.text))
    texts, no_text = texts_of(frame[columns.text], columns.text)
    id_column = columns.doc_id or next((known for known in ("doc_id", "id") if known in frame.columns), None)
    if id_column is None or (columns.doc_id is None and frame[id_column].null_count() == frame.height):
        ids = pl.Series("doc_id", [f"{name}#{row}" for row in range(frame.height)], dtype=pl.String)
    else:
        ids = ids_of(_with_ids_for_failures(frame, id_column, name), id_column)
    nothing = pl.Series("error", [None] * frame.height, dtype=pl.String)
    if columns.published in frame.columns:
        days, no_day = days_of(frame[columns.published])
    else:
        days, no_day = pl.Series("published", [None] * frame.height, dtype=pl.Date), nothing
    error = pl.select(pl.coalesce(strings_of(frame, "error"), no_text, no_day)).to_series()
    if on_error == "raise" and error.drop_nulls().len():
        row = error.is_not_null().arg_true()[0]
        raise ReadError(f"{path}, article {ids[row]!r}: {error[row]}")
    basis = strings_of(frame, "published_basis").fill_null("given").set(days.is_null(), "none")
    known = {
        "doc_id": ids,
        "text": texts,
        "title": strings_of(frame, "title"),
        "outlet": strings_of(frame, "outlet"),
        "authors": _authors(frame),
        "published": days,
        "published_basis": basis.cast(READ["published_basis"], strict=False).fill_null("given"),
        "language": strings_of(frame, "language"),
        "url": strings_of(frame.rename({columns.url: "url"}) if columns.url in frame.columns else frame, "url"),
        "path": pl.Series([str(path)] * frame.height, dtype=pl.String),
        "error": error,
    }
    used = {columns.text, id_column, columns.published, columns.url, *READ}
    others = [frame[column] for column in frame.columns if column not in used]
    return pl.DataFrame([known[column].alias(column) for column in READ] + others)


def _with_ids_for_failures(frame: pl.DataFrame, id_column: str, name: str) -> pl.DataFrame:
    """Lines that could not be read have no id in the table: they are named by their place in it."""
    if "error" not in frame.columns or frame[id_column].dtype == pl.Object:
        return frame
    failed = pl.col("error").is_not_null() & pl.col(id_column).is_null()
    place = pl.format("{}#{}", pl.lit(name), pl.int_range(pl.len()))
    return frame.with_columns(pl.when(failed).then(place).otherwise(pl.col(id_column).cast(pl.String)).alias(id_column))


def _authors(frame: pl.DataFrame) -> pl.Series:
    """Lists of authors; a text with one or several, parted by ";", is a list too."""
    dtype = READ["authors"]
    if "authors" not in frame.columns:
        return pl.Series("authors", [None] * frame.height, dtype=dtype)
    column = frame["authors"]
    if column.dtype == pl.String:
        split = pl.col("authors").str.split(";").list.eval(pl.element().str.strip_chars())
        return frame.select(split)["authors"]
    if column.dtype == pl.Object:
        values = [[str(item) for item in value] if isinstance(value, (list, tuple)) else None if value is None else [str(value)]
                  for value in column.to_list()]  # fmt: skip
        return pl.Series("authors", values, dtype=dtype)
    return column.cast(dtype, strict=False)


def _flagged(name: str, path: Path, reason: str) -> pl.DataFrame:
    row = {"doc_id": [name], "published_basis": ["none"], "path": [str(path)], "error": [reason]}
    return pl.DataFrame({column: row.get(column, [None]) for column in READ}, schema=READ)


def _together(frames: Iterable[pl.DataFrame]) -> pl.DataFrame:
    empty = pl.DataFrame(schema=READ)
    together = pl.concat([empty, *frames], how="diagonal_relaxed")
    twice = together.filter(pl.col("doc_id").is_duplicated())["doc_id"].unique(maintain_order=True).head(3)
    if twice.len():
        names = ", ".join(repr(name) for name in twice)
        raise ColumnError(
            f"several articles have one doc_id ({names}): make ids unique, or name no id column and have them made from paths"
        )
    return together
