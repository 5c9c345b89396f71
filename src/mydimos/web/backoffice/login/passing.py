"""A user who has given the password, and not yet the second proof: kept in the session."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.http import HttpRequest
from django.middleware.csrf import rotate_token
from django.utils.crypto import constant_time_compare

from mydimos.identity.models import User
from mydimos.identity.queries import active_user

KEY = "passing"
LASTS = timedelta(minutes=30)
"""Time enough to install an app."""


@dataclass(frozen=True, slots=True)
class Passing:
    """Who is logging in, and where to go afterwards."""

    user: User
    next: str


def begin(request: HttpRequest, user: User, *, next_address: str, now: datetime) -> None:
    """Note that the password was right, in a new session."""
    request.session.flush()
    request.session.set_expiry(int(LASTS.total_seconds()))
    rotate_token(request)
    request.session[KEY] = {
        "id": user.pk,
        # A password that was changed or reset meanwhile ends this.
        "password": user.get_session_auth_hash(),
        "at": now.isoformat(),
        "next": next_address,
    }


def passing(request: HttpRequest, *, now: datetime) -> Passing | None:
    """Who has given the password in this browser; None after half an hour."""
    begun = request.session.get(KEY)
    if not begun or datetime.fromisoformat(begun["at"]) + LASTS <= now:
        return None
    user = active_user(begun["id"])
    if user and constant_time_compare(begun["password"], user.get_session_auth_hash()):
        return Passing(user, begun["next"])
    return None
