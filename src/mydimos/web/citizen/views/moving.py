"""Changing the time of an appointment. The present one stays until the new one is confirmed."""

from dataclasses import replace
from datetime import datetime, timedelta
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.cache import patch_vary_headers
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_safe

from mydimos.booking.errors import HoldReplaced, NotActive, SlotTaken, TooLate
from mydimos.booking.lists import moving_hold_of
from mydimos.booking.models import Hold
from mydimos.booking.services import move_appointment, take_moving_hold
from mydimos.directory.models import Offering, Resource
from mydimos.scheduling.rules import ConfigurationError
from mydimos.web.citizen.access import Access
from mydimos.web.citizen.answers import SeeOther
from mydimos.web.citizen.calendars import CalendarPage, calendar_page
from mydimos.web.citizen.elsewhere import nearest_times
from mydimos.web.citizen.forms.moving import HoldForm
from mydimos.web.citizen.forms.times import TimeForm
from mydimos.web.citizen.sheets import Sheet, sheet_for

CONFLICT = 409
NOBODY = 0
"""No resource has this number: nobody is free then."""


@require_http_methods(["GET", "HEAD", "POST"])
def move(request: HttpRequest, access: Access) -> HttpResponse:
    """Choose the new time, and have it kept."""
    sheet = sheet_for(access, now=timezone.now())
    if not sheet.may_move:
        return _too_late(request, sheet, status=CONFLICT if request.method == "POST" else 200)
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
    seconds_left = int((hold.expires_at - sheet.now).total_seconds())
    is_live = hold.is_live(now=sheet.now)
    if not is_live and not _is_free(sheet, hold):
        return _taken(request, sheet, hold)
    context = sheet.context(hold=hold, is_live=is_live, seconds_left=seconds_left)
    return render(request, "citizen/appointments/move_check.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def move_confirm(request: HttpRequest, access: Access) -> HttpResponse:
    """Move. Only a form does; whoever comes back from logging in looks at both times again."""
    if request.method != "POST":
        return SeeOther(access.urls["move_check"])
    form = HoldForm(request.POST)
    if not form.is_valid():
        return SeeOther(access.urls["move_check"])
    return _move(request, access, form.hold)


def _choose(request: HttpRequest, sheet: Sheet) -> HttpResponse:
    form = TimeForm(request.POST)
    if not form.is_valid():
        return _calendar(request, sheet, form, status=422)
    named = _resource(sheet.offering, form.named)
    if _is_present(sheet, form.moment, named):
        form.add_error("starts_at", gettext("This is your present time. Choose another one."))
        return _calendar(request, sheet, form, status=422)
    if not sheet.now <= form.moment <= sheet.now + _horizon(sheet.offering):
        return _nearest(request, sheet, sheet.appointment.starts_at, named)
    try:
        take_moving_hold(
            appointment_id=sheet.appointment.public_id,
            starts_at=form.moment,
            named_employee=named,
            now=sheet.now,
        )
    except SlotTaken:
        return _nearest(request, sheet, form.moment, named)
    except (TooLate, NotActive):
        return _too_late(request, sheet, status=CONFLICT)
    return SeeOther(sheet.access.urls["move_check"])


def _move(request: HttpRequest, access: Access, hold_id: UUID) -> HttpResponse:
    now = timezone.now()
    try:
        move_appointment(
            appointment_id=access.appointment.public_id, hold_id=hold_id, by=access.actor, now=now
        )
    except SlotTaken:
        return _taken(request, sheet_for(access, now=now), moving_hold_of(access.appointment))
    except HoldReplaced:
        return _replaced(request, sheet_for(access, now=now))
    except (TooLate, NotActive):
        return _too_late(request, sheet_for(access, now=now), status=CONFLICT)
    return SeeOther(f"{access.urls['appointment']}?done=moved")


def _calendar(
    request: HttpRequest, sheet: Sheet, form: TimeForm, *, status: int = 200
) -> HttpResponse:
    try:
        page = _calendar_page(request, sheet)
    except ConfigurationError:
        return _too_late(request, sheet)
    context = sheet.context(calendar=page, form=form)
    part, whole = "citizen/times/_calendar.html", "citizen/appointments/move.html"
    template = part if "HX-Request" in request.headers else whole
    response = render(request, template, context, status=status)
    patch_vary_headers(response, ["HX-Request"])
    return response


def _calendar_page(request: HttpRequest, sheet: Sheet) -> CalendarPage:
    """The free times, as if the appointment were not there; but its own time is no new one."""
    page = calendar_page(
        sheet.offering,
        now=sheet.now,
        query=request.GET.dict(),
        ignoring=_ours(sheet),
        named=sheet.appointment.named_employee_id,
    )
    employee = page.employee.pk if page.employee else None
    if employee != sheet.appointment.named_employee_id:
        return page
    return _without(page, sheet.appointment.starts_at)


def _without(page: CalendarPage, present: datetime) -> CalendarPage:
    day = timezone.localdate(present)
    weeks = [
        [
            replace(one, free=one.free - 1) if one and one.date == day and one.free else one
            for one in week
        ]
        for week in page.weeks
    ]
    return replace(page, weeks=weeks, times=[time for time in page.times if time != present])


def _taken(request: HttpRequest, sheet: Sheet, hold: Hold | None) -> HttpResponse:
    """What was kept has run out, and somebody else has it."""
    if hold is None:
        return SeeOther(sheet.access.urls["move"])
    return _nearest(request, sheet, hold.starts_at, hold.named_employee_id)


def _nearest(
    request: HttpRequest, sheet: Sheet, wanted: datetime, named: int | None
) -> HttpResponse:
    """Somebody was faster: the nearest free times; the appointment stays as it is."""
    found = nearest_times(sheet.offering, wanted, now=sheet.now, ignoring=_ours(sheet), named=named)
    context = sheet.context(
        wanted=wanted,
        nearest=[time for time in found if time != sheet.appointment.starts_at],
        employee=Resource.objects.filter(pk=named).first() if named else None,
    )
    return render(request, "citizen/appointments/move_taken.html", context, status=CONFLICT)


def _replaced(request: HttpRequest, sheet: Sheet) -> HttpResponse:
    """Another time was chosen since, in another tab: the way to it."""
    context = sheet.context(hold=moving_hold_of(sheet.appointment))
    return render(request, "citizen/appointments/move_replaced.html", context, status=CONFLICT)


def _too_late(request: HttpRequest, sheet: Sheet, *, status: int = 200) -> HttpResponse:
    """It cannot be moved here (any more): why, and the phone of the office."""
    sheet.appointment.refresh_from_db(fields=["status"])
    return render(request, "citizen/appointments/move_refused.html", sheet.context(), status=status)


def _ours(sheet: Sheet) -> list[UUID]:
    """The time of the appointment, and that which is kept for its move: neither is in the way."""
    hold = moving_hold_of(sheet.appointment)
    return [sheet.appointment.public_id, *([hold.public_id] if hold else [])]


def _is_free(sheet: Sheet, hold: Hold) -> bool:
    """Whether a time that is no longer kept can still be had."""
    found = nearest_times(
        sheet.offering,
        hold.starts_at,
        now=sheet.now,
        ignoring=_ours(sheet),
        named=hold.named_employee_id,
    )
    return hold.starts_at in found


def _is_present(sheet: Sheet, starts_at: datetime, named: int | None) -> bool:
    present = sheet.appointment
    return (present.starts_at, present.named_employee_id) == (starts_at, named)


def _horizon(offering: Offering) -> timedelta:
    """Further ahead nobody looks, whatever a form said."""
    return timedelta(days=(offering.horizon_days or 0) + 1)


def _resource(offering: Offering, public_id: UUID | None) -> int | None:
    """The employee that was chosen; one who does not serve here is nobody."""
    if public_id is None or not offering.names_employee:
        return None
    found = Resource.objects.filter(public_id=public_id, needs__offering=offering)
    return found.values_list("pk", flat=True).first() or NOBODY
