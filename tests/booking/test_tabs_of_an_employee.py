"""One employee at work in several tabs at one moment, each with a connection of its own.

Employees have no limits: only the lock of their own row makes one tab wait for the other.
"""

from functools import partial

import pytest

from mydimos.audit.actors import Actor
from mydimos.booking.models import Hold, Occupancy
from mydimos.booking.services import take_hold
from mydimos.identity.models import User
from tests.booking.test_races import all_at_once, told
from tests.factories import NOW, at, make_offering

pytestmark = pytest.mark.django_db(transaction=True)

CLOCKS = ("09:00", "09:30", "10:00", "10:30", "11:00", "11:30")


@pytest.mark.parametrize("tabs", [2, len(CLOCKS)])
def test_tabs_of_an_employee_that_choose_different_times_leave_one_hold(tabs: int) -> None:
    offering, maria = make_offering(), Actor.employee(User.objects.create().pk)
    choose = partial(take_hold, by=maria, offering=offering, now=NOW)

    for _ in range(5):
        Hold.objects.all().delete()
        Occupancy.objects.all().delete()

        outcomes = all_at_once([partial(choose, starts_at=at(clock)) for clock in CLOCKS[:tabs]])

        assert told(outcomes) == {"done": tabs}
        kept = Hold.objects.get()
        assert kept.employee_id == maria.id
        assert Occupancy.objects.get().owner == kept.public_id


def test_one_time_that_an_employee_chooses_in_two_tabs_is_one_hold() -> None:
    offering, maria = make_offering(desks=2), Actor.employee(User.objects.create().pk)
    choose = partial(take_hold, by=maria, offering=offering, starts_at=at("09:00"), now=NOW)

    for _ in range(5):
        Hold.objects.all().delete()
        Occupancy.objects.all().delete()

        first, second = all_at_once([choose, choose])

        assert first == second
        assert Occupancy.objects.count() == 1
