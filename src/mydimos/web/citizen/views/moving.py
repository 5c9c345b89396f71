"""Changing the time of an appointment. The present one stays until the new one is confirmed."""

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
from mydimos.booking.services import move_appointment, take_moving_hold
from mydimos.directory.models import Resource
from mydimos.scheduling.rules import ConfigurationError
from mydimos.web.citizen import moves
from mydimos.web.citizen.access import Access
from mydimos.web.citizen.answers import SeeOther
from mydimos.web.citizen.forms.moving import HoldForm
from mydimos.web.citizen.forms.times import TimeForm
from mydimos.web.citizen.sheets import Sheet, sheet_for
from mydimos.web.ui.limits import CHANGE, HOLD, limited
from mydimos.web.ui.parts import page_or_part

CONFLICT = 409


@require_http_methods(["GET", "HEAD", "POST"])
@limited(HOLD, methods=("POST",))
def move(request: HttpRequest, access: Access) -> HttpResponse:
    """Choose the new time, and have it kept."""
    sheet = sheet_for(access, now=timezone.now())
    if not (sheet.may_move and sheet.is_offered):
        return _refused(request, sheet, status=CONFLICT if request.method == "POST" else 200)
    if request.method == "POST":
        return _choose(request, sheet)
    return _calendar(request, sheet, TimeForm())


@require_safe
def move_check(request: HttpRequest, access: Access) -> HttpResponse:
    """The present and the new time side by side. Reading it keeps nothing and changes nothing."""
    sheet = sheet_for(access, now=timezone.now())
    hold = moving_hold_of(access.appointment)
    if hold is None or not sheet.may_move:
        return SeeOther(access.urls["move"])
    is_live = hold.is_live(now=sheet.now)
    if not is_live and not moves.is_still_free(hold, sheet.appointment, now=sheet.now):
        return _taken(request, sheet, hold.starts_at, hold.named_employee_id)
    seconds_left = int((hold.expires_at - sheet.now).total_seconds())
    context = sheet.context(hold=hold, is_live=is_live, seconds_left=seconds_left)
    return render(request, "citizen/appointments/move_check.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@limited(CHANGE, methods=("POST",))
def move_confirm(request: HttpRequest, access: Access) -> HttpResponse:
    """Move. Only a form does; whoever comes back from logging in looks at both times again."""
    form = HoldForm(request.POST)
    if request.method != "POST" or not form.is_valid():
        return SeeOther(access.urls["move_check"])
    return _move(request, access, form.hold)


def _choose(request: HttpRequest, sheet: Sheet) -> HttpResponse:
    form = TimeForm(request.POST)
    if not form.is_valid():
        return _calendar(request, sheet, form, status=422)
    named = moves.chosen_employee(sheet.offering, form.named)
    if moves.is_present_time(sheet.appointment, form.moment, named):
        form.add_error("starts_at", gettext("This is your present time. Choose another one."))
        return _calendar(request, sheet, form, status=422)
    if not moves.is_within_reach(sheet.offering, form.moment, now=sheet.now):
        return _taken(request, sheet, sheet.appointment.starts_at, named)
    return _keep(request, sheet, form.moment, named)


def _keep(
    request: HttpRequest, sheet: Sheet, starts_at: datetime, named: int | None
) -> HttpResponse:
    try:
        take_moving_hold(
            appointment_id=sheet.appointment.public_id,
            starts_at=starts_at,
            named_employee=named,
            now=sheet.now,
        )
    except SlotTaken:
        return _taken(request, sheet, starts_at, named)
    except TwoAtOnce:
        return _elsewhere_then(request, sheet, starts_at)
    except (TooLate, NotActive, NotOffered):
        return _refused(request, sheet, status=CONFLICT)
    return SeeOther(sheet.access.urls["move_check"])


def _move(request: HttpRequest, access: Access, hold_id: UUID) -> HttpResponse:
    now = timezone.now()
    try:
        move_appointment(
            appointment_id=access.appointment.public_id, hold_id=hold_id, by=access.actor, now=now
        )
    except SlotTaken:
        return _lost(request, sheet_for(access, now=now))
    except HoldReplaced:
        return _replaced(request, sheet_for(access, now=now))
    except TwoAtOnce:
        hold = moving_hold_of(access.appointment)
        return _elsewhere_then(
            request, sheet_for(access, now=now), hold.starts_at if hold else None
        )
    except (TooLate, NotActive):
        return _refused(request, sheet_for(access, now=now), status=CONFLICT)
    return SeeOther(f"{access.urls['appointment']}?done=moved")


def _calendar(
    request: HttpRequest, sheet: Sheet, form: TimeForm, *, status: int = 200
) -> HttpResponse:
    try:
        page = moves.moving_calendar(sheet.appointment, now=sheet.now, query=request.GET.dict())
    except ConfigurationError:
        return _refused(request, sheet)
    context = sheet.context(calendar=page, form=form)
    part, whole = "citizen/times/_calendar.html", "citizen/appointments/move.html"
    response = page_or_part(request, whole, part, context)
    response.status_code = status
    return response


def _lost(request: HttpRequest, sheet: Sheet) -> HttpResponse:
    """What was kept ran out, and somebody else has it now."""
    hold = moving_hold_of(sheet.appointment)
    if hold is None:  # another tab has gone on meanwhile
        return SeeOther(sheet.access.urls["move"])
    return _taken(request, sheet, hold.starts_at, hold.named_employee_id)


def _taken(request: HttpRequest, sheet: Sheet, wanted: datetime, named: int | None) -> HttpResponse:
    """The nearest free times; the appointment stays as it is."""
    context = sheet.context(
        wanted=wanted,
        nearest=moves.nearest_new_times(sheet.appointment, wanted, now=sheet.now, named=named),
        employee=Resource.objects.filter(pk=named).first() if named else None,
    )
    return render(request, "citizen/appointments/move_taken.html", context, status=CONFLICT)


def _elsewhere_then(request: HttpRequest, sheet: Sheet, wanted: datetime | None) -> HttpResponse:
    """They have another appointment of their own at that time; this one stays as it is."""
    context = sheet.context(wanted=wanted)
    return render(request, "citizen/appointments/move_elsewhere.html", context, status=CONFLICT)


def _replaced(request: HttpRequest, sheet: Sheet) -> HttpResponse:
    """Another time was chosen since, in another tab: the way to it."""
    context = sheet.context(hold=moving_hold_of(sheet.appointment))
    return render(request, "citizen/appointments/move_replaced.html", context, status=CONFLICT)


def _refused(request: HttpRequest, sheet: Sheet, *, status: int = 200) -> HttpResponse:
    """It cannot be moved here (any more): why, and the phone of the office."""
    sheet.appointment.refresh_from_db(fields=["status"])
    return render(request, "citizen/appointments/move_refused.html", sheet.context(), status=status)
