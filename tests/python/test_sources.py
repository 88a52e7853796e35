"""Unnamed sources are grouped by what they are, and outlets are told by their addresses."""

from __future__ import annotations

import re
from pathlib import Path

import polars as pl
import pytest

import onrecord
from onrecord._folding import words_of
from onrecord._outlets import outlet_at
from onrecord._sources import source_country, source_group
from onrecord._tables import table_rows

TABLES = Path(__file__).parents[2] / "src" / "actors" / "data"


@pytest.mark.parametrize(
    ("source", "group"),
    [
        ("officials", "officials"),
        ("a senior Turkish official", "Turkish officials"),
        ("Two unnamed U.S. officials", "U.S. officials"),
        ("South Korean officials", "South Korean officials"),
        ("a NATO source", "NATO sources"),
        ("Military sources", "military sources"),
        ("a source in military and diplomatic circles", "sources"),
        ("people familiar with the talks", "sources"),
        ("people", "people"),
        ("eyewitnesses", "witnesses"),
        ("some of the residents of Idlib", "residents"),
        ("28 percent of voters", "voters"),
        ("60 percent", "people"),
        ("the group", "groups"),
        ("data released Friday by the ministry", "figures"),
        ("A doctor, who had fled", "doctors"),
        ("State Department officials", "state Department officials"),
        ("the State Department officials", "State Department officials"),
        ("A Western diplomat", "Western diplomats"),
        ("New York executives", "New York executives"),
        ("Local officials", "officials"),
        ("he", None),
        ("the 61-year-old", None),
        ("", None),
        (None, None),
    ],
)
def test_what_an_unnamed_source_is(source: str | None, group: str | None) -> None:
    assert source_group(source) == group


@pytest.mark.parametrize(
    ("source", "country"),
    [
        ("Rwandan rebels", "RWA"),
        ("rebels in the Ivory Coast", "CIV"),
        ("Some 800,000 Iraqi Kurds", "IRQ"),
        ("one of the Turkish officials", "TUR"),
        ("US officials", "USA"),
        ("North Korean media", "PRK"),
        ("officials briefed on the Iran talks", None),
        ("the commanders of the Russian and Syrian armies", None),
        ("one of us", None),
        (None, None),
    ],
)
def test_whose_an_unnamed_source_is(source: str | None, country: str | None) -> None:
    assert source_country(source) == country


def test_the_table_has_groups_where_nobody_is_named() -> None:
    record = onrecord.extract(
        ["Two Turkish officials said that it rained.", "Sergey Lavrov said that it rained."]
    )
    assert record.table().select("speaker", "source_group").rows() == [
        (None, "Turkish officials"), ("Sergey Lavrov", None)
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("url", "outlet"),
    [
        ("https://www.nytimes.com/2020/03/02/world/x.html", "The New York Times"),
        ("http://WWW.BBC.CO.UK:80/news", "BBC"),
        ("edition.cnn.com/2020", "CNN"),
        ("//tass.com", "TASS"),
        ("https://tg24.sky.it/mondo", "Sky TG24"),
        ("https://user@www.rt.com./news", "Russia Today"),
        ("https://timesofindia.indiatimes.com/", "The Times of India"),
        ("https://www.thestar.com.my/news", None),
        ("https://notreuters.com/", None),
        ("https://example.org/?from=reuters.com", None),
        ("com", None),
        ("", None),
        (" ", None),
    ],
)
def test_outlets_of_addresses(url: str, outlet: str | None) -> None:
    assert outlet_at(url) == outlet


def test_an_address_tells_the_outlet_where_nothing_else_does() -> None:
    articles = pl.DataFrame(
        {
            "text": ["It rained."] * 5,
            "outlet": [None, "Own Name", "", None, None],
            "url": [
                "https://www.reuters.com/a",
                "https://www.reuters.com/b",
                "https://apnews.com",
                "https://x.org",
                None,
            ],
        }
    )
    outlets = onrecord.extract(articles).documents["outlet"].to_list()
    assert outlets == ["Reuters", "Own Name", "Associated Press", None, None]


def test_pages_have_the_outlet_of_their_address() -> None:
    page = (
        "<h1>Talks end</h1><p>The envoy left on Monday, the ministry said. Nobody knows where he is now.</p>"
    )
    pages = onrecord.read_html([page], urls=["https://www.haaretz.com/2020/03/02/talks"])
    assert onrecord.extract(pages).documents["outlet"].to_list() == ["Haaretz"]


def of_core(table: str) -> list[list[str]]:
    lines = (TABLES / f"{table}.tsv").read_text(encoding="utf-8").splitlines()
    return [[*line.split("\t"), *[""] * 8][:8] for line in lines if not line.startswith("#")]


def plain(words: str) -> list[tuple[str, str]]:
    """The words of a list, each with its flags."""
    found = (re.fullmatch(r"(.*?)(?: \[(.*)\])?", word) for word in words.split(";") if word)
    return [(one[1], one[2] or "") for one in found if one]


def test_outlets_are_spelled_as_the_media_are() -> None:
    known = {name for row in of_core("media") for name, _ in [(row[1], ""), *plain(row[4])]}
    rows = table_rows("outlets")
    assert [row for row in rows if row[1] not in known] == []
    domains = [domain for domain, _ in rows]
    assert domains == sorted(set(domains))
    assert all(re.fullmatch(r"[a-z0-9-]+(\.[a-z0-9-]+)+", domain) for domain in domains)


def test_countries_are_named_as_in_the_core() -> None:
    told: dict[str, list[str]] = {}
    for code, _, name, flags, aliases, _, adjectives, people in of_core("countries"):
        names = [(name, flags), *plain(aliases), *plain(adjectives), *plain(people)]
        told[code] = [word for word, flag in names if not {"ambiguous", "common"} & set(flag.split(","))]
    of = {(words_of(word), code) for code, words in told.items() for word in words}
    several = {word for word, _ in of if sum(word == other for other, _ in of) > 1}
    expected = {(word, code) for word, code in of if word not in several}
    assert {
        (words_of(word), code) for code, words in table_rows("countries") for word in words.split(";")
    } == expected
