"""The own account."""

from uuid import UUID

import pytest
from django.test import Client

from mydimos.identity.models import Factor, Session, User
from mydimos.identity.queries import codes_left
from mydimos.identity.services import deactivate_user, new_recovery_codes
from mydimos.identity.sessions import hash_of_key
from mydimos.notifications.models import Message
from tests.employees import PASSWORD, SECRET, code, make_user
from tests.factories import BY
from tests.web.office.browsers import employee, gives_password
from tests.web.visitors import clock, words_of

__all__ = ["clock"]

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("clock")]

ME = "/office/me/"
NEW = "ένας άλλος κωδικός"


def is_in(browser: Client) -> bool:
    return browser.get(ME).status_code == 200


def test_one_ends_a_login_in_another_browser() -> None:
    maria = make_user()
    here, there = employee(maria), employee(maria)
    page = here.get(ME)
    assert "Αυτός ο περιηγητής" in words_of(page)
    other = Session.objects.exclude(public_id=_own(here)).get()

    answer = here.post(f"/office/me/sessions/{other.public_id}/end/")

    assert answer.headers["Location"] == ME
    assert "Η σύνδεση τερματίστηκε" in words_of(here.get(ME))
    assert (is_in(here), is_in(there)) == (True, False)


def test_one_cannot_end_the_logins_of_another() -> None:
    maria, anna = make_user(), make_user("anna@town.example")
    hers, other = employee(maria), employee(anna)

    hers.post(f"/office/me/sessions/{_own(other)}/end/")
    hers.post("/office/me/sessions/end/")

    assert (is_in(hers), is_in(other)) == (True, True)


def test_all_others_end_at_once() -> None:
    maria = make_user()
    here, *others = (employee(maria) for _ in range(3))

    here.post("/office/me/sessions/end/")

    assert [is_in(browser) for browser in (here, *others)] == [True, False, False]


def test_changing_the_password_ends_the_other_logins() -> None:
    maria = make_user()
    here, there, half = employee(maria), employee(maria), Client()
    gives_password(half)
    form = {"current": PASSWORD, "password": NEW, "repeated": NEW}

    assert here.post("/office/me/password/", form).headers["Location"] == ME

    assert "άλλαξε" in words_of(here.get(ME))
    assert (is_in(here), is_in(there)) == (True, False)
    assert half.get("/office/login/code/").headers["Location"] == "/office/login/"
    assert gives_password(Client(), password=NEW).status_code == 303


def test_a_wrong_present_password_is_said_and_none_is_shown() -> None:
    page = employee(make_user()).post(
        "/office/me/password/", {"current": "not mine!", "password": NEW, "repeated": NEW}
    )

    assert page.status_code == 422
    assert "δεν είναι ο σημερινός σας κωδικός" in words_of(page)
    assert "not mine!" not in page.content.decode()
    assert NEW not in page.content.decode()


def test_another_app_takes_the_place_of_the_first_and_a_mail_says_so() -> None:
    maria = make_user()
    browser = employee(maria)
    browser.get("/office/me/app/")
    new = Factor.objects.get(confirmed_at=None).secret
    assert new != SECRET

    done = browser.post("/office/me/app/", {"code": code(secret=new)})

    assert done.headers["Location"] == ME
    assert [factor.secret for factor in maria.factors.all()] == [new]
    assert [message.kind for message in Message.objects.all()] == ["identity.factor"]


def test_new_recovery_codes_end_the_old_ones() -> None:
    maria = make_user()
    old = new_recovery_codes(user_id=maria.pk, **BY)
    browser = employee(maria)
    assert "δέκα νέους" in words_of(browser.get("/office/me/codes/"))

    shown = browser.post("/office/me/codes/").headers["Location"]
    page = words_of(browser.get(shown))

    assert codes_left(maria.pk) == 10
    assert not any(one in page for one in old)


def test_who_has_left_is_out_with_the_next_request() -> None:
    maria = make_user()
    here, half = employee(maria), Client()
    gives_password(half)
    deactivate_user(user=maria, **BY)

    assert not is_in(here)
    assert half.get("/office/login/code/").headers["Location"] == "/office/login/"
    assert not Session.objects.filter(user=maria).exists()
    assert not User.objects.get().has_usable_password()
    assert not Factor.objects.exists()


def _own(browser: Client) -> UUID:
    key = browser.cookies["office"].value
    return Session.objects.get(pk=hash_of_key(key)).public_id
