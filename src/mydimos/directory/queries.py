"""What pages ask about municipalities and what they offer. Each question is one query."""

from collections.abc import Collection
from dataclasses import dataclass
from typing import TypeVar
from uuid import UUID

from django.db.models import F, Q, QuerySet

from mydimos.directory.models import (
    CatalogueService,
    Channel,
    LegalText,
    Municipality,
    Notice,
    Offering,
    Resource,
    Service,
)
from mydimos.greek.spelling import fold

Row = TypeVar("Row", Notice, LegalText)

# What can be booked of what a municipality has: nothing that was put aside, nowhere that is closed.
_BOOKABLE = Q(is_active=True, service__is_active=True, office__is_active=True)


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


def channels_of(municipality: Municipality) -> list[Channel]:
    """The ways of being served that it opens, in their usual order."""
    offered = Offering.objects.filter(_BOOKABLE, service__municipality=municipality)
    found = set(offered.values_list("channel", flat=True).distinct())
    return [channel for channel in Channel if channel.value in found]


def services_of(municipality: Municipality, channel: Channel) -> list[Service]:
    """What it offers in one way, with the thematic field of each, by field and name."""
    offered = Offering.objects.filter(_BOOKABLE, channel=channel).values("service")
    rows = Service.objects.filter(municipality=municipality, pk__in=offered).select_related(
        "category"
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
    rows = Offering.objects.filter(_BOOKABLE, service=service).select_related("office")
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
    rows = _bookable_offerings().filter(named, service__municipality__slug=municipality)
    found = sorted(rows, key=lambda row: (row.service.slug != service, fold(row.office.name)))
    same = [row for row in found if row.service_id == found[0].service_id]
    here = [row for row in same if (row.channel, row.office.slug) == (channel, office)]
    if not here:
        raise Offering.DoesNotExist
    return OfferingWithAlternatives(here[0], [row for row in same if row is not here[0]])


def bookable_offering(public_id: UUID) -> Offering | None:
    """A bookable offering with its service, municipality, department and office."""
    return _bookable_offerings().filter(public_id=public_id).first()


def employee_of(offering: Offering, public_id: UUID | None) -> Resource | None:
    """The employee whom a form names, if one may be named (R9) and serves this offering."""
    if public_id is None or not offering.names_employee:
        return None
    serving = Resource.objects.filter(need_members__need__offering=offering)
    return serving.filter(public_id=public_id).first()


def employees_among(resources: Collection[int]) -> list[Resource]:
    """The employees among some resources, by name."""
    rows = Resource.objects.filter(pk__in=resources, kind=Resource.Kind.EMPLOYEE)
    return sorted(rows, key=lambda row: fold(row.name))


def catalogue() -> list[CatalogueService]:
    """The services of the catalogue with their thematic fields, by field and Greek name."""
    rows = CatalogueService.objects.select_related("category")
    return sorted(rows, key=lambda row: (row.category.position, row.category_id, fold(row.name_el)))


def offering_municipalities(template: CatalogueService) -> set[str]:
    """The codes of the open municipalities that offer a service of the catalogue."""
    offered = Offering.objects.filter(_BOOKABLE, service__template=template)
    open_ones = offered.filter(service__municipality__opened_on__isnull=False)
    return set(open_ones.values_list("service__municipality", flat=True).distinct())


def notices_of(municipality: Municipality | None) -> list[Notice]:
    """Who is responsible for the data: what the municipality says, then what the platform says."""
    return list(_own_before_common(Notice.objects.all(), municipality))


def legal_text_of(
    municipality: Municipality | None, *, kind: str, language: str
) -> LegalText | None:
    """What replaces the product's own text: the municipality's before the platform's."""
    rows = LegalText.objects.filter(kind=kind, language=language)
    return _own_before_common(rows, municipality).first()


def _own_before_common(rows: QuerySet[Row], municipality: Municipality | None) -> QuerySet[Row]:
    chosen = rows.filter(Q(municipality=municipality) | Q(municipality=None))
    return chosen.order_by(F("municipality").asc(nulls_last=True))


def _bookable_offerings() -> QuerySet[Offering]:
    open_ones = Offering.objects.filter(_BOOKABLE, service__municipality__opened_on__isnull=False)
    return open_ones.select_related("service__municipality", "service__department", "office")
