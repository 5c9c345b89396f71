"""Booking for a person: what, when, for whom; then the slip to take away."""

from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from mydimos.access.rules import Right
from mydimos.booking.errors import HoldReplaced, NotOffered, SlotTaken
from mydimos.booking.models import Appointment, Hold
from mydimos.booking.queries.holds import hold_of_employee
from mydimos.booking.services import book_appointment, see_appointment, take_hold
from mydimos.directory.models import Offering
from mydimos.directory.policies import policy_of
from mydimos.directory.queries import bookable_offering, employee_of, offerings_of_departments
from mydimos.scheduling.rules import ConfigurationError
from mydimos.web.appointments.forms import TimeForm
from mydimos.web.appointments.month import month_page
from mydimos.web.backoffice.auth import OfficeRequest, office
from mydimos.web.backoffice.booking.forms import PersonForm
from mydimos.web.backoffice.booking.qr import qr_of
from mydimos.web.backoffice.day.pages import appointment_page
from mydimos.web.ui.htmx import page_or_fragment
from mydimos.web.ui.redirects import see_other

FOLDER = "backoffice/booking"


@office(Right.SERVE)
@require_safe
def offerings(request: OfficeRequest) -> HttpResponse:
    """What one's departments offer, in all offices and ways of being served."""
    own = request.employee.rights.departments(Right.SERVE)
    context = {"employee": request.employee, "offerings": offerings_of_departments(own)}
    return render(request, f"{FOLDER}/offerings.html", context)


@office(Right.SERVE)
@require_http_methods(["GET", "HEAD", "POST"])
def times(request: OfficeRequest, offering_id: UUID) -> HttpResponse:
    """The free times, those kept for staff among them; choosing one keeps it for the employee."""
    offering = _offering(request, offering_id)
    form = TimeForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        return _keep(request, offering, form)
    return _calendar(request, offering, form, status=422 if form.errors else 200)


@office(Right.SERVE)
@require_http_methods(["GET", "HEAD", "POST"])
def person(request: OfficeRequest, hold_id: UUID) -> HttpResponse:
    """For whom; POST books. POST with `language` only shows the answers again."""
    hold = hold_of_employee(request.employee.user_id, hold_id)
    if hold is None:
        return _booked_or_gone(request, hold_id)
    if not _serves(request, hold.offering):  # the role was taken since the time was kept
        raise Http404
    channel = hold.offering.channel
    if request.method == "POST" and "language" not in request.POST:
        form = PersonForm(request.POST, channel=channel)
        if form.is_valid():
            return _book(request, hold, form)
    else:
        typed = request.POST.dict() | {"requirements": request.POST.getlist("requirements")}
        form = PersonForm(channel=channel, initial=typed)
    return _person_page(request, hold, form, status=422 if form.errors else 200)


@office(Right.SEE_PEOPLE)
@require_safe
def slip(request: OfficeRequest, appointment_id: UUID) -> HttpResponse:
    """What the person takes away, on A6: when, where, the code as letters and as QR."""
    now = timezone.now()
    try:
        seen = see_appointment(appointment_id=appointment_id, by=request.by, now=now)
    except Appointment.DoesNotExist:
        raise Http404 from None
    context = {
        "employee": request.employee,
        "page": appointment_page(seen, now=now),
        "months": policy_of(seen.appointment.municipality_id).retention_months,
        "qr": qr_of(seen.appointment.reference),
    }
    return render(request, f"{FOLDER}/slip.html", context)


def _offering(request: OfficeRequest, offering_id: UUID) -> Offering:
    """An offering of a department that one serves. Raises Http404, for all others alike."""
    offering = bookable_offering(offering_id)
    if offering is None or not _serves(request, offering):
        raise Http404
    return offering


def _serves(request: OfficeRequest, offering: Offering) -> bool:
    return request.employee.rights.may(Right.SERVE, offering.service.department_id)


def _keep(request: OfficeRequest, offering: Offering, form: TimeForm) -> HttpResponse:
    named = employee_of(offering, form.named)
    try:
        hold = take_hold(
            by=request.by,
            offering=offering,
            starts_at=form.moment,
            named_employee=named.pk if named else None,
            now=timezone.now(),
        )
    except SlotTaken:
        return _calendar(request, offering, TimeForm(), status=409, is_taken=True)
    except NotOffered:
        raise Http404 from None
    return see_other("backoffice:book_person", hold.public_id)


def _calendar(
    request: OfficeRequest,
    offering: Offering,
    form: TimeForm,
    *,
    status: int,
    is_taken: bool = False,
) -> HttpResponse:
    try:
        calendar = month_page(
            offering, now=timezone.now(), query=request.GET.dict(), for_staff=True
        )
    except ConfigurationError:
        calendar = None
    context = {
        "employee": request.employee,
        "offering": offering,
        "calendar": calendar,
        "form": form,
        "is_taken": is_taken,
    }
    whole = f"{FOLDER}/times.html"
    if calendar is None:
        return render(request, whole, context, status=status)
    return page_or_fragment(request, whole, "appointments/_calendar.html", context, status=status)


def _book(request: OfficeRequest, hold: Hold, form: PersonForm) -> HttpResponse:
    try:
        appointment = book_appointment(
            hold_id=hold.public_id,
            by=request.by,
            people=form.people,
            through=Appointment.Through(form.cleaned_data["through"]),
            now=timezone.now(),
        )
    except SlotTaken:
        return _calendar(request, hold.offering, TimeForm(), status=409, is_taken=True)
    except HoldReplaced:
        return _booked_or_gone(request, hold.public_id)
    return see_other("backoffice:slip", appointment.public_id)


def _booked_or_gone(request: OfficeRequest, hold_id: UUID) -> HttpResponse:
    """A form that is sent twice leads to its appointment; a hold given up, to the services."""
    try:
        see_appointment(appointment_id=hold_id, by=request.by, now=timezone.now())
    except Appointment.DoesNotExist:
        return see_other("backoffice:book")
    return see_other("backoffice:slip", hold_id)


def _person_page(
    request: OfficeRequest, hold: Hold, form: PersonForm, *, status: int
) -> HttpResponse:
    context = {
        "employee": request.employee,
        "hold": hold,
        "offering": hold.offering,
        "months": policy_of(hold.municipality_id).retention_months,
        "form": form,
        "typed_form": "person",
    }
    return render(request, f"{FOLDER}/person.html", context, status=status)
