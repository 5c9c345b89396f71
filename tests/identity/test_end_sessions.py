"""Logging out one citizen, one employee, or all people at once, from the command line."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from pytest_django import Settings

from mydimos.audit.models import Line
from mydimos.identity.models import Session
from tests.employees import MARIA, make_user
from tests.factories import make_citizen
from tests.web.office.browsers import employee
from tests.web.visitors import logged_in

pytestmark = pytest.mark.django_db


def ended(*options: str) -> str:
    out = StringIO()
    call_command("end_sessions", *options, stdout=out)
    return out.getvalue().strip()


def test_one_citizen_is_logged_out_everywhere_and_others_stay() -> None:
    eleni, nikos = make_citizen(), make_citizen()
    at_home, at_work, other = logged_in(eleni), logged_in(eleni), logged_in(nikos)

    assert ended(f"--citizen={eleni.pk}") == "2 sessions ended"

    for browser in (at_home, at_work):
        assert browser.get("/appointments/").status_code == 302
    assert other.get("/appointments/").status_code == 200


def test_all_are_logged_out_and_the_audit_says_so() -> None:
    for _ in range(3):
        logged_in(make_citizen())

    assert ended("--all") == "3 sessions ended"

    assert not Session.objects.exists()
    assert Line.objects.get().act == "sessions.ended"


def test_one_employee_is_logged_out_and_others_stay() -> None:
    maria, anna = employee(make_user()), employee(make_user("anna@town.example"))

    assert ended(f"--employee={MARIA}") == "1 sessions ended"

    assert maria.get("/office/me/").status_code == 302
    assert anna.get("/office/me/").status_code == 200
    with pytest.raises(CommandError):
        ended("--employee=none@town.example")


def test_a_session_that_no_key_opens_is_no_hindrance(settings: Settings) -> None:
    eleni = make_citizen()
    logged_in(eleni)
    settings.DATA_KEYS = {"next": b"another key of thirty-two bytes."}
    logged_in(eleni)

    assert ended(f"--citizen={eleni.pk}") == "1 sessions ended"


def test_whose_sessions_must_be_said() -> None:
    with pytest.raises(CommandError):
        ended()
