"""The form that asks for whom the appointment is."""

from django import forms
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from mydimos.booking.models import Appointment
from mydimos.directory.models import Channel
from mydimos.web.appointments.attendance import ATTENDANCE


class WhoForm(forms.Form):
    """One question (D2§2). A company's login is not asked: it books for the company alone (R6)."""

    on_behalf = forms.ChoiceField(
        label=_("Who is the appointment for?"),
        choices=[
            (Appointment.OnBehalf.SELF.value, _("For myself")),
            (Appointment.OnBehalf.OTHER.value, _("For another person")),
            (Appointment.OnBehalf.COMPANY.value, _("For a company or other legal person")),
        ],
        widget=forms.RadioSelect,
        error_messages={
            "required": _("Choose one of the answers."),
            "invalid_choice": _("Choose one of the answers."),
        },
    )

    def __init__(self, *args: object, channel: str, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        words = ATTENDANCE[Channel(channel)]
        self.fields["on_behalf"].hints = {  # type: ignore[attr-defined]
            "other": format_lazy("{} {}", words.another, words.not_enough),
            "company": words.company,
        }
