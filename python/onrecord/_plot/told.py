"""What all pictures count: statements with their speakers, their outlet and their day, the surest first."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import polars as pl

from onrecord._record import rows
from onrecord._show.document import in_one_line
from onrecord._sources import source_groups

if TYPE_CHECKING:
    from onrecord._record import AnyRecord

__all__ = [
    "NOT_NAMED",
    "days_in_words",
    "exemplified",
    "greatest",
    "ids_of_loudest",
    "is_lump",
    "labelled",
    "lumped",
    "most_first",
    "statements",
    "voiced",
]

NOT_NAMED = "(not named)"
"""Who is quoted without a name, and by no words that tell what he is, in pictures that count everybody."""

_OTHERS = " others"

_SHOWN = (
    "speaker", "speakers", "source", "source_spans", "cue", "cue_spans", "content", "content_spans",
)  # fmt: skip
"""What a statement in one line is made of."""


def statements(record: AnyRecord) -> pl.DataFrame:
    """The surest first, with their outlet and their day: that of the text, else of publication (`told` says which)."""
    documents = rows(record, "documents", columns=["doc_id", "outlet", "published"])
    found = rows(record, "statements").join(documents, on="doc_id", how="left", maintain_order="left")
    return found.with_columns(
        day=pl.coalesce("said_from", "said_to", "published"),
        until=pl.coalesce("said_to", "said_from", "published"),
        told=pl.when(pl.coalesce("said_from", "said_to").is_not_null())
        .then(pl.lit("in the text"))
        .otherwise(pl.lit("publication")),
        act=pl.col("act").cast(pl.String),
        kind=pl.col("kind").cast(pl.String),
        outlet=pl.coalesce("outlet", pl.lit("no outlet")),
        shown=pl.struct(_SHOWN),
    ).sort("confidence", descending=True, nulls_last=True, maintain_order=True)


def voiced(found: pl.DataFrame) -> pl.DataFrame:
    """A row for each who makes a statement, a joint one counting for all of its speakers; nameless ones have no id."""
    nobody = pl.lit([None], dtype=pl.List(pl.String))
    is_named = pl.col("speaker_ids").list.len() > 0
    both = [
        pl.when(is_named).then(column).otherwise(nobody).alias(column)
        for column in ("speaker_ids", "speakers")
    ]
    joint = found.drop("speaker_id", "speaker").with_columns(both).explode("speaker_ids", "speakers")
    return joint.rename({"speaker_ids": "speaker_id", "speakers": "speaker"})


def labelled(spoken: pl.DataFrame) -> pl.DataFrame:
    """The same, with a label where nobody is named: the one place in which it is chosen."""
    group = source_groups(spoken).fill_null(NOT_NAMED)
    return spoken.with_columns(
        speaker=pl.when(pl.col("speaker_id").is_null()).then(group).otherwise("speaker")
    )


def ids_of_loudest(spoken: pl.DataFrame, top: int) -> list[str]:
    """The ids of the speakers with most statements, those first."""
    ranked = (
        spoken["speaker_id"].drop_nulls().value_counts().sort("count", "speaker_id", descending=[True, False])
    )
    return ranked["speaker_id"].head(top).to_list()


def lumped(spoken: pl.DataFrame, column: str, most: int) -> pl.DataFrame:
    """The values of a column with most rows; if there are more, the rest as "9 others"."""
    ranked = spoken[column].value_counts().sort("count", column, descending=[True, False])[column].to_list()
    if len(ranked) <= most:
        return spoken
    others = f"{len(ranked) - most + 1}{_OTHERS}"
    return spoken.with_columns(
        pl.when(pl.col(column).is_in(ranked[: most - 1])).then(column).otherwise(pl.lit(others)).alias(column)
    )


def is_lump(value: str) -> bool:
    """Whether a value stands for what `lumped` put together."""
    return value.endswith(_OTHERS) and value.removesuffix(_OTHERS).isdigit()


def most_first(counted: pl.DataFrame, column: str) -> list[str]:
    """The values of a column, those with most statements first; what was put together comes last."""
    ranked = counted.group_by(column).agg(pl.col("statements").sum())
    values: list[str] = ranked.sort("statements", column, descending=[True, False])[column].to_list()
    return sorted(values, key=is_lump)


def greatest(counts: pl.Series, least: int = 0) -> int:
    """The greatest of some counts, and `least` at least."""
    values: list[int] = counts.to_list()
    return max([least, *values])


def exemplified(counted: pl.DataFrame) -> pl.DataFrame:
    """With the statement in `shown` as a line of words, `example`."""
    words = [in_one_line(row) for row in counted["shown"]]
    return counted.drop("shown").with_columns(example=pl.Series(words, dtype=pl.String))


def days_in_words(first: dt.date, last: dt.date) -> str:
    """A day, or two with a dash.

    >>> import datetime as dt
    >>> days_in_words(dt.date(2020, 3, 1), dt.date(2020, 3, 7))
    '1 Mar 2020 – 7 Mar 2020'
    """
    words = [f"{day.day} {day:%b} {day.year}" for day in (first, last)]
    return words[0] if first == last else " – ".join(words)
