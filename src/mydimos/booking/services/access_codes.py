"""The code by which a participant sees his or her data after the secret links have ended."""

import secrets
from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction
from django.utils.crypto import constant_time_compare

from mydimos.audit.actors import Actor
from mydimos.audit.acts import Act
from mydimos.booking.errors import CodeExpired, NoAddress, WrongCode
from mydimos.booking.mails.kinds import Kind
from mydimos.booking.models import AccessCode, Appointment, Participant
from mydimos.booking.models.access_code import MOST_TRIES
from mydimos.booking.queries.access_codes import live_codes
from mydimos.booking.rules import Verb
from mydimos.booking.services.history import record_act
from mydimos.booking.services.locks import check_may, lock_appointment
from mydimos.notifications.errors import SentTooOften
from mydimos.notifications.media import Medium
from mydimos.notifications.models import Message
from mydimos.notifications.services import enqueue

DIGITS = 6
LASTS = timedelta(minutes=10)
AT_MOST = 3
WITHIN = timedelta(hours=1)


@transaction.atomic
def send_code(*, appointment_id: UUID, role: str, by: Actor, now: datetime) -> None:
    """Send a new code to the participant of this role, to that address only.

    It counts for 10 minutes and replaces the one before. Raises SentTooOften after three within an
    hour, NoAddress, NotAllowed, Appointment.DoesNotExist, Participant.DoesNotExist.
    """
    check_may(Verb.SEND_CODE, by)
    appointment = lock_appointment(appointment_id, by=by)
    participant = appointment.participants.get(role=role)
    if not participant.email:
        raise NoAddress
    number = _count(appointment, role, now) + 1
    AccessCode.objects.update_or_create(
        participant=participant,
        municipality_id=appointment.municipality_id,
        defaults={"code": _new_code(), "expires_at": now + LASTS, "tries": 0},
    )
    enqueue(
        Kind.ACCESS_CODE,
        medium=Medium.MAIL,
        municipality=appointment.municipality_id,
        subject=appointment.public_id,
        recipients=[role],
        occasion=str(number),
        now=now,
    )
    record_act(Act.APPOINTMENT_CODE_SENT, appointment, by=by, now=now)


def check_code(
    *, appointment_id: UUID, role: str, code: str, by: Actor, now: datetime
) -> Participant:
    """The participant of this role, with the appointment, if that code was sent to him or her.

    A code is used once. Raises WrongCode with the tries that are left, CodeExpired, NotAllowed;
    RuntimeError inside another transaction, which could undo the count of tries.
    """
    check_may(Verb.CHECK_CODE, by)
    with transaction.atomic(durable=True):
        sent = _lock_code(appointment_id, role, now)
        is_right = constant_time_compare(sent.code, code)
        if is_right:
            sent.delete()
        else:
            sent.tries += 1
            sent.save(update_fields=["tries"])
        act = Act.APPOINTMENT_DATA_SHOWN if is_right else Act.APPOINTMENT_CODE_WRONG
        record_act(act, sent.participant.appointment, by=by, now=now)
    # Raised here and not above: the wrong try is to be committed.
    if not is_right:
        raise WrongCode(MOST_TRIES - sent.tries)
    return sent.participant


def _count(appointment: Appointment, role: str, now: datetime) -> int:
    """How many codes this participant was sent. Raises SentTooOften."""
    sent = Message.objects.filter(
        subject=appointment.public_id, kind=Kind.ACCESS_CODE, recipient=role
    )
    if sent.filter(queued_at__gt=now - WITHIN).count() >= AT_MOST:
        raise SentTooOften
    return sent.count()


def _new_code() -> str:
    return f"{secrets.randbelow(10**DIGITS):0{DIGITS}d}"


def _lock_code(appointment_id: UUID, role: str, now: datetime) -> AccessCode:
    """The participant's code, locked: of two tries at one moment each is counted."""
    sent = (
        live_codes(now=now)
        .filter(participant__appointment__public_id=appointment_id, participant__role=role)
        .select_related(
            "participant__appointment__municipality",
            "participant__appointment__department",
            "participant__appointment__offering__service",
            "participant__appointment__offering__office",
        )
        .select_for_update(of=("self",))
        .first()
    )
    if sent is None:
        raise CodeExpired
    return sent
