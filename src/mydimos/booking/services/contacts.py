"""Correcting the e-mail address and the phone number of an appointment."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from mydimos.audit.actors import Actor
from mydimos.booking.errors import NotActive
from mydimos.booking.mails.kinds import Kind
from mydimos.booking.models import Appointment, HistoryEntry, Participant
from mydimos.booking.rules import Verb
from mydimos.booking.services.history import write_history
from mydimos.booking.services.locks import check_may, lock_appointment
from mydimos.booking.services.messages import announce, appearing_role, wants_copy
from mydimos.booking.services.participants import email_columns, phone_columns


@transaction.atomic
def correct_contact(
    *, appointment_id: UUID, by: Actor, email: str, phone: str, now: datetime
) -> Appointment:
    """Replace e-mail and phone (E.164) of the person who appears; return the appointment.

    The confirmation is sent again, to the new address. A new address ends all secret links before
    anything is sent, so a link in the mailbox of a stranger opens nothing. Nothing happens when
    both are as they were.

    Raises NotActive when the appointment is cancelled or over, NotAllowed (a link proves nothing
    about the new address), Appointment.DoesNotExist.
    """
    check_may(Verb.CORRECT_CONTACT, by)
    appointment = lock_appointment(appointment_id, by=by)
    if not appointment.is_active(now=now):
        raise NotActive
    person = appointment.participants.get(role=appearing_role(appointment))
    if (person.email, person.phone) == (email, phone):
        return appointment
    _write(appointment, now, ends_links=person.email != email)
    columns = {**email_columns(email), **phone_columns(phone)}
    Participant.objects.filter(pk=person.pk).update(**columns)
    write_history(appointment, HistoryEntry.Act.CORRECTED, by=by, now=now)
    announce(Kind.CONFIRMATION, appointment, copy=wants_copy(appointment), now=now)
    return appointment


def _write(appointment: Appointment, now: datetime, *, ends_links: bool) -> None:
    # The sequence makes it another state: a confirmation still queued for the old is dropped.
    appointment.sequence += 1
    appointment.link_version += ends_links
    appointment.changed_at = now
    appointment.save(update_fields=["sequence", "link_version", "changed_at"])
