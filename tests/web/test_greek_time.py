"""By phone and video the citizen may be abroad: each time says that it is Greek time."""

import pytest
from django.test import Client

from mydimos.booking.models import Hold
from mydimos.directory.models import Channel
from tests.factories import book, make_citizen, make_offering
from tests.web.bookings import ANOTHER, Visit
from tests.web.visitors import clock, link_of, logged_in, moment, words_of

__all__ = ["clock"]

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("clock")]

AT_NOON = "ώρα 12:00 (ώρα Ελλάδας)"
ABROAD = pytest.mark.parametrize("channel", [Channel.PHONE, Channel.VIDEO])


@ABROAD
@pytest.mark.parametrize("page", ["", "print/", "cancel/", "move/", "done/"])
def test_the_pages_of_an_appointment_name_greek_time(channel: Channel, page: str) -> None:
    citizen = make_citizen()
    appointment = book(citizen, make_offering(channel=channel), "12:00")

    words = words_of(logged_in(citizen).get(f"/appointments/{appointment.public_id}/{page}"))

    assert AT_NOON in words
    assert words.count("ώρα 12:00") == words.count(AT_NOON)


@ABROAD
def test_the_list_and_the_outcome_of_cancelling_name_it(channel: Channel) -> None:
    citizen = make_citizen()
    appointment = book(citizen, make_offering(channel=channel), "12:00")
    browser = logged_in(citizen)

    assert AT_NOON in words_of(browser.get("/appointments/"))
    cancelled = browser.post(f"/appointments/{appointment.public_id}/cancel/", follow=True)
    assert AT_NOON in words_of(cancelled)


def test_the_page_of_the_video_call_names_it() -> None:
    appointment = book(make_citizen(), make_offering(channel=Channel.VIDEO), "12:00")

    words = words_of(Client().get(f"{link_of(appointment)}video/"))

    assert AT_NOON in words
    assert "11:45 (ώρα Ελλάδας)" in words


@ABROAD
def test_the_pages_of_booking_name_it(channel: Channel) -> None:
    visit = Visit(make_offering(channel=channel), "12:00")
    pages = [visit.client.get(visit.way)]
    visit.fill_in()
    pages += [visit.client.get(f"{visit.way}{page}/") for page in ("details", "check")]

    for page in pages:
        assert "12:00 (ώρα Ελλάδας)" in words_of(page)
        assert "έως τις 07:40 (ώρα Ελλάδας)" in words_of(page)


@ABROAD
def test_both_times_of_a_move_name_it(channel: Channel) -> None:
    citizen = make_citizen()
    appointment = book(citizen, make_offering(channel=channel), "12:00")
    address = f"/appointments/{appointment.public_id}/move/"

    page = logged_in(citizen).post(address, {"starts_at": moment("13:00")}, follow=True)

    for time in ("12:00", "13:00", "07:40"):
        assert f"{time} (ώρα Ελλάδας)" in words_of(page)


@pytest.mark.parametrize("channel", list(Channel))
def test_a_calendar_of_new_times_names_it(channel: Channel) -> None:
    appointment = book(make_citizen(), make_offering(channel=channel), "12:00")

    words = words_of(Client().get(f"{link_of(appointment)}move/"))

    assert "Οι ώρες είναι σε ώρα Ελλάδας (Αθήνα)." in words


@ABROAD
def test_the_times_that_are_left_name_it(channel: Channel) -> None:
    visit = Visit(make_offering(channel=channel), "12:00")
    visit.fill_in(ANOTHER)
    kept = visit.hold
    Hold.objects.all().delete()

    ran_out = visit.client.get(f"/book/{kept.public_id}/")

    assert "12:00 (ώρα Ελλάδας)" in words_of(ran_out)


def test_who_comes_to_the_office_reads_the_time_alone() -> None:
    citizen = make_citizen()
    appointment = book(citizen, make_offering(), "12:00")

    words = words_of(logged_in(citizen).get(f"/appointments/{appointment.public_id}/"))

    assert "ώρα 12:00" in words
    assert "ώρα Ελλάδας" not in words
