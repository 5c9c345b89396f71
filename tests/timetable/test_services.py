"""Adding, changing, ending and removing hours, absences, closures and holidays."""

from collections.abc import Callable
from datetime import date, timedelta
from functools import partial
from typing import Any

import pytest

from mydimos.audit.actors import Actor, ActorKind
from mydimos.audit.acts import Act
from mydimos.audit.models import Line
from mydimos.directory.models import Offering
from mydimos.scheduling.hours import OpeningRule
from mydimos.timetable import errors
from mydimos.timetable.models import Absence, Closure, Holiday, OpeningHours
from mydimos.timetable.services import (
    add_absence,
    add_closure,
    add_holiday,
    add_opening_hours,
    change_absence,
    change_closure,
    change_holiday,
    change_opening_hours,
    end_opening_hours,
    remove_absence,
    remove_closure,
    remove_holiday,
    remove_opening_hours,
)
from tests.factories import NOW, TODAY, at, make_offering, make_office, make_resource
from tests.timetable.rows import days, desk, offering_without_hours, times

pytestmark = pytest.mark.django_db

ADMIN = Actor.employee(7)
DONE: dict[str, Any] = {"by": ADMIN, "now": NOW}
MONDAY_MORNING = OpeningRule(540, 660, weekday=0)
WEEK = (TODAY, TODAY + timedelta(days=6))


@pytest.fixture
def offering() -> Offering:
    return offering_without_hours()


def enter(offering: Offering, *rules: OpeningRule, **more: Any) -> list[OpeningHours]:
    where: dict[str, Any] = {"resource": desk(offering), "office": offering.office}
    return add_opening_hours(rules=rules, **where | more, **DONE)


def recorded(act: Act) -> list[Line]:
    """The lines of the administrator: the factories act as the system."""
    lines = list(Line.objects.filter(act=act, actor=ActorKind.EMPLOYEE))
    assert all((line.actor_id, line.at) == (7, NOW) for line in lines)
    return lines


def refused(error: type[errors.TimetableError], act: Callable[[], object]) -> None:
    with pytest.raises(error) as refusal:
        act()
    assert str(refusal.value.sentence).endswith(".")


# -- hours


def test_hours_of_a_week_are_added_together_and_recorded_once(offering: Offering) -> None:
    enter(offering, *(OpeningRule(540, 660, weekday=day) for day in range(5)))

    assert days(offering, *WEEK) == ["02-02", "02-03", "02-04", "02-05", "02-06"]
    (line,) = recorded(Act.HOURS_ADDED)
    assert line.subject == desk(offering).public_id
    assert line.municipality == offering.municipality_id


def test_hours_that_overlap_others_are_refused(offering: Offering) -> None:
    enter(offering, MONDAY_MORNING)

    refused(errors.HoursOverlap, lambda: enter(offering, OpeningRule(600, 720, weekday=0)))
    refused(errors.HoursOverlap, lambda: enter(offering, OpeningRule(600, 720, on=TODAY)))
    refused(
        errors.HoursOverlap,
        lambda: enter(offering, OpeningRule(600, 720, weekday=1), OpeningRule(660, 720, weekday=1)),
    )
    assert OpeningHours.objects.filter(office=offering.office).count() == 1


def test_hours_may_touch_others_or_stand_in_their_place(offering: Offering) -> None:
    enter(offering, MONDAY_MORNING, OpeningRule(660, 720, weekday=0))
    enter(offering, OpeningRule(600, 720, on=TODAY, replaces=True))

    assert times(offering) == ["02-02 10:00", "02-02 11:00"]


def test_hours_of_another_channel_or_office_may_overlap(offering: Offering) -> None:
    enter(offering, MONDAY_MORNING, channels=["in_person"])
    enter(offering, MONDAY_MORNING, channels=["video"])
    enter(offering, MONDAY_MORNING, office=make_office(offering.municipality))

    refused(errors.HoursOverlap, lambda: enter(offering, MONDAY_MORNING))


def test_no_rules_are_no_hours(offering: Offering) -> None:
    assert enter(offering) == []


def test_hours_of_an_unknown_channel_are_refused(offering: Offering) -> None:
    refused(errors.UnknownChannel, lambda: enter(offering, MONDAY_MORNING, channels=["fax"]))


def test_hours_of_a_resource_that_is_not_lent_are_refused(offering: Offering) -> None:
    stranger = make_resource(make_offering().office)

    refused(errors.NotLent, lambda: enter(offering, MONDAY_MORNING, resource=stranger))


def test_hours_are_changed(offering: Offering) -> None:
    (hours,) = enter(offering, MONDAY_MORNING)

    change_opening_hours(hours=hours, rule=OpeningRule(600, 720, weekday=1), **DONE)

    assert times(offering, *WEEK) == ["02-03 10:00", "02-03 11:00"]
    assert len(recorded(Act.HOURS_CHANGED)) == 1


def test_changed_hours_must_not_overlap_others(offering: Offering) -> None:
    hours, _ = enter(offering, MONDAY_MORNING, OpeningRule(540, 660, weekday=1))

    refused(
        errors.HoursOverlap,
        lambda: change_opening_hours(hours=hours, rule=OpeningRule(600, 720, weekday=1), **DONE),
    )


def test_hours_end_with_their_last_day(offering: Offering) -> None:
    (hours,) = enter(offering, MONDAY_MORNING)

    end_opening_hours(hours=hours, last_day=date(2026, 2, 9), **DONE)

    assert days(offering, TODAY, date(2026, 2, 22)) == ["02-02", "02-09"]
    assert len(recorded(Act.HOURS_CHANGED)) == 1


def test_hours_do_not_end_before_they_begin(offering: Offering) -> None:
    later, single = enter(
        offering,
        OpeningRule(540, 660, weekday=1, first_day=date(2026, 3, 1)),
        OpeningRule(540, 660, on=TODAY),
    )

    for hours in (later, single):
        end = partial(end_opening_hours, hours=hours, last_day=TODAY, **DONE)
        refused(errors.LastDayTooEarly, end)


def test_hours_are_removed(offering: Offering) -> None:
    hours, _ = enter(offering, MONDAY_MORNING, OpeningRule(540, 660, weekday=1))

    remove_opening_hours(hours=hours, **DONE)

    assert days(offering, *WEEK) == ["02-03"]
    assert len(recorded(Act.HOURS_REMOVED)) == 1


# -- absences


@pytest.fixture
def morning(offering: Offering) -> Offering:
    enter(offering, *(OpeningRule(540, 660, weekday=day) for day in range(7)))
    return offering


def test_an_absence_is_added_changed_and_removed(morning: Offering) -> None:
    absence = add_absence(
        resource=desk(morning), starts_at=at("09:00"), ends_at=at("10:00"), **DONE
    )
    assert times(morning) == ["02-02 10:00"]

    change_absence(absence=absence, starts_at=at("10:00"), ends_at=at("11:00"), **DONE)
    assert times(morning) == ["02-02 09:00"]

    remove_absence(absence=absence, **DONE)
    assert len(times(morning)) == 2
    for act in (Act.ABSENCE_ADDED, Act.ABSENCE_CHANGED, Act.ABSENCE_REMOVED):
        (line,) = recorded(act)
        assert line.subject == desk(morning).public_id


def test_a_closure_is_added_changed_and_removed(morning: Offering) -> None:
    closure = add_closure(office=morning.office, starts_at=at("09:00"), ends_at=at("10:00"), **DONE)
    assert times(morning) == ["02-02 10:00"]

    change_closure(
        closure=closure,
        starts_at=at("10:00"),
        ends_at=at("11:00"),
        reason_el="Διακοπή ρεύματος",
        **DONE,
    )
    assert times(morning) == ["02-02 09:00"]
    assert closure.reason_el

    remove_closure(closure=closure, **DONE)
    assert len(times(morning)) == 2
    for act in (Act.CLOSURE_ADDED, Act.CLOSURE_CHANGED, Act.CLOSURE_REMOVED):
        (line,) = recorded(act)
        assert line.subject == morning.office.public_id


@pytest.mark.parametrize(
    ("error", "columns"),
    [
        (errors.EndsTooEarly, {"ends_at": at("09:00")}),
        (errors.UntilTooEarly, {"every_weeks": 2, "until": TODAY - timedelta(days=1)}),
        (errors.UntilWithoutRepetition, {"until": TODAY}),
    ],
)
def test_times_off_that_contradict_themselves_are_refused(
    offering: Offering, error: type[errors.TimetableError], columns: dict[str, Any]
) -> None:
    when: dict[str, Any] = {"starts_at": at("09:00"), "ends_at": at("10:00")}
    absence = add_absence(resource=desk(offering), **when, **DONE)
    closure = add_closure(office=offering.office, **when, **DONE)
    wrong: dict[str, Any] = when | columns | DONE

    refused(error, lambda: add_absence(resource=desk(offering), **wrong))
    refused(error, lambda: change_absence(absence=absence, **wrong))
    refused(error, lambda: add_closure(office=offering.office, **wrong))
    refused(error, lambda: change_closure(closure=closure, **wrong))
    assert (Absence.objects.count(), Closure.objects.count()) == (1, 1)


def test_what_is_repeated_may_end_on_the_day_of_its_first_time(morning: Offering) -> None:
    once: dict[str, Any] = {
        "starts_at": at("09:00"),
        "ends_at": at("10:00"),
        "every_weeks": 1,
        "until": TODAY,
    }

    add_absence(resource=desk(morning), **once, **DONE)

    assert times(morning) == ["02-02 10:00"]
    assert len(times(morning, TODAY + timedelta(days=7))) == 2


def test_an_absence_is_entered_by_a_municipality_that_has_the_resource(
    offering: Offering,
) -> None:
    stranger = make_offering().municipality_id

    refused(
        errors.NotLent,
        lambda: add_absence(
            resource=desk(offering),
            starts_at=at("09:00"),
            ends_at=at("10:00"),
            municipality_id=stranger,
            **DONE,
        ),
    )


# -- holidays


def test_a_holiday_is_added_changed_and_removed(morning: Offering) -> None:
    holiday = add_holiday(
        municipality=morning.municipality, rule="02-03", name_el="Τοπική εορτή", **DONE
    )
    assert days(morning, TODAY, date(2026, 2, 4)) == ["02-02", "02-04"]

    change_holiday(holiday=holiday, on=date(2026, 2, 4), **DONE)
    assert days(morning, TODAY, date(2026, 2, 4)) == ["02-02", "02-03"]

    remove_holiday(holiday=holiday, **DONE)
    assert len(days(morning, TODAY, date(2026, 2, 4))) == 3
    for act in (Act.HOLIDAY_ADDED, Act.HOLIDAY_CHANGED, Act.HOLIDAY_REMOVED):
        (line,) = recorded(act)
        assert line.municipality == morning.municipality_id


def test_a_holiday_for_all_is_recorded_without_a_municipality() -> None:
    add_holiday(municipality=None, rule="easter+50", **DONE)

    (line,) = recorded(Act.HOLIDAY_ADDED)
    assert not line.municipality


@pytest.mark.parametrize(
    "columns",
    [
        {},
        {"rule": "02-10", "on": TODAY},
        {"rule": "02-30"},
        {"rule": "13-01"},
        {"rule": "easter"},
        {"rule": "each monday"},
    ],
)
def test_a_holiday_that_no_calendar_has_is_refused(columns: dict[str, Any]) -> None:
    refused(errors.InvalidHoliday, lambda: add_holiday(municipality=None, **columns, **DONE))


def test_a_leap_day_may_be_a_holiday() -> None:
    assert add_holiday(municipality=None, rule="02-29", **DONE).pk


def test_the_same_holiday_is_entered_once(offering: Offering) -> None:
    where: dict[str, Any] = {"municipality": offering.municipality}
    add_holiday(**where, rule="02-10", **DONE)
    other = add_holiday(**where, rule="02-11", **DONE)

    refused(errors.HolidayExists, lambda: add_holiday(**where, rule="02-10", **DONE))
    refused(errors.HolidayExists, lambda: change_holiday(holiday=other, rule="02-10", **DONE))
    add_holiday(municipality=None, rule="02-10", **DONE)
    assert Holiday.objects.filter(rule="02-10").count() == 2
