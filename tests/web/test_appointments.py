"""My appointments: upcoming, past, and never those of others."""

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django.fixtures import DjangoAssertNumQueries

from mydimos.booking.models import Appointment
from mydimos.identity.models import Citizen
from mydimos.notifications.models import Message
from tests.factories import (
    at,
    book,
    make_citizen,
    make_offering,
)
from tests.web.visitors import Clock, clock, logged_in, words_of

__all__ = ["clock"]

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("clock")]

LIST = "/appointments/"


def test_without_login_one_is_sent_to_log_in_and_comes_back() -> None:
    answer = Client().get(LIST)

    assert answer.headers["Location"] == f"{reverse('citizen:login')}?next=%2Fappointments%2F"


def test_who_has_no_appointments_is_told_so_and_where_to_book() -> None:
    page = logged_in(make_citizen()).get(LIST)

    words = words_of(page)
    assert "Δεν έχετε προσεχή ραντεβού." in words
    assert "Δεν έχετε προηγούμενα ραντεβού." in words
    assert f'href="{reverse("citizen:home")}"' in page.content.decode()


def test_each_appointment_says_what_when_where_how_and_who_must_appear() -> None:
    citizen = make_citizen()
    appointment = book(citizen, make_offering(), "12:00")

    words = words_of(logged_in(citizen).get(LIST))

    for part in (
        "Πιστοποιητικό γέννησης",
        "Δευτέρα 2 Φεβρουαρίου 2026",
        "12:00",
        "Δήμος Πατρέων",
        "Δημαρχείο",
        "Με φυσική παρουσία",
        "Ελένη Παπαδοπούλου",
        appointment.spoken_reference,
        "Προγραμματισμένο",
    ):
        assert part in words


def test_what_is_to_come_stands_before_what_is_over(clock: Clock) -> None:
    citizen, offering = make_citizen(), make_offering()
    over = book(citizen, offering, "08:00")
    soon = book(citizen, offering, "13:00")
    cancelled = book(citizen, make_offering(), "13:30")
    _cancel(citizen, cancelled)
    clock.now = at("09:00")

    words = words_of(logged_in(citizen).get(LIST))

    upcoming, past = words.split("Προηγούμενα ραντεβού")
    assert _spoken(soon) in upcoming
    assert _spoken(over) in past
    assert _spoken(cancelled) in past
    assert "Ακυρώθηκε από πολίτη" in past


def test_what_is_going_on_is_still_to_come(clock: Clock) -> None:
    citizen = make_citizen()
    now_on = book(citizen, make_offering(), "08:00")
    clock.now = at("08:29")

    words = words_of(logged_in(citizen).get(LIST))

    assert _spoken(now_on) in words.split("Προηγούμενα ραντεβού")[0]


def test_nobody_sees_the_appointments_of_others() -> None:
    theirs = book(make_citizen(), make_offering(), "12:00")

    assert _spoken(theirs) not in words_of(logged_in(make_citizen()).get(LIST))


def test_the_list_takes_as_many_queries_for_six_as_for_one(
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    one, many = make_citizen(), make_citizen()
    book(one, make_offering(), "12:00")
    for hour in (11, 12, 13):
        offering = make_offering()
        book(many, offering, f"{hour}:00")
        book(many, offering, f"{hour}:30")

    for citizen in (one, many):
        browser = logged_in(citizen)
        with django_assert_num_queries(4):  # the session; what comes, and whose; what is over
            browser.get(LIST)


@pytest.mark.parametrize("page", ["", "print/", "calendar.ics", "move/", "cancel/", "move/check/"])
def test_the_appointment_of_another_is_as_unknown_as_none(page: str) -> None:
    theirs = book(make_citizen(), make_offering(), "12:00")
    browser = logged_in(make_citizen())

    known = browser.get(f"/appointments/{theirs.public_id}/{page}")
    unknown = browser.get(f"/appointments/00000000-0000-4000-8000-000000000000/{page}")

    assert known.status_code == unknown.status_code == 404
    assert words_of(known) == words_of(unknown)


@pytest.mark.parametrize("act", ["cancel/", "send-again/", "move/", "move/confirm/"])
def test_nobody_acts_on_the_appointment_of_another(act: str) -> None:
    theirs = book(make_citizen(), make_offering(), "12:00")

    answer = logged_in(make_citizen()).post(f"/appointments/{theirs.public_id}/{act}")

    assert answer.status_code == 404
    assert Appointment.objects.get(pk=theirs.pk).is_booked
    assert Message.objects.count() == 1


def test_pages_about_a_person_are_kept_by_nobody() -> None:
    citizen = make_citizen()
    appointment = book(citizen, make_offering(), "12:00")
    browser = logged_in(citizen)

    for address in (LIST, _address(appointment), f"{_address(appointment)}calendar.ics"):
        page = browser.get(address)
        assert "no-store" in page.headers["Cache-Control"]
        assert "noindex" in page.headers["X-Robots-Tag"]


def _address(appointment: Appointment) -> str:
    return f"/appointments/{appointment.public_id}/"


def _spoken(appointment: Appointment) -> str:
    return appointment.spoken_reference


def _cancel(citizen: Citizen, appointment: Appointment) -> None:
    logged_in(citizen).post(f"{_address(appointment)}cancel/")
