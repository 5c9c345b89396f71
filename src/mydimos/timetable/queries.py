"""Hours, absences, closures and holidays, as the slot engine wants them."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from datetime import UTC, date, datetime

from django.db.models import Q

from mydimos.scheduling.hours import Expander, OpeningRule, TimeOff, time_off
from mydimos.scheduling.spans import Span, day_span
from mydimos.timetable.holidays import holidays_between
from mydimos.timetable.models import Absence, Closure, Holiday, OpeningHours

HOURS = (
    "start_minute", "end_minute", "weekday", "on", "first_day", "last_day", "every_weeks", "nth",
)  # fmt: skip
OFF = ("starts_at", "ends_at", "every_weeks", "until")


@dataclass(frozen=True)
class Calendar:
    """When resources are there, on the local days from `first_day` to `last_day`, both included."""

    first_day: date
    last_day: date
    holidays: AbstractSet[date]
    hours: dict[tuple[int, int], list[tuple[OpeningRule, list[str]]]]  # by resource and office
    off: dict[int, list[Span]]  # by resource
    closed: dict[int, list[Span]]  # by office
    expander: Expander

    def rules(self, resource: int, office: int, channel: str) -> tuple[OpeningRule, ...]:
        """The opening hours that serve a channel."""
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
    """Read everything that opens and closes these days, in four queries.

    Holidays are known from today on: notice in working days counts from there.
    """
    window = (day_span(first_day)[0], day_span(last_day)[1])
    exceptions = Holiday.objects.filter(Q(municipality=None) | Q(municipality=municipality))
    holidays = holidays_between(min(today, first_day), last_day, exceptions)
    absences = Absence.objects.filter(_meets(window), resource__in=resources)
    closures = Closure.objects.filter(_meets(window), office__in=offices)
    return Calendar(
        first_day=first_day,
        last_day=last_day,
        holidays=holidays,
        hours=_hours(resources, offices),
        off=_spans(absences.values_list("resource_id", *OFF), window),
        closed=_spans(closures.values_list("office_id", *OFF), window),
        expander=Expander((first_day, last_day), holidays),
    )


def _hours(
    resources: Collection[int], offices: Collection[int]
) -> dict[tuple[int, int], list[tuple[OpeningRule, list[str]]]]:
    found = defaultdict(list)
    rows = OpeningHours.objects.filter(resource__in=resources, office__in=offices)
    known: dict[tuple[object, ...], OpeningRule] = {}
    for resource, office, channels, *rule in rows.values_list(
        "resource_id", "office_id", "channels", *HOURS
    ):
        key = tuple(rule)
        if key not in known:
            known[key] = OpeningRule(*rule)
        found[resource, office].append((known[key], channels))
    return found


def _meets(window: Span) -> Q:
    """Once within the window, or repeated from before its end."""
    begins, ends = (datetime.fromtimestamp(moment, UTC) for moment in window)
    return Q(starts_at__lt=ends) & (Q(ends_at__gt=begins) | Q(every_weeks__gt=0))


def _spans(
    rows: Iterable[tuple[int, datetime, datetime, int, date | None]], window: Span
) -> dict[int, list[Span]]:
    rules = defaultdict(list)
    for owner, starts_at, ends_at, every_weeks, until in rows:
        rules[owner].append(
            TimeOff(int(starts_at.timestamp()), int(ends_at.timestamp()), every_weeks, until)
        )
    return {owner: time_off(off, window) for owner, off in rules.items()}
