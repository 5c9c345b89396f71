"""The employee of a request, and the wall around what he or she sees.

The session keeps the user's id and the moment of the login. Role and departments are read in each
request: what is taken counts at once.
"""

from collections.abc import Callable
from datetime import datetime, timedelta
from functools import wraps
from typing import Any, Concatenate, ParamSpec, cast
from urllib.parse import urlencode

from django.contrib.sessions.backends.base import SessionBase
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.middleware.csrf import rotate_token
from django.urls import reverse
from django.utils import timezone
from django.utils.cache import add_never_cache_headers

from mydimos.access.queries import Standing, standing_of
from mydimos.access.rules import Right
from mydimos.access.scope import seen_by
from mydimos.audit.actors import Actor
from mydimos.identity.sessions import EMPLOYEE
from mydimos.web.ui.redirects import see_other

LONGEST_LOGIN = timedelta(hours=10)
"""After this time an employee logs in again, active or not."""

IDLE = timedelta(minutes=30)
"""After this time without a request an employee logs in again."""

REFRESH = timedelta(minutes=1)
"""How often a session that is in use is stored again: not with each request."""

FRESH = timedelta(minutes=10)
"""How long after a one-time code no other is asked for."""

FRESH_FORM = timedelta(minutes=20)

P = ParamSpec("P")


class OfficeRequest(HttpRequest):
    """A request of an employee who has logged in."""

    employee: Standing
    by: Actor  # for the verbs
    session: SessionBase


def employee_required(
    view: Callable[Concatenate[OfficeRequest, P], HttpResponse],
) -> Callable[Concatenate[HttpRequest, P], HttpResponse]:
    """Only for an employee who has logged in and has confirmed the duty of confidentiality.

    Others are sent to the login, or to its text, and come back.
    """

    @wraps(view)
    def confirmed(request: OfficeRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        if not request.employee.has_confirmed:
            return _away(request, "backoffice:confidentiality")
        return view(request, *args, **kwargs)

    return logged_in_only(confirmed)


def logged_in_only(
    view: Callable[Concatenate[OfficeRequest, P], HttpResponse],
) -> Callable[Concatenate[HttpRequest, P], HttpResponse]:
    """The same without the confirmation: for the pages of the login itself."""

    @wraps(view)
    def guarded(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        standing = employee_of(request)
        if standing is None:
            return _away(request, "backoffice:login")
        theirs = _with_employee(request, standing)
        response = view(theirs, *args, **kwargs)
        add_never_cache_headers(response)
        return response

    guarded.audience = "employee"  # type: ignore[attr-defined]
    return guarded


def fresh_code_required(
    view: Callable[Concatenate[OfficeRequest, P], HttpResponse],
) -> Callable[Concatenate[HttpRequest, P], HttpResponse]:
    """`employee_required`, and a one-time code was given a moment ago: for what is dangerous.

    A form may take longer to fill in than its page was to be opened.
    """

    @wraps(view)
    def fresh(request: OfficeRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        longest = FRESH if request.method in {"GET", "HEAD"} else FRESH_FORM
        proved = datetime.fromisoformat(request.session[EMPLOYEE]["proved"])
        if proved + longest <= timezone.now():
            return _away(request, "backoffice:again")
        return view(request, *args, **kwargs)

    return employee_required(fresh)


def office(
    right: Right, *, instead: str = ""
) -> Callable[
    [Callable[Concatenate[OfficeRequest, P], HttpResponse]],
    Callable[Concatenate[HttpRequest, P], HttpResponse],
]:
    """Only for employees with a right in some department; the view sees people of these only.

    An employee without any is sent to the page `instead`, by its name; raises PermissionDenied
    where there is none. What is refused later, in the view, must not be told apart from what does
    not exist: 404.
    """

    def decorate(
        view: Callable[Concatenate[OfficeRequest, P], HttpResponse],
    ) -> Callable[Concatenate[HttpRequest, P], HttpResponse]:
        @wraps(view)
        def walled(request: OfficeRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
            departments = request.employee.rights.departments(right)
            if not departments and instead:
                return see_other(instead)
            if not departments:
                raise PermissionDenied
            with seen_by(employee=request.employee.user_id, departments=departments):
                return view(request, *args, **kwargs)

        return employee_required(walled)

    return decorate


def employee_of(request: HttpRequest) -> Standing | None:
    """The employee who has logged in; else None."""
    login: dict[str, Any] | None = request.session.get(EMPLOYEE)
    now = timezone.now()
    if not login or datetime.fromisoformat(login["at"]) + LONGEST_LOGIN <= now:
        return None
    if datetime.fromisoformat(login["seen"]) + REFRESH <= now:
        request.session[EMPLOYEE] = login | {"seen": now.isoformat()}
    return standing_of(login["id"])


def log_in(request: HttpRequest, user_id: int, *, now: datetime) -> None:
    """Store the employee in a new session."""
    request.session.flush()
    request.session.set_expiry(int(IDLE.total_seconds()))
    rotate_token(request)
    moment = now.isoformat()
    request.session[EMPLOYEE] = {"id": user_id, "at": moment, "seen": moment, "proved": moment}


def log_out(request: HttpRequest) -> None:
    """Delete the session. Forms that are open in this browser are no longer accepted."""
    request.session.flush()
    rotate_token(request)


def prove_again(request: OfficeRequest, *, now: datetime) -> None:
    """Note that a one-time code was given, under a new session key."""
    request.session.cycle_key()
    request.session[EMPLOYEE] = request.session[EMPLOYEE] | {"proved": now.isoformat()}


def _with_employee(request: HttpRequest, standing: Standing) -> OfficeRequest:
    theirs = cast(OfficeRequest, request)
    theirs.employee = standing
    theirs.by = Actor.employee(standing.user_id)
    return theirs


def _away(request: HttpRequest, page: str) -> HttpResponse:
    """To a page that leads back here; after a form, to the page that it stood on."""
    here = request.get_full_path() if request.method in {"GET", "HEAD"} else request.path
    return HttpResponseRedirect(f"{reverse(page)}?{urlencode({'next': here})}")
