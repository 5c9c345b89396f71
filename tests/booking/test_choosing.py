"""Which of several free resources an appointment gets."""

import uuid
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from mydimos.audit.actors import Actor
from mydimos.booking.errors import SlotTaken
from mydimos.booking.models import Hold
from mydimos.booking.queries.availability import availability
from mydimos.booking.services import choosing, give_up_hold
from mydimos.booking.services.occupying import Claim, Occupied
from mydimos.directory.models import Offering, Resource
from tests.factories import (
    NOW,
    TODAY,
    add_need,
    at,
    hold,
    make_citizen,
    make_offering,
    make_resource,
    make_service,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def quarters() -> Offering:
    """Two counters, a quarter of an hour each, from 09:00 to 09:30."""
    return make_offering(desks=2, minutes=15, opens="09:00", closes="09:30")


def same_desks(offering: Offering, *, minutes: int) -> Offering:
    """Another service of the same office and the same counters."""
    other = Offering.objects.get(pk=offering.pk)
    other.pk, other.public_id, other._state.adding = None, uuid.uuid4(), True
    other.service = make_service(offering.municipality)
    other.duration = timedelta(minutes=minutes)
    other.save()
    add_need(other, list(Resource.objects.filter(need_members__need__offering=offering)))
    return other


def starts(offering: Offering) -> int:
    free = availability([offering], first_day=TODAY, last_day=TODAY, now=NOW)
    return len(free.slots(offering))


def queries_to_hold(offering: Offering) -> int:
    citizen = make_citizen()
    with CaptureQueriesContext(connection) as queries:
        hold(citizen, offering)
    give_up_hold(by=Actor.citizen(citizen.pk))
    return len(queries)


def test_short_appointments_fill_one_counter_while_a_longer_service_needs_the_other(
    quarters: Offering,
) -> None:
    half_hours = same_desks(quarters, minutes=30)

    first, second = (hold(make_citizen(), quarters, clock) for clock in ("09:00", "09:15"))

    assert first.resources == second.resources
    assert starts(half_hours) == 1


def test_without_another_service_the_least_loaded_counter_serves(quarters: Offering) -> None:
    first, second = (hold(make_citizen(), quarters, clock) for clock in ("09:00", "09:15"))

    assert first.resources != second.resources


def test_a_service_that_is_not_offered_any_more_decides_nothing(quarters: Offering) -> None:
    half_hours = same_desks(quarters, minutes=30)
    half_hours.is_active = False
    half_hours.save()

    first, second = (hold(make_citizen(), quarters, clock) for clock in ("09:00", "09:15"))

    assert first.resources != second.resources


def test_a_service_that_is_not_set_up_hinders_no_other(quarters: Offering) -> None:
    half_hours = same_desks(quarters, minutes=30)
    interpreter = make_resource(quarters.office, kind=Resource.Kind.INTERPRETER)
    add_need(half_hours, [interpreter])
    Resource.objects.filter(pk=interpreter.pk).update(is_active=False)

    assert hold(make_citizen(), quarters).resources


def test_the_other_services_of_the_office_cost_one_query_more_however_many(
    quarters: Offering,
) -> None:
    alone = queries_to_hold(quarters)
    same_desks(quarters, minutes=30)
    with_one = queries_to_hold(quarters)
    same_desks(quarters, minutes=20)
    same_desks(quarters, minutes=10)
    with_three = queries_to_hold(quarters)

    assert (with_one, with_three) == (alone + 1, alone + 1)


def test_where_there_is_no_choice_the_other_services_cost_nothing() -> None:
    offering = make_offering(desks=1)
    alone = queries_to_hold(offering)
    same_desks(offering, minutes=15)

    assert queries_to_hold(offering) == alone


def test_where_the_interpreter_is_taken_meanwhile_not_every_employee_is_tried(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    offering = make_offering(desks=3)
    interpreter = make_resource(offering.office, kind="interpreter")
    add_need(offering, [interpreter])
    tried = []

    def occupy(claim: Claim, resources: tuple[int, ...], **more: object) -> None:
        tried.append(resources)
        raise Occupied(interpreter.pk)

    monkeypatch.setattr(choosing, "occupy", occupy)

    with pytest.raises(SlotTaken):
        hold(make_citizen(), offering)
    assert len(tried) == 1


def test_where_an_employee_is_taken_meanwhile_the_next_one_is_tried(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    offering = make_offering(desks=3)
    tried = []

    def occupy(claim: Claim, resources: tuple[int, ...], **more: object) -> None:
        tried.append(resources)
        raise Occupied(resources[0])

    monkeypatch.setattr(choosing, "occupy", occupy)

    with pytest.raises(SlotTaken):
        hold(make_citizen(), offering, "09:00")
    assert len(set(tried)) == 3
    assert Hold.objects.filter(starts_at=at("09:00")).count() == 0
