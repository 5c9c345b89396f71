"""The forms that confirm a new time, and that take the code of a message."""

from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from mydimos.booking.services.access_codes import DIGITS

CODE = _("Enter the 6 digits of the code.")


class HoldForm(forms.Form):
    """Which kept time is meant: a tab whose time was given up must not move to another's."""

    hold_id = forms.UUIDField()

    @property
    def hold(self) -> UUID:
        """The public id of the hold."""
        hold: UUID = self.cleaned_data["hold_id"]
        return hold


class CodeForm(forms.Form):
    """The code that was sent by mail; blanks and hyphens in it do not matter."""

    code = forms.CharField(
        label=_("Code"),
        help_text=_("6 digits. Look in the junk folder as well."),
        error_messages={"required": CODE},
        widget=forms.TextInput(
            attrs={"inputmode": "numeric", "autocomplete": "one-time-code", "spellcheck": "false"}
        ),
    )

    def clean_code(self) -> str:
        """Six digits."""
        code = "".join(letter for letter in self.cleaned_data["code"] if letter not in " -\u00a0")
        if len(code) != DIGITS or not (code.isascii() and code.isdecimal()):
            raise forms.ValidationError(CODE, code="invalid")
        return code
