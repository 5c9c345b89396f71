"""Rate limits that all processes share: one row, one statement."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import connection

from mydimos.crypto.hashing import keyed_hash
from mydimos.identity.models import Tally

COUNT = """
INSERT INTO identity_tally AS tally (key_hash, count, ends_at)
VALUES (%(key)s, 1, %(ends_at)s)
ON CONFLICT (key_hash) DO UPDATE SET
  count = CASE WHEN tally.ends_at <= %(now)s THEN 1 ELSE tally.count + 1 END,
  ends_at = CASE WHEN tally.ends_at <= %(now)s THEN %(ends_at)s ELSE tally.ends_at END
RETURNING count, ends_at
"""


@dataclass(frozen=True, slots=True)
class Limit:
    """At most `times` requests in each window of `per`."""

    name: str
    times: int
    per: timedelta


def forget_ended(*, now: datetime) -> int:
    """Delete the counts of windows that are over; returns how many."""
    return Tally.objects.filter(ends_at__lt=now).delete()[0]


def count_request(limit: Limit, who: str, *, now: datetime) -> timedelta | None:
    """Count a request. None if it is allowed, else the time until the window ends.

    `who` (an address, a citizen) is kept as a keyed hash, and only until the window ends.
    """
    key = keyed_hash(f"{limit.name}\0{who}", purpose="limit")[1]
    with connection.cursor() as cursor:
        cursor.execute(COUNT, {"key": key, "now": now, "ends_at": now + limit.per})
        count, ends_at = cursor.fetchone()
    return ends_at - now if count > limit.times else None
