"""What is announced to whom when an appointment changes."""

from datetime import datetime

from mydimos.booking.models import Appointment, Participant
from mydimos.notifications.services import enqueue


def announce(kind: str, appointment: Appointment, *, copy: bool, now: datetime) -> None:
    """Queue a message to the person who appears, and to the applicant who wished for a copy.

    Queued in the transaction of the change: sent if and only if that is committed. Once for each
    state of the appointment, however often it is asked for.
    """
    recipients = [appearing_role(appointment)]
    if copy:
        recipients.append(Participant.Role.APPLICANT.value)
    enqueue(
        f"booking.{kind}",
        subject=appointment.public_id,
        recipients=recipients,
        occasion=str(appointment.sequence),
        now=now,
    )


def appearing_role(appointment: Appointment) -> str:
    """The role of the person who must appear: a company's representative, else the served."""
    if appointment.on_behalf == Appointment.OnBehalf.COMPANY:
        return Participant.Role.REPRESENTATIVE.value
    return Participant.Role.SERVED.value
