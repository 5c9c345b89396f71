"""Whether a message still has to be sent.

An occasion names the state of the appointment that a message tells of. It is compared with the
state at the moment of sending: a message about an earlier state is dropped.
"""

from collections.abc import Sequence
from datetime import datetime, timedelta

from mydimos.booking.mails.kinds import Kind
from mydimos.booking.models import Appointment

AGAIN = "-again-"


def is_needed(
    kind: Kind,
    occasion: str,
    appointment: Appointment,
    *,
    leads: Sequence[timedelta],
    now: datetime,
) -> bool:
    """Whether the message is still true and of use.

    `leads`: how long before the start reminders go out.
    """
    if kind is Kind.ACCESS_CODE:
        return True  # also when the appointment is over; `compose` drops it with its code
    if kind is Kind.REMINDER:
        return _reminds(occasion, appointment, leads, now)
    if appointment.ends_at <= now or not _tells_of(occasion, appointment.sequence):
        return False
    return appointment.is_cancelled if kind is Kind.CANCELLATION else appointment.is_booked


def reminder_occasion(lead: timedelta, starts_at: int | str) -> str:
    """The occasion of the reminder `lead` before a start, given in seconds since the epoch."""
    return f"{int(lead.total_seconds())}-{starts_at}"


def again(sequence: int, number: int) -> str:
    """The occasion of the n-th repetition that is asked for in this state of the appointment."""
    return f"{sequence}{AGAIN}{number}"


def _tells_of(occasion: str, sequence: int) -> bool:
    return occasion.partition(AGAIN)[0] == str(sequence)


def _reminds(
    occasion: str, appointment: Appointment, leads: Sequence[timedelta], now: datetime
) -> bool:
    """Whether it is the latest reminder that is due: after an outage only that one goes out."""
    if not appointment.is_booked or appointment.starts_at <= now:
        return False
    due = [lead for lead in leads if appointment.starts_at - lead <= now]
    starts_at = int(appointment.starts_at.timestamp())
    return bool(due) and occasion == reminder_occasion(min(due), starts_at)
