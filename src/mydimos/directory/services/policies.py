"""Setting how a municipality books."""

from datetime import datetime
from typing import TypedDict, Unpack

from django.db import transaction

from mydimos.audit.actors import Actor
from mydimos.audit.acts import Act
from mydimos.audit.services import record
from mydimos.directory.models import Municipality, Policy
from mydimos.directory.services.writing import change


class PolicyRules(TypedDict, total=False):
    """The columns of a policy; None: as on the platform. Those that are left out stay."""

    reminder_hours: list[int] | None
    hold_minutes: int | None
    max_active: int | None
    retention_months: int | None
    retention_basis: str | None


@transaction.atomic
def set_policy(
    *, municipality: Municipality | None, by: Actor, now: datetime, **rules: Unpack[PolicyRules]
) -> Policy:
    """Set rules of a municipality, or (None) of the platform.

    Raises InvalidFields, InvalidHold, RetentionTooLong.
    """
    policy, _ = Policy.objects.get_or_create(municipality=municipality)
    change(policy, dict(rules))
    record(
        Act.POLICY_CHANGED, by=by, now=now, municipality=municipality.code if municipality else ""
    )
    return policy
