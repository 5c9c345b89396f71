"""Free times of one employee whom the citizen chose; how far ahead can be booked."""

from datetime import timedelta

import pytest

from mydimos.booking.queries.availability import Availability, availability, last_bookable_day
from mydimos.directory.models import Offering, Resource
from mydimos.scheduling.explain import Reason
from tests.factories import NOW, TODAY, hold, make_citizen, make_offering, make_resource

pytestmark = pytest.mark.django_db


@pytest.fixture
def offering() -> Offering:
    return make_offering(desks=2, opens="09:00", closes="10:00", names_employee=True)


def free_times(offering: Offering) -> Availability:
    return availability([offering], first_day=TODAY, last_day=TODAY, now=NOW)


def test_only_the_times_of_the_chosen_employee_count(offering: Offering) -> None:
    maria, nikos = Resource.objects.filter(need_members__need__offering=offering).order_by("pk")
    hold(make_citizen(), offering, "09:00", named_employee=maria.pk)
    free = free_times(offering)

    assert len(free.slots(offering, named=maria.pk)) == 1
    assert free.days(offering, named=nikos.pk) == {TODAY: 2}
    assert free.slots(offering, named=nikos.pk)[0].free == ((nikos.pk,),)


def test_an_employee_who_does_not_serve_this_has_no_times_and_is_called_absent(
    offering: Offering,
) -> None:
    stranger = make_resource(offering.office).pk
    free = free_times(offering)

    assert free.slots(offering, named=stranger) == []
    assert free.days(offering, named=stranger) == {}
    assert free.why_nothing(offering, named=stranger) is Reason.ABSENT


def test_why_there_is_nothing_is_told_in_one_word(offering: Offering) -> None:
    for _ in range(2):
        for clock in ("09:00", "09:30"):
            hold(make_citizen(), offering, clock)

    assert free_times(offering).why_nothing(offering) is Reason.OCCUPIED


def test_the_last_day_is_that_of_the_horizon_and_today_where_none_is_set(
    offering: Offering,
) -> None:
    assert last_bookable_day(offering, now=NOW) == TODAY + timedelta(days=30)

    offering.horizon_days = None
    assert last_bookable_day(offering, now=NOW) == TODAY
