"""Services of a municipality: adopt from the catalogue, add, change, retire, restore."""

from datetime import datetime
from typing import Any, TypedDict, Unpack

from django.db import transaction

from mydimos.audit.actors import Actor
from mydimos.audit.acts import Act
from mydimos.audit.services import record
from mydimos.directory.errors import OtherMunicipality
from mydimos.directory.models import (
    CatalogueService,
    Department,
    Municipality,
    Service,
    ServiceCategory,
)
from mydimos.directory.services.writing import change, write

ADOPTED_COLUMNS = [
    "slug", "name_el", "name_en", "description_el", "description_en", "synonyms_el", "synonyms_en",
    "documents_el", "documents_en", "mitos_id", "is_special_category", "for_companies",
]  # fmt: skip
"""What a municipality's service takes over from the catalogue."""


class ServiceFacts(TypedDict, total=False):
    """The columns of a service; those that are left out stay, or keep their default."""

    department: Department  # needed to add one, like category, slug and name_el
    category: ServiceCategory
    slug: str
    name_el: str
    name_en: str
    description_el: str
    description_en: str
    synonyms_el: list[str]
    synonyms_en: list[str]
    documents_el: list[str]
    documents_en: list[str]
    mitos_id: str
    is_special_category: bool
    for_companies: bool


@transaction.atomic
def adopt_service(
    *,
    municipality: Municipality,
    department: Department,
    template: CatalogueService,
    by: Actor,
    now: datetime,
) -> Service:
    """Copy a service of the catalogue; the copy is the municipality's to change.

    Adopted before: the service as the municipality has it now. Raises OtherMunicipality.
    """
    if department.municipality_id != municipality.pk:
        raise OtherMunicipality
    service, is_new = Service.objects.get_or_create(
        municipality=municipality,
        template=template,
        defaults=_copied(template, department),
    )
    if is_new:
        _record(Act.SERVICE_ADOPTED, service, by, now)
    return service


def adopted_copy(
    template: CatalogueService, *, municipality: Municipality, department: Department
) -> Service:
    """The service as it is adopted, not saved yet: for adopting many at once."""
    return Service(municipality=municipality, template=template, **_copied(template, department))


@transaction.atomic
def add_service(
    *, municipality: Municipality, by: Actor, now: datetime, **facts: Unpack[ServiceFacts]
) -> Service:
    """Add a service of the municipality's own.

    Raises InvalidFields, AddressTaken, OtherMunicipality.
    """
    service = Service(municipality=municipality, **facts)
    _check_category(service)
    write(service)
    _record(Act.SERVICE_ADDED, service, by, now)
    return service


@transaction.atomic
def change_service(
    *, service: Service, by: Actor, now: datetime, **facts: Unpack[ServiceFacts]
) -> None:
    """Change columns of a service. Raises InvalidFields, AddressTaken, OtherMunicipality."""
    change(service, dict(facts))
    _check_category(service)
    _record(Act.SERVICE_CHANGED, service, by, now)


@transaction.atomic
def retire_service(*, service: Service, by: Actor, now: datetime) -> None:
    """Offer it nowhere any more. Booked appointments stand."""
    change(service, {"is_active": False})
    _record(Act.SERVICE_RETIRED, service, by, now)


@transaction.atomic
def restore_service(*, service: Service, by: Actor, now: datetime) -> None:
    """Offer it again through its offerings."""
    change(service, {"is_active": True})
    _record(Act.SERVICE_RESTORED, service, by, now)


def _check_category(service: Service) -> None:
    """A thematic field is the catalogue's or the municipality's own."""
    if service.category.municipality_id not in {None, service.municipality_id}:
        raise OtherMunicipality


def _copied(template: CatalogueService, department: Department) -> dict[str, Any]:
    copied = {column: getattr(template, column) for column in ADOPTED_COLUMNS}
    return {**copied, "department": department, "category_id": template.category_id}


def _record(act: Act, service: Service, by: Actor, now: datetime) -> None:
    record(
        act,
        by=by,
        now=now,
        subject=service.public_id,
        municipality=service.municipality_id,
        department=service.department_id,
    )
