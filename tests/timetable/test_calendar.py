"""A row for each column of hours, absences and closures, and the free times that follow."""

from datetime import date, datetime, timedelta

import pytest

from mydimos.directory.models import Channel, Offering
from tests.factories import TODAY, at, make_office, make_resource
from tests.timetable.rows import (
    add_absence,
    add_closure,
    add_hours,
    days,
    offering_without_hours,
    times,
)

pytestmark = pytest.mark.django_db

MONDAY, SUNDAY = TODAY, TODAY + timedelta(days=6)
TUESDAY, WEDNESDAY = MONDAY + timedelta(days=1), MONDAY + timedelta(days=2)
MONTH = (date(2026, 2, 1), date(2026, 2, 28))


@pytest.fixture
def offering() -> Offering:
    return offering_without_hours()


@pytest.fixture
def always(offering: Offering) -> Offering:
    """Open on each day of the week from 09:00 to 11:00."""
    for weekday in range(7):
        add_hours(offering, weekday=weekday)
    return offering


# -- opening hours


def test_hours_are_on_their_weekday(offering: Offering) -> None:
    add_hours(offering, weekday=1)

    assert times(offering, MONDAY, SUNDAY) == ["02-03 09:00", "02-03 10:00"]


def test_hours_are_on_their_one_date(offering: Offering) -> None:
    add_hours(offering, on=date(2026, 2, 14))

    assert days(offering, *MONTH) == ["02-14"]


def test_hours_run_from_their_start_to_their_end(offering: Offering) -> None:
    add_hours(offering, weekday=0, start_minute=13 * 60, end_minute=16 * 60)

    assert times(offering) == ["02-02 13:00", "02-02 14:00", "02-02 15:00"]


def test_the_hours_of_a_date_are_added_to_those_of_its_weekday(offering: Offering) -> None:
    add_hours(offering, weekday=0)
    add_hours(offering, on=MONDAY, start_minute=17 * 60, end_minute=18 * 60)

    assert times(offering) == ["02-02 09:00", "02-02 10:00", "02-02 17:00"]


def test_the_hours_of_a_date_can_stand_in_place_of_those_of_its_weekday(
    offering: Offering,
) -> None:
    add_hours(offering, weekday=0, start_minute=8 * 60, end_minute=14 * 60)
    add_hours(offering, on=MONDAY, start_minute=10 * 60 + 30, end_minute=12 * 60, replaces=True)

    assert times(offering) == ["02-02 10:30"]
    assert len(times(offering, date(2026, 2, 9))) == 6


def test_replaced_hours_of_one_channel_leave_the_others(offering: Offering) -> None:
    add_hours(offering, weekday=0)
    add_hours(
        offering, on=MONDAY, start_minute=900, end_minute=960, replaces=True, channels=["video"]
    )

    assert times(offering) == ["02-02 09:00", "02-02 10:00"]


def test_hours_hold_from_their_first_day(offering: Offering) -> None:
    add_hours(offering, weekday=1, first_day=date(2026, 2, 17))

    assert days(offering, *MONTH) == ["02-17", "02-24"]


def test_hours_hold_up_to_their_last_day(offering: Offering) -> None:
    add_hours(offering, weekday=1, last_day=date(2026, 2, 17))

    assert days(offering, *MONTH) == ["02-03", "02-10", "02-17"]


def test_hours_of_every_second_week_are_counted_from_their_first_day(offering: Offering) -> None:
    add_hours(offering, weekday=0, every_weeks=2, first_day=date(2026, 2, 4))

    assert days(offering, *MONTH) == ["02-16"]


@pytest.mark.parametrize(("nth", "day"), [(1, "02-05"), (2, "02-12"), (-1, "02-26")])
def test_hours_of_the_nth_weekday_of_a_month(offering: Offering, nth: int, day: str) -> None:
    add_hours(offering, weekday=3, nth=nth)

    assert days(offering, *MONTH) == [day]


@pytest.mark.parametrize(
    ("channels", "count"),
    [([], 2), ([Channel.IN_PERSON], 2), ([Channel.VIDEO], 0), ([Channel.VIDEO, "in_person"], 2)],
)
def test_hours_hold_for_their_channels(offering: Offering, channels: list[str], count: int) -> None:
    add_hours(offering, weekday=2, channels=[Channel.IN_PERSON])
    add_hours(offering, weekday=0, channels=channels)

    assert len(times(offering)) == count


def test_hours_at_another_office_are_not_hours_here(offering: Offering) -> None:
    add_hours(offering, weekday=0)
    add_hours(offering, weekday=1, office=make_office(offering.municipality))

    assert days(offering, MONDAY, SUNDAY) == ["02-02"]


def test_hours_of_another_employee_are_not_those_of_this_one(offering: Offering) -> None:
    add_hours(offering, weekday=0)
    add_hours(offering, weekday=1, resource=make_resource(offering.office))

    assert days(offering, MONDAY, SUNDAY) == ["02-02"]


def test_an_appointment_may_run_past_midnight_also_where_only_its_day_is_asked_for(
    offering: Offering,
) -> None:
    add_hours(offering, weekday=0, start_minute=22 * 60 + 30, end_minute=24 * 60)
    add_hours(offering, weekday=1, start_minute=0, end_minute=30)

    assert times(offering, MONDAY) == ["02-02 22:30", "02-02 23:30"]


def test_an_absence_after_midnight_hinders_what_begins_before_it(offering: Offering) -> None:
    add_hours(offering, weekday=0, start_minute=22 * 60 + 30, end_minute=24 * 60)
    add_hours(offering, weekday=1, start_minute=0, end_minute=30)
    add_absence(offering, at("00:00", TUESDAY), at("00:10", TUESDAY))

    assert times(offering, MONDAY) == ["02-02 22:30"]


# -- absences


def test_an_absence_takes_its_hours(always: Offering) -> None:
    add_absence(always, at("10:00"), at("10:30"))

    assert times(always, MONDAY, TUESDAY) == ["02-02 09:00", "02-03 09:00", "02-03 10:00"]


def test_an_absence_of_several_days_takes_them_all(always: Offering) -> None:
    add_absence(always, at("13:00"), at("00:00", date(2026, 2, 7)))

    assert days(always, MONDAY, SUNDAY) == ["02-02", "02-07", "02-08"]


def test_an_absence_is_repeated_every_so_many_weeks(always: Offering) -> None:
    add_absence(always, at("00:00", TUESDAY), at("00:00", WEDNESDAY), every_weeks=2)

    assert tuesdays(always) == ["02-10", "02-24"]


def test_an_absence_is_repeated_until_its_last_day(always: Offering) -> None:
    add_absence(
        always,
        at("00:00", TUESDAY),
        at("00:00", WEDNESDAY),
        every_weeks=1,
        until=date(2026, 2, 17),
    )

    assert tuesdays(always) == ["02-24"]


def test_an_absence_that_began_long_ago_and_is_repeated_is_read(always: Offering) -> None:
    long_ago = date(2025, 2, 3)
    add_absence(always, at("09:00", long_ago), at("10:00", long_ago), every_weeks=1)

    assert times(always) == ["02-02 10:00"]


def test_an_absence_of_another_employee_takes_nothing(always: Offering) -> None:
    add_absence(always, at("00:00"), at("23:00"), resource=make_resource(always.office))

    assert len(times(always)) == 2


def test_parts_of_a_second_of_an_absence_count_as_absent(always: Offering) -> None:
    half = timedelta(microseconds=500_000)
    add_absence(always, at("08:00"), at("09:00") + half)
    add_absence(always, at("11:00", TUESDAY) - half, at("12:00", TUESDAY))

    assert times(always, MONDAY, TUESDAY) == ["02-02 10:00", "02-03 09:00"]


# -- closures


def test_a_closure_takes_its_hours(always: Offering) -> None:
    add_closure(always, at("08:00"), at("09:30"), reason_el="Διακοπή ρεύματος")

    assert times(always) == ["02-02 10:00"]


def test_a_closure_is_repeated_until_its_last_day(always: Offering) -> None:
    add_closure(
        always,
        at("00:00", TUESDAY),
        at("00:00", WEDNESDAY),
        every_weeks=1,
        until=date(2026, 2, 10),
    )

    assert tuesdays(always) == ["02-17", "02-24"]


def test_a_closure_of_another_office_takes_nothing(always: Offering) -> None:
    add_closure(always, at("00:00"), at("23:00"), office=make_office(always.municipality))

    assert len(times(always)) == 2


def test_all_of_it_keeps_the_hour_when_the_clocks_change(always: Offering) -> None:
    before, after = date(2026, 3, 27), date(2026, 3, 30)
    a_week_before = datetime(2026, 3, 23, 9, tzinfo=at("09:00").tzinfo)
    add_absence(always, a_week_before, a_week_before + timedelta(hours=1), every_weeks=1)

    assert times(always, before) == ["03-27 09:00", "03-27 10:00"]
    assert times(always, after) == ["03-30 10:00"]


def tuesdays(offering: Offering) -> list[str]:
    """The Tuesdays of February on which there are free times."""
    return [day for day in days(offering, *MONTH) if day in {"02-03", "02-10", "02-17", "02-24"}]
