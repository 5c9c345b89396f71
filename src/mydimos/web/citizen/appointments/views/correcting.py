"""Correcting the e-mail address and the phone number of an appointment; by login only."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods

from mydimos.booking.errors import NotActive
from mydimos.booking.services import correct_contact
from mydimos.web.appointments.contact_form import ContactForm
from mydimos.web.citizen.appointments.access import Access, by_access
from mydimos.web.citizen.appointments.appointment_page import AppointmentPage, appointment_page
from mydimos.web.citizen.limits import CHANGES_MADE
from mydimos.web.ui.done import see_done
from mydimos.web.ui.limits import limited
from mydimos.web.ui.redirects import SeeOther


@require_http_methods(["GET", "HEAD", "POST"])
@limited(CHANGES_MADE, by=by_access, methods=("POST",))
def contact(request: HttpRequest, access: Access) -> HttpResponse:
    """Ask for the right address and number, then store them and send the confirmation again."""
    page = appointment_page(access, now=timezone.now())
    if not page.is_active or not page.appearing:
        return SeeOther(access.urls["appointment"])
    if request.method != "POST":
        stored = {"email": page.appearing.email, "phone": page.appearing_phone}
        return _form(request, page, ContactForm(initial=stored))
    return _answer(request, page)


def _answer(request: HttpRequest, page: AppointmentPage) -> HttpResponse:
    if "language" in request.POST:
        return _form(request, page, ContactForm(initial=request.POST.dict()))
    form = ContactForm(request.POST)
    if not form.is_valid():
        return _form(request, page, form)
    if "correct" in request.POST:
        meant = {one.field: one.meant for one in form.suggestions}
        return _correct(request, page, {**form.cleaned_data, **meant})
    if {one.typed for one in form.suggestions} - set(request.POST.getlist("kept")):
        return _form(request, page, form)  # asked once: sent again it counts as it is
    return _correct(request, page, form.cleaned_data)


def _correct(request: HttpRequest, page: AppointmentPage, said: dict[str, str]) -> HttpResponse:
    access = page.access
    try:
        correct_contact(
            appointment_id=access.appointment.public_id,
            by=access.actor,
            email=said["email"],
            phone=said["phone"],
            now=page.now,
        )
    except NotActive:
        problem = gettext("This appointment is over. Nothing can be changed any more.")
        access.appointment.refresh_from_db(fields=["status"])
        context = appointment_page(access, now=page.now).context(problem=problem)
        return render(request, "citizen/appointments/appointment.html", context, status=409)
    return see_done(access.urls["appointment"], "corrected")


def _form(request: HttpRequest, page: AppointmentPage, form: ContactForm) -> HttpResponse:
    context = page.context(form=form, typed_form="contact")
    status = 422 if form.errors else 200
    return render(request, "citizen/appointments/correct_contact.html", context, status=status)
