"""The holds of a citizen. Each question is one query."""

from uuid import UUID

from django.db.models import QuerySet

from mydimos.booking.models import Appointment, Hold
from mydimos.identity.models import Citizen


def hold_of(citizen: Citizen, hold_id: UUID) -> Hold | None:
    """A hold of the citizen, expired or not, with its offering and its employee."""
    return _holds_of(citizen).filter(public_id=hold_id).first()


def any_hold_of(citizen: Citizen) -> Hold | None:
    """The hold that the citizen has; there is at most one."""
    return _holds_of(citizen).first()


def is_booked(citizen: Citizen, hold_id: UUID) -> bool:
    """Whether the citizen has booked with this hold: the appointment has its public id."""
    booked = Appointment.objects.filter(public_id=hold_id, participants__citizen=citizen)
    return booked.exists()


def _holds_of(citizen: Citizen) -> QuerySet[Hold]:
    return Hold.objects.filter(citizen=citizen).select_related(
        "offering__service__municipality",
        "offering__service__department",
        "offering__office",
        "named_employee",
    )
