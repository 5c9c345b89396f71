"""Calendar files: checked against RFC 5545 (format) and RFC 5546 (what a calendar does with it)."""

from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest
from icalendar import Calendar, Event

from mydimos.audit.actors import Actor
from mydimos.booking.calendar_files import Method, calendar_file, download
from mydimos.booking.models import Appointment
from mydimos.booking.services import cancel_appointment, move_appointment, take_moving_hold
from mydimos.booking.summary import AppointmentSummary
from mydimos.directory.models import Channel
from tests.factories import (
    NOW,
    at,
    book,
    make_citizen,
    make_municipality,
    make_offering,
    make_service,
)

pytestmark = pytest.mark.django_db


def invitation(
    appointment: Appointment, language: str = "el", method: Method = Method.REQUEST
) -> str:
    return calendar_file(
        AppointmentSummary(appointment, appearing=None, now=NOW),
        role="served",
        language=language,
        method=method,
        attendee="eleni@mail.example",
    )


def cancellation(appointment: Appointment) -> str:
    return invitation(appointment, method=Method.CANCEL)


def event_in(file: str) -> Event:
    calendar = Calendar.from_ical(file)
    assert isinstance(calendar, Calendar)
    assert not calendar.errors
    (event,) = calendar.events
    assert not event.errors
    return event


def move(appointment: Appointment, clock: str) -> Appointment:
    kept = take_moving_hold(
        by=Actor.link(), appointment_id=appointment.public_id, starts_at=at(clock), now=NOW
    )
    return move_appointment(
        appointment_id=appointment.public_id, hold_id=kept.public_id, by=Actor.link(), now=NOW
    )


def test_the_time_is_given_in_utc() -> None:
    event = event_in(invitation(book(make_citizen(), make_offering(), "09:00")))

    assert event.start == datetime(2026, 2, 2, 7, 0, tzinfo=UTC)
    assert event.end - event.start == timedelta(minutes=30)
    assert "DTSTART:20260202T070000Z" in event.to_ical().decode()


def test_an_invitation_has_what_a_request_must_have() -> None:
    file = invitation(book(make_citizen(), make_offering()))
    event = event_in(file)

    assert Calendar.from_ical(file)["METHOD"] == "REQUEST"
    assert Calendar.from_ical(file)["VERSION"] == "2.0"
    for required in ("UID", "DTSTAMP", "DTSTART", "SUMMARY", "ORGANIZER", "ATTENDEE", "SEQUENCE"):
        assert required in event, required
    assert event["ORGANIZER"] == "mailto:no-reply@mydimos.example"
    assert event["ATTENDEE"] == "mailto:eleni@mail.example"
    assert event["STATUS"] == "CONFIRMED"


def test_nobody_is_asked_to_answer_and_no_alarm_rings() -> None:
    event = event_in(invitation(book(make_citizen(), make_offering())))

    assert event["ATTENDEE"].params["RSVP"] == "FALSE"
    assert not event.alarms.times


def test_a_download_names_no_attendee() -> None:
    file = download(book(make_citizen(), make_offering()), role="served", language="el", now=NOW)

    assert Calendar.from_ical(file)["METHOD"] == "PUBLISH"
    assert "ATTENDEE" not in event_in(file)
    assert "ORGANIZER" in event_in(file)


def test_a_move_updates_the_entry_that_is_in_the_calendar() -> None:
    appointment = book(make_citizen(), make_offering(), "13:00")
    before = event_in(invitation(appointment))

    after = event_in(invitation(move(appointment, "13:30")))

    assert after["UID"] == before["UID"]
    assert after.sequence > before.sequence
    assert after.start == at("13:30")


def test_a_cancellation_removes_it() -> None:
    appointment = book(make_citizen(), make_offering(), "13:00")
    before = event_in(invitation(appointment))
    cancelled = cancel_appointment(appointment_id=appointment.public_id, by=Actor.link(), now=NOW)

    file = cancellation(cancelled)

    event = event_in(file)
    assert Calendar.from_ical(file)["METHOD"] == "CANCEL"
    assert event["UID"] == before["UID"]
    assert event.sequence > before.sequence
    assert event["STATUS"] == "CANCELLED"
    assert "/a/" not in file  # its links have ended


def test_the_entry_stays_the_same_however_often_it_is_sent() -> None:
    appointment = book(make_citizen(), make_offering())

    assert invitation(appointment) == invitation(appointment)
    assert UUID(str(event_in(invitation(appointment))["UID"]).partition("@")[0]) == (
        appointment.public_id
    )


@pytest.mark.parametrize(
    ("channel", "place"),
    [
        (Channel.IN_PERSON, "Δημαρχείο, Μαιζώνος 108, 26221 Πάτρα"),
        (Channel.PHONE, "Τηλεφωνική κλήση από τον Δήμο"),
    ],
)
def test_the_place_is_where_it_happens(channel: str, place: str) -> None:
    event = event_in(invitation(book(make_citizen(), make_offering(channel=channel))))

    assert str(event["LOCATION"]) == place


def test_the_place_of_a_video_call_is_its_link() -> None:
    event = event_in(invitation(book(make_citizen(), make_offering(channel=Channel.VIDEO))))

    assert str(event["LOCATION"]).startswith("http://127.0.0.1:8000/a/")
    assert str(event["LOCATION"]).endswith("/video/")


def test_the_description_says_what_to_bring_and_how_to_change() -> None:
    appointment = book(make_citizen(), make_offering())

    description = str(event_in(invitation(appointment))["DESCRIPTION"])

    assert appointment.spoken_reference in description
    assert "Τι χρειάζεται να έχετε μαζί σας:\n- Ταυτότητα" in description
    assert f"/a/{appointment.public_id}/served/" in description


def test_a_phone_appointment_asks_for_no_documents() -> None:
    event = event_in(invitation(book(make_citizen(), make_offering(channel=Channel.PHONE))))

    assert "Ταυτότητα" not in str(event["DESCRIPTION"])
    assert "μόνο για ενημέρωση" in str(event["DESCRIPTION"])


def test_the_title_never_names_the_service() -> None:
    appointment = book(make_citizen(), make_offering())

    assert str(event_in(invitation(appointment))["SUMMARY"]) == "Ραντεβού, Δήμος Πατρέων"
    assert str(event_in(invitation(appointment, "en"))["SUMMARY"]) == (
        "Appointment, Municipality of Patras"
    )


def test_a_social_service_leaves_no_trace_in_the_calendar() -> None:
    service = make_service(
        make_municipality(),
        name_el="Επίδομα αναπηρίας",
        documents_el=["Γνωμάτευση ΚΕΠΑ"],
        is_special_category=True,
    )
    file = invitation(book(make_citizen(), make_offering(service=service)))
    told = " ".join(str(value) for value in event_in(file).values())

    for word in ("Επίδομα", "αναπηρίας", "Γνωμάτευση", service.department.name_el, "Δημαρχείο"):
        assert word not in told


def test_long_greek_lines_are_folded_between_letters_and_at_75_bytes() -> None:
    service = make_service(make_municipality(), documents_el=["Ά" * 300, "Υπεύθυνη δήλωση, με «»;"])
    file = invitation(book(make_citizen(), make_offering(service=service)))

    assert all(len(line.encode()) <= 75 for line in file.split("\r\n"))
    assert "\n" not in file.replace("\r\n", "")
    assert f"- {'Ά' * 300}\n- Υπεύθυνη δήλωση, με «»;" in str(event_in(file)["DESCRIPTION"])


def test_a_name_cannot_add_lines_of_its_own() -> None:
    service = make_service(make_municipality(), name_el="Αίτηση\r\nATTENDEE:mailto:x@y.example")

    event = event_in(invitation(book(make_citizen(), make_offering(service=service))))

    assert event["ATTENDEE"] == "mailto:eleni@mail.example"
