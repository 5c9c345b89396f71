"""Cancelling, page by page."""

import pytest
from django.urls import reverse

from mydimos.audit.models import Line
from mydimos.booking.models import Appointment
from mydimos.web.citizen.limits import CHANGES_MADE
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


def test_cancelling_asks_first_and_says_what_is_cancelled() -> None:
    citizen = make_citizen()
    appointment = book(citizen, make_offering(), "12:00")

    words = words_of(logged_in(citizen).get(f"{_address(appointment)}cancel/"))

    assert "Θέλετε να ακυρώσετε αυτό το ραντεβού;" in words
    assert "Πιστοποιητικό γέννησης" in words
    assert "Ελένη Παπαδοπούλου" in words
    assert Appointment.objects.get(pk=appointment.pk).is_booked


def test_whoever_changes_again_and_again_is_slowed_down() -> None:
    """Each change sends a mail, to an address whose owner is not verified."""
    citizen = make_citizen()
    browser = logged_in(citizen)
    address = f"{_address(book(citizen, make_offering(), '12:00'))}cancel/"

    codes = [browser.post(address).status_code for _ in range(CHANGES_MADE.times + 1)]

    assert set(codes[:-1]) == {303}
    assert codes[-1] == 429


def test_a_cancelled_appointment_leads_to_a_new_one_and_to_the_others() -> None:
    citizen = make_citizen()
    appointment = book(citizen, make_offering(), "12:00")

    page = logged_in(citizen).post(f"{_address(appointment)}cancel/", follow=True)

    assert "Το ραντεβού σας ακυρώθηκε" in words_of(page)
    assert appointment.offering.service.slug in page.content.decode()
    assert f'href="{LIST}"' in page.content.decode()
    assert Line.objects.get(act="appointment.cancelled").actor == "citizen"


def test_cancelling_what_is_cancelled_shows_its_outcome() -> None:
    citizen = make_citizen()
    appointment = book(citizen, make_offering(), "12:00")
    browser = logged_in(citizen)
    first = browser.post(f"{_address(appointment)}cancel/", follow=True)

    for answer in (
        browser.post(f"{_address(appointment)}cancel/", follow=True),
        browser.get(f"{_address(appointment)}cancel/", follow=True),
    ):
        assert words_of(answer) == words_of(first)


def test_cancelling_too_late_is_refused_with_the_phone_of_the_office(clock: Clock) -> None:
    citizen = make_citizen()
    appointment = book(citizen, make_offering(), "12:00")
    clock.now = at("11:30")
    browser = logged_in(citizen)

    asked = browser.get(f"{_address(appointment)}cancel/")
    refused = browser.post(f"{_address(appointment)}cancel/")

    assert (asked.status_code, refused.status_code) == (200, 409)
    for answer in (asked, refused):
        assert "2610 000 001" in words_of(answer)
        assert "Ναι, να ακυρωθεί" not in words_of(answer)
    assert Appointment.objects.get(pk=appointment.pk).is_booked


def test_the_outcome_of_cancelling_is_there_only_when_it_was_cancelled() -> None:
    citizen = make_citizen()
    appointment = book(citizen, make_offering(), "12:00")

    answer = logged_in(citizen).get(f"{_address(appointment)}cancelled/")

    assert answer.headers["Location"] == _address(appointment)


def test_where_the_service_is_no_longer_offered_one_books_with_the_municipality() -> None:
    citizen, offering = make_citizen(), make_offering()
    appointment = book(citizen, offering, "12:00")
    offering.is_active = False
    offering.save()

    page = logged_in(citizen).post(f"{_address(appointment)}cancel/", follow=True)

    again = reverse("citizen:municipality", args=[appointment.municipality.slug])
    assert f'href="{again}"' in page.content.decode().split("<main")[1].split("</main>")[0]


def _address(appointment: Appointment) -> str:
    return f"/appointments/{appointment.public_id}/"
