"""Statements that may contradict each other: candidates for a look, with a score and no verdict.

Two kinds are looked for. A denial: somebody denies or disputes what shares its rarer words with what somebody else
claims. An opposite: two contents are nearly the same words, but one of them is turned by a "not". Candidates share
a rare word; the score weighs the words that they share by how rare they are in the corpus. What it does not do: tell
whether two sentences with other words say opposite things, or that two with the same words do not.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

import polars as pl

from onrecord._compare.items import KEY, items
from onrecord._echoes.words import bearing, folded
from onrecord._record import rows
from onrecord._search.about import told_of
from onrecord._search.asked import Asked, fitting, outlets_of
from onrecord._tables import table_rows
from onrecord.exceptions import InputError
from onrecord.schemas import ACT

if TYPE_CHECKING:
    from onrecord._progress import Progress
    from onrecord._record import AnyRecord

__all__ = ["CONTRADICTION", "SCHEMA", "contradictions"]

CONTRADICTION = pl.Enum(["denial", "opposite"])
"""How two statements may contradict each other."""

_SIDE: dict[str, pl.DataType | type[pl.DataType]] = {
    "speaker_id": pl.String,
    "speaker": pl.String,
    "source_group": pl.String,
    "cue": pl.String,
    "act": ACT,
    "content": pl.String,
    "day": pl.Date,
    "outlet": pl.String,
    "outlets": pl.UInt32,
    "doc_id": pl.String,
    "statement_id": pl.UInt32,
}
"""What is told of either statement."""

_COLUMNS: dict[str, pl.DataType | type[pl.DataType]] = {
    "kind": CONTRADICTION,
    "score": pl.Float32,
    "shared": pl.List(pl.String),
    "is_aimed": pl.Boolean,
    **{f"claim_{name}": dtype for name, dtype in _SIDE.items()},
    **{f"against_{name}": dtype for name, dtype in _SIDE.items()},
}
SCHEMA = pl.Schema(_COLUMNS)
"""The columns of `Record.contradictions`."""

_CLAIMS = ("say", "claim", "accuse", "condemn", "warn", "announce", "think", "promise", "agree")
"""Acts by which something is held to be so."""
_OFTEN = 200
"""How many statements may have a word by which candidates are found."""
_FEATURES = 8
"""By how many of its rarest words a statement is looked up."""
_SHARED = {"denial": 2, "opposite": 3}
"""How many words that carry something the two of a kind must share."""
_AIMED = 0.3
"""What it adds that one speaks of the other."""
_LEAST = {"denial": 0.35, "opposite": 0.5}
"""The score from which on a pair of a kind is a candidate."""


def contradictions(record: AnyRecord, days: int, progress: Progress, asked: Asked) -> pl.DataFrame:
    """`Record.contradictions`, whose docstring says what it holds."""
    if days < 0:
        raise InputError(f"days={days}: give a number from 0")
    among = fitting(record, outlets_of(asked))
    chosen = rows(fitting(among, asked), "statements", columns=KEY)
    statements = _statements(among, progress)
    words = _words(statements)
    found = [_scored(statements, words, kind, days) for kind in CONTRADICTION.categories]
    chosen_rows = statements.join(chosen, on=KEY, how="semi")["row"].implode()
    pairs = pl.concat(found).filter(pl.col("a").is_in(chosen_rows) | pl.col("b").is_in(chosen_rows))
    return _laid_out(pairs, statements)


def _statements(record: AnyRecord, progress: Progress) -> pl.DataFrame:
    """What may be a side: not what is not said, nor what has no content."""
    whole = items(record, 3, progress)
    mentions = rows(
        record, "mentions", pl.col("actor_id").is_not_null(), columns=["doc_id", "start", "end", "actor_id"]
    )
    about = told_of(whole, mentions).group_by(KEY).agg(about=pl.col("actor_id"))
    of_item = whole.group_by("item_id").agg(outlets=pl.col("outlet").drop_nulls().n_unique())
    text = folded(pl.col("content"))
    return (
        whole.filter(~pl.col("negated"))
        .join(about, on=KEY, how="left", maintain_order="left")
        .join(of_item, on="item_id", how="left", maintain_order="left")
        .with_columns(
            about=pl.col("about").fill_null([]),
            text=text,
            is_turned=text.list.set_intersection(_negators()).list.len() % 2 == 1,
        )
    )


@cache
def _negators() -> list[str]:
    return [row[0] for row in table_rows("negators")]


def _words(statements: pl.DataFrame) -> pl.DataFrame:
    """One row a statement and word that carries something, with how many statements have it and what it weighs."""
    words = statements.select("row", word="text").explode("word").with_columns(bearing(pl.col("word")))
    counted = words.filter(pl.col("word").is_not_null() & (pl.col("word") != "")).unique()
    often = pl.len().over("word")
    return counted.with_columns(often=often, weight=(pl.lit(statements.height + 1) / often).log())


def _scored(statements: pl.DataFrame, words: pl.DataFrame, kind: str, days: int) -> pl.DataFrame:
    """Pairs of rows that are candidates of a kind: `a` holds what `b` is against, with a score."""
    claims = pl.col("act").cast(pl.String).is_in(_CLAIMS)
    if kind == "denial":
        # Who refuses to do something disputes nothing.
        disputes = (pl.col("act") == "deny") | (
            (pl.col("act") == "refuse") & (pl.col("text").list.first() != "to")
        )
        sides = statements.filter(claims), statements.filter(disputes)
    else:
        sides = (
            statements.filter(claims & ~pl.col("is_turned")),
            statements.filter(claims & pl.col("is_turned")),
        )
    pairs = _candidates(words, *(side.select("row") for side in sides))
    facts = statements.select(
        "row", "item_id", "doc_id", "sentence_id", "speaker_ids", "target_id", "about", "day"
    )
    both = (
        pairs.join(facts.rename({name: f"{name}_a" for name in facts.columns}), left_on="a", right_on="row_a")
        .join(facts.rename({name: f"{name}_b" for name in facts.columns}), left_on="b", right_on="row_b")
        .filter(pl.col("item_id_a") != pl.col("item_id_b"))
        # What is reported within another's words, or beside them, is part of what those tell.
        .filter(
            (pl.col("doc_id_a") != pl.col("doc_id_b")) | (pl.col("sentence_id_a") != pl.col("sentence_id_b"))
        )
        .filter(((pl.col("day_a") - pl.col("day_b")).abs() <= pl.duration(days=days)).fill_null(True))
    )
    same = pl.col("speaker_ids_a").list.set_intersection("speaker_ids_b").list.len() > 0
    told = [
        pl.concat_list("about_a", pl.concat_list("target_id_a")).list.set_intersection("speaker_ids_b"),
        pl.concat_list("about_b", pl.concat_list("target_id_b")).list.set_intersection("speaker_ids_a"),
    ]
    both = both.with_columns(is_aimed=pl.any_horizontal(one.list.drop_nulls().list.len() > 0 for one in told))
    weighed = _weighed(both, words)
    if kind == "denial":
        bonus = pl.when("is_aimed").then(_AIMED).otherwise(0.0)
        weighed = weighed.filter(~same).with_columns(score=pl.col("held") * (1 - _AIMED) + bonus)
    else:
        weighed = weighed.with_columns(score=pl.col("held_by_both"))
    return weighed.filter(pl.col("score") >= _LEAST[kind], pl.col("count") >= _SHARED[kind]).select(
        "a",
        "b",
        "is_aimed",
        "shared",
        kind=pl.lit(kind, CONTRADICTION),
        score=pl.col("score").cast(pl.Float32),
    )


def _candidates(words: pl.DataFrame, claims: pl.DataFrame, against: pl.DataFrame) -> pl.DataFrame:
    """Pairs that share a word which is rare among the statements."""
    rare = words.filter(pl.col("often").is_between(2, _OFTEN)).sort("row", "often", "word")
    lookup = rare.join(against, on="row", how="semi", maintain_order="left").filter(
        pl.int_range(pl.len()).over("row") < _FEATURES
    )
    there = rare.join(claims, on="row", how="semi", maintain_order="left")
    pairs = lookup.select("word", b="row").join(there.select("word", a="row"), on="word").select("a", "b")
    return pairs.filter(pl.col("a") != pl.col("b")).unique().sort("a", "b")


def _weighed(pairs: pl.DataFrame, words: pl.DataFrame) -> pl.DataFrame:
    """The pairs with the words that they share, and the share of the weight of both sides' words that these have."""
    whole = words.group_by("row").agg(whole=pl.col("weight").sum())
    # Two words are shared by chance more easily than five.
    sure = pl.col("count") / (pl.col("count") + 1)
    common = (
        pairs.select("a", "b")
        .join(words.select("word", "weight", a="row"), on="a")
        .join(words.select("word", b="row"), on=["b", "word"])
        .sort("weight", "word", descending=[True, False])
        .group_by("a", "b")
        .agg(common=pl.col("weight").sum(), shared=pl.col("word"), count=pl.len())
    )
    return (
        pairs.join(common, on=["a", "b"])
        .join(whole.rename({"row": "a", "whole": "whole_a"}), on="a")
        .join(whole.rename({"row": "b", "whole": "whole_b"}), on="b")
        .with_columns(
            held=pl.col("common") / pl.min_horizontal("whole_a", "whole_b") * sure,
            held_by_both=pl.col("common") / pl.max_horizontal("whole_a", "whole_b") * sure,
        )
    )


def _laid_out(pairs: pl.DataFrame, statements: pl.DataFrame) -> pl.DataFrame:
    """The best pair of two items of each kind, with what is told of its statements, the likeliest first."""
    sides = statements.select("row", "item_id", *(name for name in _SIDE))
    both = pairs.join(
        sides.rename({name: f"claim_{name}" for name in sides.columns}), left_on="a", right_on="claim_row"
    )
    both = both.join(
        sides.rename({name: f"against_{name}" for name in sides.columns}), left_on="b", right_on="against_row"
    )
    best = both.sort("score", "a", "b", descending=[True, False, False]).unique(
        ["kind", "claim_item_id", "against_item_id"], keep="first", maintain_order=True
    )
    return best.select(pl.col(column).cast(dtype) for column, dtype in SCHEMA.items())
