"""Cancelling by the municipality, with the reason that the citizen is told."""

from uuid import UUID

from django import forms
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from mydimos.access.rules import Right
from mydimos.booking.models import Appointment
from mydimos.booking.services import cancel_appointment, see_appointment
from mydimos.web.backoffice.auth import OfficeRequest, office
from mydimos.web.backoffice.day.pages import appointment_page
from mydimos.web.backoffice.day.problems import KNOWN, sentence
from mydimos.web.ui.redirects import see_other


class CancelForm(forms.Form):
    """The reason of the municipality; stored sealed in the history."""

    reason = forms.CharField(
        label=_("Reason"),
        help_text=_("For the history of the appointment. Colleagues of the department read it."),
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": _("Say why, so that the citizen can be told.")},
    )


@office(Right.SERVE)
@require_http_methods(["GET", "HEAD", "POST"])
def cancel(request: OfficeRequest, appointment_id: UUID) -> HttpResponse:
    """Ask for the reason, then cancel; the person is told by mail.

    POST with `language` only shows the reason again.
    """
    if request.method != "POST" or "language" in request.POST:
        typed = {"reason": request.POST.get("reason", "")}
        return _question(request, appointment_id, CancelForm(initial=typed), "")
    now = timezone.now()
    form = CancelForm(request.POST)
    problem = ""
    try:
        if form.is_valid():
            reason = form.cleaned_data["reason"]
            cancel_appointment(appointment_id=appointment_id, by=request.by, reason=reason, now=now)
            return see_other("backoffice:appointment", appointment_id)
    except KNOWN as refusal:
        problem = sentence(refusal)
    except Appointment.DoesNotExist:
        raise Http404 from None
    return _question(request, appointment_id, form, problem)


def _question(
    request: OfficeRequest, appointment_id: UUID, form: CancelForm, problem: str
) -> HttpResponse:
    now = timezone.now()
    try:
        seen = see_appointment(appointment_id=appointment_id, by=request.by, now=now)
    except Appointment.DoesNotExist:
        raise Http404 from None
    context = {
        "employee": request.employee,
        "page": appointment_page(seen, now=now),
        "form": form,
        "problem": problem,
        "typed_form": "cancel",
    }
    status = 409 if problem else 200
    return render(request, "backoffice/day/cancel.html", context, status=status)
