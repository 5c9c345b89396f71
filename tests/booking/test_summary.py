"""The summary of an appointment, the same for pages, mails and calendar files."""

from datetime import timedelta

import pytest
from django.utils.translation import override
from pytest_django import DjangoAssertNumQueries

from mydimos.booking.models import Appointment
from mydimos.booking.queries.appointments import appointment_of
from mydimos.booking.summary import AppointmentSummary
from mydimos.directory.models import Channel, Office
from tests.factories import (
    NOW,
    at,
    book,
    make_citizen,
    make_municipality,
    make_offering,
    make_office,
)

pytestmark = pytest.mark.django_db


def summary_of(appointment: Appointment, clock: str = "07:30") -> AppointmentSummary:
    return AppointmentSummary(
        appointment, appearing=appointment.participants.first(), now=at(clock)
    )


def test_a_cut_off_is_told_until_it_has_passed() -> None:
    offering = make_offering(move_cutoff=timedelta(hours=4), cancel_cutoff=timedelta(hours=1))
    appointment = book(make_citizen(), offering, "13:00")

    assert summary_of(appointment, "09:00").move_until == at("09:00")
    assert summary_of(appointment, "09:01").move_until is None
    assert summary_of(appointment, "12:00").cancel_until == at("12:00")
    assert summary_of(appointment, "12:01").cancel_until is None


def test_nothing_can_be_changed_once_it_is_over_whatever_the_cut_off() -> None:
    offering = make_offering(move_cutoff=timedelta(0), cancel_cutoff=timedelta(0))
    appointment = book(make_citizen(), offering, "13:00")

    summary = summary_of(appointment, "13:31")

    assert (summary.may_move, summary.may_cancel) == (False, False)
    assert (summary.is_over, summary.is_active) == (True, False)


@pytest.mark.parametrize(
    ("language", "genitive"), [("el", "Δήμου Πατρέων"), ("en", "Municipality of Patras")]
)
def test_the_municipality_is_named_in_the_genitive(language: str, genitive: str) -> None:
    appointment = book(make_citizen(), make_offering())

    with override(language):
        assert summary_of(appointment).municipality_genitive == genitive


def test_an_office_without_coordinates_is_searched_for_by_its_address() -> None:
    summary = summary_of(book(make_citizen(), make_offering()))
    assert summary.map_url.startswith("https://www.openstreetmap.org/search?query=%CE%9C")

    summary.office.latitude, summary.office.longitude = 38.2, 21.7

    assert "mlat=38.2&mlon=21.7" in summary.map_url


def test_where_an_office_has_no_phone_the_municipality_is_called() -> None:
    municipality = make_municipality(phone="2610 000 009")
    appointment = book(make_citizen(), make_offering(office=make_office(municipality)))
    Office.objects.update(phone="")
    appointment.offering.office.phone = ""

    summary = summary_of(appointment)

    assert summary.office_phone == "2610 000 009"
    assert summary.office_phone_link == "tel:+302610000009"


def test_by_phone_no_documents_are_asked_for() -> None:
    by_phone = book(make_citizen(), make_offering(channel=Channel.PHONE))

    assert summary_of(by_phone).documents == []


def test_the_video_room_opens_a_quarter_of_an_hour_before() -> None:
    appointment = book(make_citizen(), make_offering(channel=Channel.VIDEO), "13:00")

    assert not summary_of(appointment, "12:44").video_is_open
    assert summary_of(appointment, "12:45").video_is_open


def test_after_erasure_the_summary_names_no_person() -> None:
    appointment = book(make_citizen(), make_offering())

    summary = AppointmentSummary(appointment, appearing=None, now=NOW)

    assert (summary.appearing_phone, summary.requirements) == ("", [])


def test_it_asks_the_database_nothing(django_assert_num_queries: DjangoAssertNumQueries) -> None:
    citizen = make_citizen()
    booked = appointment_of(citizen, book(citizen, make_offering()).public_id)
    assert booked is not None
    summary = summary_of(booked)
    names = [name for name in dir(summary) if not name.startswith("_")]

    with django_assert_num_queries(0):
        assert all(getattr(summary, name) is not NotImplemented for name in names)
