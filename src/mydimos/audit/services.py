"""Adding lines."""

from collections.abc import Collection, Mapping
from datetime import date, datetime
from uuid import UUID

from mydimos.audit.actors import Actor
from mydimos.audit.acts import Act
from mydimos.audit.models import Line


def record(
    act: Act,
    *,
    by: Actor,
    now: datetime,
    subject: UUID | None = None,
    municipality: str = "",
    department: int | None = None,
    traces: Collection[UUID] | None = None,
) -> None:
    """Add a line, inside the transaction of the act itself: both happen or neither.

    The number of a citizen is not kept: after erasure a line must lead to no person (R22).
    """
    Line.objects.create(
        at=now,
        act=act,
        actor=by.kind,
        actor_id=None if by.is_public else by.id,
        subject=subject,
        municipality=municipality,
        department=department,
        traces=None if traces is None else list(traces),
    )


def record_days_seen(
    *, day: date, departments: Mapping[int, str], by: Actor, now: datetime
) -> None:
    """Add a line for the agenda of a day of each department (with its municipality's code).

    No second one within a quarter of an hour for the same employee: two tabs at one moment insert
    both, and `audit_day_seen_once` lets one of them in. In one order, so that the tabs
    cannot wait for each other.
    """
    lines = [
        Line(
            at=now,
            act=Act.AGENDA_SEEN,
            actor=by.kind,
            actor_id=by.id,
            municipality=municipality,
            department=department,
            day=day,
        )
        for department, municipality in sorted(departments.items())
    ]
    Line.objects.bulk_create(lines, ignore_conflicts=True)
