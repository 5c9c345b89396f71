"""When freed time is shown to the public again (slot policy, "Fair release")."""

from collections.abc import Callable
from datetime import datetime, timedelta
from random import SystemRandom

from mydimos.booking.models import Appointment
from mydimos.booking.queries.availability import availability
from mydimos.directory.models import Offering
from mydimos.scheduling.release import release_delay
from mydimos.scheduling.rules import ConfigurationError
from mydimos.scheduling.spans import local_day

Chance = Callable[[], float]
CHANCE: Chance = SystemRandom().random


def released_at(appointment: Appointment, now: datetime, chance: Chance) -> datetime | None:
    """The moment at which the public may book the freed time; None: at once."""
    offering = appointment.offering
    longest = int(offering.longest_release_delay.total_seconds())
    if not longest:
        return None
    total, free = _fill(offering, appointment.starts_at, now)
    delay = release_delay(longest=longest, free=free, total=total, random=chance)
    return now + timedelta(seconds=delay) if delay else None


def _fill(offering: Offering, starts_at: datetime, now: datetime) -> tuple[int, int]:
    """How many times the day has for this offering, and how many of them are free."""
    day = local_day(int(starts_at.timestamp()))
    seen = availability([offering], first_day=day, last_day=day, now=now)
    try:
        return seen.total(offering), len(seen.slots(offering))
    except ConfigurationError:
        return 0, 0
