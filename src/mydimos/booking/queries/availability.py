"""Free times, read in a fixed number of queries."""

from collections.abc import Collection, Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from decimal import Decimal
from uuid import UUID

from mydimos.booking.queries.reading import (
    LONGEST,
    MARGIN,
    read_busy,
    read_needs,
    read_others,
)
from mydimos.directory.models import Offering
from mydimos.scheduling.availability import Slot, available_slots, days_with_slots
from mydimos.scheduling.choice import Loss, losses
from mydimos.scheduling.explain import Reason, explain, main_reason
from mydimos.scheduling.hours import OpeningRule
from mydimos.scheduling.question import Busy, Question, Timetable
from mydimos.scheduling.rules import (
    BookingRules,
    ConfigurationError,
    Misconfiguration,
    check_configuration,
)
from mydimos.scheduling.spans import Span, day_span, local_day
from mydimos.timetable.queries import Calendar, calendar


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
    others: Sequence[Offering] = ()  # at the same offices, with resources in common

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

    def missing(self, offering: Offering) -> Misconfiguration | None:
        """What must still be entered before the offering can be booked; None where it can be."""
        try:
            self._check(offering)
        except ConfigurationError as error:
            return error.reason
        return None

    def losses(self, offering: Offering, span: Span) -> dict[int, Loss]:
        """What the other offerings lose if a resource serves the offering in this span.

        Their notice, horizon and kept share are left aside: those times may be booked later.
        """
        days = (self.calendar.last_day - _day(self.now)).days + 1
        slots = []
        for other in self.others:
            with suppress(ConfigurationError):
                question = self._question(other, None)
                rules = replace(
                    question.rules, notice=0, notice_working_days=None, horizon_days=days
                )
                seen = replace(question, rules=rules, for_staff=True)
                slots.append((rules, available_slots(seen)))
        return losses(span, booking_rules(offering), slots)

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
        """Raises ConfigurationError where something must still be entered."""
        self._check(offering)
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

    def _check(self, offering: Offering) -> None:
        hours = [
            [self._rules(offering, resource) for resource in group]
            for group in self.needs.get(offering.pk, [])
        ]
        check_configuration(booking_rules(offering), hours, today=_day(self.now))

    def _rules(self, offering: Offering, resource: int) -> tuple[OpeningRule, ...]:
        return self.calendar.rules(resource, offering.office_id, offering.channel)

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
        rules = self._rules(offering, resource)
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
            if busy[0] < last + LONGEST + MARGIN and busy[1] > first - MARGIN
        ]


def availability(
    offerings: Sequence[Offering],
    *,
    first_day: date,
    last_day: date,
    now: datetime,
    ignoring: Collection[UUID] = (),
    for_staff: bool = False,
    with_others: bool = False,
) -> Availability:
    """Read all that decides the free times of offerings of one municipality, in three queries.

    From the first to the last local day, both included. Time whose owner is in `ignoring` (the
    citizen's own hold, the appointment that is being moved) does not block. `for_staff` reads past
    embargoes, and shows the times that are kept for staff. `with_others` reads, in a fourth query,
    the other offerings of the office that share a resource, if there are any and if there is a
    resource to choose.
    """
    needs = read_needs(offerings, with_others=with_others)
    others = read_others(needs, offerings, now=now)
    resources = sorted({one for groups in needs.values() for group in groups for one in group})
    return Availability(
        now=now,
        calendar=calendar(
            municipality=offerings[0].municipality_id,
            resources=resources,
            offices=sorted({offering.office_id for offering in offerings}),
            first_day=first_day,
            last_day=last_day,
            today=_day(now),
        ),
        needs=needs,
        busy=read_busy(resources, first_day, last_day, now, ignoring, for_staff=for_staff),
        for_staff=for_staff,
        others=others,
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
    return _day(now) + timedelta(days=offering.horizon_days or 0)


def _day(moment: datetime) -> date:
    return local_day(int(moment.timestamp()))


def _seconds(duration: timedelta) -> int:
    return int(duration.total_seconds())
