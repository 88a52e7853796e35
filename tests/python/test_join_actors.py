"""Who is who by keys: from whatever shards, in whatever order, grouped or not, what one extraction tells."""

from __future__ import annotations

import datetime as dt
import random
from typing import Any

import polars as pl
import pyarrow
import pytest
from polars.testing import assert_frame_equal

import onrecord
from onrecord._engines.nested import rows_of
from onrecord.schemas import STORED

PEOPLE = [
    "Sergey Lavrov", "Sergei Lavrov", "Lavrov", "Mr. Lavrov", "Ana Ruiz", "Ruiz", "Tom Ruiz", "ANA RUIZ", "Bush",
    "Nino Beridze", "Joseph Stone", "Joe Stone", "J. Stone", "Mrs. Stone",
]  # fmt: skip
OFFICES = ["", "Foreign Minister ", "President ", "the mayor, ", "Russian envoy "]
THINGS = [
    "The NRU",
    "The Northern Relief Union",
    "the northern relief union (NRU)",
    "The Foreign Ministry",
    "Russia",
]


def documents(seed: int) -> pl.DataFrame:
    """Short reports whose people and institutions have much in common; some repeat others."""
    chance = random.Random(seed)
    texts = []
    for _ in range(40):
        sentences = [
            f"{chance.choice(OFFICES)}{chance.choice(PEOPLE)} said on Monday that the talks would go on."
            if chance.random() < 0.7
            else f"{chance.choice(THINGS)} said that {chance.choice(PEOPLE)} had left."
            for _ in range(chance.randint(1, 4))
        ]
        texts.append(" ".join(sentences) if chance.random() < 0.8 or not texts else chance.choice(texts))
    days = [dt.date(chance.choice([1991, 2003, 2019]), 5, chance.randint(1, 9)) for _ in texts]
    return pl.DataFrame(
        {
            "doc_id": [f"d{number:02}" for number in range(len(texts))],
            "text": texts,
            "published": [day if chance.random() < 0.8 else None for day in days],
        }
    )


def shards(frame: pl.DataFrame, chance: random.Random) -> list[pyarrow.RecordBatch]:
    """The rows in another order, in batches of any size."""
    rows = frame[chance.sample(range(frame.height), frame.height)]
    found, start = [], 0
    while start < rows.height:
        size = chance.randint(1, 15)
        found += rows[start : start + size].to_arrow(compat_level=pl.CompatLevel.oldest()).to_batches()
        start += size
    return found


def grouped(keys: pl.DataFrame) -> pl.DataFrame:
    others = pl.exclude("key", "weight").first()
    return keys.group_by("key", maintain_order=True).agg(others, pl.sum("weight"))


def ungrouped(keys: pl.DataFrame) -> pl.DataFrame:
    """A row of weight 1 for each document that tells so."""
    return keys.select(pl.all().repeat_by("weight").explode()).with_columns(weight=pl.lit(1, pl.Int64))


@pytest.mark.parametrize("seed", range(8))
def test_shards_orders_and_groupings_tell_what_one_extraction_tells(seed: int) -> None:
    given = documents(seed)
    chance = random.Random(-seed)
    batches = list(onrecord.extract_batches(shards(given, chance)))
    keys = pl.concat([pl.DataFrame(batch) for batch in onrecord.actor_keys(batches)])
    keys = keys.sample(fraction=1, shuffle=True, seed=seed)
    whole = onrecord.extract(given)
    expected = whole.actors.drop("documents", "mentions", "statements", "first_seen", "last_seen")
    for some in (keys, grouped(keys), ungrouped(keys), grouped(ungrouped(keys)).to_arrow()):
        joined = onrecord.join_actors(some)
        assert_frame_equal(joined.actors, expected)
        named = pl.concat([pl.DataFrame(batch) for batch in onrecord.name_actors(batches, joined)])
        for name in ("statements", "mentions", "local_actors"):
            rows = rows_of(named.sort("doc_id"), name).select(STORED[name].names())
            assert_frame_equal(rows, getattr(whole, name), categorical_as_str=True)


def keys_of(rows: list[dict[str, Any]]) -> pl.DataFrame:
    empty: dict[str, Any] = {
        "type": "organization", "country": None, "role": None, "known": None, "gender": None, "day": None, "weight": 1,
    }  # fmt: skip
    schema = {
        "names": pl.List(pl.String),
        "day": pl.Date,
        **dict.fromkeys(("country", "role", "known", "gender"), pl.String),
    }
    made = [{**empty, "names": [row["name"]], **row} for row in rows]
    return pl.DataFrame(made, schema_overrides=schema)


@pytest.mark.parametrize(("weights", "name"), [((3, 1), "Relief Center"), ((1, 3), "Relief Centre")])
def test_a_key_counts_as_often_as_documents_tell_it(weights: tuple[int, int], name: str) -> None:
    names = ["Relief Center", "Relief Centre"]
    keys = keys_of([{"name": one, "weight": weight} for one, weight in zip(names, weights, strict=True)])
    assert onrecord.join_actors(keys).actors["name"].to_list() == [name]


def test_the_cast_is_in_the_order_of_the_keys_with_the_office_that_each_tells() -> None:
    people = [
        {"name": "Ana Ruiz", "type": "person", "role": role, "day": day}
        for role, day in [("mayor", dt.date(2015, 1, 2)), (None, None), ("President", dt.date(2019, 1, 2))]
    ]
    joined = onrecord.join_actors(keys_of(people))
    assert joined.cast["role"].to_list() == ["mayor", "President", "President"]
    assert joined.cast["actor_id"].unique().to_list() == ["ana-ruiz"]


@pytest.mark.parametrize(
    ("change", "error", "told"),
    [
        (pl.all().exclude("day"), "ColumnError", "the keys have no column 'day'"),
        (pl.lit("robot").alias("type"), "InputError", "values that mean nothing"),
        (pl.lit(None, pl.String).alias("name"), "InputError", "no name in row 0"),
        (pl.lit(0).alias("weight"), "InputError", "weight 0: it is a number of documents"),
    ],
)
def test_keys_that_mean_nothing_are_refused(change: pl.Expr, error: str, told: str) -> None:
    keys = keys_of([{"name": "Relief Center"}])
    wrong = keys.select(change) if error == "ColumnError" else keys.with_columns(change)
    with pytest.raises(getattr(onrecord.exceptions, error), match=told):
        onrecord.join_actors(wrong)


def test_actors_whose_keys_were_not_joined_are_refused() -> None:
    batch = pyarrow.record_batch({"doc_id": ["a"], "text": ["Ana Ruiz said it rained."]})
    rows = list(onrecord.extract_batches([batch], published=None))
    for joined in (
        onrecord.join_actors(keys_of([{"name": "Tom Lee"}])),
        onrecord.join_actors(keys_of([{"name": "Tom Lee"}]).clear()),
    ):
        with pytest.raises(onrecord.exceptions.InputError, match="none of those that were joined"):
            list(onrecord.name_actors(rows, joined))
