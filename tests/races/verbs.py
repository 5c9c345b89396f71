"""The verbs of booking as the races call them: the one place that knows their signatures."""

from datetime import datetime
from uuid import UUID

from mydimos.audit.actors import Actor
from mydimos.booking.models import Appointment, Hold
from mydimos.booking.services import (
    book_appointment,
    cancel_appointment,
    give_up_hold,
    move_appointment,
    sweep,
    take_hold,
    take_moving_hold,
)
from mydimos.directory.models import Offering
from mydimos.identity.models import Citizen
from tests.factories import for_herself, make_declaration

__all__ = ["book", "cancel", "give_up", "hold", "keep_for_move", "move", "sweep"]


def hold(citizen: Citizen, offering: Offering, starts_at: datetime, now: datetime) -> Hold:
    """Keep a time for a citizen."""
    return take_hold(by=_actor(citizen), offering=offering, starts_at=starts_at, now=now)


def give_up(citizen: Citizen) -> None:
    """Let the citizen's kept time go."""
    give_up_hold(by=_actor(citizen))


def book(citizen: Citizen, hold_id: UUID, now: datetime) -> Appointment:
    """Turn a hold into an appointment of the citizen's own."""
    return book_appointment(
        hold_id=hold_id,
        by=_actor(citizen),
        people=for_herself(),
        declaration=make_declaration(),
        now=now,
    )


def keep_for_move(citizen: Citizen, appointment: UUID, starts_at: datetime, now: datetime) -> Hold:
    """Keep another time for an appointment."""
    return take_moving_hold(
        appointment_id=appointment, by=_actor(citizen), starts_at=starts_at, now=now
    )


def move(citizen: Citizen, appointment: UUID, hold_id: UUID, now: datetime) -> Appointment:
    """Move an appointment to the time of the hold."""
    return move_appointment(
        appointment_id=appointment, hold_id=hold_id, by=_actor(citizen), now=now
    )


def cancel(citizen: Citizen, appointment: UUID, now: datetime) -> Appointment:
    """Cancel an appointment."""
    return cancel_appointment(appointment_id=appointment, by=_actor(citizen), now=now)


def _actor(citizen: Citizen) -> Actor:
    return Actor.citizen(citizen.pk)
