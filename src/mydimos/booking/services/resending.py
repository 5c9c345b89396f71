"""Sending the message about an appointment again."""

from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction

from mydimos.audit.actors import Actor
from mydimos.audit.acts import Act
from mydimos.audit.services import record
from mydimos.booking.errors import NotActive
from mydimos.booking.mails.occasions import AGAIN, CANCELLATION, CONFIRMATION, again
from mydimos.booking.models import Appointment, Participant
from mydimos.booking.services.cancelling import lock_appointment, wants_copy
from mydimos.booking.services.messages import appearing_role
from mydimos.notifications.errors import SentTooOften
from mydimos.notifications.queries import queued_at
from mydimos.notifications.services import enqueue

AT_MOST = 3
WITHIN = timedelta(hours=1)


@transaction.atomic
def send_again(*, appointment_id: UUID, by: Actor, now: datetime) -> Appointment:
    """Send the message about the appointment's present state once more, to the same addresses.

    Booked: the confirmation, of the time that holds now. Cancelled: the cancellation. Raises
    SentTooOften after three times within an hour, NotActive when the appointment is over,
    Appointment.DoesNotExist.
    """
    appointment = lock_appointment(appointment_id)
    if appointment.ends_at <= now or not (appointment.is_booked or appointment.is_cancelled):
        raise NotActive
    before = queued_at(appointment.public_id, of_which=AGAIN)
    if len([at for at in before if at > now - WITHIN]) >= AT_MOST:
        raise SentTooOften
    enqueue(
        CANCELLATION if appointment.is_cancelled else CONFIRMATION,
        subject=appointment.public_id,
        recipients=_recipients(appointment),
        occasion=again(appointment.sequence, len(before) + 1),
        now=now,
    )
    record(
        Act.APPOINTMENT_MESSAGE_AGAIN,
        by=by,
        now=now,
        subject=appointment.public_id,
        municipality=appointment.municipality_id,
        department=appointment.department_id,
    )
    return appointment


def _recipients(appointment: Appointment) -> list[str]:
    copy = [Participant.Role.APPLICANT.value] if wants_copy(appointment) else []
    return [appearing_role(appointment), *copy]
