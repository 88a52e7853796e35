"""One time expression by itself."""

from __future__ import annotations

import datetime as dt

import pytest

import onrecord

PUBLISHED = dt.date(2020, 2, 15)


@pytest.mark.parametrize(
    ("text", "value", "start", "end", "basis"),
    [
        ("late October", "2019-10", "2019-10-21", "2019-10-31", "published"),
        ("13 March 2020", "2020-03-13", "2020-03-13", "2020-03-13", "explicit"),
        ("the third quarter of 2019", "2019-Q3", "2019-07-01", "2019-09-30", "explicit"),
        ("the 1990s", "199", "1990-01-01", "1999-12-31", "explicit"),
        ("Thanksgiving 2019", "2019-11-28", "2019-11-28", "2019-11-28", "explicit"),
        ("six months", "P6M", None, None, "explicit"),
        ("recently", "PAST_REF", None, None, "none"),
    ],
)
def test_an_expression(text: str, value: str, start: str | None, end: str | None, basis: str) -> None:
    parsed = onrecord.parse_date(text, published=PUBLISHED)
    assert parsed is not None
    days = [day and day.isoformat() for day in (parsed.start, parsed.end)]
    assert (parsed.value, *days, parsed.basis) == (value, start, end, basis)


@pytest.mark.parametrize(
    "text", ["", "Lavrov", "the talks in May", "Sept. 11-12", "x" * 10_000, "\0", "Friday\n\nMonday"]
)
def test_anything_else_is_none(text: str) -> None:
    assert onrecord.parse_date(text, published=PUBLISHED) is None


def test_it_says_what_extract_says() -> None:
    text = "three weeks ago"
    row = onrecord.extract([{"text": f"They met {text}.", "published": PUBLISHED}]).dates.row(0, named=True)
    parsed = onrecord.parse_date(text, published=PUBLISHED)
    assert parsed is not None
    assert (
        parsed.value,
        parsed.type,
        parsed.mod,
        parsed.start,
        parsed.end,
        parsed.basis,
        parsed.rule,
    ) == tuple(row[name] for name in ("value", "type", "mod", "earliest", "latest", "basis", "rule"))


def test_a_moment_counts_as_its_day() -> None:
    moment = dt.datetime(2020, 2, 15, 23, 59, tzinfo=dt.UTC)
    assert onrecord.parse_date("yesterday", published=moment) == onrecord.parse_date(
        "yesterday", published=PUBLISHED
    )


def test_wrong_types_are_named() -> None:
    with pytest.raises(onrecord.exceptions.DtypeError, match="parse_date reads a str, not int"):
        onrecord.parse_date(7)  # type: ignore[arg-type]
    with pytest.raises(TypeError, match=r"published is a datetime\.date, not str"):
        onrecord.parse_date("today", published="2020-02-15")  # type: ignore[arg-type]
