"""Who may do what in which municipality."""

from typing import Any

import pytest
from django.db import IntegrityError, transaction

from mydimos.access import errors
from mydimos.access.models import Membership, MembershipDepartment
from mydimos.access.services import give_role, take_role
from mydimos.audit.actors import Actor
from mydimos.audit.acts import Act
from mydimos.audit.models import Line
from mydimos.directory.models import Department, Municipality
from mydimos.identity.models import User
from tests.factories import BY, NOW, make_municipality, make_service

pytestmark = pytest.mark.django_db

Role = Membership.Role


@pytest.mark.parametrize("role", [Role.DATA_PROTECTION_OFFICER, Role.PLATFORM_ADMIN])
def test_the_controllers_officer_and_the_platform_belong_to_no_municipality(role: Role) -> None:
    user = User.objects.create()

    assert Membership.objects.create(user=user, role=role).municipality is None


@pytest.mark.parametrize(
    "role", [Role.EMPLOYEE, Role.SUPERVISOR, Role.INTERPRETER, Role.MUNICIPALITY_ADMIN]
)
def test_every_other_role_is_held_in_a_municipality(role: Role) -> None:
    user = User.objects.create()

    with pytest.raises(IntegrityError, match="membership_has_municipality"), transaction.atomic():
        Membership.objects.create(user=user, role=role)


def test_a_membership_covers_departments_of_its_own_municipality_only() -> None:
    patras, volos = make_municipality(), make_municipality("Βόλος", "volos")
    held = Membership.objects.create(
        user=User.objects.create(), municipality=patras, role=Role.EMPLOYEE
    )
    department = Department.objects.create(municipality=volos, name_el="Τμήμα")

    for municipality, constraint in (
        (patras, "membership_department_of_municipality"),
        (volos, "membership_department_of_membership"),
    ):
        with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
            MembershipDepartment.objects.create(
                municipality=municipality, membership=held, department=department
            )


def test_a_role_and_its_departments_are_held_once() -> None:
    department = make_service(make_municipality()).department
    held = Membership(
        user=User.objects.create(), municipality=department.municipality, role=Role.EMPLOYEE
    )
    held.save()
    covered = MembershipDepartment(
        municipality=department.municipality, membership=held, department=department
    )
    covered.save()

    for row, constraint in ((covered, "membership_department_once"), (held, "membership_once")):
        row.pk = None
        with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
            row.save()


def test_a_role_of_the_platform_is_held_once() -> None:
    user = User.objects.create()
    Membership.objects.create(user=user, role=Role.PLATFORM_ADMIN)

    with pytest.raises(IntegrityError, match="membership_once"), transaction.atomic():
        Membership.objects.create(user=user, role=Role.PLATFORM_ADMIN)


@pytest.fixture
def patras() -> Municipality:
    return make_municipality()


def administrator(municipality: Municipality | None, number: int = 1) -> Membership:
    role = Role.MUNICIPALITY_ADMIN if municipality else Role.PLATFORM_ADMIN
    return give_role(user=make_user(number), role=role, municipality=municipality, **BY)


def make_user(number: int = 1) -> User:
    return User.objects.create(email_index=number.to_bytes(32, "big"))


def test_a_role_is_held_in_some_departments_or_in_all(patras: Municipality) -> None:
    user, registry = make_user(), make_service(patras).department
    role: Any = {"user": user, "role": Role.EMPLOYEE, "municipality": patras}

    held = give_role(**role, departments=[registry], **BY)
    assert list(held.departments.all()) == [registry]

    assert give_role(**role, **BY) == held
    assert not held.departments.exists()
    assert Line.objects.filter(act=Act.ROLE_GIVEN, municipality=patras.code).count() == 2


@pytest.mark.parametrize("role", [Role.PLATFORM_ADMIN, "mayor"])
def test_a_role_of_the_platform_is_not_given_in_a_municipality(
    patras: Municipality, role: str
) -> None:
    with pytest.raises(errors.NeedsMunicipality):
        give_role(user=make_user(), role=role, municipality=patras, **BY)


def test_a_role_of_a_municipality_is_not_given_without_one() -> None:
    with pytest.raises(errors.NeedsMunicipality):
        give_role(user=make_user(), role=Role.EMPLOYEE, municipality=None, **BY)


def test_a_role_is_not_given_in_a_department_of_another_municipality(patras: Municipality) -> None:
    department = make_service(make_municipality("Βόλος", "volos")).department

    with pytest.raises(errors.OtherMunicipality):
        give_role(
            user=make_user(),
            role=Role.EMPLOYEE,
            municipality=patras,
            departments=[department],
            **BY,
        )


def test_a_municipality_and_the_platform_keep_an_administrator(patras: Municipality) -> None:
    administrator(make_municipality("Βόλος", "volos"), 3)  # of another one: does not count
    for place in (patras, None):
        last = administrator(place, 4 if place else 5)
        with pytest.raises(errors.LastAdministrator):
            take_role(membership=last, **BY)

    administrator(patras, 6)
    take_role(membership=Membership.objects.filter(municipality=patras)[0], **BY)
    assert Membership.objects.get(municipality=patras).user.email_index[-1] in {4, 6}
    assert Line.objects.filter(act=Act.ROLE_TAKEN).count() == 1


def test_nobody_takes_away_their_own_last_role(patras: Municipality) -> None:
    administrator(patras, 1)
    own = administrator(patras, 2)
    as_oneself: Any = {"by": Actor.employee(own.user_id), "now": NOW}

    with pytest.raises(errors.OwnLastRole):
        take_role(membership=own, **as_oneself)

    give_role(user=own.user, role=Role.EMPLOYEE, municipality=patras, **BY)
    take_role(membership=own, **as_oneself)
    assert not Membership.objects.filter(pk=own.pk).exists()
