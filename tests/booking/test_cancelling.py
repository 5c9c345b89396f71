"""Cancelling an appointment."""

import uuid
from datetime import datetime, timedelta

import pytest

from mydimos.audit.actors import Actor
from mydimos.audit.models import Line
from mydimos.booking.errors import NotActive, SlotTaken, TooLate
from mydimos.booking.models import Appointment, Hold, Occupancy
from mydimos.booking.people import People
from mydimos.booking.queries.availability import availability
from mydimos.booking.services import cancel_appointment, sweep, take_moving_hold
from mydimos.booking.services.release import CHANCE, Chance
from mydimos.directory.models import Offering
from mydimos.notifications.models import Message
from mydimos.scheduling.spans import ATHENS
from tests.factories import (
    NOW,
    add_need,
    at,
    book,
    eleni,
    hold,
    make_citizen,
    make_offering,
    make_resource,
)

pytestmark = pytest.mark.django_db

HALF_AN_HOUR = timedelta(minutes=30)


def test_a_cancelled_time_is_free_at_once_where_there_are_others() -> None:
    offering = make_offering()
    appointment = book(make_citizen(), offering, "12:00")

    cancelled = _cancel(appointment)

    assert cancelled.status == Appointment.Status.CANCELLED_BY_CITIZEN
    assert not Occupancy.objects.exists()
    assert hold(make_citizen(), offering, "12:00").pk


def test_a_cancellation_is_written_down_and_announced() -> None:
    citizen = make_citizen()
    appointment = book(citizen, make_offering(), "12:00")

    _cancel(appointment, by=Actor.citizen(citizen.pk))

    entry = appointment.history.get(act="cancelled")
    assert (entry.at, entry.actor) == (NOW, "citizen")
    line = Line.objects.get(act="appointment.cancelled")
    assert (line.subject, line.actor_id, line.municipality, line.department) == (
        appointment.trace,
        None,
        appointment.municipality_id,
        appointment.department_id,
    )
    assert Message.objects.filter(kind="booking.cancellation").count() == 1


def test_the_applicant_who_wished_for_a_copy_hears_of_it_too() -> None:
    people = People(Appointment.OnBehalf.OTHER, eleni(), copy_to="applicant@mail.example")

    _cancel(book(make_citizen(), make_offering(), "12:00", people=people))

    messages = Message.objects.filter(kind="booking.cancellation")
    assert set(messages.values_list("recipient", flat=True)) == {"served", "applicant"}


def test_cancelling_ends_the_links_and_raises_the_calendars_sequence() -> None:
    appointment = book(make_citizen(), make_offering(), "12:00")

    cancelled = _cancel(appointment)

    assert cancelled.link_version == appointment.link_version + 1
    assert cancelled.sequence == appointment.sequence + 1
    assert cancelled.changed_at == NOW


def test_cancelling_twice_is_cancelling_once() -> None:
    appointment = book(make_citizen(), make_offering(), "12:00")

    first, second = _cancel(appointment), _cancel(appointment)

    assert (second.link_version, second.sequence) == (first.link_version, first.sequence)
    assert appointment.history.filter(act="cancelled").count() == 1
    assert Message.objects.filter(kind="booking.cancellation").count() == 1


def test_cancelling_again_after_the_cut_off_is_not_too_late() -> None:
    appointment = book(make_citizen(), make_offering(), "12:00")
    _cancel(appointment)

    assert _cancel(appointment, now=at("11:59")).is_cancelled


def test_one_may_cancel_up_to_the_cut_off_and_not_a_second_longer() -> None:
    offering = make_offering(cancel_cutoff=timedelta(hours=2))
    on_time = book(make_citizen(), offering, "12:00")
    late = book(make_citizen(), offering, "12:30")

    with pytest.raises(TooLate):
        _cancel(late, now=at("10:30") + timedelta(seconds=1))
    assert _cancel(on_time, now=at("10:00")).is_cancelled

    assert Appointment.objects.get(pk=late.pk).is_booked
    assert Occupancy.objects.filter(owner=late.public_id).exists()


def test_without_a_cut_off_one_may_cancel_until_it_begins() -> None:
    offering = make_offering(cancel_cutoff=timedelta(0))
    appointment = book(make_citizen(), offering, "12:00")

    with pytest.raises(TooLate):
        _cancel(appointment, now=at("12:01"))
    assert _cancel(appointment, now=at("12:00")).is_cancelled


def test_what_is_over_cannot_be_cancelled() -> None:
    appointment = book(make_citizen(), make_offering(), "12:00")

    with pytest.raises(NotActive):
        _cancel(appointment, now=at("12:30"))


@pytest.mark.parametrize("status", [Appointment.Status.COMPLETED, Appointment.Status.MISSED])
def test_what_came_to_an_end_otherwise_cannot_be_cancelled(status: str) -> None:
    appointment = book(make_citizen(), make_offering(), "12:00")
    Appointment.objects.filter(pk=appointment.pk).update(status=status)

    with pytest.raises(NotActive):
        _cancel(appointment)


def test_an_unknown_appointment_cannot_be_cancelled() -> None:
    with pytest.raises(Appointment.DoesNotExist):
        cancel_appointment(appointment_id=uuid.uuid4(), by=Actor.link(), now=NOW)


def test_everyone_who_was_needed_is_free_again() -> None:
    offering = make_offering()
    add_need(offering, [make_resource(offering.office, kind="interpreter")])
    appointment = book(make_citizen(), offering, "12:00")

    _cancel(appointment)

    assert not Occupancy.objects.exists()


def test_a_new_time_that_was_being_chosen_is_given_up_too() -> None:
    offering = make_offering()
    appointment = book(make_citizen(), offering, "12:00")
    take_moving_hold(
        by=Actor.link(), appointment_id=appointment.public_id, starts_at=at("13:00"), now=NOW
    )

    _cancel(appointment)

    assert not Hold.objects.exists()
    assert hold(make_citizen(), offering, "13:00").pk


def test_a_cancelled_appointment_no_longer_counts_towards_the_limit() -> None:
    offering, citizen = make_offering(max_active_per_person=1), make_citizen()
    _cancel(book(citizen, offering, "12:00"))

    assert hold(citizen, offering, "13:00").pk


def test_where_nearly_all_is_taken_the_public_waits_and_staff_do_not() -> None:
    offering = _with_two_times()
    appointment = book(make_citizen(), offering, "12:00")
    book(make_citizen(), offering, "12:30")

    _cancel(appointment, chance=lambda: 0.5)

    until = NOW + timedelta(minutes=15)
    assert _free(offering, for_staff=True) == ["12:00"]
    assert _free(offering, now=until - timedelta(seconds=1)) == []
    with pytest.raises(SlotTaken):
        hold(make_citizen(), offering, "12:00", now=until - timedelta(seconds=1))
    assert _free(offering, now=until + timedelta(seconds=1)) == ["12:00"]
    assert hold(make_citizen(), offering, "12:00", now=until + timedelta(seconds=1)).pk


def test_the_wait_is_never_longer_than_the_offering_says() -> None:
    offering = _with_two_times()
    appointment = book(make_citizen(), offering, "12:00")
    book(make_citizen(), offering, "12:30")

    _cancel(appointment, chance=lambda: 0.999999)

    row = Occupancy.objects.get(kind="embargo")
    assert row.expires_at == NOW + HALF_AN_HOUR


def test_where_a_tenth_is_still_free_nobody_waits() -> None:
    offering = make_offering(opens="09:00", longest_release_delay=HALF_AN_HOUR)
    appointment = book(make_citizen(), offering, "12:00")

    _cancel(appointment, chance=lambda: 0.5)

    assert not Occupancy.objects.exists()


def test_where_the_offering_knows_no_delay_nobody_waits() -> None:
    offering = make_offering(opens="12:00", closes="12:30")
    appointment = book(make_citizen(), offering, "12:00")

    _cancel(appointment, chance=lambda: 0.5)

    assert _free(offering) == ["12:00"]


def test_an_offering_that_is_no_longer_set_up_can_still_be_cancelled() -> None:
    offering = make_offering(longest_release_delay=HALF_AN_HOUR)
    appointment = book(make_citizen(), offering, "12:00")
    Offering.objects.filter(pk=offering.pk).update(horizon_days=None)

    assert _cancel(appointment).is_cancelled


def test_the_sweep_forgets_a_delay_that_is_over() -> None:
    offering = _with_two_times()
    appointment = book(make_citizen(), offering, "12:00")
    book(make_citizen(), offering, "12:30")
    _cancel(appointment, chance=lambda: 0.5)

    assert sweep(now=NOW + HALF_AN_HOUR) == 1


def _cancel(
    appointment: Appointment,
    *,
    now: datetime = NOW,
    by: Actor | None = None,
    chance: Chance = CHANCE,
) -> Appointment:
    return cancel_appointment(
        appointment_id=appointment.public_id, by=by or Actor.link(), now=now, chance=chance
    )


def _with_two_times() -> Offering:
    """One desk, open from 12:00 to 13:00; freed time may wait for half an hour."""
    return make_offering(opens="12:00", closes="13:00", longest_release_delay=HALF_AN_HOUR)


def _free(offering: Offering, *, now: datetime = NOW, for_staff: bool = False) -> list[str]:
    """The times of the day that can be booked."""
    today = NOW.date()
    seen = availability([offering], first_day=today, last_day=today, now=now, for_staff=for_staff)
    return [f"{datetime.fromtimestamp(slot.start, ATHENS):%H:%M}" for slot in seen.slots(offering)]
