"""The rules in force for a municipality: its own, else the platform's, else the settings."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.conf import settings
from django.db.models import Q

from mydimos.directory.models import Municipality, Policy, RetentionBasis
from mydimos.directory.models.policy import LONGEST_RETENTION


@dataclass(frozen=True)
class PolicyInForce:
    """What holds for a municipality (or the platform), with nothing left to inherit."""

    reminders: tuple[timedelta, ...]  # before the start, the longest first
    hold: timedelta
    max_active: int
    retention_months: int
    retention_basis: RetentionBasis


def policy_of(municipality: Municipality | str | None) -> PolicyInForce:
    """The rules in force for a municipality (or its code); None: for the platform. One query."""
    rows = Policy.objects.filter(Q(municipality=municipality) | Q(municipality=None))
    return _in_force(sorted(rows, key=lambda row: row.municipality_id is None))


def reminders_by_municipality() -> dict[str | None, tuple[timedelta, ...]]:
    """The reminders of each municipality that has its own, by code; None: of all others."""
    rows = Policy.objects.exclude(reminder_hours=None)
    own = {row.municipality_id: _in_force([row]).reminders for row in rows}
    return {None: _in_force([]).reminders} | own


def _in_force(rows: list[Policy]) -> PolicyInForce:
    def value(column: str, default: Any) -> Any:
        return next((own for row in rows if (own := getattr(row, column)) is not None), default)

    hours = value("reminder_hours", None)
    reminders = settings.REMINDERS if hours is None else [timedelta(hours=one) for one in hours]
    minutes = value("hold_minutes", None)
    return PolicyInForce(
        reminders=tuple(sorted(reminders, reverse=True)),
        hold=settings.HOLD_DURATION if minutes is None else timedelta(minutes=minutes),
        max_active=value("max_active", settings.MAX_ACTIVE_APPOINTMENTS),
        retention_months=min(
            value("retention_months", settings.RETENTION_MONTHS), LONGEST_RETENTION
        ),
        retention_basis=RetentionBasis(value("retention_basis", RetentionBasis.APPOINTMENT)),
    )
