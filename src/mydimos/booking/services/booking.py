"""Turning a hold into an appointment."""

from datetime import datetime
from secrets import choice
from uuid import UUID

from django.db import transaction

from mydimos.audit.actors import Actor
from mydimos.booking.errors import HoldReplaced, NotAllowed
from mydimos.booking.mails.kinds import Kind
from mydimos.booking.models import Appointment, HistoryEntry, Hold
from mydimos.booking.people import Declaration, People
from mydimos.booking.rules import Verb, made_by, may_book_for
from mydimos.booking.services.choosing import take_held_time
from mydimos.booking.services.history import write_history
from mydimos.booking.services.limits import check_limits, check_no_overlap
from mydimos.booking.services.locks import check_may, lock_holder
from mydimos.booking.services.messages import announce
from mydimos.booking.services.occupying import Claim, confirm
from mydimos.booking.services.participants import add_participants
from mydimos.directory.policies import policy_of
from mydimos.identity.models import Citizen

# No vowels (no words come about), nothing that is mistaken for another: 24^8 references.
LETTERS = "2346789BCDFGHJKMPQRTVWXY"


@transaction.atomic
def book_appointment(
    *,
    hold_id: UUID,
    by: Actor,
    people: People,
    declaration: Declaration | None = None,
    through: Appointment.Through = Appointment.Through.WEB,
    now: datetime,
) -> Appointment:
    """Turn a hold into an appointment of the same public id.

    Called again with the same hold it returns the same appointment: a double click, the back
    button, a lost answer. A hold that ran out still counts if its time can still be booked.
    A citizen declares (R8) and has limits; an employee does neither.

    Raises SlotTaken (it ran out and is no longer free), HoldReplaced (another time was chosen
    since), LimitReached, TwoAtOnce, NotAllowed (R6, or a declaration too few or too many).
    """
    check_may(Verb.BOOK, by)
    holder = lock_holder(by)
    holds = holder.locked_holds().select_related("offering__service")
    hold = holds.filter(public_id=hold_id).first()
    if hold is None:
        return _booked_already(hold_id, by)
    if by.is_public != (declaration is not None):
        raise NotAllowed
    if holder.citizen:
        _check_citizen(holder.citizen, people, hold, now)
    _make_certain(hold, by, now)
    appointment = _create(hold, people, by, declaration, through, now)
    add_participants(appointment, people, holder.citizen)
    hold.delete()
    write_history(appointment, HistoryEntry.Act.BOOKED, by=by, now=now)
    announce(Kind.CONFIRMATION, appointment, copy=bool(people.copy_to), now=now)
    return appointment


def _booked_already(hold_id: UUID, by: Actor) -> Appointment:
    """The appointment that the hold has become. Raises HoldReplaced."""
    booked = Appointment.objects.filter(public_id=hold_id)
    if by.is_public:
        booked = booked.filter(participants__citizen=by.id)
    else:
        booked = booked.filter(history__act=HistoryEntry.Act.BOOKED, history__employee=by.id)
    if (appointment := booked.first()) is None:
        raise HoldReplaced
    return appointment


def _check_citizen(citizen: Citizen, people: People, hold: Hold, now: datetime) -> None:
    if not may_book_for(people.on_behalf, as_company=citizen.is_company):
        raise NotAllowed
    policy = policy_of(hold.offering.municipality_id)
    check_limits(citizen, hold.offering, policy=policy, now=now)
    check_no_overlap(citizen, people.on_behalf, hold.starts_at, hold.ends_at)


def _make_certain(hold: Hold, by: Actor, now: datetime) -> None:
    """Make the held time the appointment's, with another resource if needed. Raises SlotTaken."""
    claim = Claim(
        owner=hold.public_id,
        offering=hold.offering,
        starts_at=hold.starts_at,
        ends_at=hold.ends_at,
        expires_at=None,
        yields=[hold.public_id],
        by_staff=not by.is_public,
    )
    take_held_time(claim, hold, confirm, now=now)


def _create(
    hold: Hold,
    people: People,
    by: Actor,
    declaration: Declaration | None,
    through: Appointment.Through,
    now: datetime,
) -> Appointment:
    service = hold.offering.service
    return Appointment.objects.create(
        public_id=hold.public_id,
        reference=_new_reference(),
        municipality_id=service.municipality_id,
        department_id=service.department_id,
        offering=hold.offering,
        channel=hold.offering.channel,
        starts_at=hold.starts_at,
        ends_at=hold.ends_at,
        on_behalf=people.on_behalf,
        made_by=made_by(by),
        booked_through=through,
        named_employee_id=hold.named_employee_id,
        declaration=declaration.text if declaration else None,
        notice=declaration.notice if declaration else None,
        declared_at=now if declaration else None,
        booked_at=now,
        changed_at=now,
    )


def _new_reference() -> str:
    """A reference that no appointment has. (If two drew one at the same moment, the unique
    column refuses the second.)"""
    while True:
        drawn = "".join(choice(LETTERS) for _ in range(8))
        if not Appointment.objects.filter(reference=drawn).exists():
            return drawn
