"""What pages ask about municipalities and what they offer. Each question is one query."""

from collections.abc import Collection
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Q, QuerySet, Subquery

from mydimos.directory.models import (
    CatalogueService,
    Channel,
    Department,
    Municipality,
    Need,
    Offering,
    Office,
    Resource,
    Service,
)
from mydimos.greek.spelling import fold


def municipalities() -> list[Municipality]:
    """All of them with their regional unit and region, by name as Greek sorts."""
    rows = Municipality.objects.select_related("unit__region")
    return sorted(rows, key=lambda row: fold(row.name_el))


def municipality_of(slug: str) -> Municipality:
    """The municipality of an address. Raises Municipality.DoesNotExist."""
    return Municipality.objects.select_related("unit__region").get(slug=slug)


def municipality_with_crest(slug: str) -> Municipality:
    """The municipality of an address with its crest. Raises Municipality.DoesNotExist."""
    return Municipality.objects.select_related("crest").get(slug=slug)


def office_postcodes() -> list[tuple[str, str]]:
    """Municipality code and postcode (digits only) of each office in use that states one."""
    rows = Office.objects.filter(is_active=True).exclude(postcode="")
    return [
        (code, postcode.replace(" ", ""))
        for code, postcode in rows.values_list("municipality", "postcode").distinct()
    ]


def channels_of(municipality: Municipality) -> list[Channel]:
    """The ways of being served that it offers, in their usual order."""
    offered = Offering.objects.shown().filter(municipality=municipality)
    found = set(offered.values_list("channel", flat=True).distinct())
    return [channel for channel in Channel if channel.value in found]


def services_of(municipality: Municipality, channel: Channel) -> list[Service]:
    """What it offers in one way, with the thematic field of each, by field and name."""
    offered = Offering.objects.shown().filter(municipality=municipality, channel=channel)
    rows = Service.objects.filter(pk__in=offered.values("service")).select_related(
        "category", "department"
    )
    return sorted(rows, key=lambda row: (row.category.position, row.category_id, fold(row.name)))


def service_of(municipality: Municipality, slug: str) -> Service:
    """A service by its address, or by the catalogue's where the municipality renamed its own.

    Raises Service.DoesNotExist.
    """
    rows = Service.objects.select_related("department", "category").filter(
        Q(slug=slug) | Q(template__slug=slug), municipality=municipality, is_active=True
    )
    found = sorted(rows, key=lambda row: row.slug != slug)
    if not found:
        raise Service.DoesNotExist
    return found[0]


def offerings_of(service: Service) -> list[Offering]:
    """Every office and way in which the service can be booked, offices by name."""
    rows = Offering.objects.shown().filter(service=service).select_related("office")
    return sorted(rows, key=lambda row: fold(row.office.name))


@dataclass(frozen=True)
class OfferingWithAlternatives:
    """One offering, and the same service at other offices and in other ways."""

    offering: Offering
    alternatives: list[Offering]

    @property
    def municipality(self) -> Municipality:
        return self.offering.service.municipality


def offering_at(
    *, municipality: str, channel: Channel, service: str, office: str
) -> OfferingWithAlternatives:
    """The offering of an address; `service` may be the catalogue's name for it.

    Raises Offering.DoesNotExist where nothing is offered (any more), or where the municipality has
    no opening day.
    """
    named = Q(service__slug=service) | Q(service__template__slug=service)
    rows = _shown().filter(named, municipality__slug=municipality)
    found = sorted(rows, key=lambda row: (row.service.slug != service, fold(row.office.name)))
    same = [row for row in found if row.service_id == found[0].service_id]
    here = [row for row in same if (row.channel, row.office.slug) == (channel, office)]
    if not here:
        raise Offering.DoesNotExist
    return OfferingWithAlternatives(here[0], [row for row in same if row is not here[0]])


def bookable_offering(public_id: UUID) -> Offering | None:
    """An offering that pages show, with its service, municipality, department and office."""
    return _shown().filter(public_id=public_id).first()


def offerings_of_departments(departments: Collection[int]) -> list[Offering]:
    """What these departments offer at municipalities that have opened, by service and office."""
    rows = _shown().filter(service__department__in=departments)
    return sorted(rows, key=lambda row: (fold(row.service.name), fold(row.office.name)))


def employees_of(offering: Offering) -> QuerySet[Resource]:
    """The employees whom a citizen may choose (R9): those of the first need, while in service.

    None where the offering does not let citizens choose.
    """
    if not offering.names_employee:
        return Resource.objects.none()
    first = Need.objects.filter(offering=offering).order_by("position").values("pk")[:1]
    return Resource.objects.filter(
        need_members__need=Subquery(first), kind=Resource.Kind.EMPLOYEE, is_active=True
    )


def employee_of(offering: Offering, public_id: UUID | None) -> Resource | None:
    """The employee whom a form names, if a citizen may choose that one."""
    if public_id is None:
        return None
    return employees_of(offering).filter(public_id=public_id).first()


def kinds_of(resources: Collection[int]) -> set[str]:
    """The kinds (`Resource.Kind`) of some resources."""
    return set(Resource.objects.filter(pk__in=resources).values_list("kind", flat=True).distinct())


def departments_named(departments: Collection[int]) -> list[Department]:
    """These departments by name."""
    rows = Department.objects.filter(pk__in=departments)
    return sorted(rows, key=lambda row: fold(row.name))


def catalogue() -> list[CatalogueService]:
    """The services of the catalogue with their thematic fields, by field and Greek name."""
    rows = CatalogueService.objects.select_related("category")
    return sorted(rows, key=lambda row: (row.category.position, row.category_id, fold(row.name_el)))


def offering_municipalities(template: CatalogueService) -> set[str]:
    """The codes of the municipalities that offer a service of the catalogue, or will soon."""
    offered = Offering.objects.shown().filter(service__template=template)
    return set(offered.values_list("municipality", flat=True).distinct())


def _shown() -> QuerySet[Offering]:
    return Offering.objects.shown().select_related(
        "service__municipality", "service__department", "office"
    )
