"""Every act that the audit knows: one name each, so that a search finds all of its lines."""

from enum import StrEnum


class Act(StrEnum):
    """What was done, as `noun.verb`; at most 40 letters (`Line.act`)."""

    APPOINTMENT_BOOKED = "appointment.booked"
    APPOINTMENT_MOVED = "appointment.moved"
    APPOINTMENT_CANCELLED = "appointment.cancelled"
    APPOINTMENT_COMPLETED = "appointment.completed"
    APPOINTMENT_MISSED = "appointment.missed"
    APPOINTMENT_CORRECTED = "appointment.corrected"
    APPOINTMENT_MESSAGE_AGAIN = "appointment.message_again"
    SERVICE_ADOPTED = "service.adopted"
