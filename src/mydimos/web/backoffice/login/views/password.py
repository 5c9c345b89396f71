"""The first step, e-mail and password; and logging out."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from mydimos.audit.actors import Actor
from mydimos.identity.services import check_password
from mydimos.web.backoffice.auth import employee_of, log_out
from mydimos.web.backoffice.limits import PROOFS_TRIED
from mydimos.web.backoffice.login.finishing import after_login, marks_of, office_address
from mydimos.web.backoffice.login.forms import LoginForm
from mydimos.web.backoffice.login.passing import begin
from mydimos.web.backoffice.login.refusals import REFUSALS, refuse
from mydimos.web.ui.audience import anyone
from mydimos.web.ui.headers import private
from mydimos.web.ui.limits import by_address, limited
from mydimos.web.ui.redirects import SeeOther, see_other
from mydimos.web.ui.security_log import note


@anyone
@require_http_methods(["GET", "HEAD", "POST"])
@limited(PROOFS_TRIED, by=by_address, methods=("POST",))
@private
def login(request: HttpRequest) -> HttpResponse:
    """E-mail and password; then the code. POST with `language` shows the e-mail again."""
    if "language" in request.POST:
        return _page(request, LoginForm(initial={"email": request.POST.get("email", "")}))
    if request.method == "POST":
        return _check(request)
    if employee_of(request):
        return SeeOther(after_login(request.GET.get("next", "")))
    return _page(request, LoginForm())


@anyone
@require_POST
def logout(request: HttpRequest) -> HttpResponse:
    """End the session of this browser."""
    log_out(request)
    note("employee logged out")
    answer = see_other("backoffice:login")
    answer["Clear-Site-Data"] = '"cache", "storage"'
    return answer


def _check(request: HttpRequest) -> HttpResponse:
    form, now = LoginForm(request.POST), timezone.now()
    if not form.is_valid():
        return _page(request, form, status=422)
    try:
        user = check_password(
            **form.cleaned_data, marks=marks_of(request), by=Actor.system(), now=now
        )
    except REFUSALS as refusal:
        return _page(request, form, status=refuse(form, refusal, field=None))
    begin(request, user, next_address=_next(request), now=now)
    return see_other("backoffice:code")


def _page(request: HttpRequest, form: LoginForm, *, status: int = 200) -> HttpResponse:
    context = {"form": form, "typed_form": "login", "next": _next(request)}
    return render(request, "backoffice/login/login.html", context, status=status)


def _next(request: HttpRequest) -> str:
    return office_address(request.POST.get("next", "") or request.GET.get("next", ""))
