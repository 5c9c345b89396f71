"""Who may, and until when. Pure: no query, no clock of their own."""

from datetime import datetime, timedelta

from mydimos.booking.models import Appointment
from mydimos.directory.models import Channel

VIDEO_OPENS = timedelta(minutes=15)
"""So long before its start the room of a video appointment opens."""


def may_move(appointment: Appointment, *, now: datetime) -> bool:
    """Whether a citizen may still move it (the offering's cut-off, inclusive)."""
    cutoff = appointment.offering.move_cutoff
    return appointment.is_booked and now + cutoff <= appointment.starts_at


def may_cancel(appointment: Appointment, *, now: datetime) -> bool:
    """Whether a citizen may still cancel it (the offering's cut-off, inclusive)."""
    cutoff = appointment.offering.cancel_cutoff
    return appointment.is_booked and now + cutoff <= appointment.starts_at


def may_book_for(on_behalf: str, *, as_company: bool) -> bool:
    """A natural person books for anyone; a company's login for that company alone (R4, R6)."""
    return not as_company or on_behalf == Appointment.OnBehalf.COMPANY


def may_invite(channel: str) -> bool:
    """A third person takes part in a video call only (D2§12)."""
    return channel == Channel.VIDEO


def asks_for_documents(channel: str) -> bool:
    """By phone there is information only: nothing to bring (R2)."""
    return channel != Channel.PHONE
