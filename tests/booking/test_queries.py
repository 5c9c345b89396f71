"""What pages ask about free times, holds and appointments."""

from datetime import timedelta
from typing import Any

import pytest

from mydimos.audit.actors import Actor
from mydimos.booking.models import Appointment
from mydimos.booking.people import People
from mydimos.booking.queries.appointments import (
    appointment_of,
    appointment_with_role,
    moving_hold_of,
    own_between,
    participants_of,
    past_of,
    upcoming_of,
)
from mydimos.booking.queries.holds import any_hold_of, hold_of, hold_of_employee, is_booked
from mydimos.booking.queries.nearest import first_times, is_within_horizon, nearest_times
from mydimos.booking.services import cancel_appointment, take_hold, take_moving_hold
from mydimos.directory.models import Offering
from mydimos.identity.models import User
from tests.factories import (
    NOW,
    at,
    book,
    confirm,
    eleni,
    hold,
    make_citizen,
    make_municipality,
    make_offering,
    make_office,
)

pytestmark = pytest.mark.django_db

DAY = timedelta(days=1)


def not_set_up(**columns: Any) -> Offering:
    """An offering without a horizon."""
    return make_offering(horizon_days=None, **columns)


def test_offerings_are_listed_by_their_first_free_time() -> None:
    town = make_municipality()
    office = make_office(town)
    late = make_offering(office=office, opens="11:00")
    early = make_offering(office=office, opens="09:00")
    never = make_offering(office=office, opens="08:00", closes="08:10")
    unfinished = not_set_up(office=office)

    found = first_times([late, never, unfinished, early], now=NOW)

    assert [(one.offering, one.starts_at) for one in found] == [
        (early, at("09:00")),
        (late, at("11:00")),
        (never, None),
    ]
    assert first_times([], now=NOW) == []


def test_the_three_nearest_times_are_offered_for_one_that_is_gone() -> None:
    offering = make_offering()
    book(make_citizen(), offering, "10:00")

    near = nearest_times(offering, at("10:00"), now=NOW)

    assert near == [at("09:00"), at("09:30"), at("10:30")]


def test_with_nothing_near_the_whole_horizon_is_searched() -> None:
    offering = make_offering(horizon_days=60, notice=20 * DAY)

    near = nearest_times(offering, at("10:00"), now=NOW)

    assert near[0] > NOW + 20 * DAY
    assert len(near) == 3


def test_an_offering_that_is_not_set_up_has_no_times_near() -> None:
    offering = make_offering()
    offering.needs.all().delete()

    assert nearest_times(offering, at("10:00"), now=NOW) == []


def test_an_offering_without_any_time_has_none_near() -> None:
    offering = make_offering(opens="08:00", closes="08:10")

    assert nearest_times(offering, at("10:00"), now=NOW) == []


def test_days_outside_the_horizon_are_not_looked_at() -> None:
    offering = make_offering(horizon_days=30)

    assert is_within_horizon(offering, at("10:00"), now=NOW)
    assert not is_within_horizon(offering, at("10:00") - DAY, now=NOW)
    assert not is_within_horizon(offering, at("10:00") + 40 * DAY, now=NOW)


def test_a_citizen_finds_the_own_hold_and_no_other() -> None:
    citizen, stranger = make_citizen(), make_citizen()
    kept = hold(citizen, make_offering())

    assert hold_of(citizen, kept.public_id) == any_hold_of(citizen) == kept
    assert hold_of(stranger, kept.public_id) is None
    assert any_hold_of(stranger) is None


def test_a_hold_that_was_confirmed_is_booked_for_its_owner() -> None:
    citizen = make_citizen()
    kept = hold(citizen, make_offering())
    assert not is_booked(citizen, kept.public_id)

    confirm(kept.public_id, citizen)

    assert is_booked(citizen, kept.public_id)
    assert not is_booked(make_citizen(), kept.public_id)


def test_upcoming_appointments_come_before_those_that_are_over() -> None:
    citizen, offering = make_citizen(), make_offering(max_active_per_person=5)
    later, sooner = (book(citizen, offering, clock) for clock in ("12:00", "10:00"))
    cancelled = book(citizen, offering, "13:00")
    cancel_appointment(appointment_id=cancelled.public_id, by=Actor.link(), now=NOW)

    upcoming, past = upcoming_of(citizen, now=NOW), past_of(citizen, now=NOW)

    assert [one.appointment for one in upcoming] == [sooner, later]
    assert [one.appointment for one in past] == [cancelled]
    assert upcoming[0].appearing
    assert upcoming[0].appearing.name == "Ελένη Παπαδοπούλου"


def test_own_appointments_that_overlap_leave_out_the_one_that_is_moved() -> None:
    citizen, offering = make_citizen(), make_offering(desks=2)
    own = book(citizen, offering, "10:00")
    book(citizen, offering, "10:00", people=People(Appointment.OnBehalf.OTHER, eleni()))
    span = (at("10:15"), at("10:45"))

    assert list(own_between(citizen, *span)) == [own]
    assert list(own_between(citizen, *span, excluding=own.public_id)) == []
    assert list(own_between(citizen, at("10:30"), at("11:00"))) == []


def test_an_appointment_is_found_by_its_citizen_and_by_a_role_that_it_has() -> None:
    citizen = make_citizen()
    appointment = book(citizen, make_offering(), "12:00")

    assert appointment_of(citizen, appointment.public_id) == appointment
    assert appointment_of(make_citizen(), appointment.public_id) is None
    assert appointment_with_role(appointment.public_id, "served") == appointment
    assert appointment_with_role(appointment.public_id, "guest") is None
    people = participants_of(appointment)
    assert people.applicant
    assert people.applicant.citizen == citizen
    assert people.guest is None


def test_the_hold_of_a_move_is_found_until_it_is_confirmed() -> None:
    appointment = book(make_citizen(), make_offering(), "12:00")
    assert moving_hold_of(appointment) is None

    kept = take_moving_hold(
        appointment_id=appointment.public_id, by=Actor.link(), starts_at=at("13:00"), now=NOW
    )

    assert moving_hold_of(appointment) == kept


def test_an_employee_finds_the_own_hold_and_not_a_colleagues() -> None:
    maria, anna = (User.objects.create(email_index=bytes([number])) for number in range(2))
    by = Actor.employee(maria.pk)
    kept = take_hold(by=by, offering=make_offering(), starts_at=at("10:00"), now=NOW)

    assert hold_of_employee(maria.pk, kept.public_id) == kept
    assert hold_of_employee(anna.pk, kept.public_id) is None
