"""Many people at one moment, each with a connection of their own.

Afterwards the promises hold: no time twice, no booked appointment without its time, only
true answers, and no deadlock. Without the constraint, or with another order of locks, these fail.
"""

import random
from collections import Counter
from collections.abc import Callable, Generator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, nullcontext
from datetime import datetime, timedelta
from functools import partial
from threading import Barrier
from typing import Any
from uuid import UUID

import psycopg
import pytest
from django.db import DatabaseError, connection, connections, transaction
from django.db.backends.postgresql.psycopg_any import DateTimeTZRange

from mydimos.audit.actors import Actor
from mydimos.booking.errors import BookingError
from mydimos.booking.models import Appointment, Hold, Occupancy
from mydimos.booking.queries.availability import availability
from mydimos.booking.services import (
    cancel_appointment,
    move_appointment,
    take_moving_hold,
)
from mydimos.directory.models import Offering
from mydimos_local.postgres import OWNER
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
from tests.postgres import SERVER

pytestmark = pytest.mark.django_db(transaction=True)

PEOPLE = 50
CONSTRAINT = "one_occupancy_at_a_time"


def all_at_once(acts: Sequence[Callable[[], Any]]) -> list[Any]:
    """Run each act on a connection of its own, all starting at one moment.

    A refusal comes back as the name of its error; a deadlock (or anything else) is raised.
    """
    ready = Barrier(len(acts))

    def run(act: Callable[[], Any]) -> Any:
        try:
            connection.ensure_connection()
            ready.wait(timeout=60)
            return act()
        except BookingError as refused:
            return type(refused).__name__
        finally:
            connections.close_all()

    with ThreadPoolExecutor(len(acts)) as pool:
        return [future.result() for future in [pool.submit(run, act) for act in acts]]


def told(outcomes: Sequence[Any]) -> Counter[str]:
    """How many succeeded, and how many were told what."""
    return Counter(one if isinstance(one, str) else "done" for one in outcomes)


def assert_promises(*, now: datetime = NOW) -> None:
    """No overlap; each booked appointment has exactly its time; each hold that lives its own."""
    rows = Occupancy.objects.order_by("resource", "during").values_list("resource", "during")
    for (resource, before), (other, after) in zip(list(rows), list(rows)[1:], strict=False):
        assert resource != other or before.upper <= after.lower
    for appointment in Appointment.objects.filter(status="booked"):
        mine = Occupancy.objects.filter(owner=appointment.public_id)
        assert {(row.during.lower, row.during.upper) for row in mine} == {
            (appointment.starts_at, appointment.ends_at)
        }
        assert mine.count() == appointment.offering.needs.count()
    for kept in Hold.objects.filter(citizen__isnull=False, expires_at__gt=now):
        assert Occupancy.objects.filter(owner=kept.public_id).count() == len(kept.resources)


def booking(offering: Offering, clock: str = "09:00") -> Callable[[], Appointment]:
    citizen = make_citizen()
    return lambda: book(citizen, offering, clock)


@contextmanager
def without_constraint() -> Generator[None]:
    """Drop the constraint, as only the owner of the table can, and put it back."""
    with psycopg.connect(SERVER.url(SERVER.database, OWNER), autocommit=True) as owner:
        definition = owner.execute(
            "SELECT pg_get_constraintdef(oid) FROM pg_constraint WHERE conname = %s", [CONSTRAINT]
        ).fetchone()
        assert definition
        alter = f"ALTER TABLE booking_occupancy {{}} CONSTRAINT {CONSTRAINT}"
        owner.execute(alter.format("DROP").encode())
        try:
            yield
        finally:
            owner.execute("TRUNCATE booking_appointment, booking_occupancy CASCADE")
            owner.execute(f"{alter.format('ADD')} {definition[0]}".encode())


@pytest.mark.parametrize("gap", [0, 10], ids=["without pauses", "with pauses"])
@pytest.mark.parametrize("needs", [1, 2], ids=["one resource", "two at once"])
def test_fifty_people_want_one_time(gap: int, needs: int) -> None:
    offering = make_offering(gap_after=timedelta(minutes=gap))
    if needs == 2:
        add_need(offering, [make_resource(offering.office, kind="interpreter")])

    outcomes = all_at_once([booking(offering) for _ in range(PEOPLE)])

    assert told(outcomes) == {"done": 1, "SlotTaken": PEOPLE - 1}
    assert_promises()


def test_fifty_people_want_one_time_at_ten_desks() -> None:
    offering = make_offering(desks=10)

    outcomes = all_at_once([booking(offering) for _ in range(PEOPLE)])

    assert told(outcomes) == {"done": 10, "SlotTaken": PEOPLE - 10}
    assert_promises()


@pytest.mark.parametrize("gap", [0, 5], ids=["without pauses", "with pauses"])
def test_overlapping_times_of_two_resources_in_either_order(gap: int) -> None:
    """Two services share an employee and an interpreter, in opposite roles."""
    one = make_offering(step=timedelta(minutes=15), gap_before=timedelta(minutes=gap))
    employee = one.needs.get().resources.get()
    interpreter = make_resource(one.office)
    add_need(one, [interpreter])
    other = make_offering(desks=0, office=one.office, service=None, step=timedelta(minutes=15))
    other.office = one.office
    other.save()
    other.needs.all().delete()
    add_need(other, [interpreter])
    add_need(other, [employee])
    clocks = ["09:00", "09:15", "09:30", "09:45", "10:00"]

    acts = [booking((one, other)[i % 2], clocks[i % 5]) for i in range(PEOPLE)]
    outcomes = all_at_once(acts)

    assert set(told(outcomes)) <= {"done", "SlotTaken"}
    assert told(outcomes)["done"] >= 1
    assert_promises()


def test_the_same_form_sent_by_ten_tabs_is_one_appointment() -> None:
    offering, citizen = make_offering(desks=3), make_citizen()
    kept = hold(citizen, offering)

    outcomes = all_at_once([lambda: confirm(kept.public_id, citizen) for _ in range(10)])

    assert len({appointment.pk for appointment in outcomes}) == 1
    assert Appointment.objects.count() == 1
    assert_promises()


def test_the_limit_holds_in_ten_tabs() -> None:
    offering, citizen = make_offering(desks=10, max_active_per_person=2), make_citizen()
    clocks = ["09:00", "09:30", "10:00", "10:30", "11:00"] * 2

    all_at_once([partial(book, citizen, offering, clock) for clock in clocks])

    assert Appointment.objects.count() <= 2
    assert_promises()


def test_ten_tabs_that_choose_ten_times_leave_one_hold() -> None:
    offering, citizen = make_offering(step=timedelta(minutes=15)), make_citizen()
    clocks = [f"{hour:02}:{minute:02}" for hour in (9, 10) for minute in (0, 15, 30, 45)]

    outcomes = all_at_once([partial(hold, citizen, offering, clock) for clock in clocks])

    assert told(outcomes)["done"] == len(clocks)
    assert Hold.objects.count() == 1
    assert Occupancy.objects.count() == 1
    assert_promises()


def test_two_tabs_do_not_move_two_appointments_of_one_person_to_one_time() -> None:
    """Each looks whether the person is elsewhere then: the second must see what the first did."""
    offering, citizen = make_offering(desks=2), make_citizen()
    booked = [book(citizen, offering, clock) for clock in ("12:00", "12:30")]

    for clock in ("13:00", "13:30") * 3:
        outcomes = all_at_once([_move(one, clock) for one in booked])
        assert told(outcomes) == {"done": 1, "TwoAtOnce": 1}
        all_at_once(
            [_move(one, back) for one, back in zip(booked, ("12:00", "12:30"), strict=True)]
        )
    assert_promises()


def test_two_people_swap_their_times() -> None:
    """Each wants the other's: neither can have it, and neither waits for the other for ever."""
    offering = make_offering()
    first = book(make_citizen(), offering, "12:00")
    second = book(make_citizen(), offering, "13:00")

    for _ in range(10):
        outcomes = all_at_once([_move(first, "13:00"), _move(second, "12:00")])
        assert told(outcomes) == {"SlotTaken": 2}
    assert_promises()


def test_a_row_of_people_moves_on_by_a_quarter_of_an_hour() -> None:
    """Overlapping moves at one desk: each takes what the next one is about to leave."""
    offering = make_offering(minutes=30, step=timedelta(minutes=15))
    booked = [book(make_citizen(), offering, clock) for clock in ("12:00", "12:30", "13:00")]

    outcomes = all_at_once(
        [_move(one, clock) for one, clock in zip(booked, ("12:15", "12:45", "13:15"), strict=True)]
    )

    assert set(told(outcomes)) <= {"done", "SlotTaken"}
    assert_promises()


def test_a_time_that_ran_out_is_fought_for_by_its_owner_and_by_others() -> None:
    offering = make_offering(desks=1)
    owner = make_citizen()
    later = NOW + timedelta(minutes=11)
    for clock in ("09:00", "10:00", "11:00"):
        kept = hold(owner, offering, clock)
        others = [make_citizen() for _ in range(20)]
        acts: list[Callable[[], Any]] = [partial(confirm, kept.public_id, owner, now=later)]
        acts += [partial(book, other, offering, clock, now=later) for other in others]

        outcomes = all_at_once(acts)

        assert told(outcomes)["done"] == 1
        assert_promises(now=later)
        Appointment.objects.filter(participants__citizen=owner).update(status="missed")


@pytest.mark.parametrize("seed", range(3))
@pytest.mark.parametrize("gap", [0, 10], ids=["without pauses", "with pauses"])
def test_everything_at_once(seed: int, gap: int) -> None:
    """Holds, bookings, moves and cancellations of one morning, one and two resources at once."""
    chance = random.Random(seed)
    offering = make_offering(
        desks=2,
        step=timedelta(minutes=15),
        gap_before=timedelta(minutes=gap),
        longest_release_delay=timedelta(minutes=30),
        max_active_per_person=5,
    )
    signed = make_offering(desks=0, office=offering.office, step=timedelta(minutes=15))
    signed.needs.all().delete()
    add_need(signed, list(offering.needs.get().resources.all()))
    add_need(signed, [make_resource(offering.office, kind="interpreter")])
    clocks = [f"{hour:02}:{minute:02}" for hour in (12, 13) for minute in (0, 15, 30, 45)][:-1]
    booked = [book(make_citizen(), offering, clock) for clock in ("12:00", "12:45", "13:30")]
    citizens = [make_citizen() for _ in range(15)]

    acts: list[Callable[[], Any]] = []
    for _ in range(PEOPLE):
        clock, citizen = chance.choice(clocks), chance.choice(citizens)
        what, target = chance.choice((offering, signed)), chance.choice(booked)
        choices: list[Callable[[], Any]] = [
            partial(hold, citizen, what, clock),
            partial(book, citizen, what, clock),
            _move(target, clock),
            _cancel(target),
        ]
        acts.append(chance.choice(choices))
    outcomes = all_at_once(acts)

    assert set(told(outcomes)) <= {
        "done", "SlotTaken", "HoldReplaced", "LimitReached", "NotActive", "TwoAtOnce",
    }  # fmt: skip
    for one in outcomes:
        if isinstance(one, Appointment):
            assert Appointment.objects.filter(public_id=one.public_id).exists()
    assert_promises()


@pytest.mark.parametrize("is_kept", [True, False], ids=["with", "without"])
def test_ten_people_who_have_all_seen_the_time_free(
    is_kept: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It is the constraint that keeps the promise: without it each of them is booked."""
    offering = make_offering()
    all_have_looked = Barrier(10)

    def look_together(*args: Any, **kwargs: Any) -> Any:
        seen = availability(*args, **kwargs)
        all_have_looked.wait(timeout=60)
        return seen

    monkeypatch.setattr("mydimos.booking.services.choosing.availability", look_together)
    with nullcontext() if is_kept else without_constraint():
        outcomes = all_at_once([booking(offering) for _ in range(10)])

        assert told(outcomes)["done"] == (1 if is_kept else 10)


def test_a_plain_insert_would_deadlock_or_fail_where_ours_does_not() -> None:
    """Two that take two desks in opposite order, without our rule: the database stops one."""
    offering = make_offering(desks=2)
    first, second = offering.needs.get().resources.order_by("pk")
    halfway = Barrier(2)

    def take(order: tuple[Any, Any]) -> str:
        try:
            with transaction.atomic():
                Occupancy.objects.create(**_occupied(offering) | {"resource": order[0]})
                halfway.wait(timeout=10)
                Occupancy.objects.create(**_occupied(offering) | {"resource": order[1]})
        except DatabaseError as error:
            return type(error.__cause__).__name__
        return "done"

    outcomes = all_at_once([lambda: take((first, second)), lambda: take((second, first))])

    assert "DeadlockDetected" in outcomes


def _move(appointment: Appointment, clock: str) -> Callable[[], Appointment]:
    def move() -> Appointment:
        kept = take_moving_hold(
            by=Actor.link(), appointment_id=appointment.public_id, starts_at=at(clock), now=NOW
        )
        return move_appointment(
            appointment_id=appointment.public_id,
            hold_id=kept.public_id,
            by=Actor.link(),
            now=NOW,
        )

    return move


def _cancel(appointment: Appointment) -> Callable[[], Appointment]:
    return lambda: cancel_appointment(
        appointment_id=appointment.public_id, by=Actor.link(), now=NOW, chance=lambda: 0.5
    )


def _occupied(offering: Offering) -> dict[str, Any]:
    return {
        "resource": offering.needs.get().resources.order_by("pk")[0],
        "during": DateTimeTZRange(at("09:00"), at("09:30")),
        "kind": "hold",
        "owner": UUID(int=1),
        "expires_at": at("12:00"),
    }
