"""Shorthands of the tests of reception."""

from datetime import datetime, timedelta
from typing import Any

from mydimos.audit.actors import Actor
from mydimos.booking.models import Appointment, HistoryEntry
from mydimos.booking.people import People
from mydimos.identity.models import User
from mydimos.reception.models import Visit
from mydimos.reception.services import (
    arrive,
    check_identity,
    complete,
    end_service,
    mark_missed,
    reopen,
    start_service,
    undo_arrival,
    undo_start,
)
from tests.factories import NOW, at, book, eleni, make_citizen, make_offering

EARLY, NINE, LATER = at("08:50"), at("09:00"), at("09:20")
OTHER_CAME = HistoryEntry.MissedBecause.OTHER_CAME
WEEK = timedelta(days=7)


def make_employee(name: str = "Μαρία Παππά") -> Actor:
    """An employee with a row of their own."""
    user = User.objects.create(full_name=name, email_index=name.encode())
    return Actor.employee(user.pk)


def for_another() -> People:
    """An applicant books for Eleni."""
    return People(Appointment.OnBehalf.OTHER, eleni())


def make_appointment(**more: Any) -> Appointment:
    """An appointment at nine, booked some days before."""
    return book(make_citizen(), make_offering(), now=NOW - timedelta(days=3), **more)


class Desk:
    """What one employee presses about one appointment."""

    def __init__(self, appointment: Appointment, by: Actor) -> None:
        self._what: Any = {"appointment_id": appointment.public_id, "by": by}

    def arrive(self, now: datetime = EARLY, appeared: bool | None = None) -> Visit:
        return arrive(**self._what, person_appeared=appeared, now=now)

    def undo_arrival(self, now: datetime = EARLY) -> None:
        undo_arrival(**self._what, now=now)

    def start(self, now: datetime = NINE) -> Visit:
        return start_service(**self._what, now=now)

    def undo_start(self, now: datetime = NINE) -> Visit:
        return undo_start(**self._what, now=now)

    def end(self, now: datetime = LATER) -> Visit:
        return end_service(**self._what, now=now)

    def check(self, now: datetime = NINE) -> Visit:
        return check_identity(**self._what, now=now)

    def complete(self, now: datetime = LATER) -> Appointment:
        return complete(**self._what, now=now)

    def miss(self, now: datetime = LATER) -> Appointment:
        return mark_missed(**self._what, because=OTHER_CAME, now=now)

    def reopen(self, now: datetime = LATER) -> Appointment:
        return reopen(**self._what, now=now)
