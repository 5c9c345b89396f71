"""Moments and slots as people write them, for the tests of the engine."""

from collections.abc import Iterable
from datetime import date, datetime, time, tzinfo

from mydimos.scheduling.availability import Slot
from mydimos.scheduling.question import Busy, Timetable
from mydimos.scheduling.spans import ATHENS, Span

MONDAY = date(2026, 3, 2)
MINUTE = 60
HOUR = 3600


def moment(text: str, zone: tzinfo = ATHENS) -> int:
    """Epoch seconds of "2026-03-02T09:00" on the zone's clocks, or of "…Z"."""
    if text.endswith("Z"):
        return int(datetime.fromisoformat(text).timestamp())
    return int(datetime.fromisoformat(text).replace(tzinfo=zone).timestamp())


def on(wall_clock: str, day: date = MONDAY) -> int:
    """Epoch seconds of "09:00" in Athens on this day."""
    hour, minute = map(int, wall_clock.split(":"))
    return int(datetime.combine(day, time(hour, minute), ATHENS).timestamp())


def between(start: str, end: str, day: date = MONDAY) -> Span:
    return on(start, day), on(end, day)


def taken(start: str, end: str, before: int = 0, after: int = 0) -> Busy:
    """An occupation on Monday; its gaps in minutes."""
    return on(start), on(end), before * MINUTE, after * MINUTE


def desk(*openings: Span, number: int = 1, busy: Iterable[Busy] = ()) -> Timetable:
    return Timetable(number, list(openings), busy=list(busy))


def wall_clocks(slots: Iterable[Slot]) -> list[str]:
    return [wall_clock(slot.start) for slot in slots]


def wall_clock(moment: int) -> str:
    return f"{datetime.fromtimestamp(moment, ATHENS):%H:%M}"
