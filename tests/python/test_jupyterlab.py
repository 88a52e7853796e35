"""The notebooks open and run in JupyterLab, in a real browser."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest

from browser import chromium, shot

pytest.importorskip("jupyterlab")
nbformat = pytest.importorskip("nbformat")
NOTEBOOKS = Path(__file__).parents[2] / "notebooks"


@pytest.fixture
def lab(tmp_path: Path) -> Iterator[str]:
    """A server of its own on this machine's loopback, with the notebooks without their outputs."""
    root = tmp_path / "notebooks"
    root.mkdir()
    for path in NOTEBOOKS.glob("*.ipynb"):
        notebook = nbformat.read(path, as_version=4)
        for cell in notebook.cells:
            if cell.cell_type == "code":
                cell.outputs = []
        nbformat.write(notebook, root / path.name)
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    homes = {
        name: str(tmp_path / name.lower())
        for name in (
            "JUPYTER_CONFIG_DIR",
            "JUPYTER_DATA_DIR",
            "JUPYTER_RUNTIME_DIR",
            "IPYTHONDIR",
            "JUPYTERLAB_SETTINGS_DIR",
            "JUPYTERLAB_WORKSPACES_DIR",
        )
    }
    command = [
        sys.executable, "-m", "jupyterlab", "--no-browser", "--allow-root", "--ServerApp.ip=127.0.0.1", f"--ServerApp.port={port}",
        "--IdentityProvider.token=tested", f"--ServerApp.root_dir={root}", "--LabApp.news_url=None",
        "--LabApp.check_for_updates_class=jupyterlab.NeverCheckForUpdate",
    ]  # fmt: skip
    with (tmp_path / "log").open("w") as log:
        server = subprocess.Popen(command, env={**os.environ, **homes}, stdout=log, stderr=log)
        try:
            for _ in range(120):
                try:
                    urllib.request.urlopen(
                        f"http://127.0.0.1:{port}/api/status?token=tested", timeout=1
                    ).close()
                    break
                except (urllib.error.URLError, OSError):
                    assert server.poll() is None, (tmp_path / "log").read_text()
                    time.sleep(0.5)
            yield f"http://127.0.0.1:{port}/lab/tree/{{}}?token=tested"
        finally:
            server.terminate()
            server.wait(20)
            shutil.rmtree(root, ignore_errors=True)


@pytest.mark.filterwarnings("default")
def test_a_notebook_runs_in_jupyterlab(lab: str) -> None:
    with chromium() as browser:
        page = browser.new_page(viewport={"width": 1280, "height": 960})
        asked: list[str] = []
        page.on("request", lambda request: asked.append(request.url))
        for name, seen in (
            ("01-first-look.ipynb", "text=most quoted"),
            ("02-who-about-whom.ipynb", ".vega-embed canvas"),
        ):
            page.goto(lab.format(name))
            notebook = page.locator(".jp-NotebookPanel:not(.lm-mod-hidden)")
            notebook.locator(".jp-Cell").first.wait_for(timeout=60_000)
            kernel = page.get_by_role(
                "button", name="Select", exact=True
            )  # asked for while the server is still starting
            ready = page.get_by_text("Python 3 (ipykernel) | Idle")
            kernel.or_(ready).first.wait_for(timeout=60_000)
            page.wait_for_timeout(2_000)
            if kernel.is_visible():
                kernel.click()
            ready.wait_for(timeout=60_000)
            page.get_by_role("menuitem", name="Run", exact=True).click()
            page.get_by_text("Run All Cells", exact=True).click()
            notebook.locator(seen).first.wait_for(timeout=90_000)
            assert (
                notebook.locator(".jp-RenderedText[data-mime-type='application/vnd.jupyter.stderr']").count()
                == 0
            )
            notebook.locator(".jp-Cell").first.scroll_into_view_if_needed()
            news = page.get_by_role("button", name="No", exact=True)
            if news.is_visible():
                news.click()
            page.wait_for_timeout(500)
            shot(page, f"jupyterlab-{name[:2]}")
        outside = [url for url in asked if not url.startswith(("http://127.0.0.1:", "ws:", "data:", "blob:"))]
        assert outside == []
