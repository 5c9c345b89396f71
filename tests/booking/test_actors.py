"""Each verb with each kind of actor: who may, which limits hold, what is written down."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.db import IntegrityError, ProgrammingError, connection, transaction

from mydimos.audit.actors import Actor, ActorKind
from mydimos.audit.models import Line
from mydimos.booking.errors import NotAllowed, NotOffered, ReasonMissing, SlotTaken, TooLate
from mydimos.booking.models import AccessCode, Appointment, HistoryEntry, Hold
from mydimos.booking.rules import WHO_MAY, Verb
from mydimos.booking.services import (
    book_appointment,
    cancel_appointment,
    check_code,
    complete_appointment,
    correct_contact,
    give_up_hold,
    mark_missed,
    move_appointment,
    reopen,
    see_appointment,
    send_again,
    send_code,
    take_hold,
    take_moving_hold,
)
from mydimos.booking.services.locks import lock_holder
from mydimos.identity.models import User
from tests.booking.moves import resources_of
from tests.factories import (
    NOW,
    at,
    book,
    for_herself,
    make_citizen,
    make_declaration,
    make_offering,
)

pytestmark = pytest.mark.django_db

CITIZEN, LINK, EMPLOYEE, DEVICE, IMPORT, SYSTEM = ActorKind

# Written by hand, so that a slip in the rule is noticed.
EXPECTED = {
    Verb.HOLD: {CITIZEN, EMPLOYEE},
    Verb.BOOK: {CITIZEN, EMPLOYEE},
    Verb.MOVE: {CITIZEN, LINK, EMPLOYEE},
    Verb.CANCEL: {CITIZEN, LINK, EMPLOYEE, SYSTEM},
    Verb.SEND_AGAIN: {CITIZEN, LINK, EMPLOYEE},
    Verb.CORRECT_CONTACT: {CITIZEN, EMPLOYEE},
    Verb.SEND_CODE: {LINK},
    Verb.CHECK_CODE: {LINK},
    Verb.COMPLETE: {EMPLOYEE},
    Verb.MARK_MISSED: {EMPLOYEE},
    Verb.REOPEN: {EMPLOYEE},
    Verb.SEE: {EMPLOYEE},
}


def make_employee() -> User:
    return User.objects.create(
        full_name="Μαρία Παππά", email="maria@town.example", email_index=b"m" * 32
    )


def actor(kind: ActorKind, citizen_id: int) -> Actor:
    match kind:
        case ActorKind.CITIZEN:
            return Actor.citizen(citizen_id)
        case ActorKind.EMPLOYEE | ActorKind.IMPORT:
            return Actor(kind, make_employee().pk)
        case _:
            return Actor(kind)


def hold_for(by: Actor, appointment: Appointment) -> None:
    take_hold(by=by, offering=appointment.offering, starts_at=at("13:00"), now=NOW)


def book_for(by: Actor, appointment: Appointment) -> None:
    if by.kind in {CITIZEN, EMPLOYEE}:
        kept = take_hold(by=by, offering=appointment.offering, starts_at=at("13:00"), now=NOW)
        hold_id = kept.public_id
    else:
        hold_id = appointment.public_id
    declared = make_declaration() if by.is_public else None
    book_appointment(hold_id=hold_id, by=by, people=for_herself(), declaration=declared, now=NOW)


def move_for(by: Actor, appointment: Appointment) -> None:
    kept = take_moving_hold(
        appointment_id=appointment.public_id, by=by, starts_at=at("13:00"), now=NOW
    )
    move_appointment(
        appointment_id=appointment.public_id,
        hold_id=kept.public_id,
        by=by,
        reason="Ασθένεια",
        now=NOW,
    )


def cancel_for(by: Actor, appointment: Appointment) -> None:
    cancel_appointment(appointment_id=appointment.public_id, by=by, reason="Ασθένεια", now=NOW)


def send_again_for(by: Actor, appointment: Appointment) -> None:
    send_again(appointment_id=appointment.public_id, by=by, now=NOW)


def correct_for(by: Actor, appointment: Appointment) -> None:
    correct_contact(
        appointment_id=appointment.public_id,
        by=by,
        email="eleni@new.example",
        phone="+306900000002",
        now=NOW,
    )


def send_code_for(by: Actor, appointment: Appointment) -> None:
    send_code(appointment_id=appointment.public_id, role="served", by=by, now=NOW)


def check_code_for(by: Actor, appointment: Appointment) -> None:
    send_code_for(Actor.link(), appointment)
    code = AccessCode.objects.get().code
    check_code(appointment_id=appointment.public_id, role="served", code=code, by=by, now=NOW)


def complete_for(by: Actor, appointment: Appointment) -> None:
    complete_appointment(appointment_id=appointment.public_id, by=by, now=NOW)


def miss_for(by: Actor, appointment: Appointment) -> None:
    because = HistoryEntry.MissedBecause.DID_NOT_COME
    mark_missed(
        appointment_id=appointment.public_id, because=because, by=by, now=appointment.starts_at
    )


def reopen_for(by: Actor, appointment: Appointment) -> None:
    complete_for(Actor.employee(User.objects.create(email_index=b"o").pk), appointment)
    reopen(appointment_id=appointment.public_id, by=by, now=NOW)


def see_for(by: Actor, appointment: Appointment) -> None:
    see_appointment(appointment_id=appointment.public_id, by=by, now=NOW)


ACTS: dict[Verb, Callable[[Actor, Appointment], None]] = {
    Verb.HOLD: hold_for,
    Verb.BOOK: book_for,
    Verb.MOVE: move_for,
    Verb.CANCEL: cancel_for,
    Verb.SEND_AGAIN: send_again_for,
    Verb.CORRECT_CONTACT: correct_for,
    Verb.SEND_CODE: send_code_for,
    Verb.CHECK_CODE: check_code_for,
    Verb.COMPLETE: complete_for,
    Verb.MARK_MISSED: miss_for,
    Verb.REOPEN: reopen_for,
    Verb.SEE: see_for,
}


def test_the_table_of_rules_is_the_one_that_was_decided() -> None:
    assert {verb: set(kinds) for verb, kinds in WHO_MAY.items()} == EXPECTED


@pytest.mark.parametrize("kind", list(ActorKind))
@pytest.mark.parametrize("verb", list(Verb))
def test_each_verb_accepts_the_actors_of_the_table_and_no_others(
    verb: Verb, kind: ActorKind
) -> None:
    citizen = make_citizen()
    appointment = book(citizen, make_offering(desks=2), "12:00")
    by = actor(kind, citizen.pk)

    if kind in EXPECTED[verb]:
        ACTS[verb](by, appointment)
    else:
        with pytest.raises(NotAllowed):
            ACTS[verb](by, appointment)


@pytest.mark.parametrize("verb", [Verb.MOVE, Verb.CANCEL, Verb.SEND_AGAIN, Verb.CORRECT_CONTACT])
def test_the_appointment_of_another_citizen_is_not_found(verb: Verb) -> None:
    appointment = book(make_citizen(), make_offering(), "12:00")

    with pytest.raises(Appointment.DoesNotExist):
        ACTS[verb](Actor.citizen(make_citizen().pk), appointment)


@pytest.mark.parametrize(
    ("kind", "status"),
    [
        (CITIZEN, "cancelled_citizen"),
        (LINK, "cancelled_citizen"),
        (EMPLOYEE, "cancelled_municipality"),
        (SYSTEM, "cancelled_municipality"),
    ],
)
def test_who_cancels_decides_the_state(kind: ActorKind, status: str) -> None:
    citizen = make_citizen()
    appointment = book(citizen, make_offering(), "12:00")

    cancel_for(actor(kind, citizen.pk), appointment)

    appointment.refresh_from_db()
    assert (appointment.status, appointment.cancelled_at) == (status, NOW)
    assert appointment.over_at == NOW


def test_an_employee_cancels_after_the_cut_off_and_says_why() -> None:
    appointment = book(make_citizen(), make_offering(cancel_cutoff=timedelta(hours=5)), "12:00")
    maria = make_employee()

    with pytest.raises(TooLate):
        cancel_appointment(appointment_id=appointment.public_id, by=Actor.link(), now=NOW)
    with pytest.raises(ReasonMissing):
        cancel_appointment(
            appointment_id=appointment.public_id, by=Actor.employee(maria.pk), now=NOW
        )
    cancel_for(Actor.employee(maria.pk), appointment)

    entry = appointment.history.get(act="cancelled")
    assert (entry.employee, entry.reason) == (maria, "Ασθένεια")
    assert Line.objects.get(act="appointment.cancelled").actor_id == maria.pk


def test_an_employee_moves_after_the_cut_off() -> None:
    appointment = book(make_citizen(), make_offering(move_cutoff=timedelta(hours=5)), "12:00")

    with pytest.raises(TooLate):
        move_for(Actor.link(), appointment)
    move_for(Actor.employee(make_employee().pk), appointment)

    appointment.refresh_from_db()
    assert appointment.starts_at == at("13:00")


def test_an_employee_books_without_login_declaration_and_limits() -> None:
    offering = make_offering(max_active_per_person=1, desks=2)
    maria = Actor.employee(make_employee().pk)
    booked = []
    for clock in ("09:00", "09:30"):
        kept = take_hold(by=maria, offering=offering, starts_at=at(clock), now=NOW)
        booked.append(
            book_appointment(
                hold_id=kept.public_id,
                by=maria,
                people=for_herself(),
                through=Appointment.Through.PHONE,
                now=NOW,
            )
        )

    assert [(one.made_by, one.booked_through) for one in booked] == [("employee", "phone")] * 2
    assert [one.declaration for one in booked] == [None, None]
    assert [one.role for one in booked[0].participants.all()] == ["served"]
    assert booked[0].history.get().employee_id == maria.id


def test_the_form_of_an_employee_sent_twice_is_one_appointment() -> None:
    maria = Actor.employee(make_employee().pk)
    kept = take_hold(by=maria, offering=make_offering(), starts_at=at("09:00"), now=NOW)
    form: dict[str, Any] = {"hold_id": kept.public_id, "by": maria, "people": for_herself()}

    once, twice = (book_appointment(**form, now=NOW) for _ in range(2))

    assert once == twice
    assert not Hold.objects.exists()


def test_an_employee_takes_what_is_kept_for_staff() -> None:
    offering = make_offering(opens="09:00", closes="10:00", staff_share="0.5")
    maria, citizen = Actor.employee(make_employee().pk), Actor.citizen(make_citizen().pk)

    with pytest.raises(SlotTaken):
        take_hold(by=citizen, offering=offering, starts_at=at("09:30"), now=NOW)
    kept = take_hold(by=maria, offering=offering, starts_at=at("09:30"), now=NOW)

    assert kept.employee_id == maria.id


@pytest.mark.parametrize("by", [Actor.link(), Actor.system(), Actor(CITIZEN)])
def test_an_actor_without_a_row_of_their_own_keeps_no_time(by: Actor) -> None:
    with pytest.raises(NotAllowed):
        lock_holder(by)


def test_an_offering_for_staff_only_is_not_held_by_citizens() -> None:
    offering = make_offering(max_active_per_person=0)

    with pytest.raises(NotOffered):
        take_hold(
            by=Actor.citizen(make_citizen().pk), offering=offering, starts_at=at("09:00"), now=NOW
        )
    take_hold(
        by=Actor.employee(make_employee().pk), offering=offering, starts_at=at("09:00"), now=NOW
    )


def test_an_employee_gives_the_time_back() -> None:
    maria, offering = Actor.employee(make_employee().pk), make_offering()
    take_hold(by=maria, offering=offering, starts_at=at("09:00"), now=NOW)

    give_up_hold(by=maria)

    assert resources_of(book(make_citizen(), offering, "09:00"))


def test_a_time_is_kept_for_one_owner() -> None:
    maria, offering = make_employee(), make_offering()
    kept = take_hold(
        by=Actor.citizen(make_citizen().pk), offering=offering, starts_at=at("09:00"), now=NOW
    )

    for owners in ({"employee": maria}, {"citizen": None}):
        with pytest.raises(IntegrityError, match="hold_has_one_owner"), transaction.atomic():
            Hold.objects.filter(pk=kept.pk).update(**owners)


@pytest.mark.parametrize("declares", [True, False], ids=["an employee", "a citizen"])
def test_citizens_declare_and_staff_do_not(*, declares: bool) -> None:
    citizen, maria = make_citizen(), make_employee()
    by = Actor.employee(maria.pk) if declares else Actor.citizen(citizen.pk)
    kept = take_hold(by=by, offering=make_offering(), starts_at=at("09:00"), now=NOW)

    with pytest.raises(NotAllowed):
        book_appointment(
            hold_id=kept.public_id,
            by=by,
            people=for_herself(),
            declaration=make_declaration() if declares else None,
            now=NOW,
        )


def test_the_database_refuses_a_citizens_appointment_without_declaration() -> None:
    appointment = book(make_citizen(), make_offering())

    with pytest.raises(IntegrityError, match="appointment_citizens_declare"), transaction.atomic():
        Appointment.objects.filter(pk=appointment.pk).update(declared_at=None)


def test_a_line_of_the_audit_leads_to_no_citizen_and_to_no_address() -> None:
    appointment = book(make_citizen(), make_offering())

    line = Line.objects.get(act="appointment.booked")
    assert (line.actor, line.actor_id, line.subject) == ("citizen", None, appointment.trace)
    assert appointment.trace != appointment.public_id


def test_a_line_of_the_audit_says_who_acted() -> None:
    nobody: Any = {"at": NOW, "act": "appointment.booked", "actor": None}

    with pytest.raises(IntegrityError, match='"actor"'), transaction.atomic():
        Line.objects.create(**nobody)


@pytest.mark.parametrize(
    "statement", ["UPDATE audit_line SET act = 'another'", "DELETE FROM audit_line"]
)
def test_the_application_can_neither_change_nor_delete_a_line(statement: str) -> None:
    make_offering()

    with (
        pytest.raises(ProgrammingError, match="permission denied"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(statement)


def test_the_history_of_an_appointment_names_an_employee_and_nobody_else() -> None:
    appointment = book(make_citizen(), make_offering(), "12:00")
    cancel_for(Actor.employee(make_employee().pk), appointment)
    booked, cancelled = appointment.history.order_by("pk")

    for entry, employee in ((booked, cancelled.employee), (cancelled, None)):
        entry.employee = employee
        with pytest.raises(IntegrityError, match="history_employee_acts"), transaction.atomic():
            entry.save()


def test_the_triggers_run_as_the_owner_of_the_tables() -> None:
    """Else a role that row-level security shows fewer rows would let lost time pass."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT proname, prosecdef, proconfig FROM pg_proc WHERE proname LIKE 'booking_%'"
        )
        found = cursor.fetchall()

    assert len(found) == 3
    assert all(
        is_definer and config == ["search_path=public, pg_temp"] for _, is_definer, config in found
    )
