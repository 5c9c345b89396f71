"""Phone numbers as people read them and as telephones dial them."""

import phonenumbers
from phonenumbers import PhoneNumberFormat


def spoken(number: str) -> str:
    """A number in groups: «2721 360 700», "+44 121 234 5678". What is no number stays as it is."""
    parsed = _parsed(number)
    if parsed is None:
        return number
    digits = str(parsed.national_number)
    if parsed.country_code != 30 or len(digits) != 10:
        return phonenumbers.format_number(parsed, PhoneNumberFormat.INTERNATIONAL)
    area, middle = (3, 6) if digits.startswith(("21", "69", "80")) else (4, 7)
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
