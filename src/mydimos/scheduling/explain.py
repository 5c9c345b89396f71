from bisect import bisect_left
from collections import Counter
from collections.abc import Mapping
from enum import StrEnum

from mydimos.scheduling.candidates import Candidates
from mydimos.scheduling.question import NEVER, Question
from mydimos.scheduling.rules import Window, window
from mydimos.scheduling.spans import day_span, local_day, midnight


class Reason(StrEnum):
    """The rule that removed a candidate, from the most fundamental to the last.

    The first that applies is given: a time at which the office is closed is never called occupied.
    """

    HOLIDAY = "holiday"
    CLOSED = "closed"
    ABSENT = "absent"
    HORIZON = "horizon"
    NOTICE = "notice"
    OCCUPIED = "occupied"
    OTHER_NEED = "other_need"
    KEPT_FOR_STAFF = "kept_for_staff"


def explain(question: Question) -> dict[int, Reason]:
    """For each candidate start from now on that cannot be booked, in order, the reason.

    A start in the stretch that is asked for is either among `available_slots` or here. Of several
    resources the one that came nearest to serving gives the reason. OTHER_NEED: the employee is
    free, the interpreter is not. Holidays show where a timetable has its `on_holiday`. Raises
    ConfigurationError without a horizon or a resource.
    """
    begins, ends, zone = question.begins, question.ends, question.zone
    reach = (
        midnight(local_day(begins, zone), zone),
        NEVER if question.last is None else day_span(local_day(question.last - 1, zone), zone)[1],
    )
    candidates = Candidates(question, reach, with_holidays=True)
    booking = window(question.rules, question.now, question.holidays, zone)
    passed = _passed(candidates, booking, for_staff=question.for_staff)
    reasons = {
        start: next((reason for reason, flag in zip(passed, flags, strict=True) if not flag), None)
        for start, *flags in zip(candidates.starts, *passed.values(), strict=True)
        if begins <= start < ends
    }
    return {start: reason for start, reason in reasons.items() if reason}


def main_reason(removed: Mapping[int, Reason]) -> Reason | None:
    """The one reason for the citizen's sentence; None where there were no hours at all.

    KEPT_FOR_STAFF comes first, because those times can still be had by phone or at the counter.
    Else the most frequent reason; of two that are equally frequent the later one in `Reason`.
    """
    counts = Counter(removed.values())
    if counts[Reason.KEPT_FOR_STAFF]:
        return Reason.KEPT_FOR_STAFF
    order = list(Reason)
    return max(counts, key=lambda reason: (counts[reason], order.index(reason)), default=None)


def _passed(candidates: Candidates, booking: Window, *, for_staff: bool) -> dict[Reason, bytearray]:
    """Per rule, in the order of `Reason`, one byte per candidate: 1 where the rule allows it."""
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
