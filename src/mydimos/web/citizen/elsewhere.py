"""Free times nearby: of the same service at other offices and in other ways, or around a moment."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from mydimos.booking.queries.availability import availability, last_bookable_day
from mydimos.directory.models import Offering
from mydimos.scheduling.availability import nearest
from mydimos.scheduling.rules import ConfigurationError
from mydimos.scheduling.spans import ATHENS, local_day
from mydimos.web.citizen.offerings import Place

AROUND = timedelta(days=10)
"""So far from the wanted time one looks first."""


@dataclass(frozen=True)
class FirstTime:
    """An offering and its first free time; None: nothing within its horizon."""

    offering: Offering
    starts_at: datetime | None


def first_times(place: Place, *, now: datetime) -> list[FirstTime]:
    """The first free times elsewhere, soonest first: six queries, however many offices."""
    if not place.others:
        return []
    free = availability(
        place.others,
        first_day=local_day(int(now.timestamp())),
        last_day=max(last_bookable_day(offering, now=now) for offering in place.others),
        now=now,
    )
    found = []
    for offering in place.others:
        try:
            slots = free.slots(offering, limit=1)
        except ConfigurationError:
            continue  # the administrator's business: nobody is sent where nothing can be booked
        found.append(FirstTime(offering, _moment(slots[0].start) if slots else None))
    return sorted(found, key=lambda first: (first.starts_at is None, first.starts_at or now))


def nearest_times(
    offering: Offering,
    wanted: datetime,
    *,
    now: datetime,
    ignoring: Collection[UUID] = (),
    named: int | None = None,
) -> list[datetime]:
    """The three free times that are nearest to a moment; fewer where there are not so many."""
    today, last = local_day(int(now.timestamp())), last_bookable_day(offering, now=now)
    day = min(max(local_day(int(wanted.timestamp())), today), last)
    around = (max(day - AROUND, today), min(day + AROUND, last))
    for window in dict.fromkeys((around, (today, last))):
        if found := _nearest(offering, wanted, window, now, ignoring, named):
            return found
    return []


def _nearest(
    offering: Offering,
    wanted: datetime,
    window: tuple[date, date],
    now: datetime,
    ignoring: Collection[UUID],
    named: int | None,
) -> list[datetime]:
    free = availability(
        [offering], first_day=window[0], last_day=window[1], now=now, ignoring=ignoring
    )
    try:
        slots = free.slots(offering, named=named)
    except ConfigurationError:
        return []
    return [_moment(slot.start) for slot in nearest(slots, int(wanted.timestamp()))]


def _moment(seconds: int) -> datetime:
    return datetime.fromtimestamp(seconds, ATHENS)
