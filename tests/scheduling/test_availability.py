from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction

import pytest

from mydimos.scheduling.availability import (
    Slot,
    available_slots,
    days_with_slots,
    nearest,
)
from mydimos.scheduling.explain import explain
from mydimos.scheduling.question import Question, Timetable
from mydimos.scheduling.rules import BookingRules, ConfigurationError, Misconfiguration
from tests.scheduling.clock import HOUR, MINUTE, MONDAY, between, desk, on, taken, wall_clocks

HALF_HOURS = BookingRules(30 * MINUTE, horizon_days=30)
EARLY = on("06:00")


def test_an_occupation_splits_the_morning_and_the_grid_stays() -> None:
    counter = desk(between("09:00", "12:00"), busy=[taken("09:45", "10:45")])

    slots = available_slots(Question([[counter]], HALF_HOURS, now=EARLY))

    assert wall_clocks(slots) == ["09:00", "11:00", "11:30"]
    assert {slot.end - slot.start for slot in slots} == {30 * MINUTE}


def test_each_time_is_listed_once_with_those_who_are_free() -> None:
    maria = desk(between("09:00", "10:00"), number=7, busy=[taken("09:00", "09:30")])
    nikos = desk(between("09:00", "10:00"), number=3)

    slots = available_slots(Question([[maria, nikos]], HALF_HOURS, now=EARLY))

    assert [slot.free for slot in slots] == [((3,),), ((7, 3),)]


def test_each_resource_keeps_to_the_grid_of_its_own_hours() -> None:
    maria = desk(between("09:00", "10:00"), number=7)
    nikos = desk(between("09:10", "10:10"), number=3)

    slots = available_slots(Question([[maria, nikos]], HALF_HOURS, now=EARLY))

    assert wall_clocks(slots) == ["09:00", "09:10", "09:30", "09:40"]
    assert [slot.free for slot in slots] == [((7,),), ((3,),), ((7,),), ((3,),)]


def test_an_appointment_may_run_from_one_opening_into_the_next() -> None:
    rules = BookingRules(90 * MINUTE, step=30 * MINUTE, horizon_days=30)
    maria = desk(between("08:00", "12:00"), between("12:00", "14:00"))

    slots = available_slots(Question([[maria]], rules, now=EARLY))

    assert wall_clocks(slots)[-4:] == ["11:00", "11:30", "12:00", "12:30"]
    assert len(slots) == 10


def test_openings_that_touch_keep_a_grid_each() -> None:
    rules = BookingRules(60 * MINUTE, horizon_days=30)
    maria = desk(between("08:00", "09:30"), between("09:30", "11:30"))

    slots = available_slots(Question([[maria]], rules, now=EARLY))

    assert wall_clocks(slots) == ["08:00", "09:00", "09:30", "10:30"]


def test_an_appointment_may_run_through_an_opening_that_is_shorter() -> None:
    rules = BookingRules(90 * MINUTE, horizon_days=30)
    maria = desk(between("08:00", "09:00"), between("09:00", "09:15"), between("09:15", "09:30"))

    assert wall_clocks(available_slots(Question([[maria]], rules, now=EARLY))) == ["08:00"]


def test_a_time_is_gone_within_the_second_in_which_it_begins() -> None:
    maria = desk(between("08:00", "09:00"))

    at_eight = available_slots(Question([[maria]], HALF_HOURS, now=on("08:00")))
    a_moment_later = available_slots(Question([[maria]], HALF_HOURS, now=on("08:00") + 0.000_1))
    removed = explain(Question([[maria]], HALF_HOURS, now=on("08:00") + 0.000_1))

    assert wall_clocks(at_eight) == ["08:00", "08:30"]
    assert wall_clocks(a_moment_later) == ["08:30"]
    assert removed == {}


def test_within_its_first_second_an_opening_on_the_last_day_can_be_booked() -> None:
    last_day = MONDAY + timedelta(days=30)
    maria = desk(between("10:00", "11:00", last_day))

    for now in (on("09:59") + 59.999, on("10:00") + 0.5):
        slots = available_slots(Question([[maria]], HALF_HOURS, now=now))
        assert len(slots) == (2 if now > on("10:00") else 0)


def test_closures_and_absences_take_time_and_want_no_gap() -> None:
    rules = replace(HALF_HOURS, gap_before=30 * MINUTE, gap_after=30 * MINUTE)
    maria = Timetable(
        7,
        [between("09:00", "12:00")],
        off=[between("09:30", "10:00")],
        closed=[between("10:30", "11:00"), between("11:30", "11:30")],
    )

    assert wall_clocks(available_slots(Question([[maria]], rules, now=EARLY))) == [
        "09:00",
        "10:00",
        "11:00",
        "11:30",
    ]


def test_the_gap_is_the_greater_of_the_two_and_not_their_sum() -> None:
    rules = replace(HALF_HOURS, step=10 * MINUTE, gap_before=10 * MINUTE, gap_after=10 * MINUTE)
    maria = desk(between("09:00", "12:00"), busy=[taken("10:00", "11:00", before=20, after=0)])

    assert wall_clocks(available_slots(Question([[maria]], rules, now=EARLY))) == [
        "09:00",
        "09:10",
        "11:10",
        "11:20",
        "11:30",
    ]


def test_an_employee_and_an_interpreter_are_free_together() -> None:
    employee = desk(between("09:00", "12:00"), number=1)
    interpreter = desk(
        between("09:20", "10:15"),
        between("10:15", "11:30"),
        number=9,
        busy=[taken("11:00", "11:10")],
    )

    slots = available_slots(Question([[employee], [interpreter]], HALF_HOURS, now=EARLY))

    assert wall_clocks(slots) == ["09:30", "10:00", "10:30"]
    assert {slot.free for slot in slots} == {((1,), (9,))}


def test_nobody_is_employee_and_interpreter_at_once() -> None:
    maria = desk(between("09:00", "10:30"), number=1)
    nikos = desk(between("09:00", "10:30"), number=2, busy=[taken("09:30", "10:00")])
    busy_interpreter = desk(between("09:00", "10:30"), number=3, busy=[taken("10:00", "10:30")])

    slots = available_slots(
        Question([[maria, nikos], [maria, busy_interpreter]], HALF_HOURS, now=EARLY)
    )
    alone = available_slots(Question([[maria], [maria]], HALF_HOURS, now=EARLY))

    assert [slot.free for slot in slots] == [((1, 2), (1, 3)), ((1,), (1, 3)), ((1, 2), (1,))]
    assert alone == []


def test_the_kept_share_is_the_end_of_the_day_and_does_not_melt() -> None:
    rules = replace(HALF_HOURS, staff_share=Fraction(1, 3))
    quiet = desk(between("09:00", "12:00"))
    busy = desk(between("09:00", "12:00"), busy=[taken("09:00", "10:30")])

    assert wall_clocks(available_slots(Question([[quiet]], rules, now=EARLY)))[-1] == "10:30"
    assert wall_clocks(available_slots(Question([[busy]], rules, now=EARLY))) == ["10:30"]
    assert wall_clocks(
        available_slots(Question([[busy]], rules, now=on("10:45"), for_staff=True))
    ) == [
        "11:00",
        "11:30",
    ]
    assert available_slots(Question([[busy]], rules, now=on("10:45"))) == []


def test_the_kept_share_is_of_the_hours_that_are_worked() -> None:
    rules = replace(HALF_HOURS, staff_share=Fraction(1, 2))
    maria = Timetable(7, [between("09:00", "12:00")], off=[between("10:00", "12:00")])

    assert wall_clocks(available_slots(Question([[maria]], rules, now=EARLY))) == ["09:00"]


def test_only_what_starts_in_the_stretch_that_is_asked_for() -> None:
    rules = replace(HALF_HOURS, staff_share=Fraction(1, 3))
    tuesday = MONDAY + timedelta(days=1)
    maria = desk(between("09:00", "12:00"), between("09:00", "12:00", tuesday))

    slots = available_slots(
        Question([[maria]], rules, now=EARLY, first=on("10:00"), last=on("11:30"))
    )

    assert wall_clocks(slots) == ["10:00", "10:30"]


def test_the_first_free_time() -> None:
    maria = desk(between("09:00", "12:00"), busy=[taken("09:00", "10:00")])

    assert wall_clocks(available_slots(Question([[maria]], HALF_HOURS, now=EARLY), limit=1)) == [
        "10:00"
    ]


def test_an_opening_on_the_last_day_can_be_booked_from_the_hour_at_which_it_opens() -> None:
    last_day = MONDAY + timedelta(days=30)
    maria = desk(between("08:00", "09:00", last_day), between("10:00", "11:00", last_day))

    assert wall_clocks(available_slots(Question([[maria]], HALF_HOURS, now=on("09:59")))) == [
        "08:00",
        "08:30",
    ]
    assert len(available_slots(Question([[maria]], HALF_HOURS, now=on("10:00")))) == 4


def test_the_share_of_a_day_after_the_last_one_counts_all_of_its_hours() -> None:
    tuesday, wednesday = (MONDAY + timedelta(days=days) for days in (1, 2))
    late = (on("18:00", tuesday), on("00:50", wednesday))  # starts in time, goes on past midnight
    early = (on("01:00", wednesday), on("01:10", wednesday))  # starts too late to be booked
    rules = BookingRules(10 * MINUTE, horizon_days=1, staff_share=Decimal("0.2"))

    slots = available_slots(Question([[desk(late, early)]], rules, now=on("19:00")))

    # Of six times of Wednesday one is kept, the last one: not one of five.
    assert slots[-1].start == on("00:40", wednesday)


def test_at_midnight_the_last_day_is_open_from_midnight() -> None:
    last_day = MONDAY + timedelta(days=30)
    round_the_clock = desk(between("00:00", "01:00", last_day))

    slots = available_slots(Question([[round_the_clock]], HALF_HOURS, now=on("00:00")))

    assert wall_clocks(slots) == ["00:00", "00:30"]


def test_the_days_of_a_month_with_their_free_times() -> None:
    friday = date(2026, 3, 27)
    maria = desk(
        between("09:00", "12:00"),
        between("09:00", "12:00", MONDAY + timedelta(days=1)),
        between("09:00", "10:00", friday),
        busy=[taken("08:00", "13:00")],
    )
    full = days_with_slots(Question([[maria]], HALF_HOURS, now=EARLY))

    assert full == {MONDAY + timedelta(days=1): 6, friday: 2}
    assert list(full) == sorted(full)


def test_no_hours_in_the_stretch_are_simply_no_times() -> None:
    assert available_slots(Question([[desk()]], HALF_HOURS, now=EARLY)) == []
    assert (
        days_with_slots(Question([[desk(), desk(number=2)], [desk()]], HALF_HOURS, now=EARLY)) == {}
    )


@pytest.mark.parametrize("needs", [[], [[]], [[desk(between("09:00", "12:00"))], []]])
def test_a_need_without_resources_is_a_configuration_error(needs: list[list[Timetable]]) -> None:
    with pytest.raises(ConfigurationError) as error:
        available_slots(Question(needs, HALF_HOURS, now=EARLY))

    assert error.value.reason is Misconfiguration.NO_RESOURCE


def test_the_three_times_nearest_to_the_one_that_was_lost() -> None:
    slots = [
        Slot(on(time), on(time) + HOUR, ((1,),)) for time in ("08:00", "09:30", "11:00", "10:30")
    ]

    assert wall_clocks(nearest(slots, on("10:00"))) == ["09:30", "10:30", "11:00"]
    assert wall_clocks(nearest(slots, on("10:00"), count=1)) == ["09:30"]
    assert nearest([], on("10:00")) == []
