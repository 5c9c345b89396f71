"""Another time for an appointment: choosing only proposes, the next page asks for the reason."""

from uuid import UUID

from django import forms
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from mydimos.access.rules import Right
from mydimos.booking.models import Appointment
from mydimos.booking.queries.appointments import moving_hold_of
from mydimos.booking.services import move_appointment, see_appointment, take_moving_hold
from mydimos.directory.queries import employee_of
from mydimos.scheduling.rules import ConfigurationError
from mydimos.web.appointments.forms import TimeForm
from mydimos.web.appointments.month import MonthPage
from mydimos.web.appointments.move_times import moving_calendar
from mydimos.web.backoffice.auth import OfficeRequest, office
from mydimos.web.backoffice.day.pages import OfficePage, appointment_page
from mydimos.web.backoffice.day.problems import KNOWN, sentence
from mydimos.web.ui.htmx import page_or_fragment
from mydimos.web.ui.redirects import see_other

CONFLICT = 409


class MoveForm(forms.Form):
    """The hold of the new time, and why the municipality changes it."""

    hold_id = forms.UUIDField(widget=forms.HiddenInput)
    reason = forms.CharField(
        label=_("Reason"),
        help_text=_("For the history of the appointment. Colleagues of the department read it."),
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": _("Say why, so that the citizen can be told.")},
    )


@office(Right.SERVE)
@require_http_methods(["GET", "HEAD", "POST"])
def move(request: OfficeRequest, appointment_id: UUID) -> HttpResponse:
    """Choose the new time; POST keeps it, and the appointment stays as it is."""
    page = _page(request, appointment_id)
    form = TimeForm(request.POST if request.method == "POST" else None)
    if not form.is_valid():
        return _calendar(request, page, form, status=422 if form.errors else 200)
    named = employee_of(page.offering, form.named)
    try:
        take_moving_hold(
            appointment_id=appointment_id,
            by=request.by,
            starts_at=form.moment,
            named_employee=named.pk if named else None,
            now=page.now,
        )
    except KNOWN as refusal:
        problem = sentence(refusal)
        return _calendar(request, page, TimeForm(), status=CONFLICT, problem=problem)
    return see_other("backoffice:move_check", appointment_id)


@office(Right.SERVE)
@require_http_methods(["GET", "HEAD", "POST"])
def check(request: OfficeRequest, appointment_id: UUID) -> HttpResponse:
    """Before and after, who is told, the reason; POST moves. With `language` it only shows."""
    page = _page(request, appointment_id)
    hold = moving_hold_of(page.appointment)
    is_sent = request.method == "POST" and "language" not in request.POST
    if hold is None and not is_sent:
        return see_other("backoffice:move", appointment_id)
    typed = {"reason": request.POST.get("reason", ""), "hold_id": hold and hold.public_id}
    form = MoveForm(request.POST) if is_sent else MoveForm(initial=typed)
    problem = ""
    if form.is_valid():
        try:
            move_appointment(
                appointment_id=appointment_id,
                hold_id=form.cleaned_data["hold_id"],
                by=request.by,
                reason=form.cleaned_data["reason"],
                now=page.now,
            )
        except KNOWN as refusal:
            problem = sentence(refusal)
        else:
            return see_other("backoffice:appointment", appointment_id)
    if hold is None:
        return _calendar(request, page, TimeForm(), status=CONFLICT, problem=problem)
    context = {"hold": hold, "form": form, "problem": problem, "typed_form": "move"}
    status = CONFLICT if problem else 422 if form.errors else 200
    return _render(request, page, "backoffice/day/move_check.html", context, status)


def _page(request: OfficeRequest, appointment_id: UUID) -> OfficePage:
    now = timezone.now()
    try:
        seen = see_appointment(appointment_id=appointment_id, by=request.by, now=now)
    except Appointment.DoesNotExist:
        raise Http404 from None
    return appointment_page(seen, now=now)


def _calendar(
    request: OfficeRequest, page: OfficePage, form: TimeForm, *, status: int, problem: str = ""
) -> HttpResponse:
    context = {
        "employee": request.employee,
        "page": page,
        "calendar": _month(request, page),
        "form": form,
        "problem": problem,
    }
    whole = "backoffice/day/move.html"
    if context["calendar"] is None:
        return render(request, whole, context, status=status)
    return page_or_fragment(request, whole, "appointments/_calendar.html", context, status=status)


def _month(request: OfficeRequest, page: OfficePage) -> MonthPage | None:
    """The free times; None where it can have no other, or the offering is not set up."""
    if not page.may_be_moved:
        return None
    try:
        return moving_calendar(
            page.appointment, now=page.now, query=request.GET.dict(), for_staff=True
        )
    except ConfigurationError:
        return None


def _render(
    request: OfficeRequest, page: OfficePage, template: str, more: dict[str, object], status: int
) -> HttpResponse:
    context = {"employee": request.employee, "page": page, **more}
    return render(request, template, context, status=status)
