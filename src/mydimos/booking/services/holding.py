"""Keeping a time while somebody fills in the form."""

import uuid
from datetime import datetime

from django.conf import settings
from django.db import transaction

from mydimos.booking.errors import NotOffered
from mydimos.booking.models import Appointment, Hold, Occupancy
from mydimos.booking.services.choosing import ends_at, take_time
from mydimos.booking.services.limits import check_limits, lock_citizen
from mydimos.booking.services.occupying import Claim
from mydimos.directory.models import Offering
from mydimos.directory.rules import is_offered
from mydimos.identity.models import Citizen


@transaction.atomic
def take_hold(
    *,
    citizen: Citizen,
    offering: Offering,
    starts_at: datetime,
    named_employee: int | None = None,
    now: datetime,
) -> Hold:
    """Keep a time for a citizen; a time kept before is given up once this one is certain.

    Asked again for the same time, it is the same hold: a double click ends in one appointment.
    Raises SlotTaken, LimitReached, NotOffered (also where nobody may have any by themselves).
    """
    lock_citizen(citizen)
    if not (is_offered(offering, now=now) and offering.max_active_per_person):
        raise NotOffered
    check_limits(citizen, offering, now=now)
    named = named_employee if offering.names_employee else None
    own = Hold.objects.select_for_update().filter(citizen=citizen).first()
    if own and _is_for(own, offering, starts_at, named, now):
        return own
    expires_at = now + settings.HOLD_DURATION
    claim = Claim(
        owner=uuid.uuid4(),
        offering=offering,
        starts_at=starts_at,
        ends_at=ends_at(offering, starts_at),
        expires_at=expires_at,
        yields=[own.public_id] if own else [],
    )
    resources = take_time(claim, named=named, now=now)
    if own:
        own.delete()
    return make_hold(claim, resources, expires_at=expires_at, named=named, citizen=citizen)


@transaction.atomic
def give_up_hold(*, citizen: Citizen) -> None:
    """Let the kept time go; nothing happens where there is none."""
    lock_citizen(citizen)
    if hold := Hold.objects.select_for_update().filter(citizen=citizen).first():
        Occupancy.objects.filter(owner=hold.public_id).delete()
        hold.delete()


def make_hold(
    claim: Claim,
    resources: tuple[int, ...],
    *,
    expires_at: datetime,
    named: int | None,
    citizen: Citizen | None = None,
    moves: Appointment | None = None,
) -> Hold:
    """Write down whose time was taken."""
    return Hold.objects.create(
        public_id=claim.owner,
        offering=claim.offering,
        starts_at=claim.starts_at,
        ends_at=claim.ends_at,
        expires_at=expires_at,
        resources=list(resources),
        named_employee_id=named,
        citizen=citizen,
        moves=moves,
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
