"""Sending the message about an appointment again."""

from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction

from mydimos.audit.actors import Actor
from mydimos.audit.acts import Act
from mydimos.booking.errors import NotActive
from mydimos.booking.mails.kinds import Kind
from mydimos.booking.mails.occasions import AGAIN, again
from mydimos.booking.models import Appointment, Participant
from mydimos.booking.rules import Verb
from mydimos.booking.services.history import record_act
from mydimos.booking.services.locks import check_may, lock_appointment
from mydimos.booking.services.messages import appearing_role, wants_copy
from mydimos.notifications.errors import SentTooOften
from mydimos.notifications.media import Medium
from mydimos.notifications.queries import queued_at
from mydimos.notifications.services import enqueue

AT_MOST = 3
WITHIN = timedelta(hours=1)


@transaction.atomic
def send_again(*, appointment_id: UUID, by: Actor, now: datetime) -> Appointment:
    """Send the message about the appointment's present state once more, to the same addresses.

    Booked: the confirmation, of the time that holds now. Cancelled: the cancellation. Raises
    SentTooOften after three times within an hour, NotActive when the appointment is over,
    NotAllowed, Appointment.DoesNotExist.
    """
    check_may(Verb.SEND_AGAIN, by)
    appointment = lock_appointment(appointment_id, by=by)
    if appointment.ends_at <= now or not (appointment.is_booked or appointment.is_cancelled):
        raise NotActive
    before = queued_at(appointment.public_id, of_which=AGAIN)
    if len([at for at in before if at > now - WITHIN]) >= AT_MOST:
        raise SentTooOften
    enqueue(
        Kind.CANCELLATION if appointment.is_cancelled else Kind.CONFIRMATION,
        medium=Medium.MAIL,
        municipality=appointment.municipality_id,
        subject=appointment.public_id,
        recipients=_recipients(appointment),
        occasion=again(appointment.sequence, len(before) + 1),
        now=now,
    )
    record_act(Act.APPOINTMENT_MESSAGE_AGAIN, appointment, by=by, now=now)
    return appointment


def _recipients(appointment: Appointment) -> list[str]:
    copy = [Participant.Role.APPLICANT.value] if wants_copy(appointment) else []
    return [appearing_role(appointment), *copy]
