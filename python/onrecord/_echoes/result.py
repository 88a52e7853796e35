"""The echoes of an extraction: a frame, and views of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Unpack

import polars as pl

from onrecord._echoes.grouping import grouped
from onrecord._echoes.versions import judged
from onrecord._echoes.view import EchoView, echo_list
from onrecord._fork import methods_need_polars
from onrecord._progress import Progress, Reporter
from onrecord._record import rows
from onrecord._search.asked import Asked, fitting
from onrecord.exceptions import InputError
from onrecord.schemas import ACT, SPANS, STATEMENT_KIND

if TYPE_CHECKING:
    from onrecord._record import AnyRecord

__all__ = ["SCHEMA", "Echoes", "echoes"]

VERSION = pl.Enum(["fullest", "same", "cut", "changed"])
"""What a version did to the words of the fullest one."""

_COLUMNS: dict[str, pl.DataType | type[pl.DataType]] = {
    "echo_id": pl.UInt32,
    "doc_id": pl.String,
    "statement_id": pl.UInt32,
    "outlet": pl.String,
    "published": pl.Date,
    "speaker_id": pl.String,
    "speaker": pl.String,
    "speakers": pl.List(pl.String),
    "source": pl.String,
    "source_spans": SPANS,
    "cue": pl.String,
    "cue_spans": SPANS,
    "act": ACT,
    "negated": pl.Boolean,
    "kind": STATEMENT_KIND,
    "said_from": pl.Date,
    "said_to": pl.Date,
    "version": VERSION,
    "kept": pl.Float32,
    "content": pl.String,
    "content_spans": SPANS,
    "confidence": pl.Float32,
}  # fmt: skip
SCHEMA = pl.Schema(_COLUMNS)
"""The columns of `Echoes.frame`."""


@methods_need_polars(also=("__len__", "__repr__"))
class Echoes:
    """Statements that report the same words, or the same act of speaking, in several articles.

    `frame` has a row for each version: `echo_id` says which belong together, `version` whether it is the
    fullest one, has the same words, cut some, or changed some, and `kept` which share of the fullest one's
    words it has.

    Examples
    --------
    >>> import onrecord
    >>> text = "“We will keep the harbour open for grain,” Sergey Lavrov said on {} March 2020."
    >>> record = onrecord.extract([text.format(3), text.format(3).replace(" for grain", ""), text.format(12)])
    >>> record.echoes().frame.select("echo_id", "doc_id", "version").rows()
    [(0, '0', 'fullest'), (0, '1', 'cut')]
    """

    __slots__ = ("frame",)

    frame: pl.DataFrame
    """One row a version, the versions of an echo together, in the order in which they appeared."""

    def __init__(self, frame: pl.DataFrame) -> None:
        self.frame = frame

    def show(self, echo_id: int) -> EchoView:
        """The versions of one echo side by side, with what each cut, changed or added marked.

        Parameters
        ----------
        echo_id : int
            A value of `frame["echo_id"]`.

        Returns
        -------
        EchoView
            A notebook shows it; `html` and `save` give it to others.

        Raises
        ------
        InputError
            If there is no such echo.
        """
        versions = self.frame.filter(pl.col("echo_id") == echo_id)
        if versions.is_empty():
            raise InputError(f"there is no echo {echo_id!r}: they are numbered from 0 to {len(self) - 1}")
        return EchoView(versions.rows(named=True))

    def __len__(self) -> int:
        return self.frame["echo_id"].n_unique()

    def __repr__(self) -> str:
        return (
            f"Echoes({len(self):,} echoes, {self.frame.height:,} statements, "
            f"{self.frame['doc_id'].n_unique():,} articles)"
        )

    def _repr_html_(self) -> str:
        widest = self.frame.group_by("echo_id").agg(pl.col("doc_id").n_unique(), pl.col("confidence").mean())
        ranked = widest.sort("doc_id", "confidence", "echo_id", descending=[True, True, False])
        first = ranked.head(3)["echo_id"].to_list()
        shown = [self.show(number).versions for number in first]
        counts = (
            (len(self), "echoes"),
            (self.frame.height, "statements"),
            (self.frame["doc_id"].n_unique(), "articles"),
        )
        return echo_list(
            ", ".join(f"{count:,} {name}" for count, name in counts), shown, len(self) - len(shown)
        )


def echoes(
    record: AnyRecord,
    *,
    days: int = 3,
    within: bool = False,
    progress: Progress = None,
    **asked: Unpack[Asked],
) -> Echoes:
    """What `Extraction.echoes` gives."""
    if days < 0:
        raise InputError(f"days={days}: give a number from 0")
    record = fitting(record, asked)
    types = rows(record, "actors").select(
        pl.col("actor_id").alias("speaker_id"), speaker_type=pl.col("type").cast(pl.String)
    )
    statements = rows(record, "statements").join(types, on="speaker_id", how="left", maintain_order="left")
    facts = rows(record, "documents", columns=["doc_id", "outlet", "published"])
    statements = statements.join(facts, on="doc_id", how="left", maintain_order="left")
    numbered = statements.with_columns(grouped(statements, days=days, within=within)).drop_nulls("echo_id")
    ordered = numbered.sort("echo_id", "published", "doc_id", "statement_id", nulls_last=True)
    parts: list[tuple[str, float]] = []
    versions = ordered.group_by("echo_id", maintain_order=True).agg("content")["content"]
    reporter = Reporter(progress, len(versions), "echoes")
    for contents in versions:
        parts.extend(judged(contents.to_list()))
        reporter.add(1)
    reporter.finish()
    judgements = pl.DataFrame(parts, schema={"version": VERSION, "kept": pl.Float32}, orient="row")
    return Echoes(
        ordered.hstack(judgements).select(pl.col(name).cast(dtype) for name, dtype in SCHEMA.items())
    )
