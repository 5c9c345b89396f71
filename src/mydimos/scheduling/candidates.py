"""Candidate starts and, per resource, one byte for each of them: 1 where the resource can serve.

The rules strike out ranges of bytes. So a stretch of busy time costs two binary searches, and
resources are combined by arithmetic on whole rows.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, tzinfo
from fractions import Fraction
from functools import reduce
from itertools import chain, compress, repeat
from operator import and_, or_

from mydimos.scheduling.question import NEVER, Question, Timetable
from mydimos.scheduling.rules import BookingRules, ConfigurationError, Misconfiguration
from mydimos.scheduling.spans import ATHENS, Span, day_span, local_day, merge, midnight


class Candidates:
    """The starts on the grid of the first need, and who can serve at each of them.

    Rows begin as "open"; each `strike_…` takes out what one rule forbids. `reach` are the whole
    local days that are looked at. Raises ConfigurationError without a resource.
    """

    def __init__(self, question: Question, reach: Span, *, with_holidays: bool = False) -> None:
        needs, rules = question.needs, question.rules
        if not needs or not all(needs):
            raise ConfigurationError(Misconfiguration.NO_RESOURCE)
        self._needs, self._rules, self._zone = needs, rules, question.zone
        self.members = [tuple(timetable.resource for timetable in group) for group in needs]
        self._hours = {
            tuple(timetable.openings): _in_reach(timetable.openings, reach)
            for timetable in needs[0]
        }
        lost = [t.on_holiday for t in needs[0] if with_holidays]
        own = {
            openings: _grid(spans, merge(openings), rules)
            for openings, spans in self._hours.items()
        }
        grids = [*own.values(), *(_grid(_in_reach(s, reach), merge(s), rules) for s in lost)]
        self.starts = grids[0] if len(grids) == 1 else sorted(set().union(*grids))
        self._rows = [self._own_rows(own), *map(self._covered_rows, needs[1:])]

    def strike_closures(self) -> None:
        """Take out what meets a closure of the office."""
        for timetable, row in self._timetables_and_rows():
            self._strike(row, timetable.closed)

    def strike_absences(self) -> None:
        """Take out what meets an absence of the resource."""
        for timetable, row in self._timetables_and_rows():
            self._strike(row, timetable.off)

    def strike_openings_after(self, latest: int) -> None:
        """Take out the openings that start after this moment: they are not open for booking yet."""
        cuts = {
            openings: bisect_left(
                self.starts, min((s for s, _ in spans if s > latest), default=NEVER)
            )
            for openings, spans in self._hours.items()
        }
        for timetable, row in zip(self._needs[0], self._rows[0], strict=True):
            cut = cuts[tuple(timetable.openings)]
            row[cut:] = bytes(len(row) - cut)

    def strike_occupied(self) -> None:
        """Take out what meets an occupation, or comes nearer to it than the greater of two gaps."""
        starts, duration = self.starts, self._rules.duration
        before, after = self._rules.gap_before, self._rules.gap_after
        for timetable, row in self._timetables_and_rows():
            for start, end, its_before, its_after in timetable.busy:
                # no max() here: its call would cost as much as the searches
                gap = after if after > its_before else its_before  # noqa: FURB136
                i = bisect_right(starts, start - duration - gap)
                gap = before if before > its_after else its_after  # noqa: FURB136
                j = bisect_left(starts, end + gap)
                if start < end and i < j:
                    row[i:j] = bytes(j - i)

    def served(self) -> bytearray:
        """One byte per start: 1 where each need has a resource of its own."""
        resources = list(chain.from_iterable(self.members))
        if len(set(resources)) == len(resources):
            each = (reduce(or_, map(_as_number, rows)) for rows in self._rows)
            return self._as_bytes(reduce(and_, each))
        return bytearray(map(has_distinct, self.free()))

    def served_by_first_need(self) -> bytearray:
        """One byte per start: 1 where a resource of the first need can serve."""
        return self._as_bytes(reduce(or_, map(_as_number, self._rows[0])))

    def free(self, wanted: Iterable[int] = repeat(1)) -> Iterator[tuple[tuple[int, ...], ...]]:
        """Per wanted start and need, the resources that can serve, in the order given."""
        columns = zip(*(zip(*rows, strict=True) for rows in self._rows), strict=True)
        for column in compress(columns, wanted):
            yield tuple(map(_chosen, self.members, column))

    def days(self) -> Iterator[tuple[date, int, int]]:
        """The local days that have candidates, each with the range of their indexes."""
        i = 0
        while i < len(self.starts):
            day = local_day(self.starts[i], self._zone)
            j = bisect_left(self.starts, day_span(day, self._zone)[1], i)
            yield day, i, j
            i = j

    def kept_for_staff(self, served: bytearray) -> Iterator[tuple[int, int]]:
        """Per local day, the range of indexes from the first kept slot to the end of the day.

        The share is of what can be served before anything is booked: counted later, it would
        melt as the day fills.
        """
        share = Fraction(self._rules.staff_share)
        for _, i, j in self.days():
            kept, begins = int(share * served.count(1, i, j)), j
            for _ in range(kept):
                begins = served.rfind(1, i, begins)
            yield begins, j

    def _own_rows(self, grids: dict[tuple[Span, ...], list[int]]) -> list[bytearray]:
        """Rows of the first need: each resource keeps to the grid of its own openings."""
        patterns = {
            openings: bytes(map(set(grid).__contains__, self.starts))
            for openings, grid in grids.items()
        }
        return [bytearray(patterns[tuple(t.openings)]) for t in self._needs[0]]

    def _covered_rows(self, group: Sequence[Timetable]) -> list[bytearray]:
        """Rows of a further need: open over the whole slot, on any grid."""
        rows = []
        for timetable in group:
            row = bytearray(len(self.starts))
            for start, end in merge(timetable.openings):
                i = bisect_left(self.starts, start)
                j = bisect_right(self.starts, end - self._rules.duration)
                if i < j:
                    row[i:j] = b"\1" * (j - i)
            rows.append(row)
        return rows

    def _timetables_and_rows(self) -> Iterator[tuple[Timetable, bytearray]]:
        for group, rows in zip(self._needs, self._rows, strict=True):
            yield from zip(group, rows, strict=True)

    def _as_bytes(self, number: int) -> bytearray:
        return bytearray(number.to_bytes(len(self.starts), "little"))

    def _strike(self, row: bytearray, spans: Iterable[Span]) -> None:
        for start, end in spans:
            i = bisect_right(self.starts, start - self._rules.duration)
            j = bisect_left(self.starts, end)
            if start < end and i < j:
                row[i:j] = bytes(j - i)


def whole_days(first: int, last: int, zone: tzinfo = ATHENS) -> Span:
    """The local days, from midnight to midnight, of all moments in [first, last)."""
    return midnight(local_day(first, zone), zone), day_span(local_day(last - 1, zone), zone)[1]


def _in_reach(openings: Iterable[Span], reach: Span) -> list[Span]:
    disjoint = merge(openings, join_touching=False)
    return [(start, end) for start, end in disjoint if start < reach[1] and end > reach[0]]


def _grid(openings: list[Span], joined: list[Span], rules: BookingRules) -> list[int]:
    """The starts of each opening on its own grid that fit into the joined openings."""
    step, duration = rules.grid_step, rules.duration
    ends = [end for _, end in joined]
    return list(
        chain.from_iterable(
            range(start, min(end, ends[bisect_right(ends, start)] - duration + 1), step)
            for start, end in openings
        )
    )


def _as_number(row: bytearray) -> int:
    return int.from_bytes(row, "little")


def _chosen(members: tuple[int, ...], flags: tuple[int, ...]) -> tuple[int, ...]:
    return tuple(compress(members, flags))


def has_distinct(groups: Iterable[Sequence[int]], taken: frozenset[int] = frozenset()) -> bool:
    """Whether each group can get a member that no other group gets; `taken` are left out."""
    smallest, *others = sorted(groups, key=len)
    return any(
        not others or has_distinct(others, taken | {member})
        for member in smallest
        if member not in taken
    )
