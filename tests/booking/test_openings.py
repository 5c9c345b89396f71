"""«Who has opened this»."""

from datetime import timedelta
from functools import partial

import pytest
from pytest_django import DjangoAssertNumQueries

from mydimos.access.scope import seen_by
from mydimos.audit.actors import Actor
from mydimos.booking.models import Appointment
from mydimos.booking.queries.openings import openings_of
from mydimos.booking.services import (
    find_people,
    move_appointment,
    see_appointment,
    see_day,
    take_moving_hold,
)
from mydimos.identity.models import User
from tests.factories import NOW, TODAY, at, book, make_citizen, make_offering

pytestmark = pytest.mark.django_db

TOMORROW, HOUR = TODAY + timedelta(days=1), timedelta(hours=1)


@pytest.fixture
def maria() -> Actor:
    user = User.objects.create(full_name="Μαρία Παππά", email_index=b"m")
    return Actor.employee(user.pk)


@pytest.fixture
def appointment() -> Appointment:
    return book(make_citizen(), make_offering(desks=2), "12:00")


def acts_of(appointment: Appointment) -> list[str]:
    return [one.act.value for one in openings_of(appointment)]


def test_every_way_of_seeing_it_is_told_with_the_name_of_the_employee(
    appointment: Appointment, maria: Actor, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    departments = [appointment.department_id]
    see_day(departments=departments, day=TODAY, by=maria, now=NOW)
    find_people(departments=departments, typed="Ελένη", by=maria, now=NOW + HOUR)
    see_appointment(appointment_id=appointment.public_id, by=maria, now=NOW + 2 * HOUR)

    with django_assert_num_queries(3):
        openings = openings_of(appointment)

    assert [(one.at, one.act.value) for one in openings] == [
        (NOW + 2 * HOUR, "appointment.seen"),
        (NOW + HOUR, "people.found"),
        (NOW, "agenda.seen"),
    ]
    assert {one.employee and one.employee.full_name for one in openings} == {"Μαρία Παππά"}


def test_looks_at_others_are_not_told(appointment: Appointment, maria: Actor) -> None:
    other = book(make_citizen(), make_offering(), "12:00")
    see_day(departments=[other.department_id], day=TODAY, by=maria, now=NOW)
    see_day(departments=[appointment.department_id], day=TOMORROW, by=maria, now=NOW)
    find_people(departments=[other.department_id], typed="Ελένη", by=maria, now=NOW)
    see_appointment(appointment_id=other.public_id, by=maria, now=NOW)

    assert openings_of(appointment) == []


def test_the_agenda_counts_from_the_booking_on(appointment: Appointment, maria: Actor) -> None:
    look = partial(see_day, departments=[appointment.department_id], day=TODAY, by=maria)
    look(now=NOW - HOUR)
    assert openings_of(appointment) == []

    # The line of the quarter in which it was booked: a refresh left no other.
    look(now=NOW - timedelta(minutes=14))
    assert acts_of(appointment) == ["agenda.seen"]


def test_the_agenda_counts_where_it_stood_when_it_stood_there(
    appointment: Appointment, maria: Actor
) -> None:
    departments, moved_at = [appointment.department_id], NOW + 2 * HOUR
    kept = take_moving_hold(
        appointment_id=appointment.public_id,
        by=maria,
        starts_at=at("12:00", TOMORROW),
        now=moved_at,
    )
    move_appointment(
        appointment_id=appointment.public_id,
        hold_id=kept.public_id,
        by=maria,
        reason="Ασθένεια",
        now=moved_at,
    )
    for day, now in (
        (TODAY, NOW),
        (TOMORROW, NOW),  # not there yet
        (TODAY, moved_at + HOUR),  # no longer there
        (TOMORROW, moved_at + HOUR),
    ):
        see_day(departments=departments, day=day, by=maria, now=now)

    appointment.refresh_from_db()
    assert [one.at for one in openings_of(appointment)] == [moved_at + HOUR, NOW]


def test_it_is_asked_within_the_wall(appointment: Appointment, maria: Actor) -> None:
    assert maria.id
    with seen_by(employee=maria.id, departments=[appointment.department_id]):
        see_appointment(appointment_id=appointment.public_id, by=maria, now=NOW)
        assert acts_of(appointment) == ["appointment.seen"]
