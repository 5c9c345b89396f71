"""Attacks on the employees' login that must fail."""

from datetime import timedelta

import pytest
from django.conf import LazySettings
from django.test import Client
from django.urls import get_resolver

from mydimos.identity.models import Session, Tally
from mydimos.identity.sessions import hash_of_key
from mydimos.identity.tries import CODES, PASSWORDS
from mydimos.web.backoffice.limits import PROOFS_TRIED
from tests.architecture.test_ways_in import patterns
from tests.employees import MARIA, PASSWORD, code, make_user, wrong_code
from tests.factories import NOW, make_citizen
from tests.web.office.browsers import CODE, LOGIN, employee, gives_code, gives_password
from tests.web.visitors import Clock, Page, clock, logged_in, words_of

__all__ = ["clock"]

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("clock")]

ME = "/office/me/"
FOR_ANYONE = {"login", "code", "recovery", "first_app", "invitation", "logout"}


def key_of(browser: Client) -> str:
    return browser.cookies["office"].value


def test_only_the_steps_of_the_login_are_for_anyone() -> None:
    views = [entry for address, entry in patterns(get_resolver()) if "office/" in address]
    audiences = {entry.name: entry.callback.audience for entry in views}  # type: ignore[attr-defined]

    assert {name for name, audience in audiences.items() if audience == "anyone"} == FOR_ANYONE
    assert set(audiences.values()) == {"anyone", "employee"}


def test_the_key_of_the_session_changes_with_each_step() -> None:
    make_user()
    browser = Client()
    browser.cookies["office"] = planted = "planted0planted0planted0planted0"
    gives_password(browser)
    after_password = key_of(browser)
    gives_code(browser)
    after_code = key_of(browser)

    assert len({planted, after_password, after_code}) == 3
    known = {bytes(key) for key in Session.objects.values_list("key_hash", flat=True)}
    assert known == {hash_of_key(after_code)}


def test_the_token_of_forms_changes_too() -> None:
    make_user()
    browser = Client()
    browser.get(LOGIN)
    tokens = [browser.cookies["csrf"].value]
    gives_password(browser)
    tokens.append(browser.cookies["csrf"].value)
    gives_code(browser)
    tokens.append(browser.cookies["csrf"].value)

    assert len(set(tokens)) == 3


def test_a_code_that_was_looked_at_is_of_no_use_in_another_browser() -> None:
    make_user()
    first, second = Client(), Client()
    for browser in (first, second):
        gives_password(browser)

    assert gives_code(first).status_code == 303
    assert gives_code(second).status_code == 422
    assert gives_code(second, code(later=-1)).status_code == 422
    assert second.get(ME).status_code == 302


@pytest.mark.parametrize(
    "elsewhere",
    [
        "https://evil.example/office/", "//evil.example/office/", "/\\evil.example/office/",
        "\\\\evil.example", "/\t/evil.example", "javascript:alert(1)", "///office/", "office/",
        "/office/\r\nX: 1", "/appointments/", "/office/../appointments/", "/officer/",
    ],
)  # fmt: skip
def test_logging_in_leads_to_no_page_but_the_offices(elsewhere: str) -> None:
    make_user()
    browser = Client()
    gives_password(browser, next_address=elsewhere)

    where = gives_code(browser).headers["Location"]

    assert where.startswith("/office/")
    assert "\n" not in where
    again = browser.get(LOGIN, {"next": elsewhere}).headers["Location"]
    assert again.startswith("/office/")


def tries(email: str, times: int) -> Page:
    return [gives_password(Client(), email, "wrong") for _ in range(times)][-1]


@pytest.mark.parametrize("email", [MARIA, "none@town.example"])
def test_an_account_is_closed_and_the_page_says_for_how_long(email: str, clock: Clock) -> None:
    make_user()
    assert tries(email, PASSWORDS[0].times).status_code == 422

    closed = gives_password(Client(), email)

    assert closed.status_code == 429
    assert "Δοκιμάστε ξανά σε 15 λεπτά" in words_of(closed)
    clock.now = NOW + PASSWORDS[0].per
    assert gives_password(Client()).status_code == 303


def test_a_stranger_cannot_close_the_account_for_the_browser_of_its_user() -> None:
    make_user()
    browser = Client()
    gives_password(browser)
    gives_code(browser)
    tries(MARIA, PASSWORDS[0].times)

    assert gives_password(Client()).status_code == 429
    assert gives_password(browser).status_code == 303
    for _ in range(PASSWORDS[0].times - 1):
        gives_password(browser, password="wrong")
    assert gives_password(browser).status_code == 429


def test_codes_cannot_be_tried_through_by_logging_in_again_and_again() -> None:
    make_user()
    browser = Client()
    gives_password(browser)
    for _ in range(CODES[0].times):
        assert gives_code(browser, wrong_code()).status_code == 422
    other = Client()
    gives_password(other)

    assert gives_code(other).status_code == 429
    assert other.post("/office/login/recovery/", {"code": "ABCD"}).status_code == 429


def test_an_address_is_closed_however_many_accounts_are_tried() -> None:
    browser = Client()
    for _ in range(PROOFS_TRIED.times):
        browser.post(LOGIN, {"email": "", "password": ""})
    make_user()

    assert gives_password(browser).status_code == 429
    assert gives_password(Client(REMOTE_ADDR="198.51.100.7")).status_code == 303


def test_no_e_mail_is_kept_of_those_who_try() -> None:
    tries("eleni@mail.example", 1)

    assert all(b"eleni" not in bytes(tally.key_hash) for tally in Tally.objects.all())


def test_forged_forms_are_refused() -> None:
    maria = make_user()
    browser = Client(enforce_csrf_checks=True)
    browser.cookies["office"] = key_of(employee(maria))
    posts = [
        LOGIN, CODE, "/office/logout/", "/office/login/app/", "/office/login/again/",
        "/office/login/confidentiality/", "/office/me/sessions/end/", "/office/me/password/",
        "/office/me/app/", "/office/me/codes/",
    ]  # fmt: skip

    assert {path: browser.post(path).status_code for path in posts} == dict.fromkeys(posts, 403)
    assert browser.get(ME).status_code == 200


def test_a_link_or_a_picture_logs_out_nobody_and_ends_nothing() -> None:
    browser = employee(make_user())

    for path in ("/office/logout/", "/office/me/sessions/end/"):
        assert browser.get(path).status_code == 405
    assert browser.get(ME).status_code == 200


def test_with_https_the_cookie_is_for_this_host_only(settings: LazySettings) -> None:
    settings.OFFICE_COOKIE_NAME = "__Host-office"
    settings.SESSION_COOKIE_SECURE = settings.HTTPS = True
    make_user()
    browser = Client()

    gives_password(browser)
    gives_code(browser)

    for name in ("__Host-office", "__Host-office-browser"):
        cookie = browser.cookies[name]
        assert (cookie["secure"], cookie["httponly"], cookie["samesite"]) == (True, True, "Lax")
        assert (cookie["path"], cookie["domain"]) == ("/", "")


def test_neither_cookie_opens_the_pages_of_the_other() -> None:
    office, citizen = employee(make_user()), logged_in(make_citizen())
    as_citizen, as_employee = Client(), Client()
    as_citizen.cookies["session"] = key_of(office)
    as_employee.cookies["office"] = citizen.cookies["session"].value

    assert office.get(ME).status_code == 200
    assert citizen.get("/appointments/").status_code == 200
    assert as_citizen.get("/appointments/").status_code == 302
    assert as_employee.get(ME).status_code == 302
    assert as_citizen.get(ME).status_code == 302


def test_one_browser_may_be_both_and_logging_out_of_one_leaves_the_other() -> None:
    browser = logged_in(make_citizen())
    browser.cookies["office"] = key_of(employee(make_user()))

    browser.post("/office/logout/")

    assert browser.get(ME).status_code == 302
    assert browser.get("/appointments/").status_code == 200


def test_half_a_login_ends_after_half_an_hour(clock: Clock) -> None:
    make_user()
    browser = Client()
    gives_password(browser)
    clock.now += timedelta(minutes=30)

    assert gives_code(browser).headers["Location"] == LOGIN


def test_the_pages_of_the_login_are_kept_by_no_browser() -> None:
    make_user(has_app=False)
    browser = Client()
    browser.post(LOGIN, {"email": MARIA, "password": PASSWORD})
    page = browser.get("/office/login/app/")

    assert "no-store" in page.headers["Cache-Control"]
    assert "noindex" in page.headers["X-Robots-Tag"]
