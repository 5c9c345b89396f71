"""Cancelling."""

from collections.abc import Callable
from datetime import datetime, timedelta
from random import SystemRandom
from uuid import UUID

from django.db import transaction

from mydimos.audit.actors import Actor
from mydimos.booking.errors import NotActive, TooLate
from mydimos.booking.models import Appointment, HistoryEntry, Hold, Participant
from mydimos.booking.queries.availability import availability
from mydimos.booking.rules import may_cancel
from mydimos.booking.services.booking import write_history
from mydimos.booking.services.messages import announce
from mydimos.booking.services.occupying import free
from mydimos.directory.models import Offering
from mydimos.scheduling.release import release_delay
from mydimos.scheduling.rules import ConfigurationError
from mydimos.scheduling.spans import local_day

Chance = Callable[[], float]
CHANCE: Chance = SystemRandom().random


@transaction.atomic
def cancel_appointment(
    *,
    appointment_id: UUID,
    by: Actor,
    now: datetime,
    chance: Chance = CHANCE,
) -> Appointment:
    """Cancel for the citizen. Cancelled already: nothing happens, and it is returned.

    Its time is free for staff at once and for the public after the offering's random delay.
    Raises TooLate after the cut-off, NotActive when it is over, Appointment.DoesNotExist.
    """
    appointment = lock_appointment(appointment_id)
    if appointment.is_cancelled:
        return appointment
    if not appointment.is_active(now=now):
        raise NotActive
    if not may_cancel(appointment, now=now):
        raise TooLate
    appointment.status = Appointment.Status.CANCELLED_BY_CITIZEN
    appointment.sequence += 1
    appointment.link_version += 1
    appointment.changed_at = now
    appointment.save(update_fields=["status", "sequence", "link_version", "changed_at"])
    _drop_moving_hold(appointment)
    free(appointment.public_id, until=released_at(appointment.offering, appointment, now, chance))
    write_history(appointment, HistoryEntry.Act.CANCELLED, by=by, now=now)
    announce("cancellation", appointment, copy=wants_copy(appointment), now=now)
    return appointment


def lock_appointment(appointment_id: UUID) -> Appointment:
    """The appointment, locked: one act at a time. Raises Appointment.DoesNotExist."""
    return (
        Appointment.objects.select_for_update(of=("self",), no_key=True)
        .select_related("offering__service__municipality", "offering__office")
        .get(public_id=appointment_id)
    )


def wants_copy(appointment: Appointment) -> bool:
    """Whether the applicant asked for a copy of each message."""
    return Participant.objects.filter(
        appointment=appointment, role=Participant.Role.APPLICANT, email__isnull=False
    ).exists()


def released_at(
    offering: Offering, appointment: Appointment, now: datetime, chance: Chance
) -> datetime | None:
    """When freed time is shown to the public again; None: at once (slot policy, "Fair release")."""
    longest = int(offering.longest_release_delay.total_seconds())
    if not longest:
        return None
    total, free_now = _fill(offering, appointment.starts_at, now)
    delay = release_delay(longest=longest, free=free_now, total=total, random=chance)
    return now + timedelta(seconds=delay) if delay else None


def _fill(offering: Offering, starts_at: datetime, now: datetime) -> tuple[int, int]:
    """How many times the day has for this offering, and how many of them are free."""
    day = local_day(int(starts_at.timestamp()))
    seen = availability([offering], first_day=day, last_day=day, now=now)
    try:
        return seen.total(offering), len(seen.slots(offering))
    except ConfigurationError:
        return 0, 0


def _drop_moving_hold(appointment: Appointment) -> None:
    if hold := Hold.objects.select_for_update().filter(moves=appointment).first():
        free(hold.public_id, until=None)
        hold.delete()
