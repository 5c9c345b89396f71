"""The day of departments as employees see it."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from uuid import UUID

from django.db.models import Count, Prefetch, QuerySet
from django.db.models.functions import TruncDate

from mydimos.booking.models import Appointment, Occupancy, Participant, Requirement
from mydimos.booking.queries.appointments import Participants, with_everything
from mydimos.directory.models import Resource
from mydimos.scheduling.spans import ATHENS, midnight


@dataclass(frozen=True)
class AgendaRow:
    """An appointment of a day: with its service, office and department, and who serves it."""

    appointment: Appointment
    appearing: Participant | None  # None once personal data are erased (R22)
    resources: tuple[Resource, ...]  # none where it was cancelled: its time is free

    @property
    def requirements(self) -> list[Requirement]:
        """What the person needs (R7)."""
        return [Requirement(one) for one in (self.appearing and self.appearing.requirements) or []]


def day_of(departments: Collection[int], day: date) -> list[AgendaRow]:
    """All appointments of a date in Athens by their start, cancelled ones too; three queries.

    To show them to an employee, call `booking.services.see_day`, which writes down that they were
    seen (R28).
    """
    people = Participant.objects.only("appointment", "role", "name", "company", "requirements")
    rows = _between(departments, day, day + timedelta(days=1))
    rows = rows.prefetch_related(Prefetch("participants", queryset=people))
    appointments = list(rows.order_by("starts_at", "pk"))
    serving = resources_of(row.public_id for row in appointments)
    return [
        AgendaRow(
            row,
            Participants.by_role(row.participants.all()).appearing,
            tuple(serving[row.public_id]),
        )
        for row in appointments
    ]


def upcoming_days(departments: Collection[int], *, first_day: date, days: int) -> dict[date, int]:
    """How many appointments are booked on each of these dates; without an entry, none. One query.

    Counts only: it shows no person.
    """
    booked = _between(departments, first_day, first_day + timedelta(days=days)).filter(
        status=Appointment.Status.BOOKED
    )
    by_day = booked.order_by().annotate(day=TruncDate("starts_at", tzinfo=ATHENS)).values("day")
    return dict(by_day.annotate(count=Count("pk")).order_by("day").values_list("day", "count"))


def resources_of(appointments: Iterable[UUID]) -> dict[UUID, list[Resource]]:
    """The counters and employees whose time appointments take, by public id; one query."""
    taken = Occupancy.objects.filter(
        owner__in=list(appointments), kind=Occupancy.Kind.APPOINTMENT
    ).select_related("resource")
    found: dict[UUID, list[Resource]] = defaultdict(list)
    for row in taken.order_by("resource__kind", "resource"):
        found[row.owner].append(row.resource)
    return found


def _between(departments: Collection[int], first: date, end: date) -> QuerySet[Appointment]:
    return with_everything().filter(
        department__in=departments, starts_at__gte=_begins(first), starts_at__lt=_begins(end)
    )


def _begins(day: date) -> datetime:
    return datetime.fromtimestamp(midnight(day), UTC)
