from bisect import bisect_left
from collections.abc import Iterable
from datetime import date, datetime, time, timedelta, tzinfo
from functools import lru_cache
from zoneinfo import ZoneInfo

Span = tuple[int, int]
"""A stretch of time `[start, end)` in seconds since the epoch, UTC: touching is not overlapping."""

ATHENS = ZoneInfo("Europe/Athens")


def merge(spans: Iterable[Span], *, join_touching: bool = True) -> list[Span]:
    """Sort the spans and make them disjoint; empty ones are left out.

    Spans that merely touch become one unless `join_touching` is false.
    """
    merged: list[Span] = []
    for start, end in sorted(spans):
        if start >= end:
            continue
        if merged and (start < merged[-1][1] or (join_touching and start == merged[-1][1])):
            if end > merged[-1][1]:
                merged[-1] = (merged[-1][0], end)
        else:
            merged.append((start, end))
    return merged


def subtract(open_time: Iterable[Span], busy: Iterable[Span]) -> list[Span]:
    """The open time without the busy time, sorted and disjoint."""
    taken, free = merge(busy), []
    for opens, closes in merge(open_time):
        cursor = opens
        for start, end in taken:
            if end <= cursor:
                continue
            if start >= closes:
                break
            if start > cursor:
                free.append((cursor, start))
            cursor = end
        if cursor < closes:
            free.append((cursor, closes))
    return free


def overlaps(a: Span, b: Span) -> bool:
    """Whether two spans have time in common; an empty span has none."""
    return max(a[0], b[0]) < min(a[1], b[1])


def at(day: date, wall_clock: time, zone: tzinfo = ATHENS) -> int:
    """The moment at which the zone's clocks show this time on this day.

    A time that the clocks skip in spring is the moment of the change, so that the order of two
    times is never turned round; one that they show twice in autumn is the first of the two,
    also where the time was read from a clock in its second hour (`fold`, PEP 495).
    """
    naive = datetime.combine(day, wall_clock.replace(microsecond=0, fold=0), zone)
    first, second = int(naive.timestamp()), int(naive.replace(fold=1).timestamp())
    return first if first <= second else _change_between(second, first, zone)


def local_day(moment: int, zone: tzinfo = ATHENS) -> date:
    """The date that the zone's calendars show at this moment."""
    return datetime.fromtimestamp(moment, zone).date()


def day_span(day: date, zone: tzinfo = ATHENS) -> Span:
    """The local day from midnight to midnight: 23 or 25 hours where the clocks change."""
    return midnight(day, zone), midnight(day + timedelta(days=1), zone)


@lru_cache(maxsize=4096)
def midnight(day: date, zone: tzinfo = ATHENS) -> int:
    """The moment at which the local day begins."""
    return at(day, time.min, zone)


def _change_between(earlier: int, later: int, zone: tzinfo) -> int:
    """The moment of the one change of the clocks in (earlier, later]."""
    after = _offset(later, zone)
    moments = range(earlier, later + 1)
    return moments[bisect_left(moments, x=True, key=lambda moment: _offset(moment, zone) == after)]


def _offset(moment: int, zone: tzinfo) -> timedelta | None:
    return datetime.fromtimestamp(moment, zone).utcoffset()
