"""Yes or no about visits. Pure: no query, no clock of its own."""

from datetime import date, datetime

from mydimos.audit.actors import Actor, ActorKind
from mydimos.booking.models import Appointment
from mydimos.reception.models import Visit
from mydimos.scheduling.spans import local_day


def may_receive(by: Actor) -> bool:
    """Whether this kind of actor writes down who has come: employees only, so far."""
    return by.kind == ActorKind.EMPLOYEE


def asks_who_appeared(appointment: Appointment) -> bool:
    """Whether arriving asks for the person served: the applicant may have come alone (D2§2)."""
    return appointment.on_behalf == Appointment.OnBehalf.OTHER


def is_its_day(appointment: Appointment, *, now: datetime) -> bool:
    """Whether the appointment is today: on other days there is no one to receive."""
    return _day(appointment.starts_at) == _day(now)


def may_arrive(appointment: Appointment, *, now: datetime) -> bool:
    """Whether its person can be marked as arrived."""
    return appointment.is_booked and is_its_day(appointment, now=now)


def is_current(visit: Visit, appointment: Appointment) -> bool:
    """Whether a visit is of the day of its appointment: not, once that was moved away."""
    return _day(visit.arrived_at) == _day(appointment.starts_at)


def _day(moment: datetime) -> date:
    return local_day(int(moment.timestamp()))
