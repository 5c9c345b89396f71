"""Changing what one logs in with. Each asks for a code first, unless one was given a moment ago."""

from django.forms import Form
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods

from mydimos.identity.errors import PasswordRefused, WrongLogin
from mydimos.identity.queries import active_user
from mydimos.identity.services import (
    add_factor,
    change_password,
    confirm_factor,
    new_recovery_codes,
)
from mydimos.web.backoffice.auth import OfficeRequest, fresh_code_required
from mydimos.web.backoffice.login.apps_page import about
from mydimos.web.backoffice.login.forms import CodeForm
from mydimos.web.backoffice.login.refusals import REFUSALS, refuse
from mydimos.web.backoffice.login.shown_codes import show_codes
from mydimos.web.backoffice.me.forms import ChangePasswordForm
from mydimos.web.ui.done import see_done
from mydimos.web.ui.redirects import see_other


@fresh_code_required
@require_http_methods(["GET", "HEAD", "POST"])
def password(request: OfficeRequest) -> HttpResponse:
    """A new password; other logins end."""
    if request.method != "POST" or "language" in request.POST:
        return _password_page(request, ChangePasswordForm())
    form, status = ChangePasswordForm(request.POST), 422
    if form.is_valid():
        try:
            change_password(
                user_id=request.employee.user_id,
                password=form.cleaned_data["current"],
                new=form.cleaned_data["password"],
                session_key=request.session.session_key,
                by=request.by,
                now=timezone.now(),
            )
        except PasswordRefused as refused:
            form.add_error("password", str(refused.sentence))
        except WrongLogin:
            form.add_error("current", gettext("This is not your present password."))
        except REFUSALS as refusal:
            status = refuse(form, refusal, field=None)
        else:
            return see_done(reverse("backoffice:me"), "password")
    return _password_page(request, form, status=status)


@fresh_code_required
@require_http_methods(["GET", "HEAD", "POST"])
def app(request: OfficeRequest) -> HttpResponse:
    """Another app for one-time codes, in place of the one before."""
    if request.method != "POST" or "language" in request.POST:
        return _app_page(request, CodeForm(initial=request.POST.dict()))
    form, status = CodeForm(request.POST), 422
    if form.is_valid():
        try:
            confirm_factor(
                user_id=request.employee.user_id,
                **form.cleaned_data,
                replaces=True,
                by=request.by,
                now=timezone.now(),
            )
        except REFUSALS as refusal:
            status = refuse(form, refusal, field="code")
        else:
            return see_done(reverse("backoffice:me"), "app")
    return _app_page(request, form, status=status)


@fresh_code_required
@require_http_methods(["GET", "HEAD", "POST"])
def codes(request: OfficeRequest) -> HttpResponse:
    """New recovery codes in place of those of before; the page says so first."""
    if request.method != "POST":
        return render(request, "backoffice/me/codes.html", {"employee": request.employee})
    made = new_recovery_codes(user_id=request.employee.user_id, by=request.by, now=timezone.now())
    return show_codes(request, made, next_address=reverse("backoffice:me"))


def _password_page(request: OfficeRequest, form: Form, *, status: int = 200) -> HttpResponse:
    context = {"form": form, "typed_form": "password", "employee": request.employee}
    return render(request, "backoffice/me/password.html", context, status=status)


def _app_page(request: OfficeRequest, form: Form, *, status: int = 200) -> HttpResponse:
    user = active_user(request.employee.user_id)
    if user is None:
        return see_other("backoffice:login")
    factor = add_factor(user_id=user.pk, by=request.by, now=timezone.now())
    context = {"form": form, "typed_form": "code", "employee": request.employee}
    context |= about(factor, user)
    return render(request, "backoffice/login/app.html", context, status=status)
