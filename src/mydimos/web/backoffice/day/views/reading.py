"""The day as a list, one appointment, search. Each look leaves a line in the audit (R28)."""

from datetime import date, timedelta
from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from mydimos.access.rules import Right
from mydimos.booking.models import Appointment
from mydimos.booking.services import find_people, see_appointment, see_day
from mydimos.directory.models import Department
from mydimos.directory.queries import departments_named
from mydimos.reception.queries import with_visits
from mydimos.web.backoffice.auth import OfficeRequest, office
from mydimos.web.backoffice.day.lines import Line
from mydimos.web.backoffice.day.pages import appointment_page
from mydimos.web.ui.redirects import see_other

TYPED = "searched for"


@office(Right.SEE_PEOPLE, instead="backoffice:departments")
@require_safe
def today(request: OfficeRequest) -> HttpResponse:
    """The appointments of a day in one's departments, or in one of them, by their start."""
    now = timezone.now()
    own = departments_named(request.employee.rights.departments(Right.SEE_PEOPLE))
    chosen = _chosen(request, own)
    day = _day(request, timezone.localdate(now))
    rows = see_day(departments=[one.pk for one in chosen], day=day, by=request.by, now=now)
    lines = [Line(row, now) for row in with_visits(rows)]
    context = {
        "employee": request.employee,
        "departments": own,
        "chosen": chosen[0] if len(chosen) == 1 else None,
        "day": day,
        "is_today": day == timezone.localdate(now),
        "before": day - timedelta(days=1),
        "after": day + timedelta(days=1),
        "now": now,
        "open": [line for line in lines if not line.lacks_outcome and line.mood != "over"],
        "without_outcome": [line for line in reversed(lines) if line.lacks_outcome],
        "over": [line for line in lines if line.mood == "over"],
    }
    return render(request, "backoffice/day/today.html", context)


@office(Right.SEE_PEOPLE)
@require_safe
def appointment(request: OfficeRequest, appointment_id: UUID) -> HttpResponse:
    """One appointment from top to bottom."""
    now = timezone.now()
    try:
        seen = see_appointment(appointment_id=appointment_id, by=request.by, now=now)
    except Appointment.DoesNotExist:  # or of another department: the two look the same
        raise Http404 from None
    context = {"employee": request.employee, "page": appointment_page(seen, now=now)}
    return render(request, "backoffice/day/appointment.html", context)


@office(Right.SEE_PEOPLE)
@require_http_methods(["GET", "HEAD", "POST"])
def search(request: OfficeRequest) -> HttpResponse:
    """Appointments by their code, a phone, an e-mail or a word of a name.

    What is typed is of a person: it waits in the sealed session and stands in no address.
    """
    if request.method == "POST":
        request.session[TYPED] = request.POST.get("q", "").strip()[:100]
        return see_other("backoffice:search")
    typed = request.session.get(TYPED, "")
    departments = request.employee.rights.departments(Right.SEE_PEOPLE)
    now = timezone.now()
    found = find_people(departments=departments, typed=typed, by=request.by, now=now)
    context = {"employee": request.employee, "typed": typed, "found": found}
    return render(request, "backoffice/day/search.html", context)


def _chosen(request: OfficeRequest, own: list[Department]) -> list[Department]:
    """The department of the address; all of one's own where it names none of them."""
    wanted = request.GET.get("department", "")
    return [one for one in own if str(one.public_id) == wanted] or own


def _day(request: OfficeRequest, today: date) -> date:
    try:
        return date.fromisoformat(request.GET.get("day", ""))
    except ValueError:
        return today
