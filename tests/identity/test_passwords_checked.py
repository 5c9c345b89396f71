"""Checking passwords: equal answers and equal work for every e-mail."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.contrib.auth.hashers import ScryptPasswordHasher
from django.db import connection
from django.test.utils import CaptureQueriesContext
from pytest_django import Settings

from mydimos.audit.models import Line
from mydimos.crypto.hashing import keyed_hash
from mydimos.identity.errors import PasswordRefused, TooManyTries, WrongLogin
from mydimos.identity.models import User
from mydimos.identity.services import change_password, check_password, deactivate_user, invite_user
from mydimos.identity.tries import PASSWORDS
from mydimos.notifications.models import Message
from tests.employees import MARIA, PASSWORD, SYSTEM, make_user
from tests.factories import BY, NOW

pytestmark = pytest.mark.django_db

WRONG = "ένας άλλος κωδικός"


@pytest.fixture
def hashed(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What was hashed."""
    said: list[str] = []
    encode = ScryptPasswordHasher.encode

    def counted(self: ScryptPasswordHasher, password: str, *args: Any, **kwargs: Any) -> str:
        said.append(password)
        return encode(self, password, *args, **kwargs)

    monkeypatch.setattr(ScryptPasswordHasher, "encode", counted)
    return said


def refused(email: str, password: str = PASSWORD) -> int:
    """How many statements the refusal took."""
    with (
        CaptureQueriesContext(
            connection,
        ) as done,
        pytest.raises(WrongLogin),
    ):
        check_password(email=email, password=password, **BY)
    return len(done)


def test_the_right_password_of_an_e_mail_in_any_letters() -> None:
    maria = make_user()

    assert check_password(email="Maria.Pappa@Town.example ", password=PASSWORD, **BY) == maria


def test_unknown_invited_inactive_and_wrong_cost_the_same(hashed: list[str]) -> None:
    make_user()
    gone = make_user("gone@town.example")
    deactivate_user(user=gone, **BY)
    invite_user(full_name="Νέα", email="new@town.example", language="el", **BY)
    hashed.clear()

    costs = {}
    for email in (MARIA, "gone@town.example", "new@town.example", "none@town.example"):
        statements = refused(email, WRONG)
        costs[email] = (statements, len(hashed))
        hashed.clear()

    assert len(set(costs.values())) == 1, costs
    assert costs[MARIA][1] == 1


def test_an_inactive_user_is_refused_with_the_right_password() -> None:
    maria = make_user()
    User.objects.filter(pk=maria.pk).update(is_active=False)

    refused(MARIA)


def test_a_refusal_is_in_the_audit_without_a_name() -> None:
    maria = make_user()
    refused(MARIA, WRONG)
    refused("none@town.example")

    said = [(line.act, line.actor, line.subject) for line in Line.objects.order_by("pk")][-2:]
    assert said == [
        ("login.refused", "system", maria.public_id),
        ("login.refused", "system", None),
    ]


@pytest.mark.parametrize("email", [MARIA, "none@town.example"])
def test_an_account_is_closed_after_ten_tries_whether_it_exists_or_not(
    email: str, hashed: list[str]
) -> None:
    make_user()
    for _ in range(PASSWORDS[0].times):
        refused(email, WRONG)
    hashed.clear()

    with pytest.raises(TooManyTries) as closed:
        check_password(email=email, password=PASSWORD, **BY)

    assert closed.value.wait == timedelta(minutes=15)
    assert hashed == []


def test_it_opens_again_and_a_hundred_tries_a_day_are_the_most() -> None:
    make_user()
    for _ in range(PASSWORDS[0].times):
        refused(MARIA, WRONG)

    later = NOW + timedelta(minutes=16)
    check_password(email=MARIA, password=PASSWORD, by=SYSTEM, now=later)
    assert PASSWORDS[1].times == 100


def test_passwords_are_stored_by_scrypt() -> None:
    maria = make_user()

    assert maria.password.startswith("scrypt$")
    assert PASSWORD not in maria.password
    assert len(maria.password) <= 128


def test_a_user_whose_e_mail_was_hashed_by_an_older_key_is_found(settings: Settings) -> None:
    maria = make_user()
    settings.HASH_KEYS = {"next": b"n" * 32, **settings.HASH_KEYS}

    assert keyed_hash(MARIA, purpose="email")[1] != bytes(maria.email_index)
    assert check_password(email=MARIA, password=PASSWORD, **BY) == maria


def change(maria: User, old: str = PASSWORD, new: str = WRONG) -> None:
    change_password(user_id=maria.pk, password=old, new=new, session_key=None, **BY)


def test_a_changed_password_counts_at_once_and_a_mail_says_so() -> None:
    maria = make_user()
    change(maria)

    refused(MARIA)
    assert check_password(email=MARIA, password=WRONG, **BY) == maria
    assert [message.kind for message in Message.objects.all()] == ["identity.password"]


@pytest.mark.parametrize(
    ("attempt", "error"),
    [
        (lambda maria: change(maria, old="not the old one"), WrongLogin),
        (lambda maria: change(maria, new="short"), PasswordRefused),
    ],
)
def test_a_change_that_is_refused_changes_nothing(
    attempt: Callable[[User], None], error: type[Exception]
) -> None:
    maria = make_user()
    with pytest.raises(error):
        attempt(maria)

    assert check_password(email=MARIA, password=PASSWORD, **BY) == maria
    assert not Message.objects.exists()
