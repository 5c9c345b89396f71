"""Booked times, drawn by chance within the opening hours, on the grid of the offerings."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from mydimos.directory.models import Offering, Resource
from mydimos.scheduling.spans import Span, local_day, overlaps
from mydimos.timetable.queries import Calendar
from mydimos_demo.content.blueprint import Bookable
from mydimos_demo.content.chance import Chance

CANCELLED = 0.05
"""How many of all appointments were cancelled."""


@dataclass(frozen=True, slots=True)
class Taken:
    """A booked time: its offering and resources, and whether it was cancelled."""

    offering: Offering
    resources: tuple[Resource, ...]
    span: Span
    is_cancelled: bool


@dataclass(frozen=True, slots=True)
class Choice:
    """An offering of a resource on one day: its grid lies in this opening. Seconds."""

    bookable: Bookable
    opens: int
    closes: int
    step: int
    duration: int
    gap_before: int
    gap_after: int


class Diary:
    """The diaries of all resources of a calendar."""

    def __init__(self, calendar: Calendar, chance: Chance, *, today: date) -> None:
        self._calendar, self._chance, self._today = calendar, chance, today
        self._busy: dict[int, list[Span]] = defaultdict(list)
        self._by_day: dict[tuple[int, int, str], dict[date, list[Span]]] = {}

    def fill(
        self, bookables: Iterable[Bookable], *, share: Callable[[date], float]
    ) -> Iterator[Taken]:
        """Take about that share of every resource's day."""
        offers: dict[Resource, list[Bookable]] = defaultdict(list)
        for bookable in bookables:
            for resource in bookable.groups[0]:
                offers[resource].append(bookable)
        for resource, its in offers.items():
            for day in self._days():
                if wanted := share(day):
                    yield from self._fill_day(resource, self._choices(resource, its, day), wanted)

    def _days(self) -> Iterator[date]:
        day = self._calendar.first_day
        while day <= self._calendar.last_day:
            yield day
            day += timedelta(days=1)

    def _choices(self, resource: Resource, its: list[Bookable], day: date) -> list[Choice]:
        return [
            _choice(bookable, span)
            for bookable in its
            if day <= self._today + timedelta(days=bookable.offering.horizon_days or 0)
            for span in self._openings(resource, bookable.offering).get(day, ())
        ]

    def _openings(self, resource: Resource, offering: Offering) -> dict[date, list[Span]]:
        """By local day."""
        key = resource.pk, offering.office_id, offering.channel
        if key not in self._by_day:
            days = self._by_day[key] = defaultdict(list)
            for span in self._calendar.expander.openings(self._calendar.rules(*key)):
                days[local_day(span[0])].append(span)
        return self._by_day[key]

    def _fill_day(self, resource: Resource, choices: list[Choice], share: float) -> Iterator[Taken]:
        if not choices:
            return
        cursor, ends = min(one.opens for one in choices), max(one.closes for one in choices)
        idle = _mean_duration(choices) * (1 - share) / share
        ended = gap = 0
        while (cursor := cursor + int(self._chance.expovariate(1 / idle))) < ends:
            choice = self._chance.choice(_open_at(cursor, choices))
            start = _next_start(choice, max(cursor, ended + max(gap, choice.gap_before)))
            taken = self._take(resource, choice, (start, start + choice.duration))
            if taken is None:
                continue
            yield taken
            if not taken.is_cancelled:
                cursor = ended = taken.span[1]
                gap = choice.gap_after

    def _take(self, resource: Resource, choice: Choice, span: Span) -> Taken | None:
        if span[1] > choice.closes or not self._is_free(resource, choice, span):
            return None
        resources = [resource]
        for group in choice.bookable.groups[1:]:
            other = self._open_resource(group, choice, span)
            if other is None:
                return None
            resources.append(other)
        is_cancelled = self._chance.happens(CANCELLED)
        if not is_cancelled:
            for other in resources[1:]:
                self._busy[other.pk].append(span)
        return Taken(choice.bookable.offering, tuple(resources), span, is_cancelled)

    def _open_resource(
        self, group: Sequence[Resource], choice: Choice, span: Span
    ) -> Resource | None:
        for resource in group:
            openings = self._openings(resource, choice.bookable.offering)
            is_open = any(
                opens <= span[0] and span[1] <= closes
                for opens, closes in openings.get(local_day(span[0]), ())
            )
            if is_open and self._is_free(resource, choice, span):
                return resource
        return None

    def _is_free(self, resource: Resource, choice: Choice, span: Span) -> bool:
        office = choice.bookable.offering.office_id
        taken = (
            *self._calendar.off.get(resource.pk, ()),
            *self._calendar.closed.get(office, ()),
            *self._busy.get(resource.pk, ()),
        )
        return not any(overlaps(span, one) for one in taken)


def _choice(bookable: Bookable, span: Span) -> Choice:
    one = bookable.offering
    step, duration, before, after = (
        int(length.total_seconds())
        for length in (one.step or one.duration, one.duration, one.gap_before, one.gap_after)
    )
    return Choice(bookable, *span, step, duration, before, after)


def _open_at(moment: int, choices: list[Choice]) -> list[Choice]:
    return [one for one in choices if one.opens <= moment < one.closes] or choices


def _next_start(choice: Choice, moment: int) -> int:
    """The first start on the grid of the opening that is not before this moment."""
    steps = -(-max(0, moment - choice.opens) // choice.step)
    return choice.opens + steps * choice.step


def _mean_duration(choices: list[Choice]) -> float:
    return sum(one.duration for one in choices) / len(choices)
