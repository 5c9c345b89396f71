"""Logging in and out with TAXISnet. The password never comes here."""

import logging

from django.conf import settings
from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.module_loading import import_string
from django.utils.translation import get_language
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from mydimos.audit.actors import Actor
from mydimos.booking.services import give_up_hold
from mydimos.directory.queries import bookable_offering
from mydimos.identity.errors import LoginFailed, LoginRefused, LoginUnavailable
from mydimos.identity.models import Citizen
from mydimos.identity.ports import StateLogin
from mydimos.identity.services import recognise_citizen
from mydimos.web.citizen import drafts
from mydimos.web.citizen.auth import citizen_of, log_in, log_out
from mydimos.web.citizen.limits import LOGINS_BEGUN
from mydimos.web.citizen.login.login_attempts import Begun, begin, finish
from mydimos.web.ui.audience import anyone
from mydimos.web.ui.limits import by_address, limited
from mydimos.web.ui.redirects import SeeOther, own_address, see_other
from mydimos.web.ui.security_log import note

logger = logging.getLogger("mydimos.login")

PROBLEMS = ("refused", "unavailable", "invalid")


@anyone
@require_http_methods(["GET", "HEAD", "POST"])
@limited(LOGINS_BEGUN, by=by_address, methods=("POST",))
@never_cache
def login(request: HttpRequest) -> HttpResponse:
    """What logging in means; POST leads to TAXISnet."""
    if request.method == "POST":
        return _start(request)
    next_address = own_address(request.GET.get("next", ""))
    if citizen_of(request):
        return SeeOther(next_address or _next(request))
    choice = drafts.chosen(request.session)
    offering = bookable_offering(choice.offering) if choice else None
    context = {
        "next": next_address,
        "choice": choice if offering else None,
        "offering": offering,
        "municipality": offering.service.municipality if offering else None,
        "problem": next((one for one in PROBLEMS if one == request.GET.get("problem")), ""),
    }
    return render(request, "citizen/login/login.html", context)


@anyone
@require_GET
@never_cache
def login_return(request: HttpRequest) -> HttpResponse:
    """The browser comes back from TAXISnet.

    The state is checked before the code is used: GSIS is not asked for a login that was not begun
    here, so that counting beginnings is enough. A refusal needs no state: it has no effect.
    """
    now, state_login = timezone.now(), _state_login()
    begun = finish(request.session, request.GET.get("state", ""), now=now)
    try:
        code = state_login.code_from(request.GET.dict())
        if begun is None:
            return _unknown(request)
        _return_connection()  # the exchange takes seconds: others need it meanwhile
        identity = state_login.fetch_identity(code=code, redirect_uri=_return_address())
    except LoginFailed as failed:
        return _failed(request, failed, begun)
    citizen = recognise_citizen(identity.tax_number, is_company=identity.is_company, now=now)
    log_in(request, citizen, identity, now=now)
    with translation.override(begun.language):
        return SeeOther(begun.next or _next(request))


@anyone
@require_POST
def logout(request: HttpRequest) -> HttpResponse:
    """End the session here and at TAXISnet, and give up the hold."""
    citizen = citizen_of(request)
    if citizen is None:
        log_out(request)
        return _cleared(see_other("citizen:home"))
    if drafts.own_hold(request.session):
        _give_up(citizen)
    log_out(request)
    note("logged out")
    home = f"{settings.PUBLIC_URL}{reverse('citizen:home')}"
    return _cleared(SeeOther(_state_login().logout_url(return_url=home)))


def _cleared(answer: SeeOther) -> SeeOther:
    """Ask the browser to forget pages that it kept: the back button shows none of them.

    Not "cookies": it would delete those of the municipality's other hosts too.
    """
    answer["Clear-Site-Data"] = '"cache", "storage"'
    return answer


def _start(request: HttpRequest) -> HttpResponse:
    begun = Begun(
        next=own_address(request.POST.get("next", "")),
        language=get_language() or settings.LANGUAGE_CODE,
    )
    state = begin(request.session, begun, now=timezone.now())
    return SeeOther(_state_login().authorize_url(state=state, redirect_uri=_return_address()))


def _unknown(request: HttpRequest) -> HttpResponse:
    """No open login has this state: the back button, a bookmark."""
    if citizen_of(request):
        return SeeOther(_next(request))
    return _to_login(request, "invalid", None)


def _failed(request: HttpRequest, failed: LoginFailed, begun: Begun | None) -> HttpResponse:
    if isinstance(failed, LoginRefused):
        return _to_login(request, "refused", begun)
    logger.warning("Login failed: %s", failed)
    is_down = isinstance(failed, LoginUnavailable)
    return _to_login(request, "unavailable" if is_down else "invalid", begun)


def _to_login(request: HttpRequest, problem: str, begun: Begun | None) -> HttpResponse:
    """Redirect to the login page, which names the problem; the chosen time stays."""
    language = begun.language if begun else settings.LANGUAGE_CODE
    with translation.override(language):
        next_address = begun.next if begun else _next(request, or_else="")
        return see_other("citizen:login", problem=problem, next=next_address)


def _next(request: HttpRequest, or_else: str = "citizen:appointments") -> str:
    """The address after logging in: the chosen time, if there is one."""
    if drafts.chosen(request.session):
        return reverse("citizen:keep")
    return reverse(or_else) if or_else else ""


def _give_up(citizen: Citizen) -> None:
    try:
        give_up_hold(by=Actor.citizen(citizen.pk))
    except Citizen.DoesNotExist:
        return  # erased since: the hold was deleted too


def _return_connection() -> None:
    """Give the connection back to the pool, unless a transaction is open on it."""
    if not connection.in_atomic_block:
        connection.close()


def _state_login() -> StateLogin:
    made: StateLogin = import_string(settings.STATE_LOGIN)()
    return made


def _return_address() -> str:
    """The return address that is registered at GSIS: the same for all languages."""
    with translation.override(settings.LANGUAGE_CODE):
        return f"{settings.PUBLIC_URL}{reverse('citizen:login_return')}"
