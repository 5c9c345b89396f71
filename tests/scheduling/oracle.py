"""The slot policy in the plainest words, one candidate at a time: the engine must agree with it."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from functools import lru_cache
from itertools import product

from mydimos.scheduling.explain import Reason
from mydimos.scheduling.question import Busy, Question, Timetable
from mydimos.scheduling.rules import BookingRules
from mydimos.scheduling.spans import ATHENS, Span


def candidates(question: Question) -> list[int]:
    """Every start from now on in the stretch that is asked for, on the grid of some opening."""
    grid = {
        start
        for timetable in question.needs[0]
        for spans in (timetable.openings, timetable.on_holiday)
        for start in own_grid(spans, question.rules)
    }
    return sorted(s for s in grid if question.begins <= s < question.ends)


def verdict(question: Question, start: int) -> Reason | tuple[tuple[int, ...], ...]:
    """Why a candidate cannot be booked, or per need who is free then."""
    rules, first_need = question.rules, question.needs[0]
    open_then = [t for t in first_need if start in own_grid(t.openings, rules)]
    not_closed = [t for t in open_then if not meets(start, t.closed, rules)]
    present = [t for t in not_closed if not meets(start, t.off, rules)]
    bookable = [t for t in present if in_horizon(question, opening_of(t, start))]
    for group, reason in (
        (open_then, Reason.HOLIDAY),
        (not_closed, Reason.CLOSED),
        (present, Reason.ABSENT),
        (bookable, Reason.HORIZON),
    ):
        if not group:
            return reason
    if start < question.now + rules.notice:
        return Reason.NOTICE
    free = [
        tuple(t.resource for t in bookable if is_free(start, t.busy, rules)),
        *(
            tuple(
                t.resource
                for t in group
                if serves_elsewhere(t, start, rules) and is_free(start, t.busy, rules)
            )
            for group in question.needs[1:]
        ),
    ]
    if not free[0]:
        return Reason.OCCUPIED
    if not distinct(free):
        return Reason.OTHER_NEED
    if not question.for_staff and start in kept(question, local_date(start)):
        return Reason.KEPT_FOR_STAFF
    return tuple(free)


def kept(question: Question, day: date) -> list[int]:
    """The last starts of the day, counted as if nothing were booked."""
    rules = question.rules
    starts = {s for t in question.needs[0] for s in own_grid(t.openings, rules)}
    could_be = [
        start
        for start in sorted(starts)
        if local_date(start) == day
        and distinct(
            [
                [t.resource for t in question.needs[0] if serves(t, start, rules)],
                *(
                    [t.resource for t in group if serves_elsewhere(t, start, rules)]
                    for group in question.needs[1:]
                ),
            ]
        )
    ]
    return could_be[len(could_be) - int(rules.staff_share * len(could_be)) :]


def serves(timetable: Timetable, start: int, rules: BookingRules) -> bool:
    return start in own_grid(timetable.openings, rules) and is_there(timetable, start, rules)


def serves_elsewhere(timetable: Timetable, start: int, rules: BookingRules) -> bool:
    return is_covered(start, timetable.openings, rules) and is_there(timetable, start, rules)


def is_covered(start: int, openings: Sequence[Span], rules: BookingRules) -> bool:
    minutes = range(start, start + rules.duration, 60)
    return all(any(a <= minute < b for a, b in openings) for minute in minutes)


def is_there(timetable: Timetable, start: int, rules: BookingRules) -> bool:
    return not meets(start, [*timetable.closed, *timetable.off], rules)


def meets(start: int, spans: Sequence[Span], rules: BookingRules) -> bool:
    return any(a < b and start < b and a < start + rules.duration for a, b in spans)


def is_free(start: int, busy: Sequence[Busy], rules: BookingRules) -> bool:
    end = start + rules.duration
    return all(
        a == b
        or end + max(rules.gap_after, its_before) <= a
        or b + max(its_after, rules.gap_before) <= start
        for a, b, its_before, its_after in busy
    )


def own_grid(openings: Sequence[Span], rules: BookingRules) -> frozenset[int]:
    return _own_grid(tuple(openings), rules)


@lru_cache(maxsize=64)
def _own_grid(openings: tuple[Span, ...], rules: BookingRules) -> frozenset[int]:
    return frozenset(
        start
        for opens, closes in as_one(openings)
        for start in range(opens, closes, rules.grid_step)
        if is_covered(start, openings, rules)
    )


def opening_of(timetable: Timetable, start: int) -> Span:
    return next(span for span in as_one(timetable.openings) if span[0] <= start < span[1])


def as_one(openings: Sequence[Span]) -> list[Span]:
    """Openings of which two share time are one."""
    spans = [span for span in openings if span[0] < span[1]]
    for a, b in product(spans, spans):
        if a != b and a[0] < b[1] and b[0] < a[1]:
            rest = [span for span in spans if span not in {a, b}]
            return as_one([*rest, (min(a[0], b[0]), max(a[1], b[1]))])
    return sorted(set(spans))


def in_horizon(question: Question, opening: Span) -> bool:
    now, opens = (datetime.fromtimestamp(m, ATHENS) for m in (question.now, opening[0]))
    last_day = now.date() + timedelta(days=question.rules.horizon_days or 0)
    return (opens.date(), opens.time()) <= (last_day, now.time())


def distinct(groups: Sequence[Sequence[int]]) -> bool:
    return any(len(set(chosen)) == len(chosen) for chosen in product(*groups))


def local_date(moment: int) -> date:
    return datetime.fromtimestamp(moment, ATHENS).date()
