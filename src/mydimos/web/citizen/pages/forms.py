"""The form of the accessibility statement."""

from django import forms
from django.utils.translation import gettext_lazy as _

from mydimos.web.appointments.fields import EmailField, EmailInput, TextField


class FeedbackForm(forms.Form):
    """Text is required; page and e-mail are optional."""

    words = TextField(
        label=_("What did not work, or could be better?"),
        help_text=_("For example something that a screen reader does not say. No personal data."),
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 6}),
        error_messages={"required": _("Tell us what did not work.")},
    )
    page = TextField(
        label=_("On which page? (optional)"),
        max_length=300,
        required=False,
        widget=forms.TextInput,
    )
    email = EmailField(
        label=_("Your e-mail, if you want an answer (optional)"),
        required=False,
        widget=EmailInput(autocomplete="email"),
    )
