"""Moving an appointment: nothing is lost until the new time is certain."""

import uuid
from datetime import date, timedelta

import pytest

from mydimos.audit.actors import Actor
from mydimos.audit.models import Line
from mydimos.booking.errors import HoldReplaced, NotActive, SlotTaken, TooLate
from mydimos.booking.models import Appointment, Hold, Occupancy
from mydimos.booking.people import People
from mydimos.booking.services import (
    cancel_appointment,
    take_moving_hold,
)
from mydimos.notifications.models import Message
from mydimos.scheduling.spans import ATHENS
from tests.booking.moves import (
    QUARTER,
    TOMORROW,
    book_on,
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
    eleni,
    hold,
    make_citizen,
    make_offering,
)

pytestmark = pytest.mark.django_db


def test_moving_keeps_the_appointment_and_changes_its_time() -> None:
    offering = make_offering()
    before = book(make_citizen(), offering, "12:00")

    after = move(before, "13:00")

    assert (after.pk, after.public_id, after.reference) == (
        before.pk,
        before.public_id,
        before.reference,
    )
    assert (after.starts_at, after.ends_at) == (at("13:00"), at("13:30"))
    assert after.link_version == before.link_version
    assert occupied() == [("13:00", "13:30", "appointment")]
    assert not Hold.objects.exists()


def test_a_move_is_written_down_and_announced_once() -> None:
    appointment = book(make_citizen(), make_offering(), "12:00")

    move(appointment, "13:00")

    moved = appointment.history.get(act="moved")
    assert (moved.starts_at, moved.at, moved.actor) == (at("13:00"), NOW, "link")
    line = Line.objects.get(act="appointment.moved")
    assert (line.subject, line.municipality, line.department) == (
        appointment.trace,
        appointment.municipality_id,
        appointment.department_id,
    )
    assert Message.objects.filter(kind="booking.change", recipient="served").count() == 1
    assert stored(appointment).sequence == 1


def test_the_applicant_who_wished_for_a_copy_hears_of_the_move_too() -> None:
    people = People(Appointment.OnBehalf.OTHER, eleni(), copy_to="applicant@mail.example")
    appointment = book(make_citizen(), make_offering(), "12:00", people=people)

    move(appointment, "13:00")

    recipients = Message.objects.filter(kind="booking.change").values_list("recipient", flat=True)
    assert set(recipients) == {"served", "applicant"}


def test_while_a_new_time_is_held_the_old_one_stays() -> None:
    offering = make_offering()
    appointment = book(make_citizen(), offering, "12:00")

    keep(appointment, "13:00")

    assert stored(appointment).starts_at == at("12:00")
    for clock in ("12:00", "13:00"):
        with pytest.raises(SlotTaken):
            hold(make_citizen(), offering, clock)


def test_a_move_by_a_quarter_of_an_hour_at_the_only_desk() -> None:
    offering = make_offering(step=QUARTER)
    appointment = book(make_citizen(), offering, "12:00")

    kept = keep(appointment, "12:15")

    assert occupied() == [("12:00", "12:30", "appointment"), ("12:30", "12:45", "hold")]
    confirm_move(appointment, kept)
    assert occupied() == [("12:15", "12:45", "appointment")]
    assert hold(make_citizen(), offering, "11:45").pk


def test_a_move_back_by_a_quarter_of_an_hour() -> None:
    appointment = book(make_citizen(), make_offering(step=QUARTER), "12:00")

    move(appointment, "11:45")

    assert occupied() == [("11:45", "12:15", "appointment")]


def test_an_overlapping_move_keeps_its_distance_from_the_others() -> None:
    offering = make_offering(step=QUARTER, gap_after=QUARTER)
    book(make_citizen(), offering, "13:00")
    appointment = book(make_citizen(), offering, "12:00")

    move(appointment, "12:15")

    assert occupied() == [("12:15", "12:45", "appointment"), ("13:00", "13:30", "appointment")]
    with pytest.raises(SlotTaken):
        keep(appointment, "12:30")


def test_a_time_that_somebody_has_leaves_everything_as_it_was() -> None:
    offering = make_offering()
    appointment = book(make_citizen(), offering, "12:00")
    book(make_citizen(), offering, "13:00")
    before = occupied()

    with pytest.raises(SlotTaken):
        keep(appointment, "13:00")

    assert occupied() == before


def test_the_time_one_has_is_no_new_time() -> None:
    appointment = book(make_citizen(), make_offering(), "12:00")

    with pytest.raises(SlotTaken):
        keep(appointment, "12:00")


def test_a_time_off_the_grid_is_no_new_time() -> None:
    appointment = book(make_citizen(), make_offering(), "12:00")

    for clock in ("12:10", "07:00", "14:00"):
        with pytest.raises(SlotTaken):
            keep(appointment, clock)


def test_one_may_move_up_to_the_cut_off_and_not_a_second_longer() -> None:
    appointment = book(make_citizen(), make_offering(move_cutoff=timedelta(hours=2)), "12:00")

    assert keep(appointment, "13:00", now=at("10:00")).pk
    with pytest.raises(TooLate):
        keep(appointment, "13:30", now=at("10:00") + timedelta(seconds=1))


def test_the_cut_off_counts_at_the_moment_of_confirming() -> None:
    appointment = book(make_citizen(), make_offering(move_cutoff=timedelta(hours=2)), "12:00")
    kept = keep(appointment, "13:00", now=at("09:59"))

    with pytest.raises(TooLate):
        confirm_move(appointment, kept, now=at("10:01"))

    assert stored(appointment).starts_at == at("12:00")


def test_a_cancelled_appointment_does_not_move() -> None:
    appointment = book(make_citizen(), make_offering(), "12:00")
    kept = keep(appointment, "13:00")
    cancel_appointment(appointment_id=appointment.public_id, by=Actor.link(), now=NOW)

    with pytest.raises(NotActive):
        keep(appointment, "13:30")
    with pytest.raises(HoldReplaced):
        confirm_move(appointment, kept)

    assert not Occupancy.objects.exists()


def test_an_appointment_that_is_over_does_not_move() -> None:
    appointment = book(make_citizen(), make_offering(move_cutoff=timedelta(0)), "12:00")

    with pytest.raises(NotActive):
        keep(appointment, "13:00", now=at("12:30"))


def test_an_unknown_appointment_does_not_move() -> None:
    with pytest.raises(Appointment.DoesNotExist):
        take_moving_hold(
            by=Actor.link(), appointment_id=uuid.uuid4(), starts_at=at("12:00"), now=NOW
        )


def test_moving_to_another_day() -> None:
    appointment = book(make_citizen(), make_offering(), "12:00")

    moved = confirm_move(appointment, keep(appointment, "09:00", day=TOMORROW))

    assert moved.starts_at == at("09:00", TOMORROW)
    row = Occupancy.objects.get()
    assert (row.during.lower, row.during.upper) == (at("09:00", TOMORROW), at("09:30", TOMORROW))


def test_moving_over_the_change_of_the_clocks_keeps_the_wall_clock() -> None:
    friday, monday = date(2026, 3, 27), date(2026, 3, 30)
    now = at("08:00", date(2026, 3, 20))
    appointment = book_on(friday, make_offering(), now=now)

    moved = confirm_move(appointment, keep(appointment, "09:00", day=monday, now=now), now=now)

    found = stored(moved)
    assert f"{found.starts_at.astimezone(ATHENS):%H:%M %z}" == "09:00 +0300"
    assert f"{found.ends_at.astimezone(ATHENS):%H:%M %z}" == "09:30 +0300"
