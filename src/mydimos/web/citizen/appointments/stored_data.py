"""What is stored about one participant, and until when, for the page of his or her data."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from dateutil.relativedelta import relativedelta
from django.utils import timezone
from django.utils.translation import gettext as _

from mydimos import formats
from mydimos.booking.models import Appointment, Participant
from mydimos.booking.summary import AppointmentSummary
from mydimos.directory.models import RetentionBasis
from mydimos.directory.policies import policy_of
from mydimos.web.appointments.channels import CHANNELS
from mydimos.web.appointments.summary_rows import Row
from mydimos.web.appointments.zone import when_for


@dataclass(frozen=True, repr=False)
class StoredData:
    """The rows of the page, and the day on which the data are deleted at the latest."""

    rows: list[Row]
    kept_until: str


def stored_data(participant: Participant, *, now: datetime) -> StoredData:
    """Everything stored about a participant, who comes with appointment, offering and office."""
    summary = AppointmentSummary(participant.appointment, participant, now)
    rows = [row for row in (*_person(summary, participant), *_appointment(summary)) if row.value]
    return StoredData(rows, formats.date_of(_kept_until(participant.appointment)))


def _kept_until(appointment: Appointment) -> datetime:
    policy = policy_of(appointment.municipality_id)
    is_from_booking = policy.retention_basis == RetentionBasis.BOOKING
    start = appointment.booked_at if is_from_booking else appointment.over_at
    return timezone.localtime(start) + relativedelta(months=policy.retention_months)


def _person(summary: AppointmentSummary, person: Participant) -> Iterator[Row]:
    yield Row(_("Full name"), person.name or "")
    yield Row(_("Company"), person.company or "")
    yield Row(_("E-mail"), person.email or "")
    yield Row(_("Phone"), summary.appearing_phone)
    yield Row(_("Special requirements"), "\n".join(summary.requirements))
    yield Row(_("Something else you need"), person.notes or "")
    if person.citizen_id:
        yield Row(
            _("Your login with TAXISnet"),
            _("A keyed hash of your tax number, from which nobody can read the number."),
        )


def _appointment(summary: AppointmentSummary) -> Iterator[Row]:
    appointment = summary.appointment
    yield Row(_("Appointment code"), appointment.spoken_reference)
    yield Row(_("Service"), f"{summary.service.name}\n{summary.department.name}")
    yield Row(_("When"), when_for(summary.starts_at, summary.channel))
    place = summary.office.name if summary.is_in_person else ""
    yield Row(_("How you will be served"), f"{CHANNELS[summary.channel].name}\n{place}".strip())
    yield Row(_("Booked on"), formats.when(appointment.booked_at))
