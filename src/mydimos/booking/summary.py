"""The one summary of an appointment: what pages, mails and calendar files say about it."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from urllib.parse import quote

from mydimos import formats
from mydimos.audit.actors import Actor
from mydimos.booking.models import Appointment, Participant, Requirement
from mydimos.booking.rules import VIDEO_OPENS, asks_for_documents, may_cancel, may_move
from mydimos.directory import phones
from mydimos.directory.models import Channel, Department, Municipality, Offering, Office, Service

READER = Actor.link()
"""Summaries are read by the public: the cut-offs of moving and cancelling hold."""


@dataclass(frozen=True, repr=False)
class AppointmentSummary:
    """An appointment at one moment, in the active language. Pure: it asks the database nothing.

    `appointment` comes with its municipality, department, named employee and offering, with office
    and service; `appearing` is the person who must appear, None after erasure (R22). `now` decides
    what can still be done. Subclasses add what only they know: a mail its recipient, a page its
    reader.
    """

    appointment: Appointment
    appearing: Participant | None
    now: datetime

    # -- with whom, what, where

    @property
    def municipality(self) -> Municipality:
        return self.appointment.municipality

    @property
    def municipality_genitive(self) -> str:
        """«Δήμου Καλαμάτας»; in English the name."""
        return formats.genitive(self.municipality.name)

    @property
    def department(self) -> Department:
        return self.appointment.department

    @property
    def offering(self) -> Offering:
        return self.appointment.offering

    @property
    def service(self) -> Service:
        return self.offering.service

    @property
    def documents(self) -> list[str]:
        """What to bring or to have at hand; by phone nothing (R2)."""
        return list(self.service.documents) if self.asks_for_documents else []

    @property
    def office(self) -> Office:
        return self.offering.office

    @property
    def office_phone(self) -> str:
        """The number to call, in groups: the office's, else the municipality's."""
        return phones.spoken(self.office.phone or self.municipality.phone)

    @property
    def office_phone_link(self) -> str:
        """The address behind it: "tel:+302610000001"."""
        return phones.link(self.office.phone or self.municipality.phone)

    @property
    def directions(self) -> str:
        return str(self.office.said("directions"))

    @property
    def map_url(self) -> str:
        """OpenStreetMap: the place where it is known, else a search for the address."""
        search = f"https://www.openstreetmap.org/search?query={quote(self.office.address)}"
        return self.office.map_url or search

    @property
    def papers_email(self) -> str:
        """Where a company sends its papers before the visit (R21); empty where it is not known."""
        return self.department.papers_email

    # -- how

    @property
    def channel(self) -> Channel:
        return Channel(self.appointment.channel)

    @property
    def is_in_person(self) -> bool:
        return self.channel is Channel.IN_PERSON

    @property
    def is_phone(self) -> bool:
        return self.channel is Channel.PHONE

    @property
    def is_video(self) -> bool:
        return self.channel is Channel.VIDEO

    @property
    def asks_for_documents(self) -> bool:
        """Whether documents can be asked for: by phone there is information only (R2)."""
        return asks_for_documents(self.channel)

    # -- when

    @property
    def starts_at(self) -> datetime:
        return self.appointment.starts_at

    @property
    def length(self) -> timedelta:
        return self.appointment.ends_at - self.appointment.starts_at

    @property
    def video_opens_at(self) -> datetime:
        return self.starts_at - VIDEO_OPENS

    @property
    def video_is_open(self) -> bool:
        return self.is_active and self.video_opens_at <= self.now

    @property
    def move_until(self) -> datetime | None:
        """The last moment at which a citizen can change the time; None: it has passed."""
        return self.starts_at - self.offering.move_cutoff if self.may_move else None

    @property
    def cancel_until(self) -> datetime | None:
        """The last moment at which a citizen can cancel; None: it has passed."""
        return self.starts_at - self.offering.cancel_cutoff if self.may_cancel else None

    # -- its state

    @property
    def is_booked(self) -> bool:
        return self.appointment.is_booked

    @property
    def is_active(self) -> bool:
        """Booked, and its end is still to come."""
        return self.appointment.is_active(now=self.now)

    @property
    def is_over(self) -> bool:
        """Its end has passed, and it was marked neither completed nor missed."""
        return self.is_booked and not self.is_active

    @property
    def may_move(self) -> bool:
        return self.is_active and may_move(self.appointment, by=READER, now=self.now)

    @property
    def may_cancel(self) -> bool:
        return self.is_active and may_cancel(self.appointment, by=READER, now=self.now)

    @property
    def cancelled_by_municipality(self) -> bool:
        return self.appointment.status == Appointment.Status.CANCELLED_BY_MUNICIPALITY

    # -- for whom

    @property
    def is_for_another(self) -> bool:
        return self.appointment.on_behalf == Appointment.OnBehalf.OTHER

    @property
    def is_for_company(self) -> bool:
        return self.appointment.on_behalf == Appointment.OnBehalf.COMPANY

    @property
    def appearing_phone(self) -> str:
        """The number that is called, in groups."""
        return phones.spoken((self.appearing and self.appearing.phone) or "")

    @property
    def requirements(self) -> list[str]:
        """Special requirements in words; one that no longer exists is left out."""
        wanted = (self.appearing and self.appearing.requirements) or []
        return [str(one.label) for one in Requirement if one.value in wanted]
