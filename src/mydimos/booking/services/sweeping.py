"""Throwing away what ran out. Nothing depends on it: what ran out is in nobody's way."""

from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Exists, OuterRef, Q

from mydimos.booking.models import Hold, Occupancy

# So long after it ran out, a form that is still open finds its time if nobody has it.
GRACE = timedelta(hours=2)


@transaction.atomic
def sweep(*, now: datetime) -> int:
    """Delete holds and embargoes that ran out; how many rows of time were thrown away.

    What somebody is at work on is skipped: the next sweep will find it.
    """
    stale = Hold.objects.filter(expires_at__lt=now - GRACE).select_for_update(skip_locked=True)
    owners = dict(stale.values_list("public_id", "pk"))
    # Of nobody's hold: the offering was deleted, or one row was skipped when the hold was swept.
    is_nobodys = ~Exists(Hold.objects.filter(public_id=OuterRef("owner")))
    ran_out = Occupancy.objects.filter(
        Q(kind=Occupancy.Kind.EMBARGO) | is_nobodys, expires_at__lt=now
    ).select_for_update(skip_locked=True)
    held = Occupancy.objects.filter(owner__in=owners).select_for_update(skip_locked=True)
    rows = [*ran_out.values_list("pk", flat=True), *held.values_list("pk", flat=True)]
    Occupancy.objects.filter(pk__in=rows).delete()
    Hold.objects.filter(pk__in=owners.values()).delete()
    return len(rows)
