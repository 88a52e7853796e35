"""The merge of local actors, at size: time, and peak memory beyond what is merged.

    python benches/merging.py [--actors 4000000]

Makes local actors as news has them (names of which few are frequent and most are rare, with and without given names,
offices, countries and days over three years), and tells who is who among them.
"""

from __future__ import annotations

import argparse
import gc
import os
import random
import time
from pathlib import Path

# One core: what is measured is the work, and not how it is spread.
os.environ.setdefault("POLARS_MAX_THREADS", "1")

import polars as pl

from onrecord._extract import Extractor
from onrecord._who import combined, keys_of, who_is_who

SYLLABLES = "ba ra ko li mi no ta vi sen gar lo du pe tro va kel mar os an dri el ha zi qu ri sta".split()
GIVEN = (
    "Ana Sergey Sergei Hulusi Josep Mevlut Tom Lina Omar Petra Ivan Mona Karl Selim Anna Kerem Dominic Ruth Pavel "
    "Nadia Viktor Michael Mike Joseph Joe Mohammed Muhammad Ahmed Maria Elena John Jon Peter Robert Bob Yusuf"
).split()
THINGS = ["Council", "Ministry of {}", "{} Institute", "{} Party", "the {} Union", "{} News", "Bank of {}"]
ROLES = [
    "Foreign Minister",
    "president",
    "spokesman",
    "Ambassador",
    "the mayor",
    "General",
    "analyst",
    None,
    None,
]
COUNTRIES = [None, None, None, "RUS", "TUR", "USA", "SYR", "GRC", "DEU"]
KNOWN = ["vladimir-putin", "russia", "turkey", "united-nations", "recep-tayyip-erdogan", "united-states"]


def local_actors(count: int, seed: int = 20200215) -> pl.DataFrame:
    """So many local actors, the same in every run."""
    chance = random.Random(seed)

    def word() -> str:
        return "".join(chance.choice(SYLLABLES) for _ in range(chance.randint(2, 4))).capitalize()

    pool: list[dict[str, object]] = []
    for _ in range(max(count // 6, 1_000)):
        family = word()
        kind = chance.random()
        if kind < 0.15:
            known = chance.choice(KNOWN)
            name = known.replace("-", " ").title()
            person = known in ("vladimir-putin", "recep-tayyip-erdogan")
            pool.append(_told(name, [name], "person" if person else "country", known=known))
        elif kind < 0.6:
            name = f"{chance.choice(GIVEN)} {family}"
            pool.append(_told(name, [name, family], "person"))
        elif kind < 0.7:
            pool.append(_told(family, [family], "person"))
        else:
            name = chance.choice(THINGS).replace("{}", family)
            pool.append(_told(name, [name], chance.choice(["organization", "government", "media", "group"])))
    # Names are as frequent as their rank is low.
    ranks = [int(len(pool) ** chance.random()) - 1 for _ in range(count)]
    drawn = pl.DataFrame(pool)[ranks]
    days = pl.date_range(pl.date(2018, 1, 1), pl.date(2020, 12, 31), eager=True)
    of = pl.DataFrame(
        {
            "role": pl.Series(chance.choices(ROLES, k=count), dtype=pl.String),
            "country": pl.Series(chance.choices(COUNTRIES, k=count), dtype=pl.String),
            "gender": pl.Series(chance.choices([None, None, "female", "male"], k=count), dtype=pl.String),
            "published": days.gather(chance.choices(range(days.len()), k=count)),
        }
    )
    is_person = drawn["type"] == "person"
    return drawn.hstack(of).with_columns(
        role=pl.when(is_person).then("role"), gender=pl.when(is_person).then("gender")
    )


def _told(name: str, names: list[str], kind: str, known: str | None = None) -> dict[str, object]:
    return {"name": name, "names": names, "type": kind, "known": known}


def _peak() -> int:
    """The most bytes that the process had since it was last asked to forget."""
    line = next(
        line for line in Path("/proc/self/status").read_text().splitlines() if line.startswith("VmHWM")
    )
    return int(line.split()[1]) * 1024


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--actors", type=int, default=4_000_000)
    options = parser.parse_args()
    extractor = Extractor()
    # As each batch of documents gives them.
    keys = pl.concat(
        [keys_of(rows) for rows in local_actors(options.actors).iter_slices(100_000)], rechunk=True
    )
    size = keys.estimated_size()
    gc.collect()
    Path("/proc/self/clear_refs").write_text("5")
    for what, given in (("one by one", keys), ("grouped before", None)):
        if given is None:
            given = combined([keys])
            gc.collect()
            Path("/proc/self/clear_refs").write_text("5")
        before, start = _peak(), time.process_time()
        who = who_is_who(extractor, given)
        taken, used = time.process_time() - start, _peak() - before
        print(
            f"{what}: {given.height:,} keys of {options.actors:,} local actors ({size / options.actors:.0f} bytes each)"
            f" into {who.actors.height:,} actors: {taken:.1f} s, {used / options.actors:.0f} bytes each on top"
        )


if __name__ == "__main__":
    main()
