"""A browser for tests: the machine's own Chromium, driven by Playwright, without a network."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

NAMES = ("chromium", "chromium-browser", "google-chrome", "chrome")
OPTIONS = (
    "--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking", "--disable-component-update",
    "--disable-sync", "--disable-quic",
)  # fmt: skip


@contextmanager
def chromium() -> Iterator[Browser]:
    """The browser; without one on the machine, the test is skipped, and says so."""
    path = next(filter(None, map(shutil.which, NAMES)), None)
    if path is None:
        pytest.skip(f"no browser: install one of {', '.join(NAMES)} to run this test")
    sync = pytest.importorskip("playwright.sync_api")
    with sync.sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=list(OPTIONS))
        try:
            yield browser
        finally:
            browser.close()


def shot(page: Page, name: str) -> None:
    """Keeps a picture for the documentation, if the environment names a folder for them (`make screenshots`)."""
    folder = os.environ.get("ONRECORD_SCREENSHOTS")
    if folder:
        page.screenshot(path=f"{folder}/{name}.png")
