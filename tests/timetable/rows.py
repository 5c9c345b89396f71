"""One row of each table, and the free times that follow."""

from datetime import date, datetime
from typing import Any

from mydimos.booking.queries.availability import availability
from mydimos.directory.models import Offering, Resource
from mydimos.scheduling.spans import ATHENS
from mydimos.timetable.models import Absence, Closure, Holiday, OpeningHours
from tests.factories import NOW, TODAY, make_offering

LONG_BEFORE, LONG_AFTER = date(2026, 1, 1), date(2026, 12, 31)


def offering_without_hours(**columns: Any) -> Offering:
    """An hour long, one desk, nothing entered yet; it can be booked all year round."""
    offering = make_offering(**{"minutes": 60, "horizon_days": 330} | columns)
    OpeningHours.objects.filter(office=offering.office).delete()
    return offering


def desk(offering: Offering) -> Resource:
    return Resource.objects.get(need_members__need__offering=offering)


def add_hours(offering: Offering, **columns: Any) -> OpeningHours:
    """From 09:00 to 11:00: the offering has two times."""
    defaults: dict[str, Any] = {
        "municipality": offering.municipality,
        "office": offering.office,
        "start_minute": 540,
        "end_minute": 660,
    }
    if "resource" not in columns:
        defaults["resource"] = desk(offering)
    return OpeningHours.objects.create(**defaults | columns)


def add_absence(offering: Offering, starts_at: datetime, ends_at: datetime, **more: Any) -> Absence:
    defaults = {"resource": desk(offering)} if "resource" not in more else {}
    return Absence.objects.create(
        municipality=offering.municipality, starts_at=starts_at, ends_at=ends_at, **defaults | more
    )


def add_closure(offering: Offering, starts_at: datetime, ends_at: datetime, **more: Any) -> Closure:
    return Closure.objects.create(
        municipality=offering.municipality,
        starts_at=starts_at,
        ends_at=ends_at,
        **{"office": offering.office} | more,
    )


def add_holiday(offering: Offering | None, **columns: Any) -> Holiday:
    return Holiday.objects.create(
        municipality=offering.municipality if offering else None, **columns
    )


def times(
    offering: Offering, first: date = TODAY, last: date | None = None, *, now: datetime = NOW
) -> list[str]:
    """What a citizen can choose, as «02-16 09:00»."""
    free = availability([offering], first_day=first, last_day=last or first, now=now)
    moments = (datetime.fromtimestamp(slot.start, ATHENS) for slot in free.slots(offering))
    return [f"{moment:%m-%d %H:%M}" for moment in moments]


def days(offering: Offering, first: date, last: date) -> list[str]:
    """The days on which there are free times, as «02-16»."""
    free = availability([offering], first_day=first, last_day=last, now=NOW)
    return [f"{day:%m-%d}" for day in free.days(offering)]
