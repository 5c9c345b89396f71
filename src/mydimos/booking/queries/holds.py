"""The holds of a citizen or an employee. Each question is one query."""

from uuid import UUID

from django.db.models import QuerySet

from mydimos.booking.models import Appointment, Hold
from mydimos.identity.models import Citizen


def hold_of(citizen: Citizen, hold_id: UUID) -> Hold | None:
    """A hold of the citizen, expired or not, with its offering and its employee."""
    return _holds().filter(citizen=citizen, public_id=hold_id).first()


def any_hold_of(citizen: Citizen) -> Hold | None:
    """The hold that the citizen has; there is at most one."""
    return _holds().filter(citizen=citizen).first()


def hold_of_employee(user_id: int, hold_id: UUID) -> Hold | None:
    """A hold of an employee, expired or not, with its offering and its employee."""
    return _holds().filter(employee=user_id, public_id=hold_id).first()


def is_booked(citizen: Citizen, hold_id: UUID) -> bool:
    """Whether the citizen has booked with this hold: the appointment has its public id."""
    booked = Appointment.objects.filter(public_id=hold_id, participants__citizen=citizen)
    return booked.exists()


def _holds() -> QuerySet[Hold]:
    return Hold.objects.select_related(
        "offering__service__municipality",
        "offering__service__department",
        "offering__office",
        "named_employee",
    )
