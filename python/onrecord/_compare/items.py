"""What was said once: the statements that report it, in however many articles, with one number.

An item is what several articles report as one act of speaking (an echo), or a statement that nobody repeats.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import polars as pl

from onrecord._echoes.result import echoes
from onrecord._record import rows
from onrecord._sources import source_groups

if TYPE_CHECKING:
    from onrecord._progress import Progress
    from onrecord._record import AnyRecord

__all__ = ["CARRIED", "KEY", "items"]

CARRIED = pl.Enum(["fullest", "same", "cut", "changed", "left_out"])
"""What an outlet does with an item: what it does to the fullest version's words, or that it has none."""

KEY = ["doc_id", "statement_id"]


def items(record: AnyRecord, days: int, progress: Progress) -> pl.DataFrame:
    """All statements that have a content, with their item, and what each version does to the fullest one."""
    statements = rows(record, "statements", pl.col("content").is_not_null())
    documents = rows(record, "documents", columns=["doc_id", "outlet", "published"])
    repeated = echoes(record, days=days, within=True, progress=progress).frame
    judged = repeated.select(*KEY, "echo_id", carried="version", kept="kept")
    count = repeated["echo_id"].n_unique()
    return (
        statements.with_columns(source_groups(statements))
        .join(documents, on="doc_id", how="left", maintain_order="left")
        .join(judged, on=KEY, how="left", maintain_order="left")
        .with_row_index("row")
        .with_columns(
            item_id=pl.coalesce("echo_id", pl.col("row") + count).cast(pl.UInt32),
            carried=pl.col("carried").cast(pl.String).fill_null("fullest").cast(CARRIED),
            kept=pl.col("kept").fill_null(1.0),
            day=pl.coalesce("said_from", "said_to", "published"),
        )
    )
