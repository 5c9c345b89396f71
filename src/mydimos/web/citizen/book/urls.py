"""Addresses from the kept time to the booked appointment."""

from django.urls import path

from mydimos.web.citizen.book.views import confirm, details

urlpatterns = [
    path("book/", details.keep, name="keep"),
    path("book/<uuid:hold_id>/", details.who, name="book"),
    path("book/<uuid:hold_id>/details/", details.details, name="details"),
    path("book/<uuid:hold_id>/check/", confirm.check, name="check"),
    path("book/<uuid:hold_id>/confirm/", confirm.confirm, name="confirm"),
    path("appointments/<uuid:appointment_id>/done/", confirm.done, name="done"),
]
