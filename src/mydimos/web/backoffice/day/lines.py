"""One appointment of the day in words: its state, and the mark that comes next."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from mydimos import formats
from mydimos.booking.models import Appointment
from mydimos.booking.rules import may_complete
from mydimos.reception.models import Visit
from mydimos.reception.queries import DayRow
from mydimos.reception.rules import asks_who_appeared, may_arrive

LATE = timedelta(minutes=10)
"""After this time a person who has not come is said to be late."""


class Mark(StrEnum):
    """A mark as the forms post it."""

    ARRIVE = "arrive"
    UNDO_ARRIVAL = "undo-arrival"
    CHECK_IDENTITY = "check-identity"
    START = "start"
    UNDO_START = "undo-start"
    END = "end"
    COMPLETE = "complete"
    REOPEN = "reopen"


BUTTONS = {
    Mark.ARRIVE: gettext_lazy("Has arrived"),
    Mark.START: gettext_lazy("Start service"),
    Mark.END: gettext_lazy("Served"),
}


@dataclass(frozen=True)
class Line:
    """An appointment of the day at one moment."""

    row: DayRow
    now: datetime

    @property
    def appointment(self) -> Appointment:
        return self.row.appointment

    @property
    def name(self) -> str:
        """The person who must appear; a company after its representative."""
        person = self.row.row.appearing
        if person is None:
            return ""
        return ", ".join(filter(None, (person.name, person.company)))

    @property
    def where(self) -> str:
        """The counters and employees that serve, then the office."""
        places = [one.name for one in self.row.row.resources]
        return " · ".join([*places, self.appointment.offering.office.name])

    @property
    def needs(self) -> list[str]:
        """What the person needs in order to be served."""
        return [str(one.label) for one in self.row.row.requirements]

    @property
    def state(self) -> str:
        """The state in words; colour only repeats it."""
        if not self.appointment.is_booked:
            return str(Appointment.Status(self.appointment.status).label)
        if self.row.visit:
            return _present(self.row.visit)
        if self.appointment.ends_at <= self.now:
            return _("Without outcome")
        is_late = self.appointment.starts_at + LATE <= self.now
        return _("Late") if is_late else _("Expected")

    @property
    def mood(self) -> str:
        """The state for the style sheet: ahead, here, late or over."""
        if not self.appointment.is_booked:
            return "over"
        if self.row.visit and not self.row.visit.has_ended:
            return "here"
        return "late" if self.appointment.starts_at + LATE <= self.now else "ahead"

    @property
    def asks_who_appeared(self) -> bool:
        """Whether arriving has a page of its own with a question (D2§2)."""
        return self.next_mark == Mark.ARRIVE and asks_who_appeared(self.appointment)

    @property
    def next_mark(self) -> Mark | None:
        """The mark that this moment asks for, None where there is none."""
        visit = self.row.visit
        if visit is None:
            return Mark.ARRIVE if may_arrive(self.appointment, now=self.now) else None
        if visit.is_waiting:
            return Mark.START
        return Mark.END if visit.is_in_service else None

    @property
    def next_label(self) -> str:
        """The words on the button of the next mark."""
        return str(BUTTONS[self.next_mark]) if self.next_mark else ""

    @property
    def lacks_outcome(self) -> bool:
        """Whether it is over and has no outcome yet."""
        return self.appointment.ends_at <= self.now and may_complete(self.appointment, now=self.now)


def _present(visit: Visit) -> str:
    if visit.is_waiting:
        return _("Waits since %(time)s") % {"time": formats.clock(visit.arrived_at)}
    if visit.is_in_service and visit.started_at:
        return _("In service since %(time)s") % {"time": formats.clock(visit.started_at)}
    return str(Visit.State(visit.state).label)
