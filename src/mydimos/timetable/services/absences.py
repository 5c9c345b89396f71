"""Absences of resources: add, change, remove. Their reason is neither asked nor kept."""

from datetime import date, datetime

from django.db import transaction

from mydimos.audit.actors import Actor
from mydimos.audit.acts import Act
from mydimos.audit.services import record
from mydimos.directory.models import Resource
from mydimos.timetable.models import Absence
from mydimos.timetable.services.lending import check_lent
from mydimos.timetable.services.time_off import check_times


@transaction.atomic
def add_absence(
    *,
    resource: Resource,
    starts_at: datetime,
    ends_at: datetime,
    every_weeks: int = 0,
    until: date | None = None,
    municipality_id: str | None = None,
    by: Actor,
    now: datetime,
) -> Absence:
    """Add an absence, once or (`every_weeks` > 0) repeated up to the local day `until`.

    It holds at each office at which the resource serves. `municipality_id` is the municipality that
    enters it, by default the resource's own. Raises EndsTooEarly, UntilTooEarly,
    UntilWithoutRepetition, NotLent.
    """
    absence = Absence(
        municipality_id=municipality_id or resource.municipality_id,
        resource=resource,
        starts_at=starts_at,
        ends_at=ends_at,
        every_weeks=every_weeks,
        until=until,
    )
    check_times(absence)
    check_lent(resource, absence.municipality_id)
    absence.save()
    _record(Act.ABSENCE_ADDED, absence, by, now)
    return absence


@transaction.atomic
def change_absence(
    *,
    absence: Absence,
    starts_at: datetime,
    ends_at: datetime,
    every_weeks: int = 0,
    until: date | None = None,
    by: Actor,
    now: datetime,
) -> Absence:
    """Give an absence other times. Raises EndsTooEarly, UntilTooEarly, UntilWithoutRepetition."""
    absence.starts_at, absence.ends_at = starts_at, ends_at
    absence.every_weeks, absence.until = every_weeks, until
    check_times(absence)
    absence.save()
    _record(Act.ABSENCE_CHANGED, absence, by, now)
    return absence


@transaction.atomic
def remove_absence(*, absence: Absence, by: Actor, now: datetime) -> None:
    """Delete an absence: the resource serves at that time."""
    absence.delete()
    _record(Act.ABSENCE_REMOVED, absence, by, now)


def _record(act: Act, absence: Absence, by: Actor, now: datetime) -> None:
    record(
        act,
        by=by,
        now=now,
        subject=absence.resource.public_id,
        municipality=absence.municipality_id,
        department=absence.resource.department_id,
    )
