"""Locks of the verbs, always in this order: citizen or employee, appointment, hold, time.

One act at a time for one person makes limits hold; one at a time for one appointment makes a
form that is sent twice harmless.
"""

from dataclasses import dataclass
from uuid import UUID

from django.db.models import QuerySet

from mydimos.audit.actors import Actor, ActorKind
from mydimos.booking.errors import NotAllowed
from mydimos.booking.models import Appointment, Hold, Participant
from mydimos.booking.rules import Verb, may
from mydimos.identity.models import Citizen, User


@dataclass(frozen=True, slots=True)
class Holder:
    """The owner of a hold, with the row locked: a citizen or an employee."""

    citizen: Citizen | None = None
    employee: User | None = None

    @property
    def columns(self) -> dict[str, Citizen | User | None]:
        """The owner as a condition on holds, and as the column of a new one."""
        return {"citizen": self.citizen} if self.citizen else {"employee": self.employee}

    def locked_holds(self) -> QuerySet[Hold]:
        """The hold of this owner, if there is one; it is locked when it is read."""
        return Hold.objects.select_for_update(of=("self",)).filter(**self.columns)


def check_may(verb: Verb, by: Actor) -> None:
    """Raise NotAllowed for a kind of actor that may not do this."""
    if not may(verb, by):
        raise NotAllowed


def lock_holder(by: Actor) -> Holder:
    """Lock the citizen or the employee who acts.

    Raises NotAllowed for other actors, Citizen.DoesNotExist or User.DoesNotExist.
    """
    if by.id is not None and by.kind == ActorKind.CITIZEN:
        return Holder(citizen=Citizen.objects.select_for_update(no_key=True).get(pk=by.id))
    if by.id is not None and by.kind == ActorKind.EMPLOYEE:
        return Holder(
            employee=User.objects.defer("password").select_for_update(no_key=True).get(pk=by.id)
        )
    raise NotAllowed


def lock_applicant(appointment_id: UUID) -> Citizen | None:
    """Lock and return the citizen who booked; None if staff booked, or after erasure (R22)."""
    applicants = Citizen.objects.filter(participations__appointment__public_id=appointment_id)
    return applicants.select_for_update(of=("self",), no_key=True).first()


def lock_appointment(appointment_id: UUID, *, by: Actor) -> Appointment:
    """Lock and return an appointment that the actor may reach.

    Raises Appointment.DoesNotExist, also for a citizen who did not book it.
    """
    appointment = (
        Appointment.objects.select_for_update(of=("self",), no_key=True)
        .select_related("offering__service__municipality", "offering__office")
        .get(public_id=appointment_id)
    )
    if by.kind == ActorKind.CITIZEN and not _is_applicant(appointment, by):
        raise Appointment.DoesNotExist
    return appointment


def _is_applicant(appointment: Appointment, by: Actor) -> bool:
    return Participant.objects.filter(appointment=appointment, citizen=by.id).exists()
