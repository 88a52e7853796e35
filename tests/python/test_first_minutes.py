"""A first-timer's path: importing costs little, and the README's first lines show statements at once."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

README = Path(__file__).parents[2] / "README.md"


def seconds(code: str) -> float:
    """What a fresh process prints as its last line, as a number."""
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    return float(done.stdout.splitlines()[-1])


def test_importing_costs_little_more_than_polars() -> None:
    # Of the processor's time, as the machine may be busy with other things; on a free one it is that of the
    # clock.
    code = "import time, polars\nstart = time.process_time()\nimport onrecord\nprint(time.process_time() - start)"
    assert min(seconds(code) for _ in range(5)) <= 0.15


def test_importing_loads_no_other_package() -> None:
    code = (
        "import sys, polars\nbefore = set(sys.modules)\nimport onrecord\n"
        "print(*sorted({name.partition('.')[0] for name in set(sys.modules) - before} - set(sys.stdlib_module_names)))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert [name for name in done.stdout.split() if not name.startswith("polars")] == ["onrecord"]


def test_the_first_lines_of_the_readme_show_statements_within_two_seconds() -> None:
    block = re.search(r"^```python\n(.*?)^```", README.read_text(encoding="utf-8"), re.MULTILINE | re.DOTALL)
    assert block is not None
    *lines, last = block[1].rstrip().splitlines()
    code = "\n".join(
        [
            "import time",
            "start = time.perf_counter()",
            *lines,
            f"print({last})",
            "print(time.perf_counter() - start)",
        ]
    )
    assert min(seconds(code) for _ in range(3)) <= 2


@pytest.mark.parametrize("extra", ["plot", "spacy", "duckdb", "pandas", "ibis", "datasets", "terminal"])
def test_every_extra_that_a_message_names_is_there(extra: str) -> None:
    import tomllib

    project = tomllib.loads((README.parent / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert project["dependencies"] == ["polars>=1.36.1"]
    assert project["optional-dependencies"][extra]
