"""What the pages of one appointment show, by login and by link."""

from dataclasses import dataclass
from datetime import datetime
from urllib.parse import quote

from mydimos.booking.models import Appointment, Participant, Requirement
from mydimos.booking.queries.appointments import Participants, participants_of
from mydimos.booking.rules import (
    VIDEO_OPENS,
    asks_for_documents,
    may_cancel,
    may_move,
)
from mydimos.directory.models import Channel, Municipality, Offering, Office, Service
from mydimos.directory.rules import is_offered
from mydimos.notifications.models import Message
from mydimos.notifications.queries import delivery_of
from mydimos.web.citizen.appointments.access import Access


@dataclass(frozen=True)
class AppointmentPage:
    """One appointment at one moment (`now`), as one reader sees it."""

    access: Access
    people: Participants
    delivery: Message | None  # the last one to the person who must appear
    now: datetime

    @property
    def appointment(self) -> Appointment:
        return self.access.appointment

    @property
    def municipality(self) -> Municipality:
        return self.appointment.municipality

    @property
    def offering(self) -> Offering:
        return self.appointment.offering

    @property
    def service(self) -> Service:
        return self.offering.service

    @property
    def office(self) -> Office:
        return self.offering.office

    @property
    def map_url(self) -> str:
        """OpenStreetMap: the office's coordinates if stored, else a search for its address."""
        search = f"https://www.openstreetmap.org/search?query={quote(self.office.address)}"
        return self.office.map_url or search

    @property
    def is_active(self) -> bool:
        return self.appointment.is_active(now=self.now)

    @property
    def is_over(self) -> bool:
        """Its time has passed and no employee has stated the outcome yet."""
        return self.appointment.is_booked and not self.is_active

    @property
    def may_move(self) -> bool:
        return self.is_active and may_move(self.appointment, by=self.access.actor, now=self.now)

    @property
    def is_offered(self) -> bool:
        """Whether its offering still gives out new times."""
        return is_offered(self.offering, now=self.now)

    @property
    def may_cancel(self) -> bool:
        return self.is_active and may_cancel(self.appointment, by=self.access.actor, now=self.now)

    @property
    def move_until(self) -> datetime:
        return self.appointment.starts_at - self.offering.move_cutoff

    @property
    def cancel_until(self) -> datetime:
        return self.appointment.starts_at - self.offering.cancel_cutoff

    @property
    def is_in_person(self) -> bool:
        return self.appointment.channel == Channel.IN_PERSON

    @property
    def is_phone(self) -> bool:
        return self.appointment.channel == Channel.PHONE

    @property
    def is_video(self) -> bool:
        return self.appointment.channel == Channel.VIDEO

    @property
    def video_opens_at(self) -> datetime:
        return self.appointment.starts_at - VIDEO_OPENS

    @property
    def video_is_open(self) -> bool:
        return self.is_active and self.video_opens_at <= self.now

    @property
    def asks_for_documents(self) -> bool:
        """False for a phone call (R2)."""
        return asks_for_documents(self.appointment.channel)

    @property
    def appearing(self) -> Participant | None:
        return self.people.appearing

    @property
    def requirements(self) -> list[str]:
        """The labels of the requirements; values that are no longer defined are left out."""
        wanted = (self.appearing and self.appearing.requirements) or []
        return [str(one.label) for one in Requirement if one.value in wanted]

    @property
    def is_undelivered(self) -> bool:
        return bool(self.delivery and self.delivery.is_undelivered)

    @property
    def is_for_company(self) -> bool:
        return self.appointment.on_behalf == Appointment.OnBehalf.COMPANY

    @property
    def is_for_another(self) -> bool:
        return self.appointment.on_behalf == Appointment.OnBehalf.OTHER

    @property
    def is_read_by_who_appears(self) -> bool:
        """Whether the reader has the link of the person who must appear."""
        return self.access.role != Participant.Role.APPLICANT

    def context(self, **more: object) -> dict[str, object]:
        """The context of the templates, with `more`."""
        frame = {"municipality": self.municipality, "citizen": self.access.citizen}
        return {"page": self, **frame, **more}


def appointment_page(access: Access, *, now: datetime) -> AppointmentPage:
    """Read the participants and the delivery of the last message; two queries."""
    people = participants_of(access.appointment)
    deliveries = delivery_of(access.appointment.public_id)
    role = people.appearing.role if people.appearing else ""
    return AppointmentPage(access, people, deliveries.get(role), now)
