"""All of onrecord as users call it, for type checkers: mypy and pyright pass on it in strict mode. It is checked, not run."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import altair as alt
import duckdb
import pandas as pd
import polars as pl
import pyarrow
import spacy

import onrecord
from onrecord import review

articles: pl.DataFrame = onrecord.read("articles/")
record: onrecord.Extraction = onrecord.extract(
    articles, text="text", published="published", threads=2, progress=False
)
extractor = onrecord.Extractor(gazetteer=[{"name": "Mara Quist", "type": "person"}])
other: onrecord.Extraction = extractor.extract(
    ["“Talks are over,” she said.", None], progress=lambda done, total: print(done, total)
)
both = onrecord.merge([record, other], gazetteer=onrecord.read_gazetteer("actors.csv"))
speaking = onrecord.Extractor(verbs={"kvetch": "condemn"}, threads=1)
options: dict[str, object] = dict(speaking.options)
stored: onrecord.StoredExtraction = onrecord.extract_to("articles/", "record/", batch_size=500)
query: pl.LazyFrame = stored.statements.filter(pl.col("kind") == "direct")
batches_read: list[pl.DataFrame] = list(onrecord.scan("articles/", batch_size=100))
tables: list[pl.DataFrame] = [
    onrecord.sample(),
    onrecord.read_html(["<p>Talks are over.</p>"], urls=[None]),
    onrecord.read_text("a.txt"), onrecord.read_jsonl("a.jsonl"), onrecord.read_csv("a.csv"), onrecord.read_parquet("a.parquet"),
    onrecord.read_warc("a.warc"),
]  # fmt: skip
parsed: onrecord.ParsedDate | None = onrecord.parse_date("late October", published=dt.date(2020, 3, 3))
start: dt.date | None = None if parsed is None else parsed.start

statements: pl.DataFrame = both.statements.filter(pl.col("act") == "deny")
days: list[dt.date | None] = statements["said_from"].to_list()
schema: pl.Schema = onrecord.schema("statements")
columns: list[str] = list(onrecord.schemas.FRAMES["dates"])
more: list[pl.Expr] = [onrecord.mentions("text"), onrecord.sentences("text")]
lazy: pl.LazyFrame = articles.lazy().with_columns(
    onrecord.statements("text", published="published"), onrecord.dates(pl.col("text"))
)

both.write_parquet("record/")
again: onrecord.Extraction = onrecord.Extraction.read_parquet(Path("record"))

smaller: onrecord.Extraction = stored.filter(
    speaker=["Mara Quist"],
    act="deny",
    outlet="The Carmel Post",
    between=("2020-01-01", None),
    about="Iran",
    confidence=0.5,
)
lines: pl.DataFrame = smaller.search("talk*", in_="cue", window=5)
flat: pl.DataFrame = smaller.table()

page: Path = again.show("a").save("a.html")
report: Path = again.report("talks.html", title="Talks")
fragment: str = again.show("a").html

echoes = again.echoes(days=5, within=True, speaker="Erdogan")
versions: pl.DataFrame = echoes.frame
compared: list[pl.DataFrame] = [
    again.coverage(days=2, speaker="Mara Quist", between=("2020-01-06", None)),
    stored.contradictions(act=["deny", "claim"], confidence=0.5, progress=False),
    again.shares("country", outlet="The Carmel Post"),
    stored.relations(about=["turkey"]),
    again.events(speaker="Erdogan"),
]
count: int = len(echoes)
echoes.show(0).save("echo.html")
told_of: onrecord.Extraction = onrecord.extract(articles, progress=False)
told_of.report("quiet.html", progress=False)

timeline: alt.LayerChart = again.plot.timeline(top=5)
speakers: alt.Chart = again.plot.speakers(by="act").properties(width=300)
network: alt.LayerChart = again.plot.network(by="act", width=500, about="Turkey")
told: alt.LayerChart = again.plot.dates(act="say", between=("2020-01-01", None))
shares: alt.LayerChart = again.plot.outlets(speaker=["Erdogan"], confidence=0.5)

frames: dict[str, pd.DataFrame] = again.to_pandas()
arrow: dict[str, pyarrow.Table] = again.to_arrow()
connection: duckdb.DuckDBPyConnection = again.to_duckdb()
ids = again.to_ibis().table("statements")
database: Path = again.write_duckdb("talks.duckdb")
doc = again.to_spacy("a", spacy.blank("en"))
again.to_docbin(spacy.blank("en")).to_disk("talks.spacy")
text: str = doc.text
again.write_web_annotations("talks.jsonld")
again.write_excel_csv("talks/")
written: list[Path] = [
    again.write_csv("talks/"), again.write_xlsx("talks.xlsx"), again.write_sqlite("talks.db"),
    again.write_graph("talks.gexf"), again.write_followthemoney("talks.ftm.json"), again.write_tei("talks.xml"),
    again.write_brat("talks/"), stored.write_cas("talks/"), onrecord.write_csv(stored.statements, "statements.csv"),
]  # fmt: skip
sentence: str = again.cite("bibtex")

gold: list[review.Gold] = review.read_annotations("export.json", predictions=True)
evaluation: review.Evaluation = review.evaluate(gold, again)
scores: pl.DataFrame = evaluation.scores
review.write_label_studio(again, "tasks.json")
review.write_prodigy(again, "examples.jsonl")
interface: str = review.label_studio_config()
returned: list[review.Gold] = review.from_label_studio(review.label_studio_tasks(again), predictions=True)
returned += review.from_prodigy(review.prodigy_tasks(again))
review.write_gold(review.gold(again), "gold/")
right: onrecord.Extraction = stored.corrected(gold).decided("decisions.tsv")
decisions: pl.DataFrame = review.read_sheet(review.write_sheet(right, "sheet.xlsx"))
decided: review.Decided = review.decide(
    right, pl.concat([decisions, review.decisions(right.statements, "drop")])
)
review.write_decisions(decided.unmatched.drop("reason"), "open.tsv")

batches = onrecord.Batches(text="body", frames=["statements"])
table = batches({"body": ["Talks are over."]})

try:
    onrecord.read("nowhere/")
except onrecord.OnrecordError as error:
    print(error)
