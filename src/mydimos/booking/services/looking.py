"""Looking at people. Each look of an employee leaves a line in the audit (R28).

Reading and writing are one transaction: what was shown is written down, or it is not shown.
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db import transaction

from mydimos.audit.actors import Actor
from mydimos.audit.acts import Act
from mydimos.audit.services import record, record_days_seen
from mydimos.booking.models import Appointment, HistoryEntry
from mydimos.booking.queries.agenda import AgendaRow, day_of, resources_of
from mydimos.booking.queries.appointments import (
    Listed,
    Participants,
    participants_of,
    with_everything,
)
from mydimos.booking.queries.search import find
from mydimos.booking.rules import Verb
from mydimos.booking.services.history import record_act
from mydimos.booking.services.locks import check_may
from mydimos.directory.models import Department, Resource


@dataclass(frozen=True)
class Seen:
    """One appointment with everything that its page shows to an employee."""

    appointment: Appointment
    people: Participants
    resources: list[Resource]
    history: list[HistoryEntry]  # the oldest first, with the employees


@transaction.atomic
def see_day(
    *, departments: Collection[int], day: date, by: Actor, now: datetime
) -> list[AgendaRow]:
    """The agenda of a day; one line for each department, once in a quarter of an hour.

    A page that refreshes itself calls it each time. Raises NotAllowed.
    """
    check_may(Verb.SEE, by)
    record_days_seen(day=day, departments=_with_municipality(departments), by=by, now=now)
    return day_of(departments, day)


@transaction.atomic
def see_appointment(*, appointment_id: UUID, by: Actor, now: datetime) -> Seen:
    """One appointment with its people; a line each time.

    Raises NotAllowed, Appointment.DoesNotExist.
    """
    check_may(Verb.SEE, by)
    appointment = with_everything().get(public_id=appointment_id)
    record_act(Act.APPOINTMENT_SEEN, appointment, by=by, now=now)
    return Seen(
        appointment,
        participants_of(appointment),
        resources_of([appointment.public_id])[appointment.public_id],
        list(
            appointment.history.select_related("employee")
            .defer("employee__password")
            .order_by("at", "pk")
        ),
    )


@transaction.atomic
def find_people(
    *, departments: Collection[int], typed: str, by: Actor, now: datetime
) -> list[Listed]:
    """The appointments that fit what was typed (`queries.search.find`); a line for each search.

    It names the appointments that were shown, and not what was typed. A search that shows none
    leaves a line as well. Raises NotAllowed.
    """
    check_may(Verb.SEE, by)
    if not typed.strip():
        return []
    found = find(departments, typed)
    known = _with_municipality(departments)
    # Departments of one municipality, as a rule; a line belongs to one.
    for municipality in sorted(set(known.values())):
        shown = [row.appointment for row in found]
        record(
            Act.PEOPLE_FOUND,
            by=by,
            now=now,
            municipality=municipality,
            department=next(iter(known)) if len(known) == 1 else None,
            traces=[one.trace for one in shown if one.municipality_id == municipality],
        )
    return found


def _with_municipality(departments: Collection[int]) -> dict[int, str]:
    """The departments that exist, each with the code of its municipality."""
    rows = Department.objects.filter(pk__in=departments)
    return dict(rows.values_list("pk", "municipality_id"))
