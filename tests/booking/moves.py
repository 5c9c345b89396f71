"""An appointment on its way to another time, and what is taken meanwhile."""

from datetime import date, datetime, timedelta

from django.db.models import QuerySet

from mydimos.audit.actors import Actor
from mydimos.booking.models import Appointment, Hold, Occupancy
from mydimos.booking.queries.availability import availability
from mydimos.booking.services import (
    move_appointment,
    take_hold,
    take_moving_hold,
)
from mydimos.booking.services.release import CHANCE, Chance
from mydimos.directory.models import Offering, Resource
from mydimos.scheduling.spans import ATHENS
from tests.factories import (
    NOW,
    add_need,
    at,
    book,
    confirm,
    make_citizen,
    make_offering,
    make_resource,
    make_service,
)

TODAY, TOMORROW = NOW.date(), date(2026, 2, 3)
QUARTER = timedelta(minutes=15)


def book_on(day: date, offering: Offering, clock: str = "09:00", *, now: datetime) -> Appointment:
    """Book an appointment on that day."""
    citizen = make_citizen()
    kept = take_hold(
        by=Actor.citizen(citizen.pk), offering=offering, starts_at=at(clock, day), now=now
    )
    return confirm(kept.public_id, citizen, now=now)


def keep(appointment: Appointment, clock: str, *, day: date = TODAY, now: datetime = NOW) -> Hold:
    return take_moving_hold(
        by=Actor.link(), appointment_id=appointment.public_id, starts_at=at(clock, day), now=now
    )


def confirm_move(
    appointment: Appointment, kept: Hold, *, now: datetime = NOW, chance: Chance = CHANCE
) -> Appointment:
    return move_appointment(
        appointment_id=appointment.public_id,
        hold_id=kept.public_id,
        by=Actor.link(),
        now=now,
        chance=chance,
    )


def move(appointment: Appointment, clock: str) -> Appointment:
    return confirm_move(appointment, keep(appointment, clock))


def stored(appointment: Appointment) -> Appointment:
    return Appointment.objects.get(pk=appointment.pk)


def rows_of(appointment: Appointment) -> QuerySet[Occupancy]:
    return Occupancy.objects.filter(owner=appointment.public_id)


def resources_of(appointment: Appointment) -> set[int]:
    return set(rows_of(appointment).values_list("resource", flat=True))


def occupied() -> list[tuple[str, str, str]]:
    """Everything that is taken: from when to when on the clock of Athens, and by what."""
    return sorted(
        (
            f"{row.during.lower.astimezone(ATHENS):%H:%M}",
            f"{row.during.upper.astimezone(ATHENS):%H:%M}",
            row.kind,
        )
        for row in Occupancy.objects.all()
    )


def free_times(offering: Offering, *, now: datetime = NOW, for_staff: bool = False) -> list[str]:
    """The times of the day that can be booked."""
    seen = availability([offering], first_day=TODAY, last_day=TODAY, now=now, for_staff=for_staff)
    return [f"{datetime.fromtimestamp(slot.start, ATHENS):%H:%M}" for slot in seen.slots(offering)]


def offering_with_interpreters(count: int) -> tuple[Offering, list[Resource]]:
    """An offering with one desk and `count` interpreters, one of whom is needed."""
    offering = make_offering(step=QUARTER)
    interpreters = [make_resource(offering.office, kind="interpreter") for _ in range(count)]
    add_need(offering, interpreters)
    return offering, interpreters


def engage(interpreter: Resource, offering: Offering, clock: str) -> None:
    """The interpreter is booked elsewhere in the house."""
    other = make_offering(
        office=offering.office, service=make_service(offering.office.municipality)
    )
    add_need(other, [interpreter])
    book(make_citizen(), other, clock)
