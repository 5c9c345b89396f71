"""What the pages of one appointment show, by login and by link."""

from dataclasses import dataclass
from datetime import datetime

from mydimos.booking.models import Participant
from mydimos.booking.queries.appointments import Participants, participants_of
from mydimos.booking.summary import AppointmentSummary
from mydimos.directory.rules import is_offered
from mydimos.notifications.media import Medium
from mydimos.notifications.models import Message
from mydimos.notifications.queries import delivery_of
from mydimos.web.appointments.summary_rows import Row, appointment_rows, short_rows
from mydimos.web.citizen.appointments.access import Access


@dataclass(frozen=True, repr=False)
class AppointmentPage(AppointmentSummary):
    """The summary of an appointment, who reads it, and the fate of its messages."""

    access: Access
    people: Participants
    delivery: Message | None  # the last message to the person who must appear

    @property
    def is_offered(self) -> bool:
        """Whether its offering still gives out new times."""
        return is_offered(self.offering, now=self.now)

    @property
    def is_undelivered(self) -> bool:
        return bool(self.delivery and self.delivery.is_undelivered)

    @property
    def is_read_by_who_appears(self) -> bool:
        """Whether the reader has the link of the person who must appear."""
        return self.access.role != Participant.Role.APPLICANT

    @property
    def rows(self) -> list[Row]:
        """Everything about the appointment, as rows of a summary."""
        return appointment_rows(self, guest=self.people.guest, video_url=self.access.urls["video"])

    @property
    def short_rows(self) -> list[Row]:
        """Which appointment it is, as rows of a summary."""
        return short_rows(self)

    def context(self, **more: object) -> dict[str, object]:
        """The context of the templates, with `more`."""
        frame = {"municipality": self.municipality, "citizen": self.access.citizen}
        return {"page": self, **frame, **more}


def appointment_page(access: Access, *, now: datetime) -> AppointmentPage:
    """Read the participants and the delivery of the last message; two queries."""
    people = participants_of(access.appointment)
    deliveries = delivery_of(access.appointment.public_id, medium=Medium.MAIL)
    role = people.appearing.role if people.appearing else ""
    return AppointmentPage(
        appointment=access.appointment,
        appearing=people.appearing,
        now=now,
        access=access,
        people=people,
        delivery=deliveries.get(role),
    )
