"""Every address of the office x every role x its department, another, another municipality.

The table is written by hand: an address that it lacks fails the test.
"""

from collections.abc import Iterator
from itertools import product

import pytest
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver

from mydimos.access.models import Membership
from mydimos.access.services import give_role
from mydimos.audit.actors import Actor
from mydimos.booking.models import Appointment
from mydimos.booking.services import take_hold
from mydimos.directory.models import Department
from mydimos.directory.services import add_department
from mydimos.identity.models import User
from tests.employees import make_user
from tests.factories import BY, at, book, make_citizen, make_offering, make_service
from tests.web.office.browsers import employee
from tests.web.visitors import Clock, clock, logged_in

__all__ = ["clock"]

pytestmark = pytest.mark.django_db

Role = Membership.Role
SEES_PEOPLE = {Role.EMPLOYEE, Role.SUPERVISOR}
SEES_MEMBERS = {*SEES_PEOPLE, Role.MUNICIPALITY_ADMIN}
EVERYONE = set(Role)
NOBODY = set[Role]()

# By name of the address: who gets it for an appointment of the own department, by GET and by POST
# (no role: 405, or a question that needs more than an empty form).
OF_AN_APPOINTMENT = {
    "appointment": (SEES_PEOPLE, NOBODY),
    "arrive": (SEES_PEOPLE, SEES_PEOPLE),
    "mark": (NOBODY, SEES_PEOPLE),
    "missed": (SEES_PEOPLE, SEES_PEOPLE),
    "cancel": (SEES_PEOPLE, SEES_PEOPLE),
    "slip": (SEES_PEOPLE, NOBODY),
    "move": (SEES_PEOPLE, SEES_PEOPLE),
    "move_check": (SEES_PEOPLE, SEES_PEOPLE),
}
LISTS = {
    "today": SEES_PEOPLE,
    "search": SEES_PEOPLE,
    "departments": SEES_MEMBERS,
    "book": SEES_PEOPLE,
}
OF_AN_OFFERING = {"book_times": SEES_PEOPLE}
OF_A_HOLD = {"book_person": SEES_PEOPLE}  # of the employee who has it, alone
# Pages of the login and of the own account: the tests of the login say who gets them.
OWN = {
    "login", "code", "recovery", "first_app", "codes", "confidentiality", "again", "invitation",
    "logout", "me", "app", "password", "new_codes", "end_session", "end_others",
}  # fmt: skip


def addresses(resolver: URLResolver) -> Iterator[str]:
    for entry in resolver.url_patterns:
        if isinstance(entry, URLPattern):
            yield str(entry.name)
        else:
            yield from addresses(entry)


def office() -> URLResolver:
    """The resolver of /office/."""
    found: list[URLResolver] = []

    def look(resolver: URLResolver) -> None:
        for entry in resolver.url_patterns:
            if isinstance(entry, URLResolver):
                if entry.namespace == "backoffice":
                    found.append(entry)
                look(entry)

    look(get_resolver())
    return found[0]


def test_the_table_names_every_address() -> None:
    named = {*OF_AN_APPOINTMENT, *OF_AN_OFFERING, *OF_A_HOLD, *LISTS, *OWN}

    unsaid = {*addresses(office())} - named

    assert unsaid == set()


@pytest.fixture
def own() -> Appointment:
    """An appointment of the department in which the roles are held."""
    return book(make_citizen(), make_offering())


@pytest.fixture
def others(own: Appointment) -> dict[str, Appointment]:
    """Appointments that are hidden from that department."""
    beside = add_department(municipality=own.municipality, name_el="Κοινωνική Υπηρεσία", **BY)
    return {
        "another department": book(
            make_citizen(), make_offering(service=make_service(own.municipality, department=beside))
        ),
        "another municipality": book(make_citizen(), make_offering()),
    }


def browser_of(role: str, department: Department, clock: Clock) -> Client:
    user: User = make_user()
    give_role(
        user=user,
        role=role,
        municipality=None if role == Role.PLATFORM_ADMIN else department.municipality,
        departments=[] if role == Role.PLATFORM_ADMIN else [department],
        **BY,
    )
    return employee(user, clock.now)


def status(client: Client, method: str, address: str) -> int:
    """What an empty request gets."""
    answer = client.get(address) if method == "GET" else client.post(address)
    return answer.status_code


REFUSED = {403, 404, 405}


@pytest.mark.parametrize("role", Role)
def test_appointments_of_the_own_department(role: Role, own: Appointment, clock: Clock) -> None:
    client = browser_of(role, own.department, clock)

    for (name, expected), method in product(OF_AN_APPOINTMENT.items(), ("GET", "POST")):
        address = f"/office/appointments/{own.public_id}/"
        address += "" if name == "appointment" else f"{name.replace('_', '/')}/"
        got = status(client, method, address)
        # «mark» without a mark is a forged form.
        is_let_in = got not in REFUSED or ((name, got) == ("mark", 404) and role in SEES_PEOPLE)
        may = role in expected[method == "POST"]
        assert is_let_in == may, f"{method} {name}: {got}"


@pytest.mark.parametrize("role", Role)
@pytest.mark.parametrize("whose", ["another department", "another municipality"])
def test_appointments_of_others_do_not_exist(
    role: Role, whose: str, own: Appointment, others: dict[str, Appointment], clock: Clock
) -> None:
    client = browser_of(role, own.department, clock)

    for name, method in product(OF_AN_APPOINTMENT, ("GET", "POST")):
        address = f"/office/appointments/{others[whose].public_id}/"
        address += "" if name == "appointment" else f"{name.replace('_', '/')}/"
        more = {"mark": "arrive", "appeared": "yes", "because": "did_not_come", "reason": "Γιατί"}
        answer = client.get(address) if method == "GET" else client.post(address, more)
        assert answer.status_code in REFUSED, f"{method} {name}"
        assert "Παπαδοπούλου" not in answer.content.decode()

    others[whose].refresh_from_db()
    assert others[whose].is_booked


@pytest.mark.parametrize("role", Role)
def test_lists(role: Role, own: Appointment, clock: Clock) -> None:
    client = browser_of(role, own.department, clock)

    for name, expected in LISTS.items():
        address = {"today": "/office/", "search": "/office/appointments/"}.get(
            name, f"/office/{name}/"
        )
        answer = client.get(address)
        assert (answer.status_code == 200) == (role in expected), f"{name}: {answer.status_code}"
    searched = client.post("/office/appointments/", {"q": "Παπαδοπούλου"})
    assert (searched.status_code == 303) == (role in LISTS["search"])


@pytest.mark.parametrize("role", Role)
def test_times_of_the_own_departments_only(
    role: Role, own: Appointment, others: dict[str, Appointment], clock: Clock
) -> None:
    client = browser_of(role, own.department, clock)

    for appointment in (own, *others.values()):
        expected = appointment is own and role in OF_AN_OFFERING["book_times"]
        address = f"/office/book/{appointment.offering.public_id}/"
        choice = {"starts_at": at("13:00").isoformat()}
        assert (client.get(address).status_code == 200) == expected
        assert (client.post(address, choice).status_code == 303) == expected


def test_a_hold_of_a_colleague_is_not_shown(own: Appointment, clock: Clock) -> None:
    client = browser_of(Role.EMPLOYEE, own.department, clock)
    colleague = make_user("anna@town.example")
    kept = take_hold(
        by=Actor.employee(colleague.pk), offering=own.offering, starts_at=at("13:00"), now=clock.now
    )

    for answer in (
        client.get(address := f"/office/book/{kept.public_id}/person/"),
        client.post(address, {}),
    ):
        assert answer.headers["Location"] == "/office/book/"


@pytest.mark.parametrize("method", ["GET", "POST"])
def test_without_a_login_everything_leads_there(own: Appointment, method: str) -> None:
    for name in OF_AN_APPOINTMENT:
        address = f"/office/appointments/{own.public_id}/"
        address += "" if name == "appointment" else f"{name.replace('_', '/')}/"
        answer = Client().get(address) if method == "GET" else Client().post(address)
        assert answer.headers["Location"].startswith("/office/login/")


def test_a_citizens_login_opens_nothing_of_the_office(own: Appointment) -> None:

    client = logged_in(make_citizen())

    assert client.get("/office/").headers["Location"].startswith("/office/login/")
