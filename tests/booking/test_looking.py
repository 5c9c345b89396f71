"""Employees who look at people leave a line (R28)."""

from collections.abc import Generator
from contextlib import contextmanager
from datetime import date, datetime, timedelta
from functools import partial
from itertools import permutations

import psycopg
import pytest
from django.db import IntegrityError, transaction
from pytest_django import DjangoAssertNumQueries

from mydimos.access.scope import seen_by
from mydimos.audit.actors import Actor
from mydimos.audit.models import MOST_TRACES, Line
from mydimos.booking.errors import NotAllowed
from mydimos.booking.models import Appointment
from mydimos.booking.queries.search import MOST
from mydimos.booking.services import cancel_appointment, find_people, see_appointment, see_day
from mydimos.directory.services import add_department
from mydimos.identity.models import User
from mydimos_local.postgres import OWNER
from tests.booking.test_races import all_at_once
from tests.factories import BY, NOW, TODAY, book, make_citizen, make_offering, make_service
from tests.postgres import SERVER

pytestmark = pytest.mark.django_db

CONSTRAINT = "audit_day_seen_once"
MINUTE = timedelta(minutes=1)
HALF_PAST = NOW  # a quarter of an hour begins


def make_employee(name: str = "Μαρία Παππά") -> Actor:
    return Actor.employee(User.objects.create(full_name=name, email_index=name.encode()).pk)


@pytest.fixture
def maria() -> Actor:
    return make_employee()


@pytest.fixture
def two() -> tuple[Appointment, Appointment]:
    """Appointments of two departments of one municipality."""
    own = make_offering()
    welfare = add_department(municipality=own.municipality, name_el="Κοινωνική Υπηρεσία", **BY)
    other = make_offering(service=make_service(own.municipality, department=welfare))
    return book(make_citizen(), own), book(make_citizen(), other)


def lines(act: str) -> list[Line]:
    return list(Line.objects.filter(act=act).order_by("pk"))


def test_a_day_leaves_a_line_for_each_department(
    two: tuple[Appointment, Appointment], maria: Actor
) -> None:
    departments = [one.department_id for one in two]

    rows = see_day(departments=departments, day=TODAY, by=maria, now=NOW)

    assert {row.appointment for row in rows} == set(two)
    assert [
        (line.actor, line.actor_id, line.municipality, line.department, line.day, line.at)
        for line in lines("agenda.seen")
    ] == [
        ("employee", maria.id, two[0].municipality_id, department, TODAY, NOW)
        for department in sorted(departments)
    ]


def test_a_refresh_leaves_no_second_line_within_a_quarter_of_an_hour(
    two: tuple[Appointment, Appointment], maria: Actor
) -> None:
    look = partial(see_day, departments=[two[0].department_id], day=TODAY, by=maria)
    for minutes in (0, 1, 14):
        assert look(now=HALF_PAST + minutes * MINUTE)
    assert len(lines("agenda.seen")) == 1

    look(now=HALF_PAST + 15 * MINUTE)
    assert [line.at for line in lines("agenda.seen")] == [HALF_PAST, HALF_PAST + 15 * MINUTE]


def test_another_day_department_or_employee_is_another_line(
    two: tuple[Appointment, Appointment], maria: Actor
) -> None:
    own, other = (one.department_id for one in two)
    for department, day, by in (
        (own, TODAY, maria),
        (other, TODAY, maria),
        (own, date(2026, 3, 3), maria),
        (own, TODAY, make_employee("Άννα")),
    ):
        see_day(departments=[department], day=day, by=by, now=NOW)

    assert len(lines("agenda.seen")) == 4


def test_a_department_more_is_written_down_beside_one_that_was_seen(
    two: tuple[Appointment, Appointment], maria: Actor
) -> None:
    own, other = (one.department_id for one in two)
    see_day(departments=[own], day=TODAY, by=maria, now=NOW)
    see_day(departments=[other, own], day=TODAY, by=maria, now=NOW + MINUTE)

    assert [line.department for line in lines("agenda.seen")] == [own, other]


def test_one_appointment_leaves_a_line_each_time(
    two: tuple[Appointment, Appointment], maria: Actor
) -> None:
    appointment = two[0]
    cancel_appointment(appointment_id=appointment.public_id, by=maria, reason="Ασθένεια", now=NOW)

    look = partial(see_appointment, appointment_id=appointment.public_id, by=maria, now=NOW)
    _, seen = look(), look()

    assert seen.people.appearing
    assert seen.people.appearing.phone == "+306900000001"
    assert [(one.act, one.reason) for one in seen.history] == [
        ("booked", None),
        ("cancelled", "Ασθένεια"),
    ]
    assert seen.history[1].employee
    assert seen.history[1].employee.full_name == "Μαρία Παππά"
    assert seen.resources == []
    assert [(line.subject, line.actor_id) for line in lines("appointment.seen")] == [
        (appointment.trace, maria.id)
    ] * 2


def test_a_search_leaves_one_line_with_the_traces_of_what_it_showed(
    two: tuple[Appointment, Appointment], maria: Actor
) -> None:
    departments = [one.department_id for one in two]

    found = find_people(departments=departments, typed="Ελένη", by=maria, now=NOW)

    assert {row.appointment for row in found} == set(two)
    (line,) = lines("people.found")
    assert (line.municipality, line.department, line.subject) == (
        two[0].municipality_id,
        None,
        None,
    )
    assert set(line.traces or ()) == {one.trace for one in two}


def test_a_search_that_finds_no_person_leaves_a_line_and_an_empty_one_does_not(
    two: tuple[Appointment, Appointment], maria: Actor
) -> None:
    department = two[0].department_id

    assert find_people(departments=[department], typed="Άννα", by=maria, now=NOW) == []
    assert find_people(departments=[department], typed="  ", by=maria, now=NOW) == []

    (line,) = lines("people.found")
    assert (line.department, line.traces) == (department, [])


def test_a_search_over_two_municipalities_leaves_each_its_own(maria: Actor) -> None:
    both = [book(make_citizen(), make_offering()) for _ in range(2)]

    find_people(departments=[one.department_id for one in both], typed="Ελένη", by=maria, now=NOW)

    assert {(line.municipality, *(line.traces or ())) for line in lines("people.found")} == {
        (one.municipality_id, one.trace) for one in both
    }


def test_a_line_holds_the_traces_of_the_longest_list(maria: Actor) -> None:
    assert MOST == MOST_TRACES
    too_many = [book(make_citizen(), make_offering()).trace] * (MOST_TRACES + 1)

    with pytest.raises(IntegrityError, match="audit_traces_at_most"), transaction.atomic():
        Line.objects.create(at=NOW, act="people.found", actor="employee", traces=too_many)


def test_no_line_says_what_was_typed() -> None:
    columns = {field.name for field in Line._meta.fields}

    assert columns == {
        "id", "at", "act", "actor", "actor_id", "subject", "municipality", "department", "day",
        "traces",
    }  # fmt: skip


@pytest.mark.parametrize("by", [Actor.link(), Actor.system(), Actor.citizen(1), Actor.device(1)])
def test_the_public_and_machines_do_not_look(
    by: Actor, two: tuple[Appointment, Appointment]
) -> None:
    departments = [two[0].department_id]
    with pytest.raises(NotAllowed):
        see_day(departments=departments, day=TODAY, by=by, now=NOW)
    with pytest.raises(NotAllowed):
        find_people(departments=departments, typed="Ελένη", by=by, now=NOW)


def test_the_wall_holds_for_looks_too(two: tuple[Appointment, Appointment], maria: Actor) -> None:
    """Also where the page names departments that are not the employee's."""
    own, other = two
    departments = [own.department_id, other.department_id]
    assert maria.id
    with seen_by(employee=maria.id, departments=[own.department_id]):
        rows = see_day(departments=departments, day=TODAY, by=maria, now=NOW)
        again = see_day(departments=departments, day=TODAY, by=maria, now=NOW)
        found = find_people(departments=departments, typed="Ελένη", by=maria, now=NOW)
        seen = see_appointment(appointment_id=own.public_id, by=maria, now=NOW)
        with pytest.raises(Appointment.DoesNotExist):
            see_appointment(appointment_id=other.public_id, by=maria, now=NOW)

    assert [row.appointment for row in rows] == [row.appointment for row in again] == [own]
    assert [row.appointment for row in found] == [own]
    assert [one.name_el for one in seen.resources] == [rows[0].resources[0].name_el]
    assert [line.traces for line in lines("people.found")] == [[own.trace]]
    assert len(lines("appointment.seen")) == 1
    assert len(lines("agenda.seen")) == 2


def test_a_look_takes_a_fixed_number_of_queries(
    two: tuple[Appointment, Appointment],
    maria: Actor,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    departments = [one.department_id for one in two]
    with transaction.atomic():
        for _ in range(2):
            # A savepoint and its end; the departments, the lines, and the three of the day.
            with django_assert_num_queries(7):
                see_day(departments=departments, day=TODAY, by=maria, now=NOW)


@contextmanager
def without_constraint() -> Generator[None]:
    """Drop the constraint, as only the owner of the table can, and put it back."""
    with psycopg.connect(SERVER.url(SERVER.database, OWNER), autocommit=True) as owner:
        definition = owner.execute("SELECT pg_get_indexdef(%s::regclass)", [CONSTRAINT]).fetchone()
        assert definition
        owner.execute(f"DROP INDEX {CONSTRAINT}".encode())
        try:
            yield
        finally:
            owner.execute("TRUNCATE audit_line")
            owner.execute(definition[0].encode())


def all_orders() -> list[tuple[int, ...]]:
    """Three departments in each order in which a tab may name them."""
    town = make_offering().municipality
    names = ("Δημοτολόγιο", "Πρόνοια", "Ύδρευση")
    added = [add_department(municipality=town, name_el=f"{name} Α", **BY) for name in names]
    return list(permutations(one.pk for one in added))


def open_at_once(orders: list[tuple[int, ...]], by: Actor, now: datetime) -> int:
    """How many lines it leaves when all tabs open the day at one moment."""
    before = len(lines("agenda.seen"))
    look = partial(see_day, day=TODAY, by=by, now=now)
    assert all_at_once([partial(look, departments=order) for order in orders]) == [[]] * len(orders)
    return len(lines("agenda.seen")) - before


@pytest.mark.django_db(transaction=True)
def test_tabs_that_open_a_day_at_one_moment_leave_one_line_each_department() -> None:
    maria, orders = make_employee(), all_orders()

    for times in range(5):
        assert open_at_once(orders, maria, NOW + times * 15 * MINUTE) == 3


@pytest.mark.django_db(transaction=True)
def test_without_the_constraint_each_tab_leaves_its_own() -> None:
    maria, orders = make_employee(), all_orders()

    with without_constraint():
        assert open_at_once(orders, maria, NOW) == 3 * len(orders)
    assert open_at_once(orders, maria, NOW) == 3
