"""Setting up the app for one-time codes at the first login, when only the password was given."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from mydimos.audit.actors import Actor
from mydimos.identity.queries import has_factor
from mydimos.identity.services import add_factor, confirm_factor, new_recovery_codes
from mydimos.web.backoffice.limits import PROOFS_TRIED
from mydimos.web.backoffice.login.apps_page import about
from mydimos.web.backoffice.login.finishing import after_login, finish, remembered
from mydimos.web.backoffice.login.forms import CodeForm
from mydimos.web.backoffice.login.passing import Passing, passing
from mydimos.web.backoffice.login.refusals import REFUSALS, refuse
from mydimos.web.backoffice.login.shown_codes import show_codes
from mydimos.web.ui.audience import anyone
from mydimos.web.ui.headers import private
from mydimos.web.ui.limits import by_address, limited
from mydimos.web.ui.redirects import see_other


@anyone
@require_http_methods(["GET", "HEAD", "POST"])
@limited(PROOFS_TRIED, by=by_address, methods=("POST",))
@private
def first_app(request: HttpRequest) -> HttpResponse:
    """The secret and its QR code; a first code of the app ends the login."""
    now = timezone.now()
    who = passing(request, now=now)
    if who is None:
        return see_other("backoffice:login")
    if has_factor(who.user.pk):
        return see_other("backoffice:code")
    if request.method != "POST" or "language" in request.POST:
        return _page(request, who, CodeForm(initial=request.POST.dict()))
    return _confirm(request, who)


def _confirm(request: HttpRequest, who: Passing) -> HttpResponse:
    form, now, by = CodeForm(request.POST), timezone.now(), Actor.employee(who.user.pk)
    if not form.is_valid():
        return _page(request, who, form, status=422)
    try:
        confirm_factor(user_id=who.user.pk, **form.cleaned_data, replaces=False, by=by, now=now)
    except REFUSALS as refusal:
        return _page(request, who, form, status=refuse(form, refusal, field="code"))
    codes = new_recovery_codes(user_id=who.user.pk, by=by, now=now)
    finish(request, who.user, now=now)
    answer = show_codes(request, codes, next_address=after_login(who.next))
    return remembered(request, answer, who.user)


def _page(request: HttpRequest, who: Passing, form: CodeForm, *, status: int = 200) -> HttpResponse:
    factor = add_factor(user_id=who.user.pk, by=Actor.employee(who.user.pk), now=timezone.now())
    context = {"form": form, "typed_form": "code", "is_first": True, **about(factor, who.user)}
    return render(request, "backoffice/login/app.html", context, status=status)
