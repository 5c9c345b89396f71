"""Adding lines."""

from datetime import datetime
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
    )
