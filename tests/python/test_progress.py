"""Bars: in a terminal and in a notebook for what takes long, and nowhere else."""

from __future__ import annotations

import io

import pytest

import onrecord
from onrecord import _progress

DOCUMENTS = ["Talks are over."] * 600


class Screen(io.StringIO):
    """A standard error that somebody looks at, or not."""

    def __init__(self, *, is_terminal: bool) -> None:
        super().__init__()
        self._is_terminal = is_terminal

    def isatty(self) -> bool:
        return self._is_terminal


@pytest.mark.parametrize(
    ("is_terminal", "moment", "progress", "is_drawn"),
    [
        (True, -1.0, None, True),
        (True, 1e9, None, False),
        (True, -1.0, False, False),
        (False, -1.0, None, False),
        (False, 1e9, True, True),
    ],
    ids=["terminal", "done at once", "unwanted", "piped", "wanted all the same"],
)
def test_a_bar_is_drawn_where_somebody_looks_on(
    monkeypatch: pytest.MonkeyPatch, is_terminal: bool, moment: float, progress: bool | None, is_drawn: bool
) -> None:
    screen = Screen(is_terminal=is_terminal)
    monkeypatch.setattr("sys.stderr", screen)
    monkeypatch.setattr(_progress, "_MOMENT", moment)
    record = onrecord.extract(DOCUMENTS, progress=progress)
    assert screen.getvalue().endswith("600 of 600 documents\n") == is_drawn == bool(screen.getvalue())
    assert record.documents.height == 600


def test_no_standard_error_is_no_error(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stderr", None)
    assert onrecord.extract(DOCUMENTS[:1]).documents.height == 1


@pytest.mark.filterwarnings("ignore")
def test_a_notebook_shows_a_bar_of_its_own() -> None:
    nbformat = pytest.importorskip("nbformat")
    nbclient = pytest.importorskip("nbclient")
    code = (
        "import onrecord\nfrom onrecord import _progress\n_progress._MOMENT = -1.0\n"
        "text = 'The talks were over, Sergey Lavrov said on Monday. ' * 100\n"
        "record = onrecord.extract([text] * 600)\nquiet = onrecord.extract([text] * 600, progress=False)"
    )
    notebook = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(code)])
    nbclient.NotebookClient(notebook, timeout=120, kernel_name="python3").execute()
    [shown] = notebook.cells[0].outputs
    assert "600 of 600 documents" in shown["data"]["text/html"]
    assert shown["data"]["text/plain"] == "600 of 600 documents"
