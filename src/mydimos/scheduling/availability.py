from bisect import bisect_left
from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from datetime import date, tzinfo
from itertools import chain, compress, islice

from mydimos.scheduling.candidates import NEVER, Busy, Candidates, Timetable, whole_days
from mydimos.scheduling.rules import BookingRules, window
from mydimos.scheduling.spans import ATHENS, merge

__all__ = ["Busy", "Slot", "Timetable", "available_slots", "days_with_slots", "nearest"]


@dataclass(frozen=True, slots=True)
class Slot:
    """A time that can be booked, once, with those who are free then.

    `free` holds, per need, the resources in the order in which they were given. Where a resource
    belongs to two needs, choose with `choice.combinations`.
    """

    start: int
    end: int
    free: tuple[tuple[int, ...], ...]


def available_slots(
    needs: Sequence[Sequence[Timetable]],
    rules: BookingRules,
    *,
    now: int,
    holidays: AbstractSet[date] = frozenset(),
    for_staff: bool = False,
    zone: tzinfo = ATHENS,
    first: int | None = None,
    last: int | None = None,
    limit: int | None = None,
) -> list[Slot]:
    """The times that can be booked now, sorted, each once; epoch seconds, UTC.

    Of each need one resource is taken; the grid is that of the first need's openings, each
    resource on its own. Only slots that start in [first, last) are listed, at most `limit`; the
    timetables must cover the whole local days of that stretch, for the kept share is counted by
    day. `for_staff` shows the kept share too. What the asker may ignore (an appointment being
    moved, one's own hold) must not be among the busy time. Raises ConfigurationError without a
    horizon or a resource.
    """
    candidates, bookable = _search(
        needs, rules, now, holidays, zone, first, last, for_staff=for_staff
    )
    times = zip(compress(candidates.starts, bookable), candidates.free(bookable), strict=True)
    return [Slot(start, start + rules.duration, free) for start, free in islice(times, limit)]


def days_with_slots(
    needs: Sequence[Sequence[Timetable]],
    rules: BookingRules,
    *,
    now: int,
    holidays: AbstractSet[date] = frozenset(),
    for_staff: bool = False,
    zone: tzinfo = ATHENS,
    first: int | None = None,
    last: int | None = None,
) -> dict[date, int]:
    """The local days on which there are slots, in order, with their number.

    The arguments are those of `available_slots`.
    """
    candidates, bookable = _search(
        needs, rules, now, holidays, zone, first, last, for_staff=for_staff
    )
    counts = ((day, bookable.count(1, i, j)) for day, i, j in candidates.days())
    return {day: count for day, count in counts if count}


def nearest(slots: Sequence[Slot], wanted: int, count: int = 3) -> list[Slot]:
    """The slots that start nearest to the wanted moment, in order of time.

    Of two that are equally near the earlier one counts as nearer.
    """
    closest = sorted(slots, key=lambda slot: (abs(slot.start - wanted), slot.start))[:count]
    return sorted(closest, key=lambda slot: slot.start)


def _search(
    needs: Sequence[Sequence[Timetable]],
    rules: BookingRules,
    now: int,
    holidays: AbstractSet[date],
    zone: tzinfo,
    first: int | None,
    last: int | None,
    *,
    for_staff: bool,
) -> tuple[Candidates, bytearray]:
    """The candidates, and one byte for each of them: 1 where it can be booked."""
    open_for_booking = window(rules, now, holidays, zone)
    begins = max(open_for_booking.earliest, now if first is None else first)
    ends = NEVER if last is None else last
    within = min(ends, _last_close(needs, open_for_booking.latest))
    candidates = Candidates(needs, rules, whole_days(begins, within, zone), zone)
    candidates.strike_closures()
    candidates.strike_absences()
    kept: list[tuple[int, int]] = []
    if rules.staff_share and not for_staff:
        kept = list(candidates.kept_for_staff(candidates.served()))
    candidates.strike_openings_after(open_for_booking.latest)
    candidates.strike_occupied()
    bookable = candidates.served()
    i, j = (bisect_left(candidates.starts, moment) for moment in (begins, ends))
    for struck_from, struck_to in ((0, i), (j, len(bookable)), *kept):
        bookable[struck_from:struck_to] = bytes(struck_to - struck_from)
    return candidates, bookable


def _last_close(needs: Sequence[Sequence[Timetable]], latest: int) -> int:
    """When the last opening closes that starts by then: it may go on past midnight.

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
