"""Phone numbers: which ones can be called, how people read them, how telephones dial them."""

import phonenumbers
from phonenumbers import PhoneNumberFormat, PhoneNumberType

LONGEST = 40  # characters of a number as typed
# Numbers that a municipality calls without paying more than for a call. Not: premium rate, shared
# cost, toll-free, personal and company numbers, pagers.
CALLABLE = {
    PhoneNumberType.FIXED_LINE,
    PhoneNumberType.MOBILE,
    PhoneNumberType.FIXED_LINE_OR_MOBILE,
    PhoneNumberType.VOIP,
}
# What libphonenumber calls the codes of no country: satellites (+870, +881), networks (+882, +883),
# premium rate (+979) and others.
NO_COUNTRY = "001"


class NotANumber(Exception):
    """The text is no valid phone number."""


class NotCallable(Exception):
    """The number is valid, and expensive or impossible to call: premium rate, satellite, short."""


def e164(typed: str) -> str:
    """The number in a text as it is stored, "+302721360700"; without + and country it is Greek.

    Raises NotANumber or NotCallable.
    """
    number = None if len(typed) > LONGEST or any(map(str.isalpha, typed)) else _parsed(typed)
    if number is None or number.extension or not phonenumbers.is_valid_number(number):
        raise NotANumber
    is_of_a_country = phonenumbers.region_code_for_number(number) != NO_COUNTRY
    if not is_of_a_country or phonenumbers.number_type(number) not in CALLABLE:
        raise NotCallable
    return phonenumbers.format_number(number, PhoneNumberFormat.E164)


def spoken(number: str) -> str:
    """A number in groups: «2721 360 700», "+44 121 234 5678". What is no number stays as it is."""
    parsed = _parsed(number)
    if parsed is None:
        return number
    digits = str(parsed.national_number)
    if parsed.country_code != 30 or len(digits) != 10:
        return phonenumbers.format_number(parsed, PhoneNumberFormat.INTERNATIONAL)
    # Athens and mobiles have three digits in front, other towns four.
    area, middle = (3, 6) if digits.startswith(("21", "6", "80", "9")) else (4, 7)
    return f"{digits[:area]} {digits[area:middle]} {digits[middle:]}"


def link(number: str) -> str:
    """The address behind a number, "tel:+302721360700"; empty where it is none."""
    parsed = _parsed(number)
    return f"tel:{phonenumbers.format_number(parsed, PhoneNumberFormat.E164)}" if parsed else ""


def _parsed(number: str) -> phonenumbers.PhoneNumber | None:
    try:
        return phonenumbers.parse(number, "GR")
    except phonenumbers.NumberParseException:
        return None
