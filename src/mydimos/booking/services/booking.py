"""Turning a hold into an appointment."""

from collections.abc import Iterator
from datetime import datetime
from secrets import choice
from uuid import UUID

from django.db import transaction

from mydimos.audit.actors import Actor
from mydimos.audit.acts import Act
from mydimos.audit.services import record
from mydimos.booking.errors import HoldReplaced, NotAllowed
from mydimos.booking.models import Appointment, HistoryEntry, Hold, Participant
from mydimos.booking.people import People, Person
from mydimos.booking.rules import may_book_for, may_invite
from mydimos.booking.services.choosing import take_held_time
from mydimos.booking.services.limits import check_limits, check_no_overlap, lock_citizen
from mydimos.booking.services.messages import announce
from mydimos.booking.services.occupying import Claim, confirm
from mydimos.crypto.hashing import keyed_hash
from mydimos.identity.models import Citizen

# No vowels (no words come about), nothing that is mistaken for another: 24^8 references.
LETTERS = "2346789BCDFGHJKMPQRTVWXY"


@transaction.atomic
def book_appointment(
    *,
    hold_id: UUID,
    citizen: Citizen,
    people: People,
    declaration_version: str,
    now: datetime,
) -> Appointment:
    """Turn a hold into an appointment of the same public id.

    Called again with the same hold it returns the same appointment: a double click, the back
    button, a lost answer. A hold that ran out still counts as long as its time can be booked.

    Raises SlotTaken (it ran out and is no longer to be had), HoldReplaced (another time was
    chosen since), LimitReached, TwoAtOnce, NotAllowed (R6).
    """
    lock_citizen(citizen)
    if booked := _booked_already(hold_id, citizen):
        return booked
    hold = _own_hold(hold_id, citizen)
    if not may_book_for(people.on_behalf, as_company=citizen.is_company):
        raise NotAllowed
    check_limits(citizen, hold.offering, now=now)
    check_no_overlap(citizen, people.on_behalf, hold.starts_at, hold.ends_at)
    _make_certain(hold, now)
    appointment = _create(hold, people, declaration_version, now)
    Participant.objects.bulk_create(_participants(appointment, people, citizen))
    hold.delete()
    write_history(appointment, HistoryEntry.Act.BOOKED, by=Actor.citizen(citizen.pk), now=now)
    announce("confirmation", appointment, copy=bool(people.copy_to), now=now)
    return appointment


def write_history(
    appointment: Appointment, act: HistoryEntry.Act, *, by: Actor, now: datetime
) -> None:
    """Keep what happened, with the appointment and in the audit."""
    HistoryEntry.objects.create(
        appointment=appointment, act=act, at=now, actor=by.kind, starts_at=appointment.starts_at
    )
    record(
        Act(f"appointment.{act}"),
        by=by,
        now=now,
        subject=appointment.public_id,
        municipality=appointment.municipality_id,
        department=appointment.department_id,
    )


def _booked_already(hold_id: UUID, citizen: Citizen) -> Appointment | None:
    return Appointment.objects.filter(public_id=hold_id, participants__citizen=citizen).first()


def _own_hold(hold_id: UUID, citizen: Citizen) -> Hold:
    holds = Hold.objects.select_for_update(of=("self",)).select_related(
        "offering__service", "offering__office"
    )
    if hold := holds.filter(public_id=hold_id, citizen=citizen).first():
        return hold
    raise HoldReplaced


def _make_certain(hold: Hold, now: datetime) -> None:
    """The time becomes the appointment's; with another resource if need be. Raises SlotTaken."""
    claim = Claim(
        owner=hold.public_id,
        offering=hold.offering,
        starts_at=hold.starts_at,
        ends_at=hold.ends_at,
        expires_at=None,
        yields=[hold.public_id],
    )
    take_held_time(claim, hold, confirm, now=now)


def _create(hold: Hold, people: People, declaration_version: str, now: datetime) -> Appointment:
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
        named_employee_id=hold.named_employee_id,
        declaration_version=declaration_version,
        declared_at=now,
        booked_at=now,
        changed_at=now,
    )


def _new_reference() -> str:
    """One that nobody has. (Should two be drawn at one moment, the column refuses the second.)"""
    while True:
        drawn = "".join(choice(LETTERS) for _ in range(8))
        if not Appointment.objects.filter(reference=drawn).exists():
            return drawn


def _participants(
    appointment: Appointment, people: People, citizen: Citizen
) -> Iterator[Participant]:
    language = people.served.language
    yield Participant(
        appointment=appointment,
        role=Participant.Role.APPLICANT,
        citizen=citizen,
        language=language,
        **_address(people.copy_to),
    )
    yield _who_appears(appointment, people.served)
    if people.guest and may_invite(appointment.channel):
        yield Participant(
            appointment=appointment,
            role=Participant.Role.GUEST,
            name=people.guest.name,
            language=language,
            **_address(people.guest.email),
        )


def _who_appears(appointment: Appointment, person: Person) -> Participant:
    role = Participant.Role.REPRESENTATIVE if person.company else Participant.Role.SERVED
    return Participant(
        appointment=appointment,
        role=role,
        name=person.name,
        company=person.company,
        phone=person.phone,
        phone_index=keyed_hash(person.phone, purpose="phone")[1],
        requirements=list(person.requirements) or None,
        notes=person.notes or None,
        language=person.language,
        **_address(person.email),
    )


def _address(email: str) -> dict[str, str | bytes | None]:
    if not email:
        return {"email": None, "email_index": None}
    return {"email": email, "email_index": keyed_hash(email.lower(), purpose="email")[1]}
