"""What axe and a ruler say about a page."""

from collections.abc import Iterator
from contextlib import contextmanager
from functools import lru_cache
from pathlib import Path
from typing import Any

from django.conf import settings
from playwright.sync_api import CDPSession, Page

RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
# Run from outside, like everything that the browser's tools run: the page's policy stays as it is.
RUN = "rules => axe.run(document, {runOnly: rules, resultTypes: ['violations']})"
WIDER = """() => [...document.querySelectorAll('body *')]
  .filter(one => one.getBoundingClientRect().right > innerWidth + 1)
  .map(one => one.outerHTML.slice(0, 150)).slice(0, 5)"""


def violations(page: Page) -> list[str]:
    """What a person who hears or types the page would stumble over, one line each."""
    page.evaluate(_axe())
    found: dict[str, Any] = page.evaluate(RUN, RULES)
    return [
        f"{rule['id']}: {rule['help']}: {node['html'][:200]}"
        for rule in found["violations"]
        for node in rule["nodes"]
    ]


def is_too_wide(page: Page) -> list[str]:
    """The elements that reach out of the window; empty on a page that fits."""
    if page.evaluate("() => document.documentElement.scrollWidth <= innerWidth"):
        return []
    found: list[str] = page.evaluate(WIDER)
    return found or ["The page is wider than the window."]


@contextmanager
def scripts_allowed(page: Page) -> Iterator[None]:
    """For a while scripts run in a page of a browser without; the page's own do not start.

    axe needs it: it waits for a timer, which never goes off where scripts are off, and Playwright
    puts no limit to that.
    """
    # Never detached: with the session the page's own setting would go.
    switch: CDPSession = page.context.new_cdp_session(page)
    _turn_scripts(switch, off=True)  # a session changes only what it has set itself
    _turn_scripts(switch, off=False)
    try:
        yield
    finally:
        _turn_scripts(switch, off=True)


def _turn_scripts(switch: CDPSession, *, off: bool) -> None:
    switch.send("Emulation.setScriptExecutionDisabled", {"value": off})


@lru_cache
def _axe() -> str:
    return Path(settings.NODE_MODULES, "axe-core", "axe.min.js").read_text(encoding="utf-8")
