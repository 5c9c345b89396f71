"""The day of a department."""

from datetime import date, timedelta

import pytest
from pytest_django import DjangoAssertNumQueries

from mydimos.audit.actors import Actor
from mydimos.booking.models import Appointment, Requirement
from mydimos.booking.people import People
from mydimos.booking.queries.agenda import day_of, upcoming_days
from mydimos.booking.services import cancel_appointment, complete_appointment
from mydimos.directory.models import Offering
from mydimos.directory.services import add_department
from mydimos.identity.models import User
from tests.booking.mailing import book_ahead
from tests.factories import (
    BY,
    NOW,
    TODAY,
    add_need,
    at,
    book,
    eleni,
    for_herself,
    make_citizen,
    make_offering,
    make_resource,
    make_service,
)

pytestmark = pytest.mark.django_db

TUESDAY = TODAY + timedelta(days=1)


@pytest.fixture
def offering() -> Offering:
    return make_offering(desks=2)


def department_of(offering: Offering) -> list[int]:
    return [offering.service.department_id]


def fill(offering: Offering, *clocks: str) -> list[Appointment]:
    return [book(make_citizen(), offering, clock) for clock in clocks]


def test_a_day_is_listed_by_time_with_all_that_the_desk_asks(offering: Offering) -> None:
    interpreter = make_resource(offering.office, kind="interpreter", name="Διερμηνέας")
    add_need(offering, [interpreter])
    people = for_herself(requirements=(Requirement.STEP_FREE.value,))
    late, early = (
        book(make_citizen(), offering, clock, people=people) for clock in ("12:00", "09:00")
    )

    rows = day_of(department_of(offering), TODAY)

    assert [row.appointment for row in rows] == [early, late]
    row = rows[0]
    assert row.appearing
    assert row.appearing.name == "Ελένη Παπαδοπούλου"
    assert row.requirements == [Requirement.STEP_FREE]
    assert {one.kind for one in row.resources} == {"employee", "interpreter"}
    assert row.resources[-1] == interpreter
    assert row.appointment.offering.office.name_el == "Δημαρχείο"


def test_a_company_is_listed_with_its_representative(offering: Offering) -> None:
    people = People(Appointment.OnBehalf.COMPANY, eleni(company="Αφοί Παππά ΟΕ"))
    book(make_citizen("company"), offering, people=people)

    (row,) = day_of(department_of(offering), TODAY)

    assert row.appearing
    assert (row.appearing.company, row.requirements) == ("Αφοί Παππά ΟΕ", [])


@pytest.mark.parametrize("how_many", [1, 6])
def test_a_day_takes_three_queries_however_full_it_is(
    how_many: int, offering: Offering, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    fill(offering, *("09:00", "09:30", "10:00", "10:30", "11:00", "11:30")[:how_many])

    with django_assert_num_queries(3):
        rows = day_of(department_of(offering), TODAY)
        for row in rows:
            # Everything that a list shows has been read.
            assert row.appearing
            assert row.appearing.name
            assert row.resources[0].name_el
            assert row.appointment.offering.service.name_el
            assert row.appointment.offering.office.name_el
            assert row.appointment.department.name_el
            assert row.requirements == []

    assert len(rows) == how_many


def test_the_appointments_of_other_departments_and_days_are_not_listed(offering: Offering) -> None:
    welfare = add_department(municipality=offering.municipality, name_el="Κοινωνική", **BY)
    other = make_offering(service=make_service(offering.municipality, department=welfare))
    (own,), (foreign,) = fill(offering, "09:00"), fill(other, "09:00")
    ahead = book_ahead()

    assert [row.appointment for row in day_of(department_of(offering), TODAY)] == [own]
    both = day_of([*department_of(offering), welfare.pk], TODAY)
    assert {row.appointment for row in both} == {own, foreign}
    assert [row.appointment for row in day_of([ahead.department_id], TUESDAY)] == [ahead]
    assert day_of([], TODAY) == day_of(department_of(offering), TUESDAY) == []


def test_a_day_is_one_of_athens_from_midnight_to_midnight() -> None:
    first, last = book_ahead("08:00"), book_ahead("13:30")
    Appointment.objects.filter(pk=first.pk).update(starts_at=at("00:00", TUESDAY))
    Appointment.objects.filter(pk=last.pk).update(
        starts_at=at("23:45", TUESDAY), ends_at=at("00:15", TUESDAY + timedelta(days=1))
    )

    departments = [first.department_id, last.department_id]
    assert [len(day_of(departments, TUESDAY + timedelta(days=n))) for n in (-1, 0, 1)] == [0, 2, 0]
    # The statements above left booked appointments without their time: not committed.
    Appointment.objects.filter(pk__in=[first.pk, last.pk]).update(status="completed")


def test_cancelled_ones_stay_listed_and_take_no_ones_time(offering: Offering) -> None:
    (cancelled,) = fill(offering, "12:00")
    cancel_appointment(
        appointment_id=cancelled.public_id, by=Actor.system(), reason="Ασθένεια", now=NOW
    )

    (row,) = day_of(department_of(offering), TODAY)

    assert (row.appointment.is_cancelled, row.resources) == (True, ())


def test_the_days_ahead_are_counted_without_opening_a_name(
    offering: Offering, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    done, *_ = fill(offering, "09:00", "09:30", "10:00")
    maria = Actor.employee(User.objects.create().pk)
    complete_appointment(appointment_id=done.public_id, by=maria, now=NOW)
    ahead = book_ahead()
    departments = [*department_of(offering), ahead.department_id]

    with django_assert_num_queries(1):
        counts = upcoming_days(departments, first_day=TODAY, days=2)
    assert counts == {TODAY: 2, TUESDAY: 1}
    assert upcoming_days(departments, first_day=TODAY, days=1) == {TODAY: 2}
    assert upcoming_days([], first_day=date(2026, 1, 1), days=60) == {}
