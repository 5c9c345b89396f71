"""Logging in to the office: password, code, recovery code, and out."""

import pytest
from django.test import Client

from mydimos.identity.errors import WrongCode
from mydimos.identity.models import Session, User
from mydimos.identity.services import check_code, new_recovery_codes
from mydimos.notifications.models import Message
from mydimos.web.backoffice.auth import FRESH, IDLE, LONGEST_LOGIN
from tests.employees import MARIA, ONE_STEP, PASSWORD, code, make_user, wrong_code
from tests.factories import BY, NOW
from tests.web.office.browsers import CODE, LOGIN, employee, gives_code, gives_password
from tests.web.visitors import Clock, clock, words_of

__all__ = ["clock"]

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("clock")]

ME = "/office/me/"


def test_password_then_code_lead_to_the_page_that_was_asked_for() -> None:
    make_user()
    browser = Client()
    asked = browser.get("/office/departments/?x=1")
    assert asked.headers["Location"] == "/office/login/?next=%2Foffice%2Fdepartments%2F%3Fx%3D1"
    page = browser.get(asked.headers["Location"]).content.decode()
    assert 'value="/office/departments/?x=1"' in page

    assert (
        gives_password(browser, next_address="/office/departments/?x=1").headers["Location"] == CODE
    )
    arrived = gives_code(browser)

    assert (arrived.status_code, arrived.headers["Location"]) == (303, "/office/departments/?x=1")
    assert browser.get(ME).status_code == 200


def test_the_password_alone_opens_nothing() -> None:
    make_user()
    browser = Client()
    gives_password(browser)

    for address in (ME, "/office/", "/office/login/codes/", "/office/login/again/"):
        assert browser.get(address).headers["Location"].startswith(LOGIN)


def test_wrong_ones_say_the_same_and_the_e_mail_stays() -> None:
    make_user()
    pages = [
        gives_password(Client(), email, password)
        for email, password in ((MARIA, "wrong"), ("none@town.example", PASSWORD))
    ]

    assert [page.status_code for page in pages] == [422, 422]
    assert "Το email ή ο κωδικός πρόσβασης δεν είναι σωστά." in words_of(pages[0])
    assert words_of(pages[0]) == words_of(pages[1])
    assert f'value="{MARIA}"' in pages[0].content.decode()
    assert "wrong" not in pages[0].content.decode()


def test_a_wrong_code_is_refused_and_the_next_right_one_taken() -> None:
    make_user()
    browser = Client()
    gives_password(browser)

    refused = gives_code(browser, wrong_code())
    assert refused.status_code == 422
    assert "Αυτός ο κωδικός δεν ισχύει" in words_of(refused)

    assert gives_code(browser, f"{code()[:3]} {code()[3:]}").status_code == 303


def test_changing_the_language_keeps_the_e_mail_and_never_the_password() -> None:
    page = Client().post(
        "/en/office/login/", {"language": "en", "email": MARIA, "password": PASSWORD}
    )

    text = page.content.decode()
    assert page.status_code == 200
    assert f'value="{MARIA}"' in text
    assert PASSWORD not in text


def test_a_recovery_code_logs_in_once_and_a_mail_says_so() -> None:
    maria = make_user()
    one, *_ = new_recovery_codes(user_id=maria.pk, **BY)
    for expected in (303, 422):
        browser = Client()
        gives_password(browser)
        answer = browser.post("/office/login/recovery/", {"code": one.lower().replace("-", " ")})
        assert answer.status_code == expected

    assert [message.kind for message in Message.objects.all()] == ["identity.recovery_code"]


def test_a_mail_tells_of_a_browser_that_is_new_and_of_no_other(clock: Clock) -> None:
    make_user()
    old, new = Client(), Client()
    for browser in (old, old, new):
        clock.now += ONE_STEP
        gives_password(browser)
        gives_code(browser)

    assert [message.kind for message in Message.objects.all()] == ["identity.new_browser"]


def test_logging_out_ends_the_session_and_asks_the_browser_to_forget() -> None:
    browser = employee(make_user())

    answer = browser.post("/office/logout/")

    assert answer.headers["Location"] == LOGIN
    assert answer.headers["Clear-Site-Data"] == '"cache", "storage"'
    assert not Session.objects.exists()
    assert browser.get(ME).status_code == 302


def test_half_an_hour_without_a_request_and_ten_hours_in_all_end_a_login(clock: Clock) -> None:
    browser = employee(make_user())
    clock.now = NOW + LONGEST_LOGIN
    assert browser.get(ME).status_code == 302
    assert LONGEST_LOGIN.total_seconds() == 10 * 3600

    clock.now = NOW
    other = Client()
    gives_password(other)
    gives_code(other)
    for minutes in (1, 1, 1):
        clock.now += minutes * IDLE * 0.9
        assert other.get(ME).status_code == 200
    clock.now += IDLE * 1.1
    assert other.get(ME).status_code == 302


def test_without_the_confirmation_there_is_only_its_text() -> None:
    maria = make_user(has_confirmed=False)
    browser = employee(maria)

    away = browser.get("/office/departments/")
    assert away.headers["Location"].startswith("/office/login/confidentiality/?next=")
    text = "/office/login/confidentiality/"
    assert browser.post(text, {"next": "/office/me/"}).status_code == 422
    done = browser.post(text, {"next": "/office/me/", "confirmed": "on"})

    assert done.headers["Location"] == ME
    assert browser.get(ME).status_code == 200
    assert [one.at for one in maria.confirmations.all()] == [NOW]


def test_a_new_version_of_the_text_is_asked_for_again(monkeypatch: pytest.MonkeyPatch) -> None:
    browser = employee(make_user())
    assert browser.get(ME).status_code == 200

    monkeypatch.setattr("mydimos.access.queries.VERSION", 2)

    assert browser.get(ME).status_code == 302


def test_something_dangerous_asks_for_a_code_ten_minutes_after_the_last(clock: Clock) -> None:
    browser = employee(make_user())
    assert browser.get("/office/me/password/").status_code == 200

    clock.now += FRESH
    away = browser.get("/office/me/password/")
    assert away.headers["Location"] == "/office/login/again/?next=%2Foffice%2Fme%2Fpassword%2F"
    assert browser.post("/office/login/again/", {"code": wrong_code(clock.now)}).status_code == 422
    back = browser.post(
        "/office/login/again/", {"code": code(clock.now), "next": "/office/me/password/"}
    )

    assert back.headers["Location"] == "/office/me/password/"
    assert browser.get("/office/me/password/").status_code == 200


def test_who_is_logged_in_is_led_on_from_the_login() -> None:
    browser = employee(make_user())

    assert browser.get(f"{LOGIN}?next=/office/me/").headers["Location"] == ME
    # Without a role in a department there is no day to show.
    assert browser.get("/office/", follow=True).redirect_chain[-1][0] == ME


def test_a_user_without_an_app_sets_one_up_first() -> None:
    make_user(has_app=False)
    browser = Client()
    gives_password(browser)

    assert browser.get(CODE).headers["Location"] == "/office/login/app/"


def test_the_code_of_a_login_cannot_be_used_elsewhere() -> None:
    maria = make_user()
    browser = Client()
    gives_password(browser)
    gives_code(browser)

    with pytest.raises(WrongCode):
        check_code(user_id=maria.pk, code=code(), **BY)
    assert User.objects.get().last_login == NOW


@pytest.mark.parametrize(
    ("address", "said"), [("/office/none/", "Για υπαλλήλους"), ("/en/office/none/", "Office")]
)
def test_errors_of_the_office_wear_its_frame(address: str, said: str) -> None:
    page = Client().get(address)

    assert page.status_code == 404
    assert said in words_of(page)
