"""What cannot be had, in words that lead on: no refusal is a dead end."""

from datetime import datetime

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from mydimos.booking.errors import LimitReached
from mydimos.booking.models import Hold
from mydimos.booking.queries.appointments import own_between
from mydimos.booking.queries.nearest import nearest_times
from mydimos.directory.models import Offering
from mydimos.directory.queries import employee_of
from mydimos.identity.models import Citizen
from mydimos.web.citizen import drafts

CONFLICT = 409


def taken(
    request: HttpRequest,
    citizen: Citizen,
    offering: Offering,
    choice: drafts.Choice,
    *,
    now: datetime,
) -> HttpResponse:
    """Somebody was faster: the three nearest free times, each a button.

    Of the employee who was chosen, if there was one; of anybody where that one has none.
    """
    own = drafts.own_hold(request.session)
    employee = employee_of(offering, choice.employee)
    nearest = nearest_times(
        offering, choice.starts_at, now=now, ignoring=own, named=employee.pk if employee else None
    )
    if employee and not nearest:
        employee = None
        nearest = nearest_times(offering, choice.starts_at, now=now, ignoring=own)
    context = _about(citizen, offering) | {
        "wanted": choice.starts_at,
        "employee": employee,
        "nearest": nearest,
        "has_draft": bool(drafts.on_behalf(request.session)),
    }
    return render(request, "citizen/book/taken.html", context, status=CONFLICT)


def limit_reached(
    request: HttpRequest, citizen: Citizen, offering: Offering, limit: LimitReached
) -> HttpResponse:
    """As many active appointments as are allowed: one can be cancelled, the office be called."""
    context = _about(citizen, offering) | {"limit": limit}
    return render(request, "citizen/book/limit.html", context, status=CONFLICT)


def two_at_once(request: HttpRequest, citizen: Citizen, hold: Hold) -> HttpResponse:
    """They have an appointment of their own at that time: which one, and the ways out."""
    context = _about(citizen, hold.offering) | {
        "hold": hold,
        "other": own_between(citizen, hold.starts_at, hold.ends_at).first(),
        "has_draft": bool(drafts.details(request.session)),
    }
    return render(request, "citizen/book/two_at_once.html", context, status=CONFLICT)


def not_offered(request: HttpRequest, citizen: Citizen, offering: Offering) -> HttpResponse:
    """What was chosen is offered no longer."""
    context = _about(citizen, offering)
    return render(request, "citizen/book/not_offered.html", context, status=CONFLICT)


def replaced(request: HttpRequest, citizen: Citizen, hold: Hold) -> HttpResponse:
    """Another time was chosen in another tab: that one, and the way to it."""
    context = _about(citizen, hold.offering) | {"hold": hold}
    return render(request, "citizen/book/replaced.html", context, status=CONFLICT)


def ran_out(request: HttpRequest, citizen: Citizen) -> HttpResponse:
    """The kept time is gone and was thrown away: what was chosen last can be tried again."""
    context = {"citizen": citizen, "choice": drafts.chosen(request.session)}
    return render(request, "citizen/book/ran_out.html", context, status=CONFLICT)


def _about(citizen: Citizen, offering: Offering) -> dict[str, object]:
    return {
        "citizen": citizen,
        "municipality": offering.service.municipality,
        "offering": offering,
    }
