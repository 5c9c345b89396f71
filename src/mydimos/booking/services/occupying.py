"""Taking and freeing time: the only code that writes `Occupancy`."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from uuid import UUID

from django.db import connection, transaction

from mydimos.booking.models import Occupancy
from mydimos.directory.models import LONGEST_GAP, Offering, Resource
from mydimos.scheduling.spans import Span, subtract

# Never a plain insert: two that wait for each other's end in a deadlock (ADR 0002).
TAKE = """
INSERT INTO booking_occupancy
  (resource_id, during, kind, owner, expires_at, gap_before, gap_after)
VALUES (%s, tstzrange(%s, %s), %s, %s, %s, %s, %s)
ON CONFLICT DO NOTHING RETURNING id
"""

# Expired time is in no claim's way. SKIP LOCKED: if its owner (or another that clears it) is using
# the row, waiting could close a circle; that time then counts as taken.
CLEAR = """
DELETE FROM booking_occupancy WHERE id IN (
  SELECT id FROM booking_occupancy
  WHERE resource_id = %s AND during && tstzrange(%s, %s)
    AND (expires_at <= %s OR (%s AND kind = 'embargo')) AND owner <> ALL(%s)
  ORDER BY id FOR UPDATE SKIP LOCKED
)
"""


# No pause reaches further than the longest one (constraint offering_gaps).
TOO_NEAR = """
SELECT resource_id FROM booking_occupancy
WHERE resource_id = ANY(%(resources)s)
  AND during && tstzrange(%(near_from)s, %(near_to)s)
  AND owner <> ALL(%(ours)s)
  AND (expires_at IS NULL
       OR (expires_at > %(now)s AND NOT (%(by_staff)s AND kind = 'embargo')))
  AND lower(during) < %(ends_at)s + greatest(%(after)s, gap_before) * interval '1 minute'
  AND upper(during) > %(starts_at)s - greatest(%(before)s, gap_after) * interval '1 minute'
LIMIT 1
"""


# One for each need in its order, none fewer and none more, all of them in service.
WANT_GAPS = """
SELECT EXISTS (
  SELECT FROM directory_needmember AS member
  JOIN directory_need AS need ON need.id = member.need_id
  JOIN directory_offering AS offering ON offering.id = need.offering_id
  WHERE member.resource_id = ANY (%(resources)s)
    AND (offering.gap_before > interval '0' OR offering.gap_after > interval '0')
)
"""

STILL_SERVE = """
SELECT count(*) = cardinality(%(resources)s::bigint[]) AND bool_and(EXISTS (
  SELECT FROM directory_needmember AS member
  JOIN directory_resource AS resource ON resource.id = member.resource_id
  WHERE member.need_id = need.id AND resource.is_active
    AND resource.id = (%(resources)s::bigint[])[need.nth]
))
FROM (
  SELECT id, row_number() OVER (ORDER BY position) AS nth
  FROM directory_need WHERE offering_id = %(offering)s
) AS need
"""


class Occupied(Exception):
    """A resource is taken in (a part of) this time, or too near to it."""

    def __init__(self, resource: int) -> None:
        super().__init__(resource)
        self.resource = resource


@dataclass(frozen=True, slots=True)
class Claim:
    """The time to take: for which owner, from when to when, and until when it is kept.

    `expires_at` None means an appointment. `keeps` are owners whose time stays and counts as
    ours, `yields` those whose time counts as ours and is freed once the new time is certain.
    """

    owner: UUID
    offering: Offering
    starts_at: datetime
    ends_at: datetime
    expires_at: datetime | None
    keeps: Collection[UUID] = ()
    yields: Collection[UUID] = ()
    by_staff: bool = False

    @property
    def span(self) -> Span:
        return int(self.starts_at.timestamp()), int(self.ends_at.timestamp())

    @property
    def ours(self) -> list[UUID]:
        return [*self.keeps, *self.yields]

    @property
    def gaps(self) -> tuple[int, int]:
        """Minutes before and after."""
        return _minutes(self.offering.gap_before), _minutes(self.offering.gap_after)


@dataclass(frozen=True, slots=True)
class OwnTime:
    """A row that is ours already, and locked."""

    id: int
    resource: int
    span: Span
    owner: UUID


def occupy(claim: Claim, resources: Sequence[int], *, now: datetime) -> None:
    """Take the time of all the resources or of none.

    One resource after the other in order of their ids, and take before give back: so no two can
    wait for each other. Raises Occupied.
    """
    with transaction.atomic():
        own = _lock_own(claim)
        if has_gaps(resources):
            _lock(resources)
            _check_gaps(claim, resources, now)
        for resource in sorted(resources):
            for piece in subtract(
                [claim.span], [row.span for row in own if row.resource == resource]
            ):
                _take(claim, resource, piece, now)
        yielded = [row for row in own if row.owner in claim.yields]
        Occupancy.objects.filter(pk__in=[row.id for row in yielded]).delete()
        _join(claim, resources, yielded, own)


def confirm(claim: Claim, resources: Sequence[int], *, now: datetime) -> None:
    """Make held time an appointment's; take again the part that was lost. Raises Occupied."""
    own = {row.resource: row.span for row in _lock_own(claim)}
    is_whole = all(own.get(resource) == claim.span for resource in resources)
    if is_whole and not has_gaps(resources):
        Occupancy.objects.filter(owner=claim.owner).update(
            kind=Occupancy.Kind.APPOINTMENT, expires_at=None
        )
    else:
        occupy(claim, resources, now=now)


def free(owner: UUID, *, until: datetime | None) -> None:
    """Give time back: at once, or (`until`) to staff at once and to the public later."""
    rows = Occupancy.objects.filter(owner=owner)
    if until is None:
        rows.delete()
    else:
        rows.update(kind=Occupancy.Kind.EMBARGO, expires_at=until, gap_before=0, gap_after=0)


def own_spans(owner: UUID) -> dict[int, list[Span]]:
    """The occupied time of an owner, by resource."""
    found: dict[int, list[Span]] = {}
    for row in _rows([owner]):
        found.setdefault(row.resource, []).append(row.span)
    return found


def embargo(owner: UUID, freed: Mapping[int, Sequence[Span]], *, until: datetime) -> None:
    """Keep for staff, until then, time that a move has just left free in this transaction."""
    for resource, spans in sorted(freed.items()):
        for span in spans:
            _insert(resource, span, Occupancy.Kind.EMBARGO, owner, until, (0, 0))


def still_serve(offering: Offering, resources: Sequence[int]) -> bool:
    """Whether these, in the order of the needs, are still who serves an offering."""
    with connection.cursor() as cursor:
        cursor.execute(STILL_SERVE, {"offering": offering.pk, "resources": list(resources)})
        return bool(cursor.fetchone()[0])


def has_gaps(resources: Sequence[int]) -> bool:
    """Whether any offering of these resources wants a pause around its appointments."""
    with connection.cursor() as cursor:
        cursor.execute(WANT_GAPS, {"resources": list(resources)})
        return bool(cursor.fetchone()[0])


def _take(claim: Claim, resource: int, span: Span, now: datetime) -> None:
    if _put(claim, resource, span):
        return
    _clear(claim, resource, span, now)
    # Also where nothing was cleared: the sweep may have been faster, and then the time is free.
    if not _put(claim, resource, span):
        raise Occupied(resource)


def _put(claim: Claim, resource: int, span: Span) -> bool:
    kind = Occupancy.Kind.HOLD if claim.expires_at else Occupancy.Kind.APPOINTMENT
    return _insert(resource, span, kind, claim.owner, claim.expires_at, claim.gaps)


def _insert(
    resource: int,
    span: Span,
    kind: Occupancy.Kind,
    owner: UUID,
    expires_at: datetime | None,
    gaps: tuple[int, int],
) -> bool:
    values = (resource, *_moments(span), kind.value, owner, expires_at, *gaps)
    with connection.cursor() as cursor:
        cursor.execute(TAKE, values)
        return cursor.fetchone() is not None


def _clear(claim: Claim, resource: int, span: Span, now: datetime) -> None:
    with connection.cursor() as cursor:
        cursor.execute(CLEAR, (resource, *_moments(span), now, claim.by_staff, claim.ours))


def _lock_own(claim: Claim) -> list[OwnTime]:
    return _rows(claim.ours, lock=True) if claim.ours else []


def _rows(owners: Collection[UUID], *, lock: bool = False) -> list[OwnTime]:
    rows = Occupancy.objects.filter(owner__in=owners).order_by("pk")
    if lock:
        rows = rows.select_for_update()
    return [
        OwnTime(pk, resource, (int(during.lower.timestamp()), int(during.upper.timestamp())), owner)
        for pk, resource, during, owner in rows.values_list("pk", "resource_id", "during", "owner")
    ]


def _join(
    claim: Claim, resources: Sequence[int], yielded: list[OwnTime], own: list[OwnTime]
) -> None:
    """Make one row of the pieces where a part of the time was ours already.

    It lies within our time, so no other owner can be in its way.
    """
    for resource in resources:
        given_back = [row.span for row in yielded if row.resource == resource]
        if subtract([claim.span], given_back) == [claim.span]:
            continue  # no time that was given back lay within: the pieces are complete
        Occupancy.objects.filter(owner=claim.owner, resource=resource).delete()
        kept = [row.span for row in own if row.resource == resource and row not in yielded]
        for piece in subtract([claim.span], kept):
            if not _put(claim, resource, piece):
                raise Occupied(resource)  # pragma: no cover (the time is ours: see above)


def _lock(resources: Sequence[int]) -> None:
    rows = Resource.objects.filter(pk__in=resources).order_by("pk")
    list(rows.select_for_update(no_key=True).values_list("pk"))


def _check_gaps(claim: Claim, resources: Sequence[int], now: datetime) -> None:
    """No range can express the greater of two pauses: lock the resource, read its neighbours."""
    before, after = claim.gaps
    with connection.cursor() as cursor:
        cursor.execute(
            TOO_NEAR,
            {
                "resources": sorted(resources),
                "starts_at": claim.starts_at,
                "ends_at": claim.ends_at,
                "near_from": claim.starts_at - LONGEST_GAP,
                "near_to": claim.ends_at + LONGEST_GAP,
                "before": before,
                "after": after,
                "ours": claim.ours,
                "now": now,
                "by_staff": claim.by_staff,
            },
        )
        if (row := cursor.fetchone()) is not None:
            raise Occupied(row[0])


def _moments(span: Span) -> tuple[datetime, datetime]:
    return datetime.fromtimestamp(span[0], UTC), datetime.fromtimestamp(span[1], UTC)


def _minutes(duration: timedelta) -> int:
    return int(duration.total_seconds() // 60)
