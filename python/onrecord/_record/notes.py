"""What a reader should know of an extraction before counting: what was left out, and what stays open."""

from __future__ import annotations

import polars as pl

from onrecord._record.record import AnyRecord, rows

__all__ = ["notes"]

#: How many reasons are told, and of each how many characters.
_REASONS, _LENGTH = 2, 90
#: What an expression denotes that no day of publication would resolve ("recently").
_VAGUE = r"_REF$"


def notes(record: AnyRecord) -> list[str]:
    """Clauses for a summary, of which there may be none."""
    return [note for note in (_left_out(record), _open_dates(record)) if note is not None]


def _left_out(record: AnyRecord) -> str | None:
    """How many documents have an error, and which errors are the most frequent."""
    errors = rows(record, "documents", pl.col("error").is_not_null(), columns=["error"])["error"]
    if errors.is_empty():
        return None
    reasons = errors.value_counts(name="count").sort(["count", "error"], descending=[True, False])
    told = [f"{_shortened(reason)} ({count:,})" for reason, count in reasons.head(_REASONS).iter_rows()]
    others = errors.len() - reasons["count"].head(_REASONS).sum()
    if others:
        told.append(f"other errors ({others:,})")
    return (
        f"{errors.len():,} {_one_or_more(errors.len(), 'document')} could not be extracted: {', '.join(told)}"
    )


def _open_dates(record: AnyRecord) -> str | None:
    """How many time expressions a day of publication would resolve, in how many articles without one."""
    undated = rows(
        record, "documents", pl.col("published").is_null() & pl.col("error").is_null(), columns=["doc_id"]
    )
    if undated.is_empty():
        return None
    unresolved = (pl.col("basis") == "none") & ~pl.col("value").str.contains(_VAGUE)
    found = rows(record, "dates", unresolved, columns=["doc_id"]).join(undated, on="doc_id", how="semi")
    if found.is_empty():
        return None
    articles = found["doc_id"].n_unique()
    have = "article has" if articles == 1 else "articles have"
    return (
        f"{found.height:,} {_one_or_more(found.height, 'date')} not resolved, as {articles:,} {have} no day of "
        "publication: give it in a column (published)"
    )


def _one_or_more(count: int, thing: str) -> str:
    return thing if count == 1 else f"{thing}s"


def _shortened(reason: str) -> str:
    line = " ".join(reason.split())
    return line if len(line) <= _LENGTH else line[: _LENGTH - 1].rstrip() + "…"
