"""Marks: arrived, in service, served, completed, missed; each can be taken back on its day."""

from collections.abc import Callable, Mapping
from typing import Any
from uuid import UUID

from django import forms
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_POST

from mydimos.access.rules import Right
from mydimos.booking.models import Appointment, HistoryEntry
from mydimos.booking.services import see_appointment
from mydimos.reception import services as reception
from mydimos.web.backoffice.auth import OfficeRequest, office
from mydimos.web.backoffice.day.lines import Mark
from mydimos.web.backoffice.day.pages import appointment_page
from mydimos.web.backoffice.day.problems import KNOWN, sentence
from mydimos.web.ui.redirects import SeeOther, own_address, see_other

VERBS: Mapping[str, Callable[..., Any]] = {
    Mark.ARRIVE: reception.arrive,
    Mark.UNDO_ARRIVAL: reception.undo_arrival,
    Mark.CHECK_IDENTITY: reception.check_identity,
    Mark.START: reception.start_service,
    Mark.UNDO_START: reception.undo_start,
    Mark.END: reception.end_service,
    Mark.COMPLETE: reception.complete,
    Mark.REOPEN: reception.reopen,
}


class MissedForm(forms.Form):
    """Why an appointment did not take place (D2§2)."""

    because = forms.ChoiceField(
        label=_("Why did it not take place?"),
        choices=HistoryEntry.MissedBecause,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose why it did not take place.")},
    )


@office(Right.SERVE)
@require_POST
def mark(request: OfficeRequest, appointment_id: UUID) -> HttpResponse:
    """Set or take back a mark; then the page from which it was pressed."""
    verb = VERBS.get(request.POST.get("mark", ""))
    if verb is None:
        raise Http404
    return _done(request, appointment_id, verb)


@office(Right.SERVE)
@require_http_methods(["GET", "HEAD", "POST"])
def arrive(request: OfficeRequest, appointment_id: UUID) -> HttpResponse:
    """Ask whether the person to be served has come, who is not the one who booked (D2§2)."""
    if request.method != "POST":
        return _page(request, appointment_id, "backoffice/day/arrive.html")
    appeared = {"yes": True, "no": False}.get(request.POST.get("appeared", ""))
    return _done(request, appointment_id, reception.arrive, person_appeared=appeared)


@office(Right.SERVE)
@require_http_methods(["GET", "HEAD", "POST"])
def missed(request: OfficeRequest, appointment_id: UUID) -> HttpResponse:
    """Say why an appointment did not take place. POST with `language` only shows the answer."""
    is_sent = request.method == "POST" and "language" not in request.POST
    typed = {"because": request.POST.get("because", "")}
    form = MissedForm(request.POST) if is_sent else MissedForm(initial=typed)
    if not form.is_valid():
        template = "backoffice/day/missed.html"
        return _page(request, appointment_id, template, form=form, typed_form="missed")
    because = HistoryEntry.MissedBecause(form.cleaned_data["because"])
    return _done(request, appointment_id, reception.mark_missed, because=because)


def _done(
    request: OfficeRequest, appointment_id: UUID, verb: Callable[..., Any], **more: object
) -> HttpResponse:
    """Call the verb; a refusal is said on the page of the appointment, in its present state."""
    try:
        verb(appointment_id=appointment_id, by=request.by, now=timezone.now(), **more)
    except Appointment.DoesNotExist:
        raise Http404 from None
    except KNOWN as refusal:
        template = "backoffice/day/appointment.html"
        return _page(request, appointment_id, template, status=409, problem=sentence(refusal))
    if back := own_address(request.POST.get("next", "")):
        return SeeOther(back)
    return see_other("backoffice:appointment", appointment_id)


def _page(
    request: OfficeRequest,
    appointment_id: UUID,
    template: str,
    *,
    status: int = 200,
    **more: Any,
) -> HttpResponse:
    now = timezone.now()
    try:
        seen = see_appointment(appointment_id=appointment_id, by=request.by, now=now)
    except Appointment.DoesNotExist:
        raise Http404 from None
    page = appointment_page(seen, now=now)
    context = {"employee": request.employee, "page": page, **more}
    return render(request, template, context, status=status)
