"""Appointments, the time they take, and the people they are for."""

from mydimos.booking.models.access_code import AccessCode
from mydimos.booking.models.appointment import Appointment, HistoryEntry
from mydimos.booking.models.hold import Hold
from mydimos.booking.models.occupancy import Occupancy
from mydimos.booking.models.participant import Participant, ParticipantWord, Requirement

__all__ = [
    "AccessCode",
    "Appointment",
    "HistoryEntry",
    "Hold",
    "Occupancy",
    "Participant",
    "ParticipantWord",
    "Requirement",
]
