"""The check of identity (R27)."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from mydimos.audit.actors import Actor
from mydimos.booking.errors import NotActive
from mydimos.booking.models import HistoryEntry
from mydimos.booking.services.history import write_history
from mydimos.reception.models import Visit
from mydimos.reception.services.locks import get_visit, lock_for_visit


@transaction.atomic
def check_identity(*, appointment_id: UUID, by: Actor, now: datetime) -> Visit:
    """Write down that this employee checked the person's identity, and return the visit.

    Of the document nothing is stored. Checked already: nothing happens, the first one stays.
    Raises NotArrived, NotActive when the person has left or the appointment is cancelled,
    NotAllowed, Appointment.DoesNotExist.
    """
    appointment = lock_for_visit(appointment_id, by=by)
    visit = get_visit(appointment)
    if visit.identity_checked_at:
        return visit
    if visit.state == Visit.State.LEFT or appointment.is_cancelled:
        raise NotActive
    visit.identity_checked_at, visit.identity_checked_by_id = now, by.id
    visit.save(update_fields=["identity_checked_at", "identity_checked_by"])
    write_history(appointment, HistoryEntry.Act.IDENTITY_CHECKED, by=by, now=now)
    return visit
