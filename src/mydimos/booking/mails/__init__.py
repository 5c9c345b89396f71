"""The mails about appointments, composed at the moment of sending from the data of that moment."""

from mydimos.booking.mails.composing import compose
from mydimos.booking.mails.reminding import queue_reminders

__all__ = ["compose", "queue_reminders"]
