"""Rights of a user: roles, their departments, and the departments below."""

import pytest

from mydimos.access.models import Membership
from mydimos.access.queries import members_by_department, standing_of
from mydimos.access.rules import Right, Rights
from mydimos.access.services import give_role, take_role
from mydimos.directory.models import Department, Municipality
from mydimos.directory.services import add_department
from mydimos.identity.models import User
from tests.factories import BY, make_municipality

pytestmark = pytest.mark.django_db

Role = Membership.Role

# Written by hand, so that a slip in the rule is noticed.
EXPECTED = {
    Role.EMPLOYEE: {Right.SEE_PEOPLE, Right.SERVE, Right.SEE_MEMBERS},
    Role.SUPERVISOR: {Right.SEE_PEOPLE, Right.SERVE, Right.SEE_MEMBERS},
    Role.MUNICIPALITY_ADMIN: {Right.SEE_MEMBERS},
    Role.DATA_PROTECTION_OFFICER: set[Right](),
    Role.INTERPRETER: set[Right](),
    Role.PLATFORM_ADMIN: set[Right](),
}


@pytest.fixture
def patras() -> Municipality:
    return make_municipality()


@pytest.fixture
def welfare(patras: Municipality) -> Department:
    return add_department(municipality=patras, name_el="Διεύθυνση Κοινωνικής Πολιτικής", **BY)


@pytest.fixture
def elderly(patras: Municipality, welfare: Department) -> Department:
    return add_department(municipality=patras, name_el="Τμήμα Τρίτης Ηλικίας", parent=welfare, **BY)


@pytest.fixture
def registry(patras: Municipality) -> Department:
    return add_department(municipality=patras, name_el="Ληξιαρχείο", **BY)


def make_user(name: str = "Μαρία Παππά") -> User:
    return User.objects.create(
        full_name=name, email=f"{name}@town.example", email_index=name.encode()
    )


def give(user: User, role: str, municipality: Municipality | None, *within: Department) -> None:
    give_role(user=user, role=role, municipality=municipality, departments=within, **BY)


def rights_of(user: User) -> Rights:
    standing = standing_of(user.pk)
    assert standing
    return standing.rights


@pytest.mark.parametrize("role", Role)
def test_what_each_role_allows(role: Role, patras: Municipality, registry: Department) -> None:
    user = make_user()
    give(user, role, None if role == Role.PLATFORM_ADMIN else patras)

    rights = rights_of(user)

    assert {one for one in Right if rights.may(one, registry.pk)} == EXPECTED[role]


def test_a_role_covers_the_departments_below_and_no_others(
    patras: Municipality, welfare: Department, elderly: Department, registry: Department
) -> None:
    user = make_user()
    give(user, Role.EMPLOYEE, patras, welfare)

    assert rights_of(user).departments(Right.SEE_PEOPLE) == {welfare.pk, elderly.pk}


def test_a_role_below_does_not_reach_up(
    patras: Municipality, welfare: Department, elderly: Department
) -> None:
    user = make_user()
    give(user, Role.EMPLOYEE, patras, elderly)

    assert rights_of(user).departments(Right.SEE_PEOPLE) == {elderly.pk}


def test_a_role_without_departments_covers_its_municipality_only(
    patras: Municipality, registry: Department
) -> None:
    volos = make_municipality("Βόλος", "volos")
    theirs = add_department(municipality=volos, name_el="Ληξιαρχείο", **BY)
    user = make_user()
    give(user, Role.EMPLOYEE, patras)

    assert rights_of(user).departments(Right.SERVE) == {registry.pk}
    assert not rights_of(user).may(Right.SERVE, theirs.pk)


def test_an_administrator_with_a_role_in_a_department_sees_people_there_only(
    patras: Municipality, registry: Department, welfare: Department
) -> None:
    user = make_user()
    give(user, Role.MUNICIPALITY_ADMIN, patras)
    give(user, Role.EMPLOYEE, patras, registry)

    assert rights_of(user).departments(Right.SEE_PEOPLE) == {registry.pk}


def test_a_role_that_was_taken_counts_no_more(patras: Municipality, registry: Department) -> None:
    user = make_user()
    give(user, Role.EMPLOYEE, patras, registry)
    take_role(membership=user.memberships.get(), **BY)

    assert rights_of(user).held == ()


def test_a_user_who_has_left_has_no_standing(patras: Municipality) -> None:
    user = make_user()
    give(user, Role.EMPLOYEE, patras)
    User.objects.filter(pk=user.pk).update(is_active=False)

    assert standing_of(user.pk) is None
    assert standing_of(user.pk + 1) is None


def test_who_sees_a_department_by_roles_above_and_in_the_whole_municipality(
    patras: Municipality, welfare: Department, elderly: Department, registry: Department
) -> None:
    give(make_user("Άννα"), Role.SUPERVISOR, patras, welfare)
    give(make_user("Βασίλης"), Role.EMPLOYEE, patras, elderly)
    give(make_user("Γιώργος"), Role.EMPLOYEE, patras)
    give(make_user("Δήμητρα"), Role.MUNICIPALITY_ADMIN, patras)
    left = make_user("Ελένη")
    give(left, Role.EMPLOYEE, patras)
    User.objects.filter(pk=left.pk).update(is_active=False)

    found = {
        department.pk: [member.name for member in members]
        for department, members in members_by_department([welfare.pk, elderly.pk, registry.pk])
    }

    assert found == {
        welfare.pk: ["Άννα", "Γιώργος"],
        elderly.pk: ["Άννα", "Βασίλης", "Γιώργος"],
        registry.pk: ["Γιώργος"],
    }


def test_a_department_nobody_sees_is_listed(registry: Department) -> None:
    assert members_by_department([registry.pk]) == [(registry, [])]
