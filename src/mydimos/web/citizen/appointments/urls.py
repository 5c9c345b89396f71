"""Addresses of appointments: each page has two, by login and by the secret link of a message.

`Access.urls` returns those of the way by which the reader came: `move` or `link_move`.
"""

from django.urls import path

from mydimos.web.citizen.appointments.access import by_link, by_login, lost_link
from mydimos.web.citizen.appointments.views import cancelling, correcting, moving, reading, rights

_LOGIN = "appointments/<uuid:appointment_id>/"
# A role that is no word (a null byte, for one) is a lost link: PostgreSQL is not asked.
_LINK = "a/<uuid:appointment_id>/<slug:role>/<str:signature>/"

_by_login = [
    path("appointments/", reading.appointments, name="appointments"),
    path(_LOGIN, by_login(reading.appointment), name="appointment"),
    path(f"{_LOGIN}print/", by_login(reading.on_paper), name="print"),
    path(f"{_LOGIN}calendar.ics", by_login(reading.calendar_file), name="calendar_file"),
    path(f"{_LOGIN}video/", by_login(reading.video), name="video"),
    path(f"{_LOGIN}send-again/", by_login(reading.resend), name="resend"),
    path(f"{_LOGIN}correct/", by_login(correcting.contact), name="correct_contact"),
    path(f"{_LOGIN}move/", by_login(moving.move), name="move"),
    path(f"{_LOGIN}move/check/", by_login(moving.move_check), name="move_check"),
    path(f"{_LOGIN}move/confirm/", by_login(moving.move_confirm), name="move_confirm"),
    path(f"{_LOGIN}cancel/", by_login(cancelling.cancel), name="cancel"),
    path(f"{_LOGIN}cancelled/", by_login(cancelling.cancelled), name="cancelled"),
]

# Cancelling ends the links: its two pages still open with the one that was good until then.
_cancel = by_link(cancelling.cancel, after_cancelling=True)
_cancelled = by_link(cancelling.cancelled, after_cancelling=True)

# What is left of a link some days after the appointment.
_rights = by_link(rights.ask_for_code, after_the_end=True)
_rights_code = by_link(rights.type_code, after_the_end=True)

_by_link = [
    path(_LINK, by_link(reading.appointment), name="link_appointment"),
    path(f"{_LINK}print/", by_link(reading.on_paper), name="link_print"),
    path(f"{_LINK}calendar.ics", by_link(reading.calendar_file), name="link_calendar_file"),
    path(f"{_LINK}video/", by_link(reading.video), name="link_video"),
    path(f"{_LINK}send-again/", by_link(reading.resend), name="link_resend"),
    path(f"{_LINK}move/", by_link(moving.move), name="link_move"),
    path(f"{_LINK}move/check/", by_link(moving.move_check), name="link_move_check"),
    path(f"{_LINK}move/confirm/", by_link(moving.move_confirm), name="link_move_confirm"),
    path(f"{_LINK}cancel/", _cancel, name="link_cancel"),
    path(f"{_LINK}cancelled/", _cancelled, name="link_cancelled"),
    path(f"{_LINK}data/", _rights, name="link_rights"),
    path(f"{_LINK}data/code/", _rights_code, name="link_rights_code"),
    # Not without the slash at the end: where only that is lost, it is put back.
    path("a/<path:rest>/", lost_link, name="link_lost"),
]

urlpatterns = [*_by_login, *_by_link]
