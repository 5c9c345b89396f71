"""Departments: add, change, remove."""

from datetime import datetime
from typing import TypedDict, Unpack

from django.db import transaction

from mydimos.audit.actors import Actor
from mydimos.audit.acts import Act
from mydimos.audit.services import record
from mydimos.directory.errors import DepartmentInItself, StillUsed
from mydimos.directory.models import Department, Municipality
from mydimos.directory.services.writing import change, write


class DepartmentFacts(TypedDict, total=False):
    """The columns of a department; those that are left out stay, or keep their default."""

    parent: Department | None
    name_el: str  # needed to add one
    name_en: str
    phone: str
    papers_email: str
    papers_address_el: str
    papers_address_en: str


@transaction.atomic
def add_department(
    *, municipality: Municipality, by: Actor, now: datetime, **facts: Unpack[DepartmentFacts]
) -> Department:
    """Add a department. Raises InvalidFields, NameTaken, OtherMunicipality."""
    department = Department(municipality=municipality, **facts)
    write(department)
    _record(Act.DEPARTMENT_ADDED, department, by, now)
    return department


@transaction.atomic
def change_department(
    *, department: Department, by: Actor, now: datetime, **facts: Unpack[DepartmentFacts]
) -> None:
    """Change columns of a department.

    Raises InvalidFields, NameTaken, OtherMunicipality, DepartmentInItself.
    """
    # Two who move departments into each other at once see each other's change.
    list(Department.objects.select_for_update().filter(municipality=department.municipality_id))
    if _lies_in(facts.get("parent"), department):
        raise DepartmentInItself
    change(department, dict(facts))
    _record(Act.DEPARTMENT_CHANGED, department, by, now)


@transaction.atomic
def remove_department(*, department: Department, by: Actor, now: datetime) -> None:
    """Delete a department that has no departments, services or resources. Raises StillUsed."""
    rows = (department.children, department.services, department.resources)
    if any(related.exists() for related in rows):
        raise StillUsed
    _record(Act.DEPARTMENT_REMOVED, department, by, now)
    department.delete()


def _lies_in(place: Department | None, department: Department) -> bool:
    while place is not None:
        if place.pk == department.pk:
            return True
        place = place.parent
    return False


def _record(act: Act, department: Department, by: Actor, now: datetime) -> None:
    record(
        act,
        by=by,
        now=now,
        subject=department.public_id,
        municipality=department.municipality_id,
        department=department.pk,
    )
