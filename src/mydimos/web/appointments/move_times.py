"""The times to which an appointment can be moved.

The current time does not block, and is not offered.
"""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from uuid import UUID

from django.utils import timezone

from mydimos.booking.models import Appointment, Hold
from mydimos.booking.queries.appointments import moving_hold_of
from mydimos.booking.queries.nearest import nearest_times
from mydimos.directory.models import Offering
from mydimos.directory.queries import employee_of
from mydimos.web.appointments.month import MonthPage, month_page

NO_EMPLOYEE = 0
"""No resource has this id: no time is free for it."""


def moving_calendar(
    appointment: Appointment, *, now: datetime, query: Mapping[str, str], for_staff: bool = False
) -> MonthPage:
    """The month of the offering's free times, without the current one; seven queries.

    Raises ConfigurationError when the offering is not set up.
    """
    page = month_page(
        appointment.offering,
        now=now,
        query=query,
        ignoring=_ours(appointment),
        named=appointment.named_employee_id,
        for_staff=for_staff,
    )
    employee = page.employee.pk if page.employee else None
    if employee != appointment.named_employee_id:
        return page
    return _without(page, appointment.starts_at)


def nearest_new_times(
    appointment: Appointment, wanted: datetime, *, now: datetime, named: int | None
) -> list[datetime]:
    """The free times nearest to `wanted`, without the current one."""
    found = _nearest(appointment, wanted, now, named)
    return [time for time in found if time != appointment.starts_at]


def is_still_free(hold: Hold, appointment: Appointment, *, now: datetime) -> bool:
    """Whether the time of an expired hold is still free."""
    return hold.starts_at in _nearest(appointment, hold.starts_at, now, hold.named_employee_id)


def is_present_time(appointment: Appointment, starts_at: datetime, named: int | None) -> bool:
    """Whether a choice equals the current time and employee."""
    return (appointment.starts_at, appointment.named_employee_id) == (starts_at, named)


def chosen_employee(offering: Offering, public_id: UUID | None) -> int | None:
    """The id of the chosen employee; NO_EMPLOYEE for one who does not serve this offering."""
    if public_id is None or not offering.names_employee:
        return None
    found = employee_of(offering, public_id)
    return found.pk if found else NO_EMPLOYEE


def _nearest(
    appointment: Appointment, wanted: datetime, now: datetime, named: int | None
) -> list[datetime]:
    ours = _ours(appointment)
    return nearest_times(appointment.offering, wanted, now=now, ignoring=ours, named=named)


def _ours(appointment: Appointment) -> list[UUID]:
    """The public ids that do not block: the appointment and the hold of its move."""
    hold = moving_hold_of(appointment)
    return [appointment.public_id, *([hold.public_id] if hold else [])]


def _without(page: MonthPage, present: datetime) -> MonthPage:
    day = timezone.localdate(present)
    weeks = [
        [
            replace(one, free=one.free - 1) if one and one.date == day and one.free else one
            for one in week
        ]
        for week in page.weeks
    ]
    return replace(page, weeks=weeks, times=[time for time in page.times if time != present])
