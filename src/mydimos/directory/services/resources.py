"""Employees, counters and interpreters: add, change, retire, restore."""

from datetime import datetime
from typing import TypedDict, Unpack

from django.db import transaction

from mydimos.audit.actors import Actor
from mydimos.audit.acts import Act
from mydimos.audit.services import record
from mydimos.directory.models import Department, Lent, Municipality, Resource
from mydimos.directory.services.writing import change, write
from mydimos.identity.models import User


class ResourceFacts(TypedDict, total=False):
    """The columns of a resource; those that are left out stay, or keep their default."""

    kind: str  # needed to add one, like name_el
    name_el: str
    name_en: str
    department: Department | None
    user: User | None


def new_lent(resource: Resource) -> Lent:
    """The row, not saved yet, that puts a resource at the disposal of its own municipality."""
    return Lent(resource=resource, municipality=resource.municipality)


@transaction.atomic
def add_resource(
    *, municipality: Municipality, by: Actor, now: datetime, **facts: Unpack[ResourceFacts]
) -> Resource:
    """Add an employee, a counter or an interpreter. Raises InvalidFields, OtherMunicipality."""
    resource = Resource(municipality=municipality, **facts)
    write(resource)
    new_lent(resource).save()
    _record(Act.RESOURCE_ADDED, resource, by, now)
    return resource


@transaction.atomic
def change_resource(
    *, resource: Resource, by: Actor, now: datetime, **facts: Unpack[ResourceFacts]
) -> None:
    """Change columns of a resource. Raises InvalidFields, OtherMunicipality."""
    change(resource, dict(facts))
    _record(Act.RESOURCE_CHANGED, resource, by, now)


@transaction.atomic
def retire_resource(*, resource: Resource, by: Actor, now: datetime) -> None:
    """Give it no more appointments. Booked ones stand until they are moved or reassigned."""
    change(resource, {"is_active": False})
    _record(Act.RESOURCE_RETIRED, resource, by, now)


@transaction.atomic
def restore_resource(*, resource: Resource, by: Actor, now: datetime) -> None:
    """Give it appointments again."""
    change(resource, {"is_active": True})
    _record(Act.RESOURCE_RESTORED, resource, by, now)


def _record(act: Act, resource: Resource, by: Actor, now: datetime) -> None:
    record(
        act,
        by=by,
        now=now,
        subject=resource.public_id,
        municipality=resource.municipality_id,
        department=resource.department_id,
    )
