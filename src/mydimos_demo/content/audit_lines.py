"""The audit lines of what is written in bulk: the same as the verbs record."""

from collections.abc import Iterable, Iterator
from datetime import datetime
from uuid import UUID

from mydimos.audit.actors import ActorKind
from mydimos.audit.acts import Act
from mydimos.audit.models import Line
from mydimos.booking.models import HistoryEntry
from mydimos.directory.models import Department, Office, Resource, Service
from mydimos_demo.content.blueprint import Blueprint


def lines_of_directory(blueprint: Blueprint, now: datetime) -> Iterator[Line]:
    """A line for each department, office, resource, service and offering, and each opening."""

    def line(act: Act, municipality: str, subject: UUID | None, department: int | None) -> Line:
        return Line(
            at=now,
            act=act,
            actor=ActorKind.SYSTEM,
            subject=subject,
            municipality=municipality,
            department=department,
        )

    added: tuple[tuple[Act, Iterable[Department | Office | Resource | Service]], ...] = (
        (Act.DEPARTMENT_ADDED, [*blueprint.departments, *blueprint.parts]),
        (Act.OFFICE_ADDED, blueprint.offices),
        (Act.RESOURCE_ADDED, blueprint.resources),
        (Act.SERVICE_ADOPTED, blueprint.services),
    )
    for act, rows in added:
        for row in rows:
            yield line(act, row.municipality_id, row.public_id, _department_of(row))
    for bookable in blueprint.bookables:
        offering = bookable.offering
        department = offering.service.department_id
        yield line(Act.OFFERING_ADDED, offering.municipality_id, offering.public_id, department)
    for municipality in blueprint.municipalities:
        yield line(Act.MUNICIPALITY_OPENED, municipality.code, None, None)


def lines_of_appointments(history: Iterable[HistoryEntry]) -> Iterator[Line]:
    """A line for each change of an appointment."""
    for entry in history:
        yield Line(
            at=entry.at,
            act=Act(f"appointment.{entry.act}"),
            actor=entry.actor,
            subject=entry.appointment.trace,
            municipality=entry.municipality_id,
            department=entry.appointment.department_id,
        )


def _department_of(row: Department | Office | Resource | Service) -> int | None:
    match row:
        case Department():
            return row.pk
        case Office():
            return None
    return row.department_id
