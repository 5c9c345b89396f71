from collections.abc import Iterable, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from datetime import date, datetime, timedelta, tzinfo
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction
from math import ceil, floor

from mydimos.scheduling.hours import OpeningRule
from mydimos.scheduling.spans import ATHENS, at, midnight


class Misconfiguration(StrEnum):
    """What is missing or wrong, so that an offering cannot be booked at all."""

    NO_RESOURCE = "no_resource"
    NO_HOURS = "no_hours"
    NO_HORIZON = "no_horizon"
    NO_DURATION = "no_duration"
    NOT_A_SHARE = "not_a_share"
    NEGATIVE = "negative"


class ConfigurationError(ValueError):
    """An offering is not set up (`reason`): not the same as an empty calendar."""

    def __init__(self, reason: Misconfiguration) -> None:
        super().__init__(reason.value)
        self.reason = reason


@dataclass(frozen=True, slots=True)
class BookingRules:
    """The rules of one offering; durations in seconds.

    `step` is the distance of the grid's starts (the duration where None). `notice_working_days`
    and `notice` both hold where both are set. `horizon_days` None means that it was not configured
    yet, not "without end". `staff_share` is the kept share, 0 to 1 and exact. Raises
    ConfigurationError for values that cannot hold.
    """

    duration: int
    step: int | None = None
    gap_before: int = 0
    gap_after: int = 0
    notice: int = 0
    notice_working_days: int | None = None
    horizon_days: int | None = None
    staff_share: Fraction | Decimal = Fraction(0)

    def __post_init__(self) -> None:
        if self.duration <= 0 or (self.step is not None and self.step <= 0):
            raise ConfigurationError(Misconfiguration.NO_DURATION)
        if not 0 <= self.staff_share <= 1:
            raise ConfigurationError(Misconfiguration.NOT_A_SHARE)
        limits = (self.notice_working_days or 0, self.horizon_days or 0)
        if min(self.gap_before, self.gap_after, self.notice, *limits) < 0:
            raise ConfigurationError(Misconfiguration.NEGATIVE)

    @property
    def grid_step(self) -> int:
        """Seconds from one start of the grid to the next."""
        return self.step or self.duration


@dataclass(frozen=True, slots=True)
class Window:
    """The stretch that is open for booking, in epoch seconds.

    A slot may start at `earliest` or later. `latest` is the last day of the horizon at the time
    that the clock shows now: an opening that starts after it is not yet open for booking.
    """

    earliest: int
    latest: int


def window(
    rules: BookingRules,
    now: float,
    holidays: AbstractSet[date] = frozenset(),
    zone: tzinfo = ATHENS,
) -> Window:
    """The moments between which a slot may start; holidays are those of the municipality.

    A fraction of a second of `now` is rounded up for the notice and down for the horizon. Raises
    ConfigurationError where no horizon is set (slot policy, "Notice", "Horizon").
    """
    if rules.horizon_days is None:
        raise ConfigurationError(Misconfiguration.NO_HORIZON)
    here = datetime.fromtimestamp(floor(now), zone)
    last_day = here.date() + timedelta(days=rules.horizon_days)
    earliest = ceil(now) + rules.notice
    if rules.notice_working_days is not None:
        day = _after_working_days(here.date(), rules.notice_working_days, holidays)
        earliest = max(earliest, midnight(day, zone))
    return Window(earliest, at(last_day, here.time(), zone))


def check_configuration(
    rules: BookingRules, needs: Sequence[Sequence[Iterable[OpeningRule]]], *, today: date
) -> None:
    """Raise ConfigurationError where an offering can never have a slot from today on.

    `needs` holds, per need, the opening rules of each of its resources. A calendar that is
    merely full or closed passes.
    """
    if not needs or not all(needs):
        raise ConfigurationError(Misconfiguration.NO_RESOURCE)
    for group in needs:
        if all(rule.is_over(today) for hours in group for rule in hours):
            raise ConfigurationError(Misconfiguration.NO_HOURS)
    if rules.horizon_days is None:
        raise ConfigurationError(Misconfiguration.NO_HORIZON)


def _after_working_days(day: date, count: int, holidays: AbstractSet[date]) -> date:
    """The day that is the count-th working day after this one; today itself for 0."""
    while count > 0:
        day += timedelta(days=1)
        if day.weekday() < 5 and day not in holidays:
            count -= 1
    return day
