"""Booking for another: what, when, for whom, the slip."""

from django.urls import path

from mydimos.web.backoffice.booking import views

urlpatterns = [
    path("book/", views.offerings, name="book"),
    path("book/<uuid:offering_id>/", views.times, name="book_times"),
    path("book/<uuid:hold_id>/person/", views.person, name="book_person"),
    path("appointments/<uuid:appointment_id>/slip/", views.slip, name="slip"),
]
