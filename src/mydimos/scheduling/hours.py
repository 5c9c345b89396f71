from calendar import monthrange
from collections.abc import Iterable
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta, tzinfo
from enum import StrEnum
from math import lcm

from mydimos.scheduling.spans import ATHENS, Span, at, merge, midnight

DAY = 1440
"""Minutes of a day by the clock on the wall; as the end of an opening: midnight."""

LAST = -1
"""As `nth`: the last such weekday of a month."""

_WEEKS_IN_CALENDAR_CYCLE = 20_871  # the Gregorian calendar repeats after 400 years


class RuleFault(StrEnum):
    """What contradicts itself in an opening rule."""

    NO_LENGTH = "no_length"
    DATE_OR_WEEKDAY = "date_or_weekday"
    NO_WEEKDAY = "no_weekday"
    LAST_BEFORE_FIRST = "last_before_first"
    WEEKS_WITHOUT_FIRST_DAY = "weeks_without_first_day"
    NO_NTH = "no_nth"
    NTH_AND_WEEKS = "nth_and_weeks"
    REPEATED_DATE = "repeated_date"
    REPLACES_WITHOUT_DATE = "replaces_without_date"


class InvalidRule(ValueError):
    """An opening rule contradicts itself (`fault`)."""

    def __init__(self, fault: RuleFault) -> None:
        super().__init__(fault.value)
        self.fault = fault


@dataclass(frozen=True, slots=True)
class OpeningRule:
    """One interval of a day, on the days to which the rule applies (slot policy, "Opening hours").

    Minutes count from midnight on the wall clock, 0 to 1440. Either `on` one date or each
    `weekday` (Monday is 0), from `first_day` to `last_day` inclusive. `every_weeks` counts weeks
    that begin on Monday from the week of `first_day`; `nth` picks the n-th such weekday of each
    month, LAST the last. A rule with `on` that `replaces` stands in place of the weekday's rules of
    that date; otherwise it is added to them. Raises InvalidRule.
    """

    start_minute: int
    end_minute: int
    weekday: int | None = None
    on: date | None = None
    first_day: date | None = None
    last_day: date | None = None
    every_weeks: int = 1
    nth: int | None = None
    replaces: bool = False

    def __post_init__(self) -> None:
        fault = next((fault for fault, is_so in self._faults() if is_so), None)
        if fault:
            raise InvalidRule(fault)

    def _faults(self) -> Iterable[tuple[RuleFault, bool]]:
        first, last = self.first_day or date.min, self.last_day or date.max
        repeats = bool(self.first_day or self.last_day or self.nth) or self.every_weeks != 1
        yield RuleFault.NO_LENGTH, not 0 <= self.start_minute < self.end_minute <= DAY
        yield RuleFault.DATE_OR_WEEKDAY, (self.on is None) == (self.weekday is None)
        yield RuleFault.NO_WEEKDAY, self.weekday is not None and not 0 <= self.weekday <= 6
        yield RuleFault.REPEATED_DATE, self.on is not None and repeats
        yield RuleFault.LAST_BEFORE_FIRST, last < first
        yield (
            RuleFault.WEEKS_WITHOUT_FIRST_DAY,
            self.every_weeks < 1 or (self.every_weeks > 1 and self.first_day is None),
        )
        yield RuleFault.NO_NTH, self.nth is not None and self.nth not in {1, 2, 3, 4, 5, LAST}
        yield RuleFault.NTH_AND_WEEKS, self.nth is not None and self.every_weeks > 1
        yield RuleFault.REPLACES_WITHOUT_DATE, self.replaces and self.on is None

    def is_over(self, today: date) -> bool:
        """Whether the rule applies on no day from this local day on."""
        last = self.on or self.last_day
        return last is not None and last < today

    def applies_on(self, day: date) -> bool:
        """Whether the rule applies on this local day, holidays and replacements left aside."""
        if self.on is not None:
            return day == self.on
        return (
            day.weekday() == self.weekday
            and (self.first_day is None or self.first_day <= day)
            and (self.last_day is None or day <= self.last_day)
            and self._in_its_week(day)
            and self._in_its_place_in_month(day)
        )

    def _in_its_week(self, day: date) -> bool:
        if self.first_day is None or self.every_weeks == 1:
            return True
        return (_week(day) - _week(self.first_day)) % self.every_weeks == 0

    def _in_its_place_in_month(self, day: date) -> bool:
        if self.nth is None:
            return True
        if self.nth == LAST:
            return day.day + 7 > monthrange(day.year, day.month)[1]
        return (day.day - 1) // 7 + 1 == self.nth


@dataclass(frozen=True, slots=True)
class TimeOff:
    """An absence or a closure, once or every `every_weeks` weeks at the same wall-clock time.

    `start` and `end` are epoch seconds of the first occurrence, which always counts; `until` is the
    last local day for the start of a further one.
    """

    start: int
    end: int
    every_weeks: int = 0
    until: date | None = None


class Expander:
    """Opening rules as spans over some local days; equal rules are expanded once.

    Make one for all resources of a question and drop it with the answer.
    """

    def __init__(
        self,
        days: tuple[date, date] | Iterable[date],
        holidays: AbstractSet[date] = frozenset(),
        zone: tzinfo = ATHENS,
    ) -> None:
        self._zone = zone
        self._holidays = holidays
        self._spans: dict[tuple[OpeningRule, frozenset[date], bool], list[Span]] = {}
        self._merged: dict[tuple[tuple[OpeningRule, ...], bool], list[Span]] = {}
        self._days: dict[int | None, list[date]] = {None: sorted(_every_day(days))}
        for weekday in range(7):
            self._days[weekday] = [day for day in self._days[None] if day.weekday() == weekday]

    def openings(self, rules: Iterable[OpeningRule]) -> list[Span]:
        """Sorted openings; overlapping ones become one, touching ones keep their own grid.

        The rules are those of one resource. The list is shared by all calls with the same rules:
        read it, do not change it.
        """
        return self._together(tuple(rules), lost=False)

    def lost_to_holidays(self, rules: Iterable[OpeningRule]) -> list[Span]:
        """The openings that a holiday takes away."""
        return self._together(tuple(rules), lost=True)

    def _together(self, rules: tuple[OpeningRule, ...], *, lost: bool) -> list[Span]:
        if (rules, lost) not in self._merged:
            replaced = frozenset(rule.on for rule in rules if rule.replaces and rule.on)
            every = [span for rule in rules for span in self._expand(rule, replaced, lost=lost)]
            self._merged[rules, lost] = merge(every, join_touching=False)
        return self._merged[rules, lost]

    def _expand(self, rule: OpeningRule, replaced: frozenset[date], *, lost: bool) -> list[Span]:
        if (rule, replaced, lost) not in self._spans:
            self._spans[rule, replaced, lost] = [
                self._span(rule, day)
                for day in self._days[rule.weekday]
                if self._is_lost(rule, day) is lost
                and rule.applies_on(day)
                and (rule.on is not None or day not in replaced)
            ]
        return self._spans[rule, replaced, lost]

    def _is_lost(self, rule: OpeningRule, day: date) -> bool:
        """Whether a holiday takes the rule's opening away: a single date beats it (slot policy)."""
        return rule.on is None and day in self._holidays

    def _span(self, rule: OpeningRule, day: date) -> Span:
        begins, ends = midnight(day, self._zone), midnight(day + timedelta(days=1), self._zone)
        if ends - begins == DAY * 60:
            return begins + rule.start_minute * 60, begins + rule.end_minute * 60
        return (
            _moment_of(day, rule.start_minute, self._zone),
            _moment_of(day, rule.end_minute, self._zone),
        )


def time_off(rules: Iterable[TimeOff], window: Span, zone: tzinfo = ATHENS) -> list[Span]:
    """The time off that meets the window, sorted and disjoint, not clipped to it."""
    return merge(
        span for rule in rules for span in _occurrences(rule, window, zone) if span[1] > window[0]
    )


def rules_overlap(a: OpeningRule, b: OpeningRule) -> bool:
    """Whether there is a day on which both rules open at the same time, holidays left aside."""
    if {a.replaces, b.replaces} == {True, False} and None in {a.on, b.on}:
        return False
    if max(a.start_minute, b.start_minute) >= min(a.end_minute, b.end_minute):
        return False
    if a.on is not None:
        return b.applies_on(a.on)
    if b.on is not None:
        return a.applies_on(b.on)
    return any(a.applies_on(day) and b.applies_on(day) for day in _days_to_compare(a, b))


def _days_to_compare(a: OpeningRule, b: OpeningRule) -> Iterable[date]:
    """Days one week apart, until the pattern of the two rules repeats."""
    if a.weekday != b.weekday or a.weekday is None:
        return
    weeks = lcm(a.every_weeks, b.every_weeks)
    if a.nth is not None or b.nth is not None:
        weeks = _WEEKS_IN_CALENDAR_CYCLE
    last = min((rule.last_day for rule in (a, b) if rule.last_day), default=date.max)
    first = max(
        (rule.first_day for rule in (a, b) if rule.first_day),
        default=min(last, date(2400, 1, 1)) - timedelta(weeks=weeks),
    )
    first += timedelta(days=(a.weekday - first.weekday()) % 7)
    for week in range(min(weeks, (last - first).days // 7 + 1)):
        yield first + timedelta(weeks=week)


def _occurrences(rule: TimeOff, window: Span, zone: tzinfo) -> Iterable[Span]:
    """The first occurrence always, further ones up to `until`, where they begin in the window."""
    if rule.start < window[1]:
        yield rule.start, rule.end
    if rule.every_weeks <= 0:
        return
    starts, ends = (datetime.fromtimestamp(moment, zone) for moment in (rule.start, rule.end))
    period = timedelta(weeks=rule.every_weeks)
    # the last one before the window is kept: a change of the clocks may have brought it in
    shift = period * max(1, (window[0] - rule.end) // int(period.total_seconds()))
    while (day := (starts + shift).date()) <= (rule.until or date.max):
        start = at(day, starts.time(), zone)
        if start >= window[1]:
            return
        yield start, at((ends + shift).date(), ends.time(), zone)
        shift += period


def _every_day(days: tuple[date, date] | Iterable[date]) -> Iterable[date]:
    if isinstance(days, tuple):
        first, last = days
        return [first + timedelta(days=n) for n in range((last - first).days + 1)]
    return set(days)


def _moment_of(day: date, minute: int, zone: tzinfo) -> int:
    if minute == DAY:
        return midnight(day + timedelta(days=1), zone)
    return at(day, time(minute // 60, minute % 60), zone)


def _week(day: date) -> int:
    """Weeks that begin on Monday, numbered (day 1 of the calendar is a Monday)."""
    return (day.toordinal() - 1) // 7
