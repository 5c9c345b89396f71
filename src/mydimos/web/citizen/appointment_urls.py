"""Addresses of appointments: every page of one has two, by login and by the link of a message."""

from django.urls import URLPattern, path

from mydimos.web.citizen.access import View, by_link, by_login, lost_link
from mydimos.web.citizen.views import appointments, cancelling, moving

_PAGES: list[tuple[str, str, View]] = [
    ("appointment", "", appointments.appointment),
    ("print", "print/", appointments.on_paper),
    ("calendar_file", "calendar.ics", appointments.calendar_file),
    ("video", "video/", appointments.video),
    ("resend", "send-again/", appointments.resend),
    ("move", "move/", moving.move),
    ("move_check", "move/check/", moving.move_check),
    ("move_confirm", "move/confirm/", moving.move_confirm),
    ("cancel", "cancel/", cancelling.cancel),
    ("cancelled", "cancelled/", cancelling.cancelled),
]

# These still open with the link that was good until the citizen cancelled.
_AFTER_CANCELLING = {"cancel", "cancelled"}

_LOGIN = "appointments/<uuid:appointment_id>/"
# A role that is no word (a null byte, for one) is a lost link: PostgreSQL is not asked.
_LINK = "a/<uuid:appointment_id>/<slug:role>/<str:signature>/"

urlpatterns: list[URLPattern] = [
    path("appointments/", appointments.appointments, name="appointments"),
    *(path(f"{_LOGIN}{rest}", by_login(view), name=name) for name, rest, view in _PAGES),
    *(
        path(
            f"{_LINK}{rest}",
            by_link(view, after_cancelling=name in _AFTER_CANCELLING),
            name=f"link_{name}",
        )
        for name, rest, view in _PAGES
    ),
    # Not without the slash at the end: where only that is lost, it is put back.
    path("a/<path:rest>/", lost_link, name="link_lost"),
]
