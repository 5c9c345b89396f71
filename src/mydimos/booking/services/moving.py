"""Moving an appointment: nothing is lost until the new time is certain."""

import uuid
from collections.abc import Mapping, Sequence
from datetime import datetime
from uuid import UUID

from django.db import transaction

from mydimos.audit.actors import Actor, ActorKind
from mydimos.booking.errors import (
    HoldReplaced,
    NotActive,
    NotOffered,
    ReasonMissing,
    SlotTaken,
    TooLate,
)
from mydimos.booking.mails.kinds import Kind
from mydimos.booking.models import Appointment, HistoryEntry, Hold
from mydimos.booking.rules import Verb, may_move
from mydimos.booking.services.choosing import ends_at, take_held_time, take_time
from mydimos.booking.services.history import write_history
from mydimos.booking.services.holding import make_hold
from mydimos.booking.services.limits import check_no_overlap
from mydimos.booking.services.locks import check_may, lock_applicant, lock_appointment
from mydimos.booking.services.messages import announce, wants_copy
from mydimos.booking.services.occupying import Claim, embargo, occupy, own_spans
from mydimos.booking.services.release import CHANCE, Chance, released_at
from mydimos.directory.policies import policy_of
from mydimos.directory.rules import is_offered
from mydimos.identity.models import Citizen
from mydimos.scheduling.spans import Span, subtract


@transaction.atomic
def take_moving_hold(
    *,
    appointment_id: UUID,
    by: Actor,
    starts_at: datetime,
    named_employee: int | None = None,
    now: datetime,
) -> Hold:
    """Keep another time for an appointment, which stays as it is; return the hold.

    Only time that the appointment does not occupy itself is taken, so the two may overlap. The
    cut-off holds for the public; staff may also take what is kept for them.

    Raises SlotTaken, TwoAtOnce, TooLate, NotActive, NotOffered, NotAllowed,
    Appointment.DoesNotExist.
    """
    check_may(Verb.MOVE, by)
    applicant = lock_applicant(appointment_id)
    appointment = lock_appointment(appointment_id, by=by)
    _check_movable(appointment, by, now)
    offering = appointment.offering
    if not is_offered(offering, now=now):
        raise NotOffered
    named = named_employee if offering.names_employee else None
    own = Hold.objects.select_for_update().filter(moves=appointment).first()
    if (
        own
        and own.is_live(now=now)
        and (own.starts_at, own.named_employee_id) == (starts_at, named)
    ):
        return own
    if starts_at == appointment.starts_at and named == appointment.named_employee_id:
        raise SlotTaken
    until = ends_at(offering, starts_at)
    _check_no_overlap(applicant, appointment, starts_at, until)
    expires_at = now + policy_of(offering.municipality_id).hold
    claim = Claim(
        owner=uuid.uuid4(),
        offering=offering,
        starts_at=starts_at,
        ends_at=until,
        expires_at=expires_at,
        keeps=[appointment.public_id],
        yields=[own.public_id] if own else [],
        by_staff=not by.is_public,
    )
    resources = take_time(claim, named=named, now=now)
    if own:
        own.delete()
    return make_hold(claim, resources, expires_at=expires_at, named=named, moves=appointment)


@transaction.atomic
def move_appointment(
    *,
    appointment_id: UUID,
    hold_id: UUID,
    by: Actor,
    reason: str = "",
    now: datetime,
    chance: Chance = CHANCE,
) -> Appointment:
    """Move to the time that the hold keeps; identity, reference and links stay.

    Called again with the same hold, nothing more happens. Employees say why.

    Raises SlotTaken (the hold ran out and its time was taken; the appointment stays),
    HoldReplaced, TwoAtOnce, TooLate, NotActive, ReasonMissing, NotAllowed,
    Appointment.DoesNotExist.
    """
    check_may(Verb.MOVE, by)
    if by.kind == ActorKind.EMPLOYEE and not reason.strip():
        raise ReasonMissing
    applicant = lock_applicant(appointment_id)
    appointment = lock_appointment(appointment_id, by=by)
    hold = Hold.objects.select_for_update().filter(public_id=hold_id, moves=appointment).first()
    if hold is None:
        return _moved_already(appointment, hold_id)
    _check_movable(appointment, by, now)
    _check_no_overlap(applicant, appointment, hold.starts_at, hold.ends_at)
    before = own_spans(appointment.public_id)
    release = released_at(appointment, now, chance)
    taken = _exchange(appointment, hold, by, now)
    if release:
        embargo(uuid.uuid4(), _left_free(before, hold, taken), until=release)
    _write(appointment, hold, now)
    hold.delete()
    write_history(appointment, HistoryEntry.Act.MOVED, by=by, now=now, reason=reason)
    announce(Kind.CHANGE, appointment, copy=wants_copy(appointment), now=now)
    return appointment


def _check_movable(appointment: Appointment, by: Actor, now: datetime) -> None:
    if not appointment.is_active(now=now):
        raise NotActive
    if not may_move(appointment, by=by, now=now):
        raise TooLate


def _check_no_overlap(
    applicant: Citizen | None, appointment: Appointment, starts_at: datetime, until: datetime
) -> None:
    if applicant:
        check_no_overlap(
            applicant, appointment.on_behalf, starts_at, until, excluding=appointment.public_id
        )


def _moved_already(appointment: Appointment, hold_id: UUID) -> Appointment:
    """The appointment if this hold was used (the form was sent twice). Else raise HoldReplaced."""
    if appointment.moved_by == hold_id:
        return appointment
    raise HoldReplaced


def _exchange(appointment: Appointment, hold: Hold, by: Actor, now: datetime) -> tuple[int, ...]:
    """Replace the time of appointment and hold by the new one; return the resources."""
    claim = Claim(
        owner=appointment.public_id,
        offering=appointment.offering,
        starts_at=hold.starts_at,
        ends_at=hold.ends_at,
        expires_at=None,
        yields=[appointment.public_id, hold.public_id],
        by_staff=not by.is_public,
    )
    return take_held_time(claim, hold, occupy, now=now)


def _write(appointment: Appointment, hold: Hold, now: datetime) -> None:
    appointment.starts_at, appointment.ends_at = hold.starts_at, hold.ends_at
    appointment.named_employee_id = hold.named_employee_id
    appointment.moved_by = hold.public_id
    appointment.sequence += 1
    appointment.changed_at = now
    appointment.save(
        update_fields=[
            "starts_at", "ends_at", "named_employee", "moved_by", "sequence", "changed_at",
        ]
    )  # fmt: skip


def _left_free(
    before: Mapping[int, Sequence[Span]], hold: Hold, taken: Sequence[int]
) -> dict[int, list[Span]]:
    new = (int(hold.starts_at.timestamp()), int(hold.ends_at.timestamp()))
    return {
        resource: subtract(spans, [new] if resource in taken else [])
        for resource, spans in before.items()
    }
