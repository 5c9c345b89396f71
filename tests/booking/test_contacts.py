"""A wrong e-mail address or phone number is corrected by the person who booked."""

from datetime import datetime

import pytest
from icalendar import Calendar

from mydimos.audit.actors import Actor
from mydimos.audit.models import Line
from mydimos.booking.errors import NotActive
from mydimos.booking.links import link_path, may_open
from mydimos.booking.mails import compose
from mydimos.booking.models import Appointment
from mydimos.booking.services import cancel_appointment, correct_contact
from mydimos.identity.models import Citizen
from mydimos.notifications.models import Message
from tests.booking.mailing import for_her_father, messages, sent
from tests.factories import NOW, at, book, make_citizen, make_offering

pytestmark = pytest.mark.django_db

RIGHT, PHONE = "eleni@right.example", "+306900000001"


def correct(
    appointment: Appointment, citizen: Citizen, email: str = RIGHT, *, now: datetime = NOW
) -> Appointment:
    return correct_contact(
        appointment_id=appointment.public_id,
        by=Actor.citizen(citizen.pk),
        email=email,
        phone=PHONE,
        now=now,
    )


def test_the_confirmation_goes_to_the_new_address_only() -> None:
    citizen = make_citizen()
    appointment = book(citizen, make_offering(), "12:00")

    correct(appointment, citizen)

    first, second = Message.objects.order_by("pk")
    assert compose(first, now=NOW) is None  # not sent yet, and of a state that is over
    mail = compose(second, now=NOW)
    assert mail is not None
    assert mail.to == RIGHT


def test_the_link_in_the_wrong_mailbox_is_dead() -> None:
    citizen = make_citizen()
    appointment = book(citizen, make_offering(), "12:00")
    signature = link_path(appointment, "served", "el").split("/")[-2]
    assert may_open(appointment, "served", signature)

    corrected = correct(appointment, citizen)

    assert not may_open(corrected, "served", signature)


def test_a_new_phone_number_keeps_the_links() -> None:
    citizen = make_citizen()
    appointment = book(citizen, make_offering(), "12:00")
    signature = link_path(appointment, "served", "el").split("/")[-2]

    corrected = correct_contact(
        appointment_id=appointment.public_id,
        by=Actor.citizen(citizen.pk),
        email="eleni@mail.example",
        phone="+306900000009",
        now=NOW,
    )

    assert may_open(corrected, "served", signature)
    assert corrected.participants.get(role="served").phone == "+306900000009"


def test_nothing_new_sends_nothing() -> None:
    citizen = make_citizen()
    appointment = book(citizen, make_offering(), "12:00")

    correct(appointment, citizen, "eleni@mail.example")

    assert Message.objects.count() == 1
    assert appointment.history.count() == 1


def test_a_cancelled_appointment_keeps_its_address() -> None:
    citizen = make_citizen()
    appointment = book(citizen, make_offering(), "12:00")
    cancel_appointment(appointment_id=appointment.public_id, by=Actor.link(), now=NOW)

    with pytest.raises(NotActive):
        correct(appointment, citizen)


def test_an_appointment_that_is_over_keeps_its_address() -> None:
    citizen = make_citizen()
    appointment = book(citizen, make_offering(), "12:00")

    with pytest.raises(NotActive):
        correct(appointment, citizen, now=at("12:30"))


def test_whoever_wanted_a_copy_gets_the_confirmation_again() -> None:
    citizen = make_citizen()
    appointment = book(citizen, make_offering(), "12:00", people=for_her_father())

    correct(appointment, citizen)

    assert len(messages(appointment, "confirmation", to="applicant")) == 2
    assert sent(appointment, to="applicant").to == "eleni@mail.example"


def test_the_correction_stands_in_the_history_and_in_the_audit() -> None:
    citizen = make_citizen()
    appointment = book(citizen, make_offering(), "12:00")

    correct(appointment, citizen)

    assert [entry.act for entry in appointment.history.order_by("pk")] == ["booked", "corrected"]
    line = Line.objects.get(act="appointment.corrected")
    assert (line.actor, line.subject) == ("citizen", appointment.trace)


def test_the_entry_of_the_calendar_is_as_new_as_the_correction() -> None:
    citizen = make_citizen()
    appointment = book(citizen, make_offering(), "12:00")

    correct(appointment, citizen, now=at("08:00"))

    invitation = sent(appointment, now=at("08:01")).invitation
    assert invitation
    (event,) = Calendar.from_ical(invitation.content).events
    assert (event["SEQUENCE"], event.LAST_MODIFIED) == (1, at("08:00"))
