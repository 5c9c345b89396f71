"""A citizen is never booked for two own appointments at once; for others it is allowed."""

import pytest

from mydimos.booking.errors import TwoAtOnce
from mydimos.booking.models import Appointment, Participant
from mydimos.booking.people import People
from tests.booking.moves import QUARTER, confirm_move, keep, stored
from tests.factories import at, book, eleni, make_citizen, make_offering
from tests.web.movers import Mover

pytestmark = pytest.mark.django_db

FOR_ANOTHER = People(on_behalf=Appointment.OnBehalf.OTHER, served=eleni(name="Μαρία Παππά"))


@pytest.mark.parametrize("clock", ["08:45", "09:00", "09:15"])
def test_a_person_is_not_booked_at_two_desks_at_once(clock: str) -> None:
    citizen = make_citizen()
    book(citizen, make_offering(), "09:00")

    with pytest.raises(TwoAtOnce):
        book(citizen, make_offering(step=QUARTER), clock)

    assert Appointment.objects.count() == 1


@pytest.mark.parametrize("clock", ["08:30", "09:30"])
def test_one_appointment_after_the_other_is_all_right(clock: str) -> None:
    citizen = make_citizen()
    book(citizen, make_offering(), "09:00")

    book(citizen, make_offering(), clock)

    assert Appointment.objects.count() == 2


def test_somebody_else_may_be_served_at_the_same_time() -> None:
    """A mother books for herself and, at the next desk, for her daughter."""
    citizen, offering = make_citizen(), make_offering(desks=2)
    book(citizen, offering)

    book(citizen, offering, people=FOR_ANOTHER)

    assert Appointment.objects.count() == 2


def test_what_was_cancelled_is_in_nobodys_way() -> None:
    mover = Mover("12:00")
    mover.cancel()

    book(mover.citizen, make_offering(), "12:00")

    assert Appointment.objects.filter(status="booked").count() == 1


def test_an_appointment_is_not_moved_to_where_the_person_is_elsewhere() -> None:
    mover = Mover("12:00", step=QUARTER)
    book(mover.citizen, make_offering(), "13:00")

    with pytest.raises(TwoAtOnce):
        keep(mover.appointment, "12:45")

    assert stored(mover.appointment).starts_at == at("12:00")


def test_a_move_is_refused_when_the_person_has_booked_elsewhere_meanwhile() -> None:
    mover = Mover("12:00")
    kept = keep(mover.appointment, "13:00")
    book(mover.citizen, make_offering(), "13:00")

    with pytest.raises(TwoAtOnce):
        confirm_move(mover.appointment, kept)

    assert stored(mover.appointment).starts_at == at("12:00")


def test_an_appointment_is_not_in_its_own_way() -> None:
    mover = Mover("12:00", step=QUARTER)

    moved = confirm_move(mover.appointment, keep(mover.appointment, "12:15"))

    assert moved.starts_at == at("12:15")


def test_where_nobody_knows_any_more_who_booked_nothing_is_compared() -> None:
    mover = Mover("12:00")
    book(mover.citizen, make_offering(), "13:00")
    Participant.objects.filter(appointment=mover.appointment, role="applicant").delete()

    moved = confirm_move(mover.appointment, keep(mover.appointment, "13:00"))

    assert moved.starts_at == at("13:00")
