"""Sending the message again."""

from datetime import timedelta
from uuid import uuid4

import pytest

from mydimos.audit.actors import Actor
from mydimos.audit.models import Line
from mydimos.booking.errors import NotActive
from mydimos.booking.models import Appointment
from mydimos.booking.services import send_again
from mydimos.notifications.errors import SentTooOften
from tests.booking.mailing import cancel, for_her_father, mail, messages, move, sent
from tests.factories import NOW, at, book, make_citizen, make_offering

pytestmark = pytest.mark.django_db


def ask_again(appointment: Appointment, minutes: int = 0) -> None:
    send_again(
        appointment_id=appointment.public_id,
        by=Actor.link(),
        now=NOW + timedelta(minutes=minutes),
    )


def test_the_confirmation_is_sent_again() -> None:
    appointment = book(make_citizen(), make_offering(), "13:00")

    ask_again(appointment)

    assert len(messages(appointment, "confirmation")) == 2
    assert sent(appointment).text.startswith("Δήμος Πατρέων")
    assert Line.objects.filter(act="appointment.message_again").count() == 1


def test_after_a_move_it_tells_the_new_time() -> None:
    appointment = book(make_citizen(), make_offering(), "12:00")
    move(appointment, "13:00")

    ask_again(appointment)

    assert "ώρα 13:00" in sent(appointment).subject


def test_what_was_asked_for_before_a_move_is_not_sent_after_it() -> None:
    appointment = book(make_citizen(), make_offering(), "12:00")
    ask_again(appointment)

    move(appointment, "13:00")

    assert mail(appointment, "confirmation") is None


def test_whoever_wanted_a_copy_gets_one_again() -> None:
    appointment = book(make_citizen(), make_offering(), "13:00", people=for_her_father())

    ask_again(appointment)

    assert len(messages(appointment, "confirmation", to="applicant")) == 2


def test_a_cancellation_can_be_sent_again() -> None:
    appointment = book(make_citizen(), make_offering(), "13:00")
    cancel(appointment)

    ask_again(appointment)

    assert len(messages(appointment, "cancellation")) == 2
    assert mail(appointment, "cancellation") is not None


def test_three_times_an_hour_and_no_more() -> None:
    appointment = book(make_citizen(), make_offering(), "13:00")
    for minutes in (0, 10, 20):
        ask_again(appointment, minutes)

    with pytest.raises(SentTooOften):
        ask_again(appointment, 59)
    ask_again(appointment, 61)

    assert len(messages(appointment, "confirmation")) == 5


def test_not_after_it_is_over() -> None:
    appointment = book(make_citizen(), make_offering(), "09:00")

    with pytest.raises(NotActive):
        send_again(appointment_id=appointment.public_id, by=Actor.link(), now=at("09:30"))


def test_not_for_an_appointment_that_does_not_exist() -> None:
    with pytest.raises(Appointment.DoesNotExist):
        send_again(appointment_id=uuid4(), by=Actor.link(), now=NOW)
