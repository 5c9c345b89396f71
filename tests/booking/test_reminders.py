"""Which reminders are queued, and when."""

from datetime import timedelta

import pytest
from pytest_django import DjangoAssertNumQueries

from mydimos.booking.mails import queue_reminders
from mydimos.booking.models import Participant
from mydimos.notifications.models import Message
from tests.booking.mailing import TUESDAY, book_ahead, cancel, for_her_father, move
from tests.factories import at

pytestmark = pytest.mark.django_db


def reminders() -> int:
    return Message.objects.filter(kind="booking.reminder").count()


def test_a_reminder_goes_out_a_day_and_two_hours_before() -> None:
    book_ahead("09:00")

    assert queue_reminders(now=at("08:59")) == 0
    assert queue_reminders(now=at("09:00")) == 1
    assert queue_reminders(now=at("06:59", TUESDAY)) == 0
    assert queue_reminders(now=at("07:00", TUESDAY)) == 1
    assert queue_reminders(now=at("08:59", TUESDAY)) == 0


def test_each_goes_out_once_however_often_one_looks() -> None:
    book_ahead()

    queue_reminders(now=at("09:00"))
    queue_reminders(now=at("09:00"))
    queue_reminders(now=at("09:05"))

    assert reminders() == 1


def test_after_an_outage_the_latest_one_that_is_due_goes_out_and_no_other() -> None:
    book_ahead()

    assert queue_reminders(now=at("08:30", TUESDAY)) == 1

    assert Message.objects.get(kind="booking.reminder").occasion.startswith("7200-")


def test_none_for_what_was_booked_after_the_reminders_moment() -> None:
    book_ahead(booked=at("09:01"))

    assert queue_reminders(now=at("09:05")) == 0
    assert queue_reminders(now=at("07:00", TUESDAY)) == 1


def test_none_for_what_has_begun() -> None:
    book_ahead()

    assert queue_reminders(now=at("09:00", TUESDAY)) == 0


def test_none_for_what_was_cancelled() -> None:
    cancel(book_ahead(), now=at("08:00"))

    assert queue_reminders(now=at("09:00")) == 0


def test_a_moved_appointment_gets_a_reminder_of_its_new_time() -> None:
    appointment = book_ahead()
    queue_reminders(now=at("09:00"))

    move(appointment, "10:00", TUESDAY + timedelta(days=1), now=at("09:30"))

    assert queue_reminders(now=at("07:00", TUESDAY)) == 0
    assert queue_reminders(now=at("10:00", TUESDAY)) == 1
    assert reminders() == 2


def test_the_copy_is_reminded_too() -> None:
    appointment = book_ahead(people=for_her_father())

    assert queue_reminders(now=at("09:00")) == 2

    told = Message.objects.filter(kind="booking.reminder", subject=appointment.public_id)
    assert set(told.values_list("recipient", flat=True)) == {"served", "applicant"}


def test_whoever_gave_no_address_is_passed_over() -> None:
    book_ahead()
    Participant.objects.update(email=None)

    assert queue_reminders(now=at("09:00")) == 0


def test_a_thousand_reminders_take_few_queries_to_find(
    django_assert_max_num_queries: DjangoAssertNumQueries,
) -> None:
    for _ in range(3):
        book_ahead()

    # Two to find, per batch one for the people and two for the transaction, two for each message.
    with django_assert_max_num_queries(12):
        assert queue_reminders(now=at("09:00")) == 3
