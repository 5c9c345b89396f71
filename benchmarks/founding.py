"""Towns that can be booked: one office, one offering and ten desks each."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta

from django.db.models import QuerySet

from mydimos.directory.models import (
    CatalogueService,
    Channel,
    Department,
    Lent,
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
OFFICE, RUSH = "dimarcheio", "politis"  # where is measured; where a thousand people come at once
RUSH_LENGTH, RUSH_TIMES = 15, 20  # minutes; with ten desks, two hundred


def found_towns(count: int, now: datetime) -> None:
    """Open the largest municipalities: each adopts a service and opens ten desks on weekdays."""
    common = list(CatalogueService.objects.filter(is_common=True).order_by("code")[:2])
    for number, municipality in enumerate(_largest(count)):
        municipality.opened_on = now.date() - PAST
        municipality.save()
        department = Department.objects.create(
            municipality=municipality, name_el="Ληξιαρχείο", name_en="Registry"
        )
        office = _office(municipality, OFFICE)
        offering = _offering(_adopted(common[0], department, now), office, minutes=30)
        for desk in _desks(offering):
            _open_weekdays(desk, office)
        if number == 0:
            rush = _office(municipality, RUSH)
            list(_desks(_offering(_adopted(common[1], department, now), rush, minutes=RUSH_LENGTH)))


def open_for_rush(offering: Offering, day: date) -> None:
    """Open the ten desks of the rush on this one day, and on no other."""
    desks = Resource.objects.filter(need_members__need__offering=offering)
    OpeningHours.objects.filter(resource__in=desks).delete()
    OpeningHours.objects.bulk_create(
        OpeningHours(
            resource=desk,
            office=offering.office,
            on=day,
            start_minute=OPENS,
            end_minute=OPENS + RUSH_LENGTH * RUSH_TIMES,
        )
        for desk in desks
    )


def _largest(count: int) -> QuerySet[Municipality]:
    return Municipality.objects.order_by("-population", "code")[:count]


def _office(municipality: Municipality, slug: str) -> Office:
    return Office.objects.create(
        municipality=municipality,
        slug=slug,
        name_el="Δημαρχείο" if slug == OFFICE else "Γραφείο εξυπηρέτησης",
        name_en="Town hall" if slug == OFFICE else "Service office",
        address_el="Πλατεία Δημαρχείου 1",
        town_el=municipality.short_el,
        phone="+302100000000",
    )


def _adopted(template: CatalogueService, department: Department, now: datetime) -> Service:
    return adopt_service(
        municipality=department.municipality, department=department, template=template, now=now
    )


def _offering(service: Service, office: Office, *, minutes: int) -> Offering:
    return Offering.objects.create(
        municipality=office.municipality,
        service=service,
        office=office,
        channel=Channel.IN_PERSON,
        duration=timedelta(minutes=minutes),
        horizon_days=HORIZON,
    )


def _desks(offering: Offering) -> Iterator[Resource]:
    need = Need.objects.create(municipality=offering.municipality, offering=offering)
    for number in range(DESKS):
        desk = Resource.objects.create(
            municipality=offering.office.municipality,
            kind=Resource.Kind.COUNTER,
            name_el=f"Θυρίδα {number + 1}",
        )
        Lent.objects.create(resource=desk, municipality=desk.municipality)
        NeedMember.objects.create(municipality=desk.municipality, need=need, resource=desk)
        yield desk


def _open_weekdays(desk: Resource, office: Office) -> None:
    OpeningHours.objects.bulk_create(
        OpeningHours(
            resource=desk, office=office, weekday=day, start_minute=OPENS, end_minute=CLOSES
        )
        for day in range(5)
    )
