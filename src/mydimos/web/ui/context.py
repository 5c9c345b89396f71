"""What every page knows."""

from django.conf import settings
from django.http import HttpRequest
from django.utils.translation import get_language

OTHER = {"el": ("en", "English"), "en": ("el", "Ελληνικά")}


def page(request: HttpRequest) -> dict[str, str]:
    """The same page in the other language. Neither the session nor the database is touched."""
    code, name = OTHER[get_language() or settings.LANGUAGE_CODE]
    return {
        "other_language": code,
        "other_language_name": name,
        "other_language_url": _in_language(code, request.get_full_path()),
    }


def _in_language(code: str, address: str) -> str:
    if code == settings.LANGUAGE_CODE:
        # One slash: «/en//example.com» would lead to another site.
        return "/" + address.removeprefix("/en").lstrip("/\\")
    return f"/{code}{address}"
