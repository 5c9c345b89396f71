"""Closures of offices: add, change, remove."""

from datetime import date, datetime

from django.db import transaction

from mydimos.audit.actors import Actor
from mydimos.audit.acts import Act
from mydimos.audit.services import record
from mydimos.directory.models import Office
from mydimos.timetable.models import Closure
from mydimos.timetable.services.time_off import check_times


@transaction.atomic
def add_closure(
    *,
    office: Office,
    starts_at: datetime,
    ends_at: datetime,
    every_weeks: int = 0,
    until: date | None = None,
    reason_el: str = "",
    reason_en: str = "",
    by: Actor,
    now: datetime,
) -> Closure:
    """Close an office, once or (`every_weeks` > 0) repeated up to the local day `until`.

    Raises EndsTooEarly, UntilTooEarly, UntilWithoutRepetition.
    """
    closure = Closure(
        municipality_id=office.municipality_id,
        office=office,
        starts_at=starts_at,
        ends_at=ends_at,
        every_weeks=every_weeks,
        until=until,
        reason_el=reason_el,
        reason_en=reason_en,
    )
    check_times(closure)
    closure.save()
    _record(Act.CLOSURE_ADDED, closure, by, now)
    return closure


@transaction.atomic
def change_closure(
    *,
    closure: Closure,
    starts_at: datetime,
    ends_at: datetime,
    every_weeks: int = 0,
    until: date | None = None,
    reason_el: str = "",
    reason_en: str = "",
    by: Actor,
    now: datetime,
) -> Closure:
    """Give a closure other times and another reason.

    Raises EndsTooEarly, UntilTooEarly, UntilWithoutRepetition.
    """
    closure.starts_at, closure.ends_at = starts_at, ends_at
    closure.every_weeks, closure.until = every_weeks, until
    closure.reason_el, closure.reason_en = reason_el, reason_en
    check_times(closure)
    closure.save()
    _record(Act.CLOSURE_CHANGED, closure, by, now)
    return closure


@transaction.atomic
def remove_closure(*, closure: Closure, by: Actor, now: datetime) -> None:
    """Delete a closure: the office is open at that time."""
    closure.delete()
    _record(Act.CLOSURE_REMOVED, closure, by, now)


def _record(act: Act, closure: Closure, by: Actor, now: datetime) -> None:
    record(
        act,
        by=by,
        now=now,
        subject=closure.office.public_id,
        municipality=closure.municipality_id,
    )
