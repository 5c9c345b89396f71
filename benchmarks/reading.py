"""Availability of one offering, asked within this process: how long, and how many queries."""

from datetime import date, datetime, timedelta
from statistics import median
from time import perf_counter

from django.db import connection
from django.test.utils import CaptureQueriesContext

from mydimos.booking.queries.availability import availability
from mydimos.directory.models import Offering

TIMES = 100


def availability_times(
    offerings: list[int], first_day: date, days: int, now: datetime
) -> tuple[float, int, int]:
    """Milliseconds (median over the offerings in turn), queries, and free times that were found."""
    rows = [
        Offering.objects.select_related("service", "office").get(pk=number) for number in offerings
    ]
    last_day = first_day + timedelta(days=days - 1)
    with CaptureQueriesContext(connection) as queries:
        found = _ask(rows[0], first_day, last_day, now)
    took = []
    for turn in range(TIMES):
        began = perf_counter()
        _ask(rows[turn % len(rows)], first_day, last_day, now)
        took.append(perf_counter() - began)
    return median(took) * 1000, len(queries), found


def _ask(offering: Offering, first_day: date, last_day: date, now: datetime) -> int:
    free = availability([offering], first_day=first_day, last_day=last_day, now=now)
    return sum(free.days(offering).values())
