"""The articles of one file → frames: what every format that is no table gives."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any, TypeAlias

import polars as pl

from onrecord import _onrecord
from onrecord._documents import empty_blocks, frame_from_columns
from onrecord._read.limits import in_words
from onrecord._read.sources import Piece
from onrecord._read.streams import reading
from onrecord._read.tables import OnError, flagged
from onrecord.exceptions import OnrecordError, ReadError
from onrecord.schemas import READ

__all__ = ["Article", "ArticleReader", "articles_of", "frames_of"]

#: How many articles, and of how many bytes, make a frame.
_ARTICLES, _BYTES = 256, 32 << 20


@dataclass
class Article:
    """One article of a file, as its format tells of it."""

    name: str = ""
    """What its id ends with, behind the file's name; empty where the file is one article."""
    doc_id: str | None = None
    """The id that the article has where it comes from, if it is its own in all files."""
    text: str | None = None
    page: bytes | None = None
    """The page that the article is found in; `text` is then what stands for it where the page shows no article."""
    encoding: str | None = None
    """The encoding of the page, where it is known."""
    title: str | None = None
    outlet: str | None = None
    authors: list[str] | None = None
    published: dt.date | None = None
    language: str | None = None
    url: str | None = None
    saved: dt.date | None = None
    """The day on which a copy of it was made, which is not that of publication."""
    error: str | None = None
    more: dict[str, Any] = field(default_factory=dict[str, Any])
    """Other columns."""

    @property
    def size(self) -> int:
        """About how many bytes it takes."""
        return len(self.page or b"") + len(self.text or "")


ArticleReader: TypeAlias = Callable[[Piece], Iterator[Article]]
"""A format: the articles of a file, in order; what is wrong with the file as a whole is raised."""


def articles_of(
    pages: list[bytes],
    ids: list[str],
    labels: Sequence[str | None],
    *,
    urls: list[str | None] | None = None,
    encodings: list[str | None] | None = None,
) -> pl.DataFrame:
    """The articles of pages as rows of every reader."""
    # Nothing is published after tomorrow, which may have begun elsewhere.
    latest = (dt.date.today() - dt.date(1970, 1, 1)).days + 1
    unknown = [None] * len(pages)
    given = {"content": pages, "url": urls or unknown, "encoding": encodings or unknown}
    known = pl.DataFrame(given, schema={"content": pl.Binary, "url": pl.String, "encoding": pl.String})
    found = pl.DataFrame(_onrecord.read_pages(known, latest))
    # Column by column: for one page an expression takes a tenth of the time that reading does.
    told = {
        "doc_id": pl.Series("doc_id", ids, dtype=pl.String),
        "path": pl.Series("path", labels, dtype=pl.String),
        "published_basis": found["published_basis"].cast(READ["published_basis"]),
    }
    return pl.DataFrame([told[name] if name in told else found[name] for name in READ])


def frames_of(
    articles: Iterator[Article], piece: Piece, on_error: OnError, taken_ids: set[str]
) -> Iterator[pl.DataFrame]:
    """The articles of a file as frames; `taken_ids` are those that other files gave.

    What goes wrong after the first article is a row with its error: the articles before it stay.
    """
    taken: list[Article] = []
    size = count = 0
    failure: OnrecordError | None = None
    while failure is None:
        try:
            with reading(piece.label):
                article = next(articles, None)
        except OnrecordError as error:
            if on_error == "raise" or not (taken or count):
                raise
            failure = error
            break
        if article is None:
            break
        taken.append(article)
        size += article.size
        if len(taken) >= _ARTICLES or size >= _BYTES:
            yield _frame(taken, piece, on_error, taken_ids)
            count += len(taken)
            taken, size = [], 0
    if taken:
        yield _frame(taken, piece, on_error, taken_ids)
    if failure is not None:
        yield flagged(f"{piece.name}#{count + len(taken)}", piece.label, str(failure))


def _frame(articles: list[Article], piece: Piece, on_error: OnError, taken_ids: set[str]) -> pl.DataFrame:
    frame = _rows(articles, piece, taken_ids)
    paged = [
        row for row, article in enumerate(articles) if article.page is not None and article.error is None
    ]
    if paged:
        found = articles_of(
            [articles[row].page or b"" for row in paged],
            [frame["doc_id"][row] for row in paged],
            [piece.label] * len(paged),
            urls=[articles[row].url for row in paged],
            encodings=[articles[row].encoding for row in paged],
        ).with_columns(row=pl.Series(paged, dtype=pl.UInt32))
        frame = _filled(frame, found)
    failed = frame.filter(pl.col("error").is_not_null())
    if on_error == "raise" and failed.height:
        raise ReadError(f"{piece.label}, article {failed['doc_id'][0]!r}: {failed['error'][0]}")
    return frame


def _rows(articles: list[Article], piece: Piece, taken_ids: set[str]) -> pl.DataFrame:
    """What the format says of each."""
    missing = "the article has no text: the file gives its title and facts alone"
    most = piece.limits.article
    too_long = f"the article holds more than {in_words(most)} (Limits.article)"
    rows = {
        "doc_id": [_id(article, piece, taken_ids) for article in articles],
        "text": [article.text for article in articles],
        "title": [article.title or None for article in articles],
        "outlet": [article.outlet or None for article in articles],
        "authors": [article.authors or None for article in articles],
        "published": [article.published for article in articles],
        "published_basis": ["given" if article.published else "none" for article in articles],
        "language": [article.language for article in articles],
        "url": [article.url for article in articles],
        "saved": [article.saved for article in articles],
        "path": [piece.label] * len(articles),
        "error": [
            article.error
            or (too_long if article.size > most else None)
            or (None if article.page is not None or (article.text or "").strip() else missing)
            for article in articles
        ],
        "blocks": empty_blocks(len(articles)),
    }  # fmt: skip
    known = frame_from_columns(rows)
    others = {name: [article.more.get(name) for article in articles]
              for name in dict.fromkeys(name for article in articles for name in article.more)}  # fmt: skip
    frame = known.with_columns(pl.col(column).cast(dtype) for column, dtype in READ.items())
    return frame.hstack(frame_from_columns(others)) if others else frame


def _id(article: Article, piece: Piece, taken_ids: set[str]) -> str:
    """The article's own id, once; where another file has it too, it is named by its place."""
    if article.doc_id is not None and article.doc_id not in taken_ids:
        taken_ids.add(article.doc_id)
        return article.doc_id
    return f"{piece.name}#{article.name}" if article.name else piece.name


def _filled(frame: pl.DataFrame, found: pl.DataFrame) -> pl.DataFrame:
    """Rows with what their pages show; what the format says of an article counts more."""
    joined = frame.with_row_index("row").join(
        found, on="row", how="left", suffix="_of_page", maintain_order="left"
    )
    page = {column: pl.col(f"{column}_of_page") for column in READ if column not in ("doc_id", "path")}
    is_paged = pl.col("doc_id_of_page").is_not_null()
    is_lost = page["error"].is_not_null()
    # Only what the page itself shows can be worse than what the format says.
    facts = [
        pl.coalesce(column, page[column]).alias(column)
        for column in ("title", "outlet", "authors", "language", "saved")
    ]
    day_is_known = pl.col("published").is_not_null()
    return joined.with_columns(
        *facts,
        # Of an archive's address the page's own is left.
        url=pl.coalesce(page["url"], "url"),
        text=pl.when(is_paged & ~is_lost).then(page["text"]).otherwise(pl.col("text")),
        blocks=pl.when(is_paged & ~is_lost).then(page["blocks"]),
        published=pl.coalesce("published", page["published"]),
        published_basis=pl.when(day_is_known | ~is_paged)
        .then(pl.col("published_basis"))
        .otherwise(page["published_basis"]),
        error=pl.when(is_paged & is_lost & pl.col("text").is_null())
        .then(page["error"])
        .otherwise(pl.col("error")),
    ).select(frame.columns)
