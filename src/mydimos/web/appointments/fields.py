"""Form fields for names, texts, e-mail addresses and phone numbers."""

import unicodedata
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from mydimos.directory import phones
from mydimos.notifications.addresses import as_typed, in_ascii, without_invisible

STRANGE = _("This text has characters that we cannot use. Please type it again.")
EMAIL = _("Enter an e-mail address, like name@example.gr.")
PHONE = _("Enter a phone number with 10 digits, or with + and the country code.")
NOT_CALLABLE = _("Enter the number of a land line or a mobile phone: we cannot call this number.")

# They turn round what stands beside them: a name could pretend to be another.
BIDI_CONTROLS = frozenset(
    "\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
)
# Between letters of some scripts they are a part of the word.
JOINERS = frozenset("\u200c\u200d")


class TextField(forms.CharField):
    """A text of several lines: every script and emoji, no control characters."""

    default_error_messages = {"strange": STRANGE}

    def __init__(self, *, max_length: int, **kwargs: Any) -> None:
        # Not an attribute of the input: a browser cuts off what is pasted and says nothing.
        super().__init__(**kwargs)
        self.validators = []  # `validate` says it in our words
        self.limit = max_length

    def to_python(self, value: Any) -> str:
        text = unicodedata.normalize("NFC", without_invisible(super().to_python(value) or ""))
        return text.replace("\r\n", "\n")

    def validate(self, value: Any) -> None:
        super().validate(value)
        if not all(self.allows(letter) for letter in value):
            raise ValidationError(STRANGE, code="strange")
        if len(value) > self.limit:
            raise ValidationError(
                _("This text is too long: %(limit)s characters at most."),
                code="max_length",
                params={"limit": self.limit},
            )

    def allows(self, letter: str) -> bool:
        """Whether the text may contain this character."""
        is_control = unicodedata.category(letter) == "Cc" and letter not in "\n\t"
        return not is_control and letter not in BIDI_CONTROLS


class NameField(TextField):
    """A name on one line, in any script; with letters, without emoji."""

    def validate(self, value: Any) -> None:
        super().validate(value)
        if value and not any(letter.isalpha() for letter in value):
            raise ValidationError(self.error_messages["required"], code="required")

    def to_python(self, value: Any) -> str:
        return " ".join(super().to_python(value).split())

    def allows(self, letter: str) -> bool:
        """One line of letters, digits, marks and punctuation."""
        category = unicodedata.category(letter)
        is_hidden = category in {"Cc", "Cf", "Co", "Cn", "Zl", "Zp"} and letter not in JOINERS
        return not is_hidden and not _is_picture(letter)


class EmailInput(forms.TextInput):
    """A text input with the e-mail keyboard.

    Not of type "email": browsers would change «δήμος.ελ» to "xn--…" in it.
    """

    def __init__(self, *, autocomplete: str) -> None:
        keyboard = {"inputmode": "email", "autocapitalize": "none", "spellcheck": "false"}
        super().__init__({**keyboard, "autocomplete": autocomplete})


class EmailField(forms.CharField):
    """An e-mail address; capitals in front of the @ stay as they are."""

    default_error_messages = {"required": EMAIL, "invalid": EMAIL, "null": STRANGE}

    def to_python(self, value: Any) -> str:
        return as_typed(super().to_python(value) or "")

    def validate(self, value: Any) -> None:
        """One sentence for every error."""
        super().validate(value)
        try:
            if value:
                in_ascii(value)
        except ValueError as wrong:
            raise ValidationError(EMAIL, code="invalid") from wrong


class PhoneField(forms.CharField):
    """A phone number: Greek with 10 digits, any other with + and its country. Value: E.164."""

    default_error_messages = {"required": PHONE, "invalid": PHONE}

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.validators = []

    def to_python(self, value: Any) -> str:
        text = super().to_python(value) or ""
        if not text:
            return ""
        try:
            return phones.e164(text)
        except phones.NotANumber as wrong:
            raise ValidationError(PHONE, code="invalid") from wrong
        except phones.NotCallable as wrong:
            raise ValidationError(NOT_CALLABLE, code="not_callable") from wrong


def _is_picture(letter: str) -> bool:
    """Emoji and dingbats; «№», «°» and «™» are none."""
    is_symbol = unicodedata.category(letter) in {"So", "Sk"}
    return is_symbol and (letter >= "\U0001f000" or "\u2190" <= letter <= "\u2bff")
