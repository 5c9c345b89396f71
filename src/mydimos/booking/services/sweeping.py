"""Deleting expired holds and embargoes. No promise depends on it: expired time can be taken."""

from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Exists, OuterRef, Q

from mydimos.booking.models import AccessCode, Hold, Occupancy

# How long after its expiry the form of a hold can still be sent, if the time is still free.
GRACE = timedelta(hours=2)


@transaction.atomic
def sweep(*, now: datetime) -> int:
    """Delete expired holds, embargoes and access codes; return how many rows of time were deleted.

    Rows that are locked are left for the next sweep.
    """
    stale = Hold.objects.filter(expires_at__lt=now - GRACE).select_for_update(skip_locked=True)
    owners = dict(stale.values_list("public_id", "pk"))
    # Without a hold: the offering was deleted, or a row was locked when the hold was swept.
    has_no_hold = ~Exists(Hold.objects.filter(public_id=OuterRef("owner")))
    ran_out = Occupancy.objects.filter(
        Q(kind=Occupancy.Kind.EMBARGO) | has_no_hold, expires_at__lt=now
    ).select_for_update(skip_locked=True)
    held = Occupancy.objects.filter(owner__in=owners).select_for_update(skip_locked=True)
    rows = [*ran_out.values_list("pk", flat=True), *held.values_list("pk", flat=True)]
    Occupancy.objects.filter(pk__in=rows).delete()
    Hold.objects.filter(pk__in=owners.values()).delete()
    AccessCode.objects.filter(expires_at__lte=now).delete()
    return len(rows)
