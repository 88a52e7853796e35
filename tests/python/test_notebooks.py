"""Every notebook runs whole, and is committed with its outputs."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

nbformat = pytest.importorskip("nbformat")
NOTEBOOKS = Path(__file__).parents[2] / "notebooks"
sys.path.insert(0, str(NOTEBOOKS))

from run import execute  # noqa: E402


# The kernel's own libraries warn; what a notebook does is judged by its running whole.
@pytest.mark.filterwarnings("default")
@pytest.mark.parametrize("path", sorted(NOTEBOOKS.glob("*.ipynb")), ids=lambda path: path.stem)
def test_it_runs_whole(path: Path) -> None:
    executed = nbformat.reads(execute(path), as_version=4)
    code = [cell for cell in executed.cells if cell.cell_type == "code"]
    assert code and all(cell.outputs for cell in code if not cell.source.startswith("import"))


@pytest.mark.parametrize("path", sorted(NOTEBOOKS.glob("*.ipynb")), ids=lambda path: path.stem)
def test_its_outputs_are_committed_without_counters(path: Path) -> None:
    cells = [cell for cell in nbformat.read(path, as_version=4).cells if cell.cell_type == "code"]
    assert any(cell.outputs for cell in cells), "run notebooks/run.py"
    assert all(cell.execution_count is None for cell in cells), "run notebooks/run.py"
