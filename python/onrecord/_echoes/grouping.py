"""Which statements are one act of speaking: candidates by rare words, then a check of words, speakers, days.

In: a frame with a row a statement (`COLUMNS`). Out: for each row the number of its echo, or null.

Candidates are statements that share a word or two neighbouring words, and a speaker, or that share a rare
pair of words: within each such bucket a statement is compared with the `WINDOW` that follow it in time alone,
so that the work grows with the number of statements, however often a phrase occurs. Two candidates are one if
enough of the words of the shorter are in the longer (more is asked if the speakers are not the same), or if
both put the same few words between quotation marks, and the days allow it. Pairs are joined from the closest
on, and no echo ever holds two people, or days too far apart.

What it does not do: tell that two sentences with other words mean the same.
"""

from __future__ import annotations

import polars as pl

from onrecord._echoes.words import bearing, folded, quoted

__all__ = ["COLUMNS", "grouped"]

_ROW = 1 << 32
"""More than there are rows, so that two are one number."""
_AT_ONCE = 20_000
"""How many pairs of texts are compared at once."""

COLUMNS = (
    "doc_id",
    "content",
    "kind",
    "negated",
    "speaker_ids",
    "speaker_type",
    "speaker_country",
    "said_from",
    "said_to",
    "published",
)
"""What the rows must have."""

WINDOW = 8
"""With how many followers in a bucket a statement is compared."""
FEATURES = 12
"""By how many of its words and pairs of words a statement is looked up."""
RARE = 12
"""How often a pair of words may occur to make statements of several speakers candidates."""
SHORTEST = 3
"""How many words that carry something two statements of one speaker must share; of two names, one more."""
SAME, OTHER = 0.5, 0.8
"""The share of the shorter's words that must be in the longer, for one speaker and for two names that may be one.

A quotation of four words or more that both have counts as much.
"""


def grouped(statements: pl.DataFrame, *, days: int, within: bool) -> pl.Series:
    """The echo of each row, numbered from 0 in the order of their first rows; null for what nobody repeats.

    `days` is how far apart two articles may have appeared; with `within`, repeats in one article are echoes
    as well.
    """
    content = pl.col("content").fill_null("")
    rows = statements.select(COLUMNS).with_row_index("row").with_columns(_window(days))
    # What articles repeat word for word is looked at once.
    folds = rows.select(content.unique(maintain_order=True)).select(
        "content", text=folded(pl.col("content")).list.join(" "), quotation=quoted(pl.col("content"))
    )
    texts = folds.select("text", "quotation").unique(maintain_order=True).with_row_index("said")
    said = folds.join(texts, on=["text", "quotation"], maintain_order="left").select("content", "said")
    rows = (
        rows.with_columns(content).join(said, on="content", how="left", maintain_order="left").drop("content")
    )
    words = _words(texts)
    neighbours = _neighbours(words)
    pairs = _checked(_candidates(rows, words, neighbours), rows, _sets(texts, words, neighbours))
    return _joined(pairs, rows, within=within)


def _window(days: int) -> list[pl.Expr]:
    """The first and the last day on which it may have been said, as numbers; null where nothing is known.

    Where the text does not tell, it was said at most `days` before the article appeared.
    """
    told = pl.col("said_from").is_not_null()
    published = pl.col("published").to_physical()
    first = pl.when(told).then(pl.col("said_from").to_physical()).otherwise(published - days)
    last = pl.when(told).then(pl.coalesce("said_to", "said_from").to_physical()).otherwise(published)
    return [first.cast(pl.Int64).alias("first"), last.cast(pl.Int64).alias("last")]


def _words(texts: pl.DataFrame) -> pl.DataFrame:
    """One row a word that carries something, in order: the number of its text, and its own."""
    words = texts.select("said", word=pl.col("text").str.split(" ")).explode("word")
    words = words.with_columns(bearing(pl.col("word"))).drop_nulls().filter(pl.col("word") != "")
    return words.with_columns(word=pl.col("word").rank("dense").cast(pl.Int64))


def _neighbours(words: pl.DataFrame) -> pl.DataFrame:
    """One row a pair of words that follow each other in a text."""
    size = words["word"].n_unique() + 1
    following = words.select(
        "said",
        pl.col("word") * size + pl.col("word").shift(-1) + size,
        same=pl.col("said") == pl.col("said").shift(-1),
    )
    return following.filter("same").select("said", "word")


def _runs(texts: pl.DataFrame) -> pl.DataFrame:
    """The runs of three words in each text, those that carry nothing among them."""
    words = texts.select("said", word=pl.col("text").str.split(" ")).explode("word")
    words = words.with_columns(word=pl.col("word").rank("dense").cast(pl.UInt64))
    after = [pl.col("word").shift(-step) for step in (0, 1, 2)]
    runs = words.select(
        "said",
        run=pl.struct(a=after[0], b=after[1], c=after[2]).hash(),
        whole=pl.col("said") == pl.col("said").shift(-2),
    )
    return runs.filter("whole").group_by("said").agg(runs=pl.col("run").unique())


def _sets(texts: pl.DataFrame, words: pl.DataFrame, neighbours: pl.DataFrame) -> pl.DataFrame:
    """What texts are compared by: those that have words which carry something, with sets of words, pairs and runs."""
    sets = words.group_by("said").agg(words=pl.col("word").unique())
    sets = sets.join(neighbours.group_by("said").agg(pairs=pl.col("word").unique()), on="said", how="left")
    sets = sets.join(_runs(texts), on="said", how="left").with_columns(pl.col("pairs", "runs").fill_null([]))
    return texts.join(sets, on="said")


def _candidates(rows: pl.DataFrame, words: pl.DataFrame, neighbours: pl.DataFrame) -> pl.DataFrame:
    """Pairs of rows worth a look, each once, the smaller row first."""
    made = rows.group_by("said").agg(made=pl.len())
    both = [neighbours.unique().with_columns(pair=True), words.unique().with_columns(pair=False)]
    features = pl.concat(
        one.join(made, on="said").with_columns(often=pl.col("made").sum().over("word")) for one in both
    ).filter(pl.col("often") > 1)
    # The rarest say most: a statement is looked up by a few of its features only.
    features = features.sort("said", "often", "word").filter(pl.int_range(pl.len()).over("said") < FEATURES)
    features = features.join(rows.select("said", "row", "first"), on="said").sort("word", "first", "row")
    speakers = rows.select("row", speaker_id="speaker_ids").explode("speaker_id").drop_nulls()
    speakers = speakers.with_columns(pl.col("speaker_id").rank("dense"))
    named = features.join(speakers, on="row").sort("word", "speaker_id", "first", "row")
    rare = features.filter(pl.col("pair") & (pl.col("often") <= RARE))
    found = [_following(named, ["word", "speaker_id"]), _following(rare, ["word"])]
    return pl.concat(found).unique().sort("a", "b")


def _following(features: pl.DataFrame, bucket: list[str]) -> pl.DataFrame:
    """Each row of a bucket with the rows that follow it there; the features are sorted by their bucket."""
    begins = pl.any_horizontal(pl.col(name) != pl.col(name).shift(1) for name in bucket).fill_null(True)
    # Two numbers a feature, and one a pair: there are millions.
    places = features.select(begins.cum_sum().alias("bucket"), pl.col("row").cast(pl.UInt64))
    found: list[pl.Series] = []
    for step in range(1, WINDOW + 1):
        other = pl.col("row").shift(-step)
        pair = (pl.min_horizontal("row", other) * _ROW + pl.max_horizontal("row", other)).alias("pair")
        is_one = pl.col("bucket") == pl.col("bucket").shift(-step)
        found.append(places.select(pair.filter(is_one)).to_series().unique())
    pairs = pl.concat(found).unique().to_frame()
    return pairs.select(a=(pl.col("pair") // _ROW).cast(pl.UInt32), b=(pl.col("pair") % _ROW).cast(pl.UInt32))


def _checked(pairs: pl.DataFrame, rows: pl.DataFrame, sets: pl.DataFrame) -> pl.DataFrame:
    """The pairs that are one act of speaking, with how close they are."""
    both = _fitting(pairs, rows)
    both = both.join(_likeness(both.select("said", "said_b").unique(), sets), on=["said", "said_b"])
    both = both.with_columns(
        close=pl.when("quoted_once").then(pl.max_horizontal("alike", pl.lit(OTHER))).otherwise("alike")
    )
    enough = pl.when("same").then(SAME).otherwise(OTHER)
    ordered = (pl.col("shared_pairs") > 0) | (pl.col("shared_runs") > 1)
    long = (
        (pl.col("shared") >= pl.when("same").then(SHORTEST).otherwise(SHORTEST + 1))
        & ordered
        & (pl.col("close") >= enough)
    )
    # A catchword: two words, quoted, that a longer text has side by side, or nearly so.
    near = (pl.col("close") == 1) | ((pl.col("close") >= OTHER) & (pl.col("shared_runs") > 1))
    short = pl.col("same") & (pl.col("shared") == 2) & near & pl.col("is_direct")
    # The same few words between quotation marks, or nothing but the same few words.
    verbatim = pl.col("quoted_twice") & (pl.col("same") | (pl.col("shared") > 1))
    repeated = pl.col("same") & pl.col("is_repeated") & (pl.col("least_runs") > 1)
    return (
        both.filter(long | short | verbatim | repeated)
        .select("a", "b", "close")
        .sort("close", "a", "b", descending=[True, False, False])
    )


def _fitting(pairs: pl.DataFrame, rows: pl.DataFrame) -> pl.DataFrame:
    """The pairs whose days and speakers may be the same, with the texts of both."""
    who = ["speaker_ids", "speaker_type", "speaker_country"]
    speakers = rows.select(who).unique(maintain_order=True).with_row_index("voice")
    facts = rows.join(speakers, on=who, nulls_equal=True, maintain_order="left").select(
        "row",
        "said",
        "voice",
        "negated",
        "first",
        "last",
        is_direct=(pl.col("kind") == "direct").fill_null(False),
    )
    days = (pl.col("first") <= pl.col("last_b") + 1) & (pl.col("first_b") <= pl.col("last") + 1)
    both = (
        pairs.join(facts, left_on="a", right_on="row")
        .join(facts, left_on="b", right_on="row", suffix="_b")
        .filter(days.fill_null(True), pl.col("negated") == pl.col("negated_b"))
        .select(
            "a",
            "b",
            "said",
            "said_b",
            "voice",
            "voice_b",
            is_direct=pl.col("is_direct") | pl.col("is_direct_b"),
        )
    )
    voices = both.select("voice", "voice_b").unique()
    voices = voices.join(speakers, on="voice").join(
        speakers, left_on="voice_b", right_on="voice", suffix="_b"
    )
    same = pl.col("speaker_ids").list.set_intersection("speaker_ids_b").list.len() > 0
    persons = (pl.col("speaker_type") == "person") & (pl.col("speaker_type_b") == "person")
    may_be = (
        (pl.col("speaker_ids").list.len() == 0)
        | (pl.col("speaker_ids_b").list.len() == 0)
        | ((pl.col("speaker_country") == pl.col("speaker_country_b")) & ~persons)
    )
    fitting = voices.select(
        "voice", "voice_b", same=same.fill_null(False), fits=(same | may_be).fill_null(False)
    ).filter("fits")
    return both.join(fitting, on=["voice", "voice_b"]).drop("voice", "voice_b", "fits")


def _likeness(pairs: pl.DataFrame, sets: pl.DataFrame) -> pl.DataFrame:
    """How much two texts share, some thousand pairs at a time, so that their words are not all in memory at once."""
    parts = [_alike(pairs.slice(start, _AT_ONCE), sets) for start in range(0, max(pairs.height, 1), _AT_ONCE)]
    return pl.concat(parts)


def _alike(pairs: pl.DataFrame, sets: pl.DataFrame) -> pl.DataFrame:
    both = pairs.join(sets, on="said").join(sets, left_on="said_b", right_on="said", suffix="_b")
    both = both.with_columns(
        shared=pl.col("words").list.set_intersection("words_b").list.len(),
        least=pl.min_horizontal(pl.col("words").list.len(), pl.col("words_b").list.len()),
        shared_pairs=pl.col("pairs").list.set_intersection("pairs_b").list.len(),
        least_pairs=pl.min_horizontal(pl.col("pairs").list.len(), pl.col("pairs_b").list.len()),
        shared_runs=pl.col("runs").list.set_intersection("runs_b").list.len(),
        least_runs=pl.min_horizontal(pl.col("runs").list.len(), pl.col("runs_b").list.len()),
    )
    held = pl.col("shared") / pl.col("least")
    held_pairs = pl.col("shared_pairs") / pl.col("least_pairs").clip(1)
    # A changed word breaks three runs: half of them is as much as all pairs.
    held_runs = (2 * pl.col("shared_runs") / pl.col("least_runs").clip(1)).clip(0, 1)
    in_order = (
        pl.when(pl.col("shared_runs") > 1)
        .then(pl.max_horizontal(held_pairs, held_runs))
        .otherwise(held_pairs)
    )
    return both.select(
        "said", "said_b", "shared", "shared_pairs", "shared_runs", "least_runs",
        alike=(2 * held + in_order) / 3,
        is_repeated=pl.col("text") == pl.col("text_b"),
        quoted_once=_is_part("quotation", "text_b") | _is_part("quotation_b", "text"),
        quoted_twice=_is_part("quotation", "quotation_b") | _is_part("quotation_b", "quotation"),
    )  # fmt: skip


def _is_part(quotation: str, text: str) -> pl.Expr:
    """Whether a text has these words in a row; never if there are none."""
    padded = pl.format(" {} ", pl.col(text)).str.contains(pl.format(" {} ", pl.col(quotation)), literal=True)
    return (pl.col(quotation) != "") & padded


class _Groups:
    """Rows that are one, each group with the people it may hold and the days on which all of it may have been said."""

    def __init__(self, rows: pl.DataFrame) -> None:
        people = pl.when(pl.col("speaker_type") == "person").then("speaker_ids").otherwise([])
        self._parent = list(range(rows.height))
        self._people: list[set[str]] = [set(names) for names in rows.select(people=people)["people"]]
        self._first: list[int] = rows["first"].fill_null(-(2**40)).to_list()
        self._last: list[int] = rows["last"].fill_null(2**40).to_list()

    def find(self, row: int) -> int:
        """The row that stands for the group."""
        parent = self._parent
        while parent[row] != row:
            parent[row] = parent[parent[row]]
            row = parent[row]
        return row

    def join(self, one: int, other: int) -> None:
        """Makes two groups one, if people and days allow it."""
        a, b = self.find(one), self.find(other)
        if a == b:
            return
        if b < a:
            a, b = b, a
        first, last = max(self._first[a], self._first[b]), min(self._last[a], self._last[b])
        if first > last + 1:
            return
        mine, others = self._people[a], self._people[b]
        if mine and others and mine.isdisjoint(others):
            return
        self._parent[b] = a
        self._people[a], self._first[a], self._last[a] = mine | others, first, last


def _joined(pairs: pl.DataFrame, rows: pl.DataFrame, *, within: bool) -> pl.Series:
    groups = _Groups(rows)
    for one, other in pairs.select("a", "b").iter_rows():
        groups.join(one, other)
    frame = rows.select(
        "row", "doc_id", group=pl.Series([groups.find(row) for row in range(rows.height)], dtype=pl.Int64)
    )
    size = pl.len() if within else pl.col("doc_id").n_unique()
    numbered = pl.when(size.over("group") > 1).then("group").rank("dense") - 1
    return frame.select(echo_id=numbered.cast(pl.UInt32))["echo_id"]
