"""When a message still has to be sent.

An occasion names the state of the appointment that a message tells of. It is compared with the
state at the moment of sending: what has been overtaken is dropped.
"""

from collections.abc import Sequence
from datetime import datetime, timedelta

from mydimos.booking.models import Appointment

CONFIRMATION = "booking.confirmation"
CHANGE = "booking.change"
CANCELLATION = "booking.cancellation"
REMINDER = "booking.reminder"

AGAIN = "-again-"


def is_needed(
    kind: str,
    occasion: str,
    appointment: Appointment,
    *,
    leads: Sequence[timedelta],
    now: datetime,
) -> bool:
    """Whether the message still tells the truth, and still helps.

    `leads`: so long before the start reminders go out.
    """
    if kind == REMINDER:
        return _reminds(occasion, appointment, leads, now)
    if appointment.ends_at <= now or not _tells_of(occasion, appointment.sequence):
        return False
    return appointment.is_cancelled if kind == CANCELLATION else appointment.is_booked


def reminder_occasion(lead: timedelta, starts_at: int | str) -> str:
    """The reminder so long before this start, in seconds since the epoch."""
    return f"{int(lead.total_seconds())}-{starts_at}"


def again(sequence: int, number: int) -> str:
    """The n-th time that a message about the appointment is asked for again, in this state."""
    return f"{sequence}{AGAIN}{number}"


def _tells_of(occasion: str, sequence: int) -> bool:
    return occasion.partition(AGAIN)[0] == str(sequence)


def _reminds(
    occasion: str, appointment: Appointment, leads: Sequence[timedelta], now: datetime
) -> bool:
    """Only the latest reminder that is due: after an outage nobody gets two at once."""
    if not appointment.is_booked or appointment.starts_at <= now:
        return False
    due = [lead for lead in leads if appointment.starts_at - lead <= now]
    starts_at = int(appointment.starts_at.timestamp())
    return bool(due) and occasion == reminder_occasion(min(due), starts_at)
