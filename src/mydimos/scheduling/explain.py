from bisect import bisect_left
from collections import Counter
from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet
from datetime import date, tzinfo
from enum import StrEnum

from mydimos.scheduling.candidates import NEVER, Candidates, Timetable
from mydimos.scheduling.rules import BookingRules, Window, window
from mydimos.scheduling.spans import ATHENS, day_span, local_day


class Reason(StrEnum):
    """The rule that removed a candidate, from the most fundamental to the last.

    The first that applies is given: nobody is told "taken" of a time at which the office is shut.
    """

    HOLIDAY = "holiday"
    CLOSED = "closed"
    ABSENT = "absent"
    HORIZON = "horizon"
    NOTICE = "notice"
    OCCUPIED = "occupied"
    OTHER_NEED = "other_need"
    KEPT_FOR_STAFF = "kept_for_staff"


def explain(
    needs: Sequence[Sequence[Timetable]],
    rules: BookingRules,
    *,
    now: int,
    holidays: AbstractSet[date] = frozenset(),
    for_staff: bool = False,
    zone: tzinfo = ATHENS,
    first: int | None = None,
    last: int | None = None,
) -> dict[int, Reason]:
    """For each candidate start from now on that cannot be booked, in order, why.

    The arguments are those of `available_slots`: a start in [first, last) is either there or
    here. Of several resources the one that came nearest to serving gives the reason. OTHER_NEED:
    the employee is free, the interpreter is not. Holidays show where a timetable has its
    `on_holiday`. Raises ConfigurationError without a horizon or a resource.
    """
    begins = now if first is None else max(now, first)
    reach = (
        day_span(local_day(begins, zone), zone)[0],
        NEVER if last is None else day_span(local_day(last - 1, zone), zone)[1],
    )
    candidates = Candidates(needs, rules, reach, zone, with_holidays=True)
    passed = _passed(candidates, window(rules, now, holidays, zone), for_staff=for_staff)
    reasons = {
        start: next((reason for reason, flag in zip(passed, flags, strict=True) if not flag), None)
        for start, *flags in zip(candidates.starts, *passed.values(), strict=True)
        if begins <= start < (NEVER if last is None else last)
    }
    return {start: reason for start, reason in reasons.items() if reason}


def main_reason(removed: Mapping[int, Reason]) -> Reason | None:
    """The one reason for the citizen's sentence; None where there were no hours at all.

    Times that are kept for staff can still be had by phone or at the counter, so they are what
    is worth saying. Else the most frequent reason, of two the one nearer to a free time.
    """
    counts = Counter(removed.values())
    if counts[Reason.KEPT_FOR_STAFF]:
        return Reason.KEPT_FOR_STAFF
    order = list(Reason)
    return max(counts, key=lambda reason: (counts[reason], order.index(reason)), default=None)


def _passed(candidates: Candidates, booking: Window, *, for_staff: bool) -> dict[Reason, bytearray]:
    """Per rule, in the order of `Reason`, one byte per candidate: 1 where it lets it pass."""
    passed = {Reason.HOLIDAY: candidates.served_by_first_need()}
    candidates.strike_closures()
    passed[Reason.CLOSED] = candidates.served_by_first_need()
    candidates.strike_absences()
    passed[Reason.ABSENT] = candidates.served_by_first_need()
    not_kept = bytearray(b"\1" * len(candidates.starts))
    if not for_staff:
        for i, j in candidates.kept_for_staff(candidates.served()):
            not_kept[i:j] = bytes(j - i)
    candidates.strike_openings_after(booking.latest)
    passed[Reason.HORIZON] = candidates.served_by_first_need()
    early = bisect_left(candidates.starts, booking.earliest)
    passed[Reason.NOTICE] = bytearray(early) + b"\1" * (len(candidates.starts) - early)
    candidates.strike_occupied()
    passed[Reason.OCCUPIED] = candidates.served_by_first_need()
    passed[Reason.OTHER_NEED] = candidates.served()
    passed[Reason.KEPT_FOR_STAFF] = not_kept
    return passed
