"""The form of an e-mail address and a phone number, and the corrections it suggests."""

from typing import ClassVar, NamedTuple

from django import forms
from django.utils.translation import gettext_lazy as _

from mydimos.notifications.mistyped import suggestion
from mydimos.web.appointments.fields import EmailField, EmailInput, PhoneField


class Suggestion(NamedTuple):
    """The address that was probably meant by the one that was typed into a field."""

    field: str
    typed: str
    meant: str


class ContactForm(forms.Form):
    """How the person who appears is reached."""

    emails: ClassVar[tuple[str, ...]] = ("email",)
    """The fields that hold e-mail addresses."""

    email = EmailField(
        label=_("E-mail"),
        help_text=_("We send the confirmation and the reminders here."),
        widget=EmailInput(autocomplete="email"),
    )
    phone = PhoneField(
        label=_("Phone"),
        help_text=_(
            "For example 2721 360 700 or 69… For a number abroad begin with + and the country code."
        ),
        widget=forms.TextInput(attrs={"type": "tel", "autocomplete": "tel", "inputmode": "tel"}),
    )

    @property
    def suggestions(self) -> list[Suggestion]:
        """Corrections of the addresses that look mistyped; only of a valid form."""
        typed = {field: self.cleaned_data.get(field, "") for field in self.emails}
        found = [Suggestion(field, typed[field], suggestion(typed[field])) for field in self.emails]
        return [one for one in found if one.meant]
