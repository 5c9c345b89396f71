"""The person who waited is served, and has been."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from mydimos.audit.actors import Actor
from mydimos.booking.errors import NotActive
from mydimos.booking.models import HistoryEntry
from mydimos.booking.services import complete_appointment
from mydimos.booking.services.history import write_history
from mydimos.reception.errors import NotInService
from mydimos.reception.models import Visit
from mydimos.reception.services.closing import close
from mydimos.reception.services.locks import get_visit, lock_for_visit


@transaction.atomic
def start_service(*, appointment_id: UUID, by: Actor, now: datetime) -> Visit:
    """Write down that the service starts, and return the visit. Started already: nothing happens.

    Raises NotArrived, NotActive when the visit has ended or the appointment is not booked any more,
    NotAllowed, Appointment.DoesNotExist.
    """
    appointment = lock_for_visit(appointment_id, by=by)
    visit = get_visit(appointment)
    if visit.is_in_service:
        return visit
    if visit.has_ended or not appointment.is_booked:
        raise NotActive
    visit.state = Visit.State.IN_SERVICE
    # Not before the arrival: the clock was read before the lock was had.
    visit.started_at = max(now, visit.arrived_at)
    visit.save(update_fields=["state", "started_at"])
    write_history(appointment, HistoryEntry.Act.SERVICE_STARTED, by=by, now=now)
    return visit


@transaction.atomic
def undo_start(*, appointment_id: UUID, by: Actor, now: datetime) -> Visit:
    """Take back that the service started: the person waits. Waiting already: nothing happens.

    Raises NotArrived, NotActive when the visit has ended, NotAllowed, Appointment.DoesNotExist.
    """
    appointment = lock_for_visit(appointment_id, by=by)
    visit = get_visit(appointment)
    if visit.is_waiting:
        return visit
    if visit.has_ended:
        raise NotActive
    visit.state, visit.started_at = Visit.State.WAITING, None
    visit.save(update_fields=["state", "started_at"])
    write_history(appointment, HistoryEntry.Act.SERVICE_START_UNDONE, by=by, now=now)
    return visit


@transaction.atomic
def end_service(*, appointment_id: UUID, by: Actor, now: datetime) -> Visit:
    """Write down that the person was served, and complete the appointment; return the visit.

    Ended already: nothing happens. Raises NotArrived, NotInService, NotActive when the appointment
    is cancelled or missed, NotAllowed, Appointment.DoesNotExist.
    """
    appointment = lock_for_visit(appointment_id, by=by)
    visit = get_visit(appointment)
    if visit.state == Visit.State.DONE:
        return visit
    if visit.is_waiting:
        raise NotInService
    complete_appointment(appointment_id=appointment_id, by=by, now=now)
    close(visit, Visit.State.DONE, now=now)
    return visit
