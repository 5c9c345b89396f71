"""The citizen of a request. Of a login the session keeps the citizen's id, kind and name.

Every view says whom it is for: `anyone` (of web.ui) or `citizen_required`.
"""

from collections.abc import Callable
from datetime import datetime, timedelta
from functools import wraps
from typing import Any, Concatenate, ParamSpec, cast
from urllib.parse import urlencode

from django.contrib.sessions.backends.base import SessionBase
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.middleware.csrf import rotate_token
from django.urls import reverse
from django.utils import timezone
from django.utils.cache import add_never_cache_headers

from mydimos.identity.models import Citizen
from mydimos.identity.ports import LoginIdentity
from mydimos.identity.sessions import CITIZEN
from mydimos.web.citizen import drafts
from mydimos.web.citizen.limits import SESSIONS_BEGUN
from mydimos.web.ui.limits import by_address, limited
from mydimos.web.ui.security_log import note

LONGEST_LOGIN = timedelta(hours=8)
"""After this time a citizen logs in again, active or not."""

KEY = CITIZEN

P = ParamSpec("P")


class CitizenRequest(HttpRequest):
    """A request of a citizen who has logged in."""

    citizen: Citizen
    session: SessionBase


def citizen_required(
    view: Callable[Concatenate[CitizenRequest, P], HttpResponse],
) -> Callable[Concatenate[HttpRequest, P], HttpResponse]:
    """Only for a citizen who has logged in; others are sent to the login and come back.

    What they posted waits in the session. No browser or proxy keeps these pages: the back button
    requests them again.
    """

    @wraps(view)
    def guarded(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        citizen = citizen_of(request)
        if citizen is None:
            return _to_login(request)
        theirs = cast(CitizenRequest, request)
        theirs.citizen = citizen
        try:
            response = view(theirs, *args, **kwargs)
        except Citizen.DoesNotExist:  # erased since the login (privacy)
            log_out(request)
            return _to_login(request)
        add_never_cache_headers(response)
        return response

    guarded.audience = "citizen"  # type: ignore[attr-defined]
    return guarded


def citizen_of(request: HttpRequest) -> Citizen | None:
    """The citizen who has logged in, without a query; else None.

    The row has id and kind only; other columns are deferred.
    """
    login = request.session.get(KEY)
    if not login or datetime.fromisoformat(login["at"]) + LONGEST_LOGIN <= timezone.now():
        return None
    return Citizen.from_db("default", ["id", "kind"], [login["id"], login["kind"]])


def name_of(request: HttpRequest) -> str:
    """The name that came with the login, to pre-fill a form (R23): capitals without accents."""
    return str(request.session.get(KEY, {}).get("name", ""))


def log_in(
    request: HttpRequest, citizen: Citizen, identity: LoginIdentity, *, now: datetime
) -> None:
    """Store the citizen in the session, under a new session key.

    The draft stays, unless it belongs to another person who used this browser before.
    """
    before: dict[str, Any] = request.session.get(KEY, {})
    is_another = bool(before) and before["id"] != citizen.pk
    if drafts.is_of_another(request.session, citizen.pk) or is_another:
        drafts.forget(request.session)
    request.session.cycle_key()
    rotate_token(request)
    request.session[KEY] = {
        "id": citizen.pk,
        "kind": citizen.kind,
        "name": identity.display_name[:120],
        "at": now.isoformat(),
    }
    note("logged in")


def log_out(request: HttpRequest) -> None:
    """Delete the session. Forms that are open in this browser are no longer accepted."""
    request.session.flush()
    rotate_token(request)


def login_address(next_address: str) -> str:
    """The address of the login page; after logging in it leads to `next_address`."""
    return f"{reverse('citizen:login')}?{urlencode({'next': next_address})}"


def _to_login(request: HttpRequest) -> HttpResponse:
    if request.method == "POST":
        return _keeping_what_was_typed(request)
    return HttpResponseRedirect(login_address(request.get_full_path()))


@limited(SESSIONS_BEGUN, by=by_address)
def _keeping_what_was_typed(request: HttpRequest) -> HttpResponse:
    drafts.keep_without_login(request.session, request.POST)
    return HttpResponseRedirect(login_address(request.path))
