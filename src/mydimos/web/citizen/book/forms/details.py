"""The form of the details: who will appear, how they are reached, what they need (D2§3)."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from mydimos.booking.models import Appointment, Requirement
from mydimos.booking.people import Guest, People, Person
from mydimos.booking.rules import helpful_requirements, may_invite
from mydimos.directory.models import Channel
from mydimos.web.appointments.contact_form import ContactForm
from mydimos.web.appointments.fields import (
    EmailField,
    EmailInput,
    NameField,
    TextField,
)

OnBehalf = Appointment.OnBehalf

NAME = _("Enter the full name.")
LONGEST_NOTE = 500


class DetailsForm(ContactForm):
    """The details of one appointment. The fields depend on `on_behalf` and on the channel."""

    field_order = ("company", "name", "email", "phone")
    emails = ("email", "copy_to", "guest_email")

    company = NameField(
        label=_("Company name"),
        max_length=160,
        error_messages={"required": _("Enter the name of the company.")},
        widget=forms.TextInput(attrs={"autocomplete": "organization"}),
    )
    name = NameField(
        label=_("Full name"),
        max_length=120,
        error_messages={"required": NAME},
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )
    copy_to = EmailField(
        label=_("Your own e-mail, to get a copy of the messages (optional)"),
        required=False,
        widget=EmailInput(autocomplete="email"),
    )
    requirements = forms.MultipleChoiceField(
        label=_("Special requirements (optional)"),
        help_text=_(
            "Fill this in only if you need something. Only the department that serves you sees it."
        ),
        choices=Requirement,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"invalid_choice": _("Choose one of the answers.")},
    )
    notes = TextField(
        label=_("Something else you need (optional)"),
        help_text=_("For example more time, or an interpreter of your language."),
        max_length=LONGEST_NOTE,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3, "autocomplete": "off"}),
    )
    guest_name = NameField(
        label=_("Full name of the third person"),
        max_length=120,
        required=False,
        error_messages={"required": NAME},
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    guest_email = EmailField(
        label=_("E-mail of the third person"),
        required=False,
        widget=EmailInput(autocomplete="off"),
    )

    def __init__(
        self,
        data: Mapping[str, Any] | None = None,
        *,
        on_behalf: str,
        channel: str,
        initial: Mapping[str, Any] | None = None,
    ) -> None:
        super().__init__(data, initial=dict(initial or {}))
        self.on_behalf = OnBehalf(on_behalf)
        self._ask_what_applies(Channel(channel))
        if self.on_behalf is OnBehalf.OTHER:
            self.fields["name"].label = _("Full name of the person to be served")
        if self.on_behalf is OnBehalf.COMPANY:
            self.fields["name"].label = _("Full name of the person who will represent the company")
        if self.on_behalf is not OnBehalf.SELF:
            # The browser knows the data of the person who types (WCAG 1.3.5 is about those).
            for field in ("name", "email", "phone"):
                self.fields[field].widget.attrs["autocomplete"] = "off"

    def clean(self) -> dict[str, Any]:
        """Guest name and e-mail: both or neither."""
        cleaned = super().clean() or {}
        if cleaned.get("guest_name") and not cleaned.get("guest_email"):
            self._miss("guest_email")
        if cleaned.get("guest_email") and not cleaned.get("guest_name"):
            self._miss("guest_name")
        return cleaned

    @property
    def people(self) -> People:
        """The people of a valid form."""
        said = self.cleaned_data
        return People(
            on_behalf=self.on_behalf,
            served=self._served(),
            guest=self._guest(),
            copy_to=said.get("copy_to", ""),
        )

    def _served(self) -> Person:
        said = self.cleaned_data
        return Person(
            name=said["name"],
            email=said["email"],
            phone=said["phone"],
            company=said.get("company", ""),
            requirements=tuple(said.get("requirements", ())),
            notes=said["notes"],
            language=get_language() or "el",
        )

    def _guest(self) -> Guest | None:
        said = self.cleaned_data
        return Guest(said["guest_name"], said["guest_email"]) if said.get("guest_name") else None

    def _ask_what_applies(self, channel: Channel) -> None:
        if self.on_behalf is not OnBehalf.COMPANY:
            del self.fields["company"]
        if self.on_behalf is OnBehalf.SELF:
            del self.fields["copy_to"]
        if not may_invite(channel):
            del self.fields["guest_name"], self.fields["guest_email"]
        helpful = [(one.value, one.label) for one in helpful_requirements(channel)]
        if helpful:
            self.fields["requirements"].choices = helpful  # type: ignore[attr-defined]
        else:
            del self.fields["requirements"]

    def _miss(self, field: str) -> None:
        if field not in self.errors:
            message = self.fields[field].error_messages["required"]
            self.add_error(field, forms.ValidationError(message, code="required"))
