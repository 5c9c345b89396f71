"""What a mail says, before it is put into words."""

from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from urllib.parse import quote

from mydimos.booking.links import link_url, municipality_url, privacy_url, video_url
from mydimos.booking.models import Appointment, HistoryEntry, Participant
from mydimos.booking.rules import VIDEO_OPENS, may_cancel, may_move
from mydimos.directory import phones
from mydimos.directory.models import Channel, Municipality, Office, Service

TIMES = (HistoryEntry.Act.BOOKED, HistoryEntry.Act.MOVED)


@dataclass(frozen=True, repr=False)
class Facts:
    """One appointment as one of its participants reads about it. Names: in the active language."""

    appointment: Appointment
    recipient: Participant
    person: Participant  # who must appear
    now: datetime

    @property
    def municipality(self) -> Municipality:
        return self.appointment.municipality

    @property
    def municipality_genitive(self) -> str:
        """«Δήμου Καλαμάτας»: every municipality's Greek name begins with «Δήμος»."""
        return self.municipality.name.replace("Δήμος ", "Δήμου ", 1)

    @property
    def office(self) -> Office:
        return self.appointment.offering.office

    @property
    def service(self) -> Service:
        return self.appointment.offering.service

    @property
    def is_copy(self) -> bool:
        """Sent to the person who booked, who wished for a copy."""
        return self.recipient.role == Participant.Role.APPLICANT

    @property
    def is_for_another(self) -> bool:
        return self.appointment.on_behalf == Appointment.OnBehalf.OTHER

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
    def is_booked(self) -> bool:
        return self.appointment.is_booked

    @property
    def cancelled_by_municipality(self) -> bool:
        return self.appointment.status == Appointment.Status.CANCELLED_BY_MUNICIPALITY

    @property
    def minutes(self) -> int:
        """How long it takes."""
        return int((self.appointment.ends_at - self.appointment.starts_at).total_seconds() // 60)

    @property
    def link(self) -> str:
        return link_url(self.appointment, self.recipient.role, self.recipient.language)

    @property
    def video_link(self) -> str:
        return video_url(self.appointment, self.recipient.role, self.recipient.language)

    @property
    def video_opens_at(self) -> datetime:
        return self.appointment.starts_at - VIDEO_OPENS

    @property
    def rebook_url(self) -> str:
        return municipality_url(self.municipality, self.recipient.language)

    @property
    def privacy_url(self) -> str:
        return privacy_url(self.municipality, self.recipient.language)

    @property
    def map_url(self) -> str:
        """OpenStreetMap: the place where it is known, else a search for the address."""
        search = f"https://www.openstreetmap.org/search?query={quote(self.office.address)}"
        return self.office.map_url or search

    @property
    def move_until(self) -> datetime | None:
        """The last moment at which the time can be changed; None: it has passed."""
        cutoff = self.appointment.offering.move_cutoff
        is_open = may_move(self.appointment, now=self.now)
        return self.appointment.starts_at - cutoff if is_open else None

    @property
    def cancel_until(self) -> datetime | None:
        """The last moment at which it can be cancelled; None: it has passed."""
        cutoff = self.appointment.offering.cancel_cutoff
        is_open = may_cancel(self.appointment, now=self.now)
        return self.appointment.starts_at - cutoff if is_open else None

    @property
    def papers_email(self) -> str:
        """Where a company sends its papers before the visit (R21)."""
        return self.appointment.department.papers_email

    @property
    def reply_to(self) -> str:
        return self.office.email or self.municipality.email

    @property
    def directions(self) -> str:
        return str(self.office.said("directions"))

    @property
    def phone(self) -> str:
        return phones.spoken(self.office.phone)

    @property
    def person_phone(self) -> str:
        return phones.spoken(self.person.phone or "")

    @cached_property
    def earlier_start(self) -> datetime | None:
        """The time that it had before it was last moved."""
        entries = self.appointment.history.filter(act__in=TIMES).order_by("-at", "-pk")
        return next(iter(entries.values_list("starts_at", flat=True)[1:2]), None)
