"""What the database refuses, and whom the wall keeps out."""

from collections.abc import Generator
from typing import Any

import pytest
from django.db import Error, IntegrityError, connection, transaction

from mydimos.access.scope import seen_by
from mydimos.audit.actors import Actor
from mydimos.booking.models import Appointment
from mydimos.directory.services import add_department
from mydimos.reception.models import Visit
from tests.factories import BY, book, make_citizen, make_municipality, make_offering, make_service
from tests.reception.visits import EARLY, LATER, NINE, Desk, make_appointment, make_employee

pytestmark = pytest.mark.django_db


@pytest.fixture
def maria() -> Actor:
    return make_employee()


@pytest.fixture
def two(maria: Actor) -> tuple[Appointment, Appointment]:
    """Visits of two departments of one municipality; the first is one's own."""
    own = make_offering()
    welfare = add_department(municipality=own.municipality, name_el="Κοινωνική Υπηρεσία", **BY)
    other = make_offering(service=make_service(own.municipality, department=welfare))
    appointments = book(make_citizen(), own), book(make_citizen(), other)
    for one in appointments:
        Desk(one, maria).arrive()
    return appointments


@pytest.fixture
def within(two: tuple[Appointment, Appointment], maria: Actor) -> Generator[None]:
    """As the office, for the department of the first one."""
    assert maria.id
    with seen_by(employee=maria.id, departments=[two[0].department_id]):
        yield


@pytest.mark.parametrize(
    ("constraint", "columns"),
    [
        ("visit_state", {"state": "in_service"}),
        ("visit_state", {"state": "done"}),
        ("visit_state", {"started_at": NINE}),
        ("visit_state", {"state": "called"}),
        ("visit_times_in_order", {"state": "done", "started_at": LATER, "ended_at": NINE}),
        ("visit_times_in_order", {"state": "left", "ended_at": EARLY.replace(hour=7)}),
        ("visit_identity_checked_by", {"identity_checked_at": NINE}),
    ],
)
def test_the_database_refuses_a_visit_that_cannot_be(
    constraint: str, columns: dict[str, Any], maria: Actor
) -> None:
    Desk(make_appointment(), maria).arrive()

    with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
        Visit.objects.update(**columns)


def test_there_is_one_visit_of_an_appointment(maria: Actor) -> None:
    visit = Desk(make_appointment(), maria).arrive()
    visit.pk = None

    with pytest.raises(IntegrityError, match="appointment_id"), transaction.atomic():
        visit.save(force_insert=True)


@pytest.mark.parametrize("column", ["appointment", "department", "municipality"])
def test_no_visit_mixes_two_municipalities(column: str, maria: Actor) -> None:
    Desk(make_appointment(), maria).arrive()
    elsewhere: dict[str, Any] = {
        "appointment": make_appointment(),
        "department": make_appointment().department,
        "municipality": make_municipality(slug="elsewhere"),
    }

    Visit.objects.update(**{column: elsewhere[column]})
    with pytest.raises(IntegrityError, match="_of_municipality"), transaction.atomic():
        connection.check_constraints()
    Visit.objects.all().delete()


@pytest.mark.usefixtures("within")
def test_visits_of_another_department_are_not_there(
    two: tuple[Appointment, Appointment], maria: Actor
) -> None:
    assert [visit.appointment_id for visit in Visit.objects.all()] == [two[0].pk]
    for act in (Desk.arrive, Desk.start, Desk.miss):
        with pytest.raises(Appointment.DoesNotExist):
            act(Desk(two[1], maria))


@pytest.mark.usefixtures("within")
def test_visits_are_not_handed_to_another_department(
    two: tuple[Appointment, Appointment],
) -> None:
    for columns in ({"department": two[1].department_id}, {"appointment": two[1].pk}):
        with pytest.raises(Error, match="row-level security"), transaction.atomic():
            Visit.objects.update(**columns)


@pytest.mark.usefixtures("within")
def test_all_verbs_work_within_the_wall(two: tuple[Appointment, Appointment], maria: Actor) -> None:
    desk = Desk(two[0], maria)
    desk.undo_arrival()
    desk.arrive()
    desk.start()
    desk.undo_start()
    desk.check()
    desk.start()
    desk.end()
    desk.reopen()
    desk.miss()
    desk.reopen()
    desk.complete()

    connection.check_constraints()
    assert Visit.objects.get().state == "done"
