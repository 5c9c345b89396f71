"""A browser, the state's login, a mail server and a town, all real and all on loopback."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.utils import timezone
from playwright.sync_api import Browser, ViewportSize, sync_playwright
from pytest_django import Settings
from pytest_django.live_server_helper import LiveServer

from mydimos.web.citizen.find.directory_cache import forget_directory_cache
from mydimos_local.gsis import DEMO_CLIENT, make_server
from tests.adapters.state_login import running
from tests.browser import chromium
from tests.factories import NOW
from tests.journeys.post import Post
from tests.journeys.town import Town
from tests.journeys.visitor import Visitor
from tests.notifications.smtp_sink import smtp_sink
from tests.web.visitors import Clock

ARGUMENTS = [
    "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync",
]  # fmt: skip
PHONE: ViewportSize = {"width": 390, "height": 844}
DESKTOP: ViewportSize = {"width": 1280, "height": 900}

Visits = Callable[..., Visitor]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Everything here needs a browser and really commits."""
    for item in items:
        if item.path.parent.name == "journeys":
            item.add_marker(pytest.mark.journey)
            item.add_marker(pytest.mark.django_db(transaction=True))


@pytest.fixture(scope="package")
def browser() -> Iterator[Browser]:
    """One Chromium for all journeys of a worker."""
    path = str(chromium())  # asks Playwright too, which can be asked only once at a time
    with pytest.MonkeyPatch.context() as patched, sync_playwright() as playwright:
        # Playwright keeps a loop in this thread, where the tests ask the database as ever.
        patched.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "true")
        browser = playwright.chromium.launch(executable_path=path, args=ARGUMENTS)
        yield browser
        browser.close()


@pytest.fixture(autouse=True)
def _site(live_server: LiveServer, settings: Settings) -> Iterator[None]:
    """The pages know where they are, and where the state's login is."""
    server = make_server("127.0.0.1", 0)
    settings.PUBLIC_URL = live_server.url
    settings.GSIS_BASE_URL = server.base_url
    settings.GSIS_CLIENT_ID, settings.GSIS_CLIENT_SECRET = DEMO_CLIENT.id, DEMO_CLIENT.secret
    policy: dict[str, Any] = settings.CONTENT_SECURITY_POLICY
    allowed = {"form-action": ["'self'", server.base_url.rpartition("/")[0]]}
    settings.CONTENT_SECURITY_POLICY = {"DIRECTIVES": policy["DIRECTIVES"] | allowed}
    forget_directory_cache()
    with running(server):
        yield


@pytest.fixture(autouse=True)
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    """It is Monday 2 February 2026, half past seven, until a test turns the clock."""
    clock = Clock()
    clock.now = NOW
    monkeypatch.setattr(timezone, "now", lambda: clock.now)
    return clock


@pytest.fixture
def town(transactional_db: None) -> Town:
    return Town()


@pytest.fixture
def post(settings: Settings) -> Iterator[Post]:
    with smtp_sink() as sink:
        settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", sink.port
        yield Post(sink)


@pytest.fixture
def visit(browser: Browser, live_server: LiveServer) -> Iterator[Visits]:
    """Opens a browser for a visitor. At the end its console must be clean."""
    visitors: list[Visitor] = []

    def come(
        language: str = "el",
        screen: ViewportSize = PHONE,
        *,
        looks_closely: bool = True,
        **browser_has: Any,
    ) -> Visitor:
        context = browser.new_context(
            viewport=screen,
            locale=f"{language}-GR",
            timezone_id="Europe/Athens",
            reduced_motion="reduce",
            **browser_has,
        )
        prefix = "" if language == "el" else f"/{language}"
        visitor = Visitor(
            context,
            live_server.url,
            prefix=prefix,
            has_scripts=browser_has.get("java_script_enabled", True),
            looks_closely=looks_closely,
        )
        visitors.append(visitor)
        return visitor

    yield come
    for visitor in visitors:
        visitor.page.context.close()
    complaints = [said for visitor in visitors for said in visitor.watch.complaints]
    assert not complaints, "\n".join(complaints)
