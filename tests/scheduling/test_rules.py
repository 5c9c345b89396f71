from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest

from mydimos.scheduling.hours import OpeningRule
from mydimos.scheduling.rules import (
    BookingRules,
    ConfigurationError,
    Misconfiguration,
    check_configuration,
    window,
)
from tests.scheduling.clock import HOUR, MONDAY, moment, on

RULES = BookingRules(1800, horizon_days=30)
HOURS = [OpeningRule(540, 720, weekday=0)]


@pytest.mark.parametrize(
    ("settings", "reason"),
    [
        ({"duration": 0}, Misconfiguration.NO_DURATION),
        ({"duration": 1800, "step": 0}, Misconfiguration.NO_DURATION),
        ({"duration": 1800, "staff_share": Decimal("1.1")}, Misconfiguration.NOT_A_SHARE),
        ({"duration": 1800, "gap_after": -1}, Misconfiguration.NEGATIVE),
        ({"duration": 1800, "horizon_days": -1}, Misconfiguration.NEGATIVE),
    ],
)
def test_rules_that_cannot_hold_are_a_configuration_error(
    settings: dict[str, Any], reason: Misconfiguration
) -> None:
    with pytest.raises(ConfigurationError) as error:
        BookingRules(**settings)

    assert error.value.reason is reason


def test_the_grid_steps_by_the_duration_unless_told_otherwise() -> None:
    assert BookingRules(1800).grid_step == 1800
    assert BookingRules(1800, step=900).grid_step == 900


def test_the_longer_of_two_notices_holds() -> None:
    rules = BookingRules(1800, notice=72 * HOUR, notice_working_days=1, horizon_days=30)

    assert window(rules, on("09:00")).earliest == on("09:00") + 72 * HOUR


def test_holidays_are_no_working_days() -> None:
    rules = BookingRules(1800, notice_working_days=2, horizon_days=30)
    tuesday = MONDAY + timedelta(days=1)

    assert window(rules, on("09:00"), {tuesday}).earliest == moment("2026-03-05T00:00")


def test_no_working_days_of_notice_means_from_now() -> None:
    rules = BookingRules(1800, notice_working_days=0, horizon_days=30)

    assert window(rules, on("09:00")).earliest == on("09:00")


def test_the_horizon_is_the_same_hour_on_its_last_day_though_the_clocks_change() -> None:
    assert window(RULES, on("09:00")).latest == on("09:00", date(2026, 4, 1))


def test_an_offering_with_resources_hours_and_horizon_is_configured() -> None:
    check_configuration(RULES, [[HOURS, []], [HOURS]], today=MONDAY)


def test_hours_count_up_to_their_last_day() -> None:
    until_today = [OpeningRule(540, 720, weekday=0, last_day=MONDAY)]
    today_only = [OpeningRule(540, 720, on=MONDAY)]

    for hours in (until_today, today_only):
        check_configuration(RULES, [[hours]], today=MONDAY)
        with pytest.raises(ConfigurationError) as error:
            check_configuration(RULES, [[hours]], today=MONDAY + timedelta(days=1))
        assert error.value.reason is Misconfiguration.NO_HOURS


@pytest.mark.parametrize(
    ("rules", "needs", "reason"),
    [
        (RULES, [], Misconfiguration.NO_RESOURCE),
        (RULES, [[HOURS], []], Misconfiguration.NO_RESOURCE),
        (RULES, [[HOURS], [[]]], Misconfiguration.NO_HOURS),
        (BookingRules(1800), [[HOURS]], Misconfiguration.NO_HORIZON),
    ],
)
def test_what_is_missing_is_named(
    rules: BookingRules, needs: list[list[list[OpeningRule]]], reason: Misconfiguration
) -> None:
    with pytest.raises(ConfigurationError) as error:
        check_configuration(rules, needs, today=MONDAY)

    assert error.value.reason is reason
