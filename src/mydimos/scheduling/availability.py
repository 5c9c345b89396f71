from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import chain, compress, islice

from mydimos.scheduling.candidates import Candidates, whole_days
from mydimos.scheduling.question import Question, Timetable
from mydimos.scheduling.rules import window
from mydimos.scheduling.spans import merge


@dataclass(frozen=True, slots=True)
class Slot:
    """A time that can be booked, listed once, with the resources that are free then.

    `free` holds, per need, the resources in the order in which they were given. Where a resource
    belongs to two needs, choose with `choice.combinations`.
    """

    start: int
    end: int
    free: tuple[tuple[int, ...], ...]


def available_slots(question: Question, *, limit: int | None = None) -> list[Slot]:
    """The times that can be booked now, sorted, each once, at most `limit`.

    Raises ConfigurationError without a horizon or a resource.
    """
    candidates, bookable = _search(question)
    times = zip(compress(candidates.starts, bookable), candidates.free(bookable), strict=True)
    duration = question.rules.duration
    return [Slot(start, start + duration, free) for start, free in islice(times, limit)]


def days_with_slots(question: Question) -> dict[date, int]:
    """The local days on which there are slots, in order, with the number of slots of each.

    Raises ConfigurationError without a horizon or a resource.
    """
    candidates, bookable = _search(question)
    counts = ((day, bookable.count(1, i, j)) for day, i, j in candidates.days())
    return {day: count for day, count in counts if count}


def nearest(slots: Sequence[Slot], wanted: int, count: int = 3) -> list[Slot]:
    """The `count` slots that start nearest to the wanted moment, in order of time.

    Of two that are equally near the earlier one counts as nearer.
    """
    closest = sorted(slots, key=lambda slot: (abs(slot.start - wanted), slot.start))[:count]
    return sorted(closest, key=lambda slot: slot.start)


def _search(question: Question) -> tuple[Candidates, bytearray]:
    """The candidates, and one byte for each of them: 1 where it can be booked."""
    rules, needs, zone = question.rules, question.needs, question.zone
    open_for_booking = window(rules, question.now, question.holidays, zone)
    begins, ends = max(open_for_booking.earliest, question.begins), question.ends
    within = min(ends, _last_close(needs, open_for_booking.latest))
    candidates = Candidates(question, whole_days(begins, within, zone))
    candidates.strike_closures()
    candidates.strike_absences()
    kept: list[tuple[int, int]] = []
    if rules.staff_share and not question.for_staff:
        kept = list(candidates.kept_for_staff(candidates.served()))
    candidates.strike_openings_after(open_for_booking.latest)
    candidates.strike_occupied()
    bookable = candidates.served()
    i, j = (bisect_left(candidates.starts, moment) for moment in (begins, ends))
    for struck_from, struck_to in ((0, i), (j, len(bookable)), *kept):
        bookable[struck_from:struck_to] = bytes(struck_to - struck_from)
    return candidates, bookable


def _last_close(needs: Sequence[Sequence[Timetable]], latest: int) -> int:
    """When the last opening closes that starts by `latest`: it may go on past midnight.

    The share that is kept of that next day counts all of its hours.
    """
    late = (
        span
        for timetable in chain.from_iterable(needs[:1])
        for span in merge(
            (one for one in timetable.openings if one[1] > latest), join_touching=False
        )
    )
    return max((end for start, end in late if start <= latest), default=latest + 1)
