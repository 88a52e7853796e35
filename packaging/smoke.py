"""Whether an installed wheel works, with nothing installed beside it: reads, extracts, stores, shows.

    python packaging/smoke.py
"""

from __future__ import annotations

import datetime as dt
import importlib.metadata
import subprocess
import sys
import tempfile
from pathlib import Path

import polars as pl

import onrecord

PAGE = """<html lang=en><head><title>Talks on the bridge end</title><meta property="article:published_time" content="2021-03-04"></head>
<body><article><h1>Talks on the bridge end</h1><p>“The bridge will open on Monday,” Mayor Ines Duarte told reporters in Lisbon
on Thursday, adding that the works had cost less than was feared when they were begun two years ago.</p></article></body></html>"""


def main() -> None:
    sample = onrecord.sample()
    record = onrecord.extract(sample)
    assert record.documents.height == sample.height
    assert record.statements.height > 50 and record.statements.columns == [*onrecord.schema("statements")]
    assert record == onrecord.extract(sample, threads=1), "rows depend on threads"

    page = onrecord.extract(onrecord.read_html([PAGE]))
    assert page.statements.select("speaker", "said_from").row(0) == ("Ines Duarte", dt.date(2021, 3, 4)), page.statements

    texts = pl.DataFrame({"text": ["Ankara said on Monday that the talks were over."]})
    assert texts.lazy().select(onrecord.statements("text").list.len()).collect().item() == 1

    with tempfile.TemporaryDirectory() as folder:
        record.write_parquet(folder)
        assert onrecord.Extraction.read_parquet(folder) == record
        report = Path(folder, "report.html")
        record.report(report)
        assert report.stat().st_size > 10_000
        shown = subprocess.run(
            [sys.executable, "-m", "onrecord", "show", "-"],
            input="Ankara said the talks were over.",
            capture_output=True,
            encoding="utf-8",
            check=True,
        )
        assert "Ankara" in shown.stdout
    print(f"onrecord {importlib.metadata.version('onrecord')} with polars {pl.__version__}: works")


if __name__ == "__main__":
    main()
