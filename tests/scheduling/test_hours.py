from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from mydimos.scheduling.hours import (
    DAY,
    LAST,
    Expander,
    InvalidRule,
    OpeningRule,
    RuleFault,
    TimeOff,
    rules_overlap,
    time_off,
)
from mydimos.scheduling.spans import ATHENS, Span, day_span, local_day
from tests.scheduling.clock import HOUR, MINUTE, MONDAY, between, moment, on

MORNING = (9 * 60, 12 * 60)
YEAR = (date(2026, 1, 1), date(2026, 12, 31))
SPRING, AUTUMN = date(2026, 3, 29), date(2026, 10, 25)


@pytest.mark.parametrize(
    ("fields", "fault"),
    [
        ({"end_minute": 540, "weekday": 0}, RuleFault.NO_LENGTH),
        ({"end_minute": DAY + 1, "weekday": 0}, RuleFault.NO_LENGTH),
        ({"start_minute": -1, "weekday": 0}, RuleFault.NO_LENGTH),
        ({}, RuleFault.DATE_OR_WEEKDAY),
        ({"weekday": 0, "on": MONDAY}, RuleFault.DATE_OR_WEEKDAY),
        ({"weekday": 7}, RuleFault.NO_WEEKDAY),
        ({"weekday": -1}, RuleFault.NO_WEEKDAY),
        ({"weekday": 0, "every_weeks": 2}, RuleFault.WEEKS_WITHOUT_FIRST_DAY),
        ({"weekday": 0, "every_weeks": 0}, RuleFault.WEEKS_WITHOUT_FIRST_DAY),
        ({"weekday": 0, "nth": 6}, RuleFault.NO_NTH),
        ({"on": MONDAY, "nth": 1}, RuleFault.REPEATED_DATE),
        ({"on": MONDAY, "first_day": MONDAY}, RuleFault.REPEATED_DATE),
        ({"on": MONDAY, "every_weeks": 2}, RuleFault.REPEATED_DATE),
        (
            {"weekday": 0, "nth": 1, "every_weeks": 2, "first_day": MONDAY},
            RuleFault.NTH_AND_WEEKS,
        ),
        (
            {"weekday": 0, "first_day": MONDAY, "last_day": date(2026, 3, 1)},
            RuleFault.LAST_BEFORE_FIRST,
        ),
        ({"weekday": 0, "replaces": True}, RuleFault.REPLACES_WITHOUT_DATE),
    ],
)
def test_an_opening_that_contradicts_itself_is_refused(
    fields: dict[str, Any], fault: RuleFault
) -> None:
    with pytest.raises(InvalidRule) as error:
        OpeningRule(**{"start_minute": 540, "end_minute": 720} | fields)

    assert error.value.fault is fault


def test_a_day_may_have_several_intervals() -> None:
    rules = [OpeningRule(15 * 60, 18 * 60, weekday=0), OpeningRule(*MORNING, weekday=0)]

    assert Expander((MONDAY, MONDAY)).openings(rules) == [
        between("09:00", "12:00"),
        between("15:00", "18:00"),
    ]


def test_overlapping_openings_are_one_and_touching_ones_stay_two() -> None:
    rules = [
        OpeningRule(*MORNING, weekday=0),
        OpeningRule(12 * 60, 14 * 60, weekday=0),
        OpeningRule(13 * 60, 16 * 60, on=MONDAY),
    ]

    assert Expander([MONDAY]).openings(rules) == [
        between("09:00", "12:00"),
        between("12:00", "16:00"),
    ]


def test_a_rule_holds_from_its_first_to_its_last_day() -> None:
    rule = OpeningRule(*MORNING, weekday=0, first_day=MONDAY, last_day=date(2026, 3, 16))

    assert days(rule) == [date(2026, 3, 2), date(2026, 3, 9), date(2026, 3, 16)]


def test_every_second_week_is_counted_in_weeks_that_begin_on_monday() -> None:
    friday_before = date(2026, 2, 27)
    rule = OpeningRule(
        *MORNING, weekday=0, first_day=friday_before, every_weeks=2, last_day=date(2026, 4, 6)
    )

    assert days(rule) == [date(2026, 3, 9), date(2026, 3, 23), date(2026, 4, 6)]


def test_the_second_and_the_last_wednesday_of_a_month() -> None:
    limits: dict[str, Any] = {
        "weekday": 2,
        "first_day": date(2026, 2, 1),
        "last_day": date(2026, 4, 30),
    }

    assert days(OpeningRule(*MORNING, nth=2, **limits)) == [
        date(2026, 2, 11),
        date(2026, 3, 11),
        date(2026, 4, 8),
    ]
    assert days(OpeningRule(*MORNING, nth=LAST, **limits)) == [
        date(2026, 2, 25),
        date(2026, 3, 25),
        date(2026, 4, 29),
    ]


def test_a_month_that_ends_on_a_tuesday_has_one_last_tuesday() -> None:
    march: dict[str, Any] = {"first_day": date(2026, 3, 1), "last_day": date(2026, 3, 31)}

    assert days(OpeningRule(*MORNING, weekday=1, nth=LAST, **march)) == [date(2026, 3, 31)]


def test_a_single_date_beats_a_holiday_and_a_repeating_rule_does_not() -> None:
    every_monday = OpeningRule(*MORNING, weekday=0)
    this_monday = OpeningRule(10 * 60, 11 * 60, on=MONDAY)

    spans = Expander((MONDAY, MONDAY), holidays={MONDAY}).openings([every_monday, this_monday])

    assert spans == [between("10:00", "11:00")]


def test_the_hours_of_one_date_stand_in_place_of_those_of_its_weekday() -> None:
    next_monday = MONDAY + timedelta(days=7)
    rules = [
        OpeningRule(8 * 60, 14 * 60, weekday=0),
        OpeningRule(10 * 60, 15 * 60, on=MONDAY, replaces=True),
        OpeningRule(17 * 60, 18 * 60, on=MONDAY),
    ]

    assert Expander((MONDAY, next_monday)).openings(rules) == [
        between("10:00", "15:00"),
        between("17:00", "18:00"),
        between("08:00", "14:00", next_monday),
    ]


def test_on_a_holiday_the_replaced_hours_are_not_lost_to_it() -> None:
    rules = [
        OpeningRule(8 * 60, 14 * 60, weekday=0),
        OpeningRule(10 * 60, 15 * 60, on=MONDAY, replaces=True),
    ]
    expander = Expander([MONDAY], holidays={MONDAY})

    assert expander.openings(rules) == [between("10:00", "15:00")]
    assert expander.lost_to_holidays(rules) == []


def test_the_hours_that_one_employee_replaces_are_kept_by_the_others() -> None:
    weekly = OpeningRule(8 * 60, 14 * 60, weekday=0)
    short_day = OpeningRule(10 * 60, 15 * 60, on=MONDAY, replaces=True)
    expander = Expander([MONDAY])

    assert expander.openings([weekly, short_day]) == [between("10:00", "15:00")]
    assert expander.openings([weekly]) == [between("08:00", "14:00")]


def test_what_a_holiday_took_away_can_be_told() -> None:
    rules = [OpeningRule(*MORNING, weekday=0), OpeningRule(10 * 60, 11 * 60, on=MONDAY)]
    expander = Expander((MONDAY, MONDAY + timedelta(days=7)), holidays={MONDAY})

    assert expander.lost_to_holidays(rules) == [between("09:00", "12:00")]


def test_equal_hours_are_expanded_once() -> None:
    expander = Expander(YEAR)
    mondays, tuesdays = (OpeningRule(*MORNING, weekday=weekday) for weekday in (0, 1))

    first, second = (expander.openings([mondays]) for _ in range(2))

    assert first is second
    assert set(first) < set(expander.openings([tuesdays, mondays]))


def test_hours_are_those_of_the_zone_that_is_asked_for() -> None:
    spans = Expander([MONDAY], zone=ZoneInfo("Asia/Kolkata")).openings(
        [OpeningRule(*MORNING, weekday=0)]
    )

    assert spans == [(moment("2026-03-02T03:30Z"), moment("2026-03-02T06:30Z"))]


def test_open_round_the_clock_on_the_days_of_the_change() -> None:
    rule = OpeningRule(0, DAY, weekday=6)

    assert Expander([SPRING, AUTUMN]).openings([rule]) == [day_span(SPRING), day_span(AUTUMN)]


@st.composite
def opening_rules(draw: st.DrawFn) -> OpeningRule:
    start = draw(st.integers(0, 95)) * 15
    end = draw(st.integers(start // 15 + 1, 96)) * 15
    first = draw(st.dates(date(2026, 3, 1), date(2026, 5, 1)))
    shape: dict[str, Any] = draw(
        st.sampled_from(
            [
                {"weekday": draw(st.integers(0, 6))},
                {"weekday": draw(st.integers(0, 6)), "last_day": date(2026, 8, 1)},
                {"weekday": draw(st.integers(0, 6)), "nth": draw(st.sampled_from([1, 2, 5, LAST]))},
                {
                    "weekday": draw(st.integers(0, 6)),
                    "first_day": first,
                    "every_weeks": draw(st.integers(1, 4)),
                },
                {"on": draw(st.sampled_from([first, SPRING, AUTUMN]))},
            ]
        )
    )
    return OpeningRule(start, end, **shape)


@given(opening_rules(), st.sampled_from([SPRING, AUTUMN, date(2026, 4, 15)]))
def test_it_is_open_exactly_while_the_clock_on_the_wall_says_so(
    rule: OpeningRule, around: date
) -> None:
    twice = {195, 210, 225} if around == AUTUMN else set()
    assume(not twice & {rule.start_minute, rule.end_minute})
    first, last = around - timedelta(days=8), around + timedelta(days=8)

    spans = Expander((first, last)).openings([rule])

    for quarter in range(day_span(first)[0], day_span(last)[1], 15 * MINUTE):
        here = datetime.fromtimestamp(quarter, ATHENS)
        expected = (
            rule.applies_on(here.date())
            and rule.start_minute <= here.hour * 60 + here.minute < rule.end_minute
        )
        assert any(start <= quarter < end for start, end in spans) == expected


@given(opening_rules(), opening_rules())
def test_two_rules_overlap_where_some_day_has_both(a: OpeningRule, b: OpeningRule) -> None:
    same_time = max(a.start_minute, b.start_minute) < min(a.end_minute, b.end_minute)
    some_years = (date(2026, 1, 1) + timedelta(days=n) for n in range(12 * 365))

    meet = same_time and any(a.applies_on(day) and b.applies_on(day) for day in some_years)

    assert rules_overlap(a, b) == rules_overlap(b, a) == meet


def test_the_hours_of_a_date_do_not_overlap_the_weekly_ones_that_they_replace() -> None:
    weekly = OpeningRule(*MORNING, weekday=0)
    added = OpeningRule(*MORNING, on=MONDAY)
    in_place = OpeningRule(*MORNING, on=MONDAY, replaces=True)

    assert rules_overlap(weekly, added)
    assert not rules_overlap(weekly, in_place)
    assert not rules_overlap(in_place, weekly)
    assert rules_overlap(added, in_place)


def test_rules_that_only_touch_do_not_overlap() -> None:
    assert not rules_overlap(OpeningRule(*MORNING, weekday=0), OpeningRule(720, 840, weekday=0))


def test_rules_of_different_weekdays_do_not_overlap() -> None:
    assert not rules_overlap(OpeningRule(*MORNING, weekday=0), OpeningRule(*MORNING, weekday=1))


def test_the_first_and_the_last_monday_of_a_month_meet_only_where_a_month_has_one() -> None:
    first, last = (OpeningRule(*MORNING, weekday=0, nth=nth) for nth in (1, LAST))

    assert rules_overlap(first, OpeningRule(*MORNING, weekday=0))
    assert not rules_overlap(first, last)


def test_an_absence_once() -> None:
    leave = TimeOff(on("09:00"), on("11:00"))

    assert time_off([leave], day_span(MONDAY)) == [between("09:00", "11:00")]
    assert time_off([leave], day_span(MONDAY - timedelta(days=1))) == []
    assert time_off([leave], day_span(MONDAY + timedelta(days=1))) == []


def test_an_absence_every_second_week_keeps_its_hour_when_the_clocks_change() -> None:
    training = TimeOff(on("09:00"), on("11:00"), every_weeks=2, until=date(2026, 4, 13))

    spans = time_off([training], (on("00:00"), moment("2026-06-01T00:00")))

    assert spans == [
        between("09:00", "11:00", day)
        for day in (MONDAY, date(2026, 3, 16), date(2026, 3, 30), date(2026, 4, 13))
    ]


def test_a_weekly_absence_is_still_there_when_the_clocks_have_gone_back() -> None:
    meeting = TimeOff(moment("2026-10-19T09:00"), moment("2026-10-19T11:00"), every_weeks=1)
    week_later = date(2026, 10, 26)

    spans = time_off([meeting], between("10:30", "14:00", week_later))

    assert spans == [between("09:00", "11:00", week_later)]


def test_the_first_time_of_a_repeating_absence_counts_though_its_last_day_is_earlier() -> None:
    leave = TimeOff(
        moment("2026-04-30T13:00"), moment("2026-05-04T00:00"), 2, until=date(2026, 4, 28)
    )

    spans = time_off([leave], (on("00:00"), moment("2026-12-01T00:00")))

    assert spans == [(leave.start, leave.end)]


@given(
    st.integers(0, 500), st.integers(1, 400), st.integers(1, 3), st.integers(0, 400), st.booleans()
)
def test_a_later_window_shows_the_same_absences(
    offset: int, length: int, every: int, from_hour: int, bounded: bool
) -> None:
    start = on("00:00") + offset * HOUR
    until = date(2026, 5, 1) if bounded else None
    rule = TimeOff(start, start + length * HOUR, every, until)
    whole = (on("00:00"), moment("2026-06-01T00:00"))
    later = (moment("2026-03-20T00:00") + from_hour * HOUR, whole[1])

    assert inside(time_off([rule], later), later) == inside(time_off([rule], whole), later)


def days(rule: OpeningRule) -> list[date]:
    return [local_day(start) for start, _ in Expander(YEAR).openings([rule])]


def inside(spans: list[Span], window: Span) -> list[Span]:
    clipped = [(max(start, window[0]), min(end, window[1])) for start, end in spans]
    return [span for span in clipped if span[0] < span[1]]
