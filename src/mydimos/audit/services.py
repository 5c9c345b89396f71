"""Adding lines."""

from dataclasses import dataclass
from datetime import datetime
from typing import Self
from uuid import UUID

from mydimos.audit.models import Line


@dataclass(frozen=True, slots=True)
class Actor:
    """Who acts: a citizen, the bearer of a secret link, an employee, or the system."""

    kind: Line.Actor
    id: int | None = None

    @classmethod
    def citizen(cls, citizen_id: int) -> Self:
        return cls(Line.Actor.CITIZEN, citizen_id)

    @classmethod
    def link(cls) -> Self:
        return cls(Line.Actor.LINK)

    @classmethod
    def employee(cls, user_id: int) -> Self:
        return cls(Line.Actor.EMPLOYEE, user_id)

    @classmethod
    def system(cls) -> Self:
        return cls(Line.Actor.SYSTEM)


def record(
    act: str,
    *,
    by: Actor,
    now: datetime,
    subject: UUID | None = None,
    municipality: str = "",
    department: int | None = None,
) -> None:
    """Add a line, inside the transaction of the act itself: both happen or neither."""
    Line.objects.create(
        at=now,
        act=act,
        actor=by.kind,
        actor_id=by.id,
        subject=subject,
        municipality=municipality,
        department=department,
    )
