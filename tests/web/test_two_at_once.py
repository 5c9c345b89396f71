"""A time at which the person has another appointment of their own: said early, with ways out."""

import pytest

from mydimos.booking.models import Appointment
from tests.factories import book, make_offering
from tests.web.bookings import ANOTHER, HERSELF, Visit, visit
from tests.web.movers import Mover
from tests.web.visitors import clock, link_of, moment, words_of

__all__ = ["clock", "visit"]

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("clock")]

SENTENCE = "Έχετε άλλο ραντεβού την ίδια ώρα"


def elsewhere(visit: Visit) -> Appointment:
    """The same person has booked elsewhere at that time, although one time is kept for them."""
    somebody = Mover("09:00")
    somebody.appointment.participants.filter(role="applicant").update(citizen=visit.citizen)
    return somebody.appointment


@pytest.fixture
def other(visit: Visit) -> Appointment:
    """She has an appointment at nine elsewhere, too."""
    return elsewhere(visit)


def test_it_is_said_as_soon_as_she_says_that_it_is_for_her(
    visit: Visit, other: Appointment
) -> None:
    answer = visit.client.post(visit.way, {"on_behalf": "self"})

    assert answer.status_code == 409
    assert SENTENCE in words_of(answer)
    assert f'href="/appointments/{other.public_id}/"' in answer.content.decode()
    assert '?day=2026-02-02"' in answer.content.decode()


def test_for_another_person_she_goes_on(visit: Visit, other: Appointment) -> None:
    visit.fill_in(ANOTHER)

    booked = visit.declare()

    assert booked.status_code == 303
    assert Appointment.objects.count() == 2
    assert other.is_booked


def test_booked_in_another_tab_meanwhile_nothing_is_booked_and_nothing_lost(visit: Visit) -> None:
    visit.fill_in()
    way, seen = visit.way, visit.client.get(f"{visit.way}check/").context["seen"]
    elsewhere(visit)

    answer = visit.client.post(f"{way}confirm/", {"seen": seen})

    assert answer.status_code == 409
    assert SENTENCE in words_of(answer)
    assert "Όσα γράψατε έχουν κρατηθεί." in words_of(answer)
    assert Appointment.objects.count() == 1
    assert HERSELF["email"] in words_of(visit.client.get(f"{way}check/"))


@pytest.mark.parametrize("way_in", ["by login", "by the link of a message"])
def test_a_move_there_is_refused_and_the_other_appointment_not_told(way_in: str) -> None:
    mover = Mover()
    other = book(mover.citizen, make_offering(), "13:00")
    address = mover.address if way_in == "by login" else link_of(mover.appointment)

    answer = mover.browser.post(f"{address}move/", {"starts_at": moment("13:00")})

    assert answer.status_code == 409
    assert SENTENCE in words_of(answer)
    assert "Το ραντεβού σας μένει όπως είναι" in words_of(answer)
    assert other.spoken_reference not in words_of(answer)
    assert mover.starts_at == "12:00"


def test_confirming_a_move_after_booking_elsewhere_moves_nothing() -> None:
    mover = Mover()
    mover.choose("13:00")
    book(mover.citizen, make_offering(), "13:00")

    answer = mover.confirm()

    assert answer.status_code == 409
    assert SENTENCE in words_of(answer)
    assert mover.starts_at == "12:00"
