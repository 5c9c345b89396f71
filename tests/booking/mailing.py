"""The mails of the tests: as the worker would write them."""

from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any

from mydimos.audit.actors import Actor
from mydimos.booking.mails import compose
from mydimos.booking.models import Appointment
from mydimos.booking.people import People
from mydimos.booking.services import (
    cancel_appointment,
    move_appointment,
    take_hold,
    take_moving_hold,
)
from mydimos.notifications.models import Message
from mydimos.notifications.ports import Mail
from tests.factories import NOW, at, confirm, eleni, make_citizen, make_offering

TODAY = NOW.date()
TUESDAY = TODAY + timedelta(days=1)
LAST_WEEK = NOW - timedelta(days=7)


def mail(
    appointment: Appointment,
    kind: str = "confirmation",
    *,
    to: str = "served",
    now: datetime = NOW,
) -> Mail | None:
    """The last message of this kind to this person, written now."""
    message = messages(appointment, kind, to=to)[-1]
    return compose(message, now=now)


def sent(appointment: Appointment, kind: str = "confirmation", **more: Any) -> Mail:
    """The same, where there must be one."""
    written = mail(appointment, kind, **more)
    assert written is not None
    return written


def messages(appointment: Appointment, kind: str, *, to: str = "served") -> list[Message]:
    """All of this kind to this person."""
    return list(
        Message.objects.filter(
            subject=appointment.public_id, kind=f"booking.{kind}", recipient=to
        ).order_by("pk")
    )


def book_ahead(
    clock: str = "09:00",
    day: date = TUESDAY,
    *,
    booked: datetime = LAST_WEEK,
    people: People | None = None,
) -> Appointment:
    """An appointment of another day, booked some time ago."""
    citizen = make_citizen()
    kept = take_hold(
        by=Actor.citizen(citizen.pk), offering=make_offering(), starts_at=at(clock, day), now=booked
    )
    return confirm(kept.public_id, citizen, people=people, now=booked)


def move(
    appointment: Appointment, clock: str, day: date = TODAY, *, now: datetime = NOW
) -> Appointment:
    """The citizen chooses another time."""
    kept = take_moving_hold(
        by=Actor.link(), appointment_id=appointment.public_id, starts_at=at(clock, day), now=now
    )
    return move_appointment(
        appointment_id=appointment.public_id, hold_id=kept.public_id, by=Actor.link(), now=now
    )


def cancel(appointment: Appointment, *, now: datetime = NOW) -> Appointment:
    """The citizen cancels."""
    return cancel_appointment(appointment_id=appointment.public_id, by=Actor.link(), now=now)


def for_her_father(**columns: Any) -> People:
    """The applicant books for another person and wants a copy."""
    father = {"name": "Γιώργος Παπαδόπουλος", "email": "giorgos@mail.example"}
    return People(
        on_behalf=Appointment.OnBehalf.OTHER,
        served=eleni(**father | columns),
        copy_to="eleni@mail.example",
    )


def for_the_company(**columns: Any) -> People:
    """A company books; Eleni will represent it."""
    return People(
        on_behalf=Appointment.OnBehalf.COMPANY,
        served=replace(eleni(**columns), company="Αφοί Παπαδόπουλοι & Σία Ο.Ε."),
    )
