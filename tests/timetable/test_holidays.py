"""A row for each column of holidays, and the free times that follow."""

from datetime import date

import pytest
from pytest_django import Settings

from mydimos.directory.models import Offering
from mydimos.timetable.holidays import national
from tests.factories import NOW
from tests.timetable.rows import add_holiday, add_hours, days, offering_without_hours, times

pytestmark = pytest.mark.django_db

# Orthodox Easter is on 12 April 2026.
CLEAN_MONDAY, LADY_DAY, GOOD_FRIDAY = date(2026, 2, 23), date(2026, 3, 25), date(2026, 4, 10)
ORDINARY = date(2026, 2, 10)


@pytest.fixture
def offering() -> Offering:
    offering = offering_without_hours()
    for weekday in range(7):
        add_hours(offering, weekday=weekday)
    return offering


@pytest.mark.parametrize("day", [CLEAN_MONDAY, LADY_DAY, GOOD_FRIDAY])
def test_national_holidays_are_free_of_work(offering: Offering, day: date) -> None:
    assert times(offering, day) == []


def test_a_local_holiday_of_each_year(offering: Offering) -> None:
    add_holiday(offering, rule="02-10", name_el="Άγιος Χαράλαμπος")

    assert times(offering, ORDINARY) == []
    assert times(offering, date(2026, 2, 11)) != []


def test_a_local_holiday_that_moves_with_easter(offering: Offering) -> None:
    add_holiday(offering, rule="easter+5")

    assert days(offering, date(2026, 4, 15), date(2026, 4, 18)) == ["04-15", "04-16", "04-18"]


def test_a_local_holiday_before_easter(offering: Offering) -> None:
    add_holiday(offering, rule="easter-58")

    assert times(offering, date(2026, 2, 13)) == []


def test_a_holiday_of_one_date(offering: Offering) -> None:
    add_holiday(offering, on=ORDINARY)

    assert times(offering, ORDINARY) == []


def test_a_holiday_of_another_municipality_is_worked(offering: Offering) -> None:
    add_holiday(offering_without_hours(), on=ORDINARY)

    assert len(times(offering, ORDINARY)) == 2


def test_a_holiday_without_a_municipality_holds_for_all(offering: Offering) -> None:
    add_holiday(None, on=ORDINARY)

    assert times(offering, ORDINARY) == []


def test_a_municipality_can_work_on_a_national_holiday(offering: Offering) -> None:
    add_holiday(offering, on=CLEAN_MONDAY, is_working=True)

    assert len(times(offering, CLEAN_MONDAY)) == 2


def test_the_municipality_decides_after_the_platform(offering: Offering) -> None:
    add_holiday(offering, on=ORDINARY, is_working=True)
    add_holiday(None, on=ORDINARY)

    assert len(times(offering, ORDINARY)) == 2


def test_the_29_february_is_a_holiday_where_there_is_one(offering: Offering) -> None:
    add_holiday(offering, rule="02-29")

    assert len(times(offering, date(2026, 2, 28))) == 2
    assert times(offering, date(2028, 2, 29), now=NOW.replace(year=2028)) == []


def test_holidays_do_not_count_as_days_of_notice(offering: Offering) -> None:
    offering.notice_working_days = 2
    offering.save()
    add_holiday(offering, on=date(2026, 2, 3))

    assert days(offering, date(2026, 2, 2), date(2026, 2, 6)) == ["02-05", "02-06"]


def test_hours_of_one_date_beat_a_holiday(offering: Offering) -> None:
    add_hours(offering, on=CLEAN_MONDAY, start_minute=600, end_minute=660)

    assert times(offering, CLEAN_MONDAY) == ["02-23 10:00"]


def test_the_first_of_may_is_moved_by_a_decision_only(settings: Settings) -> None:
    assert date(2027, 5, 4) not in national(2027)
    assert date(2027, 5, 1) in national(2027)

    settings.LABOUR_DAY_MOVED_TO = [date(2024, 5, 7), date(2027, 5, 4)]

    assert date(2027, 5, 4) in national(2027)
    assert date(2024, 5, 7) in national(2024)
    assert date(2024, 5, 1) not in national(2024)
    assert date(2026, 5, 1) in national(2026)
