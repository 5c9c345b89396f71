"""Who may do what in which municipality."""

import pytest
from django.db import IntegrityError, transaction

from mydimos.access.models import Membership, MembershipDepartment
from mydimos.directory.models import Department
from mydimos.identity.models import User
from tests.factories import make_municipality

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
