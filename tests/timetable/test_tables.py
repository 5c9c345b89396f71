"""The database refuses rows that contradict themselves or mix two municipalities."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from mydimos.directory.models import Lent, Offering
from tests.factories import TODAY, at, make_offering, make_office, make_resource
from tests.timetable.rows import add_absence, add_closure, add_holiday, add_hours, desk, times

pytestmark = pytest.mark.django_db

LATER = date(2026, 3, 2)


@pytest.fixture
def patras() -> Offering:
    return make_offering()


@pytest.fixture
def volos() -> Offering:
    return make_offering()


def refused(constraint: str, write: Callable[[], object]) -> None:
    with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
        write()


@pytest.mark.parametrize(
    ("constraint", "columns"),
    [
        ("hours_end_after_start", {"weekday": 5, "end_minute": 540}),
        ("hours_end_after_start", {"weekday": 5, "end_minute": 1441}),
        ("hours_weekday_or_date", {}),
        ("hours_weekday_or_date", {"weekday": 7}),
        ("hours_weekday_or_date", {"weekday": 5, "on": TODAY}),
        ("hours_weekday_or_date", {"weekday": 5, "replaces": True}),
        ("hours_weekday_or_date", {"on": TODAY, "first_day": TODAY}),
        ("hours_weekday_or_date", {"on": TODAY, "nth": 1}),
        (
            "hours_last_after_first",
            {"weekday": 5, "first_day": TODAY, "last_day": TODAY - timedelta(days=1)},
        ),
        ("hours_every_weeks", {"weekday": 5, "every_weeks": 2}),
        ("hours_every_weeks", {"weekday": 5, "every_weeks": 0}),
        ("hours_nth", {"weekday": 5, "nth": 6}),
        ("hours_nth", {"weekday": 5, "nth": 1, "every_weeks": 2, "first_day": TODAY}),
        ("hours_channels", {"weekday": 5, "channels": ["fax"]}),
    ],
)
def test_hours_that_the_engine_could_not_read_are_refused(
    patras: Offering, constraint: str, columns: dict[str, Any]
) -> None:
    refused(constraint, lambda: add_hours(patras, **columns))


def test_time_off_ends_after_it_starts(patras: Offering) -> None:
    refused("absence_end_after_start", lambda: add_absence(patras, at("09:00"), at("09:00")))
    refused("closure_end_after_start", lambda: add_closure(patras, at("09:00"), at("08:00")))


@pytest.mark.parametrize(
    "columns",
    [{"until": LATER}, {"until": TODAY - timedelta(days=1), "every_weeks": 2}],
)
def test_the_last_day_of_a_repetition_is_not_before_its_first_time(
    patras: Offering, columns: dict[str, Any]
) -> None:
    refused("absence_until", lambda: add_absence(patras, at("00:00"), at("09:00"), **columns))
    refused("closure_until", lambda: add_closure(patras, at("00:00"), at("09:00"), **columns))


def test_the_last_day_of_a_repetition_may_be_its_first_day_by_the_clock_of_athens(
    patras: Offering,
) -> None:
    add_absence(patras, at("00:30"), at("09:00"), every_weeks=1, until=TODAY)

    assert times(patras)[0] == "02-02 09:00"


@pytest.mark.parametrize(
    "columns",
    [{}, {"rule": "02-10", "on": TODAY}, {"rule": "tuesdays"}, {"rule": "easterX"}],
)
def test_a_holiday_is_a_day_of_each_year_or_one_date(
    patras: Offering, columns: dict[str, Any]
) -> None:
    refused("holiday_rule_or_date", lambda: add_holiday(patras, **columns))


def test_hours_at_the_office_of_another_municipality_are_refused(
    patras: Offering, volos: Offering
) -> None:
    refused(
        "openinghours_office_of_municipality",
        lambda: add_hours(patras, weekday=5, office=volos.office),
    )


def test_hours_of_the_resource_of_another_municipality_are_refused_unless_it_is_lent(
    patras: Offering, volos: Offering
) -> None:
    interpreter = make_resource(make_office(volos.municipality), kind="interpreter")
    refused(
        "openinghours_resource_of_municipality",
        lambda: add_hours(patras, weekday=5, resource=interpreter),
    )

    Lent.objects.create(resource=interpreter, municipality=patras.municipality)
    add_hours(patras, weekday=5, resource=interpreter)


def test_a_lent_resource_that_has_hours_cannot_be_taken_back_unnoticed(
    patras: Offering, volos: Offering
) -> None:
    interpreter = make_resource(make_office(volos.municipality), kind="interpreter")
    lent = Lent.objects.create(resource=interpreter, municipality=patras.municipality)
    add_hours(patras, weekday=5, resource=interpreter)

    refused("openinghours_resource_of_municipality", lent.delete)


def test_an_absence_is_entered_where_the_resource_serves(patras: Offering, volos: Offering) -> None:
    refused(
        "absence_resource_of_municipality",
        lambda: add_absence(patras, at("09:00"), at("10:00"), resource=desk(volos)),
    )


def test_a_closure_is_of_an_office_of_its_municipality(patras: Offering, volos: Offering) -> None:
    refused(
        "closure_office_of_municipality",
        lambda: add_closure(patras, at("09:00"), at("10:00"), office=volos.office),
    )


def test_an_absence_of_a_lent_interpreter_holds_wherever_it_was_entered(
    patras: Offering, volos: Offering
) -> None:
    Lent.objects.create(resource=desk(volos), municipality=patras.municipality)
    add_absence(patras, at("08:00"), at("14:00"), resource=desk(volos))

    assert times(volos) == []
