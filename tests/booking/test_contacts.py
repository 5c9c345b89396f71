"""A wrong e-mail address or phone number is corrected by the person who booked."""

import pytest

from mydimos.audit.actors import Actor
from mydimos.booking.errors import NotActive
from mydimos.booking.links import link_path, may_open
from mydimos.booking.mails import compose
from mydimos.booking.models import Appointment
from mydimos.booking.services import cancel_appointment, correct_contact
from mydimos.identity.models import Citizen
from mydimos.notifications.models import Message
from tests.factories import NOW, book, make_citizen, make_offering

pytestmark = pytest.mark.django_db

RIGHT, PHONE = "eleni@right.example", "+306900000001"


def correct(appointment: Appointment, citizen: Citizen, email: str = RIGHT) -> Appointment:
    return correct_contact(
        appointment_id=appointment.public_id,
        by=Actor.citizen(citizen.pk),
        email=email,
        phone=PHONE,
        now=NOW,
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
