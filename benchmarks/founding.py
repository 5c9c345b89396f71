"""Towns that can be booked: one office, one offering and ten desks each."""

from datetime import datetime, timedelta

from mydimos.directory.models import (
    CatalogueService,
    Channel,
    Department,
    Municipality,
    Need,
    NeedMember,
    Offering,
    Office,
    Resource,
    Service,
)
from mydimos.directory.services import adopt_service
from mydimos.timetable.models import OpeningHours

DESKS = 10
PAST = timedelta(days=730)
HORIZON = 60  # days
OPENS, CLOSES = 480, 840  # minutes since midnight


def found_towns(count: int, now: datetime) -> None:
    """Open the largest municipalities: each adopts a service and opens ten desks on weekdays."""
    for municipality in Municipality.objects.order_by("-population", "code")[:count]:
        municipality.opened_on = now.date() - PAST
        municipality.save()
        office = _office(municipality)
        _open_desks(_offering(municipality, office, now), office)


def _office(municipality: Municipality) -> Office:
    return Office.objects.create(
        municipality=municipality,
        slug="dimarcheio",
        name_el="Δημαρχείο",
        name_en="Town hall",
        address_el="Πλατεία Δημαρχείου 1",
        town_el=municipality.short_el,
        phone="+302100000000",
    )


def _offering(municipality: Municipality, office: Office, now: datetime) -> Offering:
    return Offering.objects.create(
        service=_service(municipality, now),
        office=office,
        channel=Channel.IN_PERSON,
        duration=timedelta(minutes=30),
        horizon_days=HORIZON,
    )


def _service(municipality: Municipality, now: datetime) -> Service:
    department = Department.objects.create(
        municipality=municipality, name_el="Ληξιαρχείο", name_en="Registry"
    )
    template = CatalogueService.objects.filter(is_common=True).order_by("code")[0]
    return adopt_service(
        municipality=municipality, department=department, template=template, now=now
    )


def _open_desks(offering: Offering, office: Office) -> None:
    need = Need.objects.create(offering=offering)
    for number in range(DESKS):
        desk = Resource.objects.create(
            municipality=office.municipality,
            kind=Resource.Kind.COUNTER,
            name_el=f"Θυρίδα {number + 1}",
        )
        NeedMember.objects.create(need=need, resource=desk)
        OpeningHours.objects.bulk_create(
            OpeningHours(
                resource=desk, office=office, weekday=day, start_minute=OPENS, end_minute=CLOSES
            )
            for day in range(5)
        )
