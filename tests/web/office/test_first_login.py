"""From the link of an invitation to the first page."""

import re
from datetime import timedelta
from uuid import uuid4

import pytest
from django.test import Client

from mydimos.audit.models import Line
from mydimos.identity.links import invitation_url
from mydimos.identity.models import Factor, Invitation, User
from mydimos.identity.queries import codes_left
from mydimos.identity.services import (
    invite_user,
    send_again,
    withdraw_invitation,
)
from tests.employees import MARIA, PASSWORD, code, make_user, wrong_code
from tests.factories import BY, NOW
from tests.web.office.browsers import gives_password
from tests.web.visitors import Clock, clock, words_of

__all__ = ["clock"]

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("clock")]

APP, CODES = "/office/login/app/", "/office/login/codes/"
BOTH = {"password": PASSWORD, "repeated": PASSWORD}


def invited() -> Invitation:
    return invite_user(full_name="Μαρία Παππά", email=MARIA, language="el", **BY)


def path_of(invitation: Invitation) -> str:
    return invitation_url(invitation, "el").removeprefix("http://127.0.0.1:8000")


def test_the_whole_way() -> None:
    browser, link = Client(), path_of(invited())
    assert "Μαρία Παππά" in words_of(browser.get(link))

    assert browser.post(link, BOTH).headers["Location"] == APP
    page = browser.get(APP)
    secret = Factor.objects.get().secret
    assert " ".join(re.findall("....", secret)) in words_of(page)
    assert 'src="data:image/svg+xml' in page.content.decode()
    assert browser.post(APP, {"code": wrong_code()}).status_code == 422
    done = browser.post(APP, {"code": code(secret=secret)})

    assert done.headers["Location"] == f"{CODES}?next=%2Foffice%2F"
    shown = re.findall(r"\b(?:[A-Z2-7]{4}-){3}[A-Z2-7]{4}\b", words_of(browser.get(CODES)))
    assert len(shown) == len(set(shown)) == 10
    assert browser.post(CODES, {"next": "/office/"}).headers["Location"] == "/office/"
    assert browser.get(CODES).headers["Location"] == "/office/me/"
    assert browser.get("/office/").headers["Location"].startswith("/office/login/confidentiality/")
    acts = [line.act for line in Line.objects.order_by("pk")]
    assert acts == [
        "user.invited", "invitation.accepted", "factor.prepared", "factor.confirmed",
        "recovery_codes.made", "login.done",
    ]  # fmt: skip


def test_the_secret_stays_when_the_page_is_opened_again() -> None:
    browser = Client()
    browser.post(path_of(invited()), BOTH)
    browser.get(APP)
    first = Factor.objects.get().secret
    browser.get(APP)

    assert Factor.objects.get().secret == first


def over(link: str) -> str:
    page = Client().get(link)
    assert page.status_code == 404
    assert Client().post(link, BOTH).status_code == 404
    return words_of(page)


def test_every_link_that_is_over_says_the_same(clock: Clock) -> None:
    said = set()
    first = invited()
    link = path_of(first)
    send_again(invitation_id=first.public_id, **BY)
    said.add(over(link))
    again = Invitation.objects.get()
    said.add(over(path_of(again)[:-3] + "AA/"))
    said.add(over(path_of(again).replace(str(again.public_id), str(uuid4()))))
    clock.now = NOW + timedelta(days=7)
    said.add(over(path_of(again)))
    clock.now = NOW
    withdraw_invitation(invitation_id=again.public_id, **BY)
    said.add(over(path_of(again)))

    assert len(said) == 1
    assert not User.objects.get().has_usable_password()


def test_an_invitation_is_used_once() -> None:
    link = path_of(invited())
    Client().post(link, BOTH)

    over(link)


def test_an_invitation_is_good_for_almost_seven_days_and_says_when_it_was_opened(
    clock: Clock,
) -> None:
    link = path_of(invited())
    clock.now = NOW + timedelta(days=7, seconds=-1)

    assert Client().get(link).status_code == 200
    assert Invitation.objects.get().opened_at == clock.now


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"password": "short", "repeated": "short"}, "τουλάχιστον 12 χαρακτήρες"),
        ({"password": PASSWORD, "repeated": "another one"}, "διαφέρουν"),
        ({"password": "", "repeated": ""}, "Συμπληρώστε έναν νέο κωδικό"),
        ({"password": "maria.pappa@town", "repeated": "maria.pappa@town"}, "μοιάζει με"),
    ],
)
def test_a_password_that_is_refused_leaves_the_link_good(
    typed: dict[str, str], sentence: str
) -> None:
    link = path_of(invited())
    page = Client().post(link, typed)

    assert page.status_code == 422
    assert sentence in words_of(page)
    assert f'value="{typed["password"] or "…"}"' not in page.content.decode()
    assert Client().post(link, BOTH).status_code == 303


def test_who_was_interrupted_goes_on_with_the_password() -> None:
    Client().post(path_of(invited()), BOTH)

    browser = Client()
    gives_password(browser)

    assert browser.get("/office/login/code/").headers["Location"] == APP


def test_who_knows_only_the_password_cannot_bring_another_app() -> None:
    maria = make_user()
    browser = Client()
    gives_password(browser)

    assert browser.get(APP).headers["Location"] == "/office/login/code/"
    assert browser.post(APP, {"code": "123456"}).headers["Location"] == "/office/login/code/"
    assert maria.factors.count() == 1
    assert codes_left(maria.pk) == 0
