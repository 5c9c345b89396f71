"""Addresses of choosing a time."""

from django.urls import path

from mydimos.web.citizen.times import views

_OFFERING = "m/<slug:municipality>/<channel:channel>/<slug:service>/<slug:office>/"

urlpatterns = [
    path(_OFFERING, views.times, name="times"),
    path(f"{_OFFERING}elsewhere/", views.elsewhere, name="elsewhere"),
]
