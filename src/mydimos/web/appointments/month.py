"""A month with its free days, and the free times of one day.

The query of the address says what is shown: `month=2026-12`, `day=2026-12-03`,
`employee=<public id>`. A month or day out of bounds shows the nearest month; a value that cannot be
read is ignored.
"""

from calendar import monthcalendar
from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from itertools import chain, compress
from urllib.parse import urlencode
from uuid import UUID

from django.utils.dates import WEEKDAYS, WEEKDAYS_ABBR

from mydimos.booking.queries.availability import Availability, availability, last_bookable_day
from mydimos.directory.models import Offering, Resource
from mydimos.directory.queries import employees_of, kinds_of
from mydimos.greek.spelling import fold
from mydimos.scheduling.explain import Reason
from mydimos.scheduling.spans import ATHENS, local_day
from mydimos.web.appointments.why_no_times import sentence

NOON = 12


@dataclass(frozen=True)
class Day:
    """A day of the month, its number of free times, and the address that shows them."""

    date: date
    free: int
    link: str
    is_chosen: bool


@dataclass(frozen=True)
class MonthPage:
    """What `appointments/_calendar.html` shows. Days and times are Athens wall clock."""

    offering: Offering
    month: date  # its first day
    # From Monday; None where a week reaches out of the month. Weeks that are over are left out.
    weeks: list[list[Day | None]]
    here: str  # the query of what is shown, for the form: an error comes back to the same day
    earlier_link: str  # empty where there is nothing to see
    later_link: str
    first_link: str  # the month of the first free time of all
    looked_at_all: bool  # the whole horizon was read, and not one month
    day: date | None
    times: list[datetime]
    why_no_day: str  # one sentence where the month has no free time
    why_no_time: str  # one where the chosen day has none
    last_day: date  # the last day that can be booked
    employees: list[Resource]  # those who may be chosen (R9)
    employee: Resource | None

    @property
    def has_free_days(self) -> bool:
        return any(day and day.free for day in chain.from_iterable(self.weeks))

    @property
    def first_free(self) -> datetime | None:
        """The first free time of all, where the whole horizon was looked at."""
        return self.times[0] if self.looked_at_all and self.times else None

    @property
    def weekdays(self) -> list[tuple[str, str]]:
        """Short and full names, from Monday, in the language of the page."""
        return [(str(WEEKDAYS_ABBR[day]), str(WEEKDAYS[day])) for day in range(7)]

    @property
    def morning(self) -> list[datetime]:
        return [time for time in self.times if time.hour < NOON]

    @property
    def counts(self) -> dict[str, int]:
        """How many times there are (templates know `length` as a length of time)."""
        return {"all": len(self.times), "morning": len(self.morning)}

    @property
    def afternoon(self) -> list[datetime]:
        return [time for time in self.times if time.hour >= NOON]


def month_page(
    offering: Offering,
    *,
    now: datetime,
    query: Mapping[str, str],
    ignoring: Collection[UUID] = (),
    named: int | None = None,
    for_staff: bool = False,
) -> MonthPage:
    """The free times of an offering: six queries, seven where an employee can be chosen.

    `for_staff` shows the times that are kept for staff, and those freed a moment ago, as well.

    Without a month or a day in the query the whole horizon is read, and the month of the first
    free time is shown. Holds and appointments in `ignoring` (public ids) do not block. `named` is
    the employee that is chosen where the query names none. Raises ConfigurationError when the
    offering is not set up.
    """
    today, last = local_day(int(now.timestamp())), last_bookable_day(offering, now=now)
    wanted = _wanted(query, today, last)
    first_day, last_day = (today, last) if wanted is None else _days_of(wanted.month, today, last)
    free = availability(
        [offering],
        first_day=first_day,
        last_day=last_day,
        now=now,
        ignoring=ignoring,
        for_staff=for_staff,
    )
    employees = _employees(offering)
    employee = _employee(employees, query, named)
    return _page(offering, free, wanted, (today, last), employees, employee)


@dataclass(frozen=True)
class _Wanted:
    """The month that the query asks for, and the day if it names one."""

    month: date
    day: date | None


def _page(
    offering: Offering,
    free: Availability,
    wanted: _Wanted | None,
    bounds: tuple[date, date],
    employees: list[Resource],
    employee: Resource | None,
) -> MonthPage:
    named = employee.pk if employee else None
    days = free.days(offering, named=named)
    is_whole = wanted is None
    if wanted is None:
        wanted = _Wanted(next(iter(days), bounds[0]).replace(day=1), None)
    month, day = wanted.month, wanted.day
    if day is None:
        day = next((day for day in days if day.replace(day=1) == month), None)
    links = _Links(bounds, _choice(employees, employee))
    times = _times(offering, free, day, named)
    return MonthPage(
        offering=offering,
        month=month,
        weeks=_weeks(month, days, day, links, today=bounds[0]),
        here=links.to_day(day) if day else links.to_month(month),
        earlier_link=links.to_month(month - timedelta(days=1)),
        later_link=links.to_month(_next_month(month)),
        first_link=links.to_first(),
        looked_at_all=is_whole,
        day=day,
        times=times,
        why_no_day="" if days else _why(free, offering, named, bounds[1]),
        why_no_time="" if times or not day else _why(_only(free, day), offering, named, bounds[1]),
        last_day=bounds[1],
        employees=employees,
        employee=employee,
    )


@dataclass(frozen=True)
class _Links:
    """The queries of addresses, relative to the page that shows the month."""

    bounds: tuple[date, date]
    employee: dict[str, str]

    def to_day(self, day: date) -> str:
        return self._link(day=day.isoformat())

    def to_month(self, day: date) -> str:
        first, last = self.bounds
        is_shown = first.replace(day=1) <= day.replace(day=1) <= last
        return self._link(month=f"{day:%Y-%m}") if is_shown else ""

    def to_first(self) -> str:
        return self._link()

    def _link(self, **parts: str) -> str:
        return f"?{urlencode(parts | self.employee)}"


def _choice(employees: list[Resource], employee: Resource | None) -> dict[str, str]:
    """The chosen employee for the query; empty: any employee."""
    if not employees:
        return {}
    return {"employee": str(employee.public_id) if employee else ""}


def _wanted(query: Mapping[str, str], first: date, last: date) -> _Wanted | None:
    if day := _parsed(query.get("day", "")):
        month = _nearest_month(day, first, last)
        return _Wanted(month, day if first <= day <= last else None)
    if day := _parsed(f"{query.get('month', '')}-01"):
        return _Wanted(_nearest_month(day, first, last), None)
    return None


def _parsed(text: str) -> date | None:
    try:
        return datetime.strptime(text, "%Y-%m-%d").replace(tzinfo=ATHENS).date()
    except ValueError:
        return None


def _nearest_month(day: date, first: date, last: date) -> date:
    return min(max(day, first), last).replace(day=1)


def _days_of(month: date, first: date, last: date) -> tuple[date, date]:
    """The days of the month that can be booked: past days are not read."""
    return max(month, first), min(_next_month(month) - timedelta(days=1), last)


def _next_month(month: date) -> date:
    return (month + timedelta(days=31)).replace(day=1)


def _weeks(
    month: date, days: Mapping[date, int], chosen: date | None, links: _Links, *, today: date
) -> list[list[Day | None]]:
    def day(number: int) -> Day | None:
        if number == 0:
            return None
        this = month.replace(day=number)
        return Day(this, days.get(this, 0), links.to_day(this), this == chosen)

    weeks = monthcalendar(month.year, month.month)
    is_ahead = (month.replace(day=max(week)) >= today for week in weeks)
    return [[day(number) for number in week] for week in compress(weeks, is_ahead)]


def _times(
    offering: Offering, free: Availability, day: date | None, named: int | None
) -> list[datetime]:
    if day is None:
        return []
    slots = _only(free, day).slots(offering, named=named)
    return [datetime.fromtimestamp(slot.start, ATHENS) for slot in slots]


def _why(free: Availability, offering: Offering, named: int | None, last_day: date) -> str:
    is_one_day = free.calendar.first_day == free.calendar.last_day
    reason = free.why_nothing(offering, named=named)
    others: set[str] = set()
    if reason is Reason.OTHER_NEED:
        others = kinds_of({one for group in free.needs[offering.pk][1:] for one in group})
    return sentence(reason, in_a_month=not is_one_day, last_day=last_day, other_needs=others)


def _only(free: Availability, day: date) -> Availability:
    """The same data, narrowed to one of its days."""
    return replace(free, calendar=replace(free.calendar, first_day=day, last_day=day))


def _employees(offering: Offering) -> list[Resource]:
    """The employees who can be chosen, by name."""
    return sorted(employees_of(offering), key=lambda row: fold(row.name))


def _employee(
    employees: list[Resource], query: Mapping[str, str], named: int | None
) -> Resource | None:
    wanted = query.get("employee")
    if wanted is None:
        return next((row for row in employees if row.pk == named), None)
    return next((row for row in employees if str(row.public_id) == wanted), None)
