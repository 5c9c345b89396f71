"""Offerings: what can be booked where and in which way, and what it needs."""

from collections.abc import Collection, Sequence
from datetime import datetime, timedelta
from decimal import Decimal
from typing import TypedDict, Unpack

from django.db import transaction

from mydimos.audit.actors import Actor
from mydimos.audit.acts import Act
from mydimos.audit.services import record
from mydimos.directory.errors import NoNeeds
from mydimos.directory.models import Need, NeedMember, Offering, Office, Resource, Service
from mydimos.directory.services.writing import change, refusals, write

Groups = Sequence[Collection[Resource]]
"""A group for each need; one resource of each is taken. The first group gives the grid."""


class OfferingRules(TypedDict, total=False):
    """The columns of an offering; those that are left out stay, or keep their default."""

    duration: timedelta  # needed to offer it
    step: timedelta | None
    gap_before: timedelta
    gap_after: timedelta
    notice: timedelta
    notice_working_days: int | None
    horizon_days: int | None
    move_cutoff: timedelta
    cancel_cutoff: timedelta
    names_employee: bool
    max_active_per_person: int
    staff_share: Decimal
    longest_release_delay: timedelta


@transaction.atomic
def offer_service(
    *,
    service: Service,
    office: Office,
    channel: str,
    needs: Groups,
    by: Actor,
    now: datetime,
    **rules: Unpack[OfferingRules],
) -> Offering:
    """Offer a service at an office in one way.

    Raises InvalidFields, AlreadyOffered, OtherMunicipality, NoNeeds, NotLent and the errors of the
    rules (InvalidDuration, InvalidStep, InvalidGap, InvalidCutoff, InvalidShare, TwoKindsOfNotice).
    """
    offering = Offering(
        municipality_id=service.municipality_id,
        service=service,
        office=office,
        channel=channel,
        **rules,
    )
    write(offering)
    _write_needs(offering, needs)
    _record(Act.OFFERING_ADDED, offering, by, now)
    return offering


@transaction.atomic
def change_offering(
    *, offering: Offering, by: Actor, now: datetime, **rules: Unpack[OfferingRules]
) -> None:
    """Change rules of an offering; booked appointments keep their time. Raises as offer_service."""
    change(offering, dict(rules))
    _record(Act.OFFERING_CHANGED, offering, by, now)


@transaction.atomic
def set_needs(*, offering: Offering, needs: Groups, by: Actor, now: datetime) -> None:
    """Put other needs in place of those of an offering. Raises NoNeeds, NotLent."""
    Offering.objects.select_for_update(no_key=True).get(pk=offering.pk)
    offering.needs.all().delete()
    _write_needs(offering, needs)
    _record(Act.OFFERING_NEEDS_SET, offering, by, now)


@transaction.atomic
def retire_offering(*, offering: Offering, by: Actor, now: datetime) -> None:
    """Give out no more times for it. Booked appointments stand."""
    change(offering, {"is_active": False})
    _record(Act.OFFERING_RETIRED, offering, by, now)


@transaction.atomic
def restore_offering(*, offering: Offering, by: Actor, now: datetime) -> None:
    """Give out times for it again."""
    change(offering, {"is_active": True})
    _record(Act.OFFERING_RESTORED, offering, by, now)


def new_needs(offering: Offering, needs: Groups) -> tuple[list[Need], list[NeedMember]]:
    """The rows for the needs of an offering, not saved yet: for writing many at once."""
    groups = [
        (Need(municipality_id=offering.municipality_id, offering=offering, position=place), group)
        for place, group in enumerate(needs)
    ]
    members = [
        NeedMember(municipality_id=offering.municipality_id, need=need, resource=resource)
        for need, group in groups
        for resource in group
    ]
    return [need for need, _ in groups], members


def _write_needs(offering: Offering, needs: Groups) -> None:
    if not (needs and all(needs)):
        raise NoNeeds
    rows, members = new_needs(offering, needs)
    with refusals():
        Need.objects.bulk_create(rows)
        NeedMember.objects.bulk_create(members)


def _record(act: Act, offering: Offering, by: Actor, now: datetime) -> None:
    record(
        act,
        by=by,
        now=now,
        subject=offering.public_id,
        municipality=offering.municipality_id,
        department=offering.service.department_id,
    )
