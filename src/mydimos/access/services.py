"""Giving and taking roles."""

from collections.abc import Collection
from datetime import datetime

from django.db import transaction

from mydimos.access.errors import (
    LastAdministrator,
    NeedsMunicipality,
    OtherMunicipality,
    OwnLastRole,
)
from mydimos.access.models import Membership, MembershipDepartment
from mydimos.access.rules import belongs_to_municipality, belongs_to_platform, is_administrator
from mydimos.audit.actors import Actor, ActorKind
from mydimos.audit.acts import Act
from mydimos.audit.services import record
from mydimos.directory.models import Department, Municipality
from mydimos.identity.models import User


@transaction.atomic
def give_role(
    *,
    user: User,
    role: str,
    municipality: Municipality | None,
    departments: Collection[Department] = (),
    by: Actor,
    now: datetime,
) -> Membership:
    """Give a user a role in a municipality (None: in the platform) and in some departments.

    Without departments it holds in the whole municipality. Held already: the departments are put in
    place of those of before. Raises NeedsMunicipality, OtherMunicipality.
    """
    is_there = belongs_to_municipality if municipality else belongs_to_platform
    if not is_there(role):
        raise NeedsMunicipality
    code = municipality.code if municipality else None
    if any(department.municipality_id != code for department in departments):
        raise OtherMunicipality
    held, _ = Membership.objects.get_or_create(user=user, role=role, municipality=municipality)
    held.in_departments.all().delete()
    MembershipDepartment.objects.bulk_create(
        MembershipDepartment(
            municipality_id=department.municipality_id, membership=held, department=department
        )
        for department in departments
    )
    _record(Act.ROLE_GIVEN, held, by, now)
    return held


@transaction.atomic
def take_role(*, membership: Membership, by: Actor, now: datetime) -> None:
    """Take a role from a user. It counts from the next request on.

    Raises LastAdministrator, OwnLastRole.
    """
    # Two administrators who take each other's role at once: the second sees what the first did.
    same = Membership.objects.filter(
        role=membership.role, municipality_id=membership.municipality_id
    )
    holders = {row.pk for row in same.select_for_update().order_by("pk")}
    if is_administrator(membership.role) and holders <= {membership.pk}:
        raise LastAdministrator
    others = Membership.objects.filter(user_id=membership.user_id).exclude(pk=membership.pk)
    is_own = by.kind == ActorKind.EMPLOYEE and by.id == membership.user_id
    if is_own and not others.exists():
        raise OwnLastRole
    _record(Act.ROLE_TAKEN, membership, by, now)
    Membership.objects.filter(pk=membership.pk).delete()


def _record(act: Act, membership: Membership, by: Actor, now: datetime) -> None:
    record(
        act,
        by=by,
        now=now,
        subject=membership.user.public_id,
        municipality=membership.municipality_id or "",
    )
