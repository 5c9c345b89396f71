"""Appointments of a citizen; one appointment with everything that a page shows."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Self
from uuid import UUID

from django.db.models import Prefetch, QuerySet

from mydimos.booking.models import Appointment, Hold, Participant
from mydimos.identity.models import Citizen


@dataclass(frozen=True)
class Participants:
    """The people of one appointment by role; None where the role is not taken."""

    appearing: Participant | None
    applicant: Participant | None
    guest: Participant | None

    @classmethod
    def by_role(cls, participants: Iterable[Participant]) -> Self:
        """Group participants by role. All None once personal data are erased (R22)."""
        by_role = {participant.role: participant for participant in participants}
        role = Participant.Role
        return cls(
            appearing=by_role.get(role.SERVED) or by_role.get(role.REPRESENTATIVE),
            applicant=by_role.get(role.APPLICANT),
            guest=by_role.get(role.GUEST),
        )


@dataclass(frozen=True)
class Listed:
    """An appointment in a list, with the person who must appear."""

    appointment: Appointment
    appearing: Participant | None


def upcoming_of(citizen: Citizen, *, now: datetime) -> list[Listed]:
    """Booked appointments that are not over, the next one first; two queries."""
    booked = _of(citizen).filter(status=Appointment.Status.BOOKED, ends_at__gt=now)
    return listed(booked.order_by("starts_at", "pk"))


def own_between(
    citizen: Citizen, starts_at: datetime, ends_at: datetime, *, excluding: UUID | None = None
) -> QuerySet[Appointment]:
    """The citizen's own appointments that overlap [starts_at, ends_at), the first one first.

    Own: booked for oneself. `excluding`: the public id of the one that is being moved.
    """
    own = _of(citizen).filter(
        status=Appointment.Status.BOOKED,
        on_behalf=Appointment.OnBehalf.SELF,
        starts_at__lt=ends_at,
        ends_at__gt=starts_at,
    )
    if excluding:
        own = own.exclude(public_id=excluding)
    return own.order_by("starts_at", "pk")


def past_of(citizen: Citizen, *, now: datetime) -> list[Listed]:
    """Appointments that are over or cancelled, the latest first; two queries.

    Not paged: after six months at most the citizen's link to them is erased (R22).
    """
    over = _of(citizen).exclude(status=Appointment.Status.BOOKED, ends_at__gt=now)
    return listed(over.order_by("-starts_at", "-pk"))


def appointment_of(citizen: Citizen, appointment_id: UUID) -> Appointment | None:
    """One appointment that the citizen booked, with everything around it; one query."""
    return _of(citizen).filter(public_id=appointment_id).first()


def appointment_with_role(appointment_id: UUID, role: str) -> Appointment | None:
    """The appointment, if it has a participant of this role; one query.

    For secret links: show nothing of it before the signature is checked.
    """
    return with_everything().filter(public_id=appointment_id, participants__role=role).first()


def participants_of(appointment: Appointment) -> Participants:
    """Everything personal that a page of the appointment shows; one query."""
    return Participants.by_role(appointment.participants.all())


def moving_hold_of(appointment: Appointment) -> Hold | None:
    """The hold of a move that is not confirmed, expired or not; one query."""
    return Hold.objects.filter(moves=appointment).select_related("named_employee").first()


def _of(citizen: Citizen) -> QuerySet[Appointment]:
    return with_everything().filter(participants__citizen=citizen)


def with_everything() -> QuerySet[Appointment]:
    """Appointments with what a page or a list says of each, except for people."""
    return Appointment.objects.select_related(
        "municipality", "department", "named_employee", "offering__service", "offering__office"
    )


def listed(appointments: QuerySet[Appointment]) -> list[Listed]:
    """Appointments with the person who must appear; e-mail and phone stay sealed. Two queries."""
    names = Participant.objects.only("appointment", "role", "name", "company")
    rows = appointments.prefetch_related(Prefetch("participants", queryset=names))
    return [Listed(row, Participants.by_role(row.participants.all()).appearing) for row in rows]
