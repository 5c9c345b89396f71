"""From an address to what can be booked there, and what else the same service offers."""

from dataclasses import dataclass
from uuid import UUID

from django.db.models import Q, QuerySet
from django.http import Http404

from mydimos.directory.models import Channel, Municipality, Offering, Resource
from mydimos.greek.spelling import fold


@dataclass(frozen=True)
class Place:
    """One offering, and the same service at other offices and in other ways."""

    offering: Offering
    others: list[Offering]

    @property
    def municipality(self) -> Municipality:
        return self.offering.service.municipality


def offering_at(*, municipality: str, channel: Channel, service: str, office: str) -> Place:
    """What an address means, in one query; `service` may be the catalogue's name for it.

    Raises Http404 where nothing is offered (any more), or the municipality has not opened.
    """
    named = Q(service__slug=service) | Q(service__template__slug=service)
    rows = _bookable().filter(named, service__municipality__slug=municipality)
    found = sorted(rows, key=lambda row: (row.service.slug != service, fold(row.office.name)))
    same = [row for row in found if row.service_id == found[0].service_id]
    here = [row for row in same if (row.channel, row.office.slug) == (channel, office)]
    if not here:
        raise Http404
    return Place(here[0], [row for row in same if row is not here[0]])


def offering_of(public_id: UUID) -> Offering | None:
    """A bookable offering by its public id, with everything that a page says of it."""
    return _bookable().filter(public_id=public_id).first()


def employee_of(offering: Offering, public_id: UUID | None) -> Resource | None:
    """The employee whom a form names, where one may be named (R9) and serves this offering."""
    if public_id is None or not offering.names_employee:
        return None
    return Resource.objects.filter(
        public_id=public_id, need_members__need__offering=offering
    ).first()


def _bookable() -> QuerySet[Offering]:
    return Offering.objects.filter(
        is_active=True,
        service__is_active=True,
        office__is_active=True,
        service__municipality__opened_on__isnull=False,
    ).select_related("service__municipality", "service__department", "office")
