"""The lock of every verb of reception: the appointment, and with it its visit."""

from uuid import UUID

from mydimos.audit.actors import Actor
from mydimos.booking.errors import NotAllowed
from mydimos.booking.models import Appointment
from mydimos.booking.services.locks import lock_appointment
from mydimos.reception.errors import NotArrived
from mydimos.reception.models import Visit
from mydimos.reception.rules import is_current, may_receive


def lock_for_visit(appointment_id: UUID, *, by: Actor) -> Appointment:
    """Lock and return the appointment. Raises NotAllowed, Appointment.DoesNotExist."""
    if not may_receive(by):
        raise NotAllowed
    return lock_appointment(appointment_id, by=by)


def find_visit(appointment: Appointment) -> Visit | None:
    """The visit on the day of an appointment that is locked. One of an earlier day is no visit."""
    visit = Visit.objects.filter(appointment=appointment).first()
    return visit if visit and is_current(visit, appointment) else None


def get_visit(appointment: Appointment) -> Visit:
    """The same, where there must be one. Raises NotArrived."""
    if visit := find_visit(appointment):
        return visit
    raise NotArrived
