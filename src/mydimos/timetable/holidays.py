"""Which days are holidays: computed, not listed (Orthodox Easter moves)."""

from collections.abc import Iterable
from datetime import date, timedelta
from functools import lru_cache

import holidays
from dateutil.easter import EASTER_ORTHODOX, easter

from mydimos.timetable.models import Holiday


def holidays_between(first: date, last: date, exceptions: Iterable[Holiday]) -> set[date]:
    """The holidays from the first to the last day, both included.

    The municipality's exceptions come after those for all, so that the nearer decision wins.
    """
    days = {
        day
        for year in range(first.year, last.year + 1)
        for day in national(year)
        if first <= day <= last
    }
    for exception in sorted(exceptions, key=lambda row: row.municipality_id or ""):
        meant = {
            day for day in occurrences(exception, first.year, last.year) if first <= day <= last
        }
        days = days - meant if exception.is_working else days | meant
    return days


@lru_cache(maxsize=32)
def national(year: int) -> frozenset[date]:
    """The national holidays of Greece that close public services."""
    return frozenset(holidays.country_holidays("GR", years=year))


def occurrences(holiday: Holiday, first_year: int, last_year: int) -> list[date]:
    """The days a row means in these years. 29 February is left out where there is none."""
    if holiday.on is not None:
        return [holiday.on]
    years = range(first_year, last_year + 1)
    return [day for year in years if (day := _in_year(holiday.rule, year)) is not None]


def _in_year(rule: str, year: int) -> date | None:
    if rule.startswith("easter"):
        return easter(year, EASTER_ORTHODOX) + timedelta(days=int(rule.removeprefix("easter")))
    try:
        return date.fromisoformat(f"{year}-{rule}")
    except ValueError:
        return None
