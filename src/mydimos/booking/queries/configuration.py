"""What administrators must still enter before an offering can be booked."""

from dataclasses import dataclass
from datetime import datetime

from mydimos.booking.queries.availability import availability
from mydimos.directory.models import Municipality, Offering
from mydimos.scheduling.rules import Misconfiguration
from mydimos.scheduling.spans import local_day


@dataclass(frozen=True)
class Incomplete:
    """An offering that pages show, and what it lacks."""

    offering: Offering
    missing: Misconfiguration


def incomplete_offerings(municipality: Municipality, *, now: datetime) -> list[Incomplete]:
    """The shown offerings of a municipality that cannot be booked at all, by key; four queries.

    Not those that are merely full or closed. Citizens find a sentence and the office's phone there.
    """
    offerings = list(
        Offering.objects.shown()
        .filter(municipality=municipality)
        .select_related("service", "office")
        .order_by("pk")
    )
    if not offerings:
        return []
    today = local_day(int(now.timestamp()))
    free = availability(offerings, first_day=today, last_day=today, now=now)
    found = ((offering, free.missing(offering)) for offering in offerings)
    return [Incomplete(offering, missing) for offering, missing in found if missing]
