"""Addresses of the frame: the same in every language. Audience: anyone."""

from django.urls import re_path

from mydimos.web.ui import views

app_name = "ui"

urlpatterns = [
    re_path(r"^theme/(?P<colour>[0-9a-f]{6})\.css$", views.theme, name="theme"),
]
