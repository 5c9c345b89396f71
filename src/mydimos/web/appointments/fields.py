"""Form fields for names, texts, e-mail addresses and phone numbers."""

import unicodedata
from typing import Any

import phonenumbers
from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from phonenumbers import PhoneNumberFormat

STRANGE = _("This text has characters that we cannot use. Please type it again.")
EMAIL = _("Enter an e-mail address, like name@example.gr.")
PHONE = _("Enter a phone number with 10 digits, or with + and the country code.")

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
        text = unicodedata.normalize("NFC", super().to_python(value) or "")
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


class EmailField(forms.EmailField):
    """An e-mail address; capitals in front of the @ stay as they are."""

    default_error_messages = {"required": EMAIL, "invalid": EMAIL, "null": STRANGE}

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(max_length=None, **kwargs)

    def run_validators(self, value: Any) -> None:
        """One sentence for every error (longest address: 254, RFC 5321)."""
        try:
            super().run_validators(value)
        except ValidationError as wrong:
            raise ValidationError(EMAIL, code="invalid") from wrong
        if len(value) > 254:
            raise ValidationError(EMAIL, code="invalid")


class PhoneField(forms.CharField):
    """A phone number: Greek with 10 digits, any other with + and its country. Value: E.164."""

    default_error_messages = {"required": PHONE, "invalid": PHONE}

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.validators = []

    def to_python(self, value: Any) -> str:
        text = super().to_python(value) or ""
        return _e164(text) if text else ""


def _is_picture(letter: str) -> bool:
    """Emoji and dingbats; «№», «°» and «™» are none."""
    is_symbol = unicodedata.category(letter) in {"So", "Sk"}
    return is_symbol and (letter >= "\U0001f000" or "\u2190" <= letter <= "\u2bff")


def _e164(text: str) -> str:
    if len(text) > 40 or any(letter.isalpha() for letter in text):
        raise ValidationError(PHONE, code="invalid")
    try:
        number = phonenumbers.parse(text, "GR")
    except phonenumbers.NumberParseException as wrong:
        raise ValidationError(PHONE, code="invalid") from wrong
    if not phonenumbers.is_valid_number(number) or number.extension or not _is_callable(number):
        raise ValidationError(PHONE, code="invalid")
    return phonenumbers.format_number(number, PhoneNumberFormat.E164)


def _is_callable(number: phonenumbers.PhoneNumber) -> bool:
    """In Greece a land line or a mobile; no short, free or premium numbers."""
    return number.country_code != 30 or str(number.national_number).startswith(("2", "69"))
