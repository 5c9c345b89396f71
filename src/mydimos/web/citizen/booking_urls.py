"""Addresses from the free times to the booked appointment. Each view says for whom it is."""

from django.urls import path, register_converter

from mydimos.web.citizen.views import book, confirm, login, times
from mydimos.web.ui.converters import ChannelConverter

register_converter(ChannelConverter, "channel")  # of the other addresses too (urls.py)

_OFFERING = "m/<slug:municipality>/<channel:channel>/<slug:service>/<slug:office>/"

urlpatterns = [
    path(_OFFERING, times.times, name="times"),
    path(f"{_OFFERING}elsewhere/", times.elsewhere, name="elsewhere"),
    path("login/", login.login, name="login"),
    path("login/return/", login.login_return, name="login_return"),
    path("logout/", login.logout, name="logout"),
    path("book/", book.keep, name="keep"),
    path("book/<uuid:hold_id>/", book.who, name="book"),
    path("book/<uuid:hold_id>/details/", book.details, name="details"),
    path("book/<uuid:hold_id>/check/", confirm.check, name="check"),
    path("book/<uuid:hold_id>/confirm/", confirm.confirm, name="confirm"),
    path("appointments/<uuid:appointment_id>/done/", confirm.done, name="done"),
]
