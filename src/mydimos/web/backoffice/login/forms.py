"""The forms of logging in. What is secret is never shown again."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

LONGEST = 254


def _secret(label: Any, *, autocomplete: str, help_text: Any = "", missing: Any) -> forms.CharField:
    return forms.CharField(
        label=label,
        help_text=help_text,
        strip=False,
        max_length=1000,
        widget=forms.PasswordInput(attrs={"autocomplete": autocomplete}),
        error_messages={"required": missing},
    )


class LoginForm(forms.Form):
    """E-mail and password. Any text is an e-mail here: all wrong ones get one answer."""

    email = forms.CharField(
        label=_("E-mail"),
        max_length=LONGEST,
        widget=forms.EmailInput(attrs={"autocomplete": "username"}),
        error_messages={"required": _("Enter your e-mail.")},
    )
    password = _secret(
        _("Password"), autocomplete="current-password", missing=_("Enter your password.")
    )


class CodeForm(forms.Form):
    """The six digits of the app."""

    code = forms.CharField(
        label=_("Code from your app"),
        help_text=_("Six digits, which change every half minute."),
        max_length=20,
        widget=forms.TextInput(
            attrs={"autocomplete": "one-time-code", "inputmode": "numeric", "class": "app-code"}
        ),
        error_messages={"required": _("Enter the six digits that your app shows.")},
    )

    def clean_code(self) -> str:
        """The digits without blanks between them."""
        return "".join(self.cleaned_data["code"].split())


class RecoveryForm(forms.Form):
    """One of the ten codes on paper."""

    code = forms.CharField(
        label=_("Recovery code"),
        help_text=_("Sixteen letters and digits. Each of the ten codes works once."),
        max_length=60,
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "characters"}),
        error_messages={"required": _("Enter one of your recovery codes.")},
    )


class NewPasswordForm(forms.Form):
    """A new password, typed twice: what is typed cannot be seen."""

    password = _secret(
        _("New password"),
        autocomplete="new-password",
        help_text=_("At least 12 characters. Three or four words are easy to remember."),
        missing=_("Enter a new password."),
    )
    repeated = _secret(
        _("New password, once more"),
        autocomplete="new-password",
        missing=_("Enter the new password once more."),
    )

    def clean_repeated(self) -> str:
        """Refused unless both are equal."""
        repeated: str = self.cleaned_data["repeated"]
        if self.cleaned_data.get("password", repeated) != repeated:
            raise forms.ValidationError(_("The two passwords differ. Type both once more."))
        return repeated


class ConfidentialityForm(forms.Form):
    """The confirmation of the duty of confidentiality."""

    confirmed = forms.BooleanField(
        label=_("I have read this and will keep to it"),
        error_messages={
            "required": _("Confirm that you have read it: without that no person is shown to you.")
        },
    )
