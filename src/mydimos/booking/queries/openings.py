"""Who of the office has seen an appointment (R28)."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Q

from mydimos.audit.acts import Act
from mydimos.audit.models import Line
from mydimos.booking.models import Appointment, HistoryEntry
from mydimos.identity.models import User
from mydimos.scheduling.spans import local_day

QUARTER = timedelta(minutes=15)
"""How long one line of the agenda counts (constraint `audit_day_seen_once`)."""


@dataclass(frozen=True)
class Opening:
    """One look: at the appointment itself, at a list of found ones, or at its day."""

    at: datetime
    act: Act
    employee: User | None  # None: the user was deleted


def openings_of(appointment: Appointment) -> list[Opening]:
    """All looks at an appointment, the latest first; three queries.

    Its own lines, the searches that showed it, and the agenda of the days on which it stood, as
    long as it stood there. A line of the agenda counts for its quarter of an hour, so it may be of
    a moment just before the appointment was booked.
    """
    seen = Q(act=Act.APPOINTMENT_SEEN, subject=appointment.trace)
    found = Q(act=Act.PEOPLE_FOUND, traces__contains=[appointment.trace])
    condition = seen | found
    for on_its_day in _agenda_lines(appointment):
        condition |= on_its_day
    lines = list(Line.objects.filter(condition).order_by("-at", "-pk"))
    users = User.objects.defer("password")
    employees = users.in_bulk({line.actor_id for line in lines if line.actor_id})
    return [Opening(line.at, Act(line.act), employees.get(line.actor_id or 0)) for line in lines]


def _agenda_lines(appointment: Appointment) -> Iterator[Q]:
    """The lines of each day, from the booking or the move to it until the next move."""
    acts = (HistoryEntry.Act.BOOKED, HistoryEntry.Act.MOVED)
    stood = list(appointment.history.filter(act__in=acts).order_by("at", "pk"))
    ends: list[datetime | None] = [entry.at for entry in stood[1:]]
    for entry, end in zip(stood, [*ends, None], strict=True):
        lines = Q(
            act=Act.AGENDA_SEEN,
            department=appointment.department_id,
            day=local_day(int(entry.starts_at.timestamp())),
            at__gt=entry.at - QUARTER,
        )
        yield lines & Q(at__lt=end) if end else lines
