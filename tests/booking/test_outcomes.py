"""Marking what became of an appointment, and taking the mark back."""

from collections.abc import Callable
from datetime import datetime, timedelta
from functools import partial

import pytest
from django.db import IntegrityError, connection, transaction

from mydimos.access.scope import seen_by
from mydimos.audit.actors import Actor
from mydimos.audit.models import Line
from mydimos.booking.errors import NotActive, SlotTaken, TooEarly, TooLate, TwoAtOnce
from mydimos.booking.models import Appointment, HistoryEntry, Hold, Occupancy
from mydimos.booking.rules import may_complete, may_mark_missed, may_reopen
from mydimos.booking.services import (
    cancel_appointment,
    complete_appointment,
    mark_missed,
    reopen,
    take_moving_hold,
)
from mydimos.identity.models import User
from mydimos.notifications.models import Message
from tests.booking.test_races import all_at_once, told
from tests.factories import NOW, at, book, make_citizen, make_offering

pytestmark = pytest.mark.django_db

NINE, TOMORROW = at("09:00"), NOW + timedelta(days=1)
YESTERDAY, MIDNIGHT = at("23:59") - timedelta(days=1), at("00:00") + timedelta(days=1)
Because = HistoryEntry.MissedBecause


@pytest.fixture
def maria() -> Actor:
    user = User.objects.create(full_name="Μαρία Παππά", email="m@town.example", email_index=b"m")
    return Actor.employee(user.pk)


@pytest.fixture
def appointment() -> Appointment:
    return book(make_citizen(), make_offering(), now=NOW - timedelta(days=3))


def complete(appointment: Appointment, by: Actor, now: datetime = NINE) -> Appointment:
    return complete_appointment(appointment_id=appointment.public_id, by=by, now=now)


def miss(
    appointment: Appointment, by: Actor, now: datetime = NINE, because: Because = Because.OTHER_CAME
) -> Appointment:
    return mark_missed(appointment_id=appointment.public_id, because=because, by=by, now=now)


def open_again(appointment: Appointment, by: Actor, now: datetime = NINE) -> Appointment:
    return reopen(appointment_id=appointment.public_id, by=by, now=now)


def test_a_completed_appointment_keeps_its_time_and_says_who_marked_it(
    appointment: Appointment, maria: Actor
) -> None:
    assert complete(appointment, maria).status == "completed"

    assert Occupancy.objects.filter(owner=appointment.public_id).exists()
    entry = appointment.history.get(act="completed")
    assert (entry.employee_id, entry.at, entry.missed_because) == (maria.id, NINE, None)
    line = Line.objects.get(act="appointment.completed")
    assert (line.subject, line.actor_id) == (appointment.trace, maria.id)
    assert Message.objects.exclude(kind="booking.confirmation").count() == 0


@pytest.mark.parametrize("because", list(Because))
def test_a_missed_appointment_says_who_was_missing(
    because: Because, appointment: Appointment, maria: Actor
) -> None:
    assert miss(appointment, maria, because=because).status == "missed"

    assert appointment.history.get(act="missed").missed_because == because
    assert Line.objects.filter(act="appointment.missed").count() == 1


@pytest.mark.parametrize(("mark", "act"), [(complete, "completed"), (miss, "missed")])
def test_a_mark_pressed_twice_is_one_line(
    mark: Callable[..., Appointment], act: str, appointment: Appointment, maria: Actor
) -> None:
    assert mark(appointment, maria) == mark(appointment, maria, NINE + timedelta(minutes=1))

    assert appointment.history.filter(act=act).count() == 1


def test_it_is_completed_from_its_day_on_and_missed_from_its_start_on(
    appointment: Appointment, maria: Actor
) -> None:
    with pytest.raises(TooEarly):
        complete(appointment, maria, YESTERDAY)
    with pytest.raises(TooEarly):
        miss(appointment, maria, NINE - timedelta(seconds=1))

    assert not may_complete(appointment, now=YESTERDAY)
    assert may_complete(appointment, now=at("00:00"))
    assert not may_mark_missed(appointment, now=NINE - timedelta(seconds=1))
    assert may_mark_missed(appointment, now=NINE)
    assert complete(appointment, maria, at("00:00")).status == "completed"


def test_one_without_outcome_is_marked_on_a_later_day(
    appointment: Appointment, maria: Actor
) -> None:
    assert miss(appointment, maria, TOMORROW).status == "missed"


@pytest.mark.parametrize("mark", [complete, miss, open_again])
def test_a_cancelled_appointment_has_no_outcome(
    mark: Callable[..., Appointment], appointment: Appointment, maria: Actor
) -> None:
    cancel_appointment(appointment_id=appointment.public_id, by=maria, reason="Ασθένεια", now=NOW)

    with pytest.raises(NotActive):
        mark(appointment, maria)


def test_one_outcome_is_taken_back_before_another_is_set(
    appointment: Appointment, maria: Actor
) -> None:
    complete(appointment, maria)
    with pytest.raises(NotActive):
        miss(appointment, maria)

    assert open_again(appointment, maria).is_booked
    miss(appointment, maria)
    with pytest.raises(NotActive):
        complete(appointment, maria)

    acts = appointment.history.order_by("pk").values_list("act", flat=True)
    assert list(acts) == ["booked", "completed", "reopened", "missed"]


def test_reopening_a_booked_one_does_nothing(appointment: Appointment, maria: Actor) -> None:
    assert open_again(appointment, maria) == appointment

    assert not Line.objects.filter(act="appointment.reopened").exists()


def test_it_is_reopened_on_the_day_of_the_mark(appointment: Appointment, maria: Actor) -> None:
    marked = complete(appointment, maria)

    assert may_reopen(marked, now=MIDNIGHT - timedelta(seconds=1))
    assert not may_reopen(marked, now=MIDNIGHT)
    with pytest.raises(TooLate):
        open_again(appointment, maria, MIDNIGHT)


def test_what_was_marked_the_next_morning_is_reopened_the_next_morning(
    appointment: Appointment, maria: Actor
) -> None:
    miss(appointment, maria, TOMORROW)

    assert open_again(appointment, maria, TOMORROW).is_booked


def test_one_that_lost_its_time_is_not_reopened(appointment: Appointment, maria: Actor) -> None:
    complete(appointment, maria)
    Occupancy.objects.all().delete()
    connection.check_constraints()  # completed: the triggers ask nothing

    with pytest.raises(SlotTaken):
        open_again(appointment, maria)
    Appointment.objects.update(status="booked")
    with pytest.raises(IntegrityError, match="no time of its own"), transaction.atomic():
        connection.check_constraints()
    Appointment.objects.update(status="missed")


def test_one_is_not_reopened_beside_another_of_the_same_person(maria: Actor) -> None:
    citizen, offering = make_citizen(), make_offering(desks=2)
    first = book(citizen, offering, "12:00")
    complete(first, maria)
    second = book(citizen, offering, "12:00")

    with pytest.raises(TwoAtOnce):
        open_again(first, maria)
    assert second.is_booked
    assert open_again(first, maria, at("13:00")).is_booked  # both are over: only the marks differ


@pytest.mark.parametrize("mark", [complete, miss])
def test_a_mark_frees_the_time_to_which_it_would_be_moved(
    mark: Callable[..., Appointment], appointment: Appointment, maria: Actor
) -> None:
    take_moving_hold(appointment_id=appointment.public_id, by=maria, starts_at=at("13:00"), now=NOW)

    mark(appointment, maria)

    assert not Hold.objects.exists()
    assert Occupancy.objects.get().owner == appointment.public_id


def test_the_database_keeps_the_reason_with_missed_ones_and_with_no_other(
    appointment: Appointment, maria: Actor
) -> None:
    miss(appointment, maria)

    for act, because in (("missed", None), ("booked", Because.DID_NOT_COME)):
        with pytest.raises(IntegrityError, match="history_missed_because"), transaction.atomic():
            appointment.history.filter(act=act).update(missed_because=because)


def test_marks_work_within_the_wall(appointment: Appointment, maria: Actor) -> None:
    assert maria.id
    for mark in (complete, open_again, miss):
        with seen_by(employee=maria.id, departments=[appointment.department_id]):
            mark(appointment, maria)
    for mark in (complete, open_again, miss):
        with seen_by(employee=maria.id, departments=[]), pytest.raises(Appointment.DoesNotExist):
            mark(appointment, maria)

    appointment.refresh_from_db()
    assert appointment.status == "missed"


@pytest.mark.django_db(transaction=True)
def test_two_employees_mark_one_appointment_at_once(appointment: Appointment, maria: Actor) -> None:
    anna = Actor.employee(User.objects.create(email_index=b"a").pk)

    for _ in range(5):
        outcomes = all_at_once(
            [partial(complete, appointment, maria), partial(miss, appointment, anna)]
        )
        assert told(outcomes) == {"done": 1, "NotActive": 1}
        open_again(appointment, maria)

    assert appointment.history.filter(act__in=["completed", "missed"]).count() == 5
