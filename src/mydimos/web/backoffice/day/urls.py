"""The day, one appointment, its marks."""

from django.urls import path

from mydimos.web.backoffice.day.views import cancelling, marks, moving, reading

_ONE = "appointments/<uuid:appointment_id>/"

urlpatterns = [
    path("", reading.today, name="today"),
    path("appointments/", reading.search, name="search"),
    path(_ONE, reading.appointment, name="appointment"),
    path(f"{_ONE}arrive/", marks.arrive, name="arrive"),
    path(f"{_ONE}mark/", marks.mark, name="mark"),
    path(f"{_ONE}missed/", marks.missed, name="missed"),
    path(f"{_ONE}move/", moving.move, name="move"),
    path(f"{_ONE}move/check/", moving.check, name="move_check"),
    path(f"{_ONE}cancel/", cancelling.cancel, name="cancel"),
]
