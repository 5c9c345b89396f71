from datetime import timedelta
from fractions import Fraction

import pytest

from mydimos.scheduling.explain import Reason, explain, main_reason
from mydimos.scheduling.question import Question, Timetable
from mydimos.scheduling.rules import BookingRules, ConfigurationError
from tests.scheduling.clock import HOUR, MINUTE, MONDAY, between, desk, on, taken, wall_clock

RULES = BookingRules(30 * MINUTE, horizon_days=30)
EARLY = on("06:00")


def test_each_time_that_is_missing_has_its_rule() -> None:
    rules = BookingRules(30 * MINUTE, notice=2 * HOUR, horizon_days=30, staff_share=Fraction(1, 5))
    maria = Timetable(
        7,
        [between("07:30", "10:30")],
        off=[between("09:00", "09:30")],
        busy=[taken("08:30", "09:00")],
        closed=[between("08:00", "08:30")],
        on_holiday=[between("10:30", "11:00")],
    )
    interpreter = desk(between("07:00", "10:30"), number=9, busy=[taken("09:30", "10:00")])

    removed = explain(Question([[maria], [interpreter]], rules, now=EARLY))

    assert {wall_clock(start): reason for start, reason in removed.items()} == {
        "07:30": Reason.NOTICE,
        "08:00": Reason.CLOSED,
        "08:30": Reason.OCCUPIED,
        "09:00": Reason.ABSENT,
        "09:30": Reason.OTHER_NEED,
        "10:30": Reason.HOLIDAY,
    }


def test_what_is_kept_for_staff_is_told_to_the_public_and_free_for_staff() -> None:
    rules = BookingRules(30 * MINUTE, horizon_days=30, staff_share=Fraction(1, 2))
    maria = desk(between("09:00", "10:00"))

    assert explain(Question([[maria]], rules, now=EARLY)) == {on("09:30"): Reason.KEPT_FOR_STAFF}
    assert explain(Question([[maria]], rules, now=EARLY, for_staff=True)) == {}


def test_beyond_the_horizon_nothing_is_called_taken() -> None:
    day = MONDAY + timedelta(days=40)
    maria = desk(between("09:00", "10:00", day))

    removed = explain(
        Question([[maria]], RULES, now=EARLY, first=on("00:00", day), last=on("09:30", day))
    )

    assert removed == {on("09:00", day): Reason.HORIZON}


def test_of_two_employees_the_one_who_came_nearest_gives_the_reason() -> None:
    away = Timetable(1, [between("09:00", "09:30")], off=[between("08:00", "14:00")])
    busy = desk(between("09:00", "09:30"), number=2, busy=[taken("09:00", "10:00")])

    assert explain(Question([[away, busy]], RULES, now=EARLY)) == {on("09:00"): Reason.OCCUPIED}


def test_times_that_have_passed_need_no_explanation() -> None:
    maria = desk(between("09:00", "10:00"), busy=[taken("09:00", "10:00")])

    removed = explain(Question([[maria]], RULES, now=on("09:15"), first=on("00:00")))

    assert removed == {on("09:30"): Reason.OCCUPIED}


def test_a_missing_horizon_is_no_explanation_but_an_error() -> None:
    with pytest.raises(ConfigurationError):
        explain(Question([[desk()]], BookingRules(1800), now=EARLY))


def test_the_citizen_hears_first_of_times_that_staff_can_still_give() -> None:
    removed = {1: Reason.OCCUPIED, 2: Reason.OCCUPIED, 3: Reason.KEPT_FOR_STAFF}

    assert main_reason(removed) is Reason.KEPT_FOR_STAFF


def test_else_the_citizen_hears_the_most_frequent_reason() -> None:
    assert main_reason({1: Reason.CLOSED, 2: Reason.CLOSED, 3: Reason.OCCUPIED}) is Reason.CLOSED
    assert main_reason({1: Reason.CLOSED, 2: Reason.OCCUPIED}) is Reason.OCCUPIED
    assert main_reason({}) is None
