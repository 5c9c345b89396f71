"""What the page of one appointment shows to an employee."""

from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from mydimos.audit.actors import Actor
from mydimos.audit.acts import Act
from mydimos.booking.models import HistoryEntry, Participant
from mydimos.booking.queries.agenda import AgendaRow
from mydimos.booking.queries.openings import Opening, openings_of
from mydimos.booking.rules import may_cancel, may_complete, may_mark_missed, may_move, may_reopen
from mydimos.booking.services.looking import Seen
from mydimos.booking.summary import AppointmentSummary
from mydimos.directory import phones
from mydimos.notifications.media import Medium
from mydimos.notifications.models import Message
from mydimos.notifications.queries import delivery_of
from mydimos.reception.models import Visit
from mydimos.reception.queries import DayRow, visit_of
from mydimos.web.backoffice.day.lines import Line

HOW_SEEN = {
    Act.APPOINTMENT_SEEN: gettext_lazy("opened it"),
    Act.PEOPLE_FOUND: gettext_lazy("found it by a search"),
    Act.AGENDA_SEEN: gettext_lazy("saw it in the list of the day"),
}


class Look(NamedTuple):
    """One look of an employee at an appointment, in words."""

    at: datetime
    name: str
    how: str


@dataclass(frozen=True, repr=False)
class OfficePage(AppointmentSummary):
    """The summary of an appointment, its people, history, and the fate of its messages."""

    seen: Seen
    visit: Visit | None
    deliveries: dict[str, Message]
    openings: list[Opening]  # who has opened it, for those who may open it too (R28)

    @property
    def line(self) -> Line:
        """Its state, and the mark that comes next."""
        row = AgendaRow(self.appointment, self.appearing, tuple(self.seen.resources))
        return Line(DayRow(row, self.visit), self.now)

    @property
    def history(self) -> list[HistoryEntry]:
        """The latest first."""
        return self.seen.history[::-1]

    @property
    def guest(self) -> Participant | None:
        return self.seen.people.guest

    @property
    def phone_link(self) -> str:
        """The phone of the person who appears, as `tel:` of a link; empty where there is none."""
        stored = self.appearing.phone if self.appearing else ""
        return phones.link(stored) if stored else ""

    @property
    def delivery(self) -> Message | None:
        """The last message to the person who appears."""
        return self.deliveries.get(self.appearing.role) if self.appearing else None

    @property
    def looks(self) -> list[Look]:
        """Who has seen it, the latest first."""
        left = _("a user who was deleted")
        return [
            Look(one.at, one.employee.full_name if one.employee else left, str(HOW_SEEN[one.act]))
            for one in self.openings
        ]

    @property
    def may_complete(self) -> bool:
        return may_complete(self.appointment, now=self.now)

    @property
    def may_mark_missed(self) -> bool:
        return may_mark_missed(self.appointment, now=self.now)

    @property
    def may_be_moved(self) -> bool:
        """Whether an employee can still give it another time: until it begins."""
        return may_move(self.appointment, by=Actor.system(), now=self.now)

    @property
    def may_be_cancelled(self) -> bool:
        """Whether an employee can still cancel it: until it begins, without a cut-off."""
        return may_cancel(self.appointment, by=Actor.system(), now=self.now)

    @property
    def may_reopen(self) -> bool:
        return may_reopen(self.appointment, now=self.now)

    @property
    def may_check_identity(self) -> bool:
        """Whether the person is here and was not checked yet (R27)."""
        visit = self.visit
        return bool(visit and not visit.has_ended and not visit.identity_checked_at)


def appointment_page(seen: Seen, *, now: datetime) -> OfficePage:
    """Read the visit, the messages, and who has opened the appointment; three questions."""
    return OfficePage(
        appointment=seen.appointment,
        appearing=seen.people.appearing,
        now=now,
        seen=seen,
        visit=visit_of(seen.appointment),
        deliveries=delivery_of(seen.appointment.public_id, medium=Medium.MAIL),
        openings=openings_of(seen.appointment),
    )
