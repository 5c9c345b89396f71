"""The second step: a code of the app, or a recovery code."""

from collections.abc import Callable

from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from mydimos.audit.actors import Actor
from mydimos.identity.queries import has_factor
from mydimos.identity.services import check_code, use_recovery_code
from mydimos.web.backoffice.limits import PROOFS_TRIED
from mydimos.web.backoffice.login.finishing import after_login, finish, remembered
from mydimos.web.backoffice.login.forms import CodeForm, RecoveryForm
from mydimos.web.backoffice.login.passing import passing
from mydimos.web.backoffice.login.refusals import REFUSALS, refuse
from mydimos.web.ui.audience import anyone
from mydimos.web.ui.headers import private
from mydimos.web.ui.limits import by_address, limited
from mydimos.web.ui.redirects import SeeOther, see_other


@anyone
@require_http_methods(["GET", "HEAD", "POST"])
@limited(PROOFS_TRIED, by=by_address, methods=("POST",))
@private
def code(request: HttpRequest) -> HttpResponse:
    """The code of the app; right, it ends the login."""
    return _step(request, CodeForm, check_code, "backoffice/login/code.html")


@anyone
@require_http_methods(["GET", "HEAD", "POST"])
@limited(PROOFS_TRIED, by=by_address, methods=("POST",))
@private
def recovery(request: HttpRequest) -> HttpResponse:
    """The same with a recovery code, for the day without the phone."""
    return _step(request, RecoveryForm, use_recovery_code, "backoffice/login/recovery.html")


def _step(
    request: HttpRequest, kind: type[Form], check: Callable[..., None], template: str
) -> HttpResponse:
    now = timezone.now()
    who = passing(request, now=now)
    if who is None:
        return see_other("backoffice:login")
    if not has_factor(who.user.pk):
        return see_other("backoffice:first_app")
    is_language = "language" in request.POST
    typed = request.method == "POST" and not is_language
    form = kind(request.POST) if typed else kind(initial=request.POST.dict())
    status = 422 if typed else 200
    if typed and form.is_valid():
        try:
            check(user_id=who.user.pk, **form.cleaned_data, by=Actor.system(), now=now)
        except REFUSALS as refusal:
            status = refuse(form, refusal, field="code")
        else:
            finish(request, who.user, now=now)
            return remembered(request, SeeOther(after_login(who.next)), who.user)
    return render(request, template, {"form": form, "typed_form": "code"}, status=status)
