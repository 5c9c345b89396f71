"""Queueing the messages about a change of an appointment."""

from datetime import datetime

from mydimos.booking.mails.kinds import Kind
from mydimos.booking.models import Appointment, Participant
from mydimos.notifications.media import Medium
from mydimos.notifications.services import enqueue


def announce(kind: Kind, appointment: Appointment, *, copy: bool, now: datetime) -> None:
    """Queue a message to the person who appears and, with `copy`, to the applicant.

    In the transaction of the change: it is sent if and only if the change is committed, and once
    for each state of the appointment.
    """
    recipients = [appearing_role(appointment)]
    if copy:
        recipients.append(Participant.Role.APPLICANT.value)
    enqueue(
        kind,
        medium=Medium.MAIL,
        municipality=appointment.municipality_id,
        subject=appointment.public_id,
        recipients=recipients,
        occasion=str(appointment.sequence),
        now=now,
    )


def appearing_role(appointment: Appointment) -> str:
    """The role of the person who must appear: the served, or a company's representative."""
    if appointment.on_behalf == Appointment.OnBehalf.COMPANY:
        return Participant.Role.REPRESENTATIVE.value
    return Participant.Role.SERVED.value


def wants_copy(appointment: Appointment) -> bool:
    """Whether the applicant asked for a copy of each message."""
    return Participant.objects.filter(
        appointment=appointment, role=Participant.Role.APPLICANT, email__isnull=False
    ).exists()
