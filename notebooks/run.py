"""Executes the notebooks and writes them back without what changes from run to run.

    python notebooks/run.py [--check] [NOTEBOOK ...]

Outputs are committed for readers on the web; counters, ids and machine metadata are dropped, so that a
changed output is a diff worth reading. With `--check` nothing is written, and an output that differs from the
committed one is an error.
"""

from __future__ import annotations

import argparse
import difflib
import sys
from pathlib import Path

import nbformat
from nbclient import NotebookClient

HERE = Path(__file__).parent


def execute(path: Path) -> str:
    """The notebook as text, executed whole."""
    notebook = nbformat.read(path, as_version=4)
    NotebookClient(
        notebook, timeout=300, kernel_name="python3", resources={"metadata": {"path": str(HERE)}}
    ).execute()
    # Without a kernel's name JupyterLab asks for one before it runs anything.
    kernel = {"name": "python3", "display_name": "Python 3 (ipykernel)", "language": "python"}
    notebook.metadata = {"kernelspec": kernel, "language_info": {"name": "python"}}
    for number, cell in enumerate(notebook.cells):
        cell.metadata = {}
        cell.id = f"cell-{number}"
        if cell.cell_type == "code":
            cell.execution_count = None
            for output in cell.outputs:
                if "execution_count" in output:
                    output.execution_count = None
                if "metadata" in output:
                    output.metadata = {}
    nbformat.validate(notebook)
    return nbformat.writes(notebook) + "\n"


def main() -> int:
    arguments = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    arguments.add_argument(
        "--check", action="store_true", help="compare with the committed outputs instead of writing them"
    )
    arguments.add_argument("notebooks", nargs="*", type=Path, default=sorted(HERE.glob("*.ipynb")))
    options = arguments.parse_args()
    changed = False
    for path in options.notebooks:
        old, new = path.read_text(encoding="utf-8"), execute(path)
        if not options.check:
            path.write_text(new, encoding="utf-8")
        elif old != new:
            changed = True
            sys.stdout.writelines(
                difflib.unified_diff(old.splitlines(True), new.splitlines(True), str(path), "executed")
            )
    return 1 if changed else 0


if __name__ == "__main__":
    sys.exit(main())
