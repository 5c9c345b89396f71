"""The end of a login, and what the browser keeps of it."""

from datetime import datetime, timedelta

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from mydimos.audit.actors import Actor
from mydimos.identity.links import browser_mark, is_mark_of
from mydimos.identity.models import User
from mydimos.identity.services import note_login
from mydimos.web.backoffice.auth import log_in
from mydimos.web.ui.redirects import own_address
from mydimos.web.ui.security_log import note
from mydimos.web.ui.sessions import OFFICE

KEPT = timedelta(days=180)
MOST = 8
"""Users whom one browser remembers: a counter has several."""


def finish(request: HttpRequest, user: User, *, now: datetime) -> None:
    """Log in a user who has given all proofs, in a new session."""
    known = any(is_mark_of(mark, user.public_id) for mark in marks_of(request))
    log_in(request, user.pk, now=now)
    note_login(user=user, is_known_browser=known, by=Actor.employee(user.pk), now=now)
    note("employee logged in")


def remembered(request: HttpRequest, response: HttpResponse, user: User) -> HttpResponse:
    """Let the browser keep that this user has logged in with it: it says nothing to others."""
    mine = browser_mark(user.public_id)
    marks = [mine, *(mark for mark in marks_of(request) if mark != mine)][:MOST]
    response.set_cookie(
        _name(), ".".join(marks), max_age=KEPT, secure=settings.HTTPS, httponly=True, samesite="Lax"
    )
    return response


def after_login(next_address: str) -> str:
    """Where a login leads: the office's page that was asked for, else today's."""
    return office_address(next_address) or reverse("backoffice:today")


def office_address(address: str) -> str:
    """The address if it leads to a page of the office, else empty."""
    own = own_address(address)
    return own if OFFICE.match(own) else ""


def marks_of(request: HttpRequest) -> list[str]:
    """What this browser keeps of earlier logins."""
    return [mark for mark in request.COOKIES.get(_name(), "").split(".")[:MOST] if mark]


def _name() -> str:
    return "__Host-office-browser" if settings.HTTPS else "office-browser"
