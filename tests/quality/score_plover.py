"""Scores `Record.events` against PLOVER's gold sentences: which acts come out right, and of which country.

    .venv/bin/python tests/quality/score_plover.py PLOVER_GSR_CAMEO.txt [--errors]

The file is `gold_standard_records/PLOVER_GSR_CAMEO.txt` of https://github.com/openeventdata/PLOVER (CC BY-SA 4.0, Open Event Data
Alliance); it is read where it lies. Scored are the sentences whose event is done by saying it: those of AGREE, CONCEDE, DEMAND,
DISAPPROVE, REJECT, SUPPORT and THREATEN. The file has the names of PLOVER 0.6, of which DEMAND is REQUEST by now, and DISAPPROVE is ACCUSE.
An act is right if one of the sentence's events is of the type; its country is right if such an event has one of the sources' codes,
or none where the gold has no state either (IGO, NGO, …) and something is told of the source.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter
from pathlib import Path
from typing import Any

import polars as pl

import onrecord

#: The verbal events of the file, by the types of PLOVER 0.8.
TYPES = {
    "AGREE": "AGREE", "CONCEDE": "CONCEDE", "DEMAND": "REQUEST", "DISAPPROVE": "ACCUSE", "REJECT": "REJECT", "SUPPORT": "SUPPORT",
    "THREATEN": "THREATEN",
}  # fmt: skip

#: Codes of sources that are of no state: organizations of several, others, movements, armed groups.
OF_NO_STATE = {"IGO", "NGO", "ISM", "IMG"}


def gold(path: Path) -> pl.DataFrame:
    """One row a sentence: its id, text, event, type, and the codes of those who do it."""
    records: list[dict[str, Any]] = json.loads(path.read_text(encoding="utf-8"))
    rows = [
        {
            "doc_id": record["id"],
            "text": record["text"].strip(" {}"),
            "event": record["event"],
            "gold_type": TYPES[record["event"]],
            "codes": [actor["code"] for actor in record["source"]],
            "is_of_no_state": all(actor["code"] in OF_NO_STATE for actor in record["source"]),
        }
        for record in records
        if record["event"] in TYPES
    ]
    return pl.DataFrame(rows)


def scored(sentences: pl.DataFrame) -> pl.DataFrame:
    """Each sentence with what was found (`found`: types), and what of it is right."""
    events = onrecord.extract(sentences.select("doc_id", "text")).events()
    events = events.join(sentences.select("doc_id", "gold_type", "codes", "is_of_no_state"), on="doc_id")
    is_type = (pl.col("plover_type").cast(pl.String) == pl.col("gold_type")).fill_null(False)
    is_told = pl.any_horizontal(pl.col("source_id", "source_group").is_not_null())
    of_none = pl.col("source_country").is_null() & is_told
    of_country = pl.col("source_country").is_in("codes").fill_null(False) | (
        of_none & pl.col("is_of_no_state")
    )
    told = events.group_by("doc_id").agg(
        found=pl.coalesce(pl.col("plover_type", "act").cast(pl.String)).unique(maintain_order=True),
        countries=pl.col("source_country").filter(is_type).unique(maintain_order=True),
        act=is_type.any(),
        country=(is_type & of_country).any(),
    )
    return sentences.join(told, on="doc_id", how="left", maintain_order="left").with_columns(
        pl.col("act", "country").fill_null(False), pl.col("found").fill_null([])
    )


def kinds_of_errors(result: pl.DataFrame) -> Counter[str]:
    """How often which is found instead."""
    wrong = result.filter(~pl.col("act")).select("event", "found")
    kinds: Counter[str] = Counter()
    for event, found in wrong.iter_rows():
        kinds[f"{event}: {', '.join(sorted(found)) or 'no statement'}"] += 1
    return kinds


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("path", type=Path)
    parser.add_argument("--errors", action="store_true", help="print the sentences that are wrong")
    given = parser.parse_args()
    result = scored(gold(given.path))
    print(
        result.group_by("event")
        .agg(pl.len().alias("sentences"), pl.col("act", "country").sum())
        .sort("event")
    )
    print(f"acts: {result['act'].sum()} of {result.height}; countries: {result['country'].sum()} of these")
    for kind, count in kinds_of_errors(result).most_common():
        print(f"{count:4} {kind}")
    if given.errors:
        for row in result.filter(~pl.col("act") | ~pl.col("country")).iter_rows(named=True):
            print(f"\n{row['doc_id']} {row['codes']}: {row['found']} {row['countries']}\n  {row['text']}")


if __name__ == "__main__":
    main()
