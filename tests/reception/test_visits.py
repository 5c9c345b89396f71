"""Arriving, being served, leaving; and taking each of it back."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from pytest_django import DjangoAssertNumQueries

from mydimos.audit.actors import Actor, ActorKind
from mydimos.audit.models import Line
from mydimos.booking.errors import NotActive, NotAllowed, TooEarly, TooLate
from mydimos.booking.models import Appointment
from mydimos.booking.queries.agenda import day_of
from mydimos.booking.services import cancel_appointment, move_appointment, take_moving_hold
from mydimos.reception.errors import (
    InService,
    NotArrived,
    NotAsked,
    NotInService,
    PersonDidNotAppear,
)
from mydimos.reception.models import Visit
from mydimos.reception.queries import visit_of, with_visits
from mydimos.reception.rules import asks_who_appeared, may_arrive
from tests.factories import at
from tests.reception.visits import (
    EARLY,
    LATER,
    NINE,
    WEEK,
    Desk,
    for_another,
    make_appointment,
    make_employee,
)

pytestmark = pytest.mark.django_db

Act = Callable[[Desk], object]


@pytest.fixture
def maria() -> Actor:
    return make_employee()


@pytest.fixture
def appointment() -> Appointment:
    return make_appointment()


@pytest.fixture
def desk(appointment: Appointment, maria: Actor) -> Desk:
    return Desk(appointment, maria)


def acts_of(appointment: Appointment) -> list[str]:
    return list(appointment.history.order_by("pk").values_list("act", flat=True))[1:]


def test_the_way_of_a_visit(appointment: Appointment, desk: Desk, maria: Actor) -> None:
    assert visit_of(appointment) is None

    assert desk.arrive().is_waiting
    assert desk.start().is_in_service
    desk.check()
    desk.end()

    visit = Visit.objects.get()
    assert (visit.arrived_at, visit.started_at, visit.ended_at) == (EARLY, NINE, LATER)
    assert (visit.identity_checked_at, visit.identity_checked_by_id) == (NINE, maria.id)
    assert (visit.state, visit.department_id) == ("done", appointment.department_id)
    appointment.refresh_from_db()
    assert appointment.status == "completed"
    acts = ["arrived", "service_started", "identity_checked", "completed"]
    assert acts_of(appointment) == acts
    assert set(appointment.history.exclude(act="booked").values_list("employee", flat=True)) == {
        maria.id
    }
    for act in acts:
        assert Line.objects.get(act=f"appointment.{act}").subject == appointment.trace


@pytest.mark.parametrize(
    ("before", "act"),
    [
        ([], Desk.arrive),
        ([Desk.arrive], Desk.start),
        ([Desk.arrive, Desk.start], Desk.end),
        ([Desk.arrive], Desk.check),
        ([Desk.arrive, Desk.start], Desk.undo_start),
        ([Desk.arrive], Desk.undo_arrival),
        ([Desk.arrive], Desk.complete),
        ([Desk.arrive], Desk.miss),
        ([Desk.arrive, Desk.complete], Desk.reopen),
    ],
)
def test_a_button_pressed_twice_is_one_line_of_history(
    before: list[Act], act: Act, appointment: Appointment, desk: Desk
) -> None:
    for one in before:
        one(desk)
    act(desk)
    once = acts_of(appointment), Visit.objects.values_list().first()

    act(desk)

    assert (acts_of(appointment), Visit.objects.values_list().first()) == once


def test_for_another_the_one_who_must_appear_is_asked_for(maria: Actor) -> None:
    appointment = make_appointment(people=for_another())
    desk = Desk(appointment, maria)

    assert asks_who_appeared(appointment)
    with pytest.raises(NotAsked):
        desk.arrive()
    with pytest.raises(PersonDidNotAppear):
        desk.arrive(appeared=False)
    assert not Visit.objects.exists()
    assert desk.miss().status == "missed"  # the way out, besides moving
    desk.reopen()
    assert desk.arrive(appeared=True).is_waiting


def test_for_oneself_there_is_no_question(appointment: Appointment) -> None:
    assert not asks_who_appeared(appointment)


def test_people_arrive_on_the_day_of_the_appointment(appointment: Appointment, desk: Desk) -> None:
    for now, error in (
        (at("23:59") - timedelta(days=1), TooEarly),
        (at("00:00") + timedelta(days=1), TooLate),
    ):
        assert not may_arrive(appointment, now=now)
        with pytest.raises(error):
            desk.arrive(now)

    assert may_arrive(appointment, now=at("23:59"))
    assert desk.arrive(at("23:59")).is_waiting


@pytest.mark.parametrize("act", [Desk.start, Desk.undo_start, Desk.end, Desk.check])
def test_without_an_arrival_nothing_starts(act: Act, desk: Desk) -> None:
    with pytest.raises(NotArrived):
        act(desk)


def test_what_has_started_is_taken_back_step_by_step(desk: Desk) -> None:
    desk.arrive()
    desk.start()
    with pytest.raises(InService):
        desk.undo_arrival()

    assert desk.undo_start().is_waiting
    with pytest.raises(NotInService):
        desk.end()
    desk.undo_arrival()
    assert not Visit.objects.exists()
    assert desk.arrive().is_waiting


@pytest.mark.parametrize("act", [Desk.start, Desk.undo_start, Desk.undo_arrival, Desk.check])
def test_after_leaving_nothing_is_done_before_it_is_reopened(act: Act, desk: Desk) -> None:
    desk.arrive()
    desk.miss()

    with pytest.raises(NotActive):
        act(desk)


@pytest.mark.parametrize(
    ("mark", "state"), [(Desk.complete, "done"), (Desk.end, "done"), (Desk.miss, "left")]
)
def test_a_mark_ends_the_visit_and_reopening_brings_it_back(
    mark: Act, state: str, appointment: Appointment, desk: Desk
) -> None:
    desk.arrive()
    desk.start()
    mark(desk)
    assert Visit.objects.get().state == state

    assert desk.reopen().is_booked
    visit = Visit.objects.get()
    assert (visit.state, visit.started_at, visit.ended_at) == ("in_service", NINE, None)


def test_one_that_waited_waits_again_when_reopened(desk: Desk) -> None:
    desk.arrive()
    desk.complete()
    assert Visit.objects.get().started_at is None

    desk.reopen()

    assert Visit.objects.get().is_waiting


def test_marks_need_no_visit(desk: Desk) -> None:
    assert desk.complete().status == "completed"
    assert desk.reopen().is_booked
    assert not Visit.objects.exists()


@pytest.mark.parametrize("act", [Desk.arrive, Desk.start, Desk.end])
def test_a_cancelled_appointment_receives_no_visitor(
    act: Act, appointment: Appointment, desk: Desk, maria: Actor
) -> None:
    if act is not Desk.arrive:
        desk.arrive()
    if act is Desk.end:
        desk.start(EARLY)
    cancel_appointment(appointment_id=appointment.public_id, by=maria, reason="Ασθένεια", now=EARLY)

    with pytest.raises(NotActive):
        act(desk)


def test_a_visit_does_not_go_along_to_another_day(
    appointment: Appointment, desk: Desk, maria: Actor
) -> None:
    desk.arrive()
    kept = take_moving_hold(
        appointment_id=appointment.public_id, by=maria, starts_at=NINE + WEEK, now=EARLY
    )
    move_appointment(
        appointment_id=appointment.public_id,
        hold_id=kept.public_id,
        by=maria,
        reason="Ασθένεια",
        now=EARLY,
    )
    appointment.refresh_from_db()

    assert visit_of(appointment) is None
    with pytest.raises(NotArrived):
        desk.start(NINE + WEEK)
    assert desk.arrive(EARLY + WEEK).arrived_at == EARLY + WEEK
    assert Visit.objects.count() == 1


def test_a_clock_that_is_a_little_behind_puts_nothing_out_of_order(desk: Desk) -> None:
    desk.arrive(NINE)
    desk.start(EARLY)
    desk.end(EARLY)

    visit = Visit.objects.get()
    assert visit.arrived_at == visit.started_at == visit.ended_at == NINE


def test_the_rows_of_a_day_come_with_their_visits(
    appointment: Appointment, maria: Actor, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    other = make_appointment()
    Desk(other, maria).arrive()
    departments = [appointment.department_id, other.department_id]

    with django_assert_num_queries(4):
        rows = with_visits(day_of(departments, EARLY.date()))

    assert [(row.appointment, row.visit and row.visit.state) for row in rows] == [
        (appointment, None),
        (other, "waiting"),
    ]
    assert with_visits([]) == []


@pytest.mark.parametrize("kind", sorted(set(ActorKind) - {ActorKind.EMPLOYEE}))
@pytest.mark.parametrize(
    "act",
    [
        Desk.arrive,
        Desk.undo_arrival,
        Desk.start,
        Desk.undo_start,
        Desk.end,
        Desk.check,
        Desk.complete,
        Desk.miss,
        Desk.reopen,
    ],
)
def test_employees_receive_people_and_no_others(
    act: Act, kind: ActorKind, appointment: Appointment
) -> None:
    with pytest.raises(NotAllowed):
        act(Desk(appointment, Actor(kind)))


def test_visits_go_with_the_appointment_when_it_is_erased(
    appointment: Appointment, desk: Desk
) -> None:
    desk.arrive()

    appointment.delete()

    assert not Visit.objects.exists()
