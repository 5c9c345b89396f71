"""Free times, read in a fixed number of queries."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from itertools import repeat
from typing import Any
from uuid import UUID

from django.db import connection

from mydimos.directory.models import LONGEST_GAP, Offering
from mydimos.scheduling.availability import Slot, available_slots, days_with_slots
from mydimos.scheduling.explain import Reason, explain, main_reason
from mydimos.scheduling.question import Busy, Question, Timetable
from mydimos.scheduling.rules import BookingRules
from mydimos.scheduling.spans import day_span, local_day
from mydimos.timetable.queries import Calendar, calendar

# `lower(during)` is what the covering index is ordered by. What reaches into the window began
# less than a day before it (constraint occupancy_at_most_a_day). Arrays of whole numbers: the
# driver reads them many times faster than ranges row by row. Not extract(): it computes in
# numeric, at twice the cost. Pauses are sent only where there are any.
BUSY = """
SELECT resource_id,
       array_agg(date_part('epoch', lower(during))::bigint),
       array_agg(date_part('epoch', upper(during))::bigint),
       CASE WHEN bool_or(gap_before > 0) THEN array_agg(gap_before * 60) END,
       CASE WHEN bool_or(gap_after > 0) THEN array_agg(gap_after * 60) END
FROM booking_occupancy
WHERE resource_id = ANY(%(resources)s)
  AND lower(during) >= to_timestamp(%(first)s) - interval '1 day'
  AND lower(during) < to_timestamp(%(last)s)
  AND (expires_at IS NULL OR (expires_at > %(now)s AND NOT (%(for_staff)s AND kind = 'embargo')))
  AND owner <> ALL(%(ignoring)s)
GROUP BY resource_id
"""

# A need without an active resource stays, with an empty group: it cannot be met.
NEEDS = """
SELECT need.offering_id, array_agg(member.resource_id ORDER BY member.resource_id)
                         FILTER (WHERE resource.is_active)
FROM directory_need AS need
LEFT JOIN directory_needmember AS member ON member.need_id = need.id
LEFT JOIN directory_resource AS resource ON resource.id = member.resource_id
WHERE need.offering_id = ANY(%(offerings)s)
GROUP BY need.id ORDER BY need.position
"""

MARGIN = int(LONGEST_GAP.total_seconds())
"""Seconds around a window in which the pause of an appointment outside it still matters."""


@dataclass(frozen=True)
class Availability:
    """The free times of some offerings of one municipality, on the days of the calendar.

    The questions raise ConfigurationError when the offering is not set up. `named` is the
    resource that the citizen chose: only its times count then.
    """

    now: datetime
    calendar: Calendar
    needs: dict[int, list[list[int]]]  # by offering: groups of resources
    busy: dict[int, list[Busy]]
    for_staff: bool

    def slots(
        self, offering: Offering, *, named: int | None = None, limit: int | None = None
    ) -> list[Slot]:
        """The times that can be booked, in order, at most `limit`."""
        if self._is_named_elsewhere(offering, named):
            return []
        return available_slots(self._question(offering, named), limit=limit)

    def days(self, offering: Offering, *, named: int | None = None) -> dict[date, int]:
        """The local days that have free times, in order, with the number of times."""
        if self._is_named_elsewhere(offering, named):
            return {}
        return days_with_slots(self._question(offering, named))

    def total(self, offering: Offering) -> int:
        """The number of times there would be if nothing were taken."""
        return len(replace(self, busy={}, for_staff=True).slots(offering))

    def why_nothing(self, offering: Offering, *, named: int | None = None) -> Reason | None:
        """Why there is no free time, in one word; None where there are no hours on these days."""
        if self._is_named_elsewhere(offering, named):
            return Reason.ABSENT
        return main_reason(explain(self._question(offering, named, explained=True)))

    def load(self, resources: Iterable[int]) -> dict[int, int]:
        """The number of appointments of each resource on the days of the calendar."""
        first, last = self._window
        return {
            resource: sum(first <= start < last for start, *_ in self.busy.get(resource, ()))
            for resource in resources
        }

    def last_served(self, resources: Iterable[int], before: int) -> dict[int, int | None]:
        """When each resource's last appointment before a moment ends, as far as was read."""
        return {
            resource: max(
                (busy[1] for busy in self.busy.get(resource, ()) if busy[1] <= before), default=None
            )
            for resource in resources
        }

    @property
    def _window(self) -> tuple[int, int]:
        return day_span(self.calendar.first_day)[0], day_span(self.calendar.last_day)[1]

    def _is_named_elsewhere(self, offering: Offering, named: int | None) -> bool:
        """Whether the named resource does not serve this offering (any more)."""
        groups = self.needs.get(offering.pk, [])
        return named is not None and bool(groups) and named not in groups[0]

    def _question(
        self, offering: Offering, named: int | None, *, explained: bool = False
    ) -> Question:
        first, last = self._window
        return Question(
            needs=self._timetables(offering, named, explained=explained),
            rules=booking_rules(offering),
            now=self.now.timestamp(),
            holidays=self.calendar.holidays,
            for_staff=self.for_staff,
            first=first,
            last=last,
        )

    def _timetables(
        self, offering: Offering, named: int | None, *, explained: bool = False
    ) -> list[list[Timetable]]:
        groups = self.needs.get(offering.pk, [])
        if named is not None and groups:
            groups = [[resource for resource in groups[0] if resource == named], *groups[1:]]
        return [
            [self._timetable(offering, resource, explained=explained) for resource in group]
            for group in groups
        ]

    def _timetable(self, offering: Offering, resource: int, *, explained: bool) -> Timetable:
        rules = self.calendar.rules(resource, offering.office_id, offering.channel)
        expander = self.calendar.expander
        return Timetable(
            resource=resource,
            openings=expander.openings(rules),
            off=self.calendar.off.get(resource, []),
            busy=self._busy_nearby(resource),
            closed=self.calendar.closed.get(offering.office_id, []),
            on_holiday=expander.lost_to_holidays(rules) if explained else [],
        )

    def _busy_nearby(self, resource: int) -> list[Busy]:
        """The busy time that can matter on the days of the calendar: fewer than those read."""
        first, last = self._window
        return [
            busy
            for busy in self.busy.get(resource, ())
            if busy[0] < last + MARGIN and busy[1] > first - MARGIN
        ]


def availability(
    offerings: Sequence[Offering],
    *,
    first_day: date,
    last_day: date,
    now: datetime,
    ignoring: Collection[UUID] = (),
    for_staff: bool = False,
) -> Availability:
    """Read all that decides the free times of offerings of one municipality, in three queries.

    From the first to the last local day, both included. Time whose owner is in `ignoring` (the
    citizen's own hold, the appointment that is being moved) does not block. `for_staff` reads past
    embargoes, and shows the times that are kept for staff.
    """
    needs = _needs(offerings)
    resources = sorted({one for groups in needs.values() for group in groups for one in group})
    return Availability(
        now=now,
        calendar=calendar(
            municipality=offerings[0].service.municipality_id,
            resources=resources,
            offices=sorted({offering.office_id for offering in offerings}),
            first_day=first_day,
            last_day=last_day,
            today=local_day(int(now.timestamp())),
        ),
        needs=needs,
        busy=_busy(resources, first_day, last_day, now, ignoring, for_staff=for_staff),
        for_staff=for_staff,
    )


def booking_rules(offering: Offering) -> BookingRules:
    """The offering's rules as the engine wants them. Raises ConfigurationError."""
    return BookingRules(
        duration=_seconds(offering.duration),
        step=_seconds(offering.step) if offering.step else None,
        gap_before=_seconds(offering.gap_before),
        gap_after=_seconds(offering.gap_after),
        notice=_seconds(offering.notice),
        notice_working_days=offering.notice_working_days,
        horizon_days=offering.horizon_days,
        staff_share=Decimal(offering.staff_share),
    )


def last_bookable_day(offering: Offering, *, now: datetime) -> date:
    """The last local day of the offering's horizon; today where none is set."""
    return local_day(int(now.timestamp())) + timedelta(days=offering.horizon_days or 0)


def _needs(offerings: Sequence[Offering]) -> dict[int, list[list[int]]]:
    """The groups of each offering, in order of position and resource."""
    found: dict[int, list[list[int]]] = defaultdict(list)
    with connection.cursor() as cursor:
        cursor.execute(NEEDS, {"offerings": [offering.pk for offering in offerings]})
        for offering, group in cursor.fetchall():
            found[offering].append(group or [])
    return dict(found)


def _busy(
    resources: list[int],
    first_day: date,
    last_day: date,
    now: datetime,
    ignoring: Collection[UUID],
    *,
    for_staff: bool,
) -> dict[int, list[Busy]]:
    parameters: dict[str, Any] = {
        "resources": resources,
        "first": day_span(first_day)[0] - MARGIN,
        "last": day_span(last_day)[1] + MARGIN,
        "now": now.astimezone(UTC),
        "for_staff": for_staff,
        "ignoring": list(ignoring),
    }
    with connection.cursor() as cursor:
        cursor.execute(BUSY, parameters)
        return {
            resource: list(zip(starts, ends, before or repeat(0), after or repeat(0), strict=False))
            for resource, starts, ends, before, after in cursor.fetchall()
        }


def _seconds(duration: timedelta) -> int:
    return int(duration.total_seconds())
