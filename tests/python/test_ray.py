"""Ray Data, for real: a worker is killed, and the frames are those of one extraction."""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Iterator
from pathlib import Path

import polars as pl
import pyarrow
import pytest
from polars.testing import assert_frame_equal

from onrecord._engines.arrow import plain_schema, plain_table
from onrecord._record import stored_frames

ray = pytest.importorskip("ray")

pytestmark = [
    pytest.mark.filterwarnings("ignore::FutureWarning"),
    pytest.mark.filterwarnings("ignore::ResourceWarning"),
    pytest.mark.filterwarnings("ignore::DeprecationWarning"),
    pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning"),
]


@pytest.fixture(scope="module", autouse=True)
def cluster() -> Iterator[None]:
    path = os.pathsep.join(path for path in sys.path if path)
    ray.init(
        num_cpus=2,
        include_dashboard=False,
        log_to_driver=False,
        logging_level="ERROR",
        runtime_env={"env_vars": {"PYTHONPATH": path}},
    )
    ray.data.DataContext.get_current().enable_progress_bars = False
    yield
    ray.shutdown()


@pytest.mark.parametrize("is_killed", [False, True], ids=["undisturbed", "a worker is killed"])
def test_the_frames_are_those_of_one_extraction(
    articles: pl.DataFrame, tmp_path: Path, is_killed: bool
) -> None:
    import onrecord.ray

    given = pl.concat([articles, articles.head(2).with_columns(doc_id="copy of " + pl.col("doc_id"))])
    marker = str(tmp_path / "killed")

    def killing(table: pyarrow.Table) -> pyarrow.Table:
        if is_killed and not os.path.exists(marker):
            Path(marker).touch()
            os.kill(os.getpid(), signal.SIGKILL)
        return table

    documents = ray.data.from_arrow(plain_table(given, plain_schema(given.schema))).repartition(4)
    found = onrecord.ray.extract(documents.map_batches(killing, batch_format="pyarrow"))
    assert os.path.exists(marker) == is_killed
    assert found.statements.count() == onrecord.extract(given).statements.height
    collected = found.to_extraction()
    for name, frame in stored_frames(onrecord.extract(given.sort("doc_id"))).items():
        assert_frame_equal(
            getattr(collected, name), frame, check_column_order=name != "documents", categorical_as_str=True
        )
