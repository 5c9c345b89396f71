"""Choosing one of the free times: kept at once, or after the login."""

from datetime import date, timedelta

import pytest
from django.test import Client

from mydimos.booking.models import Hold, Occupancy
from mydimos.directory.models import NeedMember
from tests.factories import (
    NOW,
    at,
    make_citizen,
    make_offering,
)
from tests.web.bookings import address_of, look
from tests.web.visitors import Clock, clock, logged_in, words_of

__all__ = ["clock"]

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("clock")]


def test_choosing_without_a_login_leads_to_it_and_keeps_nothing_yet() -> None:
    offering, client = make_offering(), Client()

    answer = client.post(address_of(offering), {"starts_at": at("09:00").isoformat()})

    assert answer.status_code == 303
    assert answer.headers["Location"] == "/login/?next=%2Fbook%2F"
    assert not Hold.objects.exists()
    page = words_of(client.get(answer.headers["Location"]))
    assert "Δευτέρα 2 Φεβρουαρίου 2026 ώρα 09:00" in page
    assert "Σύνδεση με κωδικούς TAXISnet" in page


def test_choosing_with_a_login_keeps_the_time_at_once() -> None:
    offering, citizen = make_offering(), make_citizen()

    answer = logged_in(citizen).post(address_of(offering), {"starts_at": at("09:00").isoformat()})

    hold = Hold.objects.get(citizen=citizen)
    assert answer.status_code == 303
    assert answer.headers["Location"] == f"/book/{hold.public_id}/"
    assert hold.starts_at == at("09:00")


def test_a_named_employee_is_kept_too() -> None:
    offering, citizen = make_offering(desks=2, names_employee=True), make_citizen()
    wanted = NeedMember.objects.filter(need__offering=offering).order_by("resource")[1].resource

    logged_in(citizen).post(
        address_of(offering),
        {"starts_at": at("09:00").isoformat(), "employee": str(wanted.public_id)},
    )

    assert Hold.objects.get(citizen=citizen).named_employee == wanted


def test_an_employee_of_elsewhere_cannot_be_asked_for() -> None:
    offering, other = make_offering(names_employee=True), make_offering(names_employee=True)
    stranger = NeedMember.objects.get(need__offering=other).resource

    answer = logged_in(make_citizen()).post(
        address_of(offering),
        {"starts_at": at("09:00").isoformat(), "employee": str(stranger.public_id)},
    )

    assert answer.status_code == 409
    assert not Hold.objects.exists()


@pytest.mark.parametrize(
    "starts_at", ["", "tomorrow", "2026-02-02T09:00:00", "\0", "😀", "9" * 500,
     "9999-12-31T23:59:59+00:00", "0001-01-01T00:00:00+02:00"],
)  # fmt: skip
def test_a_time_that_is_none_is_a_clear_error_on_the_same_day(starts_at: str) -> None:
    answer = logged_in(make_citizen()).post(
        address_of(make_offering(), query="?day=2026-02-04"), {"starts_at": starts_at}
    )

    assert answer.status_code == 422
    assert "Επιλέξτε ώρα." in words_of(answer)
    assert answer.context["calendar"].day == date(2026, 2, 4)


@pytest.mark.parametrize(
    "starts_at",
    [
        at("09:10").isoformat(),
        at("09:00", NOW.date() - timedelta(days=3)).isoformat(),
        at("09:00", NOW.date() + timedelta(days=300)).isoformat(),
    ],
)
def test_a_time_that_was_never_offered_leads_to_those_that_are(starts_at: str) -> None:
    answer = logged_in(make_citizen()).post(address_of(make_offering()), {"starts_at": starts_at})

    assert answer.status_code == 409
    assert len(answer.context["nearest"]) == 3
    assert not Hold.objects.exists()


def test_ones_own_kept_time_is_still_shown_as_free() -> None:
    offering = make_offering(opens="09:00", closes="09:30")
    client = logged_in(make_citizen())
    client.post(address_of(offering), {"starts_at": at("09:00").isoformat()})

    mine = client.get(address_of(offering))
    others = look(offering)

    assert mine.context["calendar"].first_free == at("09:00")
    assert others.context["calendar"].first_free == at("09:00", date(2026, 2, 3))


def test_the_offered_times_are_those_of_the_address_only() -> None:
    """A form that was changed to another office's time books nothing there."""
    early, late = make_offering(), make_offering(opens="10:00")

    answer = logged_in(make_citizen()).post(
        address_of(late), {"starts_at": at("08:00").isoformat()}
    )

    assert answer.status_code == 409
    assert not Occupancy.objects.exists()
    assert early.pk != late.pk


def test_somebody_who_was_forgotten_logs_in_anew(clock: Clock) -> None:
    offering, citizen = make_offering(), make_citizen()
    client = logged_in(citizen)
    citizen.delete()

    answer = client.post(address_of(offering), {"starts_at": at("09:00").isoformat()})

    assert answer.headers["Location"].startswith("/login/")
