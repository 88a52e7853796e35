"""The page of words that rows use: every value has its line, and its example gives it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import polars as pl
import pytest

import onrecord
from onrecord import schemas

PAGE = (Path(__file__).parents[2] / "docs" / "frames" / "vocabulary.md").read_text(encoding="utf-8")
#: The enum of each table, in their order.
ENUMS = (
    schemas.ACT,
    schemas.STATEMENT_KIND,
    schemas.ROLE,
    schemas.MENTION_KIND,
    schemas.MENTION_TYPE,
    schemas.PUBLISHED_BASIS,
    schemas.TIMEX_TYPE,
    schemas.MODIFIER,
)


def tables() -> Iterator[list[tuple[str, str, str]]]:
    """Value, meaning and example of each line of each table."""
    for table in re.findall(r"^\| ---.*\n((?:\|.*\n)+)", PAGE, re.MULTILINE):
        lines = [[cell.strip() for cell in line.strip("|").split("|")] for line in table.splitlines()]
        yield [(cells[0].strip("`"), cells[1], cells[2] if len(cells) > 2 else "") for cells in lines]


ACTS, KINDS, ROLES, MENTION_KINDS, MENTION_TYPES, _, TIMEX_TYPES, MODIFIERS = tables()


@pytest.mark.parametrize(("values", "table"), list(zip(ENUMS, tables(), strict=True)))
def test_every_value_has_a_meaning(values: pl.Enum, table: list[tuple[str, str, str]]) -> None:
    assert {value for value, _, _ in table} == set(values.categories)
    assert len(table) == len(values.categories)
    assert all(meaning for _, meaning, _ in table)


@pytest.mark.parametrize(("act", "sentence"), [(act, sentence) for act, _, sentence in ACTS])
def test_a_sentence_for_each_act_gives_it(act: str, sentence: str) -> None:
    statements = onrecord.extract([sentence]).statements
    assert statements.select("act", "negated").rows() == [(act, False)]
    assert statements["speaker"].item() is not None


@pytest.mark.parametrize(("kind", "sentence"), [(kind, sentence) for kind, _, sentence in KINDS])
def test_a_sentence_for_each_kind_gives_it(kind: str, sentence: str) -> None:
    assert onrecord.extract([sentence]).statements["kind"].to_list() == [kind]


def test_the_lines_of_a_page_have_their_roles() -> None:
    text = "\n\n".join(line for _, _, line in ROLES)
    blocks = onrecord.extract([text]).blocks.with_columns(
        line=pl.struct("start", "end").map_elements(
            lambda place: text[place["start"] : place["end"]], return_dtype=pl.String
        )
    )
    assert blocks.select("role", "line").rows() == [(role, line) for role, _, line in ROLES]


@pytest.mark.parametrize(
    ("column", "value", "example"),
    [
        *(("kind", value, example) for value, _, example in MENTION_KINDS),
        *(("type", value, example) for value, _, example in MENTION_TYPES),
    ],
)
def test_an_example_of_a_mention_is_one(column: str, value: str, example: str) -> None:
    (words,) = re.findall(r"\*\*(.+?)\*\*", example)
    mentions = onrecord.extract([example.replace("**", "")]).mentions
    assert (words, value) in mentions.select("text", column).rows()


@pytest.mark.parametrize(
    ("column", "value", "example"),
    [
        *(("type", value, example) for value, _, example in TIMEX_TYPES),
        *(("mod", value, example) for value, _, example in MODIFIERS if example),
    ],
)
def test_an_example_of_a_date_is_one(column: str, value: str, example: str) -> None:
    (words,) = re.findall(r"\*\*(.+?)\*\*", example)
    dates = onrecord.extract([example.replace("**", "")]).dates
    assert dates.select("text", column).rows() == [(words, value)]
