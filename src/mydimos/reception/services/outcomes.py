"""Marking what became of an appointment, the visit included."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from mydimos.audit.actors import Actor
from mydimos.booking import services as booking
from mydimos.booking.models import Appointment, HistoryEntry
from mydimos.reception.models import Visit
from mydimos.reception.services.closing import close, open_again
from mydimos.reception.services.locks import find_visit


@transaction.atomic
def complete(*, appointment_id: UUID, by: Actor, now: datetime) -> Appointment:
    """Mark an appointment as completed without the steps before; its visit, if any, has ended.

    Raises what `booking.services.complete_appointment` raises.
    """
    appointment = booking.complete_appointment(appointment_id=appointment_id, by=by, now=now)
    if visit := find_visit(appointment):
        close(visit, Visit.State.DONE, now=now)
    return appointment


@transaction.atomic
def mark_missed(
    *, appointment_id: UUID, because: HistoryEntry.MissedBecause, by: Actor, now: datetime
) -> Appointment:
    """Mark an appointment as missed; a person who had come has left.

    Raises what `booking.services.mark_missed` raises.
    """
    appointment = booking.mark_missed(
        appointment_id=appointment_id, because=because, by=by, now=now
    )
    if visit := find_visit(appointment):
        close(visit, Visit.State.LEFT, now=now)
    return appointment


@transaction.atomic
def reopen(*, appointment_id: UUID, by: Actor, now: datetime) -> Appointment:
    """Take a mark back; a person who had come waits or is in service again, as before the mark.

    Raises what `booking.services.reopen` raises.
    """
    appointment = booking.reopen(appointment_id=appointment_id, by=by, now=now)
    if (visit := find_visit(appointment)) and visit.has_ended:
        open_again(visit)
    return appointment
