"""Free times near a moment, and the first ones of several offerings."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from mydimos.booking.queries.availability import availability, last_bookable_day
from mydimos.directory.models import Offering
from mydimos.scheduling.availability import nearest
from mydimos.scheduling.rules import ConfigurationError
from mydimos.scheduling.spans import ATHENS, local_day

AROUND = timedelta(days=10)
"""How far from the wanted time to look before the whole horizon is searched."""


@dataclass(frozen=True)
class FirstTime:
    """An offering and its first free time (Athens); None: nothing within its horizon."""

    offering: Offering
    starts_at: datetime | None


def first_times(offerings: Sequence[Offering], *, now: datetime) -> list[FirstTime]:
    """The first free time of each offering of one municipality, soonest first.

    Six queries, however many offerings. One that is not set up is left out.
    """
    if not offerings:
        return []
    free = availability(
        offerings,
        first_day=local_day(int(now.timestamp())),
        last_day=max(last_bookable_day(offering, now=now) for offering in offerings),
        now=now,
    )
    found = []
    for offering in offerings:
        try:
            slots = free.slots(offering, limit=1)
        except ConfigurationError:
            continue
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
    """The three free times (Athens) nearest to a moment, fewer where there are fewer.

    `ignoring` and `named` as in `availability`. Empty where the offering is not set up.
    """
    today, last = local_day(int(now.timestamp())), last_bookable_day(offering, now=now)
    day = min(max(local_day(int(wanted.timestamp())), today), last)
    around = (max(day - AROUND, today), min(day + AROUND, last))
    for window in dict.fromkeys((around, (today, last))):
        if found := _nearest(offering, wanted, window, now, ignoring, named):
            return found
    return []


def is_within_horizon(offering: Offering, starts_at: datetime, *, now: datetime) -> bool:
    """Whether the day of a moment can be booked at all: cheap, asked before times are computed."""
    today = local_day(int(now.timestamp()))
    day = local_day(int(starts_at.timestamp()))
    return today <= day <= last_bookable_day(offering, now=now)


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
