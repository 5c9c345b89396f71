"""Changing the time of an appointment. The current time stays until confirmation."""

from datetime import datetime
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_safe

from mydimos.booking.errors import (
    HoldReplaced,
    NotActive,
    NotOffered,
    SlotTaken,
    TooLate,
    TwoAtOnce,
)
from mydimos.booking.queries.appointments import moving_hold_of
from mydimos.booking.queries.nearest import is_within_horizon
from mydimos.booking.services import move_appointment, take_moving_hold
from mydimos.directory.queries import employees_of
from mydimos.scheduling.rules import ConfigurationError
from mydimos.web.appointments import move_times
from mydimos.web.appointments.forms import TimeForm
from mydimos.web.citizen.appointments.access import Access, by_access
from mydimos.web.citizen.appointments.appointment_page import AppointmentPage, appointment_page
from mydimos.web.citizen.appointments.forms import HoldForm
from mydimos.web.citizen.limits import CHANGES_MADE, HOLDS_TAKEN
from mydimos.web.ui.done import see_done
from mydimos.web.ui.htmx import page_or_fragment
from mydimos.web.ui.limits import limited
from mydimos.web.ui.redirects import SeeOther

CONFLICT = 409


@require_http_methods(["GET", "HEAD", "POST"])
@limited(HOLDS_TAKEN, by=by_access, methods=("POST",))
def move(request: HttpRequest, access: Access) -> HttpResponse:
    """Choose the new time; POST takes a hold of it."""
    page = appointment_page(access, now=timezone.now())
    if not (page.may_move and page.is_offered):
        return _refused(request, page, status=CONFLICT if request.method == "POST" else 200)
    if request.method == "POST":
        return _choose(request, page)
    return _calendar(request, page, TimeForm())


@require_safe
def move_check(request: HttpRequest, access: Access) -> HttpResponse:
    """The current and the new time side by side. Changes nothing."""
    page = appointment_page(access, now=timezone.now())
    hold = moving_hold_of(access.appointment)
    if hold is None or not page.may_move:
        return SeeOther(access.urls["move"])
    is_live = hold.is_live(now=page.now)
    if not is_live and not move_times.is_still_free(hold, page.appointment, now=page.now):
        return _taken(request, page, hold.starts_at, hold.named_employee_id)
    seconds_left = int((hold.expires_at - page.now).total_seconds())
    context = page.context(hold=hold, is_live=is_live, seconds_left=seconds_left)
    return render(request, "citizen/appointments/move_check.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@limited(CHANGES_MADE, by=by_access, methods=("POST",))
def move_confirm(request: HttpRequest, access: Access) -> HttpResponse:
    """Move. A GET (back from the login) leads to the check page instead."""
    form = HoldForm(request.POST)
    if request.method != "POST" or not form.is_valid():
        return SeeOther(access.urls["move_check"])
    return _move(request, access, form.hold)


def _choose(request: HttpRequest, page: AppointmentPage) -> HttpResponse:
    form = TimeForm(request.POST)
    if not form.is_valid():
        return _calendar(request, page, form, status=422)
    named = move_times.chosen_employee(page.offering, form.named)
    if move_times.is_present_time(page.appointment, form.moment, named):
        form.add_error("starts_at", gettext("This is your present time. Choose another one."))
        return _calendar(request, page, form, status=422)
    if not is_within_horizon(page.offering, form.moment, now=page.now):
        return _taken(request, page, page.appointment.starts_at, named)
    return _keep(request, page, form.moment, named)


def _keep(
    request: HttpRequest, page: AppointmentPage, starts_at: datetime, named: int | None
) -> HttpResponse:
    try:
        take_moving_hold(
            appointment_id=page.appointment.public_id,
            by=page.access.actor,
            starts_at=starts_at,
            named_employee=named,
            now=page.now,
        )
    except SlotTaken:
        return _taken(request, page, starts_at, named)
    except TwoAtOnce:
        return _elsewhere_then(request, page, starts_at)
    except (TooLate, NotActive, NotOffered):
        return _refused(request, page, status=CONFLICT)
    return SeeOther(page.access.urls["move_check"])


def _move(request: HttpRequest, access: Access, hold_id: UUID) -> HttpResponse:
    now = timezone.now()
    try:
        move_appointment(
            appointment_id=access.appointment.public_id, hold_id=hold_id, by=access.actor, now=now
        )
    except SlotTaken:
        return _lost(request, appointment_page(access, now=now))
    except HoldReplaced:
        return _replaced(request, appointment_page(access, now=now))
    except TwoAtOnce:
        hold = moving_hold_of(access.appointment)
        return _elsewhere_then(
            request, appointment_page(access, now=now), hold.starts_at if hold else None
        )
    except (TooLate, NotActive):
        return _refused(request, appointment_page(access, now=now), status=CONFLICT)
    return see_done(access.urls["appointment"], "moved")


def _calendar(
    request: HttpRequest, page: AppointmentPage, form: TimeForm, *, status: int = 200
) -> HttpResponse:
    try:
        calendar = move_times.moving_calendar(
            page.appointment, now=page.now, query=request.GET.dict()
        )
    except ConfigurationError:
        return _refused(request, page)
    context = page.context(calendar=calendar, form=form)
    whole, fragment = "citizen/appointments/move.html", "appointments/_calendar.html"
    return page_or_fragment(request, whole, fragment, context, status=status)


def _lost(request: HttpRequest, page: AppointmentPage) -> HttpResponse:
    """The hold expired and the time is taken."""
    hold = moving_hold_of(page.appointment)
    if hold is None:  # another tab has gone on meanwhile
        return SeeOther(page.access.urls["move"])
    return _taken(request, page, hold.starts_at, hold.named_employee_id)


def _taken(
    request: HttpRequest, page: AppointmentPage, wanted: datetime, named: int | None
) -> HttpResponse:
    """The nearest free times; the appointment stays as it is."""
    context = page.context(
        wanted=wanted,
        nearest=move_times.nearest_new_times(page.appointment, wanted, now=page.now, named=named),
        employee=employees_of(page.offering).filter(pk=named).first() if named else None,
    )
    return render(request, "citizen/appointments/move_taken.html", context, status=CONFLICT)


def _elsewhere_then(
    request: HttpRequest, page: AppointmentPage, wanted: datetime | None
) -> HttpResponse:
    """The citizen has another appointment of their own at that time."""
    context = page.context(wanted=wanted)
    return render(request, "citizen/appointments/move_elsewhere.html", context, status=CONFLICT)


def _replaced(request: HttpRequest, page: AppointmentPage) -> HttpResponse:
    """Another time was chosen in another tab: the way to it."""
    context = page.context(hold=moving_hold_of(page.appointment))
    return render(request, "citizen/appointments/move_replaced.html", context, status=CONFLICT)


def _refused(request: HttpRequest, page: AppointmentPage, *, status: int = 200) -> HttpResponse:
    """Why it cannot be moved here, and the phone of the office."""
    page.appointment.refresh_from_db(fields=["status"])
    return render(request, "citizen/appointments/move_refused.html", page.context(), status=status)
