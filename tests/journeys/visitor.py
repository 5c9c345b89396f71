"""A person at a browser: what they do and what they see, in their words."""

import re
from contextlib import nullcontext
from pathlib import Path

from playwright.sync_api import BrowserContext, Locator, Page, expect

from tests.journeys.accessibility import is_too_wide, scripts_allowed, violations
from tests.journeys.watch import Watch

ELENI = "ΕΛΕΝΗ ΠΑΠΑΔΟΠΟΥΛΟΥ"
PATIENCE = 15_000  # milliseconds: the machine may be busy


class Visitor:
    """One person, one browser, one language. Every page that is arrived at is looked at whole."""

    def __init__(
        self,
        context: BrowserContext,
        home: str,
        *,
        prefix: str = "",
        has_scripts: bool = True,
        looks_closely: bool = True,
    ) -> None:
        self._context, self._home, self._prefix = context, home, prefix
        self._has_scripts, self._looks_closely = has_scripts, looks_closely
        context.set_default_timeout(PATIENCE)
        expect.set_options(timeout=PATIENCE)
        self.watch = Watch(context)
        self.page: Page = context.new_page()

    # -- going somewhere

    def opens(self, path: str = "/") -> None:
        """Type an address of ours, or paste a whole one."""
        self.page.goto(path if "://" in path else f"{self._home}{self._prefix}{path}")

    def opens_tab(self) -> "Visitor":
        """A second tab of the same browser."""
        other = object.__new__(Visitor)
        other.__dict__.update(self.__dict__)
        other.page = self._context.new_page()
        return other

    def goes_back(self) -> None:
        """The button of the browser."""
        self.page.go_back()

    def follows(self, name: str) -> None:
        """Press a link."""
        self._link(name).click()

    def presses(self, name: str) -> None:
        """Press a button."""
        self._button(name).click()

    # -- answering

    def types(self, label: str, text: str) -> None:
        """Fill in a field."""
        self.page.get_by_label(label, exact=True).fill(text)

    def chooses(self, label: str) -> None:
        """One of several answers."""
        self.page.get_by_label(re.compile(rf"^{label}")).check()

    def searches(self, text: str) -> None:
        """Type letter by letter into the search of the page; it answers by itself."""
        self.page.get_by_role("searchbox").press_sequentially(text)
        if not self._has_scripts:
            self.page.get_by_role("search").get_by_role("button").click()

    def chooses_time(self, day: str, clock: str) -> None:
        """A day of the month, then one of its times: «12 Φεβρουαρίου», «09:00»."""
        self.page.locator(".app-month").get_by_role("link", name=re.compile(rf"\b{day}\b")).click()
        expect(self.page.locator("#times")).to_contain_text(re.compile(rf"\b{day}\b"))
        self.picks(clock)

    def picks(self, clock: str) -> None:
        """One of the times of the day that is shown."""
        self.page.locator("#times").get_by_label(clock, exact=True).check()

    def logs_in_as(self, name: str) -> None:
        """At the page of the state."""
        expect(self.page).to_have_title(re.compile("όχι το πραγματικό TAXISnet"))
        self.page.get_by_role("button", name=name).click()

    # -- looking

    def is_at(self, heading: str) -> None:
        """The page has come, is accessible and not too wide."""
        expect(self.page.locator("h1")).to_contain_text(heading)
        self.page.wait_for_load_state()
        found = self._violations() if self._looks_closely else []
        assert not found, f"{heading}:\n" + "\n".join(found)
        assert not is_too_wide(self.page), f"{heading}: {is_too_wide(self.page)}"

    def reads(self, *texts: str) -> None:
        """What stands on the page, outside its header and footer."""
        for text in texts:
            expect(self.page.locator("main")).to_contain_text(text)

    def does_not_read(self, *texts: str) -> None:
        """What must not be there."""
        for text in texts:
            expect(self.page.locator("main")).not_to_contain_text(text)

    def finds_typed(self, label: str, text: str) -> None:
        """The field still has the typed text."""
        expect(self.page.get_by_label(label, exact=True)).to_have_value(text)

    def downloads(self, name: str) -> str:
        """Press a link that gives a file, and read it."""
        with self.page.expect_download() as given:
            self.follows(name)
        return Path(given.value.path()).read_text(encoding="utf-8")

    @property
    def home(self) -> str:
        """Where our pages are, without a path."""
        return self._home

    def _violations(self) -> list[str]:
        with nullcontext() if self._has_scripts else scripts_allowed(self.page):
            return violations(self.page)

    def _link(self, name: str) -> Locator:
        return self.page.get_by_role("link", name=name).first

    def _button(self, name: str) -> Locator:
        return self.page.get_by_role("button", name=name).first
