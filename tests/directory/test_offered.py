"""What can be booked now, said by a queryset for pages and by a rule for one row."""

from collections.abc import Callable
from datetime import timedelta

import pytest

from mydimos.directory.models import Municipality, NeedMember, Offering, Resource
from mydimos.directory.queries import employees_of
from mydimos.directory.rules import is_offered
from tests.factories import NOW, TODAY, add_need, make_offering, make_resource

pytestmark = pytest.mark.django_db


def put_aside(row: Offering | Resource) -> None:
    row.is_active = False
    row.save()


def opens(municipality: Municipality, days: int | None) -> None:
    municipality.opened_on = None if days is None else TODAY + timedelta(days=days)
    municipality.save()


@pytest.mark.parametrize(
    ("change", "is_shown", "is_bookable"),
    [
        (lambda row: row.refresh_from_db(), True, True),
        (put_aside, False, False),
        (lambda row: put_aside(row.service), False, False),
        (lambda row: put_aside(row.office), False, False),
        (lambda row: opens(row.municipality, None), False, False),
        (lambda row: opens(row.municipality, 1), True, False),
        (lambda row: opens(row.municipality, 0), True, True),
    ],
    ids=["in use", "offering", "service", "office", "no day", "tomorrow", "today"],
)
def test_it_is_bookable_from_the_opening_day_while_all_of_it_is_in_use(
    change: Callable[[Offering], None], is_shown: bool, is_bookable: bool
) -> None:
    change(make_offering())
    row = Offering.objects.get()

    assert Offering.objects.shown().exists() is is_shown
    assert Offering.objects.bookable(TODAY).exists() is is_bookable
    assert is_offered(row, now=NOW) is is_bookable


def test_a_municipality_whose_opening_day_is_ahead_has_one_and_has_not_opened() -> None:
    place = Municipality(opened_on=TODAY + timedelta(days=1))

    assert place.has_opening_day
    assert not place.has_opened(today=TODAY)
    assert place.opens_on(today=TODAY) == place.opened_on


def test_an_employee_can_be_chosen_where_the_offering_says_so() -> None:
    offering = make_offering(desks=2)

    assert not employees_of(offering).exists()

    offering.names_employee = True
    assert employees_of(offering).count() == 2


def test_counters_interpreters_and_those_who_left_cannot_be_chosen() -> None:
    offering = make_offering(names_employee=True, desks=2)
    add_need(offering, [make_resource(offering.office, kind=Resource.Kind.INTERPRETER)])
    add_need(offering, [make_resource(offering.office)])  # the second of two who are needed
    first = NeedMember.objects.filter(need__position=0).order_by("resource")
    stays, leaves = (member.resource for member in first)
    put_aside(leaves)
    counter = make_resource(offering.office, kind=Resource.Kind.COUNTER)
    NeedMember.objects.create(
        municipality=offering.municipality, need=first[0].need, resource=counter
    )

    assert list(employees_of(offering)) == [stays]
