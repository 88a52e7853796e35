"""The recipes of the documentation for engines that are not onrecord's own, each with the engine itself."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import polars as pl
import pyarrow
import pytest
from polars.testing import assert_frame_equal

import onrecord
from onrecord.schemas import FRAMES

pytestmark = [
    # The engines' own.
    pytest.mark.filterwarnings("ignore::FutureWarning"),
    pytest.mark.filterwarnings("ignore::DeprecationWarning"),
]

STATEMENTS = FRAMES["statements"]


@pytest.fixture(scope="module")
def given(articles: pl.DataFrame) -> pl.DataFrame:
    return articles.select("doc_id", "text", "published")


@pytest.fixture(scope="module")
def apart(given: pl.DataFrame) -> pl.DataFrame:
    """The statements, actors resolved within each document."""
    batches = given.to_arrow(compat_level=pl.CompatLevel.oldest()).to_batches()
    [found] = onrecord.extract_batches(batches, "statements")
    return pl.DataFrame(found).cast(STATEMENTS)


def test_daft_takes_statements_as_lists_of_structs(given: pl.DataFrame, apart: pl.DataFrame) -> None:
    daft = pytest.importorskip("daft")

    row = pyarrow.struct([field for field in onrecord.arrow_schema("statements") if field.name != "doc_id"])

    @daft.func.batch(return_dtype=daft.DataType.from_arrow_type(pyarrow.list_(row)))
    def statements(doc_id, text, published):
        columns = {"doc_id": doc_id, "text": text, "published": published}
        batch = pyarrow.record_batch({name: column.to_arrow() for name, column in columns.items()})
        found = pyarrow.Table.from_batches(onrecord.extract_batches([batch]))
        return found["statements"].combine_chunks()

    articles = daft.from_arrow(given.to_arrow(compat_level=pl.CompatLevel.oldest()))
    told = statements(articles["doc_id"], articles["text"], articles["published"])
    rows = articles.select("doc_id", told.alias("row")).explode("row")
    rows = rows.where(rows["row"].not_null()).select("doc_id", daft.col("row").unnest())
    assert_frame_equal(pl.DataFrame(rows.to_arrow()).cast(STATEMENTS), apart)


def test_dask_is_told_the_columns_beforehand(given: pl.DataFrame, apart: pl.DataFrame) -> None:
    pytest.importorskip("dask")
    import dask.dataframe as dd
    import pandas as pd

    schema = onrecord.arrow_schema("statements")

    def statements(articles: pd.DataFrame) -> pd.DataFrame:
        batch = pyarrow.RecordBatch.from_pandas(articles, preserve_index=False)
        found = pyarrow.Table.from_batches(onrecord.extract_batches([batch], "statements"), schema)
        return found.to_pandas(types_mapper=pd.ArrowDtype)

    pandas = given.to_arrow(compat_level=pl.CompatLevel.oldest()).to_pandas(types_mapper=pd.ArrowDtype)
    articles = dd.from_pandas(pandas, npartitions=3)
    meta = schema.empty_table().to_pandas(types_mapper=pd.ArrowDtype)
    rows = articles.map_partitions(statements, meta=meta).compute(scheduler="threads")
    found = pl.DataFrame(pyarrow.Table.from_pandas(rows, schema=schema, preserve_index=False))
    assert_frame_equal(found.cast(STATEMENTS), apart)


def test_polars_streams_from_files_into_a_file(
    given: pl.DataFrame, apart: pl.DataFrame, tmp_path: Path
) -> None:
    for number in range(4):
        given.slice(4 * number, 4).write_parquet(tmp_path / f"articles-{number}.parquet")
    (
        pl.scan_parquet(tmp_path / "articles-*.parquet")
        .select("doc_id", row=onrecord.statements("text", published="published"))
        .filter(pl.col("row").list.len() > 0)
        .explode("row")
        .unnest("row")
        .sink_parquet(tmp_path / "statements.parquet")
    )
    assert_frame_equal(pl.read_parquet(tmp_path / "statements.parquet"), apart, categorical_as_str=True)


@pytest.mark.parametrize("engine", ["xargs", "parallel"])
def test_a_shell_runs_the_command_over_shards(given: pl.DataFrame, tmp_path: Path, engine: str) -> None:
    if shutil.which(engine) is None:
        pytest.skip(f"no {engine}")
    shards = tmp_path / "shards"
    shards.mkdir()
    for number in range(3):
        given.gather_every(3, number).write_ndjson(shards / f"{number}.jsonl")
    extract = (
        f"{sys.executable} -m onrecord extract shards/{{}}.jsonl --id doc_id --out record --part {{}} --quiet"
    )
    run = {
        "xargs": f"seq 0 2 | xargs -P 2 -I {{}} {extract}",
        "parallel": f"seq 0 2 | parallel -j 2 {extract}",
    }
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(path for path in sys.path if path)}
    command = f"{run[engine]} && {sys.executable} -m onrecord join record"
    done = subprocess.run(command, shell=True, cwd=tmp_path, env=environment, capture_output=True, text=True)
    assert (done.returncode, done.stdout) == (0, ""), done.stderr
    assert "StoredExtraction('record': 16 documents" in done.stderr
    order = pl.concat([given.gather_every(3, number) for number in range(3)])
    statements = onrecord.Extraction.read_parquet(tmp_path / "record").statements
    assert_frame_equal(statements, onrecord.extract(order).statements)
