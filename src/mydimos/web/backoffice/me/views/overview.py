"""The own account: where one is logged in, and what one logs in with."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from mydimos.identity.queries import active_user, codes_left, factor_of, own_sessions
from mydimos.identity.services import end_own_session, end_sessions_of_user
from mydimos.web.backoffice.auth import OfficeRequest, employee_required
from mydimos.web.ui.done import act_done, said, see_done
from mydimos.web.ui.redirects import see_other

ACTS = {"password", "app", "ended"}


@employee_required
@require_safe
def me(request: OfficeRequest) -> HttpResponse:
    """The own logins, each with «end»; the app, the recovery codes, the password."""
    user_id, done = request.employee.user_id, act_done(request)
    context = {
        "employee": request.employee,
        "user": active_user(user_id),
        "factor": factor_of(user_id),
        "codes_left": codes_left(user_id),
        "done": done if done in ACTS else "",
        "sessions": own_sessions(
            user_id, session_key=request.session.session_key, now=timezone.now()
        ),
    }
    response = render(request, "backoffice/me/me.html", context)
    return said(response) if done else response


@employee_required
@require_POST
def end_session(request: OfficeRequest, session_id: UUID) -> HttpResponse:
    """Log out one browser; of one's own only."""
    if user := active_user(request.employee.user_id):
        end_own_session(user=user, session=session_id, by=request.by, now=timezone.now())
    return see_done(reverse("backoffice:me"), "ended")


@employee_required
@require_POST
def end_others(request: OfficeRequest) -> HttpResponse:
    """Log out all browsers but this one."""
    user, key = active_user(request.employee.user_id), request.session.session_key
    if user is None:
        return see_other("backoffice:login")
    end_sessions_of_user(user=user, but_key=key, by=request.by, now=timezone.now())
    return see_done(reverse("backoffice:me"), "ended")
