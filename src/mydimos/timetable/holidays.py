"""Which days are holidays: computed, not listed (Orthodox Easter moves)."""

import re
from collections.abc import Iterable
from datetime import date, timedelta
from functools import lru_cache

import holidays
from dateutil.easter import EASTER_ORTHODOX, easter
from django.conf import settings

from mydimos.timetable.models import HOLIDAY_RULE, Holiday

LABOUR_DAY = (5, 1)
LEAP_YEAR = 2024


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


def national(year: int) -> frozenset[date]:
    """The national holidays of Greece on which public services are closed.

    1 May is moved only in the years of `settings.LABOUR_DAY_MOVED_TO`: each time a decision of that
    year does it, no rule. 1 May is then a day like others.
    """
    moved = frozenset(day for day in settings.LABOUR_DAY_MOVED_TO if day.year == year)
    return (_fixed(year) - {date(year, *LABOUR_DAY)}) | moved if moved else _fixed(year)


@lru_cache(maxsize=32)
def _fixed(year: int) -> frozenset[date]:
    # `observed` would move 1 May by the library's own rule.
    return frozenset(holidays.country_holidays("GR", years=year, observed=False))


def occurrences(holiday: Holiday, first_year: int, last_year: int) -> list[date]:
    """The days of a row in these years. 29 February is left out where there is none."""
    if holiday.on is not None:
        return [holiday.on]
    years = range(first_year, last_year + 1)
    return [day for year in years if (day := _in_year(holiday.rule, year)) is not None]


def is_holiday_rule(text: str) -> bool:
    """Whether a text is «MM-DD», a day that exists in leap years at least, or «easter+N»."""
    return bool(re.search(HOLIDAY_RULE, text)) and _in_year(text, LEAP_YEAR) is not None


def _in_year(rule: str, year: int) -> date | None:
    if rule.startswith("easter"):
        return easter(year, EASTER_ORTHODOX) + timedelta(days=int(rule.removeprefix("easter")))
    try:
        return date.fromisoformat(f"{year}-{rule}")
    except ValueError:
        return None
