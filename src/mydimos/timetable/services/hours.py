"""Opening hours: add, change, end, remove."""

from collections.abc import Iterable, Sequence
from dataclasses import asdict
from datetime import date, datetime
from itertools import combinations

from django.db import transaction

from mydimos.audit.actors import Actor
from mydimos.audit.acts import Act
from mydimos.audit.services import record
from mydimos.directory.models import Channel, Office, Resource
from mydimos.scheduling.hours import OpeningRule, rules_overlap
from mydimos.timetable.errors import HoursOverlap, LastDayTooEarly, UnknownChannel
from mydimos.timetable.models import OpeningHours
from mydimos.timetable.services.lending import check_lent


@transaction.atomic
def add_opening_hours(
    *,
    resource: Resource,
    office: Office,
    rules: Iterable[OpeningRule],
    channels: Sequence[str] = (),
    by: Actor,
    now: datetime,
) -> list[OpeningHours]:
    """Add hours of a resource at an office, one row per rule; without channels they hold for all.

    Raises HoursOverlap, UnknownChannel, NotLent.
    """
    _lock(resource)
    check_lent(resource, office.municipality_id)
    _check_channels(channels)
    rows = [
        OpeningHours(
            municipality_id=office.municipality_id,
            resource=resource,
            office=office,
            channels=list(channels),
            **asdict(rule),
        )
        for rule in rules
    ]
    _check_overlap(rows)
    added = OpeningHours.objects.bulk_create(rows)
    _record(Act.HOURS_ADDED, resource, office, by, now)
    return added


@transaction.atomic
def change_opening_hours(
    *,
    hours: OpeningHours,
    rule: OpeningRule,
    channels: Sequence[str] = (),
    by: Actor,
    now: datetime,
) -> OpeningHours:
    """Put another rule and other channels in place of those of a row.

    Raises HoursOverlap, UnknownChannel.
    """
    _lock(hours.resource)
    _check_channels(channels)
    for field, value in (asdict(rule) | {"channels": list(channels)}).items():
        setattr(hours, field, value)
    _check_overlap([hours])
    hours.save()
    _record(Act.HOURS_CHANGED, hours.resource, hours.office, by, now)
    return hours


@transaction.atomic
def end_opening_hours(
    *, hours: OpeningHours, last_day: date, by: Actor, now: datetime
) -> OpeningHours:
    """Let repeated hours hold up to a last local day, inclusive.

    The row stays, so that past hours can still be read. Raises LastDayTooEarly, also for
    the hours of one date, which are removed instead.
    """
    if hours.on or (hours.first_day and last_day < hours.first_day):
        raise LastDayTooEarly
    hours.last_day = last_day
    hours.save(update_fields=["last_day"])
    _record(Act.HOURS_CHANGED, hours.resource, hours.office, by, now)
    return hours


@transaction.atomic
def remove_opening_hours(*, hours: OpeningHours, by: Actor, now: datetime) -> None:
    """Delete hours that were entered by mistake, or those of one date."""
    hours.delete()
    _record(Act.HOURS_REMOVED, hours.resource, hours.office, by, now)


def _lock(resource: Resource) -> None:
    """Two who enter hours of one resource at once see each other's."""
    Resource.objects.select_for_update(no_key=True).get(pk=resource.pk)


def _check_channels(channels: Iterable[str]) -> None:
    if not set(channels) <= set(Channel.values):
        raise UnknownChannel


def _check_overlap(rows: Sequence[OpeningHours]) -> None:
    """Raise HoursOverlap where rows share time with each other or with stored ones.

    Hours at another office may overlap: an interpreter serves several by video. At the same office
    two openings would become one, on one grid.
    """
    first = rows[0] if rows else None
    if first is None:
        return
    others = OpeningHours.objects.filter(resource=first.resource, office=first.office).exclude(
        pk__in=[row.pk for row in rows if row.pk]
    )
    pairs = [*((row, other) for row in rows for other in others), *combinations(rows, 2)]
    if any(_share_a_channel(a, b) and rules_overlap(a.rule, b.rule) for a, b in pairs):
        raise HoursOverlap


def _share_a_channel(a: OpeningHours, b: OpeningHours) -> bool:
    return not a.channels or not b.channels or not set(a.channels).isdisjoint(b.channels)


def _record(act: Act, resource: Resource, office: Office, by: Actor, now: datetime) -> None:
    record(
        act,
        by=by,
        now=now,
        subject=resource.public_id,
        municipality=office.municipality_id,
        department=resource.department_id,
    )
