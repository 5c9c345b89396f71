"""The form for a person who did not log in: an e-mail address is not needed."""

from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from mydimos.booking.models import Appointment, Requirement
from mydimos.booking.people import People, Person
from mydimos.booking.rules import helpful_requirements
from mydimos.directory.models import Channel
from mydimos.web.appointments.contact_form import ContactForm
from mydimos.web.appointments.fields import EmailField, EmailInput, NameField, TextField

OnBehalf = Appointment.OnBehalf
LONGEST_NOTE = 500


class PersonForm(ContactForm):
    """Who will appear, how he or she is reached, and how the booking came about."""

    field_order = ("through", "name", "company", "phone", "email", "message_language")

    through = forms.ChoiceField(
        label=_("How does the person ask for the appointment?"),
        choices=[
            (Appointment.Through.PHONE, _("By phone")),
            (Appointment.Through.COUNTER, _("At the counter")),
        ],
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose how the person asks for the appointment.")},
    )
    name = NameField(
        label=_("Full name of the person to be served"),
        max_length=120,
        error_messages={"required": _("Enter the full name.")},
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    company = NameField(
        label=_("Company or other legal person (optional)"),
        max_length=160,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    email = EmailField(
        label=_("E-mail (optional)"),
        help_text=_("Without it no message is sent: give the person the printed slip."),
        required=False,
        widget=EmailInput(autocomplete="off"),
    )
    message_language = forms.ChoiceField(
        label=_("Language of the messages"), choices=settings.LANGUAGES, initial="el"
    )
    requirements = forms.MultipleChoiceField(
        label=_("Special requirements (optional)"),
        choices=Requirement,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"invalid_choice": _("Choose one of the answers.")},
    )
    notes = TextField(
        label=_("Something else the person needs (optional)"),
        max_length=LONGEST_NOTE,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3, "autocomplete": "off"}),
    )

    def __init__(self, data: Any = None, *, channel: str, **kwargs: Any) -> None:
        super().__init__(data, **kwargs)
        self.fields["phone"].widget.attrs["autocomplete"] = "off"
        helpful = helpful_requirements(Channel(channel))
        if helpful:
            choices = [(one.value, one.label) for one in helpful]
            self.fields["requirements"].choices = choices  # type: ignore[attr-defined]
        else:
            del self.fields["requirements"]

    @property
    def people(self) -> People:
        """The people of a valid form."""
        said = self.cleaned_data
        return People(
            on_behalf=OnBehalf.COMPANY if said["company"] else OnBehalf.SELF,
            served=Person(
                name=said["name"],
                email=said["email"],
                phone=said["phone"],
                company=said["company"],
                requirements=tuple(said.get("requirements", ())),
                notes=said["notes"],
                language=said["message_language"],
            ),
        )
