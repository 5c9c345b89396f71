"""The hours of the demo's teams, as rows. Wall clock of Athens."""

from collections.abc import Iterator
from datetime import date, timedelta

from mydimos.directory.models import Channel, Office, Resource
from mydimos.timetable.models import OpeningHours
from mydimos_demo.content.spec import Pattern

WORKING_DAYS = range(5)
TUESDAY, THURSDAY, SATURDAY = 1, 3, 5


def opening_hours(
    pattern: Pattern, resource: Resource, office: Office, *, place_in_team: int, today: date
) -> Iterator[OpeningHours]:
    """The hours of the n-th counter or the n-th employee (from 0) of a team."""
    for hours in _hours(pattern, resource, place_in_team, today):
        hours.municipality, hours.resource, hours.office = office.municipality, resource, office
        yield hours


def _hours(
    pattern: Pattern, resource: Resource, place_in_team: int, today: date
) -> Iterator[OpeningHours]:
    is_counter = resource.kind == Resource.Kind.COUNTER
    match pattern:
        case Pattern.SHIFTS:
            yield from _shift(place_in_team, alone=not is_counter)
        case Pattern.PUBLIC_DAYS:
            yield from _public_days()
        case Pattern.ALTERNATING:
            yield from _alternating(place_in_team, today)
        case Pattern.REGISTRY if is_counter:
            yield from _weekly(WORKING_DAYS, 8, 14)
            if place_in_team == 0:
                yield from _evenings_and_a_saturday(today)
        case Pattern.REGISTRY:
            yield from _weekly(WORKING_DAYS, 8, 14)
            yield from _weekly((TUESDAY, THURSDAY), 14, 16, Channel.VIDEO)
        case Pattern.OFFICE:
            yield from _weekly(WORKING_DAYS, 8, 14)


def _shift(place_in_team: int, *, alone: bool) -> Iterator[OpeningHours]:
    if alone or place_in_team % 2 == 0:
        yield from _weekly(WORKING_DAYS, 8, 14)
    else:
        yield from _weekly(WORKING_DAYS, 14, 20)
        yield from _weekly((SATURDAY,), 8, 13)


def _public_days() -> Iterator[OpeningHours]:
    yield from _weekly((TUESDAY, THURSDAY), 10, 13, Channel.IN_PERSON, Channel.VIDEO)
    yield from _weekly((0, 2, 4), 12, 14, Channel.PHONE)


def _alternating(place_in_team: int, today: date) -> Iterator[OpeningHours]:
    """One week the first employee, the next week the second."""
    monday = today - timedelta(days=today.weekday(), weeks=8)
    first_day = monday + timedelta(weeks=place_in_team % 2)
    for hours in _weekly(WORKING_DAYS, 9, 13):
        hours.first_day, hours.every_weeks = first_day, 2
        yield hours


def _evenings_and_a_saturday(today: date) -> Iterator[OpeningHours]:
    """The first Thursday evening of each month, and one Saturday for those who work."""
    for hours in _weekly((THURSDAY,), 16, 19, Channel.IN_PERSON):
        hours.nth = 1
        yield hours
    saturday = today + timedelta(days=(SATURDAY - today.weekday()) % 7, weeks=1)
    yield OpeningHours(on=saturday, start_minute=9 * 60, end_minute=13 * 60)


def _weekly(
    weekdays: range | tuple[int, ...], first_hour: int, last_hour: int, *channels: Channel
) -> Iterator[OpeningHours]:
    for weekday in weekdays:
        yield OpeningHours(
            weekday=weekday,
            channels=[channel.value for channel in channels],
            start_minute=first_hour * 60,
            end_minute=last_hour * 60,
        )
