"""An employee gives an appointment another time, and says why."""

import pytest
from django.test import Client

from mydimos.access.models import Membership
from mydimos.access.services import give_role
from mydimos.booking.models import Appointment, Hold, Occupancy
from mydimos.identity.models import User
from mydimos.notifications.models import Message
from tests.employees import make_user
from tests.factories import BY, NOW, at, book, make_citizen, make_offering
from tests.web.office.browsers import employee
from tests.web.visitors import Clock, clock, words_of

__all__ = ["clock"]

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("clock")]


@pytest.fixture
def booked() -> Appointment:
    return book(make_citizen(), make_offering(), "09:00")


@pytest.fixture
def maria(booked: Appointment) -> User:
    user = make_user()
    give_role(
        user=user,
        role=Membership.Role.EMPLOYEE,
        municipality=booked.municipality,
        departments=[booked.department],
        **BY,
    )
    return user


@pytest.fixture
def office(maria: User) -> Client:
    return employee(maria, NOW)


def page_of(appointment: Appointment) -> str:
    return f"/office/appointments/{appointment.public_id}/move/"


def choose(office: Client, booked: Appointment, time: str) -> str:
    """Choose a time; the hold that the next page carries."""
    office.post(page_of(booked), {"starts_at": at(time).isoformat()})
    return str(Hold.objects.get().public_id)


def test_choosing_only_proposes_and_the_next_page_moves(
    office: Client, booked: Appointment
) -> None:
    assert "11:00" in words_of(office.get(f"{page_of(booked)}?day=2026-02-02"))
    hold = choose(office, booked, "11:00")
    booked.refresh_from_db()
    assert booked.starts_at == at("09:00")

    words = words_of(office.get(f"{page_of(booked)}check/"))
    assert "ώρα 09:00" in words
    assert "ώρα 11:00" in words
    answer = office.post(
        f"{page_of(booked)}check/", {"hold_id": hold, "reason": "Ασθένεια υπαλλήλου"}, follow=True
    )

    booked.refresh_from_db()
    assert booked.starts_at == at("11:00")
    assert "Ασθένεια υπαλλήλου" in words_of(answer)
    assert Message.objects.filter(kind="booking.change").exists()
    assert Occupancy.objects.filter(owner=booked.public_id).count() == 1


def test_without_a_reason_nothing_moves_and_the_new_time_stays_kept(
    office: Client, booked: Appointment
) -> None:
    hold = choose(office, booked, "11:00")

    answer = office.post(f"{page_of(booked)}check/", {"hold_id": hold, "reason": " "})

    assert answer.status_code == 422
    booked.refresh_from_db()
    assert booked.starts_at == at("09:00")
    assert Hold.objects.exists()


def test_the_other_language_moves_nothing(office: Client, booked: Appointment) -> None:
    hold = choose(office, booked, "11:00")
    typed = {"hold_id": hold, "reason": "Ασθένεια", "language": "en"}

    answer = office.post(f"/en{page_of(booked)}check/", typed)

    assert "Ασθένεια" in answer.content.decode()
    booked.refresh_from_db()
    assert booked.starts_at == at("09:00")


def test_the_present_time_is_not_offered(office: Client, booked: Appointment) -> None:
    words = words_of(office.get(f"{page_of(booked)}?day=2026-02-02"))

    assert "09:30" in words
    assert words.count("09:00") == 1  # in the heading of the appointment


def test_a_time_that_is_taken_is_said_and_the_appointment_stays(
    office: Client, booked: Appointment
) -> None:
    book(make_citizen(), booked.offering, "11:00")

    answer = office.post(page_of(booked), {"starts_at": at("11:00").isoformat()})

    assert answer.status_code == 409
    assert "Το ραντεβού μένει όπως είναι" in words_of(answer)


def test_a_hold_that_another_tab_replaced_moves_nothing(
    office: Client, booked: Appointment
) -> None:
    first = choose(office, booked, "11:00")
    choose(office, booked, "12:00")

    answer = office.post(f"{page_of(booked)}check/", {"hold_id": first, "reason": "Ασθένεια"})

    assert answer.status_code == 409
    booked.refresh_from_db()
    assert booked.starts_at == at("09:00")


def test_sent_twice_it_moves_once(office: Client, booked: Appointment) -> None:
    hold = choose(office, booked, "11:00")
    for _ in range(2):
        answer = office.post(f"{page_of(booked)}check/", {"hold_id": hold, "reason": "Ασθένεια"})
        assert answer.status_code == 303

    booked.refresh_from_db()
    assert booked.sequence == 1


def test_once_begun_it_can_have_no_other_time(
    maria: User, booked: Appointment, clock: Clock
) -> None:
    clock.now = at("09:05")
    office = employee(maria, clock.now)

    assert "δεν μπορεί πλέον να αλλάξει" in words_of(office.get(page_of(booked)))
    answer = office.post(page_of(booked), {"starts_at": at("11:00").isoformat()})
    assert answer.status_code == 409
