"""What is asked of the engine: whose time, by which rules, in which stretch."""

from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from datetime import date, tzinfo
from math import ceil

from mydimos.scheduling.rules import BookingRules
from mydimos.scheduling.spans import ATHENS, Span

NEVER = 1 << 62
"""Later than any moment."""

Busy = tuple[int, int, int, int]
"""Start and end of an occupation, and the gaps in seconds that it wants before and after it."""


@dataclass(slots=True)
class Timetable:
    """The time of one resource in epoch seconds; the lists may be unsorted and may overlap.

    `off` are absences of the resource, `closed` closures of its office, `on_holiday` openings
    that a holiday took away (only explaining needs them).
    """

    resource: int
    openings: list[Span]
    off: list[Span] = field(default_factory=list)
    busy: list[Busy] = field(default_factory=list)
    closed: list[Span] = field(default_factory=list)
    on_holiday: list[Span] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Question:
    """The resources, the rules, and the stretch of time whose slots are asked for.

    `needs` holds, per need, the timetables of its resources: one resource of each need is taken.
    The grid is that of the first need's openings, each resource on its own. `now` is in epoch
    seconds and may have a fraction. Only slots that start in [first, last) are asked for, epoch
    seconds; None means from now on, or without end. The timetables must cover the whole local days
    of that stretch, because the kept share is counted by day, and beyond it as far as a slot that
    starts there can last. `for_staff` shows the kept share too. Time that the asker may ignore
    (the appointment being moved, their own hold) must not be among the busy time.
    """

    needs: Sequence[Sequence[Timetable]]
    rules: BookingRules
    now: float
    holidays: AbstractSet[date] = frozenset()
    for_staff: bool = False
    zone: tzinfo = ATHENS
    first: int | None = None
    last: int | None = None

    @property
    def begins(self) -> int:
        """The first second in which a slot may start: not before now."""
        now = ceil(self.now)
        return now if self.first is None else max(now, self.first)

    @property
    def ends(self) -> int:
        """The second before which a slot must start."""
        return NEVER if self.last is None else self.last
