"""Keeping a time while a form is filled in."""

import uuid
from datetime import datetime

from django.db import transaction

from mydimos.audit.actors import Actor
from mydimos.booking.errors import NotOffered
from mydimos.booking.models import Appointment, Hold, Occupancy
from mydimos.booking.rules import Verb, may_hold
from mydimos.booking.services.choosing import ends_at, take_time
from mydimos.booking.services.limits import check_limits
from mydimos.booking.services.locks import Holder, check_may, lock_holder
from mydimos.booking.services.occupying import Claim
from mydimos.directory.models import Offering
from mydimos.directory.policies import policy_of


@transaction.atomic
def take_hold(
    *,
    by: Actor,
    offering: Offering,
    starts_at: datetime,
    named_employee: int | None = None,
    now: datetime,
) -> Hold:
    """Keep a time for a citizen or an employee; return the hold.

    An earlier hold is given up once this time is certain. The same time asked for again is the
    same hold: a double click ends in one appointment. An employee may also take time that is kept
    for staff or freed a moment ago, and has no limits.

    Raises SlotTaken, LimitReached, NotOffered, NotAllowed.
    """
    check_may(Verb.HOLD, by)
    holder = lock_holder(by)
    if not may_hold(offering, by=by, now=now):
        raise NotOffered
    policy = policy_of(offering.municipality_id)
    if holder.citizen:
        check_limits(holder.citizen, offering, policy=policy, now=now)
    named = named_employee if offering.names_employee else None
    own = holder.locked_holds().first()
    if own and _is_for(own, offering, starts_at, named, now):
        return own
    expires_at = now + policy.hold
    claim = Claim(
        owner=uuid.uuid4(),
        offering=offering,
        starts_at=starts_at,
        ends_at=ends_at(offering, starts_at),
        expires_at=expires_at,
        yields=[own.public_id] if own else [],
        by_staff=not by.is_public,
    )
    resources = take_time(claim, named=named, now=now)
    if own:
        own.delete()
    return make_hold(claim, resources, expires_at=expires_at, named=named, holder=holder)


@transaction.atomic
def give_up_hold(*, by: Actor) -> None:
    """Free the time that a citizen or an employee keeps, if there is any. Raises NotAllowed."""
    check_may(Verb.HOLD, by)
    if hold := lock_holder(by).locked_holds().first():
        Occupancy.objects.filter(owner=hold.public_id).delete()
        hold.delete()


def drop_moving_hold(appointment: Appointment) -> None:
    """Free the time to which an appointment, locked before, would be moved."""
    if hold := Hold.objects.select_for_update().filter(moves=appointment).first():
        Occupancy.objects.filter(owner=hold.public_id).delete()
        hold.delete()


def make_hold(
    claim: Claim,
    resources: tuple[int, ...],
    *,
    expires_at: datetime,
    named: int | None,
    holder: Holder | None = None,
    moves: Appointment | None = None,
) -> Hold:
    """Store the hold of a claim whose time was taken."""
    return Hold.objects.create(
        public_id=claim.owner,
        municipality_id=claim.offering.service.municipality_id,
        offering=claim.offering,
        starts_at=claim.starts_at,
        ends_at=claim.ends_at,
        expires_at=expires_at,
        resources=list(resources),
        named_employee_id=named,
        moves=moves,
        **(holder.columns if holder else {}),
    )


def _is_for(
    hold: Hold, offering: Offering, starts_at: datetime, named: int | None, now: datetime
) -> bool:
    wanted = (offering.pk, starts_at, named)
    return hold.is_live(now=now) and wanted == (
        hold.offering_id,
        hold.starts_at,
        hold.named_employee_id,
    )
