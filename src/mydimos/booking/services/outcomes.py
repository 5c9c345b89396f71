"""What became of an appointment, marked by an employee: completed, missed, or not yet certain.

Its time stays occupied, so that it can be reopened.
"""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from mydimos.audit.actors import Actor
from mydimos.booking.errors import NotActive, SlotTaken, TooEarly, TooLate
from mydimos.booking.models import Appointment, HistoryEntry, Occupancy
from mydimos.booking.rules import (
    Verb,
    has_outcome,
    is_time_to_complete,
    is_time_to_miss,
    may_reopen,
)
from mydimos.booking.services.history import write_history
from mydimos.booking.services.holding import drop_moving_hold
from mydimos.booking.services.limits import check_no_overlap
from mydimos.booking.services.locks import check_may, lock_applicant, lock_appointment

Status, Act = Appointment.Status, HistoryEntry.Act


@transaction.atomic
def complete_appointment(*, appointment_id: UUID, by: Actor, now: datetime) -> Appointment:
    """Mark an appointment as completed and return it. Completed already: nothing happens.

    Raises TooEarly before its day, NotActive when it is cancelled or marked as missed, NotAllowed,
    Appointment.DoesNotExist.
    """
    check_may(Verb.COMPLETE, by)
    appointment = lock_appointment(appointment_id, by=by)
    if appointment.status == Status.COMPLETED:
        return appointment
    _check_booked(appointment)
    if not is_time_to_complete(appointment, now=now):
        raise TooEarly
    drop_moving_hold(appointment)
    _write(appointment, Status.COMPLETED, now)
    write_history(appointment, Act.COMPLETED, by=by, now=now)
    return appointment


@transaction.atomic
def mark_missed(
    *, appointment_id: UUID, because: HistoryEntry.MissedBecause, by: Actor, now: datetime
) -> Appointment:
    """Mark an appointment as missed and return it. Missed already: nothing happens.

    `because`: no person came, or another than the one who must appear (D2§2). Raises TooEarly
    before its start, NotActive when it is cancelled or completed, NotAllowed,
    Appointment.DoesNotExist.
    """
    check_may(Verb.MARK_MISSED, by)
    appointment = lock_appointment(appointment_id, by=by)
    if appointment.status == Status.MISSED:
        return appointment
    _check_booked(appointment)
    if not is_time_to_miss(appointment, now=now):
        raise TooEarly
    drop_moving_hold(appointment)
    _write(appointment, Status.MISSED, now)
    write_history(appointment, Act.MISSED, by=by, now=now, missed_because=because)
    return appointment


@transaction.atomic
def reopen(*, appointment_id: UUID, by: Actor, now: datetime) -> Appointment:
    """Take a mark back and return the appointment, which is booked again. Booked: nothing happens.

    Raises TooLate after the day of the mark, NotActive when it is cancelled, TwoAtOnce when the
    person has booked another for this time since, SlotTaken when its time is lost, NotAllowed,
    Appointment.DoesNotExist.
    """
    check_may(Verb.REOPEN, by)
    applicant = lock_applicant(appointment_id)
    appointment = lock_appointment(appointment_id, by=by)
    if appointment.is_booked:
        return appointment
    if not has_outcome(appointment):
        raise NotActive
    if not may_reopen(appointment, now=now):
        raise TooLate
    if applicant and appointment.ends_at > now:
        times = appointment.starts_at, appointment.ends_at
        check_no_overlap(applicant, appointment.on_behalf, *times, excluding=appointment.public_id)
    _check_time(appointment)
    _write(appointment, Status.BOOKED, now)
    write_history(appointment, Act.REOPENED, by=by, now=now)
    return appointment


def _check_booked(appointment: Appointment) -> None:
    if not appointment.is_booked:
        raise NotActive


def _check_time(appointment: Appointment) -> None:
    """Raise SlotTaken here, where a page can say so, and not at the commit (migration 0002)."""
    times = Occupancy.objects.filter(
        owner=appointment.public_id,
        kind=Occupancy.Kind.APPOINTMENT,
        during__startswith=appointment.starts_at,
        during__endswith=appointment.ends_at,
    )
    if not times.exists():
        raise SlotTaken


def _write(appointment: Appointment, status: Appointment.Status, now: datetime) -> None:
    appointment.status = status
    appointment.changed_at = now
    appointment.save(update_fields=["status", "changed_at"])
