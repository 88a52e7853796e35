"""Spark, for real: two executors, one of which is killed, and the frames of one extraction."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import polars as pl
import pyarrow
import pytest
from polars.testing import assert_frame_equal

import onrecord
from onrecord._engines.arrow import plain_schema, plain_table
from onrecord._record import stored_frames

pytest.importorskip("pyspark")
if shutil.which("java") is None:
    pytest.skip("no Java: Spark needs one", allow_module_level=True)

if TYPE_CHECKING:
    from pyspark.sql import DataFrame, SparkSession

pytestmark = [
    # PySpark's own: it warns of pandas 3, which is not used here, and leaves sockets to the garbage collector.
    pytest.mark.filterwarnings("ignore::FutureWarning"),
    pytest.mark.filterwarnings("ignore::ResourceWarning"),
    pytest.mark.filterwarnings("ignore::DeprecationWarning"),
    pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning"),
]


@pytest.fixture(scope="module")
def session() -> Iterator[SparkSession]:
    from pyspark.sql import SparkSession

    os.environ["PYSPARK_PYTHON"] = sys.executable
    builder = SparkSession.builder.master("local-cluster[2,1,1024]").appName("onrecord")
    for name, value in {
        "spark.ui.enabled": "false",
        "spark.driver.bindAddress": "127.0.0.1",
        "spark.driver.host": "127.0.0.1",
        "spark.executorEnv.PYTHONPATH": os.pathsep.join(path for path in sys.path if path),
        "spark.sql.shuffle.partitions": "3",
    }.items():
        builder = builder.config(name, value)
    spark = builder.getOrCreate()
    spark.sparkContext.setLogLevel("OFF")
    yield spark
    spark.stop()


def on_spark(session: SparkSession, documents: pl.DataFrame) -> DataFrame:
    return session.createDataFrame(plain_table(documents, plain_schema(documents.schema)))


def assert_same(found: onrecord.Extraction, whole: onrecord.Extraction) -> None:
    for name, frame in stored_frames(whole).items():
        assert_frame_equal(
            getattr(found, name), frame, check_column_order=name != "documents", categorical_as_str=True
        )


def test_the_frames_are_those_of_one_extraction(session: SparkSession, articles: pl.DataFrame) -> None:
    import onrecord.spark

    given = pl.concat([articles, articles.head(2).with_columns(doc_id="copy of " + pl.col("doc_id"))])
    found = onrecord.spark.extract(on_spark(session, given).repartition(5))
    assert found.statements.schema == onrecord.spark.schema("statements")
    assert found.frames.keys() == onrecord.extract("").frames.keys()
    whole = onrecord.extract(given.sort("doc_id"))
    assert_same(found.to_extraction(), whole)
    counted = found.statements.where("speaker = 'Dmitry Peskov'").count()
    assert counted == whole.statements.filter(speaker="Dmitry Peskov").height > 0


def test_an_executor_that_is_killed_loses_no_row(
    session: SparkSession, articles: pl.DataFrame, tmp_path: Path
) -> None:
    import onrecord.spark

    marker = str(tmp_path / "killed")
    given = pl.concat(
        [articles.with_columns(doc_id=pl.format("{}-{}", pl.lit(number), "doc_id")) for number in range(4)]
    )

    def killing(batches: Iterator[pyarrow.RecordBatch]) -> Iterator[pyarrow.RecordBatch]:
        for batch in batches:
            yield batch
            if not os.path.exists(marker):
                Path(marker).touch()
                daemon = Path(f"/proc/{os.getppid()}/stat").read_text().rsplit(")", 1)[1].split()
                os.kill(int(daemon[1]), signal.SIGKILL)

    documents = on_spark(session, given).repartition(6)
    found = onrecord.spark.extract(documents.mapInArrow(killing, documents.schema))
    assert_same(found.to_extraction(), onrecord.extract(given.sort("doc_id")))
    assert os.path.exists(marker)


def test_folders_by_outlet_and_year_are_read_as_they_are(
    session: SparkSession, articles: pl.DataFrame, tmp_path: Path
) -> None:
    articles.drop("path", "error", "blocks").write_parquet(tmp_path / "articles.parquet")
    command = [sys.executable, "-m", "onrecord", "extract", tmp_path / "articles.parquet", "--id", "doc_id"]
    subprocess.run(
        [*command, "--out", tmp_path / "record", "--partition-by", "outlet,year", "--quiet"], check=True
    )
    whole = onrecord.extract(onrecord.read(tmp_path / "articles.parquet", doc_id="doc_id"))
    outlet = whole.documents["outlet"].drop_nulls()[0]
    for name, frame in whole.frames.items():
        if name == "actors":
            continue
        found = session.read.parquet(str(tmp_path / "record" / name))
        assert {"year", *frame.columns} <= set(found.columns), name
        own = frame.join(whole.documents.filter(outlet=outlet), on="doc_id", how="semi")
        assert (found.count(), found.where(found.outlet == outlet).count()) == (frame.height, own.height), (
            name
        )
    spoken = session.read.parquet(str(tmp_path / "record" / "statements")).where("speaker = 'Dmitry Peskov'")
    assert {row.content for row in spoken.collect()} == set(
        whole.statements.filter(speaker="Dmitry Peskov")["content"]
    )
