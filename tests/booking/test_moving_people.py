"""Who serves at the new time, and who may have the old one."""

from datetime import timedelta

import pytest

from mydimos.audit.actors import Actor
from mydimos.booking.errors import SlotTaken
from mydimos.booking.models import Occupancy
from mydimos.booking.services import (
    take_moving_hold,
)
from tests.booking.moves import (
    QUARTER,
    TOMORROW,
    confirm_move,
    engage,
    free_times,
    keep,
    move,
    occupied,
    offering_with_interpreters,
    resources_of,
    rows_of,
    stored,
)
from tests.factories import (
    NOW,
    at,
    book,
    make_citizen,
    make_offering,
    make_resource,
    open_weekdays,
)

pytestmark = pytest.mark.django_db


def test_the_new_time_may_need_other_people() -> None:
    offering = make_offering(desks=1, opens="08:00", closes="12:00")
    afternoon = make_resource(offering.office)
    open_weekdays(afternoon, offering.office, opens="12:00", closes="16:00")
    offering.needs.get().members.create(resource=afternoon, municipality=offering.municipality)
    appointment = book(make_citizen(), offering, "11:30")
    morning = Occupancy.objects.get().resource_id

    move(appointment, "12:00")

    assert Occupancy.objects.get().resource_id == afternoon.pk != morning


def test_employee_and_interpreter_move_together() -> None:
    offering, interpreters = offering_with_interpreters(1)
    appointment = book(make_citizen(), offering, "12:00")

    move(appointment, "12:15")

    assert occupied() == [("12:15", "12:45", "appointment")] * 2
    assert interpreters[0].pk in set(Occupancy.objects.values_list("resource", flat=True))


def test_nobody_moves_alone_when_the_only_interpreter_is_taken() -> None:
    offering, interpreters = offering_with_interpreters(1)
    appointment = book(make_citizen(), offering, "12:00")
    engage(interpreters[0], offering, "12:30")
    before = occupied()

    with pytest.raises(SlotTaken):
        keep(appointment, "12:15")

    assert occupied() == before


def test_another_interpreter_comes_where_the_first_is_taken() -> None:
    offering, interpreters = offering_with_interpreters(2)
    appointment = book(make_citizen(), offering, "12:00")
    first = next(one for one in interpreters if one.pk in resources_of(appointment))
    engage(first, offering, "12:30")

    move(appointment, "12:15")

    assert {row.during.lower for row in rows_of(appointment)} == {at("12:15")}
    assert len(resources_of(appointment)) == 2
    assert first.pk not in resources_of(appointment)


def test_the_named_employee_comes_along() -> None:
    offering = make_offering(desks=2, names_employee=True)
    named = offering.needs.get().resources.order_by("pk")[1]
    appointment = book(make_citizen(), offering, "12:00")

    kept = take_moving_hold(
        by=Actor.link(),
        appointment_id=appointment.public_id,
        starts_at=at("13:00"),
        named_employee=named.pk,
        now=NOW,
    )

    assert confirm_move(appointment, kept).named_employee == named
    assert Occupancy.objects.get().resource_id == named.pk


def test_two_people_swap_their_times_one_after_the_other() -> None:
    offering = make_offering()
    eleni_s, nikos_s = (
        book(make_citizen(), offering, "12:00"),
        book(make_citizen(), offering, "12:30"),
    )
    move(eleni_s, "13:00")
    move(nikos_s, "12:00")

    move(eleni_s, "12:30")

    assert stored(eleni_s).starts_at == at("12:30")
    assert stored(nikos_s).starts_at == at("12:00")


def test_time_that_a_move_leaves_free_is_for_staff_first_where_nearly_all_is_taken() -> None:
    offering = make_offering(
        opens="11:30", closes="12:30", longest_release_delay=timedelta(minutes=30)
    )
    book(make_citizen(), offering, "11:30")
    appointment = book(make_citizen(), offering, "12:00")

    confirm_move(appointment, keep(appointment, "12:00", day=TOMORROW), chance=lambda: 0.5)

    until = NOW + timedelta(minutes=15)
    assert free_times(offering) == []
    assert free_times(offering, for_staff=True) == ["12:00"]
    assert free_times(offering, now=until - timedelta(seconds=1)) == []
    assert free_times(offering, now=until + timedelta(seconds=1)) == ["12:00"]


def test_time_that_a_move_leaves_free_is_free_at_once_where_there_is_plenty() -> None:
    offering = make_offering(longest_release_delay=timedelta(minutes=30))
    appointment = book(make_citizen(), offering, "12:00")

    confirm_move(appointment, keep(appointment, "13:00"), chance=lambda: 0.5)

    assert "12:00" in free_times(offering)


def test_only_what_an_overlapping_move_leaves_free_is_kept_for_staff() -> None:
    offering = make_offering(
        step=QUARTER,
        opens="12:00",
        closes="12:45",
        longest_release_delay=timedelta(minutes=30),
    )
    appointment = book(make_citizen(), offering, "12:00")

    confirm_move(appointment, keep(appointment, "12:15"), chance=lambda: 0.5)

    assert occupied() == [("12:00", "12:15", "embargo"), ("12:15", "12:45", "appointment")]
