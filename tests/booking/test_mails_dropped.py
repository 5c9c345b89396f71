"""Messages that are no longer needed when their turn comes."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.conf import LazySettings

from mydimos.booking.mails import compose, queue_reminders
from mydimos.booking.mails.occasions import reminder_occasion
from mydimos.booking.models import Appointment, Participant
from mydimos.notifications.models import Message
from tests.booking.mailing import TUESDAY, book_ahead, cancel, mail, messages, move, sent
from tests.factories import NOW, at, book, make_citizen, make_offering

pytestmark = pytest.mark.django_db


def test_a_confirmation_overtaken_by_a_move_is_dropped() -> None:
    appointment = book(make_citizen(), make_offering(), "12:00")
    move(appointment, "13:00")

    assert mail(appointment, "confirmation") is None
    assert mail(appointment, "change") is not None


def test_a_confirmation_overtaken_by_a_cancellation_is_dropped() -> None:
    appointment = book(make_citizen(), make_offering(), "13:00")
    cancel(appointment)

    assert mail(appointment, "confirmation") is None
    assert mail(appointment, "cancellation") is not None


def test_of_two_moves_only_the_last_is_told() -> None:
    appointment = book(make_citizen(), make_offering(), "12:00")
    move(appointment, "12:30")
    move(appointment, "13:00")

    first, last = messages(appointment, "change")

    assert compose(first, now=NOW) is None
    assert compose(last, now=NOW) is not None


def test_nothing_is_told_about_an_appointment_that_is_over() -> None:
    appointment = book(make_citizen(), make_offering(), "09:00")

    assert mail(appointment, now=at("09:29")) is not None
    assert mail(appointment, now=at("09:30")) is None


def test_a_cancellation_is_not_told_after_the_time_has_passed() -> None:
    appointment = book(make_citizen(), make_offering(), "09:00")
    cancel(appointment)

    assert mail(appointment, "cancellation", now=at("09:30")) is None


def test_an_appointment_that_was_erased_leaves_no_mail() -> None:
    appointment = book(make_citizen(), make_offering())
    message = messages(appointment, "confirmation")[0]
    message.subject = uuid4()

    assert compose(message, now=NOW) is None


def test_whoever_has_no_address_any_more_gets_no_mail() -> None:
    appointment = book(make_citizen(), make_offering())
    Participant.objects.update(email=None)

    assert mail(appointment) is None


@pytest.mark.parametrize("status", ["completed", "missed"])
def test_nothing_is_confirmed_after_the_visit(status: str) -> None:
    appointment = book(make_citizen(), make_offering())
    Appointment.objects.update(status=status)

    assert mail(appointment) is None


# -- reminders


def reminder(appointment: Appointment, hours: int) -> Message:
    """A reminder that was queued for the time that the appointment has now."""
    return Message(
        kind="booking.reminder",
        subject=appointment.public_id,
        recipient="served",
        occasion=reminder_occasion(timedelta(hours=hours), int(appointment.starts_at.timestamp())),
    )


def test_a_reminder_says_the_same_as_the_confirmation() -> None:
    appointment = book_ahead()
    queue_reminders(now=at("09:00"))

    reminding = sent(appointment, "reminder", now=at("09:00"))

    assert reminding.subject.startswith("Υπενθύμιση: ραντεβού Τρίτη 3 Φεβρουαρίου 2026, ώρα 09:00")
    confirming = sent(appointment, "confirmation", now=at("09:00"))
    assert reminding.text.splitlines()[4:] == confirming.text.splitlines()[4:]
    assert reminding.invitation == confirming.invitation


def test_a_reminder_of_a_cancelled_appointment_is_dropped() -> None:
    appointment = book_ahead()
    message = reminder(appointment, 24)
    assert compose(message, now=at("09:00")) is not None

    cancel(appointment, now=at("09:00"))

    assert compose(message, now=at("09:00")) is None


def test_a_reminder_of_the_time_before_a_move_is_dropped() -> None:
    appointment = book_ahead()
    message = reminder(appointment, 24)

    move(appointment, "10:00", TUESDAY, now=at("09:30"))

    assert compose(message, now=at("11:00")) is None


def test_a_reminder_of_what_has_begun_is_dropped() -> None:
    appointment = book_ahead()

    assert compose(reminder(appointment, 2), now=at("08:59", TUESDAY)) is not None
    assert compose(reminder(appointment, 2), now=at("09:00", TUESDAY)) is None


def test_a_late_reminder_gives_way_to_the_next_one() -> None:
    appointment = book_ahead()

    assert compose(reminder(appointment, 24), now=at("07:00", TUESDAY)) is None
    assert compose(reminder(appointment, 2), now=at("07:00", TUESDAY)) is not None


def test_a_reminder_that_the_settings_no_longer_know_is_dropped(settings: LazySettings) -> None:
    appointment = book_ahead()
    settings.REMINDERS = [timedelta(hours=3)]

    assert compose(reminder(appointment, 24), now=at("09:00")) is None
