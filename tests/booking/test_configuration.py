"""An offering that is not set up is told to administrators; it is no empty calendar."""

from collections.abc import Callable
from io import StringIO

import pytest
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext

from mydimos.booking.errors import SlotTaken
from mydimos.booking.queries.availability import availability
from mydimos.booking.queries.configuration import incomplete_offerings
from mydimos.directory.models import Offering, Resource
from mydimos.scheduling.rules import ConfigurationError, Misconfiguration
from mydimos.timetable.models import OpeningHours
from tests.factories import (
    NOW,
    TODAY,
    add_need,
    hold,
    make_citizen,
    make_municipality,
    make_offering,
    make_resource,
)

pytestmark = pytest.mark.django_db


def no_hours(offering: Offering) -> None:
    OpeningHours.objects.filter(office=offering.office).delete()


def hours_that_ended(offering: Offering) -> None:
    OpeningHours.objects.filter(office=offering.office).update(
        first_day=TODAY.replace(year=2025), last_day=TODAY.replace(day=1)
    )


def hours_of_another_channel(offering: Offering) -> None:
    OpeningHours.objects.filter(office=offering.office).update(channels=["video"])


def no_employee_in_service(offering: Offering) -> None:
    Resource.objects.filter(need_members__need__offering=offering).update(is_active=False)


def no_interpreter_in_service(offering: Offering) -> None:
    interpreter = make_resource(offering.office, kind=Resource.Kind.INTERPRETER)
    add_need(offering, [interpreter])
    Resource.objects.filter(pk=interpreter.pk).update(is_active=False)


def no_horizon(offering: Offering) -> None:
    Offering.objects.filter(pk=offering.pk).update(horizon_days=None)


CASES = [
    (no_hours, Misconfiguration.NO_HOURS),
    (hours_that_ended, Misconfiguration.NO_HOURS),
    (hours_of_another_channel, Misconfiguration.NO_HOURS),
    (no_employee_in_service, Misconfiguration.NO_RESOURCE),
    (no_interpreter_in_service, Misconfiguration.NO_RESOURCE),
    (no_horizon, Misconfiguration.NO_HORIZON),
]


@pytest.mark.parametrize(("spoil", "missing"), CASES)
def test_what_is_missing_is_told_and_is_no_empty_calendar(
    spoil: Callable[[Offering], None], missing: Misconfiguration
) -> None:
    offering = make_offering()
    spoil(offering)
    offering.refresh_from_db()

    free = availability([offering], first_day=TODAY, last_day=TODAY, now=NOW)

    assert free.missing(offering) is missing
    for ask in (free.slots, free.days, free.why_nothing, free.total):
        with pytest.raises(ConfigurationError):
            ask(offering)
    with pytest.raises(SlotTaken):
        hold(make_citizen(), offering)


def test_an_offering_that_is_full_or_closed_is_set_up() -> None:
    offering = make_offering(opens="08:00", closes="08:30")
    hold(make_citizen(), offering, "08:00")

    free = availability([offering], first_day=TODAY, last_day=TODAY, now=NOW)

    assert free.slots(offering) == []
    assert free.missing(offering) is None


def test_the_administrator_gets_the_list_of_a_municipality() -> None:
    municipality = make_municipality()
    complete = make_offering(municipality=municipality)
    without_hours, hidden = (make_offering(municipality=municipality) for _ in range(2))
    no_hours(without_hours)
    no_hours(hidden)
    hidden.is_active = False
    hidden.save()
    no_hours(make_offering())

    with CaptureQueriesContext(connection) as queries:
        found = incomplete_offerings(municipality, now=NOW)

    assert [(one.offering, one.missing) for one in found] == [
        (without_hours, Misconfiguration.NO_HOURS)
    ]
    assert len(queries) == 4
    assert complete not in [one.offering for one in found]


def test_a_municipality_without_offerings_has_nothing_to_complete() -> None:
    assert incomplete_offerings(make_municipality(), now=NOW) == []


def test_the_command_names_what_is_missing_and_ends_with_1() -> None:
    complete = make_offering(municipality=make_municipality(slug="volos"))
    no_hours(make_offering(municipality=make_municipality(slug="patras")))
    out = StringIO()

    with pytest.raises(SystemExit):
        call_command("check_offerings", stdout=out)
    call_command("check_offerings", "volos", stdout=out)

    (line,) = out.getvalue().splitlines()
    assert line.startswith("patras: ")
    assert line.endswith("no opening hours for this office and channel from today on")
    assert complete.is_active
