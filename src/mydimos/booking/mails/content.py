"""What a mail says, before it is put into words."""

from dataclasses import dataclass
from datetime import datetime
from functools import cached_property

from django.utils.html import format_html
from django.utils.safestring import SafeString

from mydimos.booking.links import link_url, municipality_url, privacy_url, video_url
from mydimos.booking.mails.kinds import Kind
from mydimos.booking.models import AccessCode, HistoryEntry, Participant
from mydimos.booking.summary import AppointmentSummary

TIMES = (HistoryEntry.Act.BOOKED, HistoryEntry.Act.MOVED)


@dataclass(frozen=True, repr=False)
class MailContent(AppointmentSummary):
    """The summary of an appointment for one of its participants, with links of their own."""

    recipient: Participant
    kind: Kind
    access_code: AccessCode | None = None

    @property
    def is_change(self) -> bool:
        return self.kind is Kind.CHANGE

    @property
    def is_to_appearing(self) -> bool:
        """Sent to the person who must appear."""
        return bool(self.appearing and self.appearing.role == self.recipient.role)

    @property
    def is_copy(self) -> bool:
        """Sent to the applicant, who wished for a copy."""
        return self.recipient.role == Participant.Role.APPLICANT

    @property
    def language(self) -> str:
        return self.recipient.language

    @property
    def link(self) -> str:
        """The secret link to the appointment."""
        return link_url(self.appointment, self.recipient.role, self.language)

    @property
    def video_link(self) -> str:
        return video_url(self.appointment, self.recipient.role, self.language)

    @property
    def rebook_url(self) -> str:
        return municipality_url(self.municipality, self.language)

    @property
    def privacy_url(self) -> str:
        return privacy_url(self.municipality, self.language)

    @property
    def reply_to(self) -> str:
        """Where answers are read; empty: nowhere."""
        return self.office.email or self.municipality.email

    @property
    def name_html(self) -> SafeString:
        """The name of the person who must appear, for the middle of a sentence."""
        return format_html("<strong>{}</strong>", self.appearing.name if self.appearing else "")

    @property
    def phone_html(self) -> SafeString:
        """The office's number, to be called by a touch."""
        return format_html('<a href="{}">{}</a>', self.office_phone_link, self.office_phone)

    @property
    def papers_html(self) -> SafeString:
        """The address for a company's papers (R21)."""
        return _mailto(self.papers_email)

    @property
    def contact_html(self) -> SafeString:
        """How to reach a person: by mail where answers are read, else by phone."""
        return _mailto(self.reply_to) if self.reply_to else self.phone_html

    @cached_property
    def earlier_start(self) -> datetime | None:
        """The time before the last move. One query."""
        entries = self.appointment.history.filter(act__in=TIMES).order_by("-at", "-pk")
        return next(iter(entries.values_list("starts_at", flat=True)[1:2]), None)


def _mailto(address: str) -> SafeString:
    return format_html('<a href="mailto:{}">{}</a>', address, address)
