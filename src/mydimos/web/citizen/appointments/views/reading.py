"""The list of a citizen's appointments; one appointment to read, print, download, send again."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import get_language, gettext
from django.views.decorators.http import require_http_methods, require_safe

from mydimos.booking.calendar_files import download
from mydimos.booking.errors import NotActive
from mydimos.booking.queries.appointments import past_of, upcoming_of
from mydimos.booking.services import send_again
from mydimos.notifications.errors import SentTooOften
from mydimos.web.citizen.appointments.access import Access
from mydimos.web.citizen.appointments.appointment_page import AppointmentPage, appointment_page
from mydimos.web.citizen.auth import CitizenRequest, citizen_required
from mydimos.web.ui.done import act_done, said, see_done
from mydimos.web.ui.headers import private
from mydimos.web.ui.redirects import SeeOther


@private
@citizen_required
@require_safe
def appointments(request: CitizenRequest) -> HttpResponse:
    """Upcoming and past appointments."""
    now = timezone.now()
    context = {
        "citizen": request.citizen,
        "upcoming": upcoming_of(request.citizen, now=now),
        "past": past_of(request.citizen, now=now),
    }
    return render(request, "citizen/appointments/list.html", context)


@require_safe
def appointment(request: HttpRequest, access: Access) -> HttpResponse:
    """One appointment and the actions that are possible now."""
    page = appointment_page(access, now=timezone.now())
    act = act_done(request)
    context = page.context(done=_done(page, act))
    response = render(request, "citizen/appointments/appointment.html", context)
    return said(response) if act else response


@require_safe
def on_paper(request: HttpRequest, access: Access) -> HttpResponse:
    """The same for paper."""
    page = appointment_page(access, now=timezone.now())
    return render(request, "citizen/appointments/print.html", page.context())


@require_safe
def video(request: HttpRequest, access: Access) -> HttpResponse:
    """The fixed address of the video call: when it opens, what is needed (R3, R10, R13)."""
    page = appointment_page(access, now=timezone.now())
    if not page.is_video:
        return SeeOther(access.urls["appointment"])
    return render(request, "citizen/appointments/video.html", page.context())


@require_safe
def calendar_file(request: HttpRequest, access: Access) -> HttpResponse:  # noqa: ARG001
    """The appointment as a calendar file. Its name carries the code and nothing else."""
    text = download(
        access.appointment,
        role=access.role,
        language=get_language() or "el",
        now=timezone.now(),
    )
    name = f"myDimos-{access.appointment.reference}.ics"
    return HttpResponse(
        text,
        content_type="text/calendar; charset=utf-8",
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )


@require_http_methods(["GET", "HEAD", "POST"])
def resend(request: HttpRequest, access: Access) -> HttpResponse:
    """Send the message again. A GET (back from the login) leads to the appointment instead."""
    if request.method != "POST":
        return SeeOther(access.urls["appointment"])
    now = timezone.now()
    try:
        send_again(appointment_id=access.appointment.public_id, by=access.actor, now=now)
    except SentTooOften:
        problem = gettext(
            "The message has been sent again several times within the last hour. Look in the junk"
            " folder as well, or try again later."
        )
    except NotActive:
        problem = gettext("This appointment is over. Nothing can be changed any more.")
    else:
        return see_done(access.urls["appointment"], "sent")
    context = appointment_page(access, now=now).context(problem=problem)
    return render(request, "citizen/appointments/appointment.html", context, status=409)


def _done(page: AppointmentPage, act: str) -> str:
    """The notice for an act of `see_done`, if the data agree."""
    if act == "moved" and page.appointment.moved_by:
        return gettext("Your appointment has been moved")
    if act == "corrected" and page.delivery:
        return gettext("Your details are corrected. We are sending the confirmation again.")
    if act == "sent" and page.delivery:
        return gettext("The message has been sent again.")
    return ""
