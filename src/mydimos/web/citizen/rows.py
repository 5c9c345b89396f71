"""What was typed, line by line, each with the way to change it (`ui/_summary_list.html`)."""

from collections.abc import Iterator
from typing import NamedTuple

from django.urls import reverse
from django.utils.translation import gettext as _

from mydimos.booking.models import Appointment, Hold, Requirement
from mydimos.booking.people import People
from mydimos.directory import phones

OnBehalf = Appointment.OnBehalf


class Row(NamedTuple):
    """One line of a summary."""

    key: str
    value: str
    change_url: str = ""


def rows_of(hold: Hold, people: People) -> list[Row]:
    """Who appears and how they are reached; the e-mail address has a place of its own."""
    return [*_who(hold, people), *_details(hold, people)]


def _who(hold: Hold, people: People) -> Iterator[Row]:
    answers = {
        OnBehalf.SELF: _("For myself"),
        OnBehalf.OTHER: _("For another person"),
        OnBehalf.COMPANY: _("For a company or other legal person"),
    }
    change = reverse("citizen:book", args=[hold.public_id])
    yield Row(_("Who the appointment is for"), answers[people.on_behalf], change)


def _details(hold: Hold, people: People) -> Iterator[Row]:
    change = reverse("citizen:details", args=[hold.public_id])
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
