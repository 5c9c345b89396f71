"""The slot engine alone: no database, no Django."""

from collections.abc import Callable
from datetime import date, timedelta
from random import Random
from timeit import repeat

from mydimos.scheduling.availability import available_slots, days_with_slots
from mydimos.scheduling.hours import Expander, OpeningRule
from mydimos.scheduling.question import Busy, Question, Timetable
from mydimos.scheduling.rules import BookingRules
from mydimos.scheduling.spans import Span, day_span

FIRST = date(2026, 3, 2)  # a Monday; the clocks change within the sixty days
RULES = BookingRules(duration=1800, horizon_days=90)
HOURS = [OpeningRule(480, 840, weekday=day) for day in range(5)]
TIMES = 20


def engine_times(employees: int, days: int) -> dict[str, float]:
    """Milliseconds, the shortest of many: expanding the hours included, half of each day taken."""
    last = FIRST + timedelta(days=days - 1)
    busy = {
        number: _half(Expander((FIRST, last)).openings(HOURS), number)
        for number in range(employees)
    }
    now = day_span(FIRST)[0]

    def question() -> Question:
        expander = Expander((FIRST, last))
        desks = [Timetable(n, expander.openings(HOURS), busy=taken) for n, taken in busy.items()]
        return Question([desks], RULES, now)

    return {
        "days that have free times": _shortest(lambda: days_with_slots(question())),
        "all free times, and who is free": _shortest(lambda: available_slots(question())),
    }


def _half(openings: list[Span], seed: int) -> list[Busy]:
    chance = Random(seed)
    return [
        (start, start + 1800, 0, 0)
        for opens, closes in openings
        for start in range(opens, closes, 1800)
        if chance.random() < 0.5
    ]


def _shortest(call: Callable[[], object]) -> float:
    return min(repeat(call, number=1, repeat=TIMES)) * 1000
