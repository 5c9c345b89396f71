"""A new time that is kept, gives way, runs out, or is confirmed twice."""

import uuid
from datetime import timedelta

import pytest

from mydimos.audit.actors import Actor
from mydimos.booking.errors import HoldReplaced, ReasonMissing, SlotTaken
from mydimos.booking.models import Occupancy
from mydimos.booking.services import (
    move_appointment,
    sweep,
)
from mydimos.identity.models import User
from mydimos.notifications.models import Message
from tests.booking.moves import (
    QUARTER,
    confirm_move,
    keep,
    move,
    occupied,
    stored,
)
from tests.factories import (
    NOW,
    at,
    book,
    hold,
    make_citizen,
    make_offering,
)

pytestmark = pytest.mark.django_db


def test_choosing_another_new_time_gives_the_first_one_up() -> None:
    offering = make_offering(step=QUARTER)
    appointment = book(make_citizen(), offering, "12:00")
    first = keep(appointment, "12:15")

    second = keep(appointment, "12:30")

    assert occupied() == [("12:00", "12:30", "appointment"), ("12:30", "13:00", "hold")]
    with pytest.raises(HoldReplaced):
        confirm_move(appointment, first)
    assert confirm_move(appointment, second).starts_at == at("12:30")


def test_choosing_the_same_new_time_twice_is_the_same_hold() -> None:
    appointment = book(make_citizen(), make_offering(), "12:00")

    assert keep(appointment, "13:00").public_id == keep(appointment, "13:00").public_id


def test_the_form_sent_twice_moves_once() -> None:
    appointment = book(make_citizen(), make_offering(), "12:00")
    kept = keep(appointment, "13:00")

    first, second = confirm_move(appointment, kept), confirm_move(appointment, kept)

    assert first == second
    assert stored(appointment).sequence == 1
    assert appointment.history.filter(act="moved").count() == 1
    assert Message.objects.filter(kind="booking.change").count() == 1


def test_an_old_form_does_not_undo_a_later_move() -> None:
    appointment = book(make_citizen(), make_offering(), "12:00")
    first = keep(appointment, "13:00")
    confirm_move(appointment, first)
    move(appointment, "13:30")

    with pytest.raises(HoldReplaced):
        confirm_move(appointment, first)

    assert stored(appointment).starts_at == at("13:30")


def test_a_hold_of_another_appointment_moves_nothing() -> None:
    offering = make_offering()
    mine = book(make_citizen(), offering, "12:00")
    theirs = book(make_citizen(), offering, "12:30")
    kept = keep(theirs, "13:00")

    for forged in (kept.public_id, uuid.uuid4(), hold(make_citizen(), offering, "10:00").public_id):
        with pytest.raises(HoldReplaced):
            move_appointment(
                appointment_id=mine.public_id, hold_id=forged, by=Actor.link(), now=NOW
            )

    assert stored(mine).starts_at == at("12:00")


def test_a_failed_second_choice_leaves_the_first_choice_held() -> None:
    offering = make_offering()
    appointment = book(make_citizen(), offering, "12:00")
    book(make_citizen(), offering, "13:00")
    kept = keep(appointment, "13:30")

    with pytest.raises(SlotTaken):
        keep(appointment, "13:00")

    assert confirm_move(appointment, kept).starts_at == at("13:30")


def test_a_hold_that_ran_out_and_was_taken_leaves_the_appointment_as_it_was() -> None:
    offering = make_offering()
    appointment = book(make_citizen(), offering, "12:00")
    kept = keep(appointment, "13:00")
    later = NOW + timedelta(minutes=11)
    hold(make_citizen(), offering, "13:00", now=later)

    with pytest.raises(SlotTaken):
        confirm_move(appointment, kept, now=later)

    assert stored(appointment).starts_at == at("12:00")
    assert occupied() == [("12:00", "12:30", "appointment"), ("13:00", "13:30", "hold")]
    assert not appointment.history.filter(act="moved").exists()


def test_an_overlapping_hold_that_ran_out_and_was_taken_leaves_the_appointment_whole() -> None:
    offering = make_offering(step=QUARTER)
    appointment = book(make_citizen(), offering, "12:00")
    kept = keep(appointment, "12:15")
    later = NOW + timedelta(minutes=11)
    book(make_citizen(), offering, "12:30", now=later)

    with pytest.raises(SlotTaken):
        confirm_move(appointment, kept, now=later)

    assert occupied() == [("12:00", "12:30", "appointment"), ("12:30", "13:00", "appointment")]


def test_a_hold_that_ran_out_and_that_nobody_took_still_moves() -> None:
    appointment = book(make_citizen(), make_offering(), "12:00")
    kept = keep(appointment, "13:00")

    moved = confirm_move(appointment, kept, now=NOW + timedelta(minutes=25))

    assert moved.starts_at == at("13:00")
    assert occupied() == [("13:00", "13:30", "appointment")]


def test_a_hold_that_ran_out_and_was_taken_is_served_at_another_desk() -> None:
    offering = make_offering(desks=2)
    appointment = book(make_citizen(), offering, "12:00")
    kept = keep(appointment, "13:00")
    later = NOW + timedelta(minutes=11)
    taken = kept.resources[0]
    Occupancy.objects.filter(owner=kept.public_id).delete()
    taker = hold(make_citizen(), offering, "13:00", now=later)
    Occupancy.objects.filter(owner=taker.public_id).update(resource=taken)

    moved = confirm_move(appointment, kept, now=later)

    assert moved.starts_at == at("13:00")
    assert Occupancy.objects.get(owner=appointment.public_id).resource_id != taken


def test_a_hold_that_was_swept_away_is_told_as_replaced() -> None:
    appointment = book(make_citizen(), make_offering(), "13:30")
    kept = keep(appointment, "13:00")
    sweep(now=NOW + timedelta(hours=3))

    with pytest.raises(HoldReplaced):
        confirm_move(appointment, kept, now=at("09:00"))


def test_a_new_time_that_has_come_is_no_longer_new() -> None:
    appointment = book(make_citizen(), make_offering(move_cutoff=timedelta(0)), "12:00")
    kept = keep(appointment, "09:00")

    with pytest.raises(SlotTaken):
        confirm_move(appointment, kept, now=at("09:00"))


def test_an_employee_who_moves_says_why() -> None:
    appointment = book(make_citizen(), make_offering(), "13:00")
    kept = keep(appointment, "11:00")
    maria = User.objects.create(email_index=b"maria")

    with pytest.raises(ReasonMissing):
        move_appointment(
            appointment_id=appointment.public_id,
            hold_id=kept.public_id,
            by=Actor.employee(maria.pk),
            reason=" ",
            now=NOW,
        )

    appointment.refresh_from_db()
    assert appointment.starts_at == at("13:00")
