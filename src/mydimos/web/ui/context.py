"""What every template is given."""

from django.conf import settings
from django.http import HttpRequest
from django.utils.translation import get_language

from mydimos.web.ui.sessions import OFFICE

OTHER = {"el": ("en", "English"), "en": ("el", "Ελληνικά")}


def page(request: HttpRequest) -> dict[str, str]:
    """The frame, the home page, and the address of the same page in the other language.

    Reads neither the session nor the database.
    """
    own = get_language() or settings.LANGUAGE_CODE
    code, name = OTHER[own]
    return {
        "frame": settings.OFFICE_FRAME if OFFICE.match(request.path) else settings.FRAME,
        "home_url": _in_language(own, "/"),
        "other_language": code,
        "other_language_name": name,
        "other_language_url": _in_language(code, request.get_full_path()),
    }


def _in_language(code: str, address: str) -> str:
    if code == settings.LANGUAGE_CODE:
        # One slash: «/en//example.com» would lead to another site.
        return "/" + address.removeprefix("/en").lstrip("/\\")
    return f"/{code}{address}"
