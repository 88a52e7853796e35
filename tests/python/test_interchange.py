"""Other programs get every row, every offset and every null, each with the real package."""

from __future__ import annotations

import csv
import datetime as dt
import io
import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import polars as pl
import pytest

import onrecord
from onrecord._interchange.annotations import web_annotations
from onrecord._interchange.spreadsheets import plain


@pytest.fixture(scope="module")
def astral() -> onrecord.Extraction:
    text = "😀 “=1+1 🇹🇷,” Sergey Lavrov told reporters on 3 March 2020. 😀 He left in May.\n\n“Nobody knows,” he said."
    return onrecord.extract([{"doc_id": "=a/b", "title": "-1", "text": text}, {"doc_id": "b", "text": None}])


def test_pandas_keeps_nulls_days_and_categories(record: onrecord.Extraction) -> None:
    pandas = pytest.importorskip("pandas")
    frames = record.to_pandas()
    statements = frames["statements"]
    assert statements["said_from"].dtype.kind == "M"
    assert int(statements["said_from"].isna().sum()) == record.statements["said_from"].null_count()
    assert statements["act"].dtype == "category"
    assert statements["parent_id"].dtype == pandas.UInt32Dtype()
    for name, frame in record.frames.items():
        for column in frame.columns:
            assert int(frames[name][column].isna().sum()) == frame[column].null_count(), (name, column)
        flat = [column for column, dtype in frame.schema.items() if not dtype.is_nested()]
        back = pl.DataFrame(
            {column: [None if pandas.isna(value) else value for value in frames[name][column].tolist()] for column in flat},
            schema={column: frame.schema[column] for column in flat}, strict=False,
        )  # fmt: skip
        assert back.equals(frame.select(flat)), name


def test_arrow_there_and_back(record: onrecord.Extraction) -> None:
    for name, table in record.to_arrow().items():
        back = pl.DataFrame(table).cast(dict(record.frames[name].schema))  # type: ignore[arg-type]
        assert back.equals(record.frames[name]), name


def same(table: Any, frame: pl.DataFrame) -> bool:
    back = pl.DataFrame(table)
    return back.with_columns(pl.col(c).cast(dtype) for c, dtype in frame.schema.items()).equals(frame)


def test_duckdb_by_name_and_in_a_file(record: onrecord.Extraction, tmp_path: Path) -> None:
    duckdb = pytest.importorskip("duckdb")
    # Older versions close what nobody holds.
    connection = record.to_duckdb()
    counted = connection.sql(
        "SELECT speaker, count(*) n FROM statements WHERE speaker IS NOT NULL GROUP BY ALL ORDER BY n DESC, speaker"
    )
    assert (
        counted.fetchall()
        == record.statements.drop_nulls("speaker")
        .group_by("speaker")
        .len()
        .sort("len", "speaker", descending=[True, False])
        .rows()
    )
    path = record.write_duckdb(tmp_path / "talks.duckdb")
    record.write_duckdb(path)
    with duckdb.connect(str(path), read_only=True) as connection:
        for name, frame in record.frames.items():
            assert same(connection.sql(f"FROM {name}").to_arrow_table(), frame), name
        assert json.loads(connection.sql("FROM provenance").fetchall()[0][0]) == record.provenance


@pytest.mark.filterwarnings("default")  # Ibis calls what DuckDB will drop
def test_ibis_sees_the_same_tables(record: onrecord.Extraction) -> None:
    pytest.importorskip("ibis")
    backend = record.to_ibis()
    assert set(record.frames) <= set(backend.list_tables())
    table = backend.table("statements")
    assert (
        table.filter(table.act == "deny").count().execute()
        == record.statements.filter(pl.col("act") == "deny").height
    )


def test_a_dataset_is_mapped_in_two_processes(articles: pl.DataFrame, tmp_path: Path) -> None:
    pytest.importorskip("datasets")
    # In a process of its own: a fork of the test runner, which has used polars, is just what has to work.
    code = f"""
import datasets, onrecord, polars as pl
datasets.disable_progress_bars()
articles = onrecord.sample()
assert onrecord.extract(articles).statements.height  # polars' threads have run in the parent
given = datasets.Dataset.from_dict({{"text": articles["text"].to_list(), "published": articles["published"].to_list()}})
batches = onrecord.Batches(published="published", frames=["statements", "dates"])
made = given.map(batches, batched=True, num_proc=2, batch_size=3)
made.to_parquet({str(tmp_path / "made.parquet")!r})
assert datasets.Dataset.from_dict({{"text": ["", ""]}}).map(onrecord.Batches(frames=["spans"]), batched=True)["spans"][:] == [[], []]
"""
    subprocess.run([sys.executable, "-c", code], check=True, timeout=120, env=None)
    made = pl.read_parquet(tmp_path / "made.parquet")
    expected = articles.select(
        onrecord.statements("text", published="published").alias("statements"),
        onrecord.dates("text", published="published").alias("dates"),
    )
    assert made.height == articles.height
    for name in ("statements", "dates"):
        rows, other = made[name].to_list(), expected[name].to_list()
        assert [len(text) for text in rows] == [len(text) for text in other]
        for key in ("content", "act", "said_from", "text", "value", "earliest", "sentence_id"):
            assert [row.get(key) for text in rows for row in text] == [
                row.get(key) for text in other for row in text
            ]


def test_wrong_batches() -> None:
    with pytest.raises(ValueError, match="frames="):
        onrecord.Batches(frames=["actors"])
    with pytest.raises(ValueError, match="has no column 'body'"):
        onrecord.Batches(text="body")({"text": []})


@pytest.mark.filterwarnings("default")
def test_spacy_has_every_place(record: onrecord.Extraction, astral: onrecord.Extraction) -> None:
    spacy = pytest.importorskip("spacy")
    nlp = spacy.blank("en")
    for mine in (record, astral):
        for name in mine.documents.filter(pl.col("error").is_null())["doc_id"]:
            doc = mine.to_spacy(name, nlp)
            assert doc.text == mine.documents.filter(doc_id=name)["text"].item()
            statements = mine.statements.filter(doc_id=name)
            assert len(doc.spans["content"]) == statements["content_spans"].list.len().sum()
            assert len(doc.spans["dates"]) == mine.dates.filter(doc_id=name).height
            assert len(doc.spans["mentions"]) == mine.mentions.filter(doc_id=name).height
            for span in doc.spans["mentions"]:
                row = span._.onrecord
                assert (
                    row["text"] in span.text
                    and span.label_ == row["type"]
                    and span.kb_id_ == (row["actor_id"] or "")
                )
    from spacy.tokens import DocBin

    docs = list(DocBin().from_bytes(astral.to_docbin(nlp).to_bytes()).get_docs(nlp.vocab))
    assert [doc._.onrecord["doc_id"] for doc in docs] == ["=a/b"]
    kept = docs[0]._.onrecord["statements"]
    assert [row["content"] for row in kept] == astral.statements["content"].to_list()
    assert docs[0].spans["content"][0]._.onrecord["statement_id"] == 0


@pytest.mark.parametrize("which", ["sample", "astral"])
def test_web_annotations_select_what_they_quote(
    which: str, record: onrecord.Extraction, astral: onrecord.Extraction, tmp_path: Path
) -> None:
    mine = record if which == "sample" else astral
    collection = json.loads(mine.write_web_annotations(tmp_path / "a.jsonld").read_text(encoding="utf-8"))
    assert collection == json.loads(json.dumps(web_annotations(mine)))
    items = collection["first"]["items"]
    assert (
        collection["total"] == len(items) == mine.statements.height + mine.mentions.height + mine.dates.height
    )
    assert len({item["id"] for item in items}) == len(items)
    texts = dict(mine.documents.select("doc_id", "text").iter_rows())
    for item in items:
        text = texts[item["onrecord:row"]["doc_id"]]
        for target in item["target"]:
            position, quotation = target["selector"]
            assert text[position["start"] : position["end"]] == quotation["exact"]
            assert text[: position["start"]].endswith(quotation["prefix"])
    for layer in ("statements", "mentions", "dates"):
        rows = [item["onrecord:row"] for item in items if item["onrecord:layer"] == f"onrecord:{layer}"]
        assert [{key: row[key] for key in row} for row in rows] == [
            {key: str(value) if isinstance(value, dt.date) else value for key, value in row.items()}
            for row in mine.frames[layer].iter_rows(named=True)
        ]


def test_csv_for_excel_has_no_formula_and_loses_nothing(
    record: onrecord.Extraction, astral: onrecord.Extraction, tmp_path: Path
) -> None:
    for number, mine in enumerate((record, astral)):
        folder = mine.write_excel_csv(tmp_path / str(number))
        for name, frame in mine.frames.items():
            raw = (folder / f"{name}.csv").read_bytes()
            assert raw.startswith(b"\xef\xbb\xbf")
            rows = list(csv.DictReader(io.StringIO(raw.decode("utf-8-sig"), newline="")))
            assert len(rows) == frame.height
            for read, row in zip(rows, frame.iter_rows(named=True), strict=True):
                for column, cell in read.items():
                    assert not cell.startswith(("=", "+", "-", "@", "\t", "\r"))
                    value = row[column]
                    if isinstance(value, str):
                        assert plain(cell) == value
                    elif isinstance(value, list):
                        assert json.loads(cell) == value
                    elif value is None:
                        assert cell == ""
    assert astral.documents["title"][0] == "-1"


@pytest.mark.parametrize(
    ("module", "call", "extra"),
    [
        ("duckdb", "to_duckdb", "duckdb"),
        ("pandas", "to_pandas", "pandas"),
        ("ibis", "to_ibis", "ibis"),
        ("pyarrow", "to_arrow", "pandas"),
    ],
)
def test_a_missing_package_is_named(
    record: onrecord.Extraction, monkeypatch: pytest.MonkeyPatch, module: str, call: str, extra: str
) -> None:
    monkeypatch.setitem(sys.modules, module, None)
    with pytest.raises(ImportError, match=rf"pip install 'onrecord\[{extra}\]'"):
        getattr(record, call)()


def test_citing_names_version_and_data(record: onrecord.Extraction) -> None:
    assert onrecord.__version__ in record.cite()
    assert record.provenance["data_sha256"][:12] in record.cite()
    assert record.cite("bibtex").startswith("@software{onrecord,")
    with pytest.raises(ValueError, match="style='apa'"):
        record.cite("apa")  # type: ignore[arg-type]
