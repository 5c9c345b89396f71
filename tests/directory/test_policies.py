"""How a municipality books: its own rules, else the platform's, else the settings."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from pytest_django import Settings

from mydimos.audit.models import Line
from mydimos.booking.errors import LimitReached
from mydimos.booking.mails import queue_reminders
from mydimos.directory import errors
from mydimos.directory.models import Municipality, Policy
from mydimos.directory.policies import policy_of
from mydimos.directory.services import set_policy
from mydimos.notifications.models import Message
from tests.factories import (
    BY,
    NOW,
    at,
    book,
    hold,
    make_citizen,
    make_municipality,
    make_offering,
    make_office,
    make_service,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def patras() -> Municipality:
    return make_municipality()


def test_what_a_municipality_leaves_open_is_the_platforms_then_the_settings(
    patras: Municipality, settings: Settings
) -> None:
    settings.HOLD_DURATION = timedelta(minutes=10)
    settings.MAX_ACTIVE_APPOINTMENTS = 10
    set_policy(municipality=None, hold_minutes=20, max_active=8, **BY)
    set_policy(municipality=patras, max_active=3, **BY)

    own, volos = policy_of(patras), policy_of(make_municipality("Βόλος", "volos"))

    assert (own.max_active, own.hold) == (3, timedelta(minutes=20))
    assert (volos.max_active, volos.hold) == (8, timedelta(minutes=20))
    assert own.reminders == tuple(settings.REMINDERS)
    assert Line.objects.filter(act="policy.changed").count() == 2


def test_a_rule_that_is_taken_back_is_inherited_again(patras: Municipality) -> None:
    set_policy(municipality=patras, retention_months=2, hold_minutes=5, **BY)
    set_policy(municipality=patras, retention_months=None, **BY)

    assert (policy_of(patras).retention_months, policy_of(patras).hold) == (
        6,
        timedelta(minutes=5),
    )


@pytest.mark.parametrize("months", [0, 7])
def test_data_are_kept_for_one_to_six_months(patras: Municipality, months: int) -> None:
    with pytest.raises(errors.InvalidFields):
        set_policy(municipality=patras, retention_months=months, **BY)
    with pytest.raises(IntegrityError, match="policy_retention"), transaction.atomic():
        Policy.objects.create(municipality=patras, retention_months=months)


def test_a_setting_beyond_six_months_is_not_promised(settings: Settings) -> None:
    settings.RETENTION_MONTHS = 12

    assert policy_of(None).retention_months == 6


@pytest.mark.parametrize("minutes", [0, 61])
def test_a_time_is_held_for_a_minute_to_an_hour(patras: Municipality, minutes: int) -> None:
    with pytest.raises(errors.InvalidHold):
        set_policy(municipality=patras, hold_minutes=minutes, **BY)


def test_a_time_is_held_as_long_as_the_municipality_says(patras: Municipality) -> None:
    set_policy(municipality=patras, hold_minutes=25, **BY)

    kept = hold(make_citizen(), make_offering(municipality=patras))

    assert kept.expires_at == NOW + timedelta(minutes=25)


def test_the_limit_of_a_municipality_counts_its_own_appointments(patras: Municipality) -> None:
    set_policy(municipality=patras, max_active=1, **BY)
    citizen = make_citizen()
    book(citizen, make_offering(), "09:00")  # elsewhere
    book(citizen, make_offering(municipality=patras), "10:00")
    other = make_offering(service=make_service(patras), office=make_office(patras))

    with pytest.raises(LimitReached):
        hold(citizen, other, "12:00")


def test_reminders_go_out_when_the_municipality_says(
    patras: Municipality, settings: Settings
) -> None:
    settings.REMINDERS = [timedelta(hours=24)]
    set_policy(municipality=patras, reminder_hours=[2], **BY)
    silent = make_municipality("Βόλος", "volos")
    set_policy(municipality=silent, reminder_hours=[], **BY)
    own = book(make_citizen(), make_offering(municipality=patras), "13:00")
    book(make_citizen(), make_offering(municipality=silent), "13:00")
    usual = book(make_citizen(), make_offering(), "13:00")
    booked_long_ago = timedelta(days=9)
    for appointment in (own, usual):
        appointment.changed_at -= booked_long_ago
        appointment.save()

    def reminded() -> set[object]:
        return set(
            Message.objects.filter(kind="booking.reminder").values_list("subject", flat=True)
        )

    queue_reminders(now=at("09:00"))
    assert reminded() == {usual.public_id}
    queue_reminders(now=at("11:00"))
    assert reminded() == {usual.public_id, own.public_id}


def test_the_notice_says_how_long_this_municipality_keeps_data(patras: Municipality) -> None:
    set_policy(municipality=patras, retention_months=3, retention_basis="booking", **BY)

    page = Client().get("/m/patras/privacy/").content.decode()

    assert "3 μήνες, που μετρούν από την ημέρα που κλείσατε το ραντεβού" in page
