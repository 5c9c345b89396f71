"""Towns that can be booked: one office, one offering and ten desks each."""

from datetime import date, datetime, timedelta
from typing import Any

from django.db.models import QuerySet

from mydimos.audit.actors import Actor
from mydimos.directory.models import (
    CatalogueService,
    Channel,
    Department,
    Municipality,
    Offering,
    Office,
    Resource,
)
from mydimos.directory.services import (
    add_department,
    add_office,
    add_resource,
    adopt_service,
    offer_service,
    open_municipality,
)
from mydimos.notices.services import state_facts
from mydimos.scheduling.hours import OpeningRule
from mydimos.timetable.models import OpeningHours
from mydimos.timetable.services import add_opening_hours

DESKS = 10
PAST = timedelta(days=730)
HORIZON = 60  # days
OPENS, CLOSES = 480, 840  # minutes since midnight
OFFICE, RUSH = "dimarcheio", "politis"  # where is measured; where a thousand people come at once
RUSH_LENGTH, RUSH_TIMES = 15, 20  # minutes; with ten desks, two hundred


def found_towns(count: int, now: datetime) -> None:
    """Open the largest municipalities: each adopts a service and opens ten desks on weekdays."""
    common = list(CatalogueService.objects.filter(is_common=True).order_by("code")[:2])
    by: dict[str, Any] = {"by": Actor.system(), "now": now}
    _state_facts(**by)
    for number, municipality in enumerate(_largest(count)):
        open_municipality(municipality=municipality, on=now.date() - PAST, **by)
        state_facts(municipality=municipality, controller_contact=f"{number}@mail.example", **by)
        department = add_department(
            municipality=municipality, name_el="Ληξιαρχείο", name_en="Registry", **by
        )
        office = _office(municipality, OFFICE, **by)
        desks = _desks(municipality, **by)
        _offer(common[0], department, office, desks, minutes=30, **by)
        for desk in desks:
            _open_weekdays(desk, office, **by)
        if number == 0:
            rush, desks = _office(municipality, RUSH, **by), _desks(municipality, **by)
            _offer(common[1], department, rush, desks, minutes=RUSH_LENGTH, **by)


def open_for_rush(offering: Offering, day: date) -> None:
    """Open the ten desks of the rush on this one day, and on no other."""
    desks = Resource.objects.filter(need_members__need__offering=offering)
    OpeningHours.objects.filter(resource__in=desks).delete()
    OpeningHours.objects.bulk_create(
        OpeningHours(
            municipality=offering.municipality,
            resource=desk,
            office=offering.office,
            on=day,
            start_minute=OPENS,
            end_minute=OPENS + RUSH_LENGTH * RUSH_TIMES,
        )
        for desk in desks
    )


def _state_facts(**by: Any) -> None:
    """State what every privacy notice needs: bookings keep the notice as it was shown."""
    state_facts(
        municipality=None,
        operator_el="Δήμος Αθηναίων, Αθηνάς 63, Αθήνα",
        operator_en="Municipality of Athens, Athinas 63, Athens",
        processors_el="Κανένας",
        processors_en="None",
        hosting_el="Κέντρο δεδομένων του δήμου, Αθήνα",
        hosting_en="Data centre of the municipality, Athens",
        dpo_name="Ελένη Παππά",
        dpo_email="dpo@mydimos.example",
        dpo_address="Αθηνάς 63, 105 52 Αθήνα",
        **by,
    )


def _largest(count: int) -> QuerySet[Municipality]:
    return Municipality.objects.order_by("-population", "code")[:count]


def _office(municipality: Municipality, slug: str, **by: Any) -> Office:
    return add_office(
        municipality=municipality,
        slug=slug,
        name_el="Δημαρχείο" if slug == OFFICE else "Γραφείο εξυπηρέτησης",
        name_en="Town hall" if slug == OFFICE else "Service office",
        address_el="Πλατεία Δημαρχείου 1",
        town_el=municipality.short_el,
        phone="+302100000000",
        **by,
    )


def _offer(
    template: CatalogueService,
    department: Department,
    office: Office,
    desks: list[Resource],
    *,
    minutes: int,
    **by: Any,
) -> None:
    service = adopt_service(
        municipality=department.municipality, department=department, template=template, **by
    )
    offer_service(
        service=service,
        office=office,
        channel=Channel.IN_PERSON,
        needs=[desks],
        duration=timedelta(minutes=minutes),
        horizon_days=HORIZON,
        **by,
    )


def _desks(municipality: Municipality, **by: Any) -> list[Resource]:
    return [
        add_resource(
            municipality=municipality,
            kind=Resource.Kind.COUNTER,
            name_el=f"Θυρίδα {number + 1}",
            **by,
        )
        for number in range(DESKS)
    ]


def _open_weekdays(desk: Resource, office: Office, **by: Any) -> None:
    weekdays = [OpeningRule(OPENS, CLOSES, weekday=day) for day in range(5)]
    add_opening_hours(resource=desk, office=office, rules=weekdays, **by)
