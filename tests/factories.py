"""The people and places of the tests. One line each where they are used."""

from datetime import date, datetime, time, timedelta
from itertools import count
from typing import Any
from uuid import UUID

from mydimos.audit.actors import Actor
from mydimos.booking.models import Appointment, Hold
from mydimos.booking.people import Declaration, People, Person
from mydimos.booking.services import book_appointment, take_hold
from mydimos.directory.models import (
    Channel,
    Municipality,
    Offering,
    Office,
    Region,
    RegionalUnit,
    Resource,
    Service,
    ServiceCategory,
)
from mydimos.directory.services import (
    add_department,
    add_office,
    add_resource,
    add_service,
    offer_service,
    retire_offering,
    set_needs,
)
from mydimos.identity.models import Citizen
from mydimos.notices.models import Kind
from mydimos.notices.services import Words, keep_versions
from mydimos.scheduling.hours import OpeningRule
from mydimos.scheduling.spans import ATHENS
from mydimos.timetable.services import add_opening_hours

# A Monday in February 2026 (no holiday near), half past seven in the morning.
NOW = datetime(2026, 2, 2, 7, 30, tzinfo=ATHENS)
TODAY = NOW.date()
BY: Any = {"by": Actor.system(), "now": NOW}
"""The last two arguments of every verb."""

_numbers = count(1)


def at(clock: str, day: date = TODAY) -> datetime:
    """A time of the day on the wall clock of Athens: `at("09:00")`."""
    return datetime.combine(day, time.fromisoformat(clock), ATHENS)


def make_municipality(short: str = "Πάτρα", slug: str = "patras", **columns: Any) -> Municipality:
    """An open municipality."""
    region, _ = Region.objects.get_or_create(
        code="EL63", defaults={"name_el": "Δυτική Ελλάδα", "name_en": "Western Greece"}
    )
    unit, _ = RegionalUnit.objects.get_or_create(
        code="37", defaults={"name_el": "Αχαΐα", "name_en": "Achaea", "region": region}
    )
    defaults: dict[str, Any] = {
        "code": f"{3700 + next(_numbers) % 6000:04d}",
        "name_el": "Δήμος Πατρέων",
        "name_en": "Municipality of Patras",
        "short_el": short,
        "short_en": "Patras",
        "unit": unit,
        "opened_on": date(2026, 1, 1),
    }
    return Municipality.objects.create(slug=slug, **defaults | columns)


def make_offering(
    *,
    desks: int = 1,
    municipality: Municipality | None = None,
    channel: str = Channel.IN_PERSON,
    service: Service | None = None,
    office: Office | None = None,
    minutes: int = 30,
    opens: str = "08:00",
    closes: str = "14:00",
    **columns: Any,
) -> Offering:
    """An offering with `desks` desks, open on weekdays; half-hour appointments by default."""
    if service is None:
        there = municipality or (office.municipality if office else None)
        service = make_service(there or make_municipality(slug=f"town-{next(_numbers)}"))
    if office is None:
        office = make_office(service.municipality)
    defaults: dict[str, Any] = {
        "horizon_days": 30,
        "move_cutoff": timedelta(hours=4),
        "cancel_cutoff": timedelta(hours=1),
        "longest_release_delay": timedelta(0),
    }
    is_active = columns.pop("is_active", True)
    resources = [make_resource(office) for _ in range(max(desks, 1))]
    for resource in resources:
        open_weekdays(resource, office, opens=opens, closes=closes)
    offering = offer_service(
        service=service,
        office=office,
        channel=channel,
        needs=[resources],
        duration=timedelta(minutes=minutes),
        **BY,
        **defaults | columns,
    )
    if not desks:
        offering.needs.all().delete()
    if not is_active:
        retire_offering(offering=offering, **BY)
    return offering


def make_service(municipality: Municipality, **columns: Any) -> Service:
    """A birth certificate, asked of the registry."""
    department = municipality.departments.filter(name_el="Δημοτολόγιο").first()
    department = department or add_department(
        municipality=municipality,
        name_el="Δημοτολόγιο",
        name_en="Registry",
        papers_email="registry@patras.example",
        **BY,
    )
    category, _ = ServiceCategory.objects.get_or_create(
        municipality=None, code="DIM", defaults={"name_el": "Δημοτολόγιο", "name_en": "Registry"}
    )
    defaults: dict[str, Any] = {
        "name_el": "Πιστοποιητικό γέννησης",
        "name_en": "Birth certificate",
        "documents_el": ["Ταυτότητα"],
        "documents_en": ["Identity card"],
        "slug": f"birth-certificate-{next(_numbers)}",
        "department": department,
        "category": category,
    }
    return add_service(municipality=municipality, **BY, **defaults | columns)


def make_office(municipality: Municipality, **columns: Any) -> Office:
    """The town hall."""
    defaults: dict[str, Any] = {
        "slug": f"town-hall-{next(_numbers)}",
        "name_el": "Δημαρχείο",
        "name_en": "Town hall",
        "address_el": "Μαιζώνος 108",
        "address_en": "108 Maizonos St",
        "postcode": "26221",
        "town_el": "Πάτρα",
        "town_en": "Patras",
        "phone": "+302610000001",
    }
    return add_office(municipality=municipality, **BY, **defaults | columns)


def make_resource(
    office: Office, kind: str = Resource.Kind.EMPLOYEE, name: str = "", **columns: Any
) -> Resource:
    """An employee of the office's municipality, or another resource."""
    return add_resource(
        municipality=office.municipality,
        kind=kind,
        name_el=name or f"Υπάλληλος {next(_numbers)}",
        **BY,
        **columns,
    )


def add_need(
    offering: Offering, resources: list[Resource], *, opens: str = "08:00", closes: str = "14:00"
) -> None:
    """One more group of which one is taken, at work on weekdays at the offering's office."""
    for resource in resources:
        if not resource.opening_hours.filter(office=offering.office).exists():
            open_weekdays(resource, offering.office, opens=opens, closes=closes)
    known = [list(need.resources.all()) for need in offering.needs.order_by("position")]
    set_needs(offering=offering, needs=[*known, resources], **BY)


def open_weekdays(
    resource: Resource, office: Office, *, opens: str = "08:00", closes: str = "14:00"
) -> None:
    """Monday to Friday."""
    add_opening_hours(
        resource=resource,
        office=office,
        rules=[OpeningRule(_minute(opens), _minute(closes), weekday=day) for day in range(5)],
        by=Actor.system(),
        now=NOW,
    )


def make_citizen(kind: str = Citizen.Kind.PERSON) -> Citizen:
    """A citizen who has logged in."""
    number = next(_numbers)
    return Citizen.objects.create(
        tax_number_hash=number.to_bytes(32, "big"),
        key_version="test",
        kind=kind,
        last_seen_on=NOW.date(),
    )


def eleni(**columns: Any) -> Person:
    """Eleni, as she fills in the form."""
    defaults: dict[str, Any] = {
        "name": "Ελένη Παπαδοπούλου",
        "email": "eleni@mail.example",
        "phone": "+306900000001",
    }
    return Person(**defaults | columns)


def for_herself(**columns: Any) -> People:
    """Eleni books for herself."""
    return People(on_behalf=Appointment.OnBehalf.SELF, served=eleni(**columns))


def hold(
    citizen: Citizen, offering: Offering, clock: str = "09:00", *, now: datetime = NOW, **more: Any
) -> Hold:
    """Keep a time of the day."""
    return take_hold(
        by=Actor.citizen(citizen.pk), offering=offering, starts_at=at(clock), now=now, **more
    )


def confirm(
    hold_id: UUID, citizen: Citizen, *, people: People | None = None, now: datetime = NOW
) -> Appointment:
    """Send the form of a hold."""
    return book_appointment(
        hold_id=hold_id,
        by=Actor.citizen(citizen.pk),
        people=people or for_herself(),
        declaration=make_declaration(),
        now=now,
    )


def make_declaration() -> Declaration:
    """The declaration and the notice that a citizen saw."""
    shown = [Words(kind, "2026-1", "Δηλώνω …") for kind in (Kind.DECLARATION, Kind.PRIVACY)]
    kept = keep_versions(shown, language="el", municipality=None, now=NOW)
    return Declaration(*kept)


def book(
    citizen: Citizen,
    offering: Offering,
    clock: str = "09:00",
    *,
    people: People | None = None,
    now: datetime = NOW,
) -> Appointment:
    """The whole way at once."""
    kept = hold(citizen, offering, clock, now=now)
    return confirm(kept.public_id, citizen, people=people, now=now)


def _minute(clock: str) -> int:
    moment = time.fromisoformat(clock)
    return moment.hour * 60 + moment.minute
