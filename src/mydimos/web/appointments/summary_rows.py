"""Rows of a summary (`ui/_summary_list.html`): the details that were typed; an appointment."""

from collections.abc import Iterator
from typing import NamedTuple

from django.utils.translation import gettext as _

from mydimos import formats
from mydimos.booking.models import Appointment, Participant, Requirement
from mydimos.booking.people import People
from mydimos.booking.summary import AppointmentSummary
from mydimos.directory import phones
from mydimos.web.appointments.attendance import ATTENDANCE
from mydimos.web.appointments.channels import CHANNELS
from mydimos.web.appointments.zone import clock_for, when_for

OnBehalf = Appointment.OnBehalf


class Link(NamedTuple):
    """A link in a row."""

    url: str
    text: str
    about: str = ""  # for screen readers
    is_external: bool = False


class Row(NamedTuple):
    """One line of a summary: its value, then a link, then a note; each may be empty."""

    key: str
    value: str
    change_url: str = ""
    link: Link | None = None
    note: str = ""
    is_exact: bool = False  # a code that is read letter by letter


def typed_rows(people: People, *, change_who: str, change_details: str) -> list[Row]:
    """Who appears and how they are reached, with the addresses where it can be changed.

    Without the e-mail address: it has a place of its own on the page.
    """
    return [*_who(people, change_who), *_details(people, change_details)]


def appointment_rows(
    summary: AppointmentSummary, *, guest: Participant | None, video_url: str
) -> list[Row]:
    """Everything about one appointment, for the screen and for paper."""
    rows = [_code(summary), _service(summary), _when(summary), _channel(summary)]
    rows += [_place(summary, video_url)]
    if employee := summary.appointment.named_employee:
        rows.append(Row(_("Employee"), employee.name))
    if summary.office_phone:
        link = Link(summary.office_phone_link, summary.office_phone)
        rows.append(Row(_("Phone of the office"), "", link=link))
    if summary.appearing:
        rows += _appearing(summary, summary.appearing)
    if guest:
        rows.append(Row(_("Third person"), _lines(guest.name, guest.email)))
    return rows


def short_rows(summary: AppointmentSummary) -> list[Row]:
    """Which appointment it is, on the way to changing or cancelling it."""
    where = f"{summary.municipality.name}, {summary.office.name}"
    rows = [
        Row(_("Service"), summary.service.name),
        Row(_("When"), when_for(summary.starts_at, summary.channel)),
        Row(_("How you will be served"), _lines(CHANNELS[summary.channel].name, where)),
    ]
    if summary.appearing:
        rows.append(Row(str(ATTENDANCE[summary.channel].short), summary.appearing.name or ""))
    return [*rows, Row(_("Appointment code"), summary.appointment.spoken_reference)]


def cancelled_rows(appointment: Appointment) -> list[Row]:
    """A cancelled appointment, without personal data."""
    when = when_for(appointment.starts_at, appointment.channel)
    return [
        Row(_("Appointment code"), appointment.spoken_reference),
        Row(_("When it would have been"), when),
    ]


def _code(summary: AppointmentSummary) -> Row:
    note = _("Keep the code. You will be asked for it if you call the municipality.")
    reference = summary.appointment.spoken_reference
    return Row(_("Appointment code"), reference, note=note, is_exact=True)


def _service(summary: AppointmentSummary) -> Row:
    who = f"{summary.municipality.name}, {summary.department.name}"
    return Row(_("Service"), _lines(summary.service.name, who))


def _when(summary: AppointmentSummary) -> Row:
    length = _("Duration: %(time)s") % {"time": formats.length(summary.length)}
    return Row(_("When"), _lines(when_for(summary.starts_at, summary.channel), length))


def _channel(summary: AppointmentSummary) -> Row:
    only = _("Your case cannot be handled by phone.") if summary.is_phone else ""
    return Row(_("How you will be served"), _lines(CHANNELS[summary.channel].name, only))


def _place(summary: AppointmentSummary, video_url: str) -> Row:
    if summary.is_phone:
        note = _(
            "At the time of the appointment, keep your phone near you: the municipality calls you."
        )
        return Row(_("We will call this number"), summary.appearing_phone, note=note)
    if summary.is_video:
        link = Link(video_url, _("The page of your video call")) if summary.is_active else None
        note = _(
            "It opens at %(opens)s, 15 minutes before the appointment. Its address stays the same."
        )
        opens = clock_for(summary.video_opens_at, summary.channel)
        return Row(_("Where"), "", link=link, note=note % {"opens": opens})
    office = summary.office
    step_free = _("Step-free entrance.") if office.step_free else ""
    return Row(
        _("Where"),
        _lines(office.name, office.address),
        link=Link(summary.map_url, _("Map"), about=office.name, is_external=True),
        note=_lines(step_free, summary.directions),
    )


def _appearing(summary: AppointmentSummary, person: Participant) -> Iterator[Row]:
    if person.company:
        yield Row(_("Company"), person.company)
    key = _("Person who will represent the company") if person.company else _("Person to be served")
    # By phone the number has a row of its own.
    phone = "" if summary.is_phone else summary.appearing_phone
    yield Row(key, _lines(person.name, person.email, phone))
    if needs := _lines(*summary.requirements, person.notes):
        yield Row(_("Special requirements"), needs)


def _who(people: People, change: str) -> Iterator[Row]:
    answers = {
        OnBehalf.SELF: _("For myself"),
        OnBehalf.OTHER: _("For another person"),
        OnBehalf.COMPANY: _("For a company or other legal person"),
    }
    yield Row(_("Who the appointment is for"), answers[people.on_behalf], change)


def _details(people: People, change: str) -> Iterator[Row]:
    served = people.served
    if served.company:
        yield Row(_("Company name"), served.company, f"{change}#id_company")
    yield Row(_("Full name"), served.name, f"{change}#id_name")
    yield Row(_("Phone"), phones.spoken(served.phone), f"{change}#id_phone")
    if people.copy_to:
        yield Row(_("Copy of the messages to"), people.copy_to, f"{change}#id_copy_to")
    if needs := _lines(*_labels(people), served.notes):
        yield Row(_("Special requirements"), needs, f"{change}#id_notes")
    if people.guest:
        guest = _lines(people.guest.name, people.guest.email)
        yield Row(_("Third person"), guest, f"{change}#id_guest_name")


def _labels(people: People) -> Iterator[str]:
    yield from (str(Requirement(one).label) for one in people.served.requirements)


def _lines(*texts: object) -> str:
    """Those that are not empty, each on a line of its own."""
    return "\n".join(str(text) for text in texts if text)
