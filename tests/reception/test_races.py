"""Two employees press at one moment, each with a connection of their own."""

from datetime import timedelta

import pytest

from mydimos.booking.models import Appointment
from mydimos.reception.models import Visit
from tests.booking.test_races import all_at_once, told
from tests.reception.visits import LATER, Desk, make_appointment, make_employee

pytestmark = pytest.mark.django_db(transaction=True)

TIMES = 5


@pytest.fixture
def appointment() -> Appointment:
    return make_appointment()


@pytest.fixture
def desks(appointment: Appointment) -> list[Desk]:
    return [Desk(appointment, make_employee(name)) for name in ("Μαρία", "Άννα")]


def lines(appointment: Appointment, act: str) -> int:
    return appointment.history.filter(act=act).count()


def test_two_who_press_arrived_write_one_visit(appointment: Appointment, desks: list[Desk]) -> None:
    for _ in range(TIMES):
        first, second = all_at_once([desk.arrive for desk in desks])
        assert first == second
        desks[0].undo_arrival()

    assert lines(appointment, "arrived") == TIMES


def test_two_who_press_start_and_end_write_one_line_each(
    appointment: Appointment, desks: list[Desk]
) -> None:
    desks[0].arrive()
    for times in range(1, TIMES + 1):
        assert told(all_at_once([desk.start for desk in desks])) == {"done": 2}
        assert told(all_at_once([desk.end for desk in desks])) == {"done": 2}
        assert (lines(appointment, "service_started"), lines(appointment, "completed")) == (
            times,
            times,
        )
        desks[0].reopen(LATER + timedelta(minutes=times))
        desks[0].undo_start()

    assert Visit.objects.get().is_waiting


def test_one_starts_while_another_takes_the_arrival_back(
    appointment: Appointment, desks: list[Desk]
) -> None:
    for _ in range(TIMES):
        desks[0].arrive()
        outcomes = told(all_at_once([desks[0].start, desks[1].undo_arrival]))

        # Who came second is told so; what the first did stands.
        assert outcomes in ({"done": 1, "InService": 1}, {"done": 1, "NotArrived": 1})
        assert Visit.objects.exists() == bool(outcomes["InService"])
        if Visit.objects.exists():
            desks[0].undo_start()
