"""The municipality of the last visit: a cookie with its slug, no personal data."""

from datetime import timedelta

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from mydimos.directory.models import Municipality
from mydimos.web.citizen.find.directory_cache import DirectoryCache

KEPT = timedelta(days=180)


def remembered_municipality(request: HttpRequest, known: DirectoryCache) -> Municipality | None:
    """The municipality of the cookie, if any."""
    return known.municipalities.get(request.COOKIES.get(_name(), ""))


def remember_municipality(request: HttpRequest, response: HttpResponse, slug: str) -> None:
    """Set the cookie, unless it has this value already."""
    if request.COOKIES.get(_name()) != slug:
        response.set_cookie(
            _name(), slug, max_age=KEPT, secure=settings.HTTPS, httponly=True, samesite="Lax"
        )


def _name() -> str:
    """With the prefix, browsers take the cookie from this host by HTTPS only."""
    return "__Host-municipality" if settings.HTTPS else "municipality"
