"""Reads hours, absences, closures and holidays for the slot engine."""

import json
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Any

from django.db import connection

from mydimos.scheduling.hours import Expander, OpeningRule, TimeOff, time_off
from mydimos.scheduling.spans import Span, day_span
from mydimos.timetable.holidays import holidays_between
from mydimos.timetable.models import Holiday

# One query instead of four, and no row becomes a model: that saved three quarters of the time that
# `calendar` took (benchmarks/README.md). Resources with equal hours share one line. Time off is
# read that happens once within the window, or is repeated from before its end. It covers whole
# seconds: its start is rounded down, its end up.
EVERYTHING = """
SELECT json_build_array(
  (SELECT json_agg(line) FROM (
     SELECT json_build_array(
       array_agg(resource_id), office_id, channels,
       start_minute, end_minute, weekday, "on", first_day, last_day, every_weeks, nth,
       replaces
     ) AS line
     FROM timetable_openinghours
     WHERE resource_id = ANY(%(resources)s) AND office_id = ANY(%(offices)s)
     GROUP BY office_id, channels, start_minute, end_minute, weekday, "on", first_day, last_day,
              every_weeks, nth, replaces
   ) AS hours),
  (SELECT json_agg(json_build_array(
       resource_id, floor(extract(epoch FROM starts_at)), ceil(extract(epoch FROM ends_at)),
       every_weeks, until))
   FROM timetable_absence
   WHERE resource_id = ANY(%(resources)s)
     AND starts_at < %(last)s AND (ends_at > %(first)s OR every_weeks > 0)),
  (SELECT json_agg(json_build_array(
       office_id, floor(extract(epoch FROM starts_at)), ceil(extract(epoch FROM ends_at)),
       every_weeks, until))
   FROM timetable_closure
   WHERE office_id = ANY(%(offices)s)
     AND starts_at < %(last)s AND (ends_at > %(first)s OR every_weeks > 0)),
  (SELECT json_agg(json_build_array(municipality_id, rule, "on", is_working))
   FROM timetable_holiday
   WHERE municipality_id IS NULL OR municipality_id = %(municipality)s)
)::text
"""


@dataclass(frozen=True)
class Calendar:
    """Hours, time off and holidays on the local days from `first_day` to `last_day`, inclusive.

    Hours and time off of the next day are known too: an appointment may run past midnight.
    """

    first_day: date
    last_day: date
    holidays: AbstractSet[date]
    hours: dict[tuple[int, int], list[tuple[OpeningRule, list[str]]]]  # by resource and office
    off: dict[int, list[Span]]  # by resource
    closed: dict[int, list[Span]]  # by office
    expander: Expander

    def rules(self, resource: int, office: int, channel: str) -> tuple[OpeningRule, ...]:
        """The opening hours of a resource at an office that serve a channel."""
        rules = self.hours.get((resource, office), ())
        return tuple(rule for rule, channels in rules if not channels or channel in channels)


def calendar(
    *,
    municipality: str,
    resources: Collection[int],
    offices: Collection[int],
    first_day: date,
    last_day: date,
    today: date,
) -> Calendar:
    """Read everything that opens and closes these local days, in one query.

    Holidays are known from today on: notice in working days counts from there.
    """
    day_after = last_day + timedelta(days=1)
    window = (day_span(first_day)[0], day_span(day_after)[1])
    hours, absences, closures, exceptions = _everything(municipality, resources, offices, window)
    holidays = holidays_between(min(today, first_day), day_after, _holidays(exceptions))
    return Calendar(
        first_day=first_day,
        last_day=last_day,
        holidays=holidays,
        hours=_hours(hours),
        off=_spans(absences, window),
        closed=_spans(closures, window),
        expander=Expander((first_day, day_after), holidays),
    )


def _everything(
    municipality: str, resources: Collection[int], offices: Collection[int], window: Span
) -> list[list[Any]]:
    first, last = (datetime.fromtimestamp(moment, UTC) for moment in window)
    with connection.cursor() as cursor:
        cursor.execute(
            EVERYTHING,
            {
                "municipality": municipality,
                "resources": list(resources),
                "offices": list(offices),
                "first": first,
                "last": last,
            },
        )
        (text,) = cursor.fetchone()
    return [rows or [] for rows in json.loads(text)]


def _holidays(rows: Iterable[list[Any]]) -> Iterator[Holiday]:
    for municipality, rule, on, is_working in rows:
        yield Holiday(municipality_id=municipality, rule=rule, on=_day(on), is_working=is_working)


def _hours(
    rows: Iterable[list[Any]],
) -> dict[tuple[int, int], list[tuple[OpeningRule, list[str]]]]:
    found = defaultdict(list)
    for resources, office, channels, start, end, weekday, *days, weeks, nth, replaces in rows:
        on, first, last = map(_day, days)
        rule = OpeningRule(start, end, weekday, on, first, last, weeks, nth, replaces)
        for resource in resources:
            found[resource, office].append((rule, channels))
    return found


def _spans(rows: Iterable[list[Any]], window: Span) -> dict[int, list[Span]]:
    rules = defaultdict(list)
    for owner, start, end, every_weeks, until in rows:
        rules[owner].append(TimeOff(start, end, every_weeks, _day(until)))
    return {owner: time_off(off, window) for owner, off in rules.items()}


def _day(written: str | None) -> date | None:
    return None if written is None else date.fromisoformat(written)
