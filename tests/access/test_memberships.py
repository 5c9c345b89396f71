"""Who may do what in which municipality."""

import pytest
from django.db import IntegrityError, transaction

from mydimos.directory.models import Membership
from mydimos.identity.models import User

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
