"""Calendar files of appointments (RFC 5545), for mails and downloads (RFC 5546).

Calendars are shared and synchronised: the title never names the service, and the file of a service
that tells of health or hardship names neither service nor department nor office.
"""

from collections.abc import Mapping
from contextlib import suppress
from datetime import UTC, datetime
from email.utils import parseaddr
from enum import StrEnum
from urllib.parse import urlsplit

from django.conf import settings
from django.template.loader import render_to_string
from django.utils.translation import override
from icalendar import Calendar, Event, vCalAddress, vText, vUri

from mydimos.booking.links import link_url, video_url
from mydimos.booking.models import Appointment
from mydimos.booking.summary import AppointmentSummary
from mydimos.notifications.addresses import in_ascii, own_in_ascii


class Method(StrEnum):
    """What the reader's calendar is asked to do (RFC 5546, 1.4)."""

    PUBLISH = "PUBLISH"
    REQUEST = "REQUEST"
    CANCEL = "CANCEL"


def calendar_file(
    summary: AppointmentSummary, *, role: str, language: str, method: Method, attendee: str = ""
) -> str:
    """The appointment for the calendar of a participant of this role.

    The attendee's address is needed by mail (REQUEST, CANCEL), and left out of a download.
    """
    calendar = Calendar()
    calendar.add("prodid", "-//myDimos//Appointments//EL")
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("method", method.value)
    with override(language):
        event = _event(summary, role, language)
    if attendee and method != Method.PUBLISH:
        # The same as the mail's To, by which calendars recognise their owner. Where it is malformed
        # the mail is refused.
        with suppress(ValueError):
            event.add("attendee", _attendee(in_ascii(attendee)), encode=False)
    calendar.add_component(event)
    written: bytes = calendar.to_ical(sorted=False)
    return written.decode()


def download(appointment: Appointment, *, role: str, language: str, now: datetime) -> str:
    """The file behind «Προσθήκη στο ημερολόγιο»: text/calendar, UTF-8. It names no person."""
    summary = AppointmentSummary(appointment, appearing=None, now=now)
    return calendar_file(summary, role=role, language=language, method=Method.PUBLISH)


def _event(summary: AppointmentSummary, role: str, language: str) -> Event:
    appointment = summary.appointment
    event = Event()
    event.add("uid", f"{appointment.public_id}@{urlsplit(settings.PUBLIC_URL).hostname}")
    event.add("sequence", appointment.sequence)
    event.add("dtstamp", summary.now.astimezone(UTC))
    event.add("created", appointment.booked_at.astimezone(UTC))
    event.add("last-modified", appointment.changed_at.astimezone(UTC))
    event.add("dtstart", appointment.starts_at.astimezone(UTC))
    event.add("dtend", appointment.ends_at.astimezone(UTC))
    event.add("status", "CANCELLED" if appointment.is_cancelled else "CONFIRMED")
    event.add("organizer", _organizer(summary), encode=False)
    event.add("class", "PRIVATE")
    event.add("transp", "OPAQUE")
    _describe(event, summary, role, language)
    return event


def _describe(event: Event, summary: AppointmentSummary, role: str, language: str) -> None:
    """Title, place and description, in the active language. Links end with a cancellation."""
    link = link_url(summary.appointment, role, language)
    words = {"summary": summary, "link": link}
    event.add("summary", _written("title", words))
    if summary.appointment.is_cancelled:
        return
    event.add("url", vUri(link), encode=False)
    event.add("description", _written("description", words))
    if summary.is_video:
        event.add("location", video_url(summary.appointment, role, language))
    else:
        event.add("location", _written("place", words))


def _written(part: str, words: Mapping[str, object]) -> str:
    text = render_to_string(f"booking/calendar/{part}.txt", words)
    return "\n".join(line.strip() for line in text.strip().splitlines())


def _organizer(summary: AppointmentSummary) -> vCalAddress:
    """The sender of the mails: answers of calendars go where mails to us go."""
    organizer = vCalAddress(f"mailto:{own_in_ascii(parseaddr(settings.MAIL_FROM)[1])}")
    organizer.params["CN"] = vText(summary.municipality.name)
    return organizer


def _attendee(address: str) -> vCalAddress:
    """A participant who has accepted: no answer is asked for, the time was agreed by booking."""
    attendee = vCalAddress(f"mailto:{address}")
    attendee.params |= {
        "CUTYPE": vText("INDIVIDUAL"),
        "ROLE": vText("REQ-PARTICIPANT"),
        "PARTSTAT": vText("ACCEPTED"),
        "RSVP": vText("FALSE"),
    }
    return attendee
