"""What pages ask about visits."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from mydimos.booking.models import Appointment
from mydimos.booking.queries.agenda import AgendaRow
from mydimos.reception.models import Visit
from mydimos.reception.rules import is_current


@dataclass(frozen=True)
class DayRow:
    """An appointment of a day, and the visit of its person; None: not arrived."""

    row: AgendaRow
    visit: Visit | None

    @property
    def appointment(self) -> Appointment:
        return self.row.appointment


def with_visits(rows: Sequence[AgendaRow]) -> list[DayRow]:
    """The rows of an agenda in their order, each with its visit; one query."""
    visits = visits_of(row.appointment for row in rows)
    return [DayRow(row, visits.get(row.appointment.pk)) for row in rows]


def visits_of(appointments: Iterable[Appointment]) -> dict[int, Visit]:
    """The visits on the day of these appointments, by the appointment's key; one query."""
    by_key = {appointment.pk: appointment for appointment in appointments}
    visits = Visit.objects.filter(appointment__in=by_key)
    visits = visits.select_related("identity_checked_by").defer("identity_checked_by__password")
    return {
        visit.appointment_id: visit
        for visit in visits
        if is_current(visit, by_key[visit.appointment_id])
    }


def visit_of(appointment: Appointment) -> Visit | None:
    """The visit on the day of one appointment; one query."""
    return visits_of([appointment]).get(appointment.pk)
