"""The kinds of messages about appointments: the one list of them."""

from enum import StrEnum

from django.utils.translation import gettext

from mydimos import formats
from mydimos.booking.summary import AppointmentSummary


class Kind(StrEnum):
    """A kind of message. Its value is stored; `worker.tasks` finds by it who writes the message."""

    CONFIRMATION = "booking.confirmation"
    CHANGE = "booking.change"
    CANCELLATION = "booking.cancellation"
    REMINDER = "booking.reminder"
    ACCESS_CODE = "booking.access_code"

    @property
    def template(self) -> str:
        """The template of its mail."""
        return f"booking/mail/{self.name.lower()}.html"

    def subject(self, summary: AppointmentSummary) -> str:
        """The subject of its mail. It names neither people nor the service (R7, GDPR art. 9)."""
        sentences = {
            Kind.CONFIRMATION: gettext("Appointment confirmed: %(when)s (%(code)s)"),
            Kind.CHANGE: gettext("Appointment moved: %(when)s (%(code)s)"),
            Kind.CANCELLATION: gettext("Appointment cancelled (%(code)s)"),
            Kind.REMINDER: gettext("Reminder: appointment %(when)s (%(code)s)"),
            # Nothing of the appointment, and not the code: subjects are read on locked screens.
            Kind.ACCESS_CODE: gettext("The code you asked for"),
        }
        code = summary.appointment.spoken_reference
        return sentences[self] % {"when": formats.when(summary.starts_at), "code": code}
