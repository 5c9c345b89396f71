"""Reads what decides free times: needs, and the time that is taken. One query each."""

from collections import defaultdict
from collections.abc import Collection, Sequence
from datetime import UTC, date, datetime
from itertools import repeat
from typing import Any
from uuid import UUID

from django.db import connection

from mydimos.directory.models import LONGEST_GAP, Offering
from mydimos.scheduling.question import Busy
from mydimos.scheduling.spans import day_span, local_day

Needs = dict[int, list[list[int]]]
"""By offering: its groups of resources, in the order of position and resource."""

MARGIN = int(LONGEST_GAP.total_seconds())
"""Seconds around a window in which the pause of an appointment outside it still matters."""

LONGEST = 8 * 3600
"""The longest appointment in seconds (constraint offering_duration): it may run past midnight."""

# `lower(during)` is what the covering index is ordered by. What reaches into the window began
# less than a day before it (constraint occupancy_at_most_a_day). Arrays of whole numbers: the
# driver reads them many times faster than ranges row by row. Not extract(): it computes in
# numeric, at twice the cost. Pauses are sent only where there are any.
BUSY = """
SELECT resource_id,
       array_agg(date_part('epoch', lower(during))::bigint),
       array_agg(date_part('epoch', upper(during))::bigint),
       CASE WHEN bool_or(gap_before > 0) THEN array_agg(gap_before * 60) END,
       CASE WHEN bool_or(gap_after > 0) THEN array_agg(gap_after * 60) END
FROM booking_occupancy
WHERE resource_id = ANY(%(resources)s)
  AND lower(during) >= to_timestamp(%(first)s) - interval '1 day'
  AND lower(during) < to_timestamp(%(last)s)
  AND (expires_at IS NULL OR (expires_at > %(now)s AND NOT (%(for_staff)s AND kind = 'embargo')))
  AND owner <> ALL(%(ignoring)s)
GROUP BY resource_id
"""

# A need without an active resource stays, with an empty group: it cannot be met.
_NEEDS = """
SELECT need.offering_id, array_agg(member.resource_id ORDER BY member.resource_id)
                         FILTER (WHERE resource.is_active)
FROM directory_need AS need
LEFT JOIN directory_needmember AS member ON member.need_id = need.id
LEFT JOIN directory_resource AS resource ON resource.id = member.resource_id
WHERE need.offering_id {offerings}
GROUP BY need.id ORDER BY need.position
"""
NEEDS = _NEEDS.format(offerings="= ANY(%(offerings)s)")

# Those that are asked for, and those of the same offices that share a resource with them.
NEEDS_AND_OTHERS = _NEEDS.format(
    offerings="""IN (
  SELECT unnest(%(offerings)s::bigint[])
  UNION
  SELECT other.offering_id
  FROM directory_need AS asked
  JOIN directory_needmember AS member ON member.need_id = asked.id
  JOIN directory_needmember AS shared ON shared.resource_id = member.resource_id
  JOIN directory_need AS other ON other.id = shared.need_id
  JOIN directory_offering AS offering ON offering.id = other.offering_id
  WHERE asked.offering_id = ANY(%(offerings)s) AND offering.office_id = ANY(%(offices)s)
)"""
)


def read_needs(offerings: Sequence[Offering], *, with_others: bool = False) -> Needs:
    """The needs of the offerings; `with_others` also those that share a resource and the office."""
    found: Needs = defaultdict(list)
    parameters = {
        "offerings": [offering.pk for offering in offerings],
        "offices": [offering.office_id for offering in offerings],
    }
    with connection.cursor() as cursor:
        cursor.execute(NEEDS_AND_OTHERS if with_others else NEEDS, parameters)
        for offering, group in cursor.fetchall():
            found[offering].append(group or [])
    return dict(found)


def read_others(needs: Needs, offerings: Sequence[Offering], *, now: datetime) -> list[Offering]:
    """The bookable offerings in `needs` beside those that were asked for.

    None, and no query, where there is no resource to choose. Their needs are then taken out of
    `needs`, so that nothing is read for them.
    """
    asked = {offering.pk for offering in offerings}
    found: list[Offering] = []
    others = needs.keys() - asked
    if others and any(len(group) > 1 for one in asked for group in needs.get(one, ())):
        today = local_day(int(now.timestamp()))
        found = list(Offering.objects.bookable(today).filter(pk__in=others).order_by("pk"))
    for unused in others - {offering.pk for offering in found}:
        del needs[unused]
    return found


def read_busy(
    resources: list[int],
    first_day: date,
    last_day: date,
    now: datetime,
    ignoring: Collection[UUID],
    *,
    for_staff: bool,
) -> dict[int, list[Busy]]:
    """The taken time that matters for the local days, by resource. `for_staff`: past embargoes."""
    parameters: dict[str, Any] = {
        "resources": resources,
        "first": day_span(first_day)[0] - MARGIN,
        "last": day_span(last_day)[1] + LONGEST + MARGIN,
        "now": now.astimezone(UTC),
        "for_staff": for_staff,
        "ignoring": list(ignoring),
    }
    with connection.cursor() as cursor:
        cursor.execute(BUSY, parameters)
        return {
            resource: list(zip(starts, ends, before or repeat(0), after or repeat(0), strict=False))
            for resource, starts, ends, before, after in cursor.fetchall()
        }
