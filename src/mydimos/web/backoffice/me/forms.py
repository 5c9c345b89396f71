"""The forms of one's own account."""

from django import forms
from django.utils.translation import gettext_lazy as _

from mydimos.web.backoffice.login.forms import NewPasswordForm


class ChangePasswordForm(NewPasswordForm):
    """The password of today, and the next one."""

    current = forms.CharField(
        label=_("Your present password"),
        strip=False,
        max_length=1000,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
        error_messages={"required": _("Enter your present password.")},
    )

    field_order = ["current", "password", "repeated"]
