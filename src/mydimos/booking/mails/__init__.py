"""The mails of booking: written at the moment of sending, from what is true then."""

from mydimos.booking.mails.composing import compose
from mydimos.booking.mails.reminding import queue_reminders

__all__ = ["compose", "queue_reminders"]
