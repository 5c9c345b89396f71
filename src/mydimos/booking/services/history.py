"""Writing down what happened to an appointment."""

from datetime import datetime

from mydimos.audit.actors import Actor, ActorKind
from mydimos.audit.acts import Act
from mydimos.audit.services import record
from mydimos.booking.models import Appointment, HistoryEntry


def write_history(
    appointment: Appointment,
    act: HistoryEntry.Act,
    *,
    by: Actor,
    now: datetime,
    reason: str = "",
    missed_because: HistoryEntry.MissedBecause | None = None,
) -> None:
    """Add an entry to the appointment's history and a line to the audit."""
    is_user = by.kind in {ActorKind.EMPLOYEE, ActorKind.IMPORT}
    HistoryEntry.objects.create(
        appointment=appointment,
        municipality_id=appointment.municipality_id,
        act=act,
        at=now,
        actor=by.kind,
        employee_id=by.id if is_user else None,
        reason=reason or None,
        missed_because=missed_because,
        starts_at=appointment.starts_at,
    )
    record_act(Act(f"appointment.{act}"), appointment, by=by, now=now)


def record_act(act: Act, appointment: Appointment, *, by: Actor, now: datetime) -> None:
    """Add a line about an appointment to the audit, under its trace."""
    record(
        act,
        by=by,
        now=now,
        subject=appointment.trace,
        municipality=appointment.municipality_id,
        department=appointment.department_id,
    )
