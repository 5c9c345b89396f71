"""A person has come; or it was marked by mistake."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from mydimos.audit.actors import Actor
from mydimos.booking.errors import NotActive, TooEarly, TooLate
from mydimos.booking.models import Appointment, HistoryEntry
from mydimos.booking.services.history import write_history
from mydimos.reception.errors import InService, NotAsked, PersonDidNotAppear
from mydimos.reception.models import Visit
from mydimos.reception.rules import asks_who_appeared, is_its_day
from mydimos.reception.services.locks import find_visit, lock_for_visit


@transaction.atomic
def arrive(
    *, appointment_id: UUID, person_appeared: bool | None = None, by: Actor, now: datetime
) -> Visit:
    """Write down that the person has come, and return the visit. Arrived already: nothing happens.

    `person_appeared`: whether the person served has come, asked where `asks_who_appeared`.

    Raises NotAsked, PersonDidNotAppear (then it is moved or marked as missed), TooEarly and TooLate
    on another day, NotActive when it is cancelled or has an outcome, NotAllowed,
    Appointment.DoesNotExist.
    """
    appointment = lock_for_visit(appointment_id, by=by)
    if visit := find_visit(appointment):
        return visit
    _check(appointment, person_appeared=person_appeared, now=now)
    # One of before the appointment was moved to today.
    Visit.objects.filter(appointment=appointment).delete()
    visit = Visit.objects.create(
        appointment=appointment,
        municipality_id=appointment.municipality_id,
        department_id=appointment.department_id,
        arrived_at=now,
    )
    write_history(appointment, HistoryEntry.Act.ARRIVED, by=by, now=now)
    return visit


@transaction.atomic
def undo_arrival(*, appointment_id: UUID, by: Actor, now: datetime) -> None:
    """Take back that the person has come. Not arrived: nothing happens.

    Raises InService once the service has started, NotActive when it has ended, NotAllowed,
    Appointment.DoesNotExist.
    """
    appointment = lock_for_visit(appointment_id, by=by)
    visit = find_visit(appointment)
    if visit is None:
        return
    if visit.has_ended:
        raise NotActive
    if visit.is_in_service:
        raise InService
    visit.delete()
    write_history(appointment, HistoryEntry.Act.ARRIVAL_UNDONE, by=by, now=now)


def _check(appointment: Appointment, *, person_appeared: bool | None, now: datetime) -> None:
    if not appointment.is_booked:
        raise NotActive
    if not is_its_day(appointment, now=now):
        raise TooEarly if now < appointment.starts_at else TooLate
    if person_appeared is False:
        raise PersonDidNotAppear
    if person_appeared is None and asks_who_appeared(appointment):
        raise NotAsked
