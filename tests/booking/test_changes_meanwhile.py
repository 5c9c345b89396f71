"""Changes of hours, needs and resources after a time was taken: what must still hold."""

import random
from collections.abc import Callable
from datetime import timedelta
from functools import partial
from typing import Any
from uuid import uuid4

import pytest
from django.db import IntegrityError, connection
from django.db.backends.postgresql.psycopg_any import DateTimeTZRange

from mydimos.audit.actors import Actor
from mydimos.booking.errors import NotOffered, SlotTaken
from mydimos.booking.models import Appointment, Hold, Occupancy
from mydimos.booking.services import give_up_hold, occupying, sweep
from mydimos.directory.models import Offering, Resource
from mydimos.timetable.services import add_closure
from tests.booking.moves import (
    QUARTER,
    confirm_move,
    free_times,
    keep,
    occupied,
    offering_with_interpreters,
    resources_of,
    stored,
)
from tests.booking.test_races import all_at_once, assert_promises, told
from tests.factories import (
    NOW,
    add_need,
    at,
    book,
    confirm,
    hold,
    make_citizen,
    make_offering,
    make_resource,
)

RAN_OUT = NOW + timedelta(minutes=11)
TWO_HOURS_ON = NOW + timedelta(hours=2, minutes=11)

alone = pytest.mark.django_db
together = pytest.mark.django_db(transaction=True)


@alone
@pytest.mark.parametrize("part", ["offering", "service", "office"])
def test_nobody_moves_to_what_is_no_longer_offered(part: str) -> None:
    offering = make_offering()
    appointment = book(make_citizen(), offering, "12:00")
    _close(offering, part)

    with pytest.raises(NotOffered):
        keep(appointment, "13:00")
    assert stored(appointment).starts_at == at("12:00")


@alone
def test_where_nobody_may_have_any_it_is_not_said_that_one_has_the_most() -> None:
    offering = make_offering(max_active_per_person=0)

    with pytest.raises(NotOffered):
        hold(make_citizen(), offering)


@alone
def test_somebody_else_serves_when_the_employee_left_while_the_form_was_filled_in() -> None:
    offering, citizen = make_offering(desks=2), make_citizen()
    kept = hold(citizen, offering)
    _leave(kept.resources[0])

    appointment = confirm(kept.public_id, citizen)

    assert resources_of(appointment).isdisjoint(kept.resources)
    assert len(resources_of(appointment)) == 1


@alone
def test_nobody_is_booked_with_an_employee_who_has_left() -> None:
    offering, citizen = make_offering(), make_citizen()
    kept = hold(citizen, offering)
    _leave(kept.resources[0])

    with pytest.raises(SlotTaken):
        confirm(kept.public_id, citizen)
    assert not Appointment.objects.exists()


@alone
def test_nobody_is_moved_to_an_employee_who_has_left() -> None:
    offering = make_offering(desks=2)
    appointment = book(make_citizen(), offering, "12:00")
    kept = keep(appointment, "13:00")
    _leave(kept.resources[0])

    confirm_move(appointment, kept)

    assert resources_of(appointment).isdisjoint(kept.resources)


@alone
def test_a_need_added_while_the_form_was_filled_in_is_met() -> None:
    offering, citizen = make_offering(), make_citizen()
    kept = hold(citizen, offering)
    interpreter = make_resource(offering.office, kind="interpreter")
    add_need(offering, [interpreter])

    appointment = confirm(kept.public_id, citizen)

    assert resources_of(appointment) == {kept.resources[0], interpreter.pk}


@alone
def test_a_kept_time_is_a_promise_even_when_the_office_closes_then() -> None:
    offering, citizen = make_offering(), make_citizen()
    kept = hold(citizen, offering)
    _close_at_nine(offering)

    assert confirm(kept.public_id, citizen).is_booked


@alone
def test_nobody_is_booked_into_a_closure_with_a_hold_that_ran_out() -> None:
    offering, citizen = make_offering(), make_citizen()
    kept = hold(citizen, offering)
    _close_at_nine(offering)

    with pytest.raises(SlotTaken):
        confirm(kept.public_id, citizen, now=RAN_OUT)


@alone
@pytest.mark.parametrize("part", ["offering", "service", "office"])
def test_a_hold_that_ran_out_is_no_promise_of_what_is_no_longer_offered(part: str) -> None:
    offering, citizen = make_offering(), make_citizen()
    kept = hold(citizen, offering)
    _close(offering, part)

    with pytest.raises(SlotTaken):
        confirm(kept.public_id, citizen, now=RAN_OUT)


@alone
def test_what_a_move_to_another_desk_than_the_kept_one_frees_is_for_staff_first() -> None:
    """The kept desk was taken after the hold ran out; the whole old time goes back fairly."""
    offering = make_offering(
        desks=2,
        opens="12:00",
        closes="15:00",
        step=QUARTER,
        longest_release_delay=timedelta(minutes=30),
    )
    first, second = offering.needs.get().resources.order_by("pk")
    appointment = book(make_citizen(), offering, "12:00")
    assert resources_of(appointment) == {first.pk}
    _engage(second, "12:00", "12:15")
    _engage(second, "12:45", "15:00")
    _engage(first, "12:45", "15:00")
    kept = keep(appointment, "12:15")
    assert kept.resources == [first.pk]
    Occupancy.objects.filter(owner=kept.public_id).delete()
    _engage(first, "12:30", "12:45")

    confirm_move(appointment, kept, now=RAN_OUT, chance=lambda: 0.9)

    assert resources_of(appointment) == {second.pk}
    assert ("12:00", "12:30", "embargo") in occupied()


@alone
def test_no_appointment_can_lose_one_of_two_that_it_needs() -> None:
    offering, (interpreter,) = offering_with_interpreters(1)
    book(make_citizen(), offering, "12:00")

    Occupancy.objects.filter(resource=interpreter).delete()

    with pytest.raises(IntegrityError, match="no time of its own"):
        _check_now()


@alone
def test_an_older_appointment_stands_when_a_need_is_added() -> None:
    """An interpreter must be found for it; meanwhile it can be marked as missed."""
    offering = make_offering()
    appointment = book(make_citizen(), offering, "12:00")
    add_need(offering, [make_resource(offering.office, kind="interpreter")])

    for status in ("missed", "booked"):
        Appointment.objects.filter(pk=appointment.pk).update(status=status)
        _check_now()

    assert stored(appointment).is_booked


@alone
def test_the_time_of_a_deleted_offering_is_swept() -> None:
    offering = make_offering()
    hold(make_citizen(), offering)
    offering.delete()

    sweep(now=TWO_HOURS_ON)

    assert not Occupancy.objects.exists()


@alone
def test_the_sweep_leaves_a_hold_that_ran_out_to_its_owner() -> None:
    offering, citizen = make_offering(), make_citizen()
    kept = hold(citizen, offering)

    sweep(now=RAN_OUT)

    assert Occupancy.objects.filter(owner=kept.public_id).exists()
    assert confirm(kept.public_id, citizen, now=RAN_OUT).is_booked


@alone
def test_nobody_is_told_taken_because_the_sweep_was_faster(monkeypatch: pytest.MonkeyPatch) -> None:
    offering = make_offering()
    hold(make_citizen(), offering)
    clear = occupying._clear

    def after_the_sweep(*args: Any) -> None:
        sweep(now=NOW + timedelta(hours=3))
        clear(*args)

    monkeypatch.setattr(occupying, "_clear", after_the_sweep)

    assert hold(make_citizen(), offering, now=RAN_OUT).resources


@alone
def test_a_clock_that_is_ahead_costs_a_hold_but_tells_no_lie() -> None:
    """Another process, a minute ahead, thinks that the hold ran out."""
    offering, citizen = make_offering(), make_citizen()
    kept = hold(citizen, offering)
    book(make_citizen(), offering, now=NOW + timedelta(minutes=10))

    with pytest.raises(SlotTaken):
        confirm(kept.public_id, citizen, now=NOW + timedelta(minutes=9))
    assert_promises(now=RAN_OUT)


@alone
def test_staff_see_at_once_what_the_public_sees_later() -> None:
    offering = make_offering()
    resource = offering.needs.get().resources.get()
    _occupy(resource, "09:00", "09:30", kind="embargo", expires_at=at("08:00"))

    assert "09:00" not in free_times(offering)
    assert "09:00" in free_times(offering, for_staff=True)
    with pytest.raises(SlotTaken):
        hold(make_citizen(), offering)
    assert hold(make_citizen(), offering, now=at("08:00")).resources


@together
@pytest.mark.parametrize("seed", range(2))
@pytest.mark.parametrize("gap", [0, 10], ids=["without pauses", "with pauses"])
def test_what_ran_out_is_swept_given_up_confirmed_and_moved_at_one_moment(
    seed: int, gap: int
) -> None:
    """Every hold has run out: its owner, others, the sweep and movers all reach for it."""
    chance = random.Random(seed)
    offering = make_offering(
        desks=2, step=QUARTER, gap_before=timedelta(minutes=gap), max_active_per_person=5
    )
    signed = make_offering(desks=0, office=offering.office, step=QUARTER)
    signed.needs.all().delete()
    add_need(signed, [make_resource(offering.office, kind="interpreter")])
    add_need(signed, list(offering.needs.get().resources.all()))
    moved = [book(make_citizen(), offering, clock) for clock in ("12:00", "13:15")]
    leaving = [
        (one, keep(one, clock)) for one, clock in zip(moved, ("12:15", "13:00"), strict=True)
    ]
    owners = [(owner := make_citizen(), hold(owner, signed, "11:00"))]
    owners += [(owner := make_citizen(), hold(owner, offering, "10:00")) for _ in range(2)]
    clocks = ["09:45", "10:00", "10:15", "10:45", "11:00", "11:15", "12:15", "12:30", "13:00"]

    acts: list[Callable[[], Any]] = []
    for _ in range(40):
        owner, kept = chance.choice(owners)
        appointment, moving = chance.choice(leaving)
        what, clock = chance.choice((offering, signed)), chance.choice(clocks)
        choices: list[Callable[[], Any]] = [
            partial(confirm, kept.public_id, owner, now=RAN_OUT),
            partial(hold, owner, what, clock, now=RAN_OUT),
            partial(give_up_hold, by=Actor.citizen(owner.pk)),
            partial(book, make_citizen(), what, clock, now=RAN_OUT),
            partial(confirm_move, appointment, moving, now=RAN_OUT),
            partial(sweep, now=TWO_HOURS_ON + timedelta(hours=chance.choice((0, 1)))),
        ]
        acts.append(chance.choice(choices))
    outcomes = all_at_once(acts)

    refusals = {"SlotTaken", "HoldReplaced", "LimitReached"}
    assert set(told(outcomes)) <= {"done", *refusals}
    _assert_whole()


def _assert_whole() -> None:
    """As `assert_promises`, also after the sweep."""
    assert_promises(now=TWO_HOURS_ON + timedelta(days=1))
    assert not Hold.objects.filter(public_id__in=Appointment.objects.values("public_id")).exists()


def _close(offering: Offering, part: str) -> None:
    closed = offering if part == "offering" else getattr(offering, part)
    closed.is_active = False
    closed.save()


def _close_at_nine(offering: Offering) -> None:
    add_closure(
        office=offering.office,
        starts_at=at("08:30"),
        ends_at=at("10:00"),
        by=Actor.system(),
        now=NOW,
    )


def _leave(resource: int) -> None:
    Resource.objects.filter(pk=resource).update(is_active=False)


def _engage(resource: Resource, begins: str, ends: str) -> None:
    _occupy(resource, begins, ends, kind="appointment", expires_at=None)


def _occupy(resource: Resource, begins: str, ends: str, **columns: Any) -> None:
    during = DateTimeTZRange(at(begins), at(ends))
    Occupancy.objects.create(resource=resource, during=during, owner=uuid4(), **columns)


def _check_now() -> None:
    """What is checked at the end of a transaction."""
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute("SET CONSTRAINTS ALL DEFERRED")
