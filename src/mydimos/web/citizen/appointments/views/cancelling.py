"""Cancelling an appointment: the question, the act, its outcome."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from mydimos.booking.errors import NotActive, TooLate
from mydimos.booking.models import Appointment
from mydimos.booking.services import cancel_appointment
from mydimos.directory.rules import is_offered
from mydimos.web.appointments.summary_rows import cancelled_rows
from mydimos.web.citizen.appointments.access import Access, by_access
from mydimos.web.citizen.appointments.appointment_page import appointment_page
from mydimos.web.citizen.limits import CHANGES_MADE
from mydimos.web.ui.limits import limited
from mydimos.web.ui.redirects import SeeOther


@require_http_methods(["GET", "HEAD", "POST"])
@limited(CHANGES_MADE, by=by_access, methods=("POST",))
def cancel(request: HttpRequest, access: Access) -> HttpResponse:
    """Ask, then cancel. An appointment that is already cancelled leads to the outcome."""
    if access.appointment.is_cancelled:
        return SeeOther(access.urls["cancelled"])
    if request.method == "POST":
        return _cancel(request, access)
    return _question(request, access)


@require_safe
def cancelled(request: HttpRequest, access: Access) -> HttpResponse:
    """The outcome, without personal data, and the way to a new appointment."""
    if not access.appointment.is_cancelled:
        return SeeOther(access.urls["appointment"])
    context = {
        "access": access,
        "rows": cancelled_rows(access.appointment),
        "municipality": access.appointment.municipality,
        "citizen": access.citizen,
        "again_url": times_of(access.appointment),
    }
    return render(request, "citizen/appointments/cancelled.html", context)


def times_of(appointment: Appointment) -> str:
    """The address where the same service can be booked again; else the municipality's."""
    offering = appointment.offering
    if not is_offered(offering, now=timezone.now()):
        return reverse("citizen:municipality", args=[appointment.municipality.slug])
    return reverse(
        "citizen:times",
        args=[
            appointment.municipality.slug,
            offering.channel,
            offering.service.slug,
            offering.office.slug,
        ],
    )


def _cancel(request: HttpRequest, access: Access) -> HttpResponse:
    try:
        cancel_appointment(
            appointment_id=access.appointment.public_id, by=access.actor, now=timezone.now()
        )
    except (TooLate, NotActive):
        access.appointment.refresh_from_db(fields=["status"])
        return _question(request, access, status=409)
    return SeeOther(access.urls["cancelled"])


def _question(request: HttpRequest, access: Access, *, status: int = 200) -> HttpResponse:
    """The question; when it is too late, that sentence and the phone of the office."""
    page = appointment_page(access, now=timezone.now())
    return render(request, "citizen/appointments/cancel.html", page.context(), status=status)
