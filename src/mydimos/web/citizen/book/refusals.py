"""Pages that say why a time cannot be booked, and what to do instead."""

from datetime import datetime

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from mydimos.booking.errors import LimitReached
from mydimos.booking.models import Appointment, Hold
from mydimos.booking.queries.nearest import nearest_times
from mydimos.directory.models import Offering
from mydimos.directory.queries import bookable_offering, employee_of
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
    """The time was taken meanwhile: the three nearest free times, each a button.

    Those of the chosen employee, if there are any; else of all employees.
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
    """The limit of active appointments is reached: cancel one, or call the office."""
    context = _about(citizen, offering) | {"limit": limit}
    return render(request, "citizen/book/limit.html", context, status=CONFLICT)


def two_at_once(
    request: HttpRequest, citizen: Citizen, hold: Hold, other: Appointment | None
) -> HttpResponse:
    """The citizen has an own appointment at that time (`other`), and the ways out."""
    context = _about(citizen, hold.offering) | {
        "hold": hold,
        "other": other,
        "has_draft": bool(drafts.details(request.session)),
    }
    return render(request, "citizen/book/two_at_once.html", context, status=CONFLICT)


def not_offered(request: HttpRequest, citizen: Citizen, offering: Offering) -> HttpResponse:
    """The offering no longer gives out times."""
    context = _about(citizen, offering)
    return render(request, "citizen/book/not_offered.html", context, status=CONFLICT)


def replaced(request: HttpRequest, citizen: Citizen, hold: Hold) -> HttpResponse:
    """Another time was chosen in another tab: that time, and the way to it."""
    context = _about(citizen, hold.offering) | {"hold": hold}
    return render(request, "citizen/book/replaced.html", context, status=CONFLICT)


def ran_out(request: HttpRequest, citizen: Citizen) -> HttpResponse:
    """The hold expired and was deleted: the last choice can be tried again."""
    choice = drafts.chosen(request.session)
    context = {
        "citizen": citizen,
        "choice": choice,
        "offering": bookable_offering(choice.offering) if choice else None,
    }
    return render(request, "citizen/book/ran_out.html", context, status=CONFLICT)


def _about(citizen: Citizen, offering: Offering) -> dict[str, object]:
    return {
        "citizen": citizen,
        "municipality": offering.service.municipality,
        "offering": offering,
    }
