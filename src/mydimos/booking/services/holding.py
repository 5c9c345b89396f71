"""Keeping a time while somebody fills in the form."""

import uuid
from datetime import datetime

from django.conf import settings
from django.db import transaction
from django.db.models import Count, Q

from mydimos.booking.errors import LimitReached, NotOffered
from mydimos.booking.models import Appointment, Hold, Occupancy, Participant
from mydimos.booking.rules import is_offered
from mydimos.booking.services.choosing import ends_at, take_time
from mydimos.booking.services.occupying import Claim
from mydimos.directory.models import Offering
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
    if not (is_offered(offering) and offering.max_active_per_person):
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


def lock_citizen(citizen: Citizen) -> None:
    """One act at a time for one person: first in the order of locks; makes the limits hold."""
    Citizen.objects.select_for_update(no_key=True).get(pk=citizen.pk)


def check_limits(citizen: Citizen, offering: Offering, *, now: datetime) -> None:
    """Raise LimitReached when the person has as many active appointments as are allowed.

    Counted with the citizen locked, so that two tabs cannot pass together.
    """
    counts = Participant.objects.filter(
        citizen=citizen,
        appointment__status=Appointment.Status.BOOKED,
        appointment__ends_at__gt=now,
    ).aggregate(
        in_all=Count("pk"),
        of_service=Count("pk", filter=Q(appointment__offering__service=offering.service_id)),
    )
    if counts["of_service"] >= offering.max_active_per_person:
        raise LimitReached(offering.max_active_per_person, of_this_service=True)
    if counts["in_all"] >= settings.MAX_ACTIVE_APPOINTMENTS:
        raise LimitReached(settings.MAX_ACTIVE_APPOINTMENTS, of_this_service=False)


def _is_for(
    hold: Hold, offering: Offering, starts_at: datetime, named: int | None, now: datetime
) -> bool:
    wanted = (offering.pk, starts_at, named)
    return hold.is_live(now=now) and wanted == (
        hold.offering_id,
        hold.starts_at,
        hold.named_employee_id,
    )
