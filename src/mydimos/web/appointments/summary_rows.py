"""The details of an appointment as rows of a summary (`ui/_summary_list.html`)."""

from collections.abc import Iterator
from typing import NamedTuple

from django.utils.translation import gettext as _

from mydimos.booking.models import Appointment, Requirement
from mydimos.booking.people import People
from mydimos.directory import phones

OnBehalf = Appointment.OnBehalf


class Row(NamedTuple):
    """One line of a summary."""

    key: str
    value: str
    change_url: str = ""


def summary_rows(people: People, *, change_who: str, change_details: str) -> list[Row]:
    """Who appears and how they are reached, with the addresses where it can be changed.

    Without the e-mail address: it has a place of its own on the page.
    """
    return [*_who(people, change_who), *_details(people, change_details)]


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
    if needs := "\n".join(_needs(people)):
        yield Row(_("Special requirements"), needs, f"{change}#id_notes")
    if people.guest:
        guest = f"{people.guest.name}\n{people.guest.email}"
        yield Row(_("Third person"), guest, f"{change}#id_guest_name")


def _needs(people: People) -> Iterator[str]:
    yield from (str(Requirement(one).label) for one in people.served.requirements)
    if people.served.notes:
        yield people.served.notes
