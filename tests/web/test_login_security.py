"""What logging in and out means for forms, pages and cookies that are in the browser already."""

import json
import logging
from collections.abc import Iterator

import pytest
from django.conf import LazySettings
from django.test import Client
from django.urls import reverse

from mydimos.config.logs import JsonFormatter
from mydimos.web.citizen.limits import LOGINS_BEGUN
from mydimos_local.gsis import DEMO_CLIENT, GsisServer, make_server
from tests.adapters.state_login import running
from tests.factories import book, make_citizen, make_municipality, make_offering
from tests.web.logins import log_in
from tests.web.visitors import clock, link_of, logged_in

__all__ = ["clock"]

pytestmark = pytest.mark.django_db


@pytest.fixture
def gsis(settings: LazySettings) -> Iterator[GsisServer]:
    server = make_server("127.0.0.1", 0)
    settings.GSIS_BASE_URL = server.base_url
    settings.GSIS_CLIENT_ID, settings.GSIS_CLIENT_SECRET = DEMO_CLIENT.id, DEMO_CLIENT.secret
    with running(server):
        yield server


def token(browser: Client) -> str:
    """The token against forged forms that the browser holds."""
    return browser.cookies["csrf"].value


@pytest.mark.usefixtures("gsis")
def test_the_token_of_forms_is_another_one_after_each_login_and_logout() -> None:
    browser = Client()
    browser.get("/login/")
    tokens = [token(browser)]

    log_in(browser)
    tokens.append(token(browser))
    browser.post("/logout/")
    tokens.append(token(browser))

    assert len(set(tokens)) == 3


def test_logging_out_makes_the_browser_forget_pages_and_no_cookies_of_other_hosts() -> None:
    for browser in (logged_in(make_citizen()), Client()):
        answer = browser.post("/logout/")

        assert answer.headers["Clear-Site-Data"] == '"cache", "storage"'


def test_with_https_the_municipality_is_remembered_for_this_host_only(
    settings: LazySettings,
) -> None:
    settings.HTTPS = True
    municipality = make_municipality()
    browser = Client()

    browser.get(reverse("citizen:municipality", args=[municipality.slug]), secure=True)

    cookie = browser.cookies["__Host-municipality"]
    assert (cookie["secure"], cookie["path"], cookie["domain"]) == (True, "/", "")


@pytest.mark.usefixtures("gsis", "clock")
def test_logins_logouts_and_refusals_are_in_the_log_without_a_name(
    caplog: pytest.LogCaptureFixture,
) -> None:
    appointment = book(make_citizen(), make_offering(), "12:00")
    link = link_of(appointment)
    caplog.set_level(logging.INFO)
    browser = Client()
    log_in(browser)
    browser.get(f"/appointments/{appointment.public_id}/")
    browser.get(link[:-3] + "AA/")
    browser.post("/logout/")
    Client(enforce_csrf_checks=True).post("/logout/")
    for _ in range(LOGINS_BEGUN.times):
        browser.post("/login/")

    lines = [json.loads(JsonFormatter().format(record)) for record in caplog.records]
    said = [line["message"] for line in lines if line["logger"] == "mydimos.security"]
    assert said == [
        "logged in",
        "refused: appointment of another, or none",
        "refused: link",
        "logged out",
        "refused: form token",
        f"refused: limit {LOGINS_BEGUN.name}",
    ]
    written = json.dumps(lines, ensure_ascii=False)
    assert str(appointment.public_id) not in written
    assert "ΕΛΕΝΗ" not in written


def test_all_lines_of_a_request_carry_its_number(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.INFO)
    seen = list[str]()
    formatter = JsonFormatter()
    handler = logging.Handler()
    handler.emit = lambda record: seen.append(formatter.format(record))  # type: ignore[method-assign]
    logging.getLogger("mydimos").addHandler(handler)
    try:
        for _ in range(2):
            Client(enforce_csrf_checks=True).post("/logout/")
    finally:
        logging.getLogger("mydimos").removeHandler(handler)

    first, same, second, _ = [json.loads(line)["request_id"] for line in seen]
    assert first == same != second
    assert len(first) == 16


def test_a_host_name_that_is_not_ours_is_no_error_of_ours(caplog: pytest.LogCaptureFixture) -> None:
    assert Client().get("/", headers={"Host": "evil.example"}).status_code == 400

    lines = [json.loads(JsonFormatter().format(record)) for record in caplog.records]
    assert {line["level"] for line in lines} == {"WARNING"}
    assert "evil.example" not in json.dumps(lines)
