"""The browser of the journeys; `python -m tests.browser` prints its path, or nothing."""

import os
import shutil
from pathlib import Path

from playwright.sync_api import sync_playwright

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
ON_MACOS = Path("/Applications/Google Chrome.app/Contents/MacOS/Google Chrome")
INSTALL = "sudo apt-get install chromium   (or: .venv/bin/playwright install chromium)"


def chromium() -> Path | None:
    """$CHROMIUM, else the system's, else the one that Playwright has fetched, else nothing.

    Raises FileNotFoundError when $CHROMIUM names no file.
    """
    if named := os.environ.get("CHROMIUM"):
        return Path(named).resolve(strict=True)
    for name in NAMES:
        if found := shutil.which(name):
            return Path(found)
    return next((path for path in (ON_MACOS, _fetched()) if path.exists()), None)


def _fetched() -> Path:
    with sync_playwright() as playwright:
        return Path(playwright.chromium.executable_path)


if __name__ == "__main__":
    print(chromium() or "")  # noqa: T201 - it is its answer
