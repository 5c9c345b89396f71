from datetime import UTC, date, datetime, time
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from mydimos.scheduling.spans import (
    ATHENS,
    Span,
    at,
    day_span,
    local_day,
    merge,
    overlaps,
    subtract,
)
from tests.scheduling.clock import HOUR, moment

SPRING, AUTUMN = date(2026, 3, 29), date(2026, 10, 25)

span_lists = st.lists(
    st.tuples(st.integers(0, 60), st.integers(-1, 20)).map(lambda span: (span[0], sum(span))),
    max_size=8,
)


def test_touching_is_not_overlapping() -> None:
    assert not overlaps((9, 10), (10, 11))
    assert overlaps((9, 11), (10, 12))


def test_an_empty_span_shares_no_time() -> None:
    assert not overlaps((9, 12), (10, 10))


def test_touching_spans_become_one_unless_they_are_to_stay_apart() -> None:
    spans = [(12, 14), (8, 10), (10, 12)]

    assert merge(spans) == [(8, 14)]
    assert merge(spans, join_touching=False) == [(8, 10), (10, 12), (12, 14)]


def test_an_empty_span_and_one_within_another_add_nothing() -> None:
    assert merge([(9, 9), (8, 12), (9, 10)]) == [(8, 12)]


def test_busy_time_before_within_and_after_an_opening() -> None:
    busy = [(17, 18), (10, 11), (12, 15), (6, 7), (15, 16)]

    assert subtract([(13, 15), (8, 12)], busy) == [(8, 10), (11, 12)]
    assert subtract([(8, 12)], []) == [(8, 12)]


@given(span_lists)
def test_merging_keeps_each_moment_and_is_sorted_and_disjoint(spans: list[Span]) -> None:
    merged = merge(spans)

    assert covered(merged) == covered(spans)
    assert all(a[1] < b[0] for a, b in pairwise(merged))


@given(span_lists, span_lists)
def test_what_is_left_is_open_and_not_busy(open_time: list[Span], busy: list[Span]) -> None:
    assert covered(subtract(open_time, busy)) == covered(open_time) - covered(busy)


def test_a_wall_clock_time_before_and_after_the_clocks_change() -> None:
    assert at(date(2026, 3, 27), time(8)) == moment("2026-03-27T06:00Z")
    assert at(date(2026, 3, 30), time(8)) == moment("2026-03-30T05:00Z")


def test_a_time_that_the_clocks_skip_is_the_moment_of_the_change() -> None:
    change = moment("2026-03-29T01:00Z")

    assert at(SPRING, time(3, 30)) == change
    assert at(SPRING, time(3)) == at(SPRING, time(3, fold=1)) == at(SPRING, time(4)) == change


def test_a_time_that_the_clocks_show_twice_is_the_first_of_the_two() -> None:
    assert at(AUTUMN, time(3, 30)) == moment("2026-10-25T00:30Z")
    assert at(AUTUMN, time(3, 30, fold=1)) == moment("2026-10-25T00:30Z")
    assert at(AUTUMN, time(4)) == moment("2026-10-25T02:00Z")


@given(st.sampled_from([SPRING, AUTUMN]), st.times(), st.times())
def test_a_later_time_of_a_day_is_never_an_earlier_moment(day: date, a: time, b: time) -> None:
    assert at(day, min(a, b)) <= at(day, max(a, b))


def test_the_days_on_which_the_clocks_change_last_23_and_25_hours() -> None:
    assert [end - start for start, end in map(day_span, (SPRING, AUTUMN))] == [23 * HOUR, 25 * HOUR]


@given(st.integers(0, 2_000_000_000))
def test_a_moment_lies_in_its_local_day(moment: int) -> None:
    begins, ends = day_span(local_day(moment))

    assert begins <= moment < ends
    assert local_day(moment) == datetime.fromtimestamp(moment, UTC).astimezone(ATHENS).date()


def covered(spans: list[Span]) -> set[int]:
    return {moment for start, end in spans for moment in range(start, end)}
