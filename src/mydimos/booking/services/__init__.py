"""The verbs of booking. One transaction each; each may be called inside another.

Locks are always taken in one order: citizen or employee, appointment, hold, own occupied time,
other time in order of resource. Time is taken before any is freed (ADR 0002).
"""

from mydimos.booking.services.access_codes import check_code, send_code
from mydimos.booking.services.booking import book_appointment
from mydimos.booking.services.cancelling import cancel_appointment
from mydimos.booking.services.contacts import correct_contact
from mydimos.booking.services.holding import give_up_hold, take_hold
from mydimos.booking.services.looking import find_people, see_appointment, see_day
from mydimos.booking.services.moving import move_appointment, take_moving_hold
from mydimos.booking.services.outcomes import complete_appointment, mark_missed, reopen
from mydimos.booking.services.resending import send_again
from mydimos.booking.services.sweeping import sweep

__all__ = [
    "book_appointment",
    "cancel_appointment",
    "check_code",
    "complete_appointment",
    "correct_contact",
    "find_people",
    "give_up_hold",
    "mark_missed",
    "move_appointment",
    "reopen",
    "see_appointment",
    "see_day",
    "send_again",
    "send_code",
    "sweep",
    "take_hold",
    "take_moving_hold",
]
