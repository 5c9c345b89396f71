"""Cancelling."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from mydimos.audit.actors import Actor, ActorKind
from mydimos.booking.errors import NotActive, ReasonMissing, TooLate
from mydimos.booking.mails.kinds import Kind
from mydimos.booking.models import Appointment, HistoryEntry
from mydimos.booking.rules import Verb, may_cancel, status_when_cancelled
from mydimos.booking.services.history import write_history
from mydimos.booking.services.holding import drop_moving_hold
from mydimos.booking.services.locks import check_may, lock_appointment
from mydimos.booking.services.messages import announce, wants_copy
from mydimos.booking.services.occupying import free
from mydimos.booking.services.release import CHANCE, Chance, released_at


@transaction.atomic
def cancel_appointment(
    *,
    appointment_id: UUID,
    by: Actor,
    reason: str = "",
    now: datetime,
    chance: Chance = CHANCE,
) -> Appointment:
    """Cancel and return the appointment. If it is cancelled already, nothing happens.

    Who cancels decides the state (ADR 0005) and whether the cut-off holds. Employees say why. The
    time is free for staff at once and for the public after the offering's random delay.

    Raises TooLate after the cut-off, NotActive when it is over, ReasonMissing, NotAllowed,
    Appointment.DoesNotExist.
    """
    check_may(Verb.CANCEL, by)
    if by.kind == ActorKind.EMPLOYEE and not reason.strip():
        raise ReasonMissing
    appointment = lock_appointment(appointment_id, by=by)
    if appointment.is_cancelled:
        return appointment
    if not appointment.is_active(now=now):
        raise NotActive
    if not may_cancel(appointment, by=by, now=now):
        raise TooLate
    _write(appointment, by, now)
    drop_moving_hold(appointment)
    free(appointment.public_id, until=released_at(appointment, now, chance))
    write_history(appointment, HistoryEntry.Act.CANCELLED, by=by, now=now, reason=reason)
    announce(Kind.CANCELLATION, appointment, copy=wants_copy(appointment), now=now)
    return appointment


def _write(appointment: Appointment, by: Actor, now: datetime) -> None:
    appointment.status = status_when_cancelled(by)
    appointment.sequence += 1
    appointment.link_version += 1
    appointment.changed_at = appointment.cancelled_at = now
    appointment.save(
        update_fields=["status", "sequence", "link_version", "changed_at", "cancelled_at"]
    )
